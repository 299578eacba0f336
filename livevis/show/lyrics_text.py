"""What all lyrics parsers share: their result, numbered lines, and clock stamps.

Enters: text. Leaves: small values. Any thread; pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from livevis.errors import Fault
from livevis.messages import Lyrics
from livevis.units import Seconds

_CLOCK = re.compile(r"(\d{1,3}):([0-5]?\d)(?:[.:,](\d{1,3}))?", re.ASCII)


@dataclass(frozen=True)
class LyricsRead:
    """Lyrics as far as they could be read, what is wrong with them, and what is worth a note."""

    lyrics: Lyrics = field(default_factory=Lyrics)
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


def text_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, counted from 1, outer blanks and CR removed."""
    for number, row in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        yield number, row.strip()


def seconds_of_stamp(text: str) -> Seconds | None:
    """``mm:ss``, ``mm:ss.x``, ``.xx`` or ``.xxx`` in seconds, None if it is no such stamp."""
    clock = _CLOCK.fullmatch(text.strip())
    if clock is None:
        return None
    minutes, seconds, fraction = clock.groups()
    # Summed in whole milliseconds, so that 00:01.10 is the double nearest to 1.1 on every road.
    millis = (int(minutes) * 60 + int(seconds)) * 1000 + int((fraction or "0").ljust(3, "0"))
    return millis / 1000.0


def stamp_of_seconds(seconds: Seconds, digits: int = 2) -> str:
    """``mm:ss.xx`` (or with three digits), rounded to the nearest."""
    scale = 10**digits
    ticks = round(seconds * scale)
    minutes, rest = divmod(ticks, 60 * scale)
    return f"{minutes:02d}:{rest // scale:02d}.{rest % scale:0{digits}d}"
