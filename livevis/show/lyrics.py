"""Lyrics files, whatever their format.

Enters: the bytes of an LRC, UltraStar, SRT, TTML or plain text file. Leaves: `Lyrics` and everything wrong
with the file, each with its line. Any thread; pure but for `read_lyrics`, which reads one file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from livevis.errors import Fault
from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.show.lrc import parse_lrc
from livevis.show.lyrics_text import LyricsRead, text_lines
from livevis.show.srt import parse_srt
from livevis.show.ttml import parse_ttml
from livevis.show.ultrastar import looks_like_ultrastar, parse_ultrastar

KINDS = (".lrc", ".srt", ".ttml", ".txt")
_MAX_BYTES = 4_000_000
_TIMED = {".lrc": parse_lrc, ".srt": parse_srt, ".ttml": parse_ttml}


@dataclass(frozen=True)
class _Decoded:
    text: str
    note: str = ""


def read_lyrics(path: Path, name: str | None = None) -> LyricsRead:
    """Read ``path``; ``name`` is what faults call it. Never raises for what the file holds."""
    shown = name or str(path)
    try:
        if path.stat().st_size > _MAX_BYTES:
            return LyricsRead(
                faults=(Fault(shown, "far too long for lyrics", "Is it another kind of file?"),)
            )
        data = path.read_bytes()
    except OSError as error:
        return LyricsRead(faults=(Fault(shown, f"cannot be read: {error.strerror}", "Check the file."),))
    return parse_lyrics(data, shown)


def parse_lyrics(data: bytes, name: str) -> LyricsRead:
    """Lyrics out of the bytes of a file called ``name``: its ending says how to read it.

    ``.lrc`` is LRC, ``.srt`` SubRip, ``.ttml`` TTML; ``.txt`` is UltraStar if it opens with #TAG lines, else
    one sung line a line, without times. UTF-8 (with or without a mark), UTF-16 with a mark, else Latin-1
    with a note.
    """
    decoded = _decode(data)
    if "\0" in decoded.text:
        return LyricsRead(faults=(Fault(name, "not a text file", "Give an .lrc, .srt, .ttml or .txt file."),))
    lowered = name.lower()
    timed = next((parse for ending, parse in _TIMED.items() if lowered.endswith(ending)), None)
    if timed is not None:
        read = timed(decoded.text, name)
    elif not lowered.endswith(KINDS):
        remedy = "Give an .lrc, .srt or .ttml file, an UltraStar .txt or a plain .txt."
        return LyricsRead(faults=(Fault(name, "unknown kind of lyrics file", remedy),))
    elif looks_like_ultrastar(decoded.text):
        read = parse_ultrastar(decoded.text, name)
    else:
        read = LyricsRead(parse_plain(decoded.text))
    notes = (*read.notes, f"{name}: {decoded.note}") if decoded.note else read.notes
    if not read.faults and not read.lyrics.lines:
        notes = (*notes, f"{name}: holds no sung line")
    return LyricsRead(read.lyrics, read.faults, notes)


def parse_plain(text: str) -> Lyrics:
    """One sung line a line, no times; empty lines and bracketed headings such as [Chorus] are not sung."""
    lines: list[LyricLine] = []
    for _, row in text_lines(text):
        if row and not (row.startswith("[") and row.endswith("]")):
            words = tuple(LyricWord(word) for word in row.split())
            lines.append(LyricLine(len(lines), words))
    return Lyrics(tuple(lines))


def _decode(data: bytes) -> _Decoded:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _Decoded(data.decode("utf-16", errors="replace"))
    try:
        return _Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _Decoded(data.decode("latin-1"), "not UTF-8, read as Latin-1; save it as UTF-8 to be sure")
