"""From what a training run keeps to the folder a show opens: a StableDiffusionPipeline in half precision.

Enters: a run's folder. Leaves: a pipeline in memory, or on disk in shards of at most 8 MB.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from livevis.errors import LivevisError
from livevis.lab.painter.denoise import Pair
from livevis.lab.painter.keep import weights_of
from livevis.lab.painter.parts import autoencoder, scheduler
from livevis.lab.painter.size import Size

SHARD = "8MB"


def assemble(run: Path, size: Size) -> Any:
    """The pipeline of the run's kept weights.

    Raises:
        LivevisError: a stage has not been trained yet.
    """
    from diffusers import StableDiffusionPipeline
    from transformers import CLIPTokenizer

    for stage in ("autoencoder", "reading", "painter"):
        if not (run / f"{stage}.pt").exists():
            raise LivevisError(f"{run} holds no trained {stage}", f"Train it first: --stage {stage}")
    tokens = CLIPTokenizer.from_pretrained(run / "tokenizer")
    pair = Pair(size, tokens)
    weights_of(run / "reading.pt", "text", pair.text)
    weights_of(run / "painter.pt", "unet_ema", pair.unet)
    return StableDiffusionPipeline(
        vae=weights_of(run / "autoencoder.pt", "ema", autoencoder(size)),
        text_encoder=pair.text,
        tokenizer=tokens,
        unet=pair.unet.eval(),
        scheduler=scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def write(folder: Path, pipeline: Any) -> Path:
    """Writes ``pipeline`` as float16 safetensors; returns ``folder``. What else stands in it stays."""
    import torch

    pipeline.to(dtype=torch.float16)
    pipeline.save_pretrained(folder, safe_serialization=True, max_shard_size=SHARD)
    return folder
