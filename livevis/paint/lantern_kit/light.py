"""Light and weather, laid over the finished plates.

Enters: a proof. Leaves: its rgb, lit; rain, snow, mist, leaves in the wind. Any thread.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from livevis.paint.lantern_kit.backdrop import brush_on
from livevis.paint.lantern_kit.colour import mix
from livevis.paint.lantern_kit.noise import Field, fbm
from livevis.paint.lantern_kit.plate import Beam, Glow, limb, oval
from livevis.paint.lantern_kit.proof import Lay, Proof

_SHARE = 4
"""Light is worked out at a quarter of the size: it has no edges."""


def settle(proof: Proof) -> None:
    """Let the light of the backdrop fall on it now, so that what is laid later stands before it.

    A third of it stays in the air, in front of everything.
    """
    _cast(proof, 0.7)
    proof.emit *= np.float32(0.4)
    proof.glows = [replace(glow, strength=glow.strength * 0.3) for glow in proof.glows]
    proof.beams = [replace(beam, strength=beam.strength * 0.45) for beam in proof.beams]


def shine(proof: Proof) -> None:
    """Add all glows, beams and bloom."""
    before = proof.light
    _cast(proof, 1.0)
    proof.light = np.maximum(proof.light, before)


def _cast(proof: Proof, share_of_all: float) -> None:
    """rgb becomes 1 - (1 - rgb)(1 - light), the screen of two lights; the light is kept for the styles."""
    scene = proof.scene
    height, width = max(scene.height // _SHARE, 2), max(scene.width // _SHARE, 2)
    scale = (width / scene.width, height / scene.height)
    light = np.zeros((height, width, 3), np.float32)
    for glow in proof.glows:
        _add_glow(light, glow, scale)
    for beam in proof.beams:
        _add_beam(light, beam, scale)
    emit = cv2.resize(proof.emit, (width, height), interpolation=cv2.INTER_AREA)
    unit = scene.unit * scale[1]
    for sigma, share in ((0.010, 0.42), (0.035, 0.32), (0.11, 0.26)):
        light += cv2.GaussianBlur(emit, (0, 0), max(sigma * unit, 0.4)) * np.float32(share)
    full = cv2.resize(light, (scene.width, scene.height), interpolation=cv2.INTER_LINEAR)
    full *= np.float32(share_of_all * (0.55 if proof.cut else 1.0))
    np.clip(full, 0, 0.85, out=full)
    proof.light = full
    proof.rgb = np.asarray(1 - (1 - np.clip(proof.rgb, 0, 1)) * (1 - full), np.float32)


def _add_glow(light: Field, glow: Glow, scale: tuple[float, float]) -> None:
    x, y, radius = glow.x * scale[0], glow.y * scale[1], max(glow.radius * scale[1], 0.5)
    reach = radius * 3.2
    x0, x1 = int(max(x - reach, 0)), int(min(x + reach + 1, light.shape[1]))
    y0, y1 = int(max(y - reach, 0)), int(min(y + reach + 1, light.shape[0]))
    if x0 >= x1 or y0 >= y1:
        return
    gx = (np.arange(x0, x1, dtype=np.float32) - np.float32(x)) / np.float32(radius)
    gy = (np.arange(y0, y1, dtype=np.float32) - np.float32(y)) / np.float32(radius)
    away = gx[None] ** 2 + gy[:, None] ** 2
    ball = np.clip(1 / (1 + away * np.float32(2.2)) - np.float32(0.042), 0, 1) * np.float32(glow.strength)
    light[y0:y1, x0:x1] += ball[..., None] * np.array(glow.ink, np.float32)


def _add_beam(light: Field, beam: Beam, scale: tuple[float, float]) -> None:
    height, width = light.shape[:2]
    x = np.arange(width, dtype=np.float32)[None] - np.float32(beam.x * scale[0])
    y = np.arange(height, dtype=np.float32)[:, None] - np.float32(beam.y * scale[1])
    along = x * np.float32(np.cos(beam.angle)) + y * np.float32(np.sin(beam.angle))
    across = np.abs(y * np.float32(np.cos(beam.angle)) - x * np.float32(np.sin(beam.angle)))
    reach = max(beam.length * scale[1], 1.0)
    half = np.maximum(along, 0) * np.float32(beam.spread * 0.5) + np.float32(0.004 * reach)
    core = np.clip(1 - across / np.maximum(half, 1e-3), 0, 1) ** np.float32(0.8)
    fall = np.clip(1 - along / np.float32(reach), 0, 1) ** np.float32(1.3) * (along > 0)
    light += (core * fall * np.float32(beam.strength))[..., None] * np.array(beam.ink, np.float32)


def weather(proof: Proof) -> None:
    """What falls or hangs in the air, as the words say."""
    table = {"fog": mist, "rain": rain, "storm": rain, "snow": snow, "wind": leaves}
    done = set()
    for name in proof.scene.sketch.weather:
        draw = table[name]
        if draw not in done:
            done.add(draw)
            draw(proof)


def mist(proof: Proof) -> None:
    """Banks of mist about the horizon."""
    scene = proof.scene
    field = fbm((scene.height // 2 + 1, scene.width // 2 + 1), scene.rng("mist"), (3, 2), 4)
    field = cv2.resize(field, (scene.width, scene.height))
    y = np.arange(scene.height, dtype=np.float32)[:, None]
    band = np.exp(-(((y - scene.horizon) / np.float32(0.28 * scene.unit)) ** 2))
    amount = np.clip((0.35 + 0.75 * field) * band * (1 - 0.45 * proof.focus), 0, 0.85)
    haze = np.array(mix(scene.tones.far, scene.tones.horizon, 0.6), np.float32)
    proof.rgb += (haze - proof.rgb) * amount[..., None]


def rain(proof: Proof) -> None:
    """Slanting rain at three depths, and the rings it makes."""
    scene = proof.scene
    rng = scene.words_rng("rain")
    slant = 0.16 + 0.42 * abs(scene.wind)
    way = 1.0 if scene.wind >= 0 else -1.0
    pale = np.array(mix(scene.tones.horizon, scene.tones.pale, 0.6), np.float32)
    crowd = scene.width / scene.unit / 1.78
    for depth, count, strength in ((0.4, 260, 0.30), (0.7, 150, 0.40), (1.0, 60, 0.5)):
        mask = np.zeros((scene.height, scene.width), np.uint8)
        length = 0.11 * depth * scene.unit
        starts = rng.random((int(count * crowd), 2)) * (scene.width * 1.2, scene.height * 1.1)
        starts -= (0.1 * scene.width, 0.05 * scene.height)
        stretch = rng.uniform(0.6, 1.3, len(starts))
        for (x, y), share in zip(starts, stretch, strict=True):
            a = (int(x * 16), int(y * 16))
            b = (int((x + way * slant * length * share) * 16), int((y + length * share) * 16))
            cv2.line(mask, a, b, 255, max(1, round(0.0035 * depth * scene.unit)), cv2.LINE_AA, 4)
        amount = np.asarray(mask, np.float32) * np.float32(strength / 255)
        proof.rgb += (pale - proof.rgb) * amount[..., None]
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.pale)
    for _ in range(int(26 * crowd)):
        t = rng.random()
        x, y = rng.random() * scene.width, scene.height * (0.80 + 0.2 * t)
        r = (0.01 + 0.02 * t) * scene.unit
        ring = oval(x, y, r, r * 0.28)
        brush.shapes([limb(ring, [0.8, 0.8], 1)], scene.tones.pale, 0.4)
    proof.lay(plate, Lay(shadow=False))


def snow(proof: Proof) -> None:
    """Flakes at three depths; the near ones large and soft."""
    scene = proof.scene
    rng = scene.words_rng("snow")
    crowd = scene.width / scene.unit / 1.78
    white = np.array(mix(scene.tones.pale, (1, 1, 1), 0.7), np.float32)
    for depth, count, strength in ((0.25, 300, 0.6), (0.5, 120, 0.8), (1.0, 26, 0.75)):
        mask = np.zeros((scene.height, scene.width), np.uint8)
        places = rng.random((int(count * crowd), 2)) * (scene.width, scene.height)
        radii = rng.uniform(0.5, 1.2, len(places)) * 0.011 * depth * scene.unit
        for (x, y), radius in zip(places, radii, strict=True):
            cv2.circle(mask, (int(x * 16), int(y * 16)), max(int(radius * 16), 8), 255, -1, cv2.LINE_AA, 4)
        soft = cv2.GaussianBlur(mask, (0, 0), max(0.003 * depth * scene.unit, 0.5))
        amount = np.asarray(soft, np.float32) * np.float32(strength / 255)
        proof.rgb += (white - proof.rgb) * amount[..., None]


def leaves(proof: Proof) -> None:
    """Leaves and streaks carried across the picture."""
    scene = proof.scene
    rng = scene.words_rng("leaves")
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.accent)
    way = 1.0 if scene.wind >= 0 else -1.0
    for _ in range(int(34 * scene.width / scene.unit / 1.78)):
        x, y = rng.random() * scene.width, rng.random() * scene.height
        size, turn = rng.uniform(0.008, 0.022) * scene.unit, rng.random() * 6.28
        ink = mix(scene.tones.accent, scene.tones.dark, rng.random() * 0.6)
        brush.shape(oval(x, y, size, size * rng.uniform(0.25, 0.5), turn), ink)
    for _ in range(int(14 * scene.width / scene.unit / 1.78)):
        x, y, reach = (
            rng.random() * scene.width,
            rng.random() * scene.height * 0.9,
            rng.uniform(0.15, 0.4) * scene.unit,
        )
        brush.limb(
            [
                (x, y),
                (x + way * reach * 0.5, y - 0.02 * scene.unit),
                (x + way * reach, y + 0.01 * scene.unit),
            ],
            [0.5, 0.004 * scene.unit, 0.5],
            scene.tones.pale,
            0.35,
        )
    proof.lay(plate, Lay(shadow=False))
