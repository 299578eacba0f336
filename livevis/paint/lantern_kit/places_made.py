"""Backdrops made by people: streets, rooms, stages, bridges, and the quiet void.

Enters: a proof. Leaves: the backdrop on it, and its `Setting`. Any thread.
"""

from __future__ import annotations

import cv2
import numpy as np

from livevis.paint.lantern_kit.backdrop import (
    Setting,
    brush_on,
    hill_line,
    ridge,
    sky,
    tree_line,
    water,
)
from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import Ink, mix, shade
from livevis.paint.lantern_kit.noise import fbm
from livevis.paint.lantern_kit.places_wild import grass, land, on_line
from livevis.paint.lantern_kit.plate import Beam, Glow, Outline, arc, limb, oval, rect
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.registry import place
from livevis.paint.lantern_kit.scene import Scene


def skyline(proof: Proof, base: float, rise: float, depth: float, name: str) -> None:
    """A row of houses and towers with lit windows; ``base``, ``rise`` in pixels."""
    scene = proof.scene
    rng = scene.rng("skyline", name)
    plate = proof.plate()
    ink = mix(scene.tones.far, scene.tones.dark, 0.25 + 0.75 * depth)
    brush = brush_on(plate, scene, ink)
    x = -0.02 * scene.unit
    windows: list[Outline] = []
    while x < scene.width:
        wide = rng.uniform(0.06, 0.16) * scene.unit * (0.6 + 0.6 * depth)
        tall = rise * rng.uniform(0.35, 1.0)
        top = base - tall
        parts = [rect(x, top, x + wide, scene.height + 3)]
        kind = rng.integers(4)
        if kind == 0:
            parts.append(np.array([[x, top + 1], [x + wide / 2, top - wide * 0.45], [x + wide, top + 1]]))
        elif kind == 1:
            parts.append(rect(x + wide * 0.45, top - rise * 0.14, x + wide * 0.5, top + 1))
        elif kind == 2:
            parts.append(rect(x + wide * 0.2, top - rise * 0.07, x + wide * 0.62, top + 1))
        brush.shapes(parts, (ink, mix(ink, scene.tones.far, 0.25)))
        cell = 0.020 * scene.unit * (0.55 + 0.6 * depth)
        for wy in np.arange(top + cell * 0.8, min(base, scene.height) - cell, cell * 1.7):
            for wx in np.arange(x + cell * 0.6, x + wide - cell, cell * 1.45):
                if rng.random() < 0.16 + 0.26 * scene.night:
                    windows.append(rect(wx, wy, wx + cell * 0.6, wy + cell * 0.85))
        x += wide * rng.uniform(0.92, 1.15)
    glowing = mix(scene.tones.light, scene.tones.accent, 0.35)
    brush.shapes(windows, glowing, 0.35 + 0.6 * scene.night, emit=0.55 * scene.night)
    proof.lay(plate, Lay(depth=0.35 + 0.65 * depth))


@place("city,town,rooftop,rooftops,roof,skyline,downtown,metropolis,paris,london,tokyo,berlin,new york,building,skyscraper")
def city(proof: Proof) -> Setting:
    """Towers behind roofs, windows lit."""
    scene = proof.scene
    sky(proof, scene.height * 0.85)
    y = scene.height
    skyline(proof, y * 0.80, 0.52 * scene.unit, 0.12, "far")
    skyline(proof, y * 0.90, 0.40 * scene.unit, 0.48, "middle")
    proof.glows.append(Glow(scene.light_x, y * 0.8, 0.7 * scene.unit, scene.tones.horizon, 0.18))
    line = np.full(scene.width, y * 0.86, np.float32)
    plate = proof.plate()
    ink = scene.tones.dark
    brush = brush_on(plate, scene, ink)
    rng = scene.rng("roofs")
    x = -0.1 * scene.unit
    while x < scene.width:
        wide, top = rng.uniform(0.35, 0.6) * scene.unit, y * rng.uniform(0.85, 0.90)
        brush.shape(np.array([[x, y * 0.97], [x + wide * 0.12, top], [x + wide * 0.88, top], [x + wide, y * 0.97]]), (shade(ink, 0.07), ink))
        brush.shape(rect(x, y * 0.97, x + wide, y + 2), ink)
        chimney = x + wide * rng.uniform(0.15, 0.75)
        brush.shape(rect(chimney, top - 0.06 * scene.unit, chimney + 0.035 * scene.unit, top + 2), ink)
        low, high = int(max(x + wide * 0.12, 0)), int(min(max(x + wide * 0.88, 0), scene.width))
        line[low:high] = top
        x += wide * 1.02
    proof.lay(plate, Lay())
    return on_line(line)


@place("street,streets,alley,avenue,lane,pavement,sidewalk,corner,square,market,boulevard,crossing")
def street(proof: Proof) -> Setting:
    """Houses running away on both sides, lamps, wet cobbles that hold their light."""
    scene = proof.scene
    sky(proof, scene.horizon, 0.4, orb=False)
    y, middle = scene.horizon * 0.98, scene.width * (0.5 + 0.06 * (1 if scene.light_x < scene.width / 2 else -1))
    proof.glows.append(Glow(middle, y, 0.34 * scene.unit, scene.tones.light, 0.5))
    skyline(proof, y + 2, 0.20 * scene.unit, 0.1, "street end")
    for side in (-1, 1):
        _terrace(proof, middle, y, side)
    lamps = _lamps(proof, middle, y)
    body = mix(scene.tones.near, scene.tones.dark, 0.4)
    proof.mirror(y + 0.005 * scene.unit, body, "wet", 0.9)
    _cobbles(proof, middle, y)
    proof.glows += lamps
    deep = scene.height - y
    return Setting(ground=lambda _x: y + 0.52 * deep)


def _terrace(proof: Proof, middle: float, y: float, side: int) -> None:
    scene = proof.scene
    rng = scene.rng("terrace", side)
    edge = 0.0 if side < 0 else float(scene.width)
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.near)
    span = abs(middle - edge)
    places = [1.0, 0.62, 0.38, 0.23, 0.13, 0.07]
    for far, near, index in zip(places[1:][::-1], places[:-1][::-1], range(5), strict=True):
        tall = rng.uniform(0.78, 1.05) * y
        ink = mix(scene.tones.far, scene.tones.dark, 0.35 + 0.13 * index)
        x0, x1 = middle + side * span * far, middle + side * span * near * 1.02
        face = np.array([[x0, y - tall * far], [x1, y - tall * near], [x1, y + near * 0.12 * y], [x0, y + far * 0.12 * y]])
        brush.shape(face, (ink, shade(ink, 0.04)))
        lit: list[Outline] = []
        dim: list[Outline] = []
        for column in np.linspace(0.16, 0.76, 3):
            for row in (0.26, 0.46, 0.66, 0.84):
                if row > 0.8 and column > 0.4:
                    continue
                pane = []
                for dx, dy in ((0, 0), (0.14, 0), (0.14, 0.10), (0, 0.10)):
                    t = column + dx
                    scale = far + (near - far) * t
                    pane.append((x0 + (x1 - x0) * t, y - tall * scale * (row - dy)))
                (lit if rng.random() < 0.2 + 0.3 * scene.night else dim).append(np.array(pane))
        brush.shapes(dim, shade(ink, -0.05))
        brush.shapes(lit, mix(scene.tones.light, scene.tones.accent, 0.4), 0.9, emit=0.5)
    proof.lay(plate, Lay(depth=0.95))


def _lamps(proof: Proof, middle: float, y: float) -> list[Glow]:
    scene = proof.scene
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.dark)
    glows = []
    for side in (-1, 1):
        for t in (0.16, 0.30, 0.62):
            x = middle + side * t * 0.62 * scene.width * (0.5 if scene.width > 2.4 * scene.unit else 0.72)
            tall, wide = t * 0.95 * y, t * 0.012 * scene.unit + 0.6
            foot = y + t * 0.16 * y
            brush.line([(x, foot), (x, foot - tall)], wide, scene.tones.dark)
            brush.limb([(x, foot - tall), (x - side * 0.05 * t * scene.unit, foot - tall * 1.05), (x - side * 0.09 * t * scene.unit, foot - tall)], [wide, wide], scene.tones.dark)
            lx, ly = x - side * 0.09 * t * scene.unit, foot - tall + 0.012 * t * scene.unit
            brush.shape(oval(lx, ly, 0.022 * t * scene.unit + 1, 0.028 * t * scene.unit + 1), mix(scene.tones.light, (1, 1, 1), 0.4), emit=0.9)
            glows.append(Glow(lx, ly, 0.16 * t * scene.unit + 4, scene.tones.light, 0.6))
    proof.lay(plate, Lay())
    return glows


def _cobbles(proof: Proof, middle: float, y: float) -> None:
    scene = proof.scene
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.dark)
    rng = scene.rng("cobbles")
    dark: list[Outline] = []
    lit: list[Outline] = []
    rows = 16
    for k in range(rows):
        t = (k / rows) ** 1.7
        level, tall = y + 3 + t * (scene.height - y), (0.004 + 0.026 * t) * scene.unit
        wide = tall * 2.3
        for x in np.arange(-wide * rng.random(), scene.width, wide * 1.12):
            if rng.random() < 0.34:
                (lit if rng.random() < 0.22 else dark).append(oval(x, level, wide * 0.45, tall * 0.42, 0, 10))
    brush.shapes(dark, scene.tones.dark, 0.30)
    brush.shapes(lit, scene.tones.light, 0.30)
    proof.lay(plate, Lay(shadow=False))


@place("road,roads,highway,path,way,journey,route,crossroads,motorway,trail,track")
def road(proof: Proof) -> Setting:
    """A road that winds to the light."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    ridge(proof, hill_line(scene, "far", y, 0.16 * scene.unit, 2.4, True), 0.3, land(scene, 0.35), land(scene, 0.1))
    ridge(proof, np.full(scene.width, y, np.float32), 1.0, land(scene, 0.55), land(scene, 1.0), "verge")
    t = np.linspace(0, 1, 40)
    middle = scene.light_x + (scene.width * 0.5 - scene.light_x) * t**0.8 + 0.16 * scene.unit * np.sin(t * 4.2 + 0.4) * t * (1 - t) * 3
    level = y + 1 + t**1.9 * (scene.height - y + 4)
    half = (0.004 + 0.42 * t**1.9) * scene.unit
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.dark)
    outline = np.vstack([np.stack([middle - half, level], 1), np.stack([middle + half, level], 1)[::-1]])
    brush.shape(outline, (mix(scene.tones.horizon, scene.tones.far, 0.4), mix(scene.tones.near, scene.tones.far, 0.28)))
    for k in range(0, 38, 3):
        a, b = k, min(k + 1, 39)
        wide = half[a] * 0.045 + 0.4
        brush.shape(np.array([[middle[a] - wide, level[a]], [middle[a] + wide, level[a]], [middle[b] + wide, level[b]], [middle[b] - wide, level[b]]]), scene.tones.pale, 0.85)
    for edge in (-1, 1):
        brush.shapes([limb(np.stack([middle + edge * half * 0.94, level], 1)[::3], [0.6, 0.012 * scene.unit])], scene.tones.pale, 0.5)
    proof.lay(plate, Lay())
    _poles(proof, y, float(middle[0]))
    deep = scene.height - y
    setting = Setting(ground=lambda _x: y + 0.42 * deep, front=lambda: grass(proof, scene.height + 0.03 * scene.unit, 0.1 * scene.unit, scene.tones.dark, "verge", 0.5))
    setting.seat = (float(np.interp(0.42, t**1.9, middle)), y + 0.42 * deep, 1.0)
    return setting


def _poles(proof: Proof, y: float, vanish: float) -> None:
    scene = proof.scene
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.dark)
    side = 1 if vanish < scene.width / 2 else -1
    tops = []
    for t in (1.1, 0.62, 0.36, 0.21, 0.12, 0.07):
        x = vanish + side * t * 0.75 * scene.unit
        foot, tall = y + 0.16 * t * scene.unit, 0.62 * t * scene.unit
        wide = 0.012 * t * scene.unit + 0.5
        brush.line([(x, foot), (x, foot - tall)], wide, scene.tones.dark)
        brush.line([(x - 0.07 * t * scene.unit, foot - tall * 0.92), (x + 0.07 * t * scene.unit, foot - tall * 0.92)], wide * 0.7, scene.tones.dark)
        tops.append((x, foot - tall * 0.92, t))
    for (x0, y0, t0), (x1, y1, t1) in zip(tops, tops[1:], strict=False):
        for off in (-0.06, 0.06):
            a, b = np.array([x0 + off * t0 * scene.unit, y0]), np.array([x1 + off * t1 * scene.unit, y1])
            sag = (a + b) / 2 + (0, 0.03 * t0 * scene.unit)
            brush.limb([a, sag, b], [0.8, 0.6], scene.tones.dark, 0.8)
    proof.lay(plate, Lay(shadow=False))


@place("railway,railroad,station,rails,rail,platform,railway station,train station,tunnel,subway")
def railway(proof: Proof) -> Setting:
    """Rails along an embankment, signals, a far town."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    ridge(proof, hill_line(scene, "far", y, 0.17 * scene.unit, 2.2), 0.25, land(scene, 0.35), land(scene, 0.1))
    skyline(proof, y + 0.02 * scene.unit, 0.10 * scene.unit, 0.2, "far town")
    bank = np.full(scene.width, y + 0.16 * scene.unit, np.float32)
    tree_line(proof, bank, 0.10 * scene.unit, 0.7, land(scene, 0.8), "bank", False)
    ridge(proof, bank, 0.95, land(scene, 0.8), land(scene, 1.0), "ballast")
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.dark)
    level = y + 0.19 * scene.unit
    sleepers = [rect(x, level - 1, x + 0.018 * scene.unit, level + 0.022 * scene.unit) for x in np.arange(0, scene.width, 0.05 * scene.unit)]
    brush.shapes(sleepers, shade(scene.tones.near, 0.06))
    brush.shape(rect(-2, level - 0.004 * scene.unit, scene.width + 2, level + 0.004 * scene.unit), mix(scene.tones.horizon, scene.tones.pale, 0.4), 0.9)
    for x in np.arange(0.1, 3.2 * scene.width / scene.unit, 0.85):
        px = x * scene.unit
        brush.line([(px, level), (px, level - 0.5 * scene.unit), (px + 0.12 * scene.unit, level - 0.5 * scene.unit)], 0.006 * scene.unit, scene.tones.dark, 0.9)
    brush.line([(-2, level - 0.48 * scene.unit), (scene.width + 2, level - 0.48 * scene.unit)], 1.0, scene.tones.dark, 0.6)
    proof.lay(plate, Lay(shadow=False))
    return Setting(ground=lambda _x: level, front=lambda: grass(proof, scene.height, 0.16 * scene.unit, scene.tones.dark, "bank", 1.0))


def _wall(proof: Proof, ink: Ink, lit: Ink) -> None:
    """A plastered wall, lit from the light's side."""
    scene = proof.scene
    x = np.linspace(0, 1, scene.width, dtype=np.float32)[None] - np.float32(scene.light_x / scene.width)
    y = np.linspace(0, 1, scene.height, dtype=np.float32)[:, None] - np.float32(0.35)
    plaster = fbm((scene.height, scene.width), scene.rng("plaster"), (5, 8), 5, 0.6)
    fall = np.exp(-(x**2 * 2.2 + y**2 * 3.5)) * np.float32(0.75) + (plaster - np.float32(0.5)) * np.float32(0.22)
    a, b = np.array(ink, np.float32), np.array(lit, np.float32)
    proof.rgb[:] = a + (b - a) * np.clip(fall, 0, 1)[..., None]


@place("room,house inside,bedroom,kitchen,floor,wall,walls,chamber,hotel,attic,corridor,hall,table,bar,cafe,cellar,prison,cell")
def room(proof: Proof) -> Setting:
    """A lit wall, a floor of boards, light from a window falling across."""
    scene = proof.scene
    _wall(proof, mix(scene.tones.near, scene.tones.middle, 0.45), mix(scene.tones.middle, scene.tones.horizon, 0.55))
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
            light.shape(np.array([[px, py + col * 8], [px + w, py + 8 + col * 8], [px + w, py + h + 8 + col * 8], [px, py + h + col * 8]]), scene.tones.light, 0.20)
    shine.alpha[:] = cv2.GaussianBlur(shine.alpha, (0, 0), max(0.008 * scene.unit, 0.8))
    shine.rgb[:] = np.array(scene.tones.light, np.float32)
    proof.lay(shine, Lay(shadow=False))
    return Setting(ground=lambda _x: y + 0.06 * scene.unit, indoors=True)


@place("garden,park,orchard,flowerbed,paradise,greenhouse")
def garden(proof: Proof) -> Setting:
    """Hedges, a lawn, and flowers in front."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    base = np.full(scene.width, y, np.float32)
    tree_line(proof, base + 0.03 * scene.unit, 0.26 * scene.unit, 0.35, land(scene, 0.5), "park", False)
    tree_line(proof, base + 0.08 * scene.unit, 0.17 * scene.unit, 0.65, land(scene, 0.75), "hedge", False)
    ridge(proof, base + np.float32(0.07 * scene.unit), 1.0, mix(land(scene, 0.7), scene.tones.accent, 0.15), land(scene, 1.0), "lawn")

    def flowers() -> None:
        grass(proof, scene.height, 0.14 * scene.unit, scene.tones.dark, "garden", 1.0)
        plate = proof.plate()
        brush = brush_on(plate, scene, scene.tones.accent)
        rng = scene.rng("flowers")
        inks = (scene.tones.accent, scene.tones.pale, mix(scene.tones.accent, scene.tones.middle, 0.5))
        for _ in range(int(34 * scene.width / scene.unit / 1.78)):
            x, h = rng.random() * scene.width, rng.uniform(0.03, 0.19) * scene.unit
            r, ink = rng.uniform(0.010, 0.024) * scene.unit, inks[int(rng.integers(3))]
            brush.line([(x, scene.height + 2), (x + 3 * scene.wind, scene.height - h)], 1.2, scene.tones.dark)
            petals = [oval(x + r * np.cos(a), scene.height - h + r * np.sin(a), r * 0.72, r * 0.72, 0, 12) for a in np.arange(5) * 1.2566]
            brush.shapes(petals, ink)
            brush.disc(x, scene.height - h, r * 0.5, scene.tones.light)
        proof.lay(plate, Lay())

    return Setting(ground=lambda _x: y + 0.42 * (scene.height - y), front=flowers)


@place("stage,theatre,theater,concert,spotlight,curtain,circus,show,scene,ballroom,dancefloor,club")
def stage(proof: Proof) -> Setting:
    """Curtains, boards, and three lights from above."""
    scene = proof.scene
    _wall(proof, mix(scene.tones.dark, scene.tones.zenith, 0.5), mix(scene.tones.middle, scene.tones.zenith, 0.25))
    y = scene.height * 0.82
    plate = proof.plate()
    velvet = mix(scene.sketch.place_colour or scene.tones.accent, scene.tones.dark, 0.45)
    brush = brush_on(plate, scene, velvet)
    boards = mix(scene.tones.near, scene.tones.accent, 0.3)
    brush.shape(rect(-2, y, scene.width + 2, scene.height + 2), (shade(boards, 0.16), shade(boards, -0.02)))
    brush.shape(oval(scene.width / 2, y + 0.07 * scene.height, 0.46 * scene.unit, 0.055 * scene.height), scene.tones.light, 0.42)
    for side in (-1, 1):
        edge = scene.width / 2 + side * scene.width / 2
        for k in range(7):
            x0, wide = edge - side * k * 0.055 * scene.unit, side * 0.065 * scene.unit
            fold = (shade(velvet, 0.10 - 0.02 * k), shade(velvet, -0.08)) if k % 2 else (shade(velvet, -0.02), shade(velvet, -0.13))
            sway = side * 0.02 * scene.unit * np.sin(k)
            brush.soft([(x0, -9), (x0 - wide, -9), (x0 - wide - sway, scene.height * 0.5), (x0 - wide + sway, y + 0.07 * scene.height), (x0 + sway, y + 0.08 * scene.height), (x0 - sway, scene.height * 0.5)], fold)
    drape = [(x, 0.07 * scene.height + 0.035 * scene.height * abs(np.sin(x / scene.unit * 9))) for x in np.linspace(-5, scene.width + 5, 90)]
    brush.shape(np.array([(-5, -5), *drape, (scene.width + 5, -5)]), (shade(velvet, 0.06), shade(velvet, -0.10)))
    proof.lay(plate, Lay())
    for k, share in enumerate((0.24, 0.5, 0.76)):
        x = share * scene.width
        aim = np.arctan2(y, scene.width / 2 - x)
        ink = (scene.tones.light, scene.tones.pale, scene.tones.accent)[k]
        proof.beams.append(Beam(x, -0.04 * scene.height, float(aim), 0.17, 1.15 * scene.height, ink, 0.34))
    setting = Setting(ground=lambda _x: y + 0.075 * scene.height, indoors=True)
    setting.seat = (scene.width / 2, y + 0.075 * scene.height, 1.0)
    return setting


@place("bridge,bridges,viaduct,aqueduct")
def bridge(proof: Proof) -> Setting:
    """A stone bridge of arches over still water."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon * 1.06
    ridge(proof, hill_line(scene, "far", y, 0.22 * scene.unit, 2.4), 0.25, land(scene, 0.35), land(scene, 0.1))
    skyline(proof, y, 0.13 * scene.unit, 0.2, "bridge town")
    plate = proof.plate()
    stone = mix(scene.sketch.place_colour or land(scene, 0.8), scene.tones.dark, 0.25)
    brush = brush_on(plate, scene, stone)
    deck = y - 0.24 * scene.unit
    x = np.linspace(-5, scene.width + 5, 60)
    top = deck - 0.05 * scene.unit * np.sin(np.clip(x / scene.width, 0, 1) * np.pi)
    outline = [np.array(p) for p in np.stack([x, top], 1)]
    span = 0.40 * scene.unit
    under: list[np.ndarray] = []
    for left in np.arange(-span * 0.3, scene.width + span, span):
        under += [left + np.array([0.04 * scene.unit, y + 4]), *(arc(left + span / 2, y - 0.02 * scene.unit, span * 0.44, np.pi, 2 * np.pi, 16) * (1, 1))]
        under.append(np.array([left + span - 0.024 * scene.unit, y + 4]))
    brush.shape(np.vstack([outline, np.array(under)[::-1]]), (shade(stone, 0.06), stone))
    brush.shape(np.vstack([np.stack([x, top - 0.022 * scene.unit], 1), np.stack([x, top + 0.008 * scene.unit], 1)[::-1]]), shade(stone, 0.10))
    proof.lay(plate, Lay(depth=0.9, relief=0.6))
    for lamp in np.arange(0.2, scene.width / scene.unit, 0.4):
        lx = lamp * scene.unit
        ly = float(np.interp(lx, x, top))
        post = proof.plate()
        hand: Brush = brush_on(post, scene, scene.tones.dark)
        hand.line([(lx, ly), (lx, ly - 0.10 * scene.unit)], 0.006 * scene.unit, scene.tones.dark)
        hand.disc(lx, ly - 0.11 * scene.unit, 0.011 * scene.unit, scene.tones.light, emit=0.8)
        hand.glow(lx, ly - 0.11 * scene.unit, 0.05 * scene.unit, None, 0.6)
        proof.lay(post, Lay())
    water(proof, y, None, 1.6, "bridge")
    deep = scene.height - y
    return Setting(ground=lambda px: float(np.interp(px, x, top)), water=y + 0.4 * deep)


@place("church,cathedral,chapel,temple,altar,cloister,monastery")
def church(proof: Proof) -> Setting:
    """A nave of pointed arches, coloured light from the windows."""
    scene = proof.scene
    _wall(proof, mix(scene.tones.near, scene.tones.zenith, 0.5), mix(scene.tones.middle, scene.tones.horizon, 0.3))
    middle, y = scene.width / 2, scene.height * 0.84
    for depth, far in ((0.35, 0.42), (0.65, 0.68), (1.0, 1.0)):
        plate = proof.plate()
        ink = mix(scene.tones.far, scene.tones.dark, 0.2 + 0.7 * depth)
        brush = brush_on(plate, scene, ink)
        half, rise, base = 0.52 * scene.unit * far, scene.height * (0.50 + 0.42 * far), scene.height * (0.72 + 0.28 * far)
        opening = _lancet(middle, base + 3, half, rise)
        frame = np.array([[-3, -3], [scene.width + 3, -3], [scene.width + 3, scene.height + 3], [-3, scene.height + 3], [-3, -3]], float)
        brush.shape(np.vstack([frame, opening, opening[:1], [[-3, -3]]]), (ink, shade(ink, 0.05)))
        if far < 0.5:
            _rose_window(brush, scene, middle)
        proof.lay(plate, Lay(depth=0.5 + 0.5 * depth))
    proof.beams.append(Beam(middle, scene.height * 0.32, float(np.pi / 2 + 0.25), 0.22, 0.8 * scene.height, scene.tones.light, 0.4))
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
    inks = (scene.tones.accent, scene.tones.light, scene.tones.horizon, mix(scene.tones.accent, scene.tones.middle, 0.5))
    brush.disc(x, y, radius * 1.12, scene.tones.dark)
    for k in range(12):
        a = k * np.pi / 6
        brush.shape(oval(x + 0.66 * radius * np.cos(a), y + 0.66 * radius * np.sin(a), radius * 0.30, radius * 0.14, a), inks[k % 4], emit=0.7)
    brush.disc(x, y, radius * 0.28, scene.tones.light, emit=0.9)


@place("void,nothing,nowhere,emptiness,silence,darkness")
def void(proof: Proof) -> Setting:
    """A quiet backcloth: a great disc of light on a graded ground, for things seen near."""
    scene = proof.scene
    rng = scene.words_rng("void")
    _wall(proof, mix(scene.tones.zenith, scene.tones.near, 0.3), mix(scene.tones.middle, scene.tones.horizon, 0.5))
    plate = proof.plate()
    disc = mix(scene.tones.horizon, scene.tones.light, 0.45)
    brush = brush_on(plate, scene, disc)
    x, y, radius = scene.width * 0.5, scene.height * 0.47, 0.40 * scene.unit
    for k in range(3):
        ring = radius * (1.55 - 0.25 * k)
        brush.disc(x, y, ring, mix(scene.tones.middle, disc, 0.18 + 0.2 * k), 0.4)
    brush.disc(x, y, radius, (disc, mix(disc, scene.tones.accent, 0.45)))
    proof.lay(plate, Lay())
    proof.glows.append(Glow(x, y, radius * 1.1, disc, 0.28))
    line = hill_line(scene, f"void {rng.integers(4)}", scene.height * 0.93, 0.09 * scene.unit, 1.6)
    ridge(proof, line, 0.9, mix(scene.tones.near, scene.tones.middle, 0.35), scene.tones.near)
    setting = Setting(ground=lambda px: float(line[int(np.clip(px, 0, scene.width - 1))]) + 0.02 * scene.unit)
    setting.seat = (x, scene.height * 0.9, 1.0)
    return setting
