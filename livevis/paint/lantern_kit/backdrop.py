"""Ridges, plains and woods, and what a place offers to the things that stand in it.

Enters: a proof and its scene. Leaves: marks on the proof. Any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from livevis.paint.lantern_kit.brush import Brush, Inks
from livevis.paint.lantern_kit.colour import Ink, lightness, mix, shade
from livevis.paint.lantern_kit.noise import Field, fbm, profile
from livevis.paint.lantern_kit.plate import Outline, Plate
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.scene import Scene


def _ground_zero(_x: float) -> float:
    return 0.0


@dataclass
class Setting:
    """What a place offers: ``ground(x)`` is the y things stand on at x (pixels); ``water`` the y of floating
    things, None if dry; ``front`` paints what stands before the subjects; ``floor`` is the lowest y a
    standing thing may take; ``seat`` (x, y, pixels a unit) where a small thing belongs (a sill, a stage)."""

    ground: Callable[[float], float] = _ground_zero
    water: float | None = None
    front: Callable[[], None] | None = None
    indoors: bool = False
    seat: tuple[float, float, float] | None = None


def inks_of(scene: Scene, main: Ink) -> Inks:
    """The inks of a motif whose own colour is ``main``."""
    tones = scene.tones
    step = 0.16 if lightness(main) > 0.35 else 0.09
    return Inks(
        main=main, deep=shade(main, -step), lift=shade(main, step), dark=tones.dark,
        mid=mix(tones.near, tones.horizon, 0.4), pale=tones.pale, accent=tones.accent, light=tones.light,
    )  # fmt: skip


def brush_on(plate: Plate, scene: Scene, main: Ink, names: object = "") -> Brush:
    """A brush in plain pixels (unit 1, origin top left)."""
    return Brush(plate, 0.0, 0.0, 1.0, inks_of(scene, main), scene.rng("brush", names), night=scene.night)


def ridge(proof: Proof, line: Field, depth: float, fill: tuple[Ink, Ink], texture: str = "") -> None:
    """Fill the land below ``line`` (y pixels, one a column), hazed by distance."""
    scene = proof.scene
    plate = proof.plate()
    xs = np.arange(scene.width, dtype=float)
    low = float(scene.height + 4)
    outline = np.vstack(
        [
            np.stack([xs, line], 1),
            [[scene.width + 2, line[-1]], [scene.width + 2, low], [-2, low], [-2, line[0]]],
        ]
    )
    brush_on(plate, scene, fill[0]).shape(outline, fill)
    if texture:
        field = fbm((scene.height, scene.width), scene.rng("texture", texture), (9, 6), 4, 0.6)
        plate.rgb *= (1 + (field - np.float32(0.5)) * np.float32(0.35))[..., None]
    proof.lay(plate, Lay(depth=depth))
    if depth >= 0.9:
        _tufts(proof, line, fill[0])


def _tufts(proof: Proof, line: Field, ink: Ink) -> None:
    """Small strokes that give near land a nap: light ones above, dark ones nearer."""
    scene = proof.scene
    rng = scene.rng("tufts", round(float(line.mean())))
    count = int(170 * scene.width / scene.unit / 1.78)
    xs = rng.random(count) * (scene.width - 1)
    deep = rng.random(count) ** 1.3
    light: list[Outline] = []
    dark: list[Outline] = []
    for x, t, lean in zip(xs, deep, rng.normal(size=count), strict=True):
        y0 = float(line[int(x)])
        y = y0 + t * max(scene.height - y0, 4.0)
        tall = (0.006 + 0.022 * t) * scene.unit
        blade = np.array(
            [
                [x - tall * 0.16, y],
                [x + (lean * 0.3 + scene.wind * 0.4) * tall, y - tall],
                [x + tall * 0.16, y],
            ]
        )
        (light if lean > 0.2 else dark).append(blade)
    plate = proof.plate()
    brush = brush_on(plate, scene, ink)
    brush.shapes(dark, mix(ink, scene.tones.dark, 0.5), 0.5)
    brush.shapes(light, mix(ink, scene.tones.horizon, 0.4), 0.5)
    proof.lay(plate, Lay(shadow=False, line=0.1))


def hill_line(scene: Scene, name: str, base: float, rise: float, cells: float) -> Field:
    """A seeded, rolling skyline: y in pixels, one a column; ``rise`` in pixels."""
    cells = max(cells * scene.width / (scene.unit * 1.78), 1.5)
    shape = profile(scene.width, scene.rng("ridge", name), cells, 3)
    return np.asarray(base - rise * shape, np.float32)


def crest_line(scene: Scene, name: str, base: float, rise: float, cells: float) -> Field:
    """As `hill_line`, folded into sharp crests: mountains."""
    cells = max(cells * scene.width / (scene.unit * 1.78), 1.5)
    shape = profile(scene.width, scene.rng("ridge", name), cells, 6, True)
    return np.asarray(base - rise * shape, np.float32)


@dataclass(frozen=True)
class Wood:
    """A row of trees: ``rise`` pixels high, at ``depth`` 0..1, firs or round crowns."""

    rise: float
    depth: float
    ink: Ink
    firs: bool = True


def tree_line(proof: Proof, base: Field, name: str, wood: Wood) -> None:
    """A distant wood along ``base`` (y pixels, one a column)."""
    rise = wood.rise
    scene = proof.scene
    rng = scene.rng("wood", name)
    plate = proof.plate()
    brush = brush_on(plate, scene, wood.ink)
    trees: list[Outline] = []
    x = -rise * 0.5
    while x < scene.width + rise * 0.5:
        y = float(base[int(np.clip(x, 0, scene.width - 1))]) + rise * 0.1
        tall = rise * rng.uniform(0.45, 1.0)
        wide = tall * (rng.uniform(0.16, 0.24) if wood.firs else rng.uniform(0.32, 0.5))
        trees.append(fir(x, y, wide, tall, rng) if wood.firs else _bush(x, y, wide, tall, rng))
        x += wide * rng.uniform(0.7, 1.5)
    brush.shapes(trees, wood.ink)
    proof.lay(plate, Lay(depth=wood.depth))


def fir(x: float, y: float, wide: float, tall: float, rng: np.random.Generator) -> Outline:
    """The outline of a fir standing on (x, y)."""
    steps = 5
    left, right = [], []
    for k in range(steps):
        t = k / steps
        reach = wide * (0.12 + 0.88 * t)
        nick = wide * (0.12 + 0.55 * t)
        level = y - tall * (1 - t)
        left += [(x - reach * rng.uniform(0.8, 1.1), level + tall * 0.17), (x - nick, level + tall * 0.14)]
        right += [(x + reach * rng.uniform(0.8, 1.1), level + tall * 0.17), (x + nick, level + tall * 0.14)]
    return np.array([(x, y - tall), *left, (x - wide * 0.1, y), (x + wide * 0.1, y), *right[::-1]], float)


def _bush(x: float, y: float, wide: float, tall: float, rng: np.random.Generator) -> Outline:
    angles = np.linspace(0, 2 * np.pi, 18, endpoint=False)
    reach = 1 + rng.uniform(-0.14, 0.14, 18)
    return np.stack(
        [x + wide * reach * np.cos(angles), y - tall * 0.5 + tall * 0.55 * reach * np.sin(angles)], 1
    )
