"""What a scene is called: one line in the very form the prompter writes, or the summariser's sentence.

Enters: a `Scene`. Leaves: "SUBJECTS, SETTING, MOOD, THEME, STYLE, COLOURS tones", parts missing or in
another order now and then, so that a model learns each word by itself. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.random import Generator

from livevis.lab.pocket.plan import Cast, Named, Scene
from livevis.lab.pocket.sayings import (
    ACROSS,
    AROUND,
    CODAS,
    DOING,
    EMPTY_ADJECTIVES,
    FALLING,
    NEAR,
    NUMBERS,
    ONSETS,
    PARTICIPLES,
    SIZES,
    STROKES,
    TIES,
    TOWARDS,
    UPON,
    VERBS,
    VOWELS,
)
from livevis.lab.pocket.vocabulary import Vocabulary, vocabulary
from livevis.prompt.template import content

HELD_OUT_OF = 10
"""One in so many combinations of subject, place and look is never trained on."""


@dataclass(frozen=True)
class _Told:
    """Which parts of a scene a caption tells; the rest may be anything."""

    place: bool
    hour: bool
    weather: bool
    style: bool
    tones: bool
    noise: bool
    theme: bool = False


def caption(scene: Scene, known: Vocabulary, rng: Generator) -> str:
    """One line of words for ``scene``, as the prompter would have written it.

    Everything that is not usual (no place, by day, clear, plain) is told, so that a picture follows from
    its caption; the usual is told now and then, and words without a meaning come in. ``known`` gives the
    phrases, ``rng`` decides everything else.
    """
    told = _told(scene, rng)
    if scene.casts and rng.random() < 0.07:
        return ", ".join(_keywords(scene, told, known, rng))
    if scene.casts and rng.random() < 0.10:
        said = [_sentence(scene, told, known, rng)]
        hour = False
    else:
        said, hour = _picture(scene, told, known, rng)
    theme, timed = _theme(scene, known, rng) if told.theme else ("", False)
    untimed = timed or not (hour or not said)
    rest = _weather(scene, told, known, rng) if untimed else _rest(scene, told, known, rng)
    said_words = content(" ".join(said))  # nothing twice, as the prompter has it
    rest = [phrase for phrase in rest if not content(phrase) & said_words]
    if told.noise:
        rest.insert(int(rng.integers(len(rest) + 1)), _noise(known, rng))
    if rng.random() < 0.25:
        rng.shuffle(rest)
    rest += [theme] if theme else []
    style = [_pick(known.look(scene.look).words, rng)] if told.style else []
    tones = [f"{' and '.join(scene.tones)} tones"] if told.tones else []
    if style and rng.random() < 0.06:
        return ", ".join([*style, *said, *rest, *tones])
    return ", ".join([*said, *rest, *style, *tones])


def sentence(scene: Scene, known: Vocabulary, rng: Generator) -> str:
    """A summariser's sentence of at most 16 words: "a small boat sleeps on the harbor at night"."""
    return _sentence(scene, _Told(bool(scene.place), True, True, False, False, False), known, rng)


def holdout(scene: Scene) -> bool:
    """True for the tenth of all (subject, place, look) combinations that training never sees.

    Counted on the whole vocabulary, so that a limited one holds out the same; a scene of two
    subjects is held out if either of them is, one without subjects never.
    """
    known = vocabulary()
    place = next((i for i, one in enumerate(known.places) if one.name == scene.place), 0)
    look = next((i + 1 for i, one in enumerate(known.looks) if one.name == scene.look), 0)
    numbers = {one.name: i for i, one in enumerate(known.subjects)}
    return any(
        (3 * numbers.get(cast.subject.name, 0) + 7 * place + look) % HELD_OUT_OF == 0 for cast in scene.casts
    )


def _told(scene: Scene, rng: Generator) -> _Told:
    chances = rng.random(7)
    return _Told(
        place=bool(scene.place),
        hour=bool(scene.hour) and bool(chances[1] < 0.45 or scene.hour != "day"),
        weather=bool(scene.weather) or bool(chances[2] < 0.12),
        style=bool(scene.look) or bool(chances[3] < 0.5),
        tones=bool(scene.tones),
        noise=bool(chances[5] < 0.25),
        theme=bool(scene.place) and bool(chances[6] < 0.22),
    )


def _picture(scene: Scene, told: _Told, known: Vocabulary, rng: Generator) -> tuple[list[str], bool]:
    """The subjects' phrases, tied to the place or beside it; whether the hour is still to be told."""
    phrases = [_of(cast, known, rng) for cast in scene.casts]
    place = _place(known.place(scene.place), known, rng) if told.place else ""
    if not phrases:
        return _landscape(scene, place, told, known, rng)
    if len(phrases) == 2 and rng.random() < 0.7:
        phrases = [f"{phrases[0]} {_pick(NEAR if rng.random() < 0.85 else TOWARDS, rng)} {phrases[1]}"]
    elif rng.random() < 0.04:
        phrases[0] = f"{_pick(DOING, rng)} {_bare(phrases[0])}"
    if told.weather and scene.weather in FALLING and rng.random() < 0.15:
        return [
            f"{FALLING[scene.weather]} {_pick(UPON, rng)} {phrases[0]}",
            *phrases[1:],
            *filter(None, [place]),
        ], True
    if not place:
        return phrases, True
    if rng.random() < 0.45:
        join = _pick(known.joins[scene.place] if rng.random() < 0.85 else ACROSS, rng)
        phrases[-1] = f"{phrases[-1]} {join} {place}"
        return phrases, True
    if rng.random() < 0.06:
        return [f"{place} {_pick(AROUND, rng)} {phrases[0]}", *phrases[1:]], True
    if told.hour and rng.random() < 0.4:
        return [*phrases, f"{place} {_at(known.hour(scene.hour), rng)}"], False
    return ([place, *phrases] if rng.random() < 0.12 else [*phrases, place]), True


def _theme(scene: Scene, known: Vocabulary, rng: Generator) -> tuple[str, bool]:
    """Another place, as a look's author adds one to every line, and whether it tells the scene's hour."""
    others = [place for place in known.places if place.name != scene.place]
    place = _place(others[int(rng.integers(len(others)))], known, rng)
    chance = rng.random()
    if not scene.hour or chance < 0.4:
        return place, False
    if chance < 0.7:
        return f"{place} {_at(known.hour(scene.hour), rng)}", True
    return f"{_bare(_pick(_plain_hours(known.hour(scene.hour)), rng))} {_pick(UPON, rng)} {place}", True


def _landscape(
    scene: Scene, place: str, told: _Told, known: Vocabulary, rng: Generator
) -> tuple[list[str], bool]:
    """A scene without subjects: "a silver river", "a harbor before dawn", "light over the sea"."""
    chance = rng.random() if told.hour else 1.0
    if chance < 0.35:
        return [f"{place} {_at(known.hour(scene.hour), rng)}"], False
    if chance < 0.60:
        light = _bare(_pick(_plain_hours(known.hour(scene.hour)), rng))
        return [f"{light} {_pick(UPON, rng)} {place}"], False
    if chance < 0.66:
        return [f"light over {place}"], True
    return [place], True


def _rest(scene: Scene, told: _Told, known: Vocabulary, rng: Generator) -> list[str]:
    hour = [_pick(known.hour(scene.hour).words, rng)] if told.hour and scene.hour else []
    return hour + _weather(scene, told, known, rng)


def _weather(scene: Scene, told: _Told, known: Vocabulary, rng: Generator) -> list[str]:
    return [_pick(known.weather(scene.weather).words, rng)] if told.weather else []


def _keywords(scene: Scene, told: _Told, known: Vocabulary, rng: Generator) -> list[str]:
    """The barest form: "boat, sea, night, ink"."""
    words = [_name(cast, rng) for cast in scene.casts]
    words += [_bare(_pick(known.place(scene.place).words, rng))] if told.place else []
    words += [scene.hour] if told.hour and scene.hour else []
    words += [scene.weather] if told.weather and scene.weather else []
    words += [_pick(known.look(scene.look).words, rng)] if told.style and scene.look else []
    return words


def _sentence(scene: Scene, told: _Told, known: Vocabulary, rng: Generator) -> str:
    """Subject, verb, place, hour: shortened from its end to 16 words."""
    parts = []
    if scene.casts:
        cast = scene.casts[0]
        verb = _pick(VERBS[cast.subject.home], rng)
        many = cast.count > 1 or len(scene.casts) > 1
        parts.append(" and ".join(_of(one, known, rng) for one in scene.casts))
        parts.append(_without_s(verb) if many else verb)
    if told.place:
        place = _place(known.place(scene.place), known, rng)
        parts.append(f"{_pick(known.joins[scene.place], rng)} {place}" if parts else place)
    if told.hour and scene.hour:
        parts.append(_at(known.hour(scene.hour), rng))
    if told.weather and scene.weather:
        parts.append(f"in the {scene.weather}")
    while len(" ".join(parts).split()) > 16 and len(parts) > 1:
        parts.pop()
    return " ".join(parts)


def _of(cast: Cast, known: Vocabulary, rng: Generator) -> str:
    """A noun phrase: "a small red boat", "three sleeping horses", "the moon"."""
    words = []
    if rng.random() < 0.22:
        words.append(_pick(EMPTY_ADJECTIVES, rng))
    if cast.size:
        words.insert(0, _pick(SIZES[cast.size], rng))
    if rng.random() < 0.10:
        words.append(_pick(PARTICIPLES[cast.subject.home], rng))
    if cast.tint:
        words.append(_pick(known.tint_words[cast.tint], rng))
    name = _name(cast, rng)
    body = " ".join([*words, name])
    if cast.count > 1:
        number = _pick(NUMBERS[cast.count], rng)
        return f"{number or rng.choice(['', '', 'the', 'a'])} {body}".strip()
    chance = rng.random()
    if chance < 0.06 or name in known.uncounted:
        return body
    if chance < 0.22 or (cast.subject.home == "sky" and chance < 0.8):
        return f"the {body}"
    return f"{'an' if body[0] in 'aeiou' else 'a'} {body}"


def _name(cast: Cast, rng: Generator) -> str:
    """The usual name half of the time, else a synonym."""
    names = cast.subject.plurals if cast.count > 1 else cast.subject.words
    return names[0] if rng.random() < 0.5 else _pick(names, rng)


def _place(place: Named, known: Vocabulary, rng: Generator) -> str:
    """A place's phrase, an adjective that shows nothing put in now and then: "a quiet harbor"."""
    phrase = place.words[0] if rng.random() < 0.3 else _pick(place.words, rng)
    if rng.random() > 0.3:
        return phrase
    head, _, tail = phrase.partition(" ")
    adjective = _pick(EMPTY_ADJECTIVES if rng.random() < 0.75 else tuple(known.tints), rng)
    if head in ("a", "an"):
        return f"{'an' if adjective[0] in 'aeiou' else 'a'} {adjective} {tail}"
    return f"the {adjective} {tail}" if head == "the" else f"{adjective} {phrase}"


def _at(hour: Named, rng: Generator) -> str:
    """An hour's phrase as it follows a noun: "before dawn", "at night"."""
    phrase = _pick([one for one in hour.words if one.split()[0] in TIES or one in STROKES], rng)
    if phrase not in STROKES:
        return phrase
    return f"{'before' if hour.name == 'dawn' and rng.random() < 0.3 else 'at'} {phrase}"


def _plain_hours(hour: Named) -> list[str]:
    """An hour's phrases that can stand alone: "sunrise", not "at sunrise"."""
    return [phrase for phrase in hour.words if phrase.split()[0] not in TIES]


def _noise(known: Vocabulary, rng: Generator) -> str:
    """A phrase that shows nothing: a mood, or words nobody knows."""
    if rng.random() < 0.65:
        return _pick(known.moods, rng)
    return " ".join(_invented(rng) for _ in range(int(rng.integers(1, 4))))


def _invented(rng: Generator) -> str:
    """A pronounceable word that most likely means nothing."""
    syllables = int(rng.integers(1, 4))
    body = "".join(_pick(ONSETS, rng) + _pick(VOWELS, rng) for _ in range(syllables))
    return body + _pick(CODAS, rng)


def _bare(phrase: str) -> str:
    head, _, tail = phrase.partition(" ")
    return tail if head in ("a", "an", "the") else phrase


def _without_s(verb: str) -> str:
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith("ches") else verb[:-1]


def _pick(options: Sequence[str], rng: Generator) -> str:
    return options[int(rng.integers(len(options)))]
