"""TTML lyrics, as music services and broadcasters keep them: a time for every line, often for every word.

Enters: the text of a .ttml file. Leaves: `Lyrics`, faults. Any thread; pure.

Format (W3C, "Timed Text Markup Language 2", 2018): each ``p`` is a sung line with ``begin`` and ``end``; a
``span`` with times is a word, or a syllable where no blank parts it from the next; ``br`` breaks a line.
Times are clock (``1:02.345``, ``00:01:02:12`` with frames) or offsets (``62.345s``, ``1500ms``). By the
standard they count from the element around; lyrics files in the wild count from the song's start. They are
taken so, unless a line then began before its own division. Background voices (``role="x-bg"``) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from livevis.errors import Fault
from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.show.lyrics_text import LyricsRead
from livevis.units import Seconds

_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)(?::(\d+))?", re.ASCII)
_OFFSET = re.compile(r"(\d+(?:\.\d+)?)(h|m|s|ms|f|t)?", re.ASCII)
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "": 1.0, "ms": 0.001}
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")
"""What the file says of its encoding; it is decoded already."""
_REMEDY = "Write times such as 1:02.345 or 62.345s."


@dataclass
class _Said:
    """Text with the times it stands under."""

    text: str
    begin: Seconds | None
    end: Seconds | None


@dataclass
class _File:
    name: str
    frames: float = 30.0
    ticks: float = 1.0
    faults: list[Fault] = field(default_factory=list)

    def time(self, element: ElementTree.Element, key: str) -> Seconds | None:
        """The element's ``key`` in seconds; None if it has none, or none that can be read (a fault)."""
        written = element.get(key)
        if written is None:
            return None
        clock = _CLOCK.fullmatch(written.strip())
        if clock:
            hours, minutes, seconds, frames = clock.groups()
            whole = int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
            return round(whole + int(frames or 0) / self.frames, 3)
        offset = _OFFSET.fullmatch(written.strip())
        if offset is None:
            self.faults.append(Fault(self.name, f"unreadable time {key}='{written[:40]}'", _REMEDY))
            return None
        unit = offset[2] or ""
        scale = {"f": 1.0 / self.frames, "t": 1.0 / self.ticks}.get(unit) or _UNITS[unit]
        return round(float(offset[1]) * scale, 3)


def parse_ttml(text: str, name: str) -> LyricsRead:
    """Lyrics out of TTML ``text``; ``name`` is what faults call the file. Never raises."""
    file = _File(name)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return LyricsRead(
            faults=(Fault(name, "holds a document type, which lyrics never need", "Take the DOCTYPE out."),)
        )
    try:
        root = ElementTree.fromstring(_DECLARED.sub("", text))
    except ElementTree.ParseError as error:
        line, _ = error.position
        return LyricsRead(faults=(Fault(f"{name}:{line}", f"no readable XML ({error})", "Export it anew."),))
    file.frames = _rate(root, "frameRate", 30.0)
    file.ticks = _rate(root, "tickRate", 1.0)
    lines: list[LyricLine] = []
    for paragraph, since in _paragraphs(file, root, 0.0):
        lines += _lines(file, paragraph, since, len(lines))
    return LyricsRead(Lyrics(tuple(lines)), tuple(dict.fromkeys(file.faults)))


def _rate(root: ElementTree.Element, key: str, usual: float) -> float:
    found = next((value for name, value in root.attrib.items() if _plain(name) == key), "")
    return float(found) if re.fullmatch(r"[1-9]\d{0,8}", found, re.ASCII) else usual


def _plain(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def _paragraphs(
    file: _File, element: ElementTree.Element, since: Seconds
) -> Iterator[tuple[ElementTree.Element, Seconds]]:
    """Every line's element, and what is to be added to its times."""
    for child in element:
        if _plain(child.tag) == "p":
            yield child, since
        else:
            begin = file.time(child, "begin") or 0.0
            firsts = [file.time(p, "begin") for p in child.iter() if _plain(p.tag) == "p"]
            relative = begin > 0.0 and any(first is not None and first < begin - 0.001 for first in firsts)
            yield from _paragraphs(file, child, since + (begin if relative else 0.0))


def _lines(file: _File, paragraph: ElementTree.Element, since: Seconds, first: int) -> list[LyricLine]:
    """The sung lines of one ``p``; what words do not tell of their times, the whole tells."""
    begin, end = _later(file.time(paragraph, "begin"), since), _later(file.time(paragraph, "end"), since)
    rows: list[list[_Said]] = [[]]
    _collect(file, paragraph, rows, _Said("", None, None))
    lines: list[LyricLine] = []
    for words in (_words(row, since) for row in rows):
        if words:
            start = begin if words[0].start is None else words[0].start
            last = end if words[-1].end is None else words[-1].end
            lines.append(LyricLine(first + len(lines), words, start, last))
    return lines


def _collect(file: _File, element: ElementTree.Element, rows: list[list[_Said]], under: _Said) -> None:
    """The element's pieces of text in order, a new row after each break; ``under``: the times they have."""
    if element.text:
        rows[-1].append(_Said(element.text, under.begin, under.end))
    for child in element:
        role = next((value for key, value in child.attrib.items() if _plain(key) == "role"), "")
        if _plain(child.tag) == "br":
            rows.append([])
        elif role != "x-bg":
            _collect(file, child, rows, _Said("", file.time(child, "begin"), file.time(child, "end")))
        if child.tail:
            rows[-1].append(_Said(child.tail, None, None))


def _words(row: list[_Said], since: Seconds) -> tuple[LyricWord, ...]:
    """Pieces of text joined to words where no blank parts them."""
    words: list[LyricWord] = []
    open_word = False
    for said in row:
        start, end = _later(said.begin, since), _later(said.end, since)
        parts = said.text.split()
        for number, part in enumerate(parts):
            first, last = number == 0, number == len(parts) - 1
            if first and open_word and not said.text[0].isspace():
                words[-1] = LyricWord(words[-1].text + part, words[-1].start, end if last else None)
            else:
                words.append(LyricWord(part, start if first else None, end if last else None))
        open_word = not said.text[-1].isspace()
    return tuple(words)


def _later(seconds: Seconds | None, since: Seconds) -> Seconds | None:
    return None if seconds is None else round(seconds + since, 3)
