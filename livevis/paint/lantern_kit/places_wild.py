"""Backdrops out of doors: water, mountains, woods, deserts, skies.

Enters: a proof. Leaves: the backdrop on it, and its `Setting`. Any thread.
"""

from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.backdrop import (
    Setting,
    brush_on,
    fir,
    hill_line,
    ridge,
    sky,
    stars,
    tree_line,
    water,
)
from livevis.paint.lantern_kit.colour import Ink, mix, shade
from livevis.paint.lantern_kit.noise import Field, fbm
from livevis.paint.lantern_kit.plate import Glow, limb, rect
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.registry import place
from livevis.paint.lantern_kit.scene import Scene


def land(scene: Scene, t: float) -> Ink:
    """The colour of the land, from far (0) to near (1); green-less: the palette rules."""
    ink = mix(scene.tones.far, scene.tones.near, t)
    colour = scene.sketch.place_colour
    return mix(ink, shade(colour, -0.25 * scene.night), 0.62) if colour is not None else ink


def on_line(line: Field) -> Setting:
    """A setting whose ground follows a line of y, one a column."""
    return Setting(ground=lambda x: float(line[int(np.clip(x, 0, len(line) - 1))]))


def grass(proof: Proof, base: float, rise: float, ink: Ink, name: str, thick: float = 1.0) -> None:
    """Blades before everything, bent by the wind; ``base`` and ``rise`` in pixels."""
    scene = proof.scene
    rng = scene.rng("grass", name)
    plate = proof.plate()
    brush = brush_on(plate, scene, ink)
    blades = []
    for _ in range(int(120 * thick * scene.width / scene.unit / 1.78)):
        x, y = rng.random() * scene.width, base + rng.random() * rise * 0.5
        tall, lean = rise * rng.uniform(0.4, 1.1), (scene.wind * 0.6 + rng.normal() * 0.22) * rise
        wide = 0.008 * scene.unit * rng.uniform(0.5, 1.0)
        blades.append(limb([(x, y + rise), (x + lean * 0.25, y - tall * 0.4), (x + lean, y - tall)], [wide, wide * 0.8, 0.5], 4))
    brush.shapes(blades, ink)
    proof.lay(plate, Lay(depth=1.0))


@place("sea,ocean,shore,coast,beach,harbour,harbor,bay,tide,surf,seaside,port,wave,waves,seas")
def sea(proof: Proof) -> Setting:
    """Open water to the horizon, a far coast, waves coming in."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    coast = hill_line(scene, "coast", y + 1, 0.07 * scene.unit, 2.0)
    fade = np.linspace(0, 1, scene.width) if scene.light_x < scene.width / 2 else np.linspace(1, 0, scene.width)
    ridge(proof, np.minimum(coast + (1 - fade.astype(np.float32) * 1.6).clip(0) * 0.09 * scene.unit, y + 2), 0.45, land(scene, 0.5), land(scene, 0.3))
    water(proof, y, scene.sketch.place_colour, 0.8)
    _waves(proof, y)
    deep = scene.height - y
    return Setting(ground=lambda _x: y + 0.45 * deep, water=y + 0.40 * deep, front=lambda: _swell(proof))


def _waves(proof: Proof, top: float) -> None:
    scene = proof.scene
    rng = scene.rng("waves")
    rough = 1.9 if scene.says("storm", "wild", "wind") else 1.0
    x = np.linspace(0, scene.width, 70)
    for k in range(6):
        t = ((k + 1) / 6.5) ** 1.5
        y = top + t * (scene.height - top)
        swell = rough * (0.004 + 0.020 * t) * scene.unit
        phase, length = rng.random() * 6.28, (0.14 + 0.5 * t) * scene.unit
        crest = y - swell * np.sin(x / length * 6.28 + phase) - 0.5 * swell * np.sin(x / length * 11.3 + phase * 2)
        plate = proof.plate()
        brush = brush_on(plate, scene, scene.tones.near)
        body = mix(scene.sketch.place_colour or scene.tones.near, scene.tones.middle, 0.25)
        under = np.vstack([np.stack([x, crest], 1), np.stack([x, crest + swell * 1.6 + 3], 1)[::-1]])
        brush.shape(under, (mix(body, scene.tones.zenith, 0.3), body), 0.30)
        edge = np.stack([x, crest], 1)
        foam = np.stack([x, crest + swell * (0.22 + 0.2 * np.sin(x / length * 6.28 + phase))], 1)
        brush.shape(np.vstack([edge, foam[::-1]]), mix(scene.tones.horizon, scene.tones.pale, 0.5), 0.35)
        proof.lay(plate, Lay(shadow=k % 2 == 1))


def _swell(proof: Proof) -> None:
    scene = proof.scene
    rng = scene.rng("swell")
    x = np.linspace(-5, scene.width + 5, 60)
    phase = rng.random() * 6
    y = scene.height - 0.055 * scene.unit - 0.02 * scene.unit * np.sin(x / scene.unit * 6.5 + phase) - 0.008 * scene.unit * np.sin(x / scene.unit * 17 + phase)
    plate = proof.plate()
    ink = scene.sketch.place_colour or scene.tones.near
    brush = brush_on(plate, scene, ink)
    brush.shape(np.vstack([np.stack([x, y], 1), [[scene.width + 5, scene.height + 5], [-5, scene.height + 5]]]), (mix(ink, scene.tones.middle, 0.25), shade(ink, -0.03)), 0.93)
    brush.shape(np.vstack([np.stack([x, y], 1), np.stack([x, y + 0.006 * scene.unit * (1.2 + np.sin(x / scene.unit * 23))], 1)[::-1]]), mix(scene.tones.horizon, scene.tones.pale, 0.4), 0.7)
    proof.lay(plate, Lay())


@place("river,stream,brook,canal,rivers,riverside,bank")
def river(proof: Proof) -> Setting:
    """A river bending towards the light between wooded banks."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon * 0.94
    ridge(proof, hill_line(scene, "far", y, 0.20 * scene.unit, 3.0), 0.35, land(scene, 0.35), land(scene, 0.05))
    tree_line(proof, np.full(scene.width, y + 3, np.float32), 0.085 * scene.unit, 0.55, land(scene, 0.8), "far bank", False)
    water(proof, y, scene.sketch.place_colour, 1.3, "river")
    for side, name in ((-1, "left"), (1, "right")):
        _bank(proof, y, side, name)
    deep = scene.height - y
    return Setting(ground=lambda _x: y + 0.5 * deep, water=y + 0.55 * deep, front=lambda: grass(proof, scene.height - 0.02 * scene.unit, 0.13 * scene.unit, scene.tones.dark, "reeds", 0.5))


def _bank(proof: Proof, top: float, side: int, name: str) -> None:
    scene = proof.scene
    rng = scene.rng("bank", name)
    deep = scene.height - top
    edge = 0.0 if side < 0 else float(scene.width)
    x = np.linspace(0, 1, 40)
    reach = (0.34 - 0.26 * x**0.6 + 0.035 * np.sin(x * 7 + rng.random() * 6)) * min(scene.width, 1.9 * scene.unit)
    shore = np.stack([edge - side * reach, top + 2 + x * deep * 0.82], 1)
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.near)
    outline = np.vstack([[[edge, top - 0.012 * scene.unit]], [[edge - side * reach[0], top]], shore, [[edge, shore[-1, 1]]]])
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
    ridge(proof, hill_line(scene, "peak", y, 0.46 * scene.unit, 3.0, True), 0.30, land(scene, 0.3), land(scene, 0.0))
    ridge(proof, hill_line(scene, "hill", y + 2, 0.17 * scene.unit, 2.6), 0.6, land(scene, 0.6), land(scene, 0.4))
    tree_line(proof, np.full(scene.width, y + 2, np.float32), 0.06 * scene.unit, 0.75, land(scene, 0.9), "shore")
    water(proof, y, scene.sketch.place_colour, 2.4, "lake")
    deep = scene.height - y
    return Setting(ground=lambda _x: y + 0.5 * deep, water=y + 0.5 * deep, front=lambda: grass(proof, scene.height, 0.12 * scene.unit, scene.tones.dark, "reeds", 0.5))


@place("mountain,mountains,peak,summit,alps,cliff,valley,canyon,rock,rocks,volcano")
def mountains(proof: Proof) -> Setting:
    """Ridges behind ridges, mist between them."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    for k, (depth, rise, base) in enumerate(((0.12, 0.62, 0.98), (0.34, 0.46, 1.06), (0.6, 0.32, 1.16))):
        line = hill_line(scene, f"ridge {k}", y * base, rise * scene.unit, 2.4 + k, True)
        ridge(proof, line, depth, land(scene, 0.25 + 0.3 * k), scene.tones.far, f"ridge {k}")
        if k < 2:
            _snowcaps(proof, line, y * base - rise * scene.unit * 0.62, depth)
    near = hill_line(scene, "near", y * 1.30, 0.2 * scene.unit, 2.2)
    tree_line(proof, near, 0.12 * scene.unit, 0.85, land(scene, 0.9), "slope")
    ridge(proof, near, 0.95, land(scene, 0.85), land(scene, 1.0))
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
    brush_on(plate, scene, ink).shape(np.vstack([np.stack([xs, line], 1), np.stack([xs, np.maximum(low, line)], 1)[::-1]]), ink, 0.8)
    proof.lay(plate, Lay(depth=0.5 + depth * 0.5, shadow=False))


@place("hill,hills,slope,moor,highland,knoll,mound")
def hills(proof: Proof) -> Setting:
    """One great hill before rolling others."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    for k, depth in enumerate((0.25, 0.48)):
        ridge(proof, hill_line(scene, f"roll {k}", y * (1.02 + 0.06 * k), 0.17 * scene.unit, 2.3), depth, land(scene, 0.3 + 0.2 * k), land(scene, 0.1), "")
    x = np.arange(scene.width, dtype=np.float32)
    top = scene.words_rng("hill").uniform(0.38, 0.62) * scene.width
    big = y * 1.42 - (0.36 * scene.unit) * np.exp(-(((x - top) / (0.62 * scene.unit)) ** 2))
    ridge(proof, np.asarray(big, np.float32), 1.0, land(scene, 0.72), land(scene, 1.0), "hill")
    setting = on_line(np.asarray(big, np.float32) + 0.008 * scene.unit)
    setting.seat = (float(top), float(big[int(np.clip(top, 0, scene.width - 1))]), 1.0)
    setting.front = lambda: grass(proof, scene.height, 0.10 * scene.unit, scene.tones.dark, "hill", 0.8)
    return setting


@place("field,fields,meadow,prairie,grass,wheat,corn,farm,pasture,plain,plains,harvest,countryside")
def field(proof: Proof) -> Setting:
    """Furrows running to a low horizon, ears of grain in front."""
    scene = proof.scene
    sky(proof)
    y = scene.horizon
    ridge(proof, hill_line(scene, "far", y, 0.09 * scene.unit, 2.0), 0.35, land(scene, 0.4), land(scene, 0.2))
    tree_line(proof, np.full(scene.width, y + 2, np.float32), 0.05 * scene.unit, 0.55, land(scene, 0.7), "hedge", False)
    ground = scene.sketch.place_colour or scene.sketch.tint
    bright = mix(land(scene, 0.35), ground, 0.75) if ground is not None else mix(land(scene, 0.45), scene.tones.accent, 0.45 - 0.2 * scene.night)
    near = mix(bright, scene.tones.near, 0.55)
    ridge(proof, np.full(scene.width, y, np.float32), 1.0, bright, near, "soil")
    _furrows(proof, y, bright, near)
    deep = scene.height - y
    return Setting(ground=lambda _x: y + 0.32 * deep, front=lambda: _ears(proof, mix(bright, scene.tones.light, 0.35), mix(near, scene.tones.dark, 0.5)))


def _furrows(proof: Proof, top: float, bright: Ink, near: Ink) -> None:
    scene = proof.scene
    plate = proof.plate()
    brush = brush_on(plate, scene, near)
    vanish = scene.light_x
    rows = []
    for k in range(-24, 25):
        x = vanish + k * 0.20 * scene.unit
        wide = 0.055 * scene.unit
        rows.append(np.array([[vanish + k * 0.012 * scene.unit, top], [x + wide, scene.height + 2], [x - wide, scene.height + 2]]))
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
            parts.append(limb([(x, foot), (x + lean * 0.3, foot - tall * 0.6), tip], [0.006 * scene.unit, 0.004 * scene.unit], 4))
            parts.append(limb([tip, tip + (lean * 0.2, -0.02 * scene.unit), tip + (lean * 0.45, -0.055 * scene.unit)], [0.006 * scene.unit, 0.019 * scene.unit, 0.002 * scene.unit], 4))
        brush.shapes(parts, fill)
        proof.lay(plate, Lay(depth=1.0, shadow=layer == 0))


@place("forest,forests,wood,woods,jungle,trees,grove,wilderness")
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
            parts.append(limb([(x, base + 0.05 * scene.unit), (x + lean, scene.height * 0.4), (x + lean * 2, -10)], [wide * 1.7, wide, wide * 0.8], 5))
            for _ in range(3):
                up, way = rng.uniform(0.02, 0.5) * scene.height, rng.choice([-1, 1])
                reach = rng.uniform(0.06, 0.18) * scene.unit
                parts.append(limb([(x + lean, up), (x + way * reach * 0.6, up - reach * 0.35), (x + way * reach, up - reach * 0.8)], [wide * 0.4, wide * 0.25, 1.0], 4))
        brush.shapes(parts, ink)
        wave = hill_line(scene, f"floor {k}", base + 0.04 * scene.unit, 0.05 * scene.unit, 4)
        xs = np.arange(scene.width, dtype=float)
        brush.shape(np.vstack([np.stack([xs, wave], 1), [[scene.width, scene.height + 2.0], [0, scene.height + 2.0]]]), ink)
        proof.lay(plate, Lay(depth=0.4 + 0.6 * depth))
    return Setting(ground=lambda _x: floor, front=lambda: grass(proof, scene.height, 0.12 * scene.unit, scene.tones.dark, "fern", 0.9))


@place("desert,dune,dunes,sand,sahara")
def desert(proof: Proof) -> Setting:
    """Dunes with a lit and a shadowed face."""
    scene = proof.scene
    sky(proof, clouds=0.15)
    y = scene.horizon
    warm = scene.sketch.place_colour or mix(scene.tones.accent, scene.tones.horizon, 0.4)
    line = hill_line(scene, "mesa", y + 1, 0.1 * scene.unit, 3.0)
    ridge(proof, line, 0.3, land(scene, 0.4), land(scene, 0.2))
    x = np.arange(scene.width, dtype=np.float32)
    for k, depth in enumerate((0.55, 0.75, 1.0)):
        rng = scene.rng("dune", k)
        span = (0.9 + 0.5 * k) * scene.unit
        phase = (x / span + rng.random()) % 1.0
        crest = np.where(phase < 0.68, phase / 0.68, (1 - phase) / 0.32) ** 1.15
        dune = y + (0.05 + 0.13 * k) * scene.unit - crest * (0.07 + 0.06 * k) * scene.unit + 0.02 * scene.unit
        lit = mix(mix(warm, scene.tones.far, 0.5 - 0.25 * k), scene.tones.near, 0.25 + 0.42 * scene.night)
        ridge(proof, np.asarray(dune, np.float32), depth, lit, mix(lit, scene.tones.near, 0.75))
        _lee(proof, np.asarray(dune, np.float32), phase, mix(lit, scene.tones.near, 0.62), depth)
    return on_line(np.asarray(dune + 0.02 * scene.unit, np.float32))


def _lee(proof: Proof, line: Field, phase: Field, ink: Ink, depth: float) -> None:
    """The shadowed face of each dune, falling away from its crest."""
    scene = proof.scene
    plate = proof.plate()
    brush = brush_on(plate, scene, ink)
    crests = np.flatnonzero((phase[:-1] < 0.68) & (phase[1:] >= 0.68))
    for at in crests:
        top = float(line[at])
        reach = 0.55 * scene.unit * depth
        foot = [(at + reach * 0.55, line[min(int(at + reach * 0.4), scene.width - 1)] + 0.02 * scene.unit), (at + reach * 0.2, top + reach * 0.55), (at - reach * 0.25, top + reach * 0.9), (at - reach * 0.08, top + reach * 0.4)]
        brush.shape(np.array([(at, top), *foot]), (ink, mix(ink, scene.tones.near, 0.5)), 0.85)
    mask = (np.arange(scene.height, dtype=np.float32)[:, None] >= line[None] - 0.5).astype(np.float32)
    plate.alpha *= mask
    proof.lay(plate, Lay(depth=depth, shadow=False))


@place("snowfield,tundra,arctic,glacier,snow field,antarctica")
def snowfield(proof: Proof) -> Setting:
    """White ground, blue shadows, dark firs."""
    scene = proof.scene
    sky(proof, clouds=0.3)
    y = scene.horizon
    white = mix(scene.tones.pale, (0.93, 0.96, 1.0), 0.6)
    far = mix(white, scene.tones.far, 0.55)
    ridge(proof, hill_line(scene, "snow peaks", y, 0.3 * scene.unit, 3, True), 0.5, mix(far, scene.tones.middle, 0.45), far, "snow")
    line = hill_line(scene, "drift far", y + 0.02 * scene.unit, 0.05 * scene.unit, 2.0)
    tree_line(proof, line, 0.16 * scene.unit, 0.6, mix(scene.tones.middle, scene.tones.dark, 0.6), "firs")
    shadow = mix(scene.tones.middle, white, 0.45 - 0.18 * scene.night)
    lit = mix(white, scene.tones.horizon, 0.22 + 0.3 * scene.night)
    ridge(proof, line, 0.9, lit, shadow)
    near = hill_line(scene, "drift", y + 0.2 * scene.unit, 0.09 * scene.unit, 1.7)
    ridge(proof, near, 1.0, mix(lit, white, 0.4), shadow)
    return on_line(near + 0.05 * scene.unit)


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
    ridge(proof, line, 0.85, land(scene, 0.75), land(scene, 0.95))
    water(proof, y, scene.sketch.place_colour, 1.2, "isle")
    _waves(proof, y)
    setting = Setting(ground=lambda px: min(float(line[int(np.clip(px, 0, scene.width - 1))]) + 2, y), water=y + 0.45 * (scene.height - y), front=lambda: _swell(proof))
    setting.seat = (float(middle), float(line[int(middle)]) + 2, 1.0)
    return setting


@place("sky,skies,air,heavens,horizon")
def open_sky(proof: Proof) -> Setting:
    """High air above a sea of clouds."""
    scene = proof.scene
    sky(proof, scene.height * 0.9, 0.8)
    for k, depth in enumerate((0.3, 0.6, 0.95)):
        line = _cloud_line(scene, k)
        top = mix(scene.tones.horizon, scene.tones.pale, 0.65 - 0.12 * k)
        ridge(proof, line, depth, top, mix(scene.tones.middle, scene.tones.horizon, 0.4))
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
    proof.rgb += (tint - proof.rgb) * (np.clip(other - 0.5, 0, 1) * np.clip(gas, 0, 1) * 1.3)[..., None].clip(0, 0.7)
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


@place("underwater,deep sea,seabed,reef,abyss,under the sea,under the water,beneath the waves,bottom of the sea")
def underwater(proof: Proof) -> Setting:
    """Light falling through water on weed and sand."""
    scene = proof.scene
    stops = [mix(scene.tones.horizon, scene.tones.pale, 0.25), scene.tones.middle, scene.tones.near]
    t = np.linspace(0, 1, scene.height)
    column = np.array([mix(stops[0], stops[1], v * 2) if v < 0.5 else mix(stops[1], stops[2], v * 2 - 1) for v in t], np.float32)
    proof.rgb[:] = column[:, None]
    rng = scene.rng("rays")
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.light)
    for _ in range(9):
        x, wide = scene.light_x + rng.normal() * 0.5 * scene.unit, rng.uniform(0.02, 0.08) * scene.unit
        lean = (x - scene.light_x) * 0.5 + 0.1 * scene.unit
        brush.shape(np.array([[x, -5], [x + wide, -5], [x + lean + wide * 2.6, scene.height], [x + lean, scene.height]]), scene.tones.light, 0.06)
    proof.lay(plate, Lay(shadow=False))
    floor = hill_line(scene, "seabed", scene.height * 0.95, 0.07 * scene.unit, 2)
    ridge(proof, floor, 0.8, land(scene, 0.8), land(scene, 1.0))

    def weeds() -> None:
        front = proof.plate()
        hand = brush_on(front, scene, scene.tones.dark)
        chance = scene.rng("weed")
        for _ in range(16):
            x, tall = chance.random() * scene.width, chance.uniform(0.1, 0.34) * scene.unit
            sway = chance.normal() * 0.05 * scene.unit
            y = scene.height + 3.0
            hand.limb([(x, y), (x + sway, y - tall * 0.4), (x - sway, y - tall * 0.75), (x + sway, y - tall)], [0.02 * scene.unit, 0.016 * scene.unit, 2.0], scene.tones.dark)
        proof.lay(front, Lay())

    return Setting(ground=lambda x: float(floor[int(np.clip(x, 0, scene.width - 1))]), front=weeds)


def plain_rect(scene: Scene) -> Field:
    """The whole picture as an outline."""
    return np.asarray(rect(-2, -2, scene.width + 2, scene.height + 2), np.float32)
