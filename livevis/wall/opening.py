"""What the wall shows before any picture, and if none ever comes: a slow living field of light.

Enters: the look's palette, the time. Leaves: pixels of the canvas. Pure in time; one thread (it owns
its buffers). Never black, whatever the palette.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from livevis.units import Pixels, Seconds
from livevis.wall.output import LUMA

#: Where no look gives a palette: night blue to lamp light.
DEFAULT_PALETTE = ("#10142c", "#2b2a6b", "#7a3b78", "#e0a458")

#: The mean colour of the palette is lifted to at least this luma.
FLOOR = 34.0

#: Changing the palette glides over this long.
GLIDE: Seconds = 3.0

#: Columns of the coarse field; it is so smooth that the canvas needs no more.
COLUMNS = 128

#: Fixed-point steps per level, so that a slow gradient can be dithered instead of banding.
FINE = 64


def colours(palette: Sequence[str]) -> NDArray[np.float32]:
    """Palette "#rrggbb" as float32 (6, 3) evenly spaced stops, 0..255, lifted off black.

    Entries that are no colour are passed over; with none left the default palette stands in.
    """
    found = [c for c in (_parse(text) for text in palette) if c is not None]
    if not found:
        found = [c for c in (_parse(text) for text in DEFAULT_PALETTE) if c is not None]
    stops = np.array(found, np.float32)
    where = np.linspace(0.0, 1.0, len(stops))
    even = np.stack([np.interp(np.linspace(0, 1, 6), where, stops[:, c]) for c in range(3)], axis=1)
    even = even.astype(np.float32)
    lack = FLOOR - float(even.mean(axis=0) @ LUMA)
    if lack > 0.0:
        even += lack
    return np.clip(even, 0.0, 255.0)


def _parse(text: str) -> tuple[int, int, int] | None:
    digits = text.strip().removeprefix("#")
    if len(digits) != 6 or any(c not in "0123456789abcdefABCDEF" for c in digits):
        return None
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


class Opening:
    """The field for a canvas of ``size`` (width, height)."""

    def __init__(self, size: tuple[Pixels, Pixels]) -> None:
        width, height = size
        columns = min(COLUMNS, width)
        rows = max(2, round(columns * height / width))
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
        self._x = (x + 0.5) / columns * 2.0 - 1.0
        self._y = ((y + 0.5) / rows * 2.0 - 1.0) * (height / width)
        self._shade = (1.0 - 0.38 * (self._x**2 + (self._y * width / height) ** 2) / 2.0)[..., None]
        grain = np.random.default_rng(1).integers(-FINE // 2, FINE // 2, (height, width, 3))
        self._grain = grain.astype(np.int16)
        self._fine = np.empty((height, width, 3), np.int16)
        self._size = size
        self._from = self._to = colours(())
        self._since: Seconds = float("-inf")

    def palette(self, palette: Sequence[str], at: Seconds) -> None:
        """Glide to ``palette`` from ``at`` on (-inf: it has always been so)."""
        fresh = colours(palette)
        if not np.array_equal(fresh, self._to):
            self._from, self._to, self._since = self._stops(at), fresh, at

    def _stops(self, at: Seconds) -> NDArray[np.float32]:
        k = min(1.0, max(0.0, (at - self._since) / GLIDE))
        return self._from + (self._to - self._from) * np.float32(k * k * (3.0 - 2.0 * k))

    def draw(self, at: Seconds, out: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The field at ``at`` into ``out``, uint8 (h, w, 4)."""
        import cv2

        x, y, stops = self._x, self._y, self._stops(at)
        bend = np.sin(1.9 * y + 0.17 * at) + 0.6 * np.sin(2.3 * x - 0.11 * at + 1.3 * y)
        tide = np.sin(1.6 * x + 1.1 * bend + 0.13 * at)
        swell = np.sin(2.1 * y - 0.7 * x + 0.9 * bend - 0.09 * at + 1.7)
        place = np.clip(0.5 + 0.30 * tide + 0.24 * swell, 0.0, 1.0)
        grid = np.arange(len(stops)) / (len(stops) - 1)
        field = np.stack([np.interp(place, grid, stops[:, c]) for c in range(3)], axis=-1)
        breath = 1.0 + 0.05 * np.sin(0.5 * at)
        coarse = (field * self._shade * (breath * FINE)).astype(np.int16)
        cv2.resize(coarse, self._size, dst=self._fine, interpolation=cv2.INTER_LINEAR)
        cv2.add(self._fine, self._grain, dst=self._fine)
        cv2.max(self._fine, 0.0, dst=self._fine)
        flat = cv2.convertScaleAbs(self._fine, alpha=1.0 / FINE)
        cv2.cvtColor(flat, cv2.COLOR_RGB2RGBA, dst=out)
        return out
