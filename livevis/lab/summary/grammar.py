"""Lyric lines with their summaries, drawn from the templates of `lines.toml`.

Enters: a `Speaker`. Leaves: `Line`s: the words as sung, and what of them can be seen. Pure; any thread.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from livevis.lab.summary.forms import article
from livevis.lab.summary.phrases import ARTICLE, Part, Speaker, Thing, Word, plain

SHORT_IS = "@s"
"""Stands for "is" as it is sung: "the cat's on the bed"."""
_TOKEN = re.compile(r"\{[^}]+\}|,|[^\s,{}]+")


@dataclass(frozen=True)
class Template:
    """``sung`` and ``seen``: words, commas and slots in braces."""

    sung: tuple[str, ...]
    seen: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A sung line, and what is seen: in full, ``terse``, and ``bare``, the things alone."""

    heard: tuple[Word, ...]
    said: tuple[Word, ...] = ()
    terse: tuple[Word, ...] = ()
    bare: tuple[Word, ...] = ()


@cache
def templates(name: str) -> tuple[tuple[Template, ...], tuple[int, ...]]:
    """The templates called ``name`` ("seen", "unseen") in `lines.toml`, and their weights."""
    raw = tomllib.loads(resources.files(__package__).joinpath("lines.toml").read_text("utf-8"))
    found, weights = [], []
    for entry in raw["lines"][name].strip("\n").splitlines():
        weight, _, text = entry.partition(" ")
        sung, _, seen = text.partition("|")
        found.append(Template(tuple(_TOKEN.findall(sung)), tuple(_TOKEN.findall(seen))))
        weights.append(int(weight))
    return tuple(found), tuple(weights)


def line(speaker: Speaker, name: str = "seen") -> Line:
    """One line from a template drawn by the speaker's generator."""
    choices, weights = templates(name)
    template = speaker.rng.choices(choices, weights)[0]
    parts: dict[str, Part] = {}
    heard: list[Word] = []
    for token in template.sung:
        heard += _part(token, speaker, parts).heard if token.startswith("{") else _comma(token, speaker.rng)
    return Line(
        tuple(heard), _seen(template, parts, False), _seen(template, parts, True), _bare(template, parts)
    )


def empty(speaker: Speaker) -> Line:
    """A line that shows nothing."""
    words = plain(speaker.rng.choice(speaker.words.empty))
    return Line(words)


def spelled(words: Iterable[Word], heard_as: dict[int, str]) -> str:
    """Words in a row, with misheard ones as heard, articles as English wants them, no stray commas."""
    texts = " ".join(heard_as.get(word.tie, word.text) if word.tie else word.text for word in words).split()
    made: list[str] = []
    for i, text in enumerate(texts):
        if text == ",":
            if made and not made[-1].endswith(","):
                made[-1] += ","
        elif text == SHORT_IS:
            made[-1:] = [f"{one}'s" for one in made[-1:]]
        elif text == ARTICLE:
            made.append(article(texts[i + 1]) if i + 1 < len(texts) else "a")
        else:
            made.append(text)
    return " ".join(made).strip(", ")


def _comma(token: str, rng: random.Random) -> tuple[Word, ...]:
    """A comma is rarely sung; other words are taken as they are."""
    return (Word(token),) if token != "," or rng.random() < 0.3 else ()


def _seen(template: Template, parts: dict[str, Part], terse: bool) -> tuple[Word, ...]:
    made: list[Word] = []
    for token in template.seen:
        if not token.startswith("{"):
            made.append(Word(token))
            continue
        name = token[1:-1]
        if "^" in name and name[-1] != "^":
            fronts, _, noun = name.partition("^")
            thing = parts[noun]
            assert isinstance(thing, Thing)
            words = tuple(word for front in fronts for word in parts[front].said)
            made += thing.with_adjectives(words, terse)
        else:
            part = parts[name.rstrip("^")]
            made += part.terse if terse else part.said
            if name.endswith("^"):
                made = made[1:]
    return tuple(made)


def _bare(template: Template, parts: dict[str, Part]) -> tuple[Word, ...]:
    """The things seen, in order, comma-parted."""
    made: list[Word] = []
    for token in template.seen:
        if token.startswith("{"):
            part = parts[token[1:-1].rstrip("^").rpartition("^")[2]]
            made += (Word(","), *part.bare) if part.bare else ()
    return tuple(made)


def _part(token: str, speaker: Speaker, parts: dict[str, Part]) -> Part:
    """The part for a slot, drawn once and kept."""
    name = token[1:-1]
    if name not in parts:
        parts[name] = _MAKERS[name.rstrip("2")](speaker)
    return parts[name]


def _described(speaker: Speaker, words: tuple[str, ...]) -> Part:
    said = speaker.tied(speaker.rng.choice(words))
    return Part(said, said, said)


def _of_weather(speaker: Speaker) -> Part:
    said = speaker.tied(speaker.rng.choice(speaker.words.weathers))
    front = speaker.rng.choice(
        ("there's", "here comes the", "all this", "nothing but", "so much", "the", "the")
    )
    return Part((*plain(front), *said), said, said, said)


_MAKERS: dict[str, Callable[[Speaker], Part]] = {
    "N": Speaker.thing,
    "O": Speaker.thing,
    "X": Speaker.thing,
    "n": Speaker.bare,
    "L": lambda speaker: speaker.thing(place=True),
    "P": Speaker.place,
    "Q": Speaker.place,
    "T": Speaker.hour,
    "J": Speaker.abstract,
    "F": Speaker.material,
    "S": _of_weather,
    "A": lambda speaker: _described(speaker, speaker.words.adjectives),
    "B": lambda speaker: _described(speaker, speaker.words.adjectives),
    "C": lambda speaker: _described(speaker, speaker.words.colours),
    "M": lambda speaker: _described(speaker, speaker.words.moods),
    "K": lambda speaker: speaker.unseen("unseen"),
    "G": lambda speaker: speaker.unseen("going"),
    "U": Speaker.someone,
    "V": lambda speaker: speaker.doing(speaker.words.moving),
    "v": lambda speaker: speaker.doing(speaker.words.moving, "ing"),
    "V=": lambda speaker: speaker.doing(speaker.words.moving, "ing"),
    "V!": lambda speaker: speaker.doing(speaker.words.moving, "base"),
    "W": lambda speaker: speaker.doing(speaker.words.handling),
    "W=": lambda speaker: speaker.doing(speaker.words.handling, "ing"),
    "W!": lambda speaker: speaker.doing(speaker.words.handling, "base"),
}
