"""Scenes made up by a seed, and scenes turned into pictures.

Enters: a seed and a `Vocabulary`, or a `Scene` and `Glyphs`. Leaves: a `Scene`, or its picture, uint8
(side, side, 3) sRGB. Pure but for the glyphs' own cache; any thread, one `Glyphs` each.
"""

from __future__ import annotations

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from livevis.lab.pocket import looks, places
from livevis.lab.pocket.glyphs import Glyphs
from livevis.lab.pocket.plan import RGB, SIDE, Cast, Scene
from livevis.lab.pocket.sprites import compose
from livevis.lab.pocket.staging import stage
from livevis.lab.pocket.vocabulary import Vocabulary
from livevis.prompt.template import COLOURS

_ONLY_ONE = ("sun", "rainbow", "earth")
_COUNTS = ((0, 0.08), (1, 0.50), (2, 0.42))
_WEATHERS = (("", 0.60), ("rain", 0.09), ("snow", 0.09), ("fog", 0.08), ("storm", 0.06), ("cloud", 0.08))


def draw(seed: int, known: Vocabulary) -> Scene:
    """A random scene, the same for the same seed and vocabulary.

    One subject in 50 %, two in 42 %, none in 8 %; several of one kind in 20 %; a tint for a quarter;
    tones in 40 %; every place, hour and look alike often, no look as often as one of them.
    """
    rng = np.random.default_rng([seed, 0])
    count = _weighted(_COUNTS, rng)
    chosen = rng.choice(len(known.subjects), size=min(count, len(known.subjects)), replace=False)
    casts = tuple(_cast(known, int(index), count > 1, rng) for index in chosen)
    place = known.places[int(rng.integers(len(known.places)))].name
    place = "" if casts and rng.random() < 0.12 else place
    hour = "day" if rng.random() < 0.15 else known.hours[int(rng.integers(len(known.hours)))].name
    weather = _weather(rng)
    look = "" if rng.random() < 0.15 else known.looks[int(rng.integers(len(known.looks)))].name
    tones = _tones(rng) if rng.random() < 0.4 else ()
    return Scene(casts, place, hour, weather, look, tones, seed)


def render(scene: Scene, glyphs: Glyphs, side: int = SIDE, layout: int | None = None) -> NDArray[np.uint8]:
    """The picture of ``scene``: uint8 (side, side, 3) sRGB, the same for the same scene and glyphs.

    The place is drawn first, its subjects put into it, what lies before them over them; then the look
    is applied, and the tones. With a ``layout`` (>= 0) all that words do not tell (where things stand, how
    they are turned, the lie of the land) follows from its number alone, else from the scene's own seed.
    """
    return masked(scene, glyphs, side, layout)[0]


def masked(
    scene: Scene, glyphs: Glyphs, side: int = SIDE, layout: int | None = None
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The picture of ``scene``, and where its subjects are: uint8 (side, side), their alpha."""
    pixels, mask = _composed(scene, glyphs, side, layout)
    if scene.look:
        pixels = looks.apply(scene.look, pixels, mask, _chance(scene, layout, 2))
    if scene.tones:
        pixels = looks.grade(pixels, [COLOURS[name] for name in scene.tones])
    return np.ascontiguousarray(pixels), mask


def _composed(
    scene: Scene, glyphs: Glyphs, side: int, layout: int | None
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Before look and tones."""
    land, stand = _chance(scene, layout, 0), _chance(scene, layout, 1)
    ground = places.ground(scene.place, scene.hour or "day", scene.weather, land, side)
    placed = stage(scene, ground, glyphs, stand)
    return compose(ground, placed, stand, dark=scene.hour in ("night", "sunset", "dawn"))


def _chance(scene: Scene, layout: int | None, part: int) -> Generator:
    """What decides ``part`` of a rendering: land, standing, brush."""
    own = [scene.seed, 1] if layout is None else [layout, 2]
    return np.random.default_rng([*own, part])


def _cast(known: Vocabulary, index: int, shared: bool, rng: Generator) -> Cast:
    """A subject; two to four of it in a fifth of all cases, two in a twelfth if the picture is ``shared``."""
    subject = known.subjects[index]
    many = rng.random() < (0.08 if shared else 0.2) and subject.name not in _ONLY_ONE
    count = int(rng.integers(2, 3 if shared else 5)) if many else 1
    size = str(rng.choice(["small", "big"])) if rng.random() < 0.2 and count == 1 else ""
    tints = [name for name in known.tints if name != subject.name]
    tint = tints[int(rng.integers(len(tints)))] if subject.tints and rng.random() < 0.27 else ""
    return Cast(subject, count, size, tint)


def _weather(rng: Generator) -> str:
    names = [name for name, _ in _WEATHERS]
    return names[int(rng.choice(len(names), p=[weight for _, weight in _WEATHERS]))]


def _weighted(options: tuple[tuple[int, float], ...], rng: Generator) -> int:
    return options[int(rng.choice(len(options), p=[weight for _, weight in options]))][0]


def _tones(rng: Generator) -> tuple[str, ...]:
    """Two or three colour names from dark to light that share no word, as the prompter names them."""
    order = sorted(COLOURS, key=lambda name: _luma(COLOURS[name]))
    third = len(order) // 3
    bands = [order[:third], order[third : 2 * third], order[2 * third :]]
    if rng.random() < 0.3:
        bands.pop(1)
    names: list[str] = []
    for band in bands:
        name = band[int(rng.integers(len(band)))]
        if not set(name.split()) & {word for other in names for word in other.split()}:
            names.append(name)
    return tuple(names)


def _luma(colour: RGB) -> float:
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
