"""The autoencoder learns to give back what it was shown."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from livevis.lab.painter import encode
from livevis.lab.painter.loop import Task
from livevis.lab.painter.packed import fill
from livevis.lab.painter.parts import autoencoder
from livevis.lab.painter.ranks import Rank
from livevis.lab.painter.size import SMOKE, SMOKE_COURSE

from .thumbnail import thumbnails


def test_it_learns_and_goes_on(tmp_path: Path) -> None:
    import torch

    said: list[str] = []
    scenes = fill(thumbnails(tmp_path), tmp_path / "a.u8", 16, Rank(), said.append)
    kept = tmp_path / "autoencoder.pt"
    encode.train(Task(kept, SMOKE, SMOKE_COURSE, 3600.0, 1, Rank(), said.append, 20), scenes)
    once = torch.load(kept, weights_only=True)
    encode.train(Task(kept, SMOKE, SMOKE_COURSE, 3600.0, 1, Rank(), said.append, 50), scenes)
    twice = torch.load(kept, weights_only=True)
    assert (once["step"], twice["step"]) == (20, 50)
    assert twice["notes"]["first"] == once["notes"]["first"] > twice["notes"]["last"]


def test_scenes_become_latents() -> None:
    coder = encode.encoder(autoencoder(SMOKE).eval())
    pixels = np.zeros((5, 64, 64, 3), np.uint8)
    assert coder(pixels).shape == (5, 4, 8, 8)
    assert coder(pixels).dtype == np.float16
