"""Looks cut and pieced: paper, stained glass and the woodblock.

Enters: a picture, its subjects' mask, a generator. Leaves: the picture so made. Any thread.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from livevis.lab.pocket import looks_grain as g
from livevis.lab.pocket.looks_grain import Bytes, Floats

LAYERS = 5
PANE = 32
"""Pixels from pane to pane of the window."""
LEAD = (0.055, 0.05, 0.06)
INKS = ((0.10, 0.085, 0.10), (0.13, 0.07, 0.05), (0.05, 0.07, 0.14))
"""What a woodblock is printed with: soot, sepia or indigo."""
CREAM = (0.95, 0.90, 0.80)
SHEET = (0.97, 0.95, 0.91)

_FALL = np.array(((1, 0, 4), (0, 1, 5)), np.float32)
_DISC5 = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
_DISC7 = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
_DISC3 = np.ones((3, 3), np.uint8)


def papercut(pixels: Bytes, subject: Bytes, rng: np.random.Generator) -> Bytes:
    """Flat sheets of paper one over another, each with a small shadow on the next; the subject on top."""
    mask = g.floats(subject)
    (calm,) = g.wobbled((cv2.medianBlur(pixels, 5),), 10, 1.2, rng)
    level, colours = _sheets(calm, mask)
    inside = _flat(cv2.medianBlur(pixels, 3), 6)
    rim = g.step(g.blur(g.floats(cv2.dilate(subject, _DISC5)), 0.8), 0.3, 0.7)
    top = np.maximum(rim, _frame(mask.shape, rng))
    height = level + top * (LAYERS + 1.5 - level)
    colour = g.mixed(colours, g.solid(SHEET, *mask.shape), top)
    colour = g.vivid(g.mixed(colour, inside, g.step(mask, 0.3, 0.7)), 1.2)
    fibre = 1 + np.float32(0.006) * g.crop(g.clouds(1.8, 5), mask.shape, rng)
    return g.to_bytes(g.times(colour, fibre * (1 - 0.58 * _shadow(height))))


def _frame(shape: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """1 on the sheets above and below, 0 between them; their edges were cut by hand.

    None stand left and right: on a wall wider than the picture they would be pillars.
    """
    _, y = g.places(*shape)
    inside = np.minimum(y, shape[0] - 1 - y) / shape[0] + g.crop(g.clouds(12, 7), shape, rng) * np.float32(
        0.007
    )
    return g.step(inside.astype(np.float32), 0.046, 0.040)


def _flat(picture: Bytes, levels: int) -> Floats:
    """``picture`` in ``levels`` steps of luma, its hues as they were: float32 (h, w, 3)."""
    luma = g.grey(picture)
    steps = (np.floor(luma * np.float32(levels * 0.999)) + np.float32(0.5)) * np.float32(1 / levels)
    flat = g.times(g.floats(picture), steps / (luma + np.float32(0.004)))
    inside: Floats = np.clip(flat, 0, 1)
    return g.blur(inside, 0.6)


def _sheets(picture: Bytes, mask: Floats) -> tuple[Floats, Floats]:
    """Which sheet each pixel lies on (0 is the lowest), and the sheets' colours.

    Sheets are steps along the axis on which the ground's colours differ most (first principal component,
    brighter is higher); a sheet has the mean colour of its neighbourhood, so it is nearly of one colour.
    """
    height, width = mask.shape
    size = (max(1, width // 8), max(1, height // 8))
    small = g.floats(cv2.resize(picture, size, interpolation=cv2.INTER_AREA))
    free = np.clip(1 - 1.5 * cv2.resize(mask, size, interpolation=cv2.INTER_AREA), 0.002, 1)
    axis = _main_axis(small.reshape(-1, 3), free.ravel())
    along = cv2.transform(small, axis[None])
    seen = along[free > 0.5] if bool((free > 0.5).any()) else along.ravel()
    low, high = float(seen.min()), float(seen.max()) + 0.02
    step = LAYERS / max(0.12, high - low)
    full = g.blur(cv2.transform(g.floats(picture), axis[None]), 1.3)
    level = np.floor(np.clip((full - np.float32(low)) * np.float32(step), 0, LAYERS - 0.5))
    rough = np.floor(np.clip((along - low) * step, 0, LAYERS - 0.5))
    out = cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST)
    for k in range(int(level.max()) + 1):
        there = (rough == k).astype(np.float32) * free + np.float32(1e-5)
        mean = cv2.GaussianBlur(g.times(small, there), (0, 0), 3.5)
        mean = g.times(mean, 1 / cv2.GaussianBlur(there, (0, 0), 3.5))
        wide = cv2.resize(mean, (width, height), interpolation=cv2.INTER_LINEAR)
        cv2.copyTo(wide, (level == k).astype(np.uint8), out)
    return level, cv2.GaussianBlur(out, (0, 0), 0.7)


def _main_axis(colours: Floats, weight: Floats) -> Floats:
    """The direction on which weighted ``colours`` (n, 3) differ most, towards the light."""
    total = float(weight.sum())
    apart = colours - (weight @ colours) / total
    axis = np.linalg.eigh((apart * weight[:, None]).T @ apart / total)[1][:, -1]
    return (axis if axis.sum() >= 0 else -axis).astype(np.float32)


def _shadow(height: Floats) -> Floats:
    """Where a higher sheet up and left throws its shadow; 0..1."""
    moved = cv2.warpAffine(height, _FALL, height.shape[::-1], borderMode=cv2.BORDER_REPLICATE)
    dark: Floats = np.clip(g.blur(moved, 2) - height, 0, 1)
    return dark


def stainedglass(pixels: Bytes, subject: Bytes, rng: np.random.Generator) -> Bytes:
    """Panes of saturated glass in dark lead, cut along the picture's forms, the subject leaded round."""
    mask = g.floats(subject)
    panes, lead = _window(*mask.shape)
    calm = g.blur(g.grey(g.flattened(pixels)), 1.6)
    tone = np.floor(calm * np.float32(4)).astype(np.uint8)
    tone[subject > 127] = 4
    forms = cv2.morphologyEx(tone, cv2.MORPH_GRADIENT, _DISC3)
    # A slow gradient crosses from tone to tone as well, but nothing ends there: no lead.
    forms = np.minimum(forms, 1) * g.step(cv2.dilate(g.edges(calm), _DISC5), 0.02, 0.05)
    forms = g.step(g.blur(forms, 0.8), 0.2, 0.75)
    contour = g.floats(cv2.morphologyEx(subject, cv2.MORPH_GRADIENT, _DISC3))
    contour = g.step(g.blur(contour, 1.0), 0.15, 0.5)
    means = _means(pixels, panes * 5 + tone, 1 + rng.uniform(-0.10, 0.10, int(panes.max() + 1)).repeat(5))
    figure = g.floats(cv2.medianBlur(pixels, 3))
    glass = g.mixed(cv2.pow(means, 0.75), figure, mask * np.float32(0.88))
    shine = np.float32(1.08) - g.blur(lead, 4) * (np.float32(0.25) - np.float32(0.2) * mask)
    glass = g.times(np.float32(0.08) + np.float32(0.97) * np.clip(g.vivid(glass, 1.7), 0, 1), shine)
    dark = np.maximum(np.maximum(lead * (1 - 0.86 * mask), forms * (1 - mask)), contour)
    return g.to_bytes(g.mixed(glass, g.solid(LEAD, *mask.shape), dark * np.float32(0.97)))


@lru_cache(maxsize=4)
def _window(height: int, width: int) -> tuple[NDArray[np.int32], Floats]:
    """Every pixel's pane and where the lead lies: Voronoi cells over a jittered grid, always the same."""
    rng = np.random.default_rng(31)
    rows, columns = height // PANE + 3, width // PANE + 3
    seeds = np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), -1).reshape(-1, 2) - 0.5
    seeds = (seeds + rng.uniform(-0.36, 0.36, seeds.shape)) * PANE
    x, y = g.places(height, width)
    spread = np.hypot(x[..., None] - seeds[:, 0], y[..., None] - seeds[:, 1]).astype(np.float32)
    nearest = np.partition(spread, 1, axis=2)
    lead = np.float32(1) - g.step(nearest[..., 1] - nearest[..., 0], 1.6, 4.0)
    return spread.argmin(2).astype(np.int32), lead


def _means(pixels: Bytes, cells: NDArray[np.int32], shine: NDArray[np.float64]) -> Floats:
    """Every pixel in the mean colour of its cell, times the cell's ``shine``."""
    flat = cells.ravel()
    scale = shine / 255 / np.maximum(np.bincount(flat, minlength=len(shine)), 1)
    sums = [np.bincount(flat, plane.ravel(), minlength=len(shine)) for plane in cv2.split(pixels)]
    table = (np.stack(sums, 1) * scale[:, None]).astype(np.float32)
    return np.take(table, cells, axis=0)


def woodcut(pixels: Bytes, subject: Bytes, rng: np.random.Generator) -> Bytes:
    """Two blocks on cream paper: flat colour, and black lines that swell where the picture is dark."""
    mask, luma = g.floats(subject), g.grey(pixels)
    near, wide = g.blur(luma, 0.7), g.blur(luma, 2.5)
    figure = np.maximum(g.step(near, 0.26, 0.16), g.step(near - wide, -0.02, -0.07))
    rim = g.blur(g.floats(cv2.dilate(subject, _DISC7)), 0.8)
    forms = g.step(g.edges(wide), 0.03, 0.07)
    # Forms of one darkness would share one hatching: what is darker than its surroundings is made darker.
    apart = wide + np.float32(0.8) * (wide - g.blur(luma, 20))
    black = np.maximum(_screened(apart), forms) * (1 - rim) + figure * mask
    contour = g.step(g.edges(g.blur(mask, 0.9)), 0.1, 0.25)
    cut: Floats = np.clip(np.maximum(black, contour), 0, 1)
    ink = INKS[int(rng.integers(len(INKS)))]
    return g.to_bytes(g.mixed(_blocks(pixels, mask, rim), g.solid(ink, *mask.shape), cut))


def _screened(luma: Floats) -> Floats:
    """Black lines over the ground, 8 pixels apart, thick in the dark and gone in the light; 0..1."""
    height, width = luma.shape
    # The same lines in every print: they are the block's, not the picture's.
    bent = g.places(height, width)[1] + np.float32(2.5) * g.clouds(30, 9)[:height, :width]
    wave = 0.5 + 0.5 * np.cos(bent * np.float32(2 * np.pi / 8))
    return g.step(wave * 0.92 - (luma * 1.15 + 0.09), -0.12, 0.12)


def _blocks(pixels: Bytes, mask: Floats, rim: Floats) -> Floats:
    """The colour blocks: the ground's hue in its dark parts but at ``rim``, the subject's few flat ones."""
    calm, luma = cv2.medianBlur(pixels, 5), g.grey(pixels)
    weight = (1 - mask) * (1.05 - luma)
    mean = np.array(cv2.mean(g.times(g.floats(calm), weight))[:3]) / max(1e-3, float(weight.mean()))
    mean = np.clip(mean.mean() + (mean - mean.mean()) * 2.0, 0, 1)
    tint = mean * (0.62 / max(0.2, float(mean.max())))
    dark = g.step(g.blur(luma, 2.5), 0.62, 0.54) * (0.85 - 0.6 * rim)
    flat: Floats = np.empty(pixels.shape, np.float32)
    flat[:] = tint
    ground = g.mixed(g.solid(CREAM, *mask.shape), flat, dark)
    figure: Floats = np.clip(g.vivid(_flat(calm, 4), 1.5), 0, 0.95)
    return g.mixed(ground, figure, g.step(mask, 0.3, 0.7))
