"""The painter's pictures for the judge come by the way they go on stage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from livevis.lab.judge.asked import Asked
from livevis.lab.judge.paint import painted
from livevis.lab.pocket.plan import Scene
from livevis.messages import Prompt
from livevis.paint.painter import finished


class Easel:
    """In place of the diffusion painter: notes what it was asked, paints grey."""

    asked: list[Any] = []

    def __init__(self, wish: Any) -> None:
        self.asked.append(wish)

    def __enter__(self) -> Easel:
        return self

    def __exit__(self, *_: object) -> None:
        self.asked.append("closed")

    def __call__(self, prompt: Prompt) -> Iterator[Any]:
        self.asked.append((prompt.text, prompt.seed))
        yield finished(prompt, np.full((16, 16, 3), 90, np.uint8), "easel")


def test_each_caption_with_its_seed_and_the_steps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("livevis.paint.diffusion.DiffusionPainter", Easel)
    monkeypatch.setattr("livevis.lab.judge.paint._EVERY", 2)
    monkeypatch.setattr(Easel, "asked", [])
    wanted = [Asked(Scene((), "sea"), f"words {number}", 100 + number) for number in range(3)]
    said: list[str] = []
    made = list(painted(tmp_path / "painter", 4, wanted, said.append))
    assert [picture.shape for picture, _ in made] == [(16, 16, 3)] * 3
    assert all(took >= 0.0 for _, took in made)
    wish, *rest = Easel.asked
    assert (wish.folder, wish.steps, wish.size, wish.device) == (tmp_path / "painter", 4, None, "cpu")
    assert rest == [("words 0", 100), ("words 1", 101), ("words 2", 102), "closed"]
    assert said == ["  painted at 4 steps: 2 of 3"]
