"""SubRip subtitles as lyrics: a time for every line.

Enters: the text of an .srt file. Leaves: `Lyrics`, faults with their lines. Any thread; pure.

Format: a number, ``hh:mm:ss,mmm --> hh:mm:ss,mmm``, one or more rows of text, an empty row. Several rows
of one block are several sung lines; they share its time by their letters. Marks (``<i>``, ``{\\an8}``,
notes) are taken off; rows that say nothing then, or only a heading such as [Chorus], are not sung.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from livevis.errors import Fault
from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.show.lyrics_text import LyricsRead, text_lines
from livevis.units import Seconds

_STAMP = r"(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[,.](\d{1,3}))?"
_TIMES = re.compile(rf"{_STAMP}\s*-->\s*{_STAMP}(?:\s.*)?", re.ASCII)
_REMEDY = "Write 00:01:02,345 --> 00:01:04,000."
_LIKE_TIMES = re.compile(r"[\d:.,x ]*-+>")
_MARKS = re.compile(r"</?[A-Za-z][^<>]*>|\{\\[^{}]*\}|[♪♫♬♩#*]+")


@dataclass
class _Block:
    number: int
    start: Seconds
    end: Seconds
    rows: list[str] = field(default_factory=list)


def parse_srt(text: str, name: str) -> LyricsRead:
    """Lyrics out of SubRip ``text``; ``name`` is what faults call the file. Never raises."""
    faults: list[Fault] = []
    blocks: list[_Block] = []
    fresh = True  # a number may only open a block
    spoilt = False  # the text of a block whose times cannot be read is not another fault
    for number, row in text_lines(text):
        times = _TIMES.fullmatch(row)
        if times:
            spoilt = False
            blocks.append(_Block(number, _seconds(times.groups()[:4]), _seconds(times.groups()[4:])))
        elif _LIKE_TIMES.match(row):
            spoilt = True
            faults.append(Fault(f"{name}:{number}", f"unreadable times '{row[:40]}'", _REMEDY))
        elif spoilt or not row or (row.isdigit() and (fresh or not blocks)):
            pass
        elif blocks:
            blocks[-1].rows.append(row)
        else:
            faults.append(Fault(f"{name}:{number}", f"no times before '{row[:40]}'", _REMEDY))
        fresh = not row
    for block in blocks:
        if block.end < block.start:
            faults.append(Fault(f"{name}:{block.number}", "ends before it starts", "Put the times in order."))
    lines: list[LyricLine] = []
    for block in sorted(blocks, key=lambda one: one.start):
        lines += _lines(block, len(lines))
    return LyricsRead(Lyrics(tuple(lines)), tuple(faults))


def _seconds(parts: tuple[str | None, ...]) -> Seconds:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return (whole * 1000 + int((fraction or "0").ljust(3, "0"))) / 1000.0


def _lines(block: _Block, first: int) -> list[LyricLine]:
    said = [" ".join(_MARKS.sub(" ", row).split()) for row in block.rows]
    said = [row for row in said if row and not (row.startswith("[") and row.endswith("]"))]
    total = sum(map(len, said))
    if not total or block.end < block.start:
        return []
    length = block.end - block.start
    shares = accumulate((len(row) / total for row in said), initial=0.0)
    edges = [round(block.start + length * share, 3) for share in shares]
    return [
        LyricLine(first + index, tuple(map(LyricWord, row.split())), start, end)
        for index, (row, (start, end)) in enumerate(zip(said, pairwise(edges), strict=True))
    ]
