"""Small made-up scenes to put looks on: hills under a sky, and a face of discs."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

SKIES = (((60, 130, 220), (190, 220, 245)), ((10, 14, 50), (40, 40, 90)), ((240, 120, 60), (250, 200, 120)))
HILLS = ((70, 140, 60), (220, 190, 130), (30, 90, 140), (235, 240, 245), (40, 60, 50))


def scene(seed: int, side: int, colour: tuple[int, int, int] | None = None) -> tuple[Bytes, Bytes]:
    """Picture, uint8 (side, side, 3), and the mask of its subject, uint8 (side, side)."""
    rng = np.random.default_rng((seed, 44))
    top, low = (np.array(part, float) for part in SKIES[int(rng.integers(len(SKIES)))])
    down = np.linspace(0, 1, side)[:, None, None]
    picture = np.broadcast_to(top * (1 - down) + low * down, (side, side, 3)).copy()
    across, rows = np.arange(side), np.arange(side)[:, None]
    for start in (0.5, 0.65):
        wave = np.sin(across * 6.3 / side * rng.uniform(1, 3) + rng.uniform(0, 6))
        hill = rows > side * start + side * 0.04 * wave
        picture[hill] = np.array(HILLS[int(rng.integers(len(HILLS)))]) * 0.8 + low * 0.2
    body = colour or tuple(int(part) for part in rng.integers(60, 256, 3))
    middle = int(side * rng.uniform(0.35, 0.65)), int(side * 0.62)
    size = int(side * rng.uniform(0.16, 0.22))
    pixels = np.ascontiguousarray(picture, np.uint8)
    cv2.circle(pixels, middle, size, body, -1, cv2.LINE_AA)
    for left in (-1, 1):
        eye = middle[0] + left * size // 3, middle[1] - size // 4
        cv2.circle(pixels, eye, max(1, size // 7), (25, 20, 20), -1, cv2.LINE_AA)
    cv2.circle(
        pixels, (middle[0], middle[1] + size // 3), max(1, size // 4), (250, 245, 235), -1, cv2.LINE_AA
    )
    mask = np.zeros((side, side), np.uint8)
    cv2.circle(mask, middle, size, 255, -1, cv2.LINE_AA)
    return pixels, mask
