"""Composition: the backdrop, the things in their order, the foreground, the weather.

Enters: a scene (with its sketch). Leaves: a proof with everything laid. Any thread.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from livevis.paint.lantern_kit.abstract import ribbons, veil
from livevis.paint.lantern_kit.backdrop import Setting
from livevis.paint.lantern_kit.figure import HEAVENLY, draw
from livevis.paint.lantern_kit.light import settle, weather
from livevis.paint.lantern_kit.placing import Spot, spots_of
from livevis.paint.lantern_kit.proof import Proof
from livevis.paint.lantern_kit.registry import MOTIFS, PLACES
from livevis.paint.lantern_kit.scene import Scene
from livevis.paint.lantern_kit.words import Subject

WET = frozenset({"sea", "river", "lake", "island", "bridge", "underwater"})


_LOYAL = {"train": "railway"}


_BY_WEATHER = {"snow": "snowfield", "storm": "sea", "rain": "street", "fog": "forest", "wind": "field"}


_PLAIN = {"snow": ("void", "field", "hills", "road", "forest", "garden", "sky")}


def compose(scene: Scene) -> Proof:
    """Backdrop, things, foreground, weather."""
    proof = Proof(scene)
    name = place_of(scene)
    if not name:
        ribbons(proof)
        weather(proof)
        return proof
    setting = PLACES[name].draw(proof)
    settle(proof)
    if scene.sketch.bare:
        veil(proof)
    _things(proof, setting)
    if setting.front is not None:
        setting.front()
    weather(proof)
    return proof


def place_of(scene: Scene) -> str:
    """The backdrop: what the words say, else where the first thing is at home, else the weather's; or ""."""
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
        if hero.name in HEAVENLY and len(things) > 1:
            hero = MOTIFS[things[1].name]
        plain = hero.place in _PLAIN.get(sketch.weather[0], ("void",)) if sketch.weather else False
        return _BY_WEATHER[sketch.weather[0]] if plain else hero.place
    if sketch.weather:
        return _BY_WEATHER[sketch.weather[0]]
    return "hills" if sketch.hour else ""


def _things(proof: Proof, setting: Setting) -> None:
    scene = proof.scene
    held, holder = _held(scene.sketch.subjects)
    rest = [s for s in scene.sketch.subjects if s is not held]
    rest.sort(key=lambda s: s.name not in HEAVENLY)
    leading = [s for s in rest if s.name not in HEAVENLY] or rest
    for guest in scene.sketch.guests:
        for spot in spots_of(scene, setting, guest, 2, len(rest)):
            draw(proof, setting, guest, spot, 2)
    if scene.sketch.guests:
        settle(proof)
    for subject in rest:
        rank = leading.index(subject) if subject in leading else 1
        spots = spots_of(scene, setting, subject, rank, len(rest))
        for spot in spots:
            draw(proof, setting, subject, spot, rank)
        if subject is holder and held is not None:
            seat = MOTIFS[subject.name].seat
            assert seat is not None
            main = spots[-1]
            side = -1 if main.flip else 1
            inside = Spot(
                main.x + side * seat[0] * main.size, main.y + seat[1] * main.size, seat[2] * main.size
            )
            thing = MOTIFS[held.name]
            if thing.stands in ("ground", "water"):
                inside = replace(inside, y=inside.y + 0.45 * inside.size)
            draw(proof, setting, held, inside, 0)


def _held(subjects: tuple[Subject, ...]) -> tuple[Subject | None, Subject | None]:
    """A thing in (or on) another that can hold it: ("lantern", "window"), ("candle", "hand")."""
    for first, second in pairwise(subjects):
        for thing, other in ((first, second), (second, first)):
            fits = MOTIFS[other.name].seat is not None and MOTIFS[thing.name].size < 0.9
            told = first.relation in ("in", "on") and thing is first
            hands = other.name == "hand" and MOTIFS[thing.name].stands == "close"
            if fits and thing.count in (0, 1) and (told or hands):
                return thing, other
    return None, None
