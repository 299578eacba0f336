"""Draws one thing at its spot: its colour, its reflection, its shadow.

Enters: a proof, a subject, a spot. Leaves: marks on the proof. Any thread.
"""

from __future__ import annotations

import cv2
import numpy as np

from livevis.paint.lantern_kit.backdrop import Setting, inks_of
from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import Ink, from_hex, lightness, mix, relight
from livevis.paint.lantern_kit.placing import Spot
from livevis.paint.lantern_kit.plate import Plate, oval
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.registry import MOTIFS, Motif
from livevis.paint.lantern_kit.scene import Scene
from livevis.paint.lantern_kit.words import Subject

HEAVENLY = ("moon", "sun", "star", "comet", "rainbow", "lightning", "cloud")


def draw(proof: Proof, setting: Setting, subject: Subject, spot: Spot, rank: int) -> None:
    """Lay ``subject`` onto the proof at ``spot``, with its glow, shadow or reflection; ``rank`` 0 leads."""
    scene = proof.scene
    motif = MOTIFS[subject.name]
    plate = proof.plate()
    colour = own_colour(scene, motif, subject)
    inks = inks_of(scene, stand_off(proof, colour, spot, subject.colour is not None))
    rng = scene.words_rng("motif", subject.name, round(spot.x * 7), round(spot.y * 7))
    brush = Brush(
        plate, spot.x, spot.y, spot.size, inks, rng, spot.flip, night=scene.night, without=subject.without,
        count=subject.count, wind=scene.wind,
    )  # fmt: skip
    motif.draw(brush)
    afloat = motif.stands == "water" and setting.water is not None
    if afloat:
        _waterline(plate, spot)
        reflection(proof, plate, spot.y)
    elif motif.stands == "ground" and not setting.indoors:
        _contact(proof, spot)
    proof.lay(
        plate,
        Lay(
            depth=spot.depth,
            relief=motif.relief,
            counter=0.0 if motif.name in HEAVENLY else 0.75,
            subject=rank < 2,
        ),
    )


def own_colour(scene: Scene, motif: Motif, subject: Subject) -> Ink:
    """The colour the words give a thing, else its natural one, drawn into the palette and the hour."""
    if subject.colour is not None:
        return relight(subject.colour, lightness(subject.colour) * (1 - 0.10 * scene.night))
    if isinstance(motif.tone, str):
        natural = from_hex(motif.tone) or scene.tones.pale
        toned = scene.ramp.tone(min(max(lightness(natural), 0.05), 1.0))
        ink = mix(natural, toned, 0.35)
        return relight(ink, lightness(ink) * (1 - 0.22 * scene.night))
    ink = mix(scene.ramp.tone(motif.tone), (1.0, 0.99, 0.96), 0.55 * max(motif.tone - 0.8, 0) / 0.2)
    return relight(ink, lightness(ink) * (1 - 0.05 * scene.night))


def stand_off(proof: Proof, ink: Ink, spot: Spot, told: bool) -> Ink:
    """``ink`` moved in lightness until it differs from what lies behind the spot (told colours move less).

    Light things grow lighter and dark things darker where there is room; else they cross over.
    """
    scene = proof.scene
    half = max(int(spot.size * 0.35), 2)
    cx = int(np.clip(spot.x, 0, scene.width - 1))
    cy = int(np.clip(spot.y - spot.size * 0.4, 0, scene.height - 1))
    patch = (
        proof.rgb[max(cy - half, 0) : cy + half, max(cx - half, 0) : cx + half].reshape(-1, 3).mean(axis=0)
    )
    behind = lightness((float(patch[0]), float(patch[1]), float(patch[2])))
    own = lightness(ink)
    need = 0.12 if told else 0.22
    if abs(own - behind) >= need:
        return ink
    up, down = behind + need, behind - need
    if own >= behind or down < 0.16:
        goal = up if up < 0.97 else (own if own > 0.86 else down)
    else:
        goal = down
    return relight(ink, min(max(goal, 0.14), 0.97))


def reflection(proof: Proof, plate: Plate, y: float) -> None:
    """The thing upside down in the water below its line ``y`` (pixels), broken by ripples."""
    scene = proof.scene
    y0 = int(np.clip(round(y), 1, scene.height - 1))
    rows = scene.height - y0
    if rows < 3 or plate.box is None:
        return
    away = np.arange(rows, dtype=np.float32)[:, None]
    ripple = np.sin(away * np.float32(2 * np.pi / (0.028 * scene.unit + 1)) + np.sqrt(away))
    sway = ripple * (1 + away / np.float32(0.05 * scene.unit)) * np.float32(0.0045 * scene.unit)
    x = np.arange(scene.width, dtype=np.float32)[None] + sway
    source = np.broadcast_to(np.clip(y0 - 1 - away * np.float32(1.1), 0, scene.height - 1), x.shape).astype(
        np.float32
    )
    turned = proof.plate()
    fade = np.float32(0.55) * np.clip(1 - away / np.float32(0.5 * scene.unit), 0, 1)
    turned.alpha[y0:] = cv2.remap(plate.alpha, x, source, cv2.INTER_LINEAR) * fade
    turned.rgb[y0:] = cv2.remap(plate.rgb, x, source, cv2.INTER_LINEAR) * np.float32(0.72)
    turned.box = (plate.box[0], y0, plate.box[2], scene.height)
    proof.lay(turned, Lay(shadow=False))


def _waterline(plate: Plate, spot: Spot) -> None:
    """What is under water is not seen: the plate fades out below the spot, along ripples."""
    y0 = int(max(spot.y - 0.02 * spot.size, 0))
    rows = plate.height - y0
    if rows < 1:
        return
    away = np.arange(rows, dtype=np.float32)[:, None]
    x = np.arange(plate.width, dtype=np.float32)[None]
    ripple = 0.03 * spot.size * (1 + np.sin(x * np.float32(14 / max(spot.size, 1.0))) * 0.6)
    plate.alpha[y0:] *= np.clip(
        (ripple + 0.03 * spot.size - away) / np.float32(0.02 * spot.size + 1) + 0.5, 0, 1
    )


def _contact(proof: Proof, spot: Spot) -> None:
    """The shadow where a thing meets the ground, falling away from the light."""
    scene = proof.scene
    plate = proof.plate()
    brush = Brush(plate, spot.x, spot.y, spot.size, inks_of(scene, scene.tones.dark), scene.rng("shadow"))
    lean = 0.18 if scene.light_x < spot.x else -0.18
    for k in range(3):
        brush.shape(oval(lean, 0.0, 0.46 - 0.1 * k, 0.055 - 0.014 * k), scene.tones.dark, 0.16)
    proof.lay(plate, Lay(shadow=False))
