"""Skies, ridges, waters and plains: the parts every place is built from.

Enters: a proof and its scene. Leaves: marks on the proof. Any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from livevis.paint.lantern_kit.brush import Brush, Inks
from livevis.paint.lantern_kit.colour import Ink, lightness, mix, relight, shade
from livevis.paint.lantern_kit.noise import Field, fbm, profile
from livevis.paint.lantern_kit.plate import Glow, Outline, Plate
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


def sky(proof: Proof, bottom: float | None = None, clouds: float = 0.5, orb: bool = True) -> None:
    """Gradient, clouds lit from the light's side, stars by night, and the sun or moon."""
    scene = proof.scene
    height, width = scene.height, scene.width
    bottom = scene.horizon if bottom is None else bottom
    y = np.arange(height, dtype=np.float32)[:, None] / np.float32(max(bottom, 1))
    x = np.arange(width, dtype=np.float32)[None]
    away = np.hypot((x - scene.light_x) / (0.9 * scene.unit),
        (y * bottom - scene.light_y) / (0.75 * scene.unit))
    near = np.exp(-away * np.float32(1.5)).astype(np.float32)
    small = (max(height // 2, 8), max(width // 2, 8))
    aspect = width / height
    shape = fbm(small, scene.rng("clouds"), (3.2, 1.1 * aspect), 5, 0.55)
    if "storm" in scene.sketch.weather:
        clouds = 1.15
    cloud = cv2.resize(shape, (width, height), interpolation=cv2.INTER_LINEAR)
    cloud = np.clip((cloud - np.float32(0.62 - 0.2 * clouds)) * np.float32(2.6), 0,
        1) * np.float32(min(clouds, 1.0))
    lifted = np.clip(y, 0, 1) ** np.float32(1.35)
    lifted = np.broadcast_to(lifted, (height, width))
    value = lifted * 0.78 + near * np.float32(0.22 + 0.1 * (1 - scene.night))
    value += cloud * (near * np.float32(0.5) - np.float32(0.10)) * (0.4 + 0.6 * lifted)
    table = _sky_table(scene)
    if proof.cut:
        _paper_sky(proof, value, table)
    else:
        proof.rgb[:] = table[np.clip(value * 255, 0, 255).astype(np.int32)]
    if scene.night > 0.75 or scene.says("star"):
        stars(proof, bottom, 1.0 if scene.says("star") else 0.45)
    if orb and not {"rain", "storm", "fog"} & set(scene.sketch.weather):
        celestial(proof)


def _paper_sky(proof: Proof, value: Field, table: Field) -> None:
    """The sky as sheets of paper, each cut a little wider than the one behind it, with their shadows."""
    steps = 9
    value = cv2.GaussianBlur(value.astype(np.float32), (0, 0), max(0.012 * proof.scene.unit, 0.6))
    level = np.clip(np.floor(value * steps), 0, steps - 1)
    proof.rgb[:] = table[np.clip((level + 0.5) / steps * 255, 0, 255).astype(np.int32)]
    reach = 0.012 * proof.scene.unit
    sunk = cv2.GaussianBlur(level.astype(np.float32), (0, 0), max(reach, 0.7))
    proof.rgb *= (1 - np.clip(level - sunk, 0, 1) * np.float32(0.55))[..., None]


def _sky_table(scene: Scene) -> Field:
    tones = scene.tones
    stops = [tones.zenith, tones.middle, tones.horizon, mix(tones.horizon, tones.light, 0.75)]
    if "storm" in scene.sketch.weather:
        stops = [mix(stop, tones.dark, 0.25) for stop in stops]
    rows = []
    for i in range(256):
        place = i / 255 * 3
        k = min(int(place), 2)
        rows.append((k, place - k))
    steps = [[mix(stops[k], stops[k + 1], t / 16) for t in range(17)] for k in range(3)]
    table = np.zeros((256, 3), np.float32)
    for i, (k, t) in enumerate(rows):
        low = min(int(t * 16), 15)
        a, b = np.array(steps[k][low]), np.array(steps[k][low + 1])
        table[i] = a + (b - a) * (t * 16 - low)
    return table


def celestial(proof: Proof, scale: float = 1.0, x: float | None = None, y: float | None = None) -> None:
    """The sun by day, the moon by night, with its halo, on the sky."""
    scene = proof.scene
    x = scene.light_x if x is None else x
    y = scene.light_y if y is None else y
    radius = scene.orb * scale
    plate = proof.plate()
    light = scene.tones.light
    face = mix(light, (1.0, 1.0, 0.98), 0.55)
    brush = Brush(plate, x, y, radius, inks_of(scene, face), scene.rng("orb"), night=scene.night)
    brush.disc(0, 0, 1, face, emit=0.22)
    if scene.night > 0.75:
        for _ in range(7):
            angle, reach = brush.rng.uniform(0, 6.28), brush.rng.uniform(0, 0.72)
            brush.disc(reach * np.cos(angle), reach * np.sin(angle), brush.rng.uniform(0.07, 0.26),
                shade(face, -0.09), 0.45)
    proof.lay(plate, Lay(shadow=False))
    proof.glows += [
        Glow(x, y, radius * 1.8, light, 0.30),
        Glow(x, y, radius * 4.5, light, 0.20),
    ]


def stars(proof: Proof, bottom: float, richness: float) -> None:
    """Stars, thinning towards the horizon; with ``richness`` near 1 a milky way."""
    scene = proof.scene
    rng = scene.rng("stars")
    count = int(130 * richness * scene.width * bottom / (scene.unit * scene.unit) + 20)
    plate = proof.plate()
    pale = mix(scene.tones.pale, (1, 1, 1), 0.5)
    brush = brush_on(plate, scene, pale, "stars")
    xs, ys = rng.random(count) * scene.width, rng.random(count) ** 1.5 * bottom * 0.96
    sizes = (0.35 + rng.random(count) ** 6 * 1.7) * scene.unit / 360
    for x, y, size in zip(xs, ys, sizes, strict=True):
        box = plate.bounds(np.array([x - size, y - size]), np.array([x + size, y + size]))
        if box is None:
            continue
        gx = np.arange(box[0], box[2], dtype=np.float32) - np.float32(x)
        gy = np.arange(box[1], box[3], dtype=np.float32) - np.float32(y)
        spot = np.exp(-(gx[None] ** 2 + gy[:, None] ** 2) / np.float32(2 * max(size, 0.5) ** 2))
        plate.stamp(spot.astype(np.float32) * np.float32(min(1.0, 0.35 + size)), box, pale, emit=0.6)
        if size > 1.25 * scene.unit / 360:
            brush.glow(float(x), float(y), size * 7, pale, 0.35)
    if richness > 0.8:
        _milky_way(proof, bottom)
    proof.lay(plate, Lay(shadow=False))


def _milky_way(proof: Proof, bottom: float) -> None:
    scene = proof.scene
    rng = scene.rng("milky")
    height, width = scene.height, scene.width
    x = np.arange(width, dtype=np.float32)[None] / np.float32(width)
    y = np.arange(height, dtype=np.float32)[:, None] / np.float32(max(bottom, 1))
    lean = rng.choice([-0.9, 0.9])
    band = np.exp(-(((y - 0.42) + lean * (x - 0.5)) ** 2) / np.float32(0.035))
    cloud = fbm((height // 2 + 1, width // 2 + 1), rng, (6, 10), 5, 0.6)
    cloud = cv2.resize(cloud, (width, height))
    dust = (rng.random((height, width), dtype=np.float32) > 0.985).astype(np.float32) * cloud
    amount = band * (np.clip(cloud - 0.3, 0, 1) * 0.55 + dust * 0.7) * (y < 1.05)
    tint = np.array(mix(scene.tones.horizon, scene.tones.pale, 0.6), np.float32)
    proof.rgb += (tint - proof.rgb) * np.clip(amount, 0, 0.9)[..., None]


def ridge(proof: Proof, line: Field, depth: float, top: Ink, foot: Ink, texture: str = "") -> None:
    """Fill the land below ``line`` (y pixels, one a column), hazed by distance."""
    scene = proof.scene
    plate = proof.plate()
    xs = np.arange(scene.width, dtype=float)
    low = float(scene.height + 4)
    outline = np.vstack([np.stack([xs, line], 1), [[scene.width + 2, line[-1]], [scene.width + 2, low],
        [-2, low], [-2, line[0]]]])
    brush_on(plate, scene, top).shape(outline, (top, foot))
    if texture:
        field = fbm((scene.height, scene.width), scene.rng("texture", texture), (9, 6), 4, 0.6)
        plate.rgb *= (1 + (field - np.float32(0.5)) * np.float32(0.35))[..., None]
    proof.lay(plate, Lay(depth=depth))
    if depth >= 0.9:
        _tufts(proof, line, top)


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
        blade = np.array([[x - tall * 0.16, y], [x + (lean * 0.3 + scene.wind * 0.4) * tall, y - tall],
            [x + tall * 0.16, y]])
        (light if lean > 0.2 else dark).append(blade)
    plate = proof.plate()
    brush = brush_on(plate, scene, ink)
    brush.shapes(dark, mix(ink, scene.tones.dark, 0.5), 0.5)
    brush.shapes(light, mix(ink, scene.tones.horizon, 0.4), 0.5)
    proof.lay(plate, Lay(shadow=False, line=0.1))


def hill_line(scene: Scene, name: str, base: float, rise: float, cells: float, ridged: bool = False) -> Field:
    """A seeded skyline: y in pixels, one a column; ``rise`` in pixels."""
    cells = max(cells * scene.width / (scene.unit * 1.78), 1.5)
    shape = profile(scene.width, scene.rng("ridge", name), cells, 6 if ridged else 3,
        0.5 if ridged else 0.35, ridged)
    return np.asarray(base - rise * shape, np.float32)


def water(proof: Proof, top: float, colour: Ink | None = None, calm: float = 1.0, name: str = "sea") -> None:
    """Reflecting water from ``top`` to the bottom, with the glitter of the light on it."""
    scene = proof.scene
    body = colour or mix(scene.tones.zenith, scene.tones.near, 0.4)
    proof.mirror(top, body, name, calm)
    if colour is not None:
        rows = proof.rgb[int(top):]
        rows += (np.array(colour, np.float32) - rows) * np.float32(0.42)
    _glitter(proof, top, calm)


def _glitter(proof: Proof, top: float, calm: float) -> None:
    scene = proof.scene
    rng = scene.rng("glitter")
    plate = proof.plate()
    light = mix(scene.tones.light, (1, 1, 1), 0.25)
    brush = brush_on(plate, scene, light, "glitter")
    deep = scene.height - top
    dashes: list[Outline] = []
    faint: list[Outline] = []
    for i in range(int(90 + 50 / calm)):
        t = rng.random() ** 1.4
        y = top + 2 + t * deep
        in_path = i % 2 == 0
        spread = (0.05 + 0.32 * t) * scene.unit
        x = scene.light_x + rng.normal() * spread * 0.55 if in_path else rng.random() * scene.width
        length = (0.008 + 0.05 * t * rng.random()) * scene.unit
        thick = max((0.0012 + 0.0045 * t) * scene.unit, 0.5)
        dash = np.array([[x - length, y], [x, y - thick], [x + length, y], [x, y + thick]])
        (dashes if in_path else faint).append(dash)
    brush.shapes(faint, mix(scene.tones.horizon, light, 0.3), 0.28)
    if not {"rain", "storm", "fog"} & set(scene.sketch.weather):
        brush.shapes(dashes, light, 0.62, emit=0.25)
    proof.lay(plate, Lay(shadow=False))


def tree_line(proof: Proof, base: Field, rise: float, depth: float, ink: Ink, name: str,
    firs: bool = True) -> None:
    """A distant wood along ``base`` (y pixels, one a column)."""
    scene = proof.scene
    rng = scene.rng("wood", name)
    plate = proof.plate()
    brush = brush_on(plate, scene, ink)
    trees: list[Outline] = []
    x = -rise * 0.5
    while x < scene.width + rise * 0.5:
        y = float(base[int(np.clip(x, 0, scene.width - 1))]) + rise * 0.1
        tall = rise * rng.uniform(0.45, 1.0)
        wide = tall * (rng.uniform(0.16, 0.24) if firs else rng.uniform(0.32, 0.5))
        trees.append(fir(x, y, wide, tall, rng) if firs else _bush(x, y, wide, tall, rng))
        x += wide * rng.uniform(0.7, 1.5)
    brush.shapes(trees, ink)
    proof.lay(plate, Lay(depth=depth))


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
    return np.stack([x + wide * reach * np.cos(angles),
        y - tall * 0.5 + tall * 0.55 * reach * np.sin(angles)], 1)


def brighten(ink: Ink, floor: float) -> Ink:
    """The ink, at least as light as ``floor``."""
    return ink if lightness(ink) >= floor else relight(ink, floor)
