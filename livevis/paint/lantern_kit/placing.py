"""Where the things stand, how large and how many.

Enters: a scene, a setting, a subject. Leaves: spots. Any thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np

from livevis.paint.lantern_kit.backdrop import Setting
from livevis.paint.lantern_kit.brush import Brush, Inks
from livevis.paint.lantern_kit.noise import chance
from livevis.paint.lantern_kit.plate import Plate
from livevis.paint.lantern_kit.registry import MOTIFS, Motif
from livevis.paint.lantern_kit.scene import Scene
from livevis.paint.lantern_kit.words import Subject


@dataclass(frozen=True)
class Spot:
    """A place for one thing: pixels, pixels a unit, depth 0..1."""

    x: float
    y: float
    size: float
    depth: float = 1.0
    flip: bool = False


def spots_of(scene: Scene, setting: Setting, subject: Subject, rank: int, total: int) -> list[Spot]:
    """Where the ``rank``-th of ``total`` subjects stands: one spot a copy, farthest first."""
    motif = MOTIFS[subject.name]
    count = subject.count if subject.count > 0 else motif.many
    scale = (
        subject.scale
        * (1.0, 0.78, 0.42)[min(rank, 2)]
        * (0.74 if scene.says("lonely") and rank == 0 else 1.0)
    )
    reach = extent(motif.name)
    least = 0.5 / max(reach[2] - reach[0], reach[3] - reach[1], 0.4) if count == 1 and rank == 0 else 0.0
    size = max(motif.size, least) * scene.unit * scale * (0.94 if total > 1 else 1.08)
    if subject.name in ("moon", "sun") and count == 1:
        return [Spot(scene.light_x, scene.light_y, size)]
    x = _across(scene, setting, motif, (rank, total))
    if count == 1 or motif.group:
        return [_one(scene, setting, motif, Spot(x, 0.0, size), rank)]
    return _several(scene, setting, motif, Spot(x, 0.0, size), min(count, 46))


def _across(scene: Scene, setting: Setting, motif: Motif, billing: tuple[int, int]) -> float:
    """Where across the picture: the leading thing faces the light from the other side."""
    rank, total = billing
    rng = scene.words_rng("across", motif.name)
    if rank == 0 and setting.seat is not None and motif.stands in ("ground", "close") and total < 3:
        return setting.seat[0]
    away = scene.width / 2 + (scene.width / 2 - scene.light_x) * rng.uniform(0.15, 0.75)
    reach = min(1.0, 1.5 * scene.unit / scene.width)
    if rank == 0:
        return scene.width / 2 + (away - scene.width / 2) * reach
    side = 1.0 if scene.light_x > scene.width / 2 else -1.0
    step = (0.24 if rank == 1 else rng.uniform(-0.34, 0.34)) * side
    return scene.width / 2 + step * scene.width * max(reach, 0.6)


def _one(scene: Scene, setting: Setting, motif: Motif, at: Spot, rank: int) -> Spot:
    rng = scene.words_rng("one", motif.name)
    half = at.size * 0.5
    x = float(np.clip(at.x, min(half * 0.9, scene.width / 2), max(scene.width - half * 0.9, scene.width / 2)))
    flip = (x < scene.light_x) != (motif.stands in ("ground", "water", "air"))
    if motif.stands in ("ground", "water"):
        y = setting.water if motif.stands == "water" and setting.water is not None else setting.ground(x)
        return fitted(scene, motif, Spot(x, y, at.size, 1.0, flip))
    if motif.stands == "air":
        y = max(scene.height * rng.uniform(0.28, 0.42), half * 0.9)
        return fitted(scene, motif, Spot(x, y, at.size, 1.0, flip))
    return fitted(
        scene, motif, Spot(x, scene.height * (0.47 if rank == 0 else 0.42), at.size, 1.0, x < scene.light_x)
    )


@lru_cache(maxsize=256)
def extent(name: str) -> tuple[float, float, float, float]:
    """How far a motif reaches from its point, in its own units: left, top, right, bottom."""
    plate = Plate(480, 480)
    grey = (0.5, 0.5, 0.5)
    inks = Inks(grey, grey, grey, grey, grey, grey, grey, grey)
    MOTIFS[name].draw(Brush(plate, 240.0, 240.0, 80.0, inks, chance("extent", name)))
    # sparks, threads and masts may leave the picture: only what is some pixels thick counts
    solid = cv2.erode(plate.alpha, np.ones((5, 5), np.uint8)) > 0.5
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    if not len(rows) or not len(columns):
        return (-0.5, -0.5, 0.5, 0.5)
    return ((columns[0] - 240) / 80, (rows[0] - 240) / 80, (columns[-1] - 240) / 80, (rows[-1] - 240) / 80)


def fitted(scene: Scene, motif: Motif, spot: Spot) -> Spot:
    """The spot, smaller or moved until the thing stands inside the picture (what is long may leave it)."""
    left, top, right, bottom = extent(motif.name)
    if spot.flip:
        left, right = -right, -left
    margin = 0.03 * scene.unit
    size = spot.size
    if top < 0:
        size = min(size, (spot.y - margin) / -top)
    if motif.stands == "close" and bottom > 0:
        size = min(size, (scene.height - margin - spot.y) / bottom)
    x = spot.x
    if (right - left) < 2.6:
        size = min(size, (scene.width - 2 * margin) / max(right - left, 0.1))
        x = min(max(x, margin - left * size), scene.width - margin - right * size)
    return replace(spot, x=x, size=max(size, 2.0))


def _several(scene: Scene, setting: Setting, motif: Motif, at: Spot, count: int) -> list[Spot]:
    """Groups: flocks curve and shrink away, standing things go back in rows, held things stand in an arc."""
    rng = scene.words_rng("several", motif.name)
    arrange, shrink = _ARRANGED[motif.stands]
    base = at.size * max(shrink * count**-0.36, 0.16)
    span = min(scene.width * 0.82, (0.75 + 0.16 * count) * scene.unit)
    low = span / 2 + 0.06 * scene.width
    middle = scene.width / 2 if span >= 0.8 * scene.width else min(max(at.x, low), scene.width - low)
    spots = []
    for k in range(count):
        jitter = rng.normal(size=2) * (0.05 if count < 5 else 0.10)
        x = middle + ((k + 0.5) / count - 0.5 + jitter[0] * 0.5) * span
        level = setting.water if motif.stands == "water" and setting.water is not None else setting.ground(x)
        member = _Member(k, count, x, base, float(jitter[1]), level)
        spots.append(arrange(scene, member, rng))
    spots.sort(key=lambda spot: (spot.depth, spot.size))
    return spots


@dataclass(frozen=True)
class _Member:
    """One of a group: the k-th of ``count``, at ``x``, ``size`` large, jittered; ``level`` to stand on."""

    k: int
    count: int
    x: float
    size: float
    jitter: float
    level: float


def _flock(scene: Scene, one: _Member, rng: np.random.Generator) -> Spot:
    lift = -0.16 * np.sin((one.k + 0.5) / one.count * np.pi) + one.jitter * 1.1
    size = one.size * rng.uniform(0.6, 1.45)
    y = max(scene.height * 0.38 + lift * scene.unit, 0.05 * scene.height + 0.4 * size)
    return Spot(one.x, float(y), size, 0.75 + 0.25 * rng.random(), bool(rng.random() < 0.3))


def _array(scene: Scene, one: _Member, rng: np.random.Generator) -> Spot:
    y = scene.height * 0.47 + (0.05 * (-1) ** one.k + one.jitter * (0.3 + 0.05 * one.count)) * scene.unit
    near = rng.random() if one.count > 3 else 0.8
    return Spot(one.x, y, one.size * (0.7 + 0.5 * near), 0.7 + 0.3 * near, one.k % 2 == 1 and one.count == 2)


def _row(scene: Scene, one: _Member, rng: np.random.Generator) -> Spot:
    back = rng.random() if one.count > 2 else 0.15 * one.k
    y = one.level + (0.10 - 0.20 * back) * scene.unit * min(1.0, 0.4 + one.count / 10)
    return Spot(one.x, y, one.size * (1.2 - 0.55 * back), 1 - 0.35 * back, one.count == 2 and one.k == 1)


_ARRANGED = {"air": (_flock, 0.8), "close": (_array, 0.98), "ground": (_row, 0.86), "water": (_row, 0.86)}
