"""Composition: where the things stand, how large, in what order.

Enters: a scene (with its sketch). Leaves: a proof with everything laid. Any thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from livevis.paint.lantern_kit.abstract import ribbons
from livevis.paint.lantern_kit.backdrop import Setting, inks_of
from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import Ink, from_hex, lightness, mix, relight
from livevis.paint.lantern_kit.light import weather
from livevis.paint.lantern_kit.plate import Plate, oval
from livevis.paint.lantern_kit.proof import Lay, Proof
from livevis.paint.lantern_kit.registry import MOTIFS, PLACES, Motif
from livevis.paint.lantern_kit.scene import Scene
from livevis.paint.lantern_kit.words import Subject

WET = frozenset({"sea", "river", "lake", "island", "bridge", "underwater"})
_LOYAL = {"train": "railway"}
_HEAVENLY = ("moon", "sun", "star", "comet", "rainbow", "lightning", "cloud")
_BY_WEATHER = {"snow": "snowfield", "storm": "sea", "rain": "street", "fog": "forest", "wind": "field"}


@dataclass(frozen=True)
class Spot:
    """A place for one thing: pixels, pixels a unit, depth 0..1."""

    x: float
    y: float
    size: float
    depth: float = 1.0
    flip: bool = False


def compose(scene: Scene) -> Proof:
    """Backdrop, things, foreground, weather."""
    proof = Proof(scene)
    name = place_of(scene)
    if not name:
        ribbons(proof)
        weather(proof)
        return proof
    setting = PLACES[name].draw(proof)
    _things(proof, setting)
    if setting.front is not None:
        setting.front()
    weather(proof)
    return proof


def place_of(scene: Scene) -> str:
    """The backdrop: what the words say, else where the first thing is at home, else the weather's; "" for none."""
    sketch = scene.sketch
    things = [*sketch.subjects, *sketch.guests]
    hero = MOTIFS[things[0].name] if things else None
    if hero is not None and hero.name in _LOYAL:
        return _LOYAL[hero.name]
    if hero is not None and hero.stands == "water" and sketch.place not in WET:
        return hero.place
    if sketch.place:
        return sketch.place
    if hero is not None:
        if hero.name in _HEAVENLY and len(things) > 1:
            hero = MOTIFS[things[1].name]
        return _BY_WEATHER.get(sketch.weather[0], hero.place) if sketch.weather and hero.place == "void" else hero.place
    if sketch.weather:
        return _BY_WEATHER[sketch.weather[0]]
    return "hills" if sketch.hour else ""


def _things(proof: Proof, setting: Setting) -> None:
    scene = proof.scene
    held, holder = _held(scene.sketch.subjects)
    rest = [s for s in scene.sketch.subjects if s is not held]
    rest.sort(key=lambda s: s.name not in _HEAVENLY)
    leading = [s for s in rest if s.name not in _HEAVENLY] or rest
    for subject in (*scene.sketch.guests, *rest):
        guest = subject in scene.sketch.guests
        rank = 2 if guest else leading.index(subject) if subject in leading else 1
        spots = _spots(scene, setting, subject, rank, len(rest))
        for spot in spots:
            _draw(proof, setting, subject, spot, rank)
        if subject is holder and held is not None:
            seat = MOTIFS[subject.name].seat
            assert seat is not None
            main = spots[-1]
            side = -1 if main.flip else 1
            inside = Spot(main.x + side * seat[0] * main.size, main.y + seat[1] * main.size, seat[2] * main.size)
            thing = MOTIFS[held.name]
            if thing.stands in ("ground", "water"):
                inside = replace(inside, y=inside.y + 0.45 * inside.size)
            _draw(proof, setting, held, inside, 0)


def _held(subjects: tuple[Subject, ...]) -> tuple[Subject | None, Subject | None]:
    """A thing in (or on) another that can hold it: ("lantern", "window"), ("candle", "hand")."""
    for first, second in zip(subjects, subjects[1:], strict=False):
        for thing, other in ((first, second), (second, first)):
            fits = MOTIFS[other.name].seat is not None and MOTIFS[thing.name].size < 0.9
            told = first.relation in ("in", "on") and thing is first
            hands = other.name == "hand" and MOTIFS[thing.name].stands == "close"
            if fits and thing.count in (0, 1) and (told or hands):
                return thing, other
    return None, None


def _spots(scene: Scene, setting: Setting, subject: Subject, rank: int, total: int) -> list[Spot]:
    motif = MOTIFS[subject.name]
    count = subject.count if subject.count > 0 else motif.many
    rng = scene.words_rng("spots", subject.name)
    scale = subject.scale * (1.0, 0.78, 0.42)[min(rank, 2)] * (0.74 if scene.says("lonely") and rank == 0 else 1.0)
    size = motif.size * scene.unit * scale * (0.94 if total > 1 else 1.08)
    if subject.name in ("moon", "sun") and count == 1:
        return [Spot(scene.light_x, scene.light_y, size)]
    x = _across(scene, setting, motif, rank, total, rng)
    if count == 1:
        return [_one(scene, setting, motif, Spot(x, 0.0, size), rank, rng)]
    return _several(scene, setting, motif, Spot(x, 0.0, size), min(count, 46), rng)


def _across(scene: Scene, setting: Setting, motif: Motif, rank: int, total: int, rng: np.random.Generator) -> float:
    """Where across the picture: the leading thing faces the light from the other side."""
    if rank == 0 and setting.seat is not None and motif.stands in ("ground", "close") and total < 3:
        return setting.seat[0]
    away = scene.width / 2 + (scene.width / 2 - scene.light_x) * rng.uniform(0.15, 0.75)
    reach = min(1.0, 1.5 * scene.unit / scene.width)
    if rank == 0:
        return scene.width / 2 + (away - scene.width / 2) * reach
    side = 1.0 if scene.light_x > scene.width / 2 else -1.0
    step = (0.24 if rank == 1 else rng.uniform(-0.34, 0.34)) * side
    return scene.width / 2 + step * scene.width * max(reach, 0.6)


def _one(scene: Scene, setting: Setting, motif: Motif, at: Spot, rank: int, rng: np.random.Generator) -> Spot:
    half = at.size * 0.5
    x = float(np.clip(at.x, min(half * 0.9, scene.width / 2), max(scene.width - half * 0.9, scene.width / 2)))
    flip = (x < scene.light_x) != (motif.stands in ("ground", "water", "air"))
    if motif.stands == "ground":
        return Spot(x, setting.ground(x), at.size, 1.0, flip)
    if motif.stands == "water":
        y = setting.water if setting.water is not None else setting.ground(x)
        return Spot(x, y, at.size, 1.0, flip)
    if motif.stands == "air":
        y = max(scene.height * rng.uniform(0.28, 0.42), half * 0.9)
        return Spot(x, y, at.size, 1.0, flip)
    return Spot(x, scene.height * (0.47 if rank == 0 else 0.42), at.size, 1.0, x < scene.light_x)


def _several(scene: Scene, setting: Setting, motif: Motif, at: Spot, count: int, rng: np.random.Generator) -> list[Spot]:
    """Groups: flocks curve and shrink away, standing things go back in rows, held things stand in an arc."""
    shrink = {"air": 0.8, "close": 0.98, "ground": 0.86, "water": 0.86}[motif.stands]
    base = at.size * max(shrink * count**-0.36, 0.16)
    spots = []
    span = min(scene.width * 0.82, (0.75 + 0.16 * count) * scene.unit)
    middle = float(np.clip(at.x, span / 2 + 0.06 * scene.width, max(scene.width - span / 2 - 0.06 * scene.width, span / 2)))
    if span >= scene.width * 0.8:
        middle = scene.width / 2
    for k in range(count):
        t = (k + 0.5) / count
        jitter = rng.normal(size=2) * (0.05 if count < 5 else 0.10)
        x = middle + (t - 0.5 + jitter[0] * 0.5) * span
        if motif.stands == "air":
            lift = -0.16 * np.sin(t * np.pi) + jitter[1] * 1.1
            size = base * rng.uniform(0.6, 1.45)
            spots.append(Spot(x, scene.height * 0.38 + lift * scene.unit, size, 0.75 + 0.25 * rng.random(), rng.random() < 0.3))
        elif motif.stands == "close":
            y = scene.height * 0.47 + (0.05 * (-1) ** k + jitter[1] * (0.3 + 0.05 * count)) * scene.unit
            near = rng.random() if count > 3 else 0.8
            spots.append(Spot(x, y, base * (0.7 + 0.5 * near), 0.7 + 0.3 * near, k % 2 == 1 and count == 2))
        else:
            back = rng.random() if count > 2 else 0.15 * k
            level = setting.water if motif.stands == "water" and setting.water is not None else setting.ground(x)
            y = level + (0.10 - 0.20 * back) * scene.unit * min(1.0, 0.4 + count / 10)
            spots.append(Spot(x, y, base * (1.2 - 0.55 * back), 1 - 0.35 * back, count == 2 and k == 1))
    spots.sort(key=lambda spot: (spot.depth, spot.size))
    return spots


def _draw(proof: Proof, setting: Setting, subject: Subject, spot: Spot, rank: int) -> None:
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
        reflection(proof, plate, spot.y)
    elif motif.stands == "ground" and not setting.indoors:
        _contact(proof, spot)
    proof.lay(plate, Lay(depth=spot.depth, relief=motif.relief, counter=0.0 if motif.name in _HEAVENLY else 0.75, subject=rank < 2))


def own_colour(scene: Scene, motif: Motif, subject: Subject) -> Ink:
    """The colour the words give a thing, else its natural one, drawn into the palette and the hour."""
    if subject.colour is not None:
        return relight(subject.colour, lightness(subject.colour) * (1 - 0.10 * scene.night))
    if isinstance(motif.tone, str):
        natural = from_hex(motif.tone) or scene.tones.pale
        toned = scene.ramp.tone(min(max(lightness(natural), 0.05), 1.0))
        ink = mix(natural, toned, 0.45)
        return relight(ink, lightness(ink) * (1 - 0.28 * scene.night))
    ink = scene.ramp.tone(motif.tone)
    return relight(ink, lightness(ink) * (1 - 0.06 * scene.night))


def stand_off(proof: Proof, ink: Ink, spot: Spot, told: bool) -> Ink:
    """``ink`` moved in lightness until it differs from what lies behind the spot (told colours move less)."""
    scene = proof.scene
    half = max(int(spot.size * 0.35), 2)
    cx = int(np.clip(spot.x, 0, scene.width - 1))
    cy = int(np.clip(spot.y - spot.size * 0.4, 0, scene.height - 1))
    patch = proof.rgb[max(cy - half, 0) : cy + half, max(cx - half, 0) : cx + half].reshape(-1, 3).mean(axis=0)
    behind = lightness((float(patch[0]), float(patch[1]), float(patch[2])))
    own = lightness(ink)
    need = 0.14 if told else 0.27
    if abs(own - behind) >= need:
        return ink
    goal = behind - need if behind > 0.46 or (told and own < behind) else behind + need
    return relight(ink, min(max(goal, 0.1), 0.97))


def reflection(proof: Proof, plate: Plate, y: float) -> None:
    """The thing upside down in the water below its line ``y`` (pixels), broken by ripples."""
    scene = proof.scene
    y0 = int(np.clip(round(y), 1, scene.height - 1))
    rows = scene.height - y0
    if rows < 3 or plate.box is None:
        return
    away = np.arange(rows, dtype=np.float32)[:, None]
    sway = np.sin(away * np.float32(2 * np.pi / (0.028 * scene.unit + 1)) + np.sqrt(away)) * (1 + away / np.float32(0.05 * scene.unit)) * np.float32(0.0045 * scene.unit)
    x = np.arange(scene.width, dtype=np.float32)[None] + sway
    source = np.broadcast_to(np.clip(y0 - 1 - away * np.float32(1.1), 0, scene.height - 1), x.shape).astype(np.float32)
    turned = proof.plate()
    fade = np.float32(0.55) * np.clip(1 - away / np.float32(0.5 * scene.unit), 0, 1)
    turned.alpha[y0:] = cv2.remap(plate.alpha, x, source, cv2.INTER_LINEAR) * fade
    turned.rgb[y0:] = cv2.remap(plate.rgb, x, source, cv2.INTER_LINEAR) * np.float32(0.72)
    turned.box = (plate.box[0], y0, plate.box[2], scene.height)
    proof.lay(turned, Lay(shadow=False))


def _contact(proof: Proof, spot: Spot) -> None:
    """The shadow where a thing meets the ground, falling away from the light."""
    scene = proof.scene
    plate = proof.plate()
    brush = Brush(plate, spot.x, spot.y, spot.size, inks_of(scene, scene.tones.dark), scene.rng("shadow"))
    lean = 0.18 if scene.light_x < spot.x else -0.18
    for k in range(3):
        brush.shape(oval(lean, 0.0, 0.46 - 0.1 * k, 0.055 - 0.014 * k), scene.tones.dark, 0.16)
    proof.lay(plate, Lay(shadow=False))
