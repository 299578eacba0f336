"""Where a scene's subjects stand: how large, how high, turned which way.

Enters: a `Scene`, the drawn `Ground`, `Glyphs`. Leaves: `Placed` copies, farthest first, none over
another. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from livevis.lab.pocket.glyphs import Glyphs
from livevis.lab.pocket.plan import Cast, Ground, Scene
from livevis.lab.pocket.vocabulary import vocabulary

_SIZES = {"small": 0.74, "big": 1.22, "": 1.0}
_ONE = (0.32, 0.62)
_TWO = (0.28, 0.45)
_MARGIN = 0.02
_TURN = 6.0  # degrees, either way


@dataclass(frozen=True)
class Placed:
    """One copy of a subject on its spot.

    ``picture``: uint8 (h, w, 4), already in its tint. ``x``: its middle; ``feet``: the row under it;
    ``height``, ``width``: pixels before it is turned by ``angle`` degrees. ``stands``: on ground or
    water, else it hangs in the air. ``afloat``: on water. ``glow``: colour of its light, or None.
    """

    name: str
    picture: NDArray[np.uint8]
    x: float
    feet: float
    height: float
    width: float
    angle: float
    flip: bool
    stands: bool
    afloat: bool
    sky: bool
    glow: tuple[int, int, int] | None


@dataclass(frozen=True)
class _Cell:
    """A part of the picture that one copy has for itself: its middle and its widest, in pixels.

    ``depth`` -0.5 .. 0.5 moves it down or up a little among its like.
    """

    x: float
    width: float
    tall: tuple[float, float]
    alone: bool
    depth: float = 0.0


def stage(scene: Scene, ground: Ground, glyphs: Glyphs, rng: Generator) -> tuple[Placed, ...]:
    """A spot for every copy of every cast of ``scene``, farthest first.

    One subject stands near the middle, two stand side by side; several of a kind stand in a row of
    their cell, smaller.
    """
    side = ground.pixels.shape[0]
    placed: list[Placed] = []
    for cast, cell in zip(scene.casts, _cells(len(scene.casts), side, rng), strict=True):
        placed += _copies(cast, cell, ground, glyphs, rng)
    return tuple(sorted(placed, key=lambda one: (not one.sky, one.stands, one.feet)))


def _cells(count: int, side: int, rng: Generator) -> Sequence[_Cell]:
    if count < 2:
        return [_Cell(side * (0.5 + rng.uniform(-0.10, 0.10)), side * 0.72, _ONE, True)] * count
    parting = 0.5 + rng.uniform(-0.03, 0.03)
    cells = [
        _Cell(side * (parting - 0.235), side * 0.43, _TWO, False),
        _Cell(side * (parting + 0.235), side * 0.43, _TWO, False),
    ]
    return cells if rng.random() < 0.5 else cells[::-1]


def _copies(cast: Cast, cell: _Cell, ground: Ground, glyphs: Glyphs, rng: Generator) -> list[Placed]:
    """One, or a row of ``cast.count``, near ones lower and farther ones higher."""
    count = cast.count
    side = ground.pixels.shape[0]
    if count == 1:
        return [_one(cast, cell, ground, glyphs, rng)]
    share = 1.0 / count
    room = min(side * 0.94, cell.width * (1.28 if cell.alone else 1.06))
    left = min(max(cell.x - room / 2, side * _MARGIN), side * (1 - _MARGIN) - room)
    tall = (0.26, 0.34) if cell.alone else (0.19, 0.25)
    order = rng.permutation(count)
    copies = []
    for i in range(count):
        spot = _Cell(
            left + room * share * (i + 0.5), room * share * 0.98, tall, False, order[i] / (count - 1) - 0.5
        )
        copies.append(_one(cast, spot, ground, glyphs, rng))
    return copies


def _one(cast: Cast, cell: _Cell, ground: Ground, glyphs: Glyphs, rng: Generator) -> Placed:
    """A copy in ``cell``, as large as it may be there."""
    subject, side = cast.subject, ground.pixels.shape[0]
    picture = glyphs.of(subject, cast.tint)
    low, high = cell.tall
    tall = subject.tall * (1.0 if cell.alone else 0.8) * _SIZES[cast.size] * rng.uniform(0.94, 1.08)
    height = side * min(max(tall, low if cast.size != "small" else low * 0.8), high)
    width = height * picture.shape[1] / picture.shape[0]
    fit = min(1.0, cell.width / (width * 1.04))
    height, width = height * fit, width * fit
    feet, stands, afloat = _feet(cast, ground, height, cell.depth, rng)
    x = min(max(cell.x, width / 2 + side * _MARGIN), side - width / 2 - side * _MARGIN)
    return Placed(
        name=subject.name,
        picture=picture,
        x=x,
        feet=min(max(feet, height + side * _MARGIN), side * 0.985),
        height=height,
        width=width,
        angle=float(rng.uniform(-_TURN, _TURN)) * (0.5 if stands else 1.0),
        flip=bool(rng.random() < 0.5) and subject.name not in _READ,
        stands=stands,
        afloat=afloat,
        sky=subject.home == "sky",
        glow=vocabulary().glows.get(subject.name),
    )


_READ = ("clock", "piano", "hand", "note")
"""What looks wrong in a mirror."""


def _feet(
    cast: Cast, ground: Ground, height: float, depth: float, rng: Generator
) -> tuple[float, bool, bool]:
    """The row under a copy, whether it stands there, and whether it floats."""
    side, home = ground.pixels.shape[0], cast.subject.home
    if home == "sky":
        return side * (0.06 + rng.uniform(0, 0.07) + 0.08 * (depth + 0.5)) + height, False, False
    if home == "air":
        return side * (0.40 + rng.uniform(-0.05, 0.05) + 0.16 * depth) + height / 2, False, False
    wet = ground.wet if ground.wet[1] > ground.wet[0] else (ground.floor if ground.water else (0, 0))
    afloat = home == "water" and wet[1] > wet[0]
    top, bottom = wet if afloat else ground.floor
    middle = top + (bottom - top) * (0.5 + 0.5 * depth + rng.uniform(-0.2, 0.2))
    return middle, True, afloat or ground.water
