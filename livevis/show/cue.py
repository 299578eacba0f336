"""The places in a song where something can happen, read from short text.

Enters: "line:12", "1:03.5", "63.5", "bar:33", "manual". Leaves: small frozen values. Any thread; pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from livevis.errors import Fault, InputFaults
from livevis.messages import Lyrics
from livevis.units import Seconds

BEATS_PER_BAR = 4
WAYS = '"line:12", "1:03.5", "63.5", "bar:33" or "manual"'

_CLOCK = re.compile(r"(?:(\d{1,3}):([0-5]?\d(?:\.\d{1,6})?)|(\d{1,6}(?:\.\d{1,6})?))", re.ASCII)
_COUNTED = re.compile(r"(line|bar)\s*:\s*(\d{1,6})", re.ASCII)


@dataclass(frozen=True)
class AtLine:
    """When lyric line ``index`` is reached: its occurrence in the song, from 0 (files count from 1)."""

    index: int


@dataclass(frozen=True)
class AtTime:
    """At ``seconds`` of song time."""

    seconds: Seconds


@dataclass(frozen=True)
class AtBar:
    """At the first beat of ``bar``, counted from 1 in 4/4, bar 1 at song time 0."""

    bar: int

    def seconds(self, bpm: float) -> Seconds:
        """Song time of the bar at ``bpm`` beats a minute."""
        return (self.bar - 1) * BEATS_PER_BAR * 60.0 / bpm


@dataclass(frozen=True)
class Manual:
    """Only when the operator says GO."""


At: TypeAlias = AtLine | AtTime | AtBar | Manual


def parse_at(text: str) -> At:
    """Read a cue's ``at``. Raises ValueError, saying what is wrong, on anything else."""
    plain = text.strip().lower()
    if plain == "manual":
        return Manual()
    counted = _COUNTED.fullmatch(plain)
    if counted:
        kind, number = counted[1], int(counted[2])
        if number < 1:
            raise ValueError(f"{kind}s are counted from 1, not from {number}")
        return AtLine(number - 1) if kind == "line" else AtBar(number)
    clock = _CLOCK.fullmatch(plain)
    if clock:
        minutes, seconds, bare = clock.groups()
        return AtTime(float(bare) if bare else int(minutes) * 60 + float(seconds))
    raise ValueError(f"'{text}' is not a place in a song")


def parse_from(text: str) -> AtTime | AtLine:
    """Read the value of ``--from``: "1:03", "63.5" or "line:12". Raises InputFaults."""
    try:
        place = parse_at(text)
    except ValueError as error:
        raise _from_fault(str(error)) from None
    if isinstance(place, AtTime | AtLine):
        return place
    raise _from_fault(f"'{text}' cannot be a starting place")


def seconds_of(place: AtTime | AtLine, lyrics: Lyrics) -> Seconds:
    """Song time of a starting place; a line needs lyrics with times. Raises InputFaults."""
    if isinstance(place, AtTime):
        return place.seconds
    if place.index >= len(lyrics.lines):
        raise _from_fault(f"line {place.index + 1} does not exist: the lyrics have {len(lyrics.lines)} lines")
    start = lyrics.lines[place.index].start
    if start is None:
        raise _from_fault(f"line {place.index + 1} carries no time")
    return start


def _from_fault(what: str) -> InputFaults:
    return InputFaults([Fault("--from", what, "Write a time such as 1:03 or a line such as line:12.")])
