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

_SIZES = {"small": 0.72, "big": 1.2, "": 1.0}
_ONE = (0.50, 0.70)
_TWO = (0.42, 0.50)
_ROW = (0.22, 0.44)
_ONE_WIDE = 0.80
_LARGER = 1.2
"""What one alone is drawn larger than it usually is: a stranger in the last row is to name it."""
_MARGIN = 0.02
_TURN = 6.0  # degrees, either way
_GRID = 32
"""A side's parts that middles, feet and heights keep to. A place on the grid looks like any other; but a
painter of few cells has a subject to learn in one or two shifts against them, not in all."""


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
    their cell, smaller. What ``rng`` decides about a subject does not hang on who stands beside it.
    """
    side = ground.pixels.shape[0]
    placed: list[Placed] = []
    cells = _cells(scene.casts, side, rng)
    salt = int(rng.integers(1 << 31))
    for cast, cell in zip(scene.casts, cells, strict=True):
        placed += _copies(cast, cell, ground, glyphs, np.random.default_rng(salt))
    return tuple(sorted(placed, key=lambda one: (not one.sky, one.stands, one.feet)))


def _cells(casts: Sequence[Cast], side: int, rng: Generator) -> Sequence[_Cell]:
    """Of two, the one with more copies has the wider part."""
    if len(casts) < 2:
        middle = side * (0.5 + rng.uniform(-0.06, 0.06))
        return [_Cell(middle, side * _ONE_WIDE, _ONE, True)] * len(casts)
    swapped = bool(rng.random() < 0.5)
    wants = [1.0 + 0.6 * (cast.count - 1) for cast in casts]
    wide = [side * (1 - 3 * _MARGIN) * want / sum(wants) for want in wants]
    lefts = [side * _MARGIN, side * 2 * _MARGIN + wide[1 if swapped else 0]]
    order = (1, 0) if swapped else (0, 1)
    return [_Cell(lefts[spot] + one / 2, one, _TWO, False) for spot, one in zip(order, wide, strict=True)]


def _copies(cast: Cast, cell: _Cell, ground: Ground, glyphs: Glyphs, rng: Generator) -> list[Placed]:
    """One, or a row of ``cast.count``, near ones lower and farther ones higher."""
    count = cast.count
    side = ground.pixels.shape[0]
    if count == 1:
        return [_one(cast, cell, ground, glyphs, rng)]
    share = 1.0 / count
    room = min(side * (1 - 2 * _MARGIN), cell.width * (1.28 if cell.alone else 1.0))
    left = min(max(cell.x - room / 2, side * _MARGIN), side * (1 - _MARGIN) - room)
    order = rng.permutation(count)
    copies = []
    for i in range(count):
        spot = _Cell(
            left + room * share * (i + 0.5), room * share * 0.98, _ROW, False, order[i] / (count - 1) - 0.5
        )
        copies.append(_one(cast, spot, ground, glyphs, rng))
    return copies


def _one(cast: Cast, cell: _Cell, ground: Ground, glyphs: Glyphs, rng: Generator) -> Placed:
    """A copy in ``cell``, as large as it may be there."""
    subject, side = cast.subject, ground.pixels.shape[0]
    picture = glyphs.of(subject, cast.tint)
    low, high = cell.tall
    tall = subject.tall * (_LARGER if cell.alone else 1.0) * _SIZES[cast.size] * rng.uniform(0.97, 1.05)
    height = side * min(max(tall, low if cast.size != "small" else low * 0.75), high)
    width = height * picture.shape[1] / picture.shape[0]
    height *= min(1.0, cell.width / (width * 1.04))
    height = _kept(height, side / _GRID, (0.0, height)) or height
    width = height * picture.shape[1] / picture.shape[0]
    feet, stands, afloat = _feet(cast, ground, height, cell.depth, rng)
    x = _kept(cell.x, side / _GRID, (width / 2 + side * _MARGIN, side - width / 2 - side * _MARGIN))
    return Placed(
        name=subject.name,
        picture=picture,
        x=x,
        feet=_kept(feet, side / _GRID, (height + side * _MARGIN, side * 0.985)),
        height=height,
        width=width,
        angle=float(rng.uniform(-_TURN, _TURN)) * (0.5 if stands else 1.0),
        flip=bool(rng.random() < 0.5) and subject.name not in _READ,
        stands=stands,
        afloat=afloat,
        sky=subject.home == "sky",
        glow=vocabulary().glows.get(subject.name),
    )


def _kept(value: float, grid: float, within: tuple[float, float]) -> float:
    """``value`` on the next line of ``grid``, if one lies ``within``; else as near as it may be."""
    low, high = within
    lines = (np.floor(value / grid) * grid, np.ceil(value / grid) * grid)
    inside = [line for line in lines if low <= line <= high]
    if inside:
        return float(min(inside, key=lambda line: abs(line - value)))
    return min(max(value, low), high)


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
