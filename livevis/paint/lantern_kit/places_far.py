"""Backdrops of wide, bare places: desert, snow, sky, space.

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
from livevis.paint.lantern_kit.scene import Scene
from livevis.paint.lantern_kit.sky import sky, stars
from livevis.paint.lantern_kit.terrain import on_line


@place("desert,dune,dunes,sand,sahara")
def desert(proof: Proof) -> Setting:
    """Dunes with a lit and a shadowed face."""
    scene = proof.scene
    sky(proof, clouds=0.15)
    y = scene.horizon
    warm = scene.sketch.place_colour or mix(scene.tones.accent, scene.tones.horizon, 0.35)
    if scene.natural and scene.sketch.place_colour is None:
        warm = mix(warm, (0.87, 0.66, 0.40), 0.7)
    ridge(proof, hill_line(scene, "mesa", y + 1, 0.1 * scene.unit, 3.0), 0.3,
        (mix(warm, scene.tones.far, 0.7), mix(warm, scene.tones.far, 0.8)))
    lit = mix(mix(warm, scene.tones.far, 0.45), sand_shadow(scene), 0.12 + 0.25 * scene.night)
    ridge(proof, np.full(scene.width, y + 1, np.float32), 0.7, (lit, mix(lit, sand_shadow(scene), 0.5)))
    rng = scene.rng("dunes")
    for k in range(7):
        t = (k + 0.6) / 7
        face = mix(mix(warm, scene.tones.far, 0.5 - 0.4 * t), sand_shadow(scene), 0.10 + 0.30 * scene.night)
        x = (rng.uniform(-0.1, 0.35) + 0.75 * (k % 2)) * scene.width
        _dune(proof, (x, y + t**1.3 * 0.32 * scene.unit), (0.55 + 0.75 * t) * scene.unit, face,
            0.55 + 0.45 * t)
    return Setting(ground=lambda _x: y + 0.62 * (scene.height - y))


def _dune(proof: Proof, foot: tuple[float, float], wide: float, lit: Ink, depth: float) -> None:
    """One dune: a soft windward slope in the light, a sharp S-shaped crest, a lee face in shadow."""
    scene = proof.scene
    x, y = foot
    way = 1.0 if scene.light_x < x else -1.0
    rise = 0.20 * wide
    plate = proof.plate()
    brush = brush_on(plate, scene, lit)
    t = np.linspace(0, 1, 40)
    up = np.where(t < 0.62, np.sin(t / 0.62 * np.pi / 2) ** 2,
        np.clip(np.cos((t - 0.62) / 0.38 * np.pi / 2), 0, 1) ** 1.5)
    skyline = np.stack([x + way * (t - 0.62) * wide * 1.5, y - rise * up], 1)
    low = float(scene.height + 5)
    brush.shape(np.vstack([skyline, [[skyline[-1, 0], low], [skyline[0, 0], low]]]),
        (lit, mix(lit, sand_shadow(scene), 0.55)))
    crest = skyline[24]
    s = np.linspace(0, 1, 16)
    edge = np.stack([crest[0] + way * wide * (0.10 * np.sin(s * 5.0) - 0.16 * s),
        crest[1] + (rise * 1.9) * s**1.2], 1)
    lee = np.vstack([skyline[24:], [[skyline[-1, 0], edge[-1, 1]]], edge[::-1]])
    dark = mix(lit, sand_shadow(scene), 0.62)
    brush.shape(lee, (dark, mix(dark, lit, 0.45)), 0.92)
    brush.shapes([limb(skyline[:26], [0.5, 0.006 * scene.unit])], mix(lit, scene.tones.light, 0.6), 0.35)
    proof.lay(plate, Lay(depth=depth, line=0.5))


def sand_shadow(scene: Scene) -> Ink:
    """What sand fades to in the shade."""
    near = scene.tones.near
    return mix(near, (0.42, 0.27, 0.22), 0.7 * (1 - scene.night)) if scene.natural else near


@place("snowfield,tundra,arctic,glacier,snow field,antarctica")
def snowfield(proof: Proof) -> Setting:
    """White ground, blue shadows, dark firs."""
    scene = proof.scene
    sky(proof, clouds=0.3)
    y = scene.horizon
    white = mix(scene.tones.pale, (0.93, 0.96, 1.0), 0.6)
    far = mix(white, scene.tones.far, 0.55)
    ridge(proof, crest_line(scene, "snow peaks", y, 0.3 * scene.unit, 3), 0.5,
        (mix(far, scene.tones.middle, 0.45), far), "snow")
    line = hill_line(scene, "drift far", y + 0.02 * scene.unit, 0.05 * scene.unit, 2.0)
    tree_line(proof, line, "firs", Wood(0.16 * scene.unit, 0.6, mix(scene.tones.middle, scene.tones.dark,
        0.6)))
    shadow = mix(scene.tones.middle, white, 0.45 - 0.18 * scene.night)
    lit = mix(white, scene.tones.horizon, 0.22 + 0.3 * scene.night)
    ridge(proof, line, 0.9, (lit, shadow))
    near = hill_line(scene, "drift", y + 0.2 * scene.unit, 0.09 * scene.unit, 1.7)
    ridge(proof, near, 1.0, (mix(lit, white, 0.4), shadow))
    return on_line(near + 0.05 * scene.unit)


@place("sky,skies,air,heavens,horizon")
def open_sky(proof: Proof) -> Setting:
    """High air above a sea of clouds."""
    scene = proof.scene
    sky(proof, scene.height * 0.9, 0.8)
    for k, depth in enumerate((0.3, 0.6, 0.89)):
        line = _cloud_line(scene, k)
        top = mix(scene.tones.horizon, scene.tones.pale, 0.65 - 0.12 * k)
        ridge(proof, line, depth, (top, mix(scene.tones.middle, scene.tones.horizon, 0.4)))
    y = scene.height * 0.62
    return Setting(ground=lambda _x: y + 0.2 * scene.unit)


def _cloud_line(scene: Scene, k: int) -> Field:
    rng = scene.rng("cloudbank", k)
    x = np.arange(scene.width, dtype=np.float32)
    line = np.full(scene.width, scene.height * (0.86 + 0.07 * k), np.float32)
    for _ in range(int(22 * scene.width / scene.unit / 1.78) + 3):
        centre, radius = rng.random() * scene.width, rng.uniform(0.04, 0.13) * scene.unit * (0.8 + 0.3 * k)
        base = scene.height * (0.84 + 0.07 * k)
        inside = np.clip(1 - ((x - centre) / (radius * 1.25)) ** 2, 0, 1)
        line = np.where(inside > 0, np.minimum(line, base - radius * np.sqrt(inside)), line)
    return np.asarray(line, np.float32)


@place("space,universe,galaxy,cosmos,outer space,orbit,planet,milky way,nebula")
def space(proof: Proof) -> Setting:
    """Stars, gas and the rim of a planet."""
    scene = proof.scene
    height, width = scene.height, scene.width
    gas = fbm((height, width), scene.rng("gas"), (2.2, 3.5), 6, 0.55)
    other = fbm((height, width), scene.rng("gas 2"), (2.0, 3.0), 5, 0.55)
    table = scene.ramp.table(256)
    value = 0.04 + np.clip(gas - 0.42, 0, 1) * 1.25
    proof.rgb[:] = table[np.clip(value * 255, 0, 200).astype(int)]
    tint = np.array(scene.tones.accent, np.float32)
    proof.rgb += (tint - proof.rgb) * (np.clip(other - 0.5, 0, 1) * np.clip(gas, 0, 1) * 1.3)[...,
        None].clip(0, 0.7)
    stars(proof, height * 1.04, 0.8)
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.near)
    radius = 1.25 * scene.unit
    x, y = scene.width - scene.light_x, scene.height + radius * 0.72
    t = np.linspace(0, 2 * np.pi, 120)
    disc = np.stack([x + radius * np.cos(t), y + radius * np.sin(t)], 1)
    brush.shape(disc, (mix(scene.tones.horizon, scene.tones.light, 0.5), scene.tones.near))
    inner = np.stack([x + radius * 0.02 + radius * np.cos(t), y + radius * 0.035 + radius * np.sin(t)], 1)
    brush.shape(inner, (mix(scene.tones.middle, scene.tones.zenith, 0.5), scene.tones.dark))
    proof.lay(plate, Lay())
    proof.glows.append(Glow(x, y - radius, 0.5 * scene.unit, scene.tones.horizon, 0.3))
    return Setting(ground=lambda _x: y - radius + 0.05 * scene.unit)
