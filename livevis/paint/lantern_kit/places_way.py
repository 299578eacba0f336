"""Backdrops one travels or walks through: road, railway, garden.

Enters: a proof. Leaves: the backdrop on it, and its `Setting`. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

from itertools import pairwise

import numpy as np

from livevis.paint.lantern_kit.backdrop import (
    Setting,
    Wood,
    brush_on,
    crest_line,
    hill_line,
    ridge,
    tree_line,
)
from livevis.paint.lantern_kit.colour import mix, shade
from livevis.paint.lantern_kit.places_town import skyline
from livevis.paint.lantern_kit.plate import limb, oval, rect
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.registry import place
from livevis.paint.lantern_kit.sky import sky
from livevis.paint.lantern_kit.terrain import grass, land


@place("road,roads,highway,path,way,journey,route,crossroads,motorway,trail,track")
def road(proof: Proof) -> Setting:
    """A road that winds to the light."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    ridge(proof, crest_line(scene, "far", y, 0.16 * scene.unit, 2.4), 0.3,
        (land(scene, 0.35), land(scene, 0.1)))
    ridge(proof, np.full(scene.width, y, np.float32), 1.0, (land(scene, 0.55), land(scene, 1.0)), "verge")
    t = np.linspace(0, 1, 40)
    middle = scene.light_x + (scene.width * 0.5 - scene.light_x) * t**0.8
    middle = middle + 0.48 * scene.unit * np.sin(t * 4.2 + 0.4) * t * (1 - t)
    level = y + 1 + t**1.9 * (scene.height - y + 4)
    half = (0.004 + 0.42 * t**1.9) * scene.unit
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.dark)
    outline = np.vstack([np.stack([middle - half, level], 1), np.stack([middle + half, level], 1)[::-1]])
    brush.shape(outline, (mix(scene.tones.horizon, scene.tones.far, 0.4),
        mix(scene.tones.near, scene.tones.far, 0.28)))
    for k in range(0, 38, 3):
        a, b = k, min(k + 1, 39)
        wide = half[a] * 0.045 + 0.4
        brush.shape(np.array([[middle[a] - wide, level[a]], [middle[a] + wide, level[a]],
            [middle[b] + wide, level[b]], [middle[b] - wide, level[b]]]), scene.tones.pale, 0.85)
    for edge in (-1, 1):
        brush.shapes([limb(np.stack([middle + edge * half * 0.94, level], 1)[::3],
            [0.6, 0.012 * scene.unit])], scene.tones.pale, 0.5)
    proof.lay(plate, Lay())
    _poles(proof, y, float(middle[0]))
    deep = scene.height - y
    setting = Setting(ground=lambda _x: y + 0.42 * deep, front=lambda: grass(proof,
        scene.height + 0.03 * scene.unit, 0.1 * scene.unit, "verge", 0.5))
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
        brush.line([(x - 0.07 * t * scene.unit, foot - tall * 0.92), (x + 0.07 * t * scene.unit,
            foot - tall * 0.92)], wide * 0.7, scene.tones.dark)
        tops.append((x, foot - tall * 0.92, t))
    for (x0, y0, t0), (x1, y1, t1) in pairwise(tops):
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
    ridge(proof, hill_line(scene, "far", y, 0.17 * scene.unit, 2.2), 0.25,
        (land(scene, 0.35), land(scene, 0.1)))
    skyline(proof, y + 0.02 * scene.unit, 0.10 * scene.unit, 0.2, "far town")
    bank = np.full(scene.width, y + 0.16 * scene.unit, np.float32)
    tree_line(proof, bank, "bank", Wood(0.10 * scene.unit, 0.7, land(scene, 0.8), False))
    ridge(proof, bank, 0.95, (land(scene, 0.8), land(scene, 1.0)), "ballast")
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.dark)
    level = y + 0.19 * scene.unit
    sleepers = [rect(x, level - 1, x + 0.018 * scene.unit, level + 0.022 * scene.unit) for x in np.arange(0,
        scene.width, 0.05 * scene.unit)]
    brush.shapes(sleepers, shade(scene.tones.near, 0.06))
    brush.shape(rect(-2, level - 0.004 * scene.unit, scene.width + 2, level + 0.004 * scene.unit),
        mix(scene.tones.horizon, scene.tones.pale, 0.4), 0.9)
    for x in np.arange(0.1, 3.2 * scene.width / scene.unit, 0.85):
        px = x * scene.unit
        brush.line([(px, level), (px, level - 0.5 * scene.unit),
            (px + 0.12 * scene.unit, level - 0.5 * scene.unit)], 0.006 * scene.unit, scene.tones.dark, 0.9)
    brush.line([(-2, level - 0.48 * scene.unit), (scene.width + 2, level - 0.48 * scene.unit)], 1.0,
        scene.tones.dark, 0.6)
    proof.lay(plate, Lay(shadow=False))
    return Setting(ground=lambda _x: level, front=lambda: grass(proof, scene.height, 0.16 * scene.unit,
        "bank", 1.0))


@place("garden,park,orchard,flowerbed,paradise,greenhouse")
def garden(proof: Proof) -> Setting:
    """Hedges, a lawn, and flowers in front."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    base = np.full(scene.width, y, np.float32)
    tree_line(proof, base + 0.03 * scene.unit, "park", Wood(0.26 * scene.unit, 0.35, land(scene, 0.5), False))
    tree_line(proof, base + 0.08 * scene.unit, "hedge", Wood(0.17 * scene.unit, 0.65, land(scene, 0.75),
        False))
    ridge(proof, base + np.float32(0.07 * scene.unit), 1.0, (mix(land(scene, 0.7), scene.tones.accent,
        0.15), land(scene, 1.0)), "lawn")

    def flowers() -> None:
        grass(proof, scene.height, 0.14 * scene.unit, "garden", 1.0)
        plate = proof.plate()
        brush = brush_on(plate, scene, scene.tones.accent)
        rng = scene.rng("flowers")
        inks = (scene.tones.accent, scene.tones.pale, mix(scene.tones.accent, scene.tones.middle, 0.5))
        for _ in range(int(34 * scene.width / scene.unit / 1.78)):
            x, h = rng.random() * scene.width, rng.uniform(0.03, 0.19) * scene.unit
            r, ink = rng.uniform(0.010, 0.024) * scene.unit, inks[int(rng.integers(3))]
            brush.line([(x, scene.height + 2), (x + 3 * scene.wind, scene.height - h)], 1.2, scene.tones.dark)
            petals = [oval(x + r * np.cos(a), scene.height - h + r * np.sin(a), r * 0.72,
                r * 0.72) for a in np.arange(5) * 1.2566]
            brush.shapes(petals, ink)
            brush.disc((x, scene.height - h), r * 0.5, scene.tones.light)
        proof.lay(plate, Lay())

    return Setting(ground=lambda _x: y + 0.42 * (scene.height - y), front=flowers)
