"""The words of the pocket models: subjects, places, hours, weathers, looks and colours, in learning order.

Enters: ``vocabulary.toml`` beside this file. Leaves: one frozen `Vocabulary`. Pure; any thread.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from livevis.lab.pocket.plan import RGB, Named, Subject

_FILE = Path(__file__).with_name("vocabulary.toml")
_UNCOUNTED = "="


@dataclass(frozen=True)
class Vocabulary:
    """Everything a scene can hold, each list in the order it is learned.

    ``plain``: style phrases that ask for no look. ``moods``: words that show nothing. ``joins``: by
    place, the prepositions that tie a subject to it. ``tints``: colour name -> sRGB; ``tint_words`` its
    synonyms. ``dyes``: by subject, a colour its glyph always takes. ``glows``: by subject, the colour
    of the light it gives. ``uncounted``: subjects' words that take no "a": "lightning", "lovers".
    """

    subjects: tuple[Subject, ...]
    places: tuple[Named, ...]
    hours: tuple[Named, ...]
    weathers: tuple[Named, ...]
    looks: tuple[Named, ...]
    plain: tuple[str, ...]
    moods: tuple[str, ...]
    joins: Mapping[str, tuple[str, ...]]
    tints: Mapping[str, RGB]
    tint_words: Mapping[str, tuple[str, ...]]
    dyes: Mapping[str, RGB]
    glows: Mapping[str, RGB]
    uncounted: frozenset[str]

    def limited(self, subjects: int, places: int, looks: int) -> Vocabulary:
        """The first so many of each list; hours, weathers and colours whole."""
        return replace(
            self,
            subjects=self.subjects[:subjects],
            places=self.places[:places],
            looks=self.looks[:looks],
        )

    def subject(self, name: str) -> Subject:
        """The subject of that key.

        Raises:
            KeyError: there is none.
        """
        for subject in self.subjects:
            if subject.name == name:
                return subject
        raise KeyError(name)

    def place(self, name: str) -> Named:
        """The place of that key (KeyError if there is none)."""
        return _named(self.places, name)

    def hour(self, name: str) -> Named:
        """The hour of that key (KeyError if there is none)."""
        return _named(self.hours, name)

    def weather(self, name: str) -> Named:
        """The weather of that key; "" is a clear sky (KeyError if there is none)."""
        return _named(self.weathers, name)

    def look(self, name: str) -> Named:
        """The look of that key; "" is the plain one (KeyError if there is none)."""
        return Named("", self.plain) if not name else _named(self.looks, name)

    def phrases(self) -> tuple[str, ...]:
        """Every phrase a caption may be made of, in order, none twice."""
        named = [*self.places, *self.hours, *self.weathers, *self.looks]
        texts = [text for subject in self.subjects for text in (*subject.words, *subject.plurals)]
        texts += [text for one in named for text in one.words]
        texts += [*self.plain, *self.moods]
        texts += [text for synonyms in self.tint_words.values() for text in synonyms]
        texts += [join for joins in self.joins.values() for join in joins]
        return tuple(dict.fromkeys(texts))

    def words(self) -> tuple[str, ...]:
        """Every single word of `phrases`, in order, none twice: for a tokenizer's corpus."""
        return tuple(dict.fromkeys(word for text in self.phrases() for word in text.split()))


@cache
def vocabulary() -> Vocabulary:
    """The whole vocabulary, read once."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    dyes = {name: _rgb(value) for name, value in table["dyes"].items()}
    return Vocabulary(
        subjects=tuple(_subject(name, entry) for name, entry in table["subjects"].items()),
        places=tuple(Named(name, _parted(entry["words"])) for name, entry in table["places"].items()),
        hours=_group(table["hours"]),
        weathers=(Named("", _parted(table["clear"]["words"])), *_group(table["weathers"])),
        looks=_group(table["looks"]),
        plain=_parted(table["plain"]["words"]),
        moods=_parted(table["moods"]["words"]),
        joins={name: tuple(entry["joins"].split()) for name, entry in table["places"].items()},
        tints={name: _rgb(entry["rgb"]) for name, entry in table["colours"].items()},
        tint_words={name: _parted(entry["words"]) for name, entry in table["colours"].items()},
        dyes={name: dyes[entry["dye"]] for name, entry in table["subjects"].items() if "dye" in entry},
        glows={name: _rgb(value) for name, value in table["glows"].items()},
        uncounted=frozenset(
            text.removeprefix(_UNCOUNTED)
            for entry in table["subjects"].values()
            for text in _parted(entry["words"])
            if text.startswith(_UNCOUNTED)
        ),
    )


def plural(phrase: str) -> str:
    """The regular English plural of a phrase's last word."""
    if re.search(r"[^aeiou]y$", phrase):
        return phrase[:-1] + "ies"
    return phrase + ("es" if re.search(r"(s|x|z|ch|sh)$", phrase) else "s")


def _subject(name: str, entry: Mapping[str, Any]) -> Subject:
    """An entry of the table; words marked "=" have no plural and stand as they are."""
    singular, plurals = [], []
    for text in _parted(entry["words"]):
        word, _, given = text.removeprefix(_UNCOUNTED).partition("/")
        singular.append(word)
        if not text.startswith(_UNCOUNTED):
            plurals.append(given or plural(word))
    return Subject(
        name=name,
        glyph=entry["glyph"],
        words=tuple(singular),
        plurals=tuple(plurals) or tuple(singular),
        home=entry.get("home", "ground"),
        tall=entry["tall"],
        tints=entry.get("tints", True),
    )


def _group(table: Mapping[str, str]) -> tuple[Named, ...]:
    return tuple(Named(name, _parted(text)) for name, text in table.items())


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _named(group: Iterable[Named], name: str) -> Named:
    for one in group:
        if one.name == name:
            return one
    raise KeyError(name)


def _rgb(value: Iterable[int]) -> RGB:
    red, green, blue = value
    return (red, green, blue)
