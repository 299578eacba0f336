"""How evenly a painter moves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from livevis.lab.judge.asked import Asked
from livevis.lab.judge.motion import motion, unevenness
from livevis.lab.pocket.plan import Scene
from livevis.messages import Prompt, Urgency
from livevis.paint.painter import finished


def grey(value: int) -> np.ndarray:
    return np.full((4, 4, 3), value, np.uint8)


def test_even_steps_and_a_jump() -> None:
    assert unevenness([grey(value) for value in (10, 20, 30, 40)]) == 1.0
    assert unevenness([grey(value) for value in (200, 190, 180, 100, 90)]) == 8.0
    assert unevenness([grey(7)] * 4) == 0.0


class Easel:
    """In place of the diffusion painter: walks from grey to grey, ``travel`` pictures on the way."""

    def __init__(self, wish: Any, moody: bool = False) -> None:
        self.wish, self.moody = wish, moody
        self._last: int | None = None
        self._painted = 0

    def __enter__(self) -> Easel:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def reset(self) -> None:
        self._last = None

    def __call__(self, prompt: Prompt) -> Iterator[Any]:
        assert prompt.urgency is Urgency.NOW
        assert prompt.seed == 5
        goal = int(prompt.text) + (self._painted if self.moody else 0)
        way = [] if self._last is None else np.linspace(self._last, goal, self.wish.travel + 2)[1:-1]
        for value in [*way, goal]:
            self._painted += 1
            yield finished(prompt, grey(round(value)), "easel")
        self._last = goal


def pair(one: str, other: str) -> tuple[Asked, Asked]:
    return Asked(Scene((), "sea"), one, 5), Asked(Scene((), "sea"), other, 9)


def test_a_pair_is_walked_with_one_noise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("livevis.paint.diffusion.DiffusionPainter", Easel)
    moved = motion(tmp_path, 4, [pair("10", "110"), pair("50", "50")], frames=11)
    assert moved.jumps == (1.0, 0.0)
    assert moved.repeats
    assert moved.written() == {"frames": 11, "pairs": 2, "worst": 1.0, "repeats": True}


def test_a_painter_that_does_not_repeat_itself_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("livevis.paint.diffusion.DiffusionPainter", lambda wish: Easel(wish, moody=True))
    assert not motion(tmp_path, 1, [pair("10", "60")], frames=6).repeats
