"""The pocket painter's training, whole, at thumbnail size: losses fall, and a show opens what it writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from livevis.lab import pocket_painter
from livevis.lab.painter.size import SMOKE_COURSE
from livevis.lab.pocket_painter import STAGES, PainterWish, train
from livevis.messages import Look, Prompt, Urgency, Why
from livevis.paint.diffusion import DiffusionPainter
from livevis.paint.diffusion_wish import DiffusionWish


def prompt(text: str, seed: int = 3) -> Prompt:
    return Prompt("p", text, Why.WORDS, Urgency.NOW, "song", Look(), seed, 0.0, text)


def trained(out: Path, minutes: float) -> list[str]:
    import torch

    said: list[str] = []
    assert train(PainterWish(out, minutes, smoke=True, workers=1), said.append) == 0
    for stage in STAGES:
        notes = torch.load(out / f"{stage}.pt", weights_only=True)["notes"]
        assert notes["last"] < notes["first"], f"{stage}: the loss did not fall"
    return said


def test_a_thumbnail_of_a_run(tmp_path: Path) -> None:
    said = trained(tmp_path, 5.0)
    assert any("MB" in line for line in said)
    assert (tmp_path / "sheet.jpg").exists()
    shards = [file.stat().st_size for file in (tmp_path / "painter").rglob("*.safetensors")]
    assert max(shards) <= 8_000_000
    with DiffusionPainter(DiffusionWish(tmp_path / "painter", steps=4, dtype="float32")) as painter:
        assert painter.size == (64, 64)
        (picture,) = painter(prompt("a lantern, the harbor, night"))
        (again,) = painter(prompt("a lantern, the harbor, night"))
    assert np.array_equal(picture.pixels, again.pixels)


@pytest.mark.slow
def test_two_minutes_of_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    longer = replace(SMOKE_COURSE, most=(0, 0, 0))
    monkeypatch.setattr(pocket_painter, "SMOKE_COURSE", longer)
    trained(tmp_path, 2.0)
