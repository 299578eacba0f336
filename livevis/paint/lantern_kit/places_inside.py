"""Backdrops indoors: room, stage, church, and the quiet void.

Enters: a proof. Leaves: the backdrop on it, and its `Setting`. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

import cv2
import numpy as np

from livevis.paint.lantern_kit.backdrop import Setting, brush_on, hill_line, ridge
from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import Ink, mix, shade
from livevis.paint.lantern_kit.noise import fbm
from livevis.paint.lantern_kit.plate import Beam, Glow, Outline, arc, limb, oval, rect
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.registry import place
from livevis.paint.lantern_kit.scene import Scene


def _wall(proof: Proof, ink: Ink, lit: Ink) -> None:
    """A plastered wall, lit from the light's side."""
    scene = proof.scene
    x = np.linspace(0, 1, scene.width, dtype=np.float32)[None] - np.float32(scene.light_x / scene.width)
    y = np.linspace(0, 1, scene.height, dtype=np.float32)[:, None] - np.float32(0.35)
    plaster = fbm((scene.height, scene.width), scene.rng("plaster"), (5, 8), 5, 0.6)
    fall = np.exp(-(x**2 * 2.2 + y**2 * 3.5)) * np.float32(0.75)
    fall = fall + (plaster - np.float32(0.5)) * np.float32(0.22)
    a, b = np.array(ink, np.float32), np.array(lit, np.float32)
    proof.rgb[:] = a + (b - a) * np.clip(fall, 0, 1)[..., None]


@place(
    "room,house inside,bedroom,kitchen,floor,wall,walls,chamber,hotel,attic,corridor,hall,table,bar,"
    "cafe,cellar,prison,cell",
)
def room(proof: Proof) -> Setting:
    """A lit wall, a floor of boards, light from a window falling across."""
    scene = proof.scene
    _wall(proof, mix(scene.tones.near, scene.tones.middle, 0.45),
        mix(scene.tones.middle, scene.tones.horizon, 0.55))
    y = scene.height * 0.80
    plate = proof.plate()
    ink = mix(scene.tones.near, scene.tones.accent, 0.18)
    brush = brush_on(plate, scene, ink)
    brush.shape(rect(-2, y, scene.width + 2, scene.height + 2), (shade(ink, 0.10), shade(ink, -0.03)))
    for k in range(-14, 15):
        x = scene.width / 2 + k * 0.12 * scene.unit
        far = scene.width / 2 + k * 0.085 * scene.unit
        brush.line([(far, y), (x + k * 0.02 * scene.unit, scene.height + 2)], 1.2, shade(ink, -0.09), 0.8)
    brush.shape(rect(-2, y - 0.03 * scene.unit, scene.width + 2, y), shade(ink, -0.04))
    proof.lay(plate, Lay())
    side = 1 if scene.light_x < scene.width / 2 else -1
    shine = proof.plate()
    light = brush_on(shine, scene, scene.tones.light)
    x0 = scene.width / 2 + side * 0.05 * scene.unit
    for col in range(2):
        for row in range(3):
            px, py = x0 + side * col * 0.23 * scene.unit, (0.10 + row * 0.22) * scene.height
            w, h = side * 0.2 * scene.unit, 0.19 * scene.height
            light.shape(np.array([[px, py + col * 8], [px + w, py + 8 + col * 8],
                [px + w, py + h + 8 + col * 8], [px, py + h + col * 8]]), scene.tones.light, 0.20)
    shine.alpha[:] = cv2.GaussianBlur(shine.alpha, (0, 0), max(0.008 * scene.unit, 0.8))
    shine.rgb[:] = np.array(scene.tones.light, np.float32)
    proof.lay(shine, Lay(shadow=False))
    return Setting(ground=lambda _x: y + 0.06 * scene.unit, indoors=True)


@place("stage,theatre,theater,concert,spotlight,curtain,circus,show,scene,ballroom,dancefloor,club")
def stage(proof: Proof) -> Setting:
    """Curtains, boards, and three lights from above."""
    scene = proof.scene
    _wall(proof, mix(scene.tones.dark, scene.tones.zenith, 0.5), mix(scene.tones.middle, scene.tones.zenith,
        0.25))
    y = scene.height * 0.82
    plate = proof.plate()
    velvet = mix(scene.sketch.place_colour or scene.tones.accent, scene.tones.dark, 0.45)
    brush = brush_on(plate, scene, velvet)
    boards = mix(scene.tones.near, scene.tones.accent, 0.3)
    brush.shape(rect(-2, y, scene.width + 2, scene.height + 2), (shade(boards, 0.16), shade(boards, -0.02)))
    brush.shape(oval(scene.width / 2, y + 0.07 * scene.height, 0.46 * scene.unit, 0.055 * scene.height),
        scene.tones.light, 0.42)
    for side in (-1, 1):
        edge = scene.width / 2 + side * scene.width / 2
        for k in range(7):
            x0, wide = edge - side * k * 0.055 * scene.unit, side * 0.065 * scene.unit
            fold = ((shade(velvet, 0.10 - 0.02 * k), shade(velvet, -0.08)) if k % 2 else (shade(velvet,
                -0.02), shade(velvet, -0.13)))
            sway = side * 0.02 * scene.unit * np.sin(k)
            brush.soft([(x0, -9), (x0 - wide, -9), (x0 - wide - sway, scene.height * 0.5),
                (x0 - wide + sway, y + 0.07 * scene.height), (x0 + sway, y + 0.08 * scene.height),
                (x0 - sway, scene.height * 0.5)], fold)
    hang = np.linspace(-5, scene.width + 5, 90)
    drape = np.stack([hang, scene.height * (0.07 + 0.035 * np.abs(np.sin(hang / scene.unit * 9)))], 1)
    brush.shape(np.array([(-5, -5), *drape, (scene.width + 5, -5)]),
        (shade(velvet, 0.06), shade(velvet, -0.10)))
    proof.lay(plate, Lay())
    for k, share in enumerate((0.24, 0.5, 0.76)):
        x = share * scene.width
        aim = np.arctan2(y, scene.width / 2 - x)
        ink = (scene.tones.light, scene.tones.pale, scene.tones.accent)[k]
        proof.beams.append(Beam(x, -0.04 * scene.height, float(aim), 0.17, 1.15 * scene.height, ink, 0.34))
    setting = Setting(ground=lambda _x: y + 0.075 * scene.height, indoors=True)
    setting.seat = (scene.width / 2, y + 0.075 * scene.height, 1.0)
    return setting


@place("church,cathedral,chapel,temple,altar,cloister,monastery")
def church(proof: Proof) -> Setting:
    """A nave of pointed arches, coloured light from the windows."""
    scene = proof.scene
    _wall(proof, mix(scene.tones.near, scene.tones.zenith, 0.5),
        mix(scene.tones.middle, scene.tones.horizon, 0.3))
    middle, y = scene.width / 2, scene.height * 0.84
    for depth, far in ((0.35, 0.42), (0.65, 0.68), (1.0, 1.0)):
        plate = proof.plate()
        ink = mix(scene.tones.far, scene.tones.dark, 0.2 + 0.7 * depth)
        brush = brush_on(plate, scene, ink)
        half, rise = 0.52 * scene.unit * far, scene.height * (0.50 + 0.42 * far)
        base = scene.height * (0.80 + 0.20 * far) if far == 1.0 else scene.height * 1.02
        rise += base - scene.height * (0.72 + 0.28 * far)
        opening = _lancet(middle, base + 3, half, rise)
        frame = np.array([[-3, -3], [scene.width + 3, -3], [scene.width + 3, scene.height + 3],
            [-3, scene.height + 3], [-3, -3]], float)
        brush.shape(np.vstack([frame, opening, opening[:1], [[-3, -3]]]), (ink, shade(ink, 0.05)))
        if far < 0.5:
            _rose_window(brush, scene, middle)
        proof.lay(plate, Lay(depth=0.5 + 0.5 * depth))
    floor = proof.plate()
    stone = mix(scene.tones.near, scene.tones.horizon, 0.28)
    half = 0.52 * scene.unit
    path = np.array([[middle - 0.18 * half, y * 0.93], [middle + 0.18 * half, y * 0.93],
        [middle + half, scene.height + 3], [middle - half, scene.height + 3]])
    brush_on(floor, scene, stone).shape(path, (mix(stone, scene.tones.light, 0.35), stone), 0.55)
    proof.lay(floor, Lay(shadow=False))
    proof.beams.append(Beam(middle, scene.height * 0.32, float(np.pi / 2 + 0.25), 0.22, 0.8 * scene.height,
        scene.tones.light, 0.4))
    proof.glows.append(Glow(middle, scene.height * 0.36, 0.22 * scene.unit, scene.tones.light, 0.5))
    setting = Setting(ground=lambda _x: y, indoors=True)
    setting.seat = (middle, y, 1.0)
    return setting


def _lancet(x: float, base: float, half: float, rise: float) -> Outline:
    """A pointed arch opening, foot to foot."""
    spring = base - rise * 0.55
    t = np.linspace(0, 1, 16)[:, None]
    left, tip, right = np.array([x - half, spring]), np.array([x, base - rise]), np.array([x + half, spring])
    up = (1 - t) ** 2 * left + 2 * t * (1 - t) * np.array([x - half, base - rise * 0.86]) + t**2 * tip
    down = (1 - t) ** 2 * tip + 2 * t * (1 - t) * np.array([x + half, base - rise * 0.86]) + t**2 * right
    return np.vstack([[[x - half, base]], up, down, [[x + half, base]]])


def _rose_window(brush: Brush, scene: Scene, x: float) -> None:
    y, radius = scene.height * 0.36, 0.15 * scene.unit
    inks = (scene.tones.accent, scene.tones.light, scene.tones.horizon,
        mix(scene.tones.accent, scene.tones.middle, 0.5))
    brush.disc((x, y), radius * 1.12, scene.tones.dark)
    for k in range(12):
        a = k * np.pi / 6
        brush.shape(oval(x + 0.66 * radius * np.cos(a), y + 0.66 * radius * np.sin(a), radius * 0.30,
            radius * 0.14, a), inks[k % 4], emit=0.7)
    brush.disc((x, y), radius * 0.28, scene.tones.light, emit=0.9)


_BRIGHT = ("flame", "torch", "candle", "lantern", "firefly", "diamond", "spider", "smoke", "octopus")


@place("void,nowhere,emptiness,the void")
def void(proof: Proof) -> Setting:
    """A quiet backcloth for things seen near: a disc of light, a sunburst, an arch, or a ring."""
    scene = proof.scene
    rng = scene.words_rng("void")
    _wall(proof, mix(scene.tones.zenith, scene.tones.near, 0.3),
        mix(scene.tones.middle, scene.tones.horizon, 0.5))
    plate = proof.plate()
    disc = mix(scene.tones.horizon, scene.tones.light, 0.45)
    if scene.says(*_BRIGHT):
        disc = mix(scene.tones.middle, scene.tones.zenith, 0.45)
    brush = brush_on(plate, scene, disc)
    x, y, radius = scene.width * 0.5, scene.height * 0.47, 0.40 * scene.unit
    for k in range(1, int(scene.width / scene.unit) if scene.width > 2.2 * scene.unit else 0):
        for side in (-1, 1):
            brush.disc((x + side * k * 1.15 * scene.unit, y), radius * (1.1 - 0.12 * k), disc, 0.16)
    _VOIDS[int(rng.integers(len(_VOIDS)))](brush, (x, y, radius), disc)
    proof.lay(plate, Lay())
    proof.glows.append(Glow(x, y, radius * 1.1, disc, 0.22))
    line = hill_line(scene, f"void {rng.integers(4)}", scene.height * 0.95, 0.09 * scene.unit, 1.6)
    ridge(proof, line, 0.9, (mix(scene.tones.near, scene.tones.middle, 0.35), scene.tones.near))
    setting = Setting(ground=lambda px: float(line[int(np.clip(px, 0, scene.width - 1))]) + 0.02 * scene.unit)
    setting.seat = (x, scene.height * 0.9, 1.0)
    return setting


def _disc(brush: Brush, where: tuple[float, float, float], ink: Ink) -> None:
    x, y, radius = where
    for k in range(3):
        brush.disc((x, y), radius * (1.55 - 0.25 * k), ink, 0.12 + 0.10 * k)
    brush.disc((x, y), radius, (ink, mix(ink, brush.inks.accent, 0.45)))


def _burst(brush: Brush, where: tuple[float, float, float], ink: Ink) -> None:
    x, y, radius = where
    for k in range(22):
        a = 2 * np.pi * (k + 0.3) / 22
        far = radius * (4.6 if k % 2 else 3.2)
        ray = [(x, y), (x + far * np.cos(a - 0.065), y + far * np.sin(a - 0.065)),
            (x + far * np.cos(a + 0.065), y + far * np.sin(a + 0.065))]
        brush.shape(np.array(ray), ink, 0.20 if k % 2 else 0.12)
    brush.disc((x, y), radius * 0.92, (ink, mix(ink, brush.inks.accent, 0.45)), 0.92)


def _arch(brush: Brush, where: tuple[float, float, float], ink: Ink) -> None:
    x, y, radius = where
    for k in range(4):
        half = radius * (1.45 - 0.22 * k)
        outline = np.vstack([[[x - half, y + 3 * radius]], arc(x, y, half, np.pi, 2 * np.pi),
            [[x + half, y + 3 * radius]]])
        brush.shape(outline, (mix(ink, brush.inks.light, 0.06 * k), mix(ink, brush.inks.accent, 0.35)),
            (0.14, 0.22, 0.4, 0.9)[k])


def _ring(brush: Brush, where: tuple[float, float, float], ink: Ink) -> None:
    x, y, radius = where
    brush.disc((x, y), radius * 1.18, ink, 0.30)
    for k in range(4):
        r = radius * (1.22 + 0.13 * k)
        brush.shapes([limb(arc(x, y, r, 0.3 + k, 0.3 + k + 5.2 - 0.7 * k), [0.5, radius * 0.05 / (1 + k),
            0.5], 1)], ink, 0.8 - 0.15 * k)
    for k in range(36):
        a = 2 * np.pi * k / 36
        brush.disc((x + 1.12 * radius * np.cos(a), y + 1.12 * radius * np.sin(a)), radius * 0.012,
            brush.inks.light, 0.8, emit=0.3)


_VOIDS = (_disc, _burst, _arch, _ring)
