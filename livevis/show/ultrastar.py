"""UltraStar song files: a time for every syllable.

Enters: the text of an UltraStar .txt. Leaves: `Lyrics`, faults with their lines. Any thread; pure.

Format (https://usdx.eu/format): ``#BPM:``, ``#GAP:`` (milliseconds) and other headers; notes
``: beat length pitch text`` (``*`` golden, ``F`` freestyle, ``R`` and ``G`` rap); ``- beat`` breaks the
line; ``E`` ends the song. A beat is a quarter of a BPM beat: t = GAP/1000 + beat * 15/BPM seconds.
A syllable that opens with a blank opens a word; ``~`` holds the syllable before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from livevis.errors import Fault
from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.show.lyrics_text import LyricsRead
from livevis.units import Seconds

_NOTE = re.compile(r"[:*FRG]\s*(-?\d{1,9})\s+(\d{1,9})\s+(-?\d{1,9})(?:[ \t](.*))?", re.ASCII | re.DOTALL)
_BREAK = re.compile(r"-\s*-?\d{1,9}(?:\s+-?\d{1,9})?\s*", re.ASCII)
_HEADER = re.compile(r"#([^:]{1,40}):(.*)", re.DOTALL)


@dataclass
class _Song:
    name: str
    tags: dict[str, str] = field(default_factory=dict)
    lines: list[list[LyricWord]] = field(default_factory=lambda: [[]])
    faults: list[Fault] = field(default_factory=list)
    beat: Seconds = 0.0
    gap: Seconds = 0.0
    open_word: bool = False
    ended: bool = False

    def fault(self, number: int, what: str, remedy: str) -> None:
        self.faults.append(Fault(f"{self.name}:{number}", what, remedy))


def looks_like_ultrastar(text: str) -> bool:
    """True if the first line that says anything is a ``#TAG:value``."""
    first = next((row.strip() for row in text.split("\n") if row.strip()), "")
    return _HEADER.fullmatch(first) is not None


def parse_ultrastar(text: str, name: str) -> LyricsRead:
    """Lyrics out of UltraStar ``text``; ``name`` is what faults call the file. Never raises."""
    song = _Song(name)
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if song.ended:
            break
        row = raw.lstrip("\ufeff")
        if row.strip():
            _read_row(song, number, row)
    if song.beat <= 0.0 and not song.faults:
        song.fault(1, "no #BPM", "Write #BPM:120 among the first lines.")
    filled = [words for words in song.lines if words]
    lines = tuple(
        LyricLine(index, tuple(words), words[0].start, words[-1].end) for index, words in enumerate(filled)
    )
    return LyricsRead(Lyrics(lines, song.tags), tuple(song.faults))


def _read_row(song: _Song, number: int, row: str) -> None:
    kind = row[0]
    if kind == "#":
        _read_header(song, number, row)
    elif kind in ":*FRG":
        _read_note(song, number, row)
    elif kind == "-" and _BREAK.fullmatch(row):
        song.lines.append([])
        song.open_word = False
    elif row.strip() == "E":
        song.ended = True
    elif kind == "P":
        song.fault(number, "a duet: several voices in one file", "Split it into one file a singer.")
        song.ended = True
    else:
        song.fault(
            number, f"unreadable line '{row.strip()[:40]}'", "A note reads ': beat length pitch text'."
        )


def _read_header(song: _Song, number: int, row: str) -> None:
    header = _HEADER.fullmatch(row.strip())
    if header is None:
        song.fault(number, f"unreadable header '{row.strip()[:40]}'", "A header reads #TAG:value.")
        return
    key, value = header[1].strip().lower(), header[2].strip()
    song.tags[key] = value
    if key == "relative" and value.lower() == "yes":
        song.fault(number, "#RELATIVE:YES is not read", "Save the song with absolute beats.")
    elif key in ("bpm", "gap"):
        amount = _decimal(value)
        if amount is None or (key == "bpm" and not 1.0 <= amount <= 5000.0):
            song.fault(number, f"#{key.upper()} is '{value[:40]}'", "Write a number such as 297,5.")
        elif key == "bpm":
            song.beat = 15.0 / amount
        else:
            song.gap = amount / 1000.0


def _decimal(text: str) -> float | None:
    if re.fullmatch(r"-?\d{1,9}(?:[.,]\d{1,9})?", text, re.ASCII) is None:
        return None
    return float(text.replace(",", "."))


def _read_note(song: _Song, number: int, row: str) -> None:
    note = _NOTE.fullmatch(row)
    if note is None:
        song.fault(
            number, f"unreadable note '{row.strip()[:40]}'", "A note reads ': beat length pitch text'."
        )
        return
    if song.beat <= 0.0:
        if not song.faults:
            song.fault(number, "a note before any readable #BPM", "Write #BPM:120 among the first lines.")
        return
    first, length, syllable = int(note[1]), int(note[2]), note[4] or ""
    start = _at(song, first)
    end = _at(song, first + length)
    words = song.lines[-1]
    text = syllable.strip().lstrip("~")
    held = syllable.startswith("~")
    if words and (held or (song.open_word and not syllable[:1].isspace())):
        words[-1] = LyricWord(words[-1].text + text, words[-1].start, end)
    elif text:
        words.append(LyricWord(text, start, end))
    song.open_word = not syllable[-1:].isspace()


def _at(song: _Song, beat: int) -> Seconds:
    return max(0.0, round(song.gap + beat * song.beat, 3))
