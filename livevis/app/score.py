"""From a timeline to word latencies: how long after a word was sung it was read, painted, on the wall.

Enters: timeline events (dicts as written to timeline.jsonl) and the songs' lyrics. Leaves: the
``end_to_end`` block of report.json. Pure.

Counted over every gold word (lyrics' word stamps where the take is replayed and carries them, else
the recogniser's own words), from the word's end: see CONTRACT.md section 4.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from livevis.flow.spread import Spread
from livevis.messages import Lyrics
from livevis.units import Seconds

NEAR: Seconds = 0.75
"""A recognised word is the gold word if it is spelt alike and begins within this of it."""

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
    ``zero`` key of its ``song`` event).
    """
    tally = _Tally()
    for song, zero, part in _songs(events):
        known = lyrics.get(song, Lyrics())
        stamped = replayed and known.timed and all(w.end is not None for ln in known.lines for w in ln.words)
        until = part[-1]["t"] if part else zero
        since = part[0]["t"] if part else zero
        gold = _gold(known, zero, since, until) if stamped else _recognised(part)
        tally.add_song(gold, part)
    return tally.block()


class _Tally:
    def __init__(self) -> None:
        names = ("word_to_partial", "word_to_final", "word_to_picture", "word_to_wall", "line_to_wall")
        self.spreads = {name: Spread() for name in names}
        self.words = self.missed = self.unshown = self.lines = self.ahead = 0

    def add_song(self, gold: Sequence[GoldWord], part: Sequence[Event]) -> None:
        heard = _HeardWords(part)
        wall = _Wall(part)
        for word in gold:
            self.words += 1
            self._hear(word, heard)
            served = wall.serves(word)
            if served is None:
                self.unshown += 1
                continue
            self.spreads["word_to_wall"].add(max(0.0, served.at - word.end))
            self.spreads["word_to_picture"].add(max(0.0, served.made - word.end))
        for line, onset in _onsets(gold):
            self._line(line, onset, wall)

    def _hear(self, word: GoldWord, heard: _HeardWords) -> None:
        final = heard.first(word, finals_only=True)
        partial = heard.first(word, finals_only=False)
        if partial is not None:
            self.spreads["word_to_partial"].add(max(0.0, partial - word.end))
        if final is None:
            self.missed += 1
        else:
            self.spreads["word_to_final"].add(max(0.0, final - word.end))

    def _line(self, line: int, onset: Seconds, wall: _Wall) -> None:
        served = wall.of_line(line, onset)
        self.lines += 1
        if served is not None:
            self.spreads["line_to_wall"].add(max(0.0, served.at - onset))
            self.ahead += served.made <= onset

    def block(self) -> dict[str, Any]:
        block: dict[str, Any] = {f"{name}_ms": spread.milliseconds() for name, spread in self.spreads.items()}
        share = round(self.ahead / self.lines, 4) if self.lines else 0.0
        block.update(words=self.words, missed=self.missed, unshown=self.unshown, ahead_share=share)
        return block


class _HeardWords:
    """Every heard word of a song by its spelling: (start, time of the event, final)."""

    def __init__(self, part: Iterable[Event]) -> None:
        self._by_text: dict[str, list[tuple[Seconds, Seconds, bool]]] = {}
        for event in part:
            if event["event"] == "heard":
                for word in event["words"]:
                    row = (word["start"], event["t"], event["final"])
                    self._by_text.setdefault(plain(word["text"]), []).append(row)

    def first(self, gold: GoldWord, finals_only: bool) -> Seconds | None:
        """When the word was first read, partial or final."""
        rows = self._by_text.get(plain(gold.text), ())
        near = [
            at for start, at, final in rows if abs(start - gold.start) <= NEAR and (final or not finals_only)
        ]
        return min(near, default=None)


@dataclass(frozen=True)
class _Served:
    at: Seconds
    made: Seconds


class _Wall:
    """What stood on the wall when: the shown events of a song, with where their pictures came from."""

    def __init__(self, part: Sequence[Event]) -> None:
        prompts = {event["id"]: event for event in part if event["event"] == "prompt"}
        made = {event["id"]: event for event in part if event["event"] == "picture"}
        self._times: list[Seconds] = []
        self._rows: list[tuple[int | None, bool, Seconds, Seconds]] = []
        for event in part:
            if event["event"] != "shown":
                continue
            picture = made.get(event["id"])
            prompt = prompts.get(picture["prompt"]) if picture else None
            why = prompt["why"] if prompt else "cue"
            line = event.get("line")
            from_text = why == "words" or line is not None
            asked = prompt["t"] if prompt else event["t"]
            self._times.append(event["t"])
            self._rows.append((line, from_text, asked, picture["t"] if picture else event["t"]))

    def serves(self, word: GoldWord) -> _Served | None:
        """The picture that shows this word: its line's own if up when it ends, else the next from text."""
        now = bisect.bisect_right(self._times, word.end) - 1
        if now >= 0 and word.line >= 0 and self._rows[now][0] == word.line:
            return _Served(word.end, min(self._rows[now][3], word.end))
        for at, (line, from_text, asked, made) in zip(
            self._times[now + 1 :], self._rows[now + 1 :], strict=True
        ):
            own = line is not None and line >= word.line if word.line >= 0 else asked >= word.start
            if from_text and (own or (line is None and asked >= word.end)):
                return _Served(at, made)
        return None

    def of_line(self, line: int, onset: Seconds) -> _Served | None:
        """The first showing of a line's own picture, from a little before its onset on."""
        for at, row in zip(self._times, self._rows, strict=True):
            if row[0] == line and at >= onset - 5.0:
                return _Served(at, row[3])
        return None


def _songs(events: Sequence[Event]) -> list[tuple[str, Seconds, list[Event]]]:
    """The timeline cut at its song events: (song id, its own zero, events until the next song)."""
    parts: list[tuple[str, Seconds, list[Event]]] = []
    for event in events:
        if event["event"] == "song":
            parts.append((event["id"], event.get("zero", event["t"]), []))
        if parts:
            parts[-1][2].append(event)
    return parts


def _gold(lyrics: Lyrics, zero: Seconds, since: Seconds, until: Seconds) -> list[GoldWord]:
    return [
        GoldWord(word.text, zero + word.start, zero + word.end, line.index)
        for line in lyrics.lines
        for word in line.words
        if word.start is not None
        and word.end is not None
        and since <= zero + word.start
        and zero + word.end <= until
        and plain(word.text)
    ]


def _recognised(part: Iterable[Event]) -> list[GoldWord]:
    return [
        GoldWord(word["text"], word["start"], word["end"], -1)
        for event in part
        if event["event"] == "heard" and event["final"]
        for word in event["words"]
    ]


def _onsets(gold: Iterable[GoldWord]) -> list[tuple[int, Seconds]]:
    onsets: dict[int, Seconds] = {}
    for word in gold:
        if word.line >= 0:
            onsets.setdefault(word.line, word.start)
    return list(onsets.items())
