"""Pictures to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from livevis.lab.painter import parts
from livevis.lab.painter.samples import painted, unseen
from livevis.lab.painter.size import SMOKE
from livevis.lab.pocket.captions import holdout
from livevis.lab.pocket.vocabulary import vocabulary


def untrained(folder: Path) -> Any:
    import torch
    from diffusers import StableDiffusionPipeline

    torch.manual_seed(1)
    tokens = parts.tokenizer(folder, vocabulary().words(), SMOKE)
    return StableDiffusionPipeline(
        vae=parts.autoencoder(SMOKE),
        text_encoder=parts.text_encoder(SMOKE, tokens),
        tokenizer=tokens,
        unet=parts.unet(SMOKE),
        scheduler=parts.scheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )


def test_prompts_for_looking_were_never_trained_on() -> None:
    known = vocabulary().limited(60, 8, 4)
    found = unseen(known, 20, 1)
    assert all(holdout(scene) for scene, _ in found)
    assert all(text for _, text in found)
    assert unseen(known, 20, 1) == found
    assert unseen(known, 20, 2) != found


def test_a_picture_a_prompt_the_same_for_the_same_seed(tmp_path: Path) -> None:
    pipeline = untrained(tmp_path)
    texts = ["a lantern", "the sea"]
    pictures = painted(pipeline, texts, 2, seed=5)
    assert [picture.shape for picture in pictures] == [(64, 64, 3)] * 2
    assert pictures[0].dtype == np.uint8
    assert all(map(np.array_equal, pictures, painted(pipeline, texts, 2, seed=5)))
