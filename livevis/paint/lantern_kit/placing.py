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
    motif = MOTIFS[subject.name]
    count = subject.count if subject.count > 0 else motif.many
    rng = scene.words_rng("spots", subject.name)
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
    x = _across(scene, setting, motif, rank, total, rng)
    if count == 1 or motif.group:
        return [_one(scene, setting, motif, Spot(x, 0.0, size), rank, rng)]
    return _several(scene, setting, motif, Spot(x, 0.0, size), min(count, 46), rng)


def _across(
    scene: Scene, setting: Setting, motif: Motif, rank: int, total: int, rng: np.random.Generator
) -> float:
    """Where across the picture: the leading thing faces the light from the other side."""
    if rank == 0 and setting.seat is not None and motif.stands in ("ground", "close") and total < 3:
        return setting.seat[0]
    away = scene.width / 2 + (scene.width / 2 - scene.light_x) * rng.uniform(0.15, 0.75)
    reach = min(1.0, 1.5 * scene.unit / scene.width)
    if rank == 0:
        return scene.width / 2 + (away - scene.width / 2) * reach
    side = 1.0 if scene.light_x > scene.width / 2 else -1.0
    step = (0.24 if rank == 1 else rng.uniform(-0.34, 0.34)) * side
    return scene.width / 2 + step * scene.width * max(reach, 0.6)


def _one(scene: Scene, setting: Setting, motif: Motif, at: Spot, rank: int, rng: np.random.Generator) -> Spot:
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
    """The spot, smaller or moved until the thing stands inside the picture (very long things may leave it)."""
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


def _several(
    scene: Scene, setting: Setting, motif: Motif, at: Spot, count: int, rng: np.random.Generator
) -> list[Spot]:
    """Groups: flocks curve and shrink away, standing things go back in rows, held things stand in an arc."""
    shrink = {"air": 0.8, "close": 0.98, "ground": 0.86, "water": 0.86}[motif.stands]
    base = at.size * max(shrink * count**-0.36, 0.16)
    spots = []
    span = min(scene.width * 0.82, (0.75 + 0.16 * count) * scene.unit)
    middle = float(
        np.clip(
            at.x, span / 2 + 0.06 * scene.width, max(scene.width - span / 2 - 0.06 * scene.width, span / 2)
        )
    )
    if span >= scene.width * 0.8:
        middle = scene.width / 2
    for k in range(count):
        t = (k + 0.5) / count
        jitter = rng.normal(size=2) * (0.05 if count < 5 else 0.10)
        x = middle + (t - 0.5 + jitter[0] * 0.5) * span
        if motif.stands == "air":
            lift = -0.16 * np.sin(t * np.pi) + jitter[1] * 1.1
            size = base * rng.uniform(0.6, 1.45)
            spots.append(
                Spot(
                    x,
                    scene.height * 0.38 + lift * scene.unit,
                    size,
                    0.75 + 0.25 * rng.random(),
                    rng.random() < 0.3,
                )
            )
        elif motif.stands == "close":
            y = scene.height * 0.47 + (0.05 * (-1) ** k + jitter[1] * (0.3 + 0.05 * count)) * scene.unit
            near = rng.random() if count > 3 else 0.8
            spots.append(Spot(x, y, base * (0.7 + 0.5 * near), 0.7 + 0.3 * near, k % 2 == 1 and count == 2))
        else:
            back = rng.random() if count > 2 else 0.15 * k
            afloat = motif.stands == "water" and setting.water is not None
            level = setting.water if afloat and setting.water is not None else setting.ground(x)
            y = level + (0.10 - 0.20 * back) * scene.unit * min(1.0, 0.4 + count / 10)
            spots.append(Spot(x, y, base * (1.2 - 0.55 * back), 1 - 0.35 * back, count == 2 and k == 1))
    spots.sort(key=lambda spot: (spot.depth, spot.size))
    return spots
