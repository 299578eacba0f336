"""Looks painted wet: ink wash and watercolour.

Enters: a picture, its subjects' mask, a generator. Leaves: the picture so painted. Any thread.
"""

from __future__ import annotations

import cv2
import numpy as np

from livevis.lab.pocket import looks_grain as g
from livevis.lab.pocket.looks_grain import Bytes, Floats

RICE_PAPER = (0.955, 0.915, 0.83)
SOOT = (0.085, 0.08, 0.095)
COTTON = (0.985, 0.975, 0.95)


def ink(pixels: Bytes, subject: Bytes, rng: np.random.Generator) -> Bytes:
    """Ink wash on warm wet paper: grey washes with tide lines, dark broken brush edges, a hint of colour.

    The brush line is a thresholded difference of Gaussians (Winnemöller, "XDoG", 2011).
    """
    picture, moved = g.wobbled((pixels, subject), 9, 1.1, rng)
    mask, luma = g.floats(moved), g.grey(picture)
    wet = g.crop(g.clouds(15, 3), luma.shape, rng)
    near, wide = g.blur(luma, 0.8), g.blur(luma, 2.4)
    ground = _wash(luma, mask, wet) * faded(luma.shape, wet)
    figure = 0.95 * np.power(np.clip(1 - near, 0, 1), np.float32(0.85))
    stained = ground + (figure - ground) * mask
    lines = g.step(near * np.float32(0.985) - wide, -0.012, -0.075) * (0.55 + 0.4 * mask)
    contour = g.step(g.edges(g.blur(mask, 1.0)), 0.05, 0.2)
    brush = np.clip(0.75 + 0.4 * g.crop(g.clouds(6, 4), luma.shape, rng), 0.2, 1)
    stained = np.clip(stained + np.maximum(lines, contour) * brush * np.float32(0.9), 0, 0.97)
    coloured = g.vivid(g.floats(picture), 1.2) * np.float32(0.5)
    pigment = g.mixed(g.solid(SOOT, *mask.shape), coloured, 0.06 + 0.34 * mask)
    return g.to_bytes(g.mixed(_sheet(RICE_PAPER, luma.shape, rng), pigment, stained))


def _wash(luma: Floats, mask: Floats, wet: Floats) -> Floats:
    """How much ink the ground takes: a few pooled tones, thinner around the subject, with soft bleeding."""
    far = g.blur(luma, 3.0)
    white = max(0.62, float(cv2.resize(far, (16, 16), interpolation=cv2.INTER_AREA).max()))
    dry = np.clip(1 - far * np.float32(0.96 / white) - wet * np.float32(0.022), 0, 1)
    return _pooled(np.float32(0.93) * dry, 4) * (1 - 0.5 * g.blur(mask, 9))


def _pooled(wash: Floats, levels: int) -> Floats:
    """``wash`` drawn towards ``levels`` tones, each a little darker at its rim, as pigment dries."""
    scaled = wash * np.float32(levels)
    whole = np.floor(scaled)
    part = scaled - whole
    rim = np.exp((part - np.float32(0.42)) ** 2 * np.float32(-60))
    pooled: Floats = (whole + g.step(part, 0.0, 0.55) + np.float32(0.35) * rim) / np.float32(levels)
    return pooled


def faded(shape: tuple[int, ...], noise: Floats, margin: float = 0.05) -> Floats:
    """1 inside, 0 above and below, where the brush left the paper bare; the rim runs by ``noise``.

    Left and right the painting goes on: a wall is wider than a picture, and margins would be pillars on it.
    """
    _, y = g.places(*shape[:2])
    down = np.minimum(y, shape[0] - 1 - y) / np.float32(shape[0])
    return g.step(down + noise * np.float32(0.014), margin - 0.02, margin + 0.035)


def _sheet(colour: tuple[float, float, float], shape: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """Paper of ``colour`` with a faint, soft tooth."""
    tooth = 1 + np.float32(0.008) * g.crop(g.clouds(2, 5), shape, rng)
    return g.times(g.solid(colour, *shape[:2]), tooth)


def watercolour(pixels: Bytes, subject: Bytes, rng: np.random.Generator) -> Bytes:
    """Soft pools of thin colour, dark where a pool ends, on white paper that stays bare at the border.

    Pigment is a density over the paper; granulation and edge darkening change it, after Bousseau et al.,
    "Interactive watercolor rendering with temporal coherence and abstraction" (2006).
    """
    picture, moved = g.wobbled((pixels, subject), 12, 1.8, rng)
    mask = g.floats(moved)
    pools = cv2.GaussianBlur(g.flattened(picture), (0, 0), 1.3)
    figure = g.floats(cv2.medianBlur(picture, 3))
    flow = g.crop(g.clouds(14, 6), mask.shape, rng)
    bare = faded(mask.shape, flow, 0.055)
    halo = np.clip(g.blur(mask, 4) * np.float32(1.6), 0, 1) * (1 - mask)
    ends = np.minimum(g.edges(g.grey(pools)), np.float32(0.25)) * (1 - mask)
    tide = np.exp(-(((bare - np.float32(0.75)) * 4) ** 2))
    load = (1 + 0.26 * flow * (1 - 0.6 * mask)) * (1 - 0.6 * halo)
    load += 1.8 * g.edges(g.blur(mask, 1.5)) * mask + 3.2 * ends + 0.35 * tide
    load = np.clip(load, 0.15, 2.4) * bare
    colour = g.vivid(g.mixed(g.floats(pools), figure, mask), 1.4)
    # A wash is thin: even black lets the paper through, less so in the subject.
    thin = np.float32(0.62) + np.float32(0.22) * mask
    density = cv2.log(1 - g.times(1 - np.clip(colour, 0.03, 1), thin))
    return g.to_bytes(_sheet(COTTON, mask.shape, rng) * cv2.exp(g.times(density, load)))
