"""How good the words were: latency, errors, locks, phantoms, of one played take.

Enters: a `Gold` performance, what was `Played`. Leaves: a `Scored`; several pool into one report. Pure.

Latency counts as published (ufal/asr_latency): of each word sung, the time at which the word that stands for
it was given for good, minus the word's end; words put in count for nothing, words lost are told apart. A lock
is the first locked ``line`` of a line's index; a line sung twice is locked once (CONTRACT.md section 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from livevis.lab.words.align import aligned, word_errors
from livevis.lab.words.gold import Gold
from livevis.lab.words.play import Played
from livevis.units import Seconds
from livevis.words.spelling import sound_key

EARLY, LATE = 0.5, 1.5
"""A lock is right within these seconds before and after its line's onset."""
NEAR: Seconds = 1.0
"""A word given further than this from any sung one, and standing for none, is a phantom."""

Event = Mapping[str, Any]


@dataclass
class Scored:
    """Raw figures of one take, or of several pooled by `pooled`. Times in seconds, latencies unsorted."""

    final: list[Seconds] = field(default_factory=list)
    partial: list[Seconds] = field(default_factory=list)
    picture: list[Seconds] = field(default_factory=list)
    sung: int = 0
    said: int = 0
    errors: int = 0
    early: int = 0
    guessed: int = 0
    revised: int = 0
    lines: int = 0
    locks: int = 0
    right_locks: int = 0
    lock_delays: list[Seconds] = field(default_factory=list)
    phantoms: int = 0
    length: Seconds = 0.0
    backlog: Seconds = 0.0
    relock: list[Seconds] = field(default_factory=list)
    position_errors: list[Seconds] = field(default_factory=list)


@dataclass(frozen=True)
class _Given:
    text: str
    start: Seconds
    at: Seconds


def score(gold: Gold, played: Played, by_lyrics: bool = False) -> Scored:
    """``by_lyrics``: a word is given when the follower reaches it, not when the recogniser says it."""
    made = Scored(sung=len(gold.words), length=gold.length, backlog=played.backlog)
    heard = [row for row in played.events if row["event"] == "heard"]
    said = _reached(gold, played) if by_lyrics else list(_finals(heard, played.zero))
    pairs = aligned([word.text for word in gold.words], [word.text for word in said])
    finals = {number: said[place] for number, place in pairs}
    for number, given in finals.items():
        made.final.append(given.at - gold.words[number].end)
        made.early += given.at < gold.words[number].start
    made.said = len(said)
    made.errors = word_errors([word.text for word in gold.words], [word.text for word in said])
    _partials(gold, heard, played.zero, made)
    _locks(gold, played, made)
    _phantoms(gold, said, {place for _, place in pairs}, made)
    _pictures(gold, played, made)
    for at, told in played.take_places:
        place = gold.place(at - played.zero)
        if place is not None:
            made.position_errors.append(abs(told - place))
    return made


def pooled(scores: Sequence[Scored]) -> Scored:
    """Several takes as one: counts and times added, the worst backlog kept."""
    whole = Scored()
    for one in scores:
        for name, value in vars(one).items():
            mine = getattr(whole, name)
            setattr(whole, name, max(mine, value) if name == "backlog" else mine + value)
    return whole


def _finals(heard: Iterable[Event], zero: Seconds) -> Iterable[_Given]:
    for row in heard:
        if row["final"]:
            for word in row["words"]:
                if sound_key(word["text"]):
                    yield _Given(word["text"], word["start"] - zero, row["t"] - zero)


def _reached(gold: Gold, played: Played) -> list[_Given]:
    """Each known word when the follower, locked, first stands at it or behind it in its line's singing."""
    given: list[_Given] = []
    line, word = -1, -1
    for at, place in played.places:
        if not place.locked:
            continue
        if place.line != line:
            line, word = place.line, -1
        for number in range(word + 1, place.word + 1):
            text = gold.known.lines[line].words[number].text
            given.append(_Given(text, at - played.zero, at - played.zero))
        word = max(word, place.word)
    return given


def _partials(gold: Gold, heard: Sequence[Event], zero: Seconds, made: Scored) -> None:
    """When each sung word was first read at all, and how much of what was guessed was taken back."""
    first: dict[int, Seconds] = {}
    by_key: dict[str, list[int]] = {}
    for number, word in enumerate(gold.words):
        by_key.setdefault(sound_key(word.text), []).append(number)
    before: list[str] = []
    for row in heard:
        keys = [sound_key(word["text"]) for word in row["words"]]
        if not row["final"]:
            kept = _common(before, keys)
            made.guessed += max(len(keys) - kept, 0)
            made.revised += len(before) - kept
            before = keys
        else:
            made.revised += min(len(before), len(keys)) - _common(before, keys)
            before = before[len(keys) :]
        for word, key in zip(row["words"], keys, strict=True):
            at = word["start"] - zero
            near = [(abs(gold.words[n].start - at), n) for n in by_key.get(key, ()) if n not in first]
            if near and min(near)[0] <= NEAR:
                first[min(near)[1]] = row["t"] - zero
    made.partial += [at - gold.words[number].end for number, at in first.items()]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _locks(gold: Gold, played: Played, made: Scored) -> None:
    onsets: dict[int, list[Seconds]] = {}
    for onset, source in zip(gold.onsets, gold.sources, strict=True):
        onsets.setdefault(source, []).append(onset)
    made.lines = len(onsets)
    first: dict[int, Seconds] = {}
    for row in played.events:
        if row["event"] == "line" and row["locked"]:
            first.setdefault(row["index"], row["t"] - played.zero)
    made.locks = len(first)
    for index, at in first.items():
        late = [at - onset for onset in onsets.get(index, ()) if -EARLY <= at - onset <= LATE]
        if late:
            made.right_locks += 1
            made.lock_delays.append(min(late, key=abs))
    made.relock += _relocks(gold, first)


def _relocks(gold: Gold, first: Mapping[int, Seconds]) -> Iterable[Seconds]:
    """After each jump in the song: how long until a line behind it is rightly locked."""
    for number, (before, after) in enumerate(zip(gold.sources, gold.sources[1:], strict=False), 1):
        if after == before + 1:
            continue
        jump = gold.onsets[number]
        rest = zip(gold.onsets[number:], gold.sources[number:], strict=True)
        locks = [
            first[source]
            for onset, source in rest
            if source in first and -EARLY <= first[source] - onset <= LATE
        ]
        locks = [at for at in locks if at >= jump - EARLY]
        yield min(locks) - jump if locks else gold.length - jump


def _phantoms(gold: Gold, said: Sequence[_Given], standing: set[int], made: Scored) -> None:
    for place, given in enumerate(said):
        if place not in standing:
            sung = any(word.start - NEAR <= given.start <= word.end + NEAR for word in gold.words)
            made.phantoms += not sung


def _pictures(gold: Gold, played: Played, made: Scored) -> None:
    """Of each sung line: when a picture of its own was on the wall, counted from its first word's end."""
    shown: dict[int, list[Seconds]] = {}
    for row in played.events:
        if row["event"] == "shown" and row.get("line") is not None:
            shown.setdefault(row["line"], []).append(row["t"] - played.zero)
    ends: dict[int, Seconds] = {}
    for word in gold.words:
        ends.setdefault(word.line, word.end)
    for number, (onset, source) in enumerate(zip(gold.onsets, gold.sources, strict=True)):
        fitting = [at for at in shown.get(source, ()) if onset - 2 * EARLY <= at]
        if fitting:
            made.picture.append(min(fitting) - ends[number])
