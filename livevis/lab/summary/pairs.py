"""Training pairs: one to three lines as a recogniser hears them, and their summary.

Enters: a `Vocabulary`, a `Confusion`, a seed. Leaves: (heard, said) texts without end; said has at most
`AIMED_AT` words, all of them heard but for articles, prepositions and verbs' endings. Pure; any thread.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from livevis.lab.summary.confusion import Confusion
from livevis.lab.summary.grammar import Line, empty, line, spelled
from livevis.lab.summary.phrases import ARTICLE, Speaker, Word, plain
from livevis.lab.summary.vocabulary import Vocabulary

_TERSE_FROM, _BARE_FROM = 17, 27
"""Sung words from which the summary says less of each thing, and from which it only names them."""
AIMED_AT = 13
"""Words the summaries trained on have at most: the model will now and then say a few more."""
_JOINTS = ("and", "and", "but", "so", "where", "while", "when", "til", "and the", "or", "for", "oh", "then")


@dataclass(frozen=True)
class Pair:
    """``heard``: the lines, lower case, mostly without punctuation. ``said``: the summary."""

    heard: str
    said: str


def confusion_of(words: Vocabulary) -> Confusion:
    """What may be misheard as what: common words first, then the dictionary's."""
    known = [*words.things, *words.places, *words.masses, *words.adjectives, *words.colours, *words.abstract]
    known += [verb.base for verb in (*words.moving, *words.handling)]
    known += [part for entry in words.lists["unseen"] for part in entry.split()]
    return Confusion([*known, *words.strangers], words.phones)


ODDS = (0.1, 0.35, 0.7)
"""Shares of nouns of no known meaning, one drawn for each pair."""


def pairs(
    words: Vocabulary, confusion: Confusion, seed: int, odds: tuple[float, ...] = ODDS
) -> Iterator[Pair]:
    """Pairs without end, the same ones for the same words, seed and ``odds``."""
    rng = random.Random(seed)
    while True:
        pair = _pair(Speaker(words, rng, odd=rng.choice(odds)), confusion)
        if pair.said:
            yield pair


def _pair(speaker: Speaker, confusion: Confusion) -> Pair:
    words, rng = speaker.words, speaker.rng
    number = rng.choices((1, 2, 3), (55, 31, 14))[0]
    lines = [_one(speaker) for _ in range(number)]
    heard: list[Word] = []
    for i, one in enumerate(lines):
        if i and rng.random() < 0.4:
            heard += plain(rng.choice(_JOINTS))
        heard += _framed(one, speaker, rng)
        if i and rng.random() < 0.08:
            heard += lines[i - 1].heard
    heard_as = _misheard(heard, confusion, rng)
    text = spelled(_blurred(heard, words, rng), heard_as)
    return Pair(text, _said(lines, len(heard), heard_as) or _longest(text))


def _said(lines: list[Line], sung: int, heard_as: dict[int, str]) -> str:
    """What is seen in ``lines``, the shorter said the more was ``sung``; the last things go if it must be."""
    forms = [[one.said for one in lines], [one.terse for one in lines], [one.bare for one in lines]]
    said = ""
    for form in forms[(sung >= _TERSE_FROM) + (sung >= _BARE_FROM) :]:
        said = spelled([word for one in form for word in (Word(","), *one)], heard_as)
        if len(said.split()) <= AIMED_AT:
            return said
    return _shortened(said)


def _one(speaker: Speaker) -> Line:
    roll = speaker.rng.random()
    if roll < 0.86:
        return line(speaker)
    return line(speaker, "unseen") if roll < 0.93 else empty(speaker)


def _framed(one: Line, speaker: Speaker, rng: random.Random) -> list[Word]:
    """A line with the words that lead in and out, cries in its midst, or sung twice."""
    lists, heard = speaker.words.lists, list(one.heard)
    if rng.random() < 0.3:
        heard = [*plain(rng.choice(lists["openers"])), *heard]
    if rng.random() < 0.16:
        heard = [*heard, *plain(rng.choice(lists["closers"]))]
    if rng.random() < 0.08:
        heard = [
            *heard,
            *plain(rng.choice(("and", "so", "but", "while", "and now", "til"))),
            *empty(speaker).heard,
        ]
    if rng.random() < 0.12:
        at = rng.randrange(len(heard) + 1)
        heard[at:at] = plain(rng.choice(lists["fillers"]))
    if rng.random() < 0.05:
        heard = [*heard, *one.heard]
    elif rng.random() < 0.04:
        at = rng.randrange(len(heard))
        heard[at:at] = [heard[at]] * rng.choice((1, 2))
    if rng.random() < 0.04:
        heard = [*heard, *plain(rng.choice(("and the", "to the", "of", "in a", "with my", "and", "but i")))]
    return heard


def _misheard(heard: list[Word], confusion: Confusion, rng: random.Random) -> dict[int, str]:
    """For some tied words, what is heard in their stead; the summary says it as heard."""
    rate = rng.choice((0.0, 0.0, 0.05, 0.15))
    found: dict[int, str] = {}
    for word in heard:
        if word.tie and word.tie not in found and rng.random() < rate:
            found[word.tie] = (
                confusion.split(word.text) if rng.random() < 0.15 else confusion.misheard(word.text, rng)
            )
    return found


def _blurred(heard: list[Word], words: Vocabulary, rng: random.Random) -> list[Word]:
    """The line with small words lost, put in, or taken for one another."""
    rate = rng.choice((0.0, 0.0, 0.03, 0.1))
    small = words.lists["small"]
    known = frozenset(small)
    made: list[Word] = []
    for word in heard:
        untied = word.tie == 0 and (word.text in known or word.text == ARTICLE)
        roll = rng.random()
        if untied and roll < rate:
            continue
        if untied and roll < 1.5 * rate:
            made.append(Word(rng.choice(small)))
            continue
        made.append(word)
        if roll > 1.0 - rate / 4:
            made.append(Word(rng.choice(small)))
    return made


def _shortened(said: str) -> str:
    """At most `AIMED_AT` words: whole phrases from the end go first, then words."""
    while len(said.split()) > AIMED_AT and "," in said:
        said = said.rpartition(",")[0]
    return " ".join(said.split()[:AIMED_AT])


def _longest(heard: str) -> str:
    """For lines that show nothing, their longest word: too little for a picture, and it says so."""
    return max(heard.replace(",", " ").split(), key=len, default="")
