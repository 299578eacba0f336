"""What was sung, as lyrics to keep: plain words come out with tonight's times.

Enters: the events of a timeline, the setlist. Leaves: `Lyrics`, and LRC files. Thread: the main one, after
the show.

Of a song with known words these are its lines, each where the singer was found in it; of any other the words
as they were recognised, a line for each breath.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from livevis.app.diary import by_song
from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.show.lrc import to_lrc
from livevis.show.setlist import Setlist
from livevis.units import Seconds

Event = Mapping[str, Any]

BREATH: Seconds = 0.8
"""A pause that parts two lines of recognised words."""
LONGEST = 10
"""Words in such a line."""


def write_sung(events: Sequence[Event], setlist: Setlist, folder: Path) -> list[Path]:
    """An LRC file for every singing of a song in which something was found: sung-ID.lrc, sung-ID-2.lrc …"""
    written: list[Path] = []
    for song, lyrics in sung(events, setlist):
        name = re.sub(r"[^\w-]+", "-", song).strip("-") or "song"
        path, number = folder / f"sung-{name}.lrc", 2
        while path in written:
            path, number = folder / f"sung-{name}-{number}.lrc", number + 1
        path.write_text(to_lrc(lyrics), encoding="utf-8")
        written.append(path)
    return written


def sung(events: Sequence[Event], setlist: Setlist) -> Iterator[tuple[str, Lyrics]]:
    """(song id, what was sung of it) for every singing, in order; times are seconds into the song."""
    for part in by_song(events):
        event = part[0]
        known = setlist.song(event["id"])
        zero: Seconds = event.get("zero", event["t"])
        if known is not None and known.lyrics.lines:
            lines = _found(part, known.lyrics, zero)
        else:
            lines = _recognised(part, zero)
        if lines:
            title = re.sub(r"[\[\]\s]+", " ", event.get("title", event["id"])).strip()
            yield event["id"], Lyrics(tuple(lines), {"ti": title})


def _found(part: Sequence[Event], known: Lyrics, zero: Seconds) -> list[LyricLine]:
    """The known lines in the order and at the times at which they were locked."""
    rows = [row for row in part if row["event"] == "line" and row["locked"]]
    lines: list[LyricLine] = []
    before = -1
    for row in rows:
        if row["index"] != before and row["index"] < len(known.lines):
            words = tuple(LyricWord(word.text) for word in known.lines[row["index"]].words)
            lines.append(LyricLine(len(lines), words, max(row["t"] - zero, 0.0)))
        before = row["index"]
    return lines


def _recognised(part: Sequence[Event], zero: Seconds) -> list[LyricLine]:
    """Final words, a line a breath."""
    words = [word for row in part if row["event"] == "heard" and row["final"] for word in row["words"]]
    lines: list[list[LyricWord]] = []
    for word in words:
        begin, end = max(word["start"] - zero, 0.0), max(word["end"] - zero, 0.0)
        last = lines[-1][-1].end if lines else None
        if last is None or begin - last >= BREATH or begin < last or len(lines[-1]) >= LONGEST:
            lines.append([])
        lines[-1].append(LyricWord(word["text"], begin, end))
    return [LyricLine(n, tuple(line), line[0].start, line[-1].end) for n, line in enumerate(lines)]
