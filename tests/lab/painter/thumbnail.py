"""Thumbnail scenes, drawn from the glyph strip that the repository carries; a painter of that size."""

from __future__ import annotations

from pathlib import Path

from livevis.lab.painter import parts
from livevis.lab.painter.packed import Stock
from livevis.lab.painter.size import SMOKE
from livevis.lab.pocket.vocabulary import vocabulary
from livevis.lab.pocket_painter import PainterWish, stock


def thumbnails(out: Path) -> Stock:
    return stock(PainterWish(out, smoke=True))


def untrained(folder: Path) -> Path:
    """``folder/painter``: a pipeline that has learnt nothing."""
    import torch
    from diffusers import StableDiffusionPipeline

    torch.manual_seed(1)
    tokens = parts.tokenizer(folder / "t", vocabulary().words(), SMOKE)
    pipeline = StableDiffusionPipeline(
        vae=parts.autoencoder(SMOKE),
        text_encoder=parts.text_encoder(SMOKE, tokens),
        tokenizer=tokens,
        unet=parts.unet(SMOKE),
        scheduler=parts.scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(folder / "painter")
    return folder / "painter"
