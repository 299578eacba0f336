"""Chance, made repeatable: seeded generators and fractal noise.

Enters: words and numbers that name a place in the picture. Leaves: generators and float32 fields.
Any thread; no global random state.
"""

from __future__ import annotations

import hashlib
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Field: TypeAlias = NDArray[np.float32]
"""float32, shape (height, width)."""


def chance(*names: object) -> np.random.Generator:
    """A generator that depends on ``names`` alone (their printed form), on no process state."""
    digest = hashlib.blake2b("\x1f".join(str(name) for name in names).encode(), digest_size=8).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "little")))


def fbm(
    shape: tuple[int, int],
    rng: np.random.Generator,
    cells: tuple[float, float] = (4.0, 4.0),
    octaves: int = 4,
    gain: float = 0.5,
) -> Field:
    """Fractal Brownian motion, float32 (h, w), about 0..1 with mean 0.5.

    Sums octaves of smoothly enlarged random grids (value noise; Perlin 1985, Musgrave 1993).
    ``cells`` = (down, across) features of the coarsest octave.
    """
    height, width = shape
    total = np.zeros(shape, np.float32)
    weight, power = 1.0, 0.0
    for octave in range(octaves):
        rows = int(max(1.0, min(cells[0] * 2**octave, height))) + 2
        columns = int(max(1.0, min(cells[1] * 2**octave, width))) + 2
        grid = rng.random((rows, columns), dtype=np.float32)
        grown = cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
        total += np.float32(weight) * grown
        power += weight
        weight *= gain
    total *= np.float32(1.0 / power)
    spread = np.float32(0.5 * np.sqrt(octaves) * 0.75)
    return np.asarray(np.clip((total - 0.5) * (1 + spread) + 0.5, 0.0, 1.0), np.float32)


def grain(shape: tuple[int, int], rng: np.random.Generator) -> Field:
    """White noise, float32 (h, w), -1..1."""
    return rng.random(shape, dtype=np.float32) * np.float32(2.0) - np.float32(1.0)


def profile(
    count: int,
    rng: np.random.Generator,
    cells: float,
    octaves: int = 5,
    ridged: bool = False,
) -> Field:
    """A hill line: float32 (count,), about 0..1; ``ridged`` folds it into sharp crests (Musgrave)."""
    x = np.linspace(0.0, 1.0, count)
    total = np.zeros(count)
    weight, power = 1.0, 0.0
    for octave in range(octaves):
        knots = int(max(2, cells * 2**octave)) + 1
        heights = rng.random(knots + 1)
        place = x * (knots - 1)
        index = place.astype(int)
        part = place - index
        if not ridged:
            part = part * part * (3 - 2 * part)
        value = heights[index] * (1 - part) + heights[index + 1] * part
        total += weight * (1 - abs(2 * value - 1) if ridged and octave == 0 else value)
        power += weight
        weight *= 0.5 if ridged else 0.35
    return np.asarray(total / power, np.float32)
