"""A sheet to draw a place on, in shares of its side instead of pixels.

Enters: shapes as points (x, y), 0..1 from the upper left corner, and sRGB colours. Leaves: the pixels. Every
edge is smoothed. Any thread, one sheet each.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from livevis.lab.pocket.plan import RGB

cv2.setNumThreads(1)  # shapes are too small to be worth sharing out

Points = Sequence[tuple[float, float]] | NDArray[np.float64]
"""Corners (x, y) in shares of the side."""
_SHIFT = 4
"""Bits behind the point in the coordinates cv2 is given: a sixteenth of a pixel."""


def mix(one: RGB, two: RGB, share: float) -> RGB:
    """Blend two colours: ``share`` 0 is ``one``, 1 is ``two``."""
    return (
        round(one[0] + (two[0] - one[0]) * share),
        round(one[1] + (two[1] - one[1]) * share),
        round(one[2] + (two[2] - one[2]) * share),
    )


def lift(colour: RGB, factor: float) -> RGB:
    """Make a colour lighter (``factor`` above 1) or darker (below 1), clipped to 0..255."""
    return (
        min(255, max(0, round(colour[0] * factor))),
        min(255, max(0, round(colour[1] * factor))),
        min(255, max(0, round(colour[2] * factor))),
    )


def gradient(stops: Sequence[RGB], rows: int) -> NDArray[np.uint8]:
    """Return uint8 (rows, 3): the colours of ``stops``, evenly spaced, blended from first to last."""
    at = np.linspace(0.0, len(stops) - 1.0, max(1, rows))
    table = np.asarray(stops, dtype=np.float64)
    lower = np.minimum(at.astype(np.intp), len(stops) - 2)
    share = (at - lower)[:, None]
    made: NDArray[np.uint8] = (table[lower] * (1.0 - share) + table[lower + 1] * share + 0.5).astype(np.uint8)
    return made


@lru_cache(maxsize=64)
def _halo(radius: int) -> NDArray[np.float32]:
    """Return float32 (2r, 2r, 1), 1 in the middle, falling softly to 0 at ``radius`` pixels."""
    line = (np.arange(2 * radius, dtype=np.float32) - radius + 0.5) / radius
    gone = np.minimum(1.0, np.hypot(line[:, None], line[None, :]))
    made: NDArray[np.float32] = np.square(1.0 - gone)[:, :, None]
    return made


class Sheet:
    """A square picture to draw on. ``pixels``: uint8 (side, side, 3) sRGB, black at first."""

    def __init__(self, side: int) -> None:
        self.side = side
        self.pixels: NDArray[np.uint8] = np.zeros((side, side, 3), np.uint8)

    def row(self, y: float) -> int:
        """Return the pixel row at height ``y``, kept inside the sheet (0..side)."""
        return min(self.side, max(0, round(y * self.side)))

    def _corners(self, points: Points) -> NDArray[np.int32]:
        scaled = np.asarray(points, dtype=np.float64) * (self.side << _SHIFT) - (1 << _SHIFT) / 2
        return np.rint(scaled).astype(np.int32)

    def wash(self, top: float, bottom: float, stops: Sequence[RGB]) -> None:
        """Fill the full width between two heights with a vertical blend of ``stops`` (two or more)."""
        first, last = self.row(top), self.row(bottom)
        if last > first:
            self.pixels[first:last] = gradient(stops, last - first)[:, None, :]

    def shape(self, points: Points, colour: RGB) -> None:
        """Fill a polygon with one colour."""
        cv2.fillPoly(self.pixels, [self._corners(points)], colour, cv2.LINE_AA, _SHIFT)

    def shapes(self, many: Sequence[Points], colour: RGB) -> None:
        """Fill several polygons, which should not overlap, with one colour."""
        if many:
            cv2.fillPoly(self.pixels, [self._corners(one) for one in many], colour, cv2.LINE_AA, _SHIFT)

    def shaded(self, points: Points, upper: RGB, lower: RGB) -> None:
        """Fill a polygon with a vertical blend, ``upper`` at its top and ``lower`` at its foot."""
        corners = self._corners(points)
        cv2.fillPoly(self.pixels, [corners], upper, cv2.LINE_AA, _SHIFT)
        first = max(0, int(corners[:, 1].min()) >> _SHIFT)
        last = min(self.side, (int(corners[:, 1].max()) >> _SHIFT) + 1)
        if last <= first:
            return
        mask = np.zeros((last - first, self.side), np.uint8)
        cv2.fillPoly(mask, [corners - np.array([0, first << _SHIFT], np.int32)], 255, cv2.LINE_AA, _SHIFT)
        inside = cv2.threshold(mask, 250, 255, cv2.THRESH_BINARY)[1]  # the smoothed rim keeps `upper`
        blend = np.repeat(gradient((upper, lower), last - first)[:, None, :], self.side, axis=1)
        cv2.copyTo(blend, inside, self.pixels[first:last])

    def line(self, points: Points, colour: RGB, width: float) -> None:
        """Draw an open line, ``width`` a share of the side (never under a pixel)."""
        thick = max(1, round(width * self.side))
        cv2.polylines(self.pixels, [self._corners(points)], False, colour, thick, cv2.LINE_AA, _SHIFT)

    def box(self, x: tuple[float, float], y: tuple[float, float], colour: RGB) -> None:
        """Fill an upright rectangle between two x and two y, on whole pixels."""
        left, right = self.row(x[0]), self.row(x[1])
        self.pixels[self.row(y[0]) : self.row(y[1]), left:right] = colour

    def disc(self, at: tuple[float, float], radius: float, colour: RGB) -> None:
        """Fill a circle."""
        self.oval(at, (radius, radius), colour)

    def oval(self, at: tuple[float, float], radii: tuple[float, float], colour: RGB) -> None:
        """Fill an upright ellipse with radii (across, down)."""
        unit = self.side << _SHIFT
        centre = (round(at[0] * unit) - 8, round(at[1] * unit) - 8)
        axes = (max(1, round(radii[0] * unit)), max(1, round(radii[1] * unit)))
        cv2.ellipse(self.pixels, centre, axes, 0.0, 0.0, 360.0, colour, -1, cv2.LINE_AA, _SHIFT)

    def glow(self, at: tuple[float, float], radius: float, colour: RGB) -> None:
        """Add light around a point, falling to nothing at ``radius``."""
        reach = max(2, 2 * round(radius * self.side / 2))
        left, top = round(at[0] * self.side) - reach, round(at[1] * self.side) - reach
        x0, x1 = max(0, left), min(self.side, left + 2 * reach)
        y0, y1 = max(0, top), min(self.side, top + 2 * reach)
        if x1 <= x0 or y1 <= y0:
            return
        part = _halo(reach)[y0 - top : y1 - top, x0 - left : x1 - left]
        light = (part * np.asarray(colour, dtype=np.float32)).astype(np.uint8)
        self.pixels[y0:y1, x0:x1] = cv2.add(self.pixels[y0:y1, x0:x1], light)


ACROSS: NDArray[np.float64] = np.linspace(-0.02, 1.02, 33)
"""The x of curves that run from edge to edge."""


def under(curve: NDArray[np.float64], foot: float = 1.02) -> NDArray[np.float64]:
    """Close a curve (n, 2) downwards to ``foot``: the polygon of everything below it."""
    ends = np.array([[curve[-1, 0], foot], [curve[0, 0], foot]])
    return np.concatenate([curve, ends])


def swell(x: NDArray[np.float64], height: float, waves: tuple[float, float, float]) -> NDArray[np.float64]:
    """Return a curve (n, 2) about ``height``; ``waves``: amplitude, waves across the picture, phase."""
    return np.stack([x, height + waves[0] * np.sin(2 * np.pi * (waves[1] * x + waves[2]))], axis=1)
