"""Backdrops of water: sea, river, lake, island, the deep.

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
    fir,
    hill_line,
    ridge,
    tree_line,
)
from livevis.paint.lantern_kit.colour import mix, shade
from livevis.paint.lantern_kit.noise import fbm
from livevis.paint.lantern_kit.plate import limb, oval
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.registry import place
from livevis.paint.lantern_kit.sky import sky, water
from livevis.paint.lantern_kit.terrain import grass, land


@place("sea,ocean,shore,coast,beach,harbour,harbor,bay,tide,surf,seaside,port,waves,seas")
def sea(proof: Proof) -> Setting:
    """Open water to the horizon, a far coast, waves coming in."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    coast = hill_line(scene, "coast", y + 1, 0.07 * scene.unit, 2.0)
    fade = (np.linspace(0, 1, scene.width) if scene.light_x < scene.width / 2 else np.linspace(1, 0,
        scene.width))
    ridge(proof, np.minimum(coast + (1 - fade.astype(np.float32) * 1.6).clip(0) * 0.09 * scene.unit, y + 2),
        0.45, (land(scene, 0.5), land(scene, 0.3)))
    water(proof, y, scene.sketch.place_colour, 0.8)
    _waves(proof, y)
    deep = scene.height - y
    return Setting(ground=lambda _x: y + 0.45 * deep, water=y + 0.40 * deep, front=lambda: _swell(proof))


def _waves(proof: Proof, top: float) -> None:
    """Swells nearing and growing; broken streaks of light along their crests."""
    scene = proof.scene
    rng = scene.rng("waves")
    rough = 2.1 if scene.says("storm", "wild", "wind") else 1.0
    x = np.linspace(0, scene.width, 90)
    pale = mix(scene.tones.horizon, scene.tones.pale, 0.5)
    for k in range(7):
        t = ((k + 0.6) / 7) ** 1.5
        y = top + t * (scene.height - top)
        swell = rough * (0.003 + 0.018 * t) * scene.unit
        phase, length = rng.random() * 6.28, (0.16 + 0.6 * t) * scene.unit
        roll = np.sin(x / length * 6.28 + phase) + 0.5 * np.sin(x / length * 11.3 + phase * 2)
        crest = y - swell * roll
        plate = proof.plate()
        brush = brush_on(plate, scene, scene.tones.near)
        body = mix(scene.sketch.place_colour or scene.tones.near, scene.tones.middle, 0.2)
        under = np.vstack([np.stack([x, crest], 1), np.stack([x, crest + swell * 2.4 + 3], 1)[::-1]])
        brush.shape(under, (mix(body, scene.tones.zenith, 0.4), body), 0.26)
        streaks = []
        for _ in range(int(5 * scene.width / scene.unit)):
            start = int(rng.integers(0, 74))
            part = np.stack([x, crest + swell * rng.uniform(-0.1, 0.5)],
                1)[start : start + int(rng.integers(4, 13))]
            streaks.append(limb(part, [0.4, (0.0025 + 0.006 * t) * scene.unit, 0.4], 2))
        brush.shapes(streaks, pale, 0.42)
        proof.lay(plate, Lay(shadow=k % 2 == 1, line=0.35))


def _swell(proof: Proof) -> None:
    scene = proof.scene
    rng = scene.rng("swell")
    x = np.linspace(-5, scene.width + 5, 60)
    phase = rng.random() * 6
    roll = 0.02 * np.sin(x / scene.unit * 6.5 + phase) + 0.008 * np.sin(x / scene.unit * 17 + phase)
    y = scene.height - (0.055 + roll) * scene.unit
    plate = proof.plate()
    ink = scene.sketch.place_colour or scene.tones.near
    brush = brush_on(plate, scene, ink)
    brush.shape(np.vstack([np.stack([x, y], 1), [[scene.width + 5, scene.height + 5],
        [-5, scene.height + 5]]]), (mix(ink, scene.tones.middle, 0.25), shade(ink, -0.03)), 0.93)
    brush.shape(np.vstack([np.stack([x, y], 1),
        np.stack([x, y + 0.006 * scene.unit * (1.2 + np.sin(x / scene.unit * 23))], 1)[::-1]]),
        mix(scene.tones.horizon, scene.tones.pale, 0.4), 0.7)
    proof.lay(plate, Lay())


@place("river,stream,brook,canal,rivers,riverside,bank")
def river(proof: Proof) -> Setting:
    """A river bending towards the light between wooded banks."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon * 0.94
    ridge(proof, hill_line(scene, "far", y, 0.20 * scene.unit, 3.0), 0.35,
        (land(scene, 0.35), land(scene, 0.05)))
    tree_line(proof, np.full(scene.width, y + 3, np.float32), "far bank", Wood(0.085 * scene.unit, 0.55,
        land(scene, 0.8), False))
    water(proof, y, scene.sketch.place_colour, 1.3, "river")
    for side, name in ((-1, "left"), (1, "right")):
        _bank(proof, y, side, name)
    deep = scene.height - y
    return Setting(ground=lambda _x: y + 0.5 * deep, water=y + 0.55 * deep, front=lambda: grass(proof,
        scene.height - 0.02 * scene.unit, 0.13 * scene.unit, "reeds", 0.5))


def _bank(proof: Proof, top: float, side: int, name: str) -> None:
    scene = proof.scene
    rng = scene.rng("bank", name)
    deep = scene.height - top
    edge = 0.0 if side < 0 else float(scene.width)
    x = np.linspace(0, 1, 40)
    reach = (0.34 - 0.26 * x**0.6 + 0.035 * np.sin(x * 7 + rng.random() * 6)) * min(scene.width,
        1.9 * scene.unit)
    shore = np.stack([edge - side * reach, top + 2 + x * deep * 0.82], 1)
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.near)
    outline = np.vstack([[[edge, top - 0.012 * scene.unit]], [[edge - side * reach[0], top]], shore,
        [[edge, shore[-1, 1]]]])
    brush.shape(outline, (land(scene, 0.75), land(scene, 1.0)))
    for _ in range(7):
        t = rng.random() * 0.7
        px = edge - side * rng.uniform(0.0, 0.85) * float(np.interp(t, x, reach))
        tall = (0.10 + 0.26 * t) * scene.unit * rng.uniform(0.6, 1.1)
        brush.shape(fir(px, top + 2 + t * deep * 0.8, tall * 0.22, tall, rng), land(scene, 0.8 + 0.2 * t))
    proof.lay(plate, Lay(depth=0.92))


@place("lake,pond,lagoon,lakes,water,waters")
def lake(proof: Proof) -> Setting:
    """Still water, mountains upside down in it."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon * 0.96
    ridge(proof, crest_line(scene, "peak", y, 0.46 * scene.unit, 3.0), 0.30,
        (land(scene, 0.3), land(scene, 0.0)))
    ridge(proof, hill_line(scene, "hill", y + 2, 0.17 * scene.unit, 2.6), 0.6,
        (land(scene, 0.6), land(scene, 0.4)))
    tree_line(proof, np.full(scene.width, y + 2, np.float32), "shore", Wood(0.06 * scene.unit, 0.75,
        land(scene, 0.9)))
    water(proof, y, scene.sketch.place_colour, 2.4, "lake")
    deep = scene.height - y
    return Setting(ground=lambda _x: y + 0.5 * deep, water=y + 0.5 * deep, front=lambda: grass(proof,
        scene.height, 0.12 * scene.unit, "reeds", 0.5))


@place("island,islands,isle,atoll")
def island(proof: Proof) -> Setting:
    """A hump of land alone in the sea."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    middle = scene.words_rng("island").uniform(0.4, 0.6) * scene.width
    x = np.arange(scene.width, dtype=np.float32)
    rough = fbm((2, scene.width), scene.rng("isle"), (1, 12), 4)[0]
    shape = np.exp(-(np.abs((x - middle) / (0.42 * scene.unit)) ** 2.4)) * (0.85 + 0.4 * rough)
    line = np.asarray(y + 3 - 0.17 * scene.unit * shape + np.where(shape < 0.06, 40.0, 0.0), np.float32)
    ridge(proof, line, 0.85, (land(scene, 0.75), land(scene, 0.95)))
    water(proof, y, scene.sketch.place_colour, 1.2, "isle")
    _waves(proof, y)
    setting = Setting(ground=lambda px: min(float(line[int(np.clip(px, 0, scene.width - 1))]) + 2, y),
        water=y + 0.45 * (scene.height - y), front=lambda: _swell(proof))
    setting.seat = (float(middle), float(line[int(middle)]) + 2, 1.0)
    return setting


@place(
    "underwater,deep sea,seabed,reef,abyss,under the sea,under the water,beneath the waves,bottom of the sea",
)
def underwater(proof: Proof) -> Setting:
    """Light falling through water on weed and sand."""
    scene = proof.scene
    stops = [mix(scene.tones.horizon, scene.tones.pale, 0.25), scene.tones.middle, scene.tones.near]
    t = np.linspace(0, 1, scene.height)
    column = np.array([mix(stops[0], stops[1], v * 2) if v < 0.5 else mix(stops[1], stops[2],
        v * 2 - 1) for v in t], np.float32)
    proof.rgb[:] = column[:, None]
    rng = scene.rng("rays")
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.light)
    for _ in range(9):
        x, wide = scene.light_x + rng.normal() * 0.5 * scene.unit, rng.uniform(0.02, 0.08) * scene.unit
        lean = (x - scene.light_x) * 0.5 + 0.1 * scene.unit
        brush.shape(np.array([[x, -5], [x + wide, -5], [x + lean + wide * 2.6, scene.height],
            [x + lean, scene.height]]), scene.tones.light, 0.06)
    proof.lay(plate, Lay(shadow=False))
    floor = hill_line(scene, "seabed", scene.height * 0.95, 0.07 * scene.unit, 2)
    ridge(proof, floor, 0.8, (land(scene, 0.8), land(scene, 1.0)))

    _bubbles(proof)

    def weeds() -> None:
        front = proof.plate()
        hand = brush_on(front, scene, scene.tones.dark)
        chance = scene.rng("weed")
        for _ in range(16):
            x, tall = chance.random() * scene.width, chance.uniform(0.1, 0.34) * scene.unit
            sway = chance.normal() * 0.05 * scene.unit
            y = scene.height + 3.0
            hand.limb([(x, y), (x + sway, y - tall * 0.4), (x - sway, y - tall * 0.75),
                (x + sway, y - tall)], [0.02 * scene.unit, 0.016 * scene.unit, 2.0], scene.tones.dark)
        proof.lay(front, Lay())

    return Setting(ground=lambda x: float(floor[int(np.clip(x, 0, scene.width - 1))]), front=weeds)


def _bubbles(proof: Proof) -> None:
    scene = proof.scene
    rng = scene.rng("bubbles")
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.pale)
    rings = []
    for _ in range(26):
        x, y = rng.random() * scene.width, rng.random() * scene.height
        r = rng.uniform(0.003, 0.012) * scene.unit
        rings.append(limb(oval(x, y, r, r), [0.8, 0.8], 1))
    brush.shapes(rings, scene.tones.pale, 0.5)
    proof.lay(plate, Lay(shadow=False, line=0.2))
