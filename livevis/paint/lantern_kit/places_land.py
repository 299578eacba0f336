"""Backdrops of land: mountains, hills, fields, forests.

Enters: a proof. Leaves: the backdrop on it, and its `Setting`. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

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
from livevis.paint.lantern_kit.colour import Ink, mix
from livevis.paint.lantern_kit.noise import Field, fbm
from livevis.paint.lantern_kit.plate import Glow, limb
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.registry import place
from livevis.paint.lantern_kit.sky import sky
from livevis.paint.lantern_kit.terrain import grass, land, on_line


@place("mountain,mountains,peak,summit,alps,cliff,valley,canyon,rock,rocks,volcano")
def mountains(proof: Proof) -> Setting:
    """Ridges behind ridges, mist between them."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    for k, (depth, rise, base) in enumerate(((0.15, 0.66, 1.02), (0.40, 0.50, 1.14), (0.68, 0.36, 1.26))):
        line = crest_line(scene, f"ridge {k}", y * base, rise * scene.unit, 2.4 + k)
        ridge(proof, line, depth, (land(scene, 0.25 + 0.3 * k), scene.tones.far), f"ridge {k}")
        if k < 2:
            _snowcaps(proof, line, y * base - rise * scene.unit * 0.60, depth)
    near = hill_line(scene, "near", y * 1.42, 0.2 * scene.unit, 2.2)
    tree_line(proof, near, "slope", Wood(0.12 * scene.unit, 0.85, land(scene, 0.9)))
    ridge(proof, near, 0.95, (land(scene, 0.85), land(scene, 1.0)))
    return on_line(near + 0.03 * scene.unit)


def _snowcaps(proof: Proof, line: Field, below: float, depth: float) -> None:
    scene = proof.scene
    ragged = fbm((2, scene.width), scene.rng("caps"), (1, 40), 3)[0] * 0.10 * scene.unit
    low = np.minimum(below + ragged - 0.05 * scene.unit, line + 0.14 * scene.unit + ragged)
    xs = np.arange(scene.width, dtype=float)
    if not (low > line).any():
        return
    plate = proof.plate()
    ink = mix(scene.tones.far, scene.tones.pale, 0.75)
    brush_on(plate, scene, ink).shape(np.vstack([np.stack([xs, line], 1),
        np.stack([xs, np.maximum(low, line)], 1)[::-1]]), ink, 0.8)
    proof.lay(plate, Lay(depth=0.5 + depth * 0.5, shadow=False))


@place("hills,hill,slope,moor,highland,knoll,mound")
def hills(proof: Proof) -> Setting:
    """One great hill before rolling others."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    for k, depth in enumerate((0.25, 0.48)):
        ridge(proof, hill_line(scene, f"roll {k}", y * (1.02 + 0.06 * k), 0.17 * scene.unit, 2.3), depth,
            (land(scene, 0.3 + 0.2 * k), land(scene, 0.1)))
    x = np.arange(scene.width, dtype=np.float32)
    top = scene.words_rng("hill").uniform(0.38, 0.62) * scene.width
    big = y * 1.42 - (0.36 * scene.unit) * np.exp(-(((x - top) / (0.62 * scene.unit)) ** 2))
    ridge(proof, np.asarray(big, np.float32), 1.0, (land(scene, 0.72), land(scene, 1.0)), "hill")
    _hill_path(proof, float(top), np.asarray(big, np.float32))
    setting = on_line(np.asarray(big, np.float32) + 0.008 * scene.unit)
    setting.seat = (float(top), float(big[int(np.clip(top, 0, scene.width - 1))]), 1.0)
    setting.front = lambda: grass(proof, scene.height, 0.10 * scene.unit, "hill", 0.8)
    return setting


def _hill_path(proof: Proof, top: float, line: Field) -> None:
    """A pale path winding up to the crown of the hill."""
    scene = proof.scene
    t = np.linspace(0, 1, 30)
    peak = float(line[int(np.clip(top, 0, scene.width - 1))])
    y = peak + 2 + (scene.height - peak) * t**0.9
    x = top + (0.03 + 0.16 * t) * scene.unit * np.sin(t * 6.0 + 0.6) + 0.12 * t * scene.unit
    half = (0.004 + 0.030 * t**1.6) * scene.unit
    plate = proof.plate()
    ink = mix(land(scene, 0.5), scene.tones.horizon, 0.45)
    outline = np.vstack([np.stack([x - half, y], 1), np.stack([x + half, y], 1)[::-1]])
    brush_on(plate, scene, ink).shape(outline, (ink, mix(ink, scene.tones.near, 0.6)), 0.75)
    proof.lay(plate, Lay(shadow=False, line=0.3))


@place("field,fields,meadow,prairie,grass,wheat,corn,farm,pasture,plain,plains,harvest,countryside")
def field(proof: Proof) -> Setting:
    """Furrows running to a low horizon, ears of grain in front."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    ridge(proof, hill_line(scene, "far", y, 0.09 * scene.unit, 2.0), 0.35,
        (land(scene, 0.4), land(scene, 0.2)))
    tree_line(proof, np.full(scene.width, y + 2, np.float32), "hedge", Wood(0.05 * scene.unit, 0.55,
        land(scene, 0.7), False))
    ground = scene.sketch.place_colour or scene.sketch.tint
    bright = (mix(land(scene, 0.35), ground, 0.75) if ground is not None else mix(land(scene, 0.45),
        scene.tones.accent, 0.45 - 0.2 * scene.night))
    near = mix(bright, scene.tones.near, 0.55)
    ridge(proof, np.full(scene.width, y, np.float32), 1.0, (bright, near), "soil")
    _furrows(proof, y, bright, near)
    deep = scene.height - y
    return Setting(ground=lambda _x: y + 0.32 * deep, front=lambda: _ears(proof,
        mix(bright, scene.tones.light, 0.35), mix(near, scene.tones.dark, 0.5)))


def _furrows(proof: Proof, top: float, bright: Ink, near: Ink) -> None:
    scene = proof.scene
    plate = proof.plate()
    brush = brush_on(plate, scene, near)
    vanish = scene.light_x
    rows = []
    for k in range(-24, 25):
        x = vanish + k * 0.20 * scene.unit
        wide = 0.055 * scene.unit
        rows.append(np.array([[vanish + k * 0.012 * scene.unit, top], [x + wide, scene.height + 2],
            [x - wide, scene.height + 2]]))
    brush.shapes(rows, (mix(bright, near, 0.35), mix(near, scene.tones.dark, 0.5)), 0.6)
    proof.lay(plate, Lay(shadow=False))


def _ears(proof: Proof, ink: Ink, shadow: Ink) -> None:
    scene = proof.scene
    rng = scene.rng("ears")
    for layer, fill in enumerate((shadow, ink)):
        plate = proof.plate()
        brush = brush_on(plate, scene, fill)
        parts = []
        for _ in range(int(46 * scene.width / scene.unit / 1.78)):
            x = rng.random() * scene.width
            tall = (0.20 - 0.05 * layer) * scene.unit * rng.uniform(0.6, 1.1)
            lean = (scene.wind * 0.5 + rng.normal() * 0.12) * tall
            foot = scene.height + 2.0
            tip = np.array([x + lean, foot - tall])
            parts.append(limb([(x, foot), (x + lean * 0.3, foot - tall * 0.6),
                (float(tip[0]), float(tip[1]))], [0.006 * scene.unit, 0.004 * scene.unit], 4))
            parts.append(limb([tip, tip + np.array([lean * 0.2, -0.02 * scene.unit]),
                tip + np.array([lean * 0.45, -0.055 * scene.unit])],
                [0.006 * scene.unit, 0.019 * scene.unit, 0.002 * scene.unit], 4))
        brush.shapes(parts, fill)
        proof.lay(plate, Lay(depth=1.0, shadow=layer == 0, line=0.4))


@place("forest,forests,wood,woods,jungle,grove,wilderness")
def forest(proof: Proof) -> Setting:
    """Trunks behind trunks, the light coming through the mist between them."""
    scene = proof.scene
    sky(proof, scene.height * 0.95, 0.3)
    rng = scene.rng("forest")
    proof.glows.append(Glow(scene.light_x, scene.horizon * 0.7, 0.5 * scene.unit, scene.tones.light, 0.22))
    floor = scene.height * 0.86
    for k, depth in enumerate((0.12, 0.35, 0.62, 0.95)):
        plate = proof.plate()
        ink = mix(scene.tones.far, scene.tones.dark, 0.3 + 0.7 * depth)
        if scene.sketch.place_colour is not None:
            ink = mix(ink, scene.sketch.place_colour, 0.35)
        brush = brush_on(plate, scene, ink)
        base = scene.height * (0.74 + 0.07 * k)
        parts = []
        for _ in range(int((11 - 2 * k) * scene.width / scene.unit / 1.6) + 2):
            x = rng.random() * scene.width
            if k == 3 and 0.22 < x / scene.width < 0.78:
                continue
            wide = (0.012 + 0.026 * depth) * scene.unit * rng.uniform(0.7, 1.4)
            lean = rng.normal() * 0.03 * scene.unit
            parts.append(limb([(x, base + 0.05 * scene.unit), (x + lean, scene.height * 0.4),
                (x + lean * 2, -10)], [wide * 1.7, wide, wide * 0.8], 5))
            for _ in range(3):
                up, way = rng.uniform(0.02, 0.5) * scene.height, rng.choice([-1, 1])
                reach = rng.uniform(0.06, 0.18) * scene.unit
                parts.append(limb([(x + lean, up), (x + way * reach * 0.6, up - reach * 0.35),
                    (x + way * reach, up - reach * 0.8)], [wide * 0.4, wide * 0.25, 1.0], 4))
        brush.shapes(parts, ink)
        wave = hill_line(scene, f"floor {k}", base + 0.04 * scene.unit, 0.05 * scene.unit, 4)
        xs = np.arange(scene.width, dtype=float)
        brush.shape(np.vstack([np.stack([xs, wave], 1), [[scene.width, scene.height + 2.0],
            [0, scene.height + 2.0]]]), ink)
        proof.lay(plate, Lay(depth=0.4 + 0.6 * depth))
    return Setting(ground=lambda _x: floor, front=lambda: grass(proof, scene.height, 0.12 * scene.unit,
        "fern", 0.9))
