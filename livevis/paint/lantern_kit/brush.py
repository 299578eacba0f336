"""The brush: draws in a motif's own units on a plate.

Enters: outlines, fills, lights. Leaves: nothing but marks on its plate. Any thread, one at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from livevis.paint.lantern_kit.colour import Ink
from livevis.paint.lantern_kit.plate import Beam, Fill, Glow, Outline, Plate, limb, oval, rasterise, smooth


@dataclass(frozen=True)
class Inks:
    """What a motif is painted with: its own colour (``main``, darker ``deep``, lighter ``lift``), the
    picture's ``dark``, ``mid``, ``pale``, ``accent``, and the colour of ``light`` itself."""

    main: Ink
    deep: Ink
    lift: Ink
    dark: Ink
    mid: Ink
    pale: Ink
    accent: Ink
    light: Ink


@dataclass
class Brush:
    """A hand at (x, y) pixels with a reach of ``size`` pixels a unit; y down, so a thing stands on y = 0."""

    plate: Plate
    x: float
    y: float
    size: float
    inks: Inks
    rng: np.random.Generator
    flip: bool = False
    turn: float = 0.0
    night: float = 0.5
    without: frozenset[str] = frozenset()
    count: int = 1
    wind: float = 0.0
    pose: str = ""
    marks: int = field(default=0)

    def to_pixels(self, points: ArrayLike) -> Outline:
        """Motif units to pixels."""
        p = np.asarray(points, float) * ((-1.0, 1.0) if self.flip else (1.0, 1.0))
        if self.turn:
            c, s = np.cos(self.turn), np.sin(self.turn)
            p = p @ np.array([[c, s], [-s, c]])
        return np.asarray(p * self.size + (self.x, self.y))

    def shape(self, points: ArrayLike, fill: Fill, alpha: float = 1.0, emit: float = 0.0) -> None:
        """Fill one outline."""
        self.shapes([np.asarray(points, float)], fill, alpha, emit)

    def shapes(self, outlines: Sequence[Outline], fill: Fill, alpha: float = 1.0, emit: float = 0.0) -> None:
        """Fill the union of outlines in one go; ``emit`` > 0 gives off light."""
        if not outlines:
            return
        polygons = [self.to_pixels(outline) for outline in outlines]
        corners = np.vstack(polygons)
        box = self.plate.bounds(corners.min(0), corners.max(0))
        if box is None:
            return
        mask = rasterise(polygons, box)
        self.plate.stamp(mask if alpha >= 1 else mask * np.float32(alpha), box, fill, emit)
        self.marks += 1

    def soft(self, points: ArrayLike, fill: Fill, alpha: float = 1.0, emit: float = 0.0) -> None:
        """Fill the smooth closed curve through ``points``."""
        self.shape(smooth(points), fill, alpha, emit)

    def limb(
        self, points: ArrayLike, widths: Sequence[float], fill: Fill, alpha: float = 1.0, emit: float = 0.0
    ) -> None:
        """A tapering stroke along a smooth line."""
        self.shape(limb(points, self._visible(widths)), fill, alpha, emit)

    def bones(self, points: ArrayLike, widths: Sequence[float], fill: Fill) -> None:
        """A limb with joints: straight tapering pieces from point to point."""
        p, wide = np.asarray(points, float), self._visible(widths)
        self.shapes([limb(p[i : i + 2], wide[i : i + 2], 1) for i in range(len(p) - 1)], fill)

    def line(
        self, points: ArrayLike, width: float, fill: Fill, alpha: float = 1.0, emit: float = 0.0
    ) -> None:
        """A stroke of even width through ``points`` (corners kept)."""
        p = np.asarray(points, float)
        parts = [limb(p[i : i + 2], self._visible([width, width])) for i in range(len(p) - 1)]
        self.shapes(parts, fill, alpha, emit)

    def disc(
        self, centre: tuple[float, float], radius: float, fill: Fill, alpha: float = 1.0, emit: float = 0.0
    ) -> None:
        """A filled circle."""
        self.shape(oval(centre[0], centre[1], radius, radius), fill, alpha, emit)

    def glow(self, x: float, y: float, radius: float, ink: Ink | None = None, strength: float = 0.6) -> None:
        """Light in the air around (x, y)."""
        place = self.to_pixels([[x, y]])[0]
        power = strength * (0.45 + 0.55 * self.night)
        self.plate.glows.append(
            Glow(float(place[0]), float(place[1]), radius * self.size, ink or self.inks.light, power)
        )

    def beam(
        self, source: tuple[float, float], angle: float, spread: float, length: float, strength: float = 0.5
    ) -> None:
        """A cone of light towards ``angle`` (radians, 0 right, pi/2 down)."""
        place = self.to_pixels([source])[0]
        aim = np.pi - angle if self.flip else angle
        self.plate.beams.append(
            Beam(
                float(place[0]),
                float(place[1]),
                aim,
                spread,
                length * self.size,
                self.inks.light,
                strength * (0.35 + 0.65 * self.night),
            )
        )

    def _visible(self, widths: Sequence[float]) -> list[float]:
        """Never thinner than about a pixel, so that small drawings keep their lines."""
        least = 0.9 / max(self.size, 1e-6)
        return [max(width, least) for width in widths]
