"""The look of oil: thick strokes of a flat brush.

Enters: a picture, its subjects' mask, a generator. Leaves: the picture so painted. Any thread.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np

from livevis.lab.pocket import looks_grain as g
from livevis.lab.pocket.looks_grain import Bytes, Floats

TURNS = 8
"""Directions a stroke may have."""

_NUDGE = np.array(((1, 0, 2), (0, 1, 2)), np.float32)


def oil(pixels: Bytes, subject: Bytes, rng: np.random.Generator) -> Bytes:
    """Thick brush strokes that follow the forms, lit from the upper left.

    Colours are flattened by Kuwahara's filter (1976); a stroke relief along the structure tensor's direction
    drags them about and catches the light.
    """
    mask = g.floats(subject)
    relief = _strokes(pixels, rng)
    x, y = g.places(*mask.shape)
    push = relief * (4.0 - 3.2 * mask)
    dragged = cv2.remap(pixels, x + push, y - push, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    colour = g.mixed(_kuwahara(dragged, 5), g.floats(cv2.medianBlur(dragged, 3)), mask * np.float32(0.8))
    nudged = cv2.warpAffine(relief, _NUDGE, relief.shape[::-1], borderMode=cv2.BORDER_REFLECT)
    slope = relief - nudged
    light = 1 + slope * (0.20 - 0.11 * mask) + relief * (0.06 - 0.04 * mask)
    shine = np.maximum(slope, 0) * (0.07 - 0.04 * mask)
    lit = g.times(g.vivid(colour, 1.3), light)
    return g.to_bytes(lit + cv2.merge((shine, shine, shine)))


@lru_cache(maxsize=1)
def _bristles() -> Floats:
    """Stroke reliefs in `TURNS` directions, (TURNS, 2 TILE, 2 TILE), about -1..1."""
    layers = [np.tanh(1.2 * g.clouds(2.6, 20 + k, 6.0, np.pi * k / TURNS)) for k in range(TURNS)]
    return np.stack(layers).astype(np.float32)


def _strokes(pixels: Bytes, rng: np.random.Generator) -> Floats:
    """The strokes' height, about -1..1: the reliefs of all directions, each where the forms run its way."""
    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(g.grey(small), (0, 0), 1.2)
    dx, dy = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    xx, yy, xy = (cv2.GaussianBlur(part, (0, 0), 4) for part in (dx * dx, dy * dy, dx * dy))
    # Where nothing has a direction, strokes lean the way this painter's hand does.
    lean = float(rng.uniform(0, 2 * np.pi))
    along = np.arctan2(2 * xy + 4e-4 * np.sin(lean), xx - yy + 4e-4 * np.cos(lean)) + np.pi
    top, left = (int(at) for at in rng.integers(0, g.TILE, 2))
    relief = np.zeros((height, width), np.float32)
    whole = np.zeros_like(relief)
    for k, layer in enumerate(_bristles()):
        near = np.maximum(np.cos(along - 2 * np.pi * k / TURNS), 0) ** 6
        share = cv2.resize(near.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
        relief += share * layer[top : top + height, left : left + width]
        whole += share
    return relief / whole


def _kuwahara(pixels: Bytes, side: int) -> Floats:
    """Each pixel takes the mean of the calmest of the four ``side``-square quarters around it; float32."""
    luma = g.grey(pixels)
    half = side // 2
    square = (side, side)
    calm = cv2.boxFilter(luma * luma, -1, square) - cv2.boxFilter(luma, -1, square) ** 2
    calm = cv2.copyMakeBorder(calm, half, half, half, half, cv2.BORDER_REFLECT)
    mean = cv2.boxFilter(pixels, -1, square)
    mean = cv2.copyMakeBorder(mean, half, half, half, half, cv2.BORDER_REFLECT)
    height, width = luma.shape
    best, out = calm[:height, :width].copy(), mean[:height, :width].copy()
    for top, left in ((0, 2 * half), (2 * half, 0), (2 * half, 2 * half)):
        quarter = calm[top : top + height, left : left + width]
        better = (quarter < best).astype(np.uint8)
        cv2.copyTo(mean[top : top + height, left : left + width], better, out)
        best = np.minimum(best, quarter)
    return g.floats(out)
