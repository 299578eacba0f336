"""A scripted recogniser: what Whisper would make of a song, without Whisper.

Enters: a `Gold` performance, a seed; then stretches of the take by their time. Leaves: segments of words, as
a `livevis.words.passes.Engine` does. Pure; any thread.

It is a model of a recogniser, not one: nothing is heard. What goes wrong is drawn once for a whole take, so
it persists from pass to pass as real mistakes do: words heard as others that sound alike, lost, put in; words
that come late, and half of them before; loops that stand for some seconds; phantom phrases where nobody
sings. Only case and commas flicker from pass to pass.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from livevis.lab.summary.confusion import Confusion
from livevis.lab.words.gold import Gold
from livevis.messages import Word
from livevis.units import Seconds
from livevis.words.passes import Segment
from livevis.words.spelling import normalise
from livevis.words.window import Mono

PHANTOM_PHRASES = ("Thank you.", "Thanks for watching!", "you", "Bye.", "Untertitel der Amara.org-Community")
_FILLERS = ("oh", "and", "the", "yeah", "a", "so", "well", "in")
_QUIET: Seconds = 1.5
_FLICKER = 0.02
"""Of a word's case and of its comma, from pass to pass."""
_SWAPS = dict(zip("aeioubdgptkvfszmnlr", "eaouipdtkbgfvzsnmrl", strict=True))


@dataclass(frozen=True)
class Habits:
    """What goes wrong, and how often. Defaults: CONTRACT.md section 5.

    ``substituted``, ``lost``, ``inserted``: share of the gold words. ``late``: (mean, spread) of the seconds
    from a word's end to its being heard right. ``halves``: share of words first heard as something else.
    ``loops``, ``phantoms``: a minute of singing, a minute of pauses. ``blur``: spread of a word's times.
    """

    substituted: float = 0.15
    lost: float = 0.05
    inserted: float = 0.03
    late: tuple[Seconds, Seconds] = (0.2, 0.1)
    halves: float = 0.6
    loops: float = 1.0
    phantoms: float = 2.0
    blur: Seconds = 0.04


@dataclass(frozen=True)
class Heeded:
    """One word of the script: how it is heard once it is ``ready`` (take seconds), and half of it before."""

    text: str
    start: Seconds
    end: Seconds
    ready: Seconds
    probability: float
    line: int
    half: str = ""


@dataclass(frozen=True)
class _Loop:
    """From ``since`` to ``until`` a pass repeats the last ``length`` words instead of what follows them."""

    since: Seconds
    until: Seconds
    after: int
    length: int


@dataclass(frozen=True)
class _Phantom:
    at: Seconds
    until: Seconds
    text: str
    no_speech: float
    log_probability: float


@dataclass
class Script:
    """Everything that will be heard of a take."""

    words: tuple[Heeded, ...]
    loops: tuple[_Loop, ...] = ()
    phantoms: tuple[_Phantom, ...] = ()
    starts: list[Seconds] = field(default_factory=list)

    @classmethod
    def written(cls, gold: Gold, habits: Habits, seed: int) -> Script:
        """The script of ``gold``, the same for the same seed."""
        rng = random.Random(seed)
        near = Confusion([normalise(word.text) for word in gold.words], {})
        words = tuple(_heeded(gold, habits, near, rng))
        return cls(
            words,
            tuple(_loops(words, habits, rng)),
            tuple(_phantoms(gold, habits, rng)),
            [word.start for word in words],
        )


class ScriptedEngine:
    """An `Engine` that reads from a `Script`. ``passes``: how often it was asked."""

    def __init__(self, script: Script, seed: int, zero: Seconds = 0.0) -> None:
        self._script = script
        self._seed = seed
        self.zero = zero
        self.passes = 0

    def __call__(self, sound: Mono, begin: Seconds, language: str, hint: str) -> Iterator[Segment]:
        """The words of the stretch that starts at ``begin`` (show seconds); see `passes.Engine`."""
        self.passes += 1
        flicker = random.Random(self._seed * 1_000_003 + self.passes)
        since = begin - self.zero
        until = since + len(sound) / 16_000
        found = [self._as_heard(word, until) for word in self._within(since, until)]
        heard = [word for word in found if word is not None]
        loop = next((one for one in self._script.loops if one.since <= until < one.until), None)
        if loop is not None:
            heard = _looped(heard, loop, until)
        for _, line in groupby(heard, key=lambda word: word.line):
            yield _segment(list(line), since, flicker)
        for phantom in self._script.phantoms:
            if since <= phantom.at <= until <= phantom.until:
                yield _phantom_segment(phantom, since, until)

    def _within(self, since: Seconds, until: Seconds) -> Sequence[Heeded]:
        first = bisect_left(self._script.starts, since - 0.1)
        last = bisect_left(self._script.starts, until)
        return self._script.words[first:last]

    @staticmethod
    def _as_heard(word: Heeded, until: Seconds) -> Heeded | None:
        """The word as a pass hears it whose sound ends at ``until``."""
        if until >= word.ready:
            return word
        if word.half and until >= word.start + 0.15:
            edge = min(word.end, until)
            return Heeded(word.half, word.start, max(edge, word.start + 0.05), word.ready, 0.4, word.line)
        return None


def _heeded(gold: Gold, habits: Habits, near: Confusion, rng: random.Random) -> Iterator[Heeded]:
    mean, spread = habits.late
    last: Seconds = 0.0
    for number, word in enumerate(gold.words):
        chance = rng.random()
        ready = word.end + min(max(rng.gauss(mean, spread), 0.0), mean + 3 * spread)
        start = max(word.start + rng.gauss(0.0, habits.blur), last)
        end = max(word.end + rng.gauss(0.0, habits.blur), start + 0.04)
        half = _sounding_like(word.text, near, rng) if rng.random() < habits.halves else ""
        right, wrong = rng.uniform(0.6, 0.99), rng.uniform(0.2, 0.75)
        if chance >= habits.lost:
            wronged = chance < habits.lost + habits.substituted
            text = _sounding_like(word.text, near, rng) if wronged else word.text
            yield Heeded(text, start, end, ready, wrong if wronged else right, word.line, half)
            last = end
        if rng.random() < habits.inserted:
            after = gold.words[number + 1].start if number + 1 < len(gold.words) else word.end + 0.3
            stop = min(last + 0.15, max(after, last + 0.04))
            yield Heeded(rng.choice(_FILLERS), last, stop, ready, rng.uniform(0.2, 0.8), word.line)
            last = stop


def _sounding_like(text: str, near: Confusion, rng: random.Random) -> str:
    """Another word that sounds like ``text``: a known one, else its letters moved to their neighbours."""
    word = normalise(text)
    other = near.misheard(word, rng)
    if other != word:
        return other
    places = [i for i, letter in enumerate(word) if letter in _SWAPS]
    if not places:
        return rng.choice(_FILLERS)
    place = rng.choice(places)
    return word[:place] + _SWAPS[word[place]] + word[place + 1 :]


def _loops(words: Sequence[Heeded], habits: Habits, rng: random.Random) -> Iterator[_Loop]:
    if not words:
        return
    minutes = (words[-1].end - words[0].start) / 60.0
    for _ in range(_how_many(habits.loops * minutes, rng)):
        after = rng.randrange(min(2, len(words) - 1), len(words))
        since = words[after].ready
        yield _Loop(since, since + rng.uniform(1.0, 3.0), after, rng.randint(1, 3))


def _phantoms(gold: Gold, habits: Habits, rng: random.Random) -> Iterator[_Phantom]:
    """Phrases where nobody sings for a while: each for a second or two of passes."""
    edges = [(0.0, 0.0), *((word.start, word.end) for word in gold.words), (gold.length, gold.length)]
    for (_, before), (after, _) in pairwise(edges):
        if after - before < _QUIET:
            continue
        for _ in range(_how_many(habits.phantoms * (after - before) / 60.0, rng)):
            at = rng.uniform(before + 0.4, after)
            text, doubt = rng.choice(PHANTOM_PHRASES), rng.uniform(0.3, 0.95)
            yield _Phantom(at, min(at + rng.uniform(0.6, 2.0), after), text, doubt, rng.uniform(-1.3, -0.3))


def _how_many(expected: float, rng: random.Random) -> int:
    """A whole number whose mean is ``expected``."""
    return int(expected) + (rng.random() < expected % 1.0)


def _looped(heard: list[Heeded], loop: _Loop, until: Seconds) -> list[Heeded]:
    """``heard`` up to the loop's words, and those again and again to the edge of the sound."""
    upto = [word for word in heard if word.ready <= loop.since]
    again = upto[-loop.length :]
    if not again:
        return heard
    at, made = again[-1].end, list(upto)
    while at < until - 0.1 and len(made) < len(upto) + 12 * loop.length:
        for word in again:
            made.append(Heeded(word.text, at, min(at + 0.12, until), loop.since, 0.9, word.line))
            at += 0.12
    return made


def _segment(words: list[Heeded], since: Seconds, flicker: random.Random) -> Segment:
    """As a pass writes them: a line begins large, one word in eight has a comma, mostly the same ones."""
    said = []
    for number, word in enumerate(words):
        text = word.text
        if (number == 0) != (flicker.random() < _FLICKER):
            text = text[:1].upper() + text[1:]
        if (round(word.start * 1000) % 8 == 0) != (flicker.random() < _FLICKER):
            text += ","
        said.append(Word(text, word.start - since, word.end - since, word.probability))
    return Segment(tuple(said), flicker.uniform(0.02, 0.2), flicker.uniform(-0.6, -0.2))


def _phantom_segment(phantom: _Phantom, since: Seconds, until: Seconds) -> Segment:
    parts = phantom.text.split()
    begin = max(phantom.at - since, 0.0)
    step = max(until - since - begin, 0.1) / len(parts)
    words = tuple(
        Word(text, begin + step * number, begin + step * (number + 1), 0.6)
        for number, text in enumerate(parts)
    )
    return Segment(words, phantom.no_speech, phantom.log_probability)
