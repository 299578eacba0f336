"""The word list behind the word picker: what a word shows, whatever form it stands in.

Enters: `lexicon.toml` beside this file, once. Leaves: kinds, basic forms, and the small tables of
grammar. Pure and read-only; any thread.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any

VOWELS = "aeiou"


class Kind(str, Enum):
    """What a word shows."""

    THING = "thing"
    CREATURE = "creature"
    PERSON = "person"
    BODY = "body"
    PLANT = "plant"
    PLACE = "place"
    SKY = "sky"
    WEATHER = "weather"
    LIGHT = "light"
    HOUR = "hour"
    SEASON = "season"
    MATERIAL = "material"
    COLOUR = "colour"
    QUALITY = "quality"
    MOOD = "mood"
    ACTION = "action"


SUBJECTS = frozenset({Kind.THING, Kind.CREATURE, Kind.PERSON, Kind.BODY, Kind.PLANT})
SETTINGS = frozenset({Kind.PLACE, Kind.SKY, Kind.WEATHER, Kind.LIGHT, Kind.HOUR, Kind.SEASON})
NOUNS = SUBJECTS | SETTINGS | {Kind.MATERIAL}
COMPARED = frozenset({Kind.COLOUR, Kind.QUALITY, Kind.MOOD})


@dataclass(frozen=True)
class Grammar:
    """Closed word classes, all lower case; see the comments in `lexicon.toml`."""

    unique: frozenset[str]
    mass: frozenset[str]
    verbish: frozenset[str]
    determiner: frozenset[str]
    preposition: frozenset[str]
    link: frozenset[str]
    subject: frozenset[str]
    filler: frozenset[str]
    stop: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """What words show.

    ``kinds``: basic form to kind. ``participles``: form of a visible action to its -ing form.
    ``irregular``: form to basic form. ``nominal``: an adjective to the thing it is when it stands
    alone after an article ("the dark"). ``echoes``: a word nobody can paint to a picture that stands
    for it. ``stop_elsewhere`` and ``translate``: by two-letter language code.
    """

    kinds: Mapping[str, Kind]
    participles: Mapping[str, str]
    irregular: Mapping[str, str]
    nominal: Mapping[str, str]
    echoes: Mapping[str, str]
    grammar: Grammar
    stop_elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)
    translate: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def kind(self, word: str) -> Kind | None:
        """What ``word`` (lower case, any regular form) shows, or None if it is not in the list."""
        if word in self.participles:
            return Kind.ACTION
        return self.kinds.get(self.basic(word))

    def basic(self, word: str) -> str:
        """The listed basic form of ``word``, or ``word`` itself if no rule finds one.

        Endings are taken off only where they make sense: a plural of a noun, a comparative of an
        adjective, -ing and -ed of the weather ("raining"), not of things ("watching" is no watch).
        """
        if word in self.kinds or word in self.participles:
            return word
        if word in self.irregular:
            return self.irregular[word]
        for stem, kinds in _stems(word):
            if self.kinds.get(stem) in kinds:
                return stem
        return word

    def plural(self, word: str) -> bool:
        """True if ``word`` is the plural of a listed noun, or looks like one if it is not listed."""
        basic = self.basic(word)
        if basic in self.kinds:
            return basic != word and self.kinds[basic] in NOUNS and not word.endswith("ing")
        return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _stems(word: str) -> Iterator[tuple[str, Collection[Kind]]]:
    """Possible basic forms of ``word``, each with the kinds it may then be of, likeliest first."""
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y", NOUNS
    if word.endswith("es") and len(word) > 4:
        yield word[:-1], NOUNS
        yield word[:-2], NOUNS
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        yield word[:-1], NOUNS
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            for stem in _unended(word[: -len(ending)]):
                yield stem, (Kind.WEATHER,)
    for ending in ("est", "er"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            for stem in _unended(word[: -len(ending)]):
                yield stem, COMPARED


def _unended(stem: str) -> Iterator[str]:
    """What a word may have been before its ending: as it is, with its e, with one consonant, with y."""
    yield stem
    yield stem + "e"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        yield stem[:-1]
    if stem.endswith("i"):
        yield stem[:-1] + "y"


@cache
def english() -> Lexicon:
    """The list that ships with livevis; read once.

    Raises:
        ValueError: a word stands in two lists (told with both).
    """
    raw = tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    return build(raw)


def build(raw: Mapping[str, Any]) -> Lexicon:
    """A lexicon from the tables of a file like `lexicon.toml`."""
    kinds: dict[str, Kind] = {}
    for name, words in raw["kinds"].items():
        for word in words.split():
            if word in kinds:
                raise ValueError(f"{word!r} stands under both {kinds[word].value} and {name}")
            kinds[word] = Kind(name)
    participles: dict[str, str] = {}
    for participle, forms in raw["actions"].items():
        for form in (participle, *forms.split()):
            if form in kinds:
                raise ValueError(f"{form!r} stands under both {kinds[form].value} and actions")
            participles[form] = participle
    return Lexicon(
        kinds=kinds,
        participles=participles,
        irregular=dict(raw["irregular"]),
        nominal=dict(raw["nominal"]),
        echoes=dict(raw["echoes"]),
        grammar=Grammar(**{name: frozenset(words.split()) for name, words in raw["grammar"].items()}),
        stop_elsewhere={code: frozenset(words.split()) for code, words in raw["stop_elsewhere"].items()},
        translate={
            code: dict(pair.split(":", 1) for pair in pairs.split())
            for code, pairs in raw["translate"].items()
        },
    )
