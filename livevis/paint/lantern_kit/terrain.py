"""Land: its colour, its line, the grass on it.

Enters: a scene or a proof. Leaves: inks, settings, marks. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.backdrop import Setting, brush_on
from livevis.paint.lantern_kit.colour import Ink, mix, shade
from livevis.paint.lantern_kit.noise import Field
from livevis.paint.lantern_kit.plate import limb
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.scene import Scene

GRASS: Ink = (0.40, 0.52, 0.25)


def land(scene: Scene, t: float) -> Ink:
    """The colour of the land, far (0) to near (1): the palette's, a told one, or by day a little green."""
    ink = mix(scene.tones.far, scene.tones.near, t)
    colour = scene.sketch.place_colour
    if colour is not None:
        return mix(ink, shade(colour, -0.25 * scene.night), 0.62)
    if scene.natural:
        green = shade(GRASS, 0.18 * (1 - t) - 0.30 * scene.night)
        return mix(ink, green, 0.50 * max(0.0, 1 - 1.5 * scene.night))
    return ink


def on_line(line: Field) -> Setting:
    """A setting whose ground follows a line of y, one a column."""
    return Setting(ground=lambda x: float(line[int(np.clip(x, 0, len(line) - 1))]))


def grass(proof: Proof, base: float, rise: float, name: str, thick: float = 1.0) -> None:
    """Blades before everything, bent by the wind; ``base`` and ``rise`` in pixels."""
    scene = proof.scene
    rng, ink = scene.rng("grass", name), scene.tones.dark
    plate = proof.plate()
    brush = brush_on(plate, scene, ink)
    blades = []
    for _ in range(int(120 * thick * scene.width / scene.unit / 1.78)):
        x, y = rng.random() * scene.width, base + rng.random() * rise * 0.5
        tall, lean = rise * rng.uniform(0.4, 1.1), (scene.wind * 0.6 + rng.normal() * 0.22) * rise
        wide = 0.008 * scene.unit * rng.uniform(0.5, 1.0)
        blades.append(limb([(x, y + rise), (x + lean * 0.25, y - tall * 0.4), (x + lean, y - tall)],
            [wide, wide * 0.8, 0.5], 4))
    brush.shapes(blades, ink)
    proof.lay(plate, Lay(depth=1.0, line=0.3))
