"""Looks made of light in the dark: neon and noir.

Enters: a picture, its subjects' mask, a generator. Leaves: the picture so lit. Any thread.
"""

from __future__ import annotations

import cv2
import numpy as np

from livevis.lab.pocket import looks_grain as g
from livevis.lab.pocket.looks_grain import Bytes, Floats

TUBES = ((0.1, 0.95, 1.0), (1.0, 0.15, 0.75), (0.55, 0.25, 1.0), (0.2, 1.0, 0.45), (1.0, 0.45, 0.1))
"""Colours of the tubes along things that have no colour of their own."""

_NIGHT = np.diag((0.80, 0.72, 1.30))
_NIGHT[2, :2] = 0.05


def neon(pixels: Bytes, subject: Bytes, rng: np.random.Generator) -> Bytes:
    """Glowing tubes along every edge, the subject's brightest, over dim night silhouettes."""
    mask = g.floats(subject)
    calm = g.floats(cv2.GaussianBlur(pixels, (0, 0), 1.1))
    red, green, blue = (g.edges(channel) for channel in cv2.split(calm))
    tube = g.step(np.maximum(np.maximum(red, green), blue), 0.045, 0.14) * (0.5 + 0.37 * mask)
    # Where lines crowd they would melt into one glare; the contour stays.
    tube = tube * (1 - np.float32(0.6) * g.step(g.blur(tube, 6), 0.3, 0.75))
    tube = np.maximum(tube, g.step(g.edges(g.blur(mask, 0.9)), 0.07, 0.25))
    lit = g.times(_tube_colours(pixels, mask, rng), tube)
    shine = lit + g.blur(lit, 6) * np.float32(1.0) + g.blur(lit, 16) * np.float32(0.8)
    night = g.times(cv2.transform(g.floats(pixels), _NIGHT), 0.17 + 0.23 * mask)
    core = g.step(tube, 0.6, 1.0) * np.float32(0.5)
    # Light adds like exposure on film: bright tubes saturate instead of clipping.
    exposed = 1 - (1 - np.clip(night, 0, 1)) * cv2.exp(shine * np.float32(-1.5))
    return g.to_bytes(exposed + g.times(lit, core))


def _tube_colours(pixels: Bytes, mask: Floats, rng: np.random.Generator) -> Floats:
    """Each pixel's own hue at full strength; the colourless get one of `TUBES`, subject and ground apart."""
    one, two = (TUBES[i] for i in rng.permutation(len(TUBES))[:2])
    channels = cv2.split(g.floats(cv2.GaussianBlur(pixels, (0, 0), 2.2)))
    high = np.maximum(np.maximum(channels[0], channels[1]), channels[2])
    low = np.minimum(np.minimum(channels[0], channels[1]), channels[2])
    scale = 1 / (high - low + np.float32(0.02))
    pure = cv2.merge([(channel - low) * scale for channel in channels])
    spare = g.mixed(g.solid(one, *mask.shape), g.solid(two, *mask.shape), mask)
    return g.mixed(spare, pure, g.step(high - low, 0.06, 0.28))


def noir(pixels: Bytes, subject: Bytes, rng: np.random.Generator) -> Bytes:
    """Black and white, hard contrast, a beam of light that falls on the subject, the corners in the dark."""
    luma, mask = g.grey(pixels), g.floats(subject)
    height, width = luma.shape
    x, y = g.places(height, width)
    total = float(mask.sum()) + 1.0
    middle = (float((mask * x).sum()) + width / 2) / total, (float((mask * y).sum()) + height / 2) / total
    spread = float(np.sqrt((mask * (x - np.float32(middle[0])) ** 2).sum() / total)) / width
    beam = _beam(luma.shape, middle, 0.10 + 0.45 * spread, rng)
    local = luma - g.blur(luma, 8)
    ground = g.step(luma + 0.6 * local, 0.03, 0.95)
    figure = g.step(luma + 0.9 * local, -0.05, 0.9)
    away = ((x - middle[0]) / width) ** 2 + ((y - middle[1]) / height) ** 2
    corner = np.exp(-3.6 * away * (1 - 0.6 * mask))
    lit = ground * (0.16 + 0.50 * beam + 0.24 * corner) + 0.22 * beam
    rim = g.step(g.edges(g.blur(mask, 1.0)), 0.08, 0.3)
    lit += ((0.06 + figure * (0.62 + 0.32 * beam)) - lit + rim * (0.15 + 0.35 * beam)) * mask
    grain = g.crop(g.clouds(1.2, 8), luma.shape, rng) * np.float32(0.008)
    shown = g.to_bytes((lit * (0.45 + 0.55 * corner) + grain).astype(np.float32))
    monochrome: Bytes = cv2.cvtColor(shown, cv2.COLOR_GRAY2RGB)
    return monochrome


def _beam(
    shape: tuple[int, ...], middle: tuple[float, float], half: float, rng: np.random.Generator
) -> Floats:
    """A cone of light from above, left or right, ``half`` radians to each side of ``middle`` (x, y); 0..1."""
    height, width = shape[:2]
    x, y = g.places(height, width)
    side = -1.0 if rng.random() < 0.5 else 1.0
    lamp = middle[0] + side * width * float(rng.uniform(0.3, 0.6)), -0.25 * height
    aim = np.arctan2(middle[1] - lamp[1], middle[0] - lamp[0])
    off = np.arctan2(y - np.float32(lamp[1]), x - np.float32(lamp[0])) - np.float32(aim)
    return np.float32(1) - g.step(np.abs(off), half, half + 0.16)
