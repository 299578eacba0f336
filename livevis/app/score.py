"""From a timeline to word latencies: how long after a word was sung it was read, painted, on the wall.

Enters: timeline events (dicts as written to timeline.jsonl) and the songs' lyrics. Leaves: the
``end_to_end`` block of report.json. Pure.

Counted over every gold word (lyrics' word stamps where the take is replayed and carries them, else
the recogniser's own words), from the word's end: see CONTRACT.md section 4.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from livevis.app.diary import by_song
from livevis.flow.spread import Spread
from livevis.messages import Lyrics
from livevis.units import Seconds

NEAR: Seconds = 0.75
"""A recognised word is the gold word if it is spelt alike and begins within this of it."""

SLOP: Seconds = 0.25
"""How far a recogniser's time of a word may lie beside the truth without making it another word."""

EARLY: Seconds = 5.0
"""A line's picture put up longer than this before its onset, and taken away again, was a mistake."""

Event = Mapping[str, Any]


@dataclass(frozen=True)
class GoldWord:
    """A word known to be sung: show times of its start and end, and its line's occurrence (-1: no lyrics)."""

    text: str
    start: Seconds
    end: Seconds
    line: int


def plain(text: str) -> str:
    """A word as it is compared: lower case, letters, digits and apostrophes only."""
    return re.sub(r"[^\w']", "", text.casefold())


def end_to_end(events: Sequence[Event], lyrics: Mapping[str, Lyrics], replayed: bool) -> dict[str, Any]:
    """The ``end_to_end`` block: quantiles in ms, counts of words, missed and unshown, share of lines ahead.

    ``replayed``: takes were replayed, so the lyrics' stamps hold from the song's own zero (the
    ``zero`` key of its ``song`` event), unless another take than theirs was.
    """
    tally = _Tally()
    made = _Made(events)
    for song in _songs(events):
        known = lyrics.get(song.id, Lyrics())
        timed = known.timed and all(w.end is not None for ln in known.lines for w in ln.words)
        stamped = replayed and song.own_take and timed
        tally.add_song(_gold(known, song) if stamped else _recognised(song, known), song.part, made)
    return tally.block()


class _Tally:
    def __init__(self) -> None:
        names = ("word_to_partial", "word_to_final", "word_to_picture", "word_to_wall", "line_to_wall")
        self.spreads = {name: Spread() for name in names}
        self.words = self.missed = self.unshown = self.lines = self.ahead = 0

    def add_song(self, gold: Sequence[GoldWord], part: Sequence[Event], made: _Made) -> None:
        partials, finals = _readings(gold, part)
        wall, onsets = _Wall(part, made), _onsets(gold)
        self.words += len(gold)
        self.missed += len(gold) - len(finals)
        for number, word in enumerate(gold):
            self._late("word_to_partial", partials.get(number), word.end)
            self._late("word_to_final", finals.get(number), word.end)
            served = wall.serves(word, onsets.get(word.line, word.start))
            if served is None:
                self.unshown += 1
                continue
            self._late("word_to_wall", served.at, word.end)
            self._late("word_to_picture", served.made, word.end)
        for line, onset in onsets.items():
            served = wall.of_line(line, onset)
            self.lines += 1
            if served is not None:
                self.ahead += served.made <= onset
                self._late("line_to_wall", served.at, onset)

    def _late(self, name: str, at: Seconds | None, since: Seconds) -> None:
        if at is not None:
            self.spreads[name].add(max(0.0, at - since))

    def block(self) -> dict[str, Any]:
        block: dict[str, Any] = {f"{name}_ms": spread.milliseconds() for name, spread in self.spreads.items()}
        share = round(self.ahead / self.lines, 4) if self.lines else 0.0
        block.update(words=self.words, missed=self.missed, unshown=self.unshown, ahead_share=share)
        return block


def _readings(
    gold: Sequence[GoldWord], part: Iterable[Event]
) -> tuple[dict[int, Seconds], dict[int, Seconds]]:
    """When each gold word (by its number) was first read at all, and when for good.

    A final word stands for one gold word only: one heard "la" is not four. Nothing is read before it
    is sung.
    """
    partials: dict[int, Seconds] = {}
    finals: dict[int, Seconds] = {}
    numbers = _by_spelling(gold)
    for event in part:
        if event["event"] != "heard":
            continue
        for word in event["words"]:
            known = numbers.get(plain(word["text"]), [])
            first = bisect.bisect_left(known, (word["start"] - NEAR, -1))
            last = bisect.bisect_right(known, (word["start"] + NEAR, len(gold)))
            rows = [(start, n) for start, n in known[first:last] if start <= event["t"] + SLOP]
            near = [(abs(start - word["start"]), n) for start, n in rows]
            if event["final"]:
                near = [one for one in near if one[1] not in finals]
            if near:
                number = min(near)[1]
                (finals if event["final"] else partials).setdefault(number, event["t"])
    return {n: min(partials.get(n, at), at) for n, at in finals.items()} | {
        n: at for n, at in partials.items() if n not in finals
    }, finals


def _by_spelling(gold: Sequence[GoldWord]) -> dict[str, list[tuple[Seconds, int]]]:
    numbers: dict[str, list[tuple[Seconds, int]]] = {}
    for number, word in enumerate(gold):
        numbers.setdefault(plain(word.text), []).append((word.start, number))
    return {text: sorted(rows) for text, rows in numbers.items()}


@dataclass(frozen=True)
class _Served:
    at: Seconds
    made: Seconds


@dataclass(frozen=True)
class _Shown:
    """A picture come to the wall. ``read_to``: start of the youngest word behind a picture of heard words."""

    at: Seconds
    line: int | None
    made: Seconds
    read_to: Seconds | None

    def later_than(self, word: GoldWord) -> bool:
        """True if it was made from this word's text, or from later text."""
        if self.line is not None:
            return word.line < 0 or self.line >= word.line
        return self.read_to is not None and self.read_to >= word.start - SLOP


class _Made:
    """The whole show's prompts and pictures: a song sung again shows pictures of the first time."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._prompts: dict[str, Event] = {}
        self._pictures: dict[str, Event] = {}
        self._read: list[tuple[Seconds, Seconds]] = []
        for event in events:
            if event["event"] == "prompt":
                self._prompts[event["id"]] = event
            elif event["event"] == "picture":
                self._pictures.setdefault(event["id"], event)
            elif event["event"] == "heard" and event["final"] and event["words"]:
                youngest = max(word["start"] for word in event["words"])
                self._read.append((event["t"], max(youngest, self._read[-1][1] if self._read else youngest)))

    def shown(self, event: Event) -> _Shown:
        """What a ``shown`` event brought to the wall."""
        picture = self._pictures.get(event["id"])
        prompt = self._prompts.get(picture["prompt"]) if picture is not None else None
        of_words = prompt is not None and prompt["why"] == "words"
        read_to = self._read_to(prompt["t"]) if prompt is not None and of_words else None
        made = picture["t"] if picture is not None else event["t"]
        return _Shown(event["t"], event.get("line"), made, read_to)

    def _read_to(self, at: Seconds) -> Seconds | None:
        place = bisect.bisect_right(self._read, (at, float("inf")))
        return self._read[place - 1][1] if place else None


class _Wall:
    """What came to the wall in a song, in order."""

    def __init__(self, part: Sequence[Event], made: _Made) -> None:
        shown = [made.shown(event) for event in part if event["event"] == "shown"]
        self._rows = sorted(shown, key=lambda row: row.at)
        self._times = [row.at for row in self._rows]

    def serves(self, word: GoldWord, onset: Seconds) -> _Served | None:
        """The picture that shows this word: its line's own if shown when it ends, else the next from text."""
        own = self.of_line(word.line, onset) if word.line >= 0 else None
        if own is not None and own.at <= word.end:
            return _Served(word.end, min(own.made, word.end))
        later = itertools.islice(self._rows, bisect.bisect_left(self._times, word.end), None)
        return next((_Served(row.at, row.made) for row in later if row.later_than(word)), None)

    def of_line(self, line: int, onset: Seconds) -> _Served | None:
        """The first showing of a line's own picture that is of this singing of it.

        One put up long before its onset is a mistake of the follower, unless it still hangs there.
        """
        hanging = bisect.bisect_right(self._times, onset) - 1
        first = min(bisect.bisect_left(self._times, onset - EARLY), max(0, hanging))
        of_it = (row for row in itertools.islice(self._rows, first, None) if row.line == line)
        return next((_Served(row.at, row.made) for row in of_it), None)


@dataclass(frozen=True)
class _Song:
    """A song of the timeline: its own zero, what of it was played, whether by the take its lyrics' times
    belong to, its events."""

    id: str
    zero: Seconds
    since: Seconds
    until: Seconds
    own_take: bool
    part: list[Event]


def _songs(events: Sequence[Event]) -> Iterator[_Song]:
    """The timeline cut at its song events; what comes before the first belongs to none."""
    parts = by_song(events)
    for part, following in zip(parts, [*parts, []][1:], strict=True):
        song = part[0]
        until = (following[0] if following else part[-1])["t"]
        zero = song.get("zero", song["t"])
        own = song.get("reference") in (None, song.get("take"))
        yield _Song(song["id"], zero, song.get("begins", song["t"]), until, own, part)


def _gold(lyrics: Lyrics, song: _Song) -> list[GoldWord]:
    """The words as the lyrics' stamps say, as far as they were played."""
    return [
        GoldWord(word.text, song.zero + word.start, song.zero + word.end, line.index)
        for line in lyrics.lines
        for word in line.words
        if word.start is not None
        and word.end is not None
        and song.since <= song.zero + word.start + SLOP / 2
        and song.zero + word.end <= song.until
        and plain(word.text)
    ]


def _recognised(song: _Song, lyrics: Lyrics) -> list[GoldWord]:
    """The words as they were heard; their line is the one locked then, as the lyrics know no times."""
    places = [
        (event["t"], event["index"])
        for event in song.part
        if event["event"] == "line" and event["locked"] and lyrics.lines
    ]
    gold = []
    for event in song.part:
        if event["event"] == "heard" and event["final"]:
            place = bisect.bisect_right(places, (event["t"] + SLOP, len(lyrics.lines)))
            line = places[place - 1][1] if place else -1
            gold += [GoldWord(w["text"], w["start"], w["end"], line) for w in event["words"]]
    return gold


def _onsets(gold: Iterable[GoldWord]) -> dict[int, Seconds]:
    """When each line is sung: the start of its first word."""
    onsets: dict[int, Seconds] = {}
    for word in gold:
        if word.line >= 0:
            onsets.setdefault(word.line, word.start)
    return onsets
