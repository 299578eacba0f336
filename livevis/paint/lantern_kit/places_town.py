"""Backdrops of towns: city, street, bridge.

Enters: a proof. Leaves: the backdrop on it, and its `Setting`. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.backdrop import Setting, brush_on, hill_line, ridge
from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import mix, shade
from livevis.paint.lantern_kit.plate import Glow, Outline, arc, oval, rect
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.registry import place
from livevis.paint.lantern_kit.sky import sky, water
from livevis.paint.lantern_kit.terrain import land, on_line


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


@place(
    "city,town,rooftop,rooftops,roof,skyline,downtown,metropolis,paris,london,tokyo,berlin,new york,"
    "building,skyscraper",
)
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
        brush.shape(np.array([[x, y * 0.97], [x + wide * 0.12, top], [x + wide * 0.88, top],
            [x + wide, y * 0.97]]), (shade(ink, 0.07), ink))
        brush.shape(rect(x, y * 0.97, x + wide, y + 2), ink)
        chimney = x + wide * rng.uniform(0.15, 0.75)
        brush.shape(rect(chimney, top - 0.06 * scene.unit, chimney + 0.035 * scene.unit, top + 2), ink)
        low, high = int(max(x + wide * 0.12, 0)), int(min(max(x + wide * 0.88, 0), scene.width))
        line[low:high] = top
        attic = x + wide * rng.uniform(0.3, 0.6)
        brush.shape(rect(attic, top + 0.03 * y, attic + 0.03 * scene.unit, top + 0.07 * y),
            scene.tones.light, emit=0.4)
        x += wide * 0.9
    proof.lay(plate, Lay())
    return on_line(line)


@place("street,streets,alley,avenue,lane,pavement,sidewalk,corner,square,market,boulevard")
def street(proof: Proof) -> Setting:
    """Houses running away on both sides, lamps, wet cobbles that hold their light."""
    scene = proof.scene
    sky(proof, scene.horizon, 0.4, orb=False)
    side = 1 if scene.light_x < scene.width / 2 else -1
    y, middle = scene.horizon * 0.98, scene.width * (0.5 + 0.06 * side)
    proof.glows.append(Glow(middle, y, 0.34 * scene.unit, scene.tones.light, 0.5))
    skyline(proof, y + 2, 0.20 * scene.unit, 0.1, "street end")
    for side in (-1, 1):
        _terrace(proof, middle, y, side)
    lamps = _lamps(proof, middle, y)
    body = mix(scene.tones.near, scene.tones.dark, 0.4)
    proof.mirror(y + 0.005 * scene.unit, body, "wet", 0.9)
    _cobbles(proof, y)
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
        face = np.array([[x0, y - tall * far], [x1, y - tall * near], [x1, y + near * 0.12 * y],
            [x0, y + far * 0.12 * y]])
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
            brush.limb([(x, foot - tall), (x - side * 0.05 * t * scene.unit, foot - tall * 1.05),
                (x - side * 0.09 * t * scene.unit, foot - tall)], [wide, wide], scene.tones.dark)
            lx, ly = x - side * 0.09 * t * scene.unit, foot - tall + 0.012 * t * scene.unit
            brush.shape(oval(lx, ly, 0.022 * t * scene.unit + 1, 0.028 * t * scene.unit + 1),
                mix(scene.tones.light, (1, 1, 1), 0.4), emit=0.9)
            glows.append(Glow(lx, ly, 0.16 * t * scene.unit + 4, scene.tones.light, 0.6))
    proof.lay(plate, Lay())
    return glows


def _cobbles(proof: Proof, y: float) -> None:
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
                (lit if rng.random() < 0.22 else dark).append(oval(x, level, wide * 0.45, tall * 0.42))
    brush.shapes(dark, scene.tones.dark, 0.30)
    brush.shapes(lit, scene.tones.light, 0.30)
    proof.lay(plate, Lay(shadow=False))


@place("bridge,bridges,viaduct,aqueduct")
def bridge(proof: Proof) -> Setting:
    """A stone bridge of arches over still water."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon * 1.06
    ridge(proof, hill_line(scene, "far", y, 0.22 * scene.unit, 2.4), 0.25,
        (land(scene, 0.35), land(scene, 0.1)))
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
        under += [left + np.array([0.04 * scene.unit, y + 4]),
            *(arc(left + span / 2, y - 0.02 * scene.unit, span * 0.44, np.pi, 2 * np.pi) * (1, 1))]
        under.append(np.array([left + span - 0.024 * scene.unit, y + 4]))
    brush.shape(np.vstack([outline, np.array(under)[::-1]]), (shade(stone, 0.06), stone))
    brush.shape(np.vstack([np.stack([x, top - 0.022 * scene.unit], 1),
        np.stack([x, top + 0.008 * scene.unit], 1)[::-1]]), shade(stone, 0.10))
    proof.lay(plate, Lay(depth=0.9, relief=0.6))
    for lamp in np.arange(0.2, scene.width / scene.unit, 0.4):
        lx = lamp * scene.unit
        ly = float(np.interp(lx, x, top))
        post = proof.plate()
        hand: Brush = brush_on(post, scene, scene.tones.dark)
        hand.line([(lx, ly), (lx, ly - 0.10 * scene.unit)], 0.006 * scene.unit, scene.tones.dark)
        hand.disc((lx, ly - 0.11 * scene.unit), 0.011 * scene.unit, scene.tones.light, emit=0.8)
        hand.glow(lx, ly - 0.11 * scene.unit, 0.05 * scene.unit, None, 0.6)
        proof.lay(post, Lay())
    water(proof, y, None, 1.6, "bridge")
    deep = scene.height - y
    return Setting(ground=lambda px: float(np.interp(px, x, top)), water=y + 0.4 * deep)
