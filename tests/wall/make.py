"""Pictures and shows for the wall's tests, made by rule."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livevis.messages import Crossfade, Look, Picture, Prompt, Show, Urgency, Why


def picture(id: str, pixels: NDArray[np.uint8]) -> Picture:
    prompt = Prompt(f"{id}.p", "words", Why.WORDS, Urgency.NOW, "song", Look(), 1, 0.0)
    return Picture(id, prompt, pixels, 1, "test")


def flat(id: str, colour: tuple[int, int, int], size: tuple[int, int] = (64, 36)) -> Picture:
    return picture(id, np.full((size[1], size[0], 3), colour, np.uint8))


def noise(id: str, seed: int, size: tuple[int, int] = (64, 36)) -> Picture:
    chance = np.random.default_rng(seed)
    return picture(id, chance.integers(0, 256, (size[1], size[0], 3), dtype=np.uint8))


def smooth(id: str, seed: int, size: tuple[int, int] = (64, 36)) -> Picture:
    """A picture of soft waves: neighbouring pixels differ little, so a small motion changes little."""
    y, x = np.mgrid[0 : size[1], 0 : size[0]]
    waves = [
        128 + 100 * np.sin(x / size[0] * (3 + seed % 5 + c) + y / size[1] * (2 + c) + seed) for c in range(3)
    ]
    return picture(id, np.stack(waves, axis=-1).astype(np.uint8))


def show(made: Picture, at: float, seconds: float = 1.0, drift: float = 0.0, **more: str | int) -> Show:
    line = more.pop("line", None)
    return Show(made, at, Crossfade(seconds, **more), drift, line)  # type: ignore[arg-type]
