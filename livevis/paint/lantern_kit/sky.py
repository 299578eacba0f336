"""The sky: its colours, clouds, stars, sun and moon; and water, which repeats it.

Enters: a proof and its scene. Leaves: marks on the proof. Any thread.
"""

from __future__ import annotations

import cv2
import numpy as np

from livevis.paint.lantern_kit.backdrop import brush_on, inks_of
from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import Ink, mix, shade
from livevis.paint.lantern_kit.noise import Field, fbm
from livevis.paint.lantern_kit.plate import Glow, Outline, Plate
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.scene import Scene


def sky(proof: Proof, bottom: float | None = None, clouds: float = 0.5, orb: bool = True) -> None:
    """Gradient, clouds lit from the light's side, stars by night, and the sun or moon."""
    scene = proof.scene
    height, width = scene.height, scene.width
    bottom = scene.horizon if bottom is None else bottom
    y = np.arange(height, dtype=np.float32)[:, None] / np.float32(max(bottom, 1))
    x = np.arange(width, dtype=np.float32)[None]
    away = np.hypot(
        (x - scene.light_x) / (0.9 * scene.unit), (y * bottom - scene.light_y) / (0.75 * scene.unit)
    )
    near = np.exp(-away * np.float32(1.5)).astype(np.float32)
    small = (max(height // 2, 8), max(width // 2, 8))
    aspect = width / height
    shape = fbm(small, scene.rng("clouds"), (3.2, 1.1 * aspect), 5, 0.55)
    if "storm" in scene.sketch.weather:
        clouds = 1.15
    cloud = cv2.resize(shape, (width, height), interpolation=cv2.INTER_LINEAR)
    cloud = np.clip((cloud - np.float32(0.62 - 0.2 * clouds)) * np.float32(2.6), 0, 1) * np.float32(
        min(clouds, 1.0)
    )
    lifted = np.clip(y, 0, 1) ** np.float32(1.35)
    lifted = np.broadcast_to(lifted, (height, width))
    value = lifted * 0.78 + near * np.float32(0.22 + 0.1 * (1 - scene.night))
    value += cloud * (near * np.float32(0.5) - np.float32(0.10)) * (0.4 + 0.6 * lifted)
    table = _sky_table(scene)
    if proof.cut:
        _paper_sky(proof, value, table)
    else:
        proof.rgb[:] = table[np.clip(value * 255, 0, 255).astype(np.int32)]
    clear = not {"rain", "storm", "fog", "snow"} & set(scene.sketch.weather)
    if (scene.night > 0.75 and clear) or scene.says("star"):
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
    brush.disc((0, 0), 1, face, emit=0.22)
    if scene.night > 0.75:
        for _ in range(7):
            angle, reach = brush.rng.uniform(0, 6.28), brush.rng.uniform(0, 0.72)
            brush.disc(
                (reach * np.cos(angle), reach * np.sin(angle)),
                brush.rng.uniform(0.07, 0.26),
                shade(face, -0.09),
                0.45,
            )
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
            _halo(plate, (float(x), float(y)), float(size) * 3.2, pale)
    if richness > 0.8:
        _milky_way(proof, bottom)
    proof.lay(plate, Lay(shadow=False))


def _halo(plate: Plate, at: tuple[float, float], radius: float, ink: Ink) -> None:
    """A soft round light on the sky itself, behind all that comes later."""
    x, y = at
    box = plate.bounds(np.array([x, y]) - 2.5 * radius, np.array([x, y]) + 2.5 * radius)
    if box is None:
        return
    gx = np.arange(box[0], box[2], dtype=np.float32)[None] - np.float32(x)
    gy = np.arange(box[1], box[3], dtype=np.float32)[:, None] - np.float32(y)
    ball = np.exp(-(gx**2 + gy**2) / np.float32(radius**2)) * np.float32(0.38)
    plate.stamp(ball.astype(np.float32), box, ink)


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


def water(proof: Proof, top: float, colour: Ink | None = None, calm: float = 1.0, name: str = "sea") -> None:
    """Reflecting water from ``top`` to the bottom, with the glitter of the light on it."""
    scene = proof.scene
    body = colour or mix(scene.tones.zenith, scene.tones.near, 0.4)
    proof.mirror(top, body, name, calm)
    if colour is not None:
        rows = proof.rgb[int(top) :]
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
