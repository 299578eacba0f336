"""Plates and the brush: vector shapes onto one layer of the picture.

Enters: outlines in a motif's own units. Leaves: a `Plate` (colour, alpha, light given off). Any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from livevis.paint.lantern_kit.colour import Ink
from livevis.paint.lantern_kit.noise import Field

Outline: TypeAlias = NDArray[np.float64]
"""Points, float64 (n, 2), x to the right and y down."""

Fill: TypeAlias = Ink | tuple[Ink, Ink]
"""One ink, or two: top and bottom of a vertical wash."""

_SHIFT = 4
_FAR = 20_000.0


@dataclass(frozen=True)
class Glow:
    """A soft ball of light: centre and radius in pixels."""

    x: float
    y: float
    radius: float
    ink: Ink
    strength: float


@dataclass(frozen=True)
class Beam:
    """A cone of light from (x, y), ``length`` pixels towards ``angle`` (radians), ``spread`` wide."""

    x: float
    y: float
    angle: float
    spread: float
    length: float
    ink: Ink
    strength: float


@dataclass
class Plate:
    """One layer: rgb float32 (h, w, 3) 0..1, alpha float32 (h, w) 0..1, emit like rgb (light given off)."""

    width: int
    height: int
    rgb: Field = field(init=False)
    alpha: Field = field(init=False)
    emit: Field = field(init=False)
    box: tuple[int, int, int, int] | None = field(init=False, default=None)
    glows: list[Glow] = field(init=False, default_factory=list)
    beams: list[Beam] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.rgb = np.zeros((self.height, self.width, 3), np.float32)
        self.alpha = np.zeros((self.height, self.width), np.float32)
        self.emit = np.zeros((self.height, self.width, 3), np.float32)

    def bounds(self, low: NDArray[np.float64], high: NDArray[np.float64]) -> tuple[int, int, int, int] | None:
        """The pixel box (x0, y0, x1, y1) around two corners, inside the plate; None if outside."""
        x0, y0 = (int(v) for v in np.clip(np.floor(low) - 2, -_FAR, _FAR))
        x1, y1 = (int(v) for v in np.clip(np.ceil(high) + 3, -_FAR, _FAR))
        x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, self.width), min(y1, self.height)
        return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None

    def stamp(self, mask: Field, box: tuple[int, int, int, int], fill: Fill, emit: float = 0.0) -> None:
        """Blend ``fill`` under ``mask`` (float32 0..1, the box's shape) over what is there."""
        x0, y0, x1, y1 = box
        colour = wash(fill, y1 - y0)
        alpha = self.alpha[y0:y1, x0:x1]
        alpha += (1 - alpha) * mask
        share = (mask / np.maximum(alpha, 1e-4))[..., None]
        rgb = self.rgb[y0:y1, x0:x1]
        rgb += (colour - rgb) * share
        light = self.emit[y0:y1, x0:x1]
        light *= 1 - mask[..., None]
        if emit > 0:
            light += colour * (mask[..., None] * np.float32(emit))
        old = self.box
        self.box = (
            box if old is None else (min(old[0], x0), min(old[1], y0), max(old[2], x1), max(old[3], y1))
        )


def wash(fill: Fill, rows: int) -> Field:
    """``fill`` as float32 broadcastable over (rows, columns, 3)."""
    if isinstance(fill[0], tuple):
        top, bottom = (np.array(ink, np.float32) for ink in fill)
        t = np.linspace(0, 1, max(rows, 2), dtype=np.float32)[:rows, None, None]
        return np.asarray(top + (bottom - top) * t, np.float32)
    return np.array(fill, np.float32)[None, None]


def smooth(points: ArrayLike, closed: bool = True, steps: int = 8) -> Outline:
    """A Catmull-Rom spline through ``points`` (n, 2)."""
    p = np.asarray(points, float)
    if len(p) < 3:
        return p
    before, after, later = np.roll(p, 1, 0), np.roll(p, -1, 0), np.roll(p, -2, 0)
    if not closed:
        before[0], after[-1], later[-1] = p[0], p[-1], p[-1]
        later[-2] = p[-1]
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    a, b, c, d = before[:, None], p[:, None], after[:, None], later[:, None]
    curve = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
    if not closed:
        return np.vstack([curve[:-1].reshape(-1, 2), p[-1]])
    return np.asarray(curve.reshape(-1, 2))


def limb(points: ArrayLike, widths: Sequence[float], steps: int = 8) -> Outline:
    """The outline of a stroke along a smooth line, ``widths`` wide at its points: an arm, a branch."""
    spine = smooth(points, closed=False, steps=steps)
    width = np.interp(np.linspace(0, 1, len(spine)), np.linspace(0, 1, len(widths)), widths) / 2
    along = np.gradient(spine, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    side = np.stack([-along[:, 1], along[:, 0]], 1) * width[:, None]
    turn = np.linspace(np.pi / 2, -np.pi / 2, 5)[1:-1]
    cap = [
        spine[-1] + width[-1] * (along[-1] * np.cos(a) + np.array([-along[-1][1], along[-1][0]]) * np.sin(a))
        for a in turn
    ]
    tail = [
        spine[0] + width[0] * (-along[0] * np.cos(a) - np.array([-along[0][1], along[0][0]]) * np.sin(a))
        for a in turn
    ]
    return np.vstack([spine + side, np.array(cap), (spine - side)[::-1], np.array(tail)])


def oval(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> Outline:
    """An ellipse as an outline, turned by ``turn`` radians."""
    t = np.linspace(0, 2 * np.pi, 36, endpoint=False)
    px, py = rx * np.cos(t), ry * np.sin(t)
    c, s = np.cos(turn), np.sin(turn)
    return np.stack([x + px * c - py * s, y + px * s + py * c], 1)


def rect(x0: float, y0: float, x1: float, y1: float) -> Outline:
    """A rectangle as an outline."""
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], float)


def arc(x: float, y: float, radius: float, start: float, stop: float) -> Outline:
    """Points on a circle from ``start`` to ``stop`` radians (0 right, pi/2 down)."""
    t = np.linspace(start, stop, 32)
    return np.stack([x + radius * np.cos(t), y + radius * np.sin(t)], 1)


def rasterise(polygons: Sequence[Outline], box: tuple[int, int, int, int]) -> Field:
    """Antialiased coverage of the polygons' union in ``box``, float32 0..1."""
    x0, y0, x1, y1 = box
    mask = np.zeros((y1 - y0, x1 - x0), np.uint8)
    scale = 1 << _SHIFT
    for polygon in polygons:
        fixed = np.round((np.clip(polygon, -_FAR, _FAR) - (x0, y0)) * scale).astype(np.int32)
        cv2.fillPoly(mask, [fixed], 255, cv2.LINE_AA, _SHIFT)
    return np.asarray(mask, np.float32) * np.float32(1 / 255)
