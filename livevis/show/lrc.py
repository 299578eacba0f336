"""LRC lyrics, read and written, with word stamps.

Enters: the text of an .lrc file. Leaves: `Lyrics`, faults with their lines. Any thread; pure.

Format: ``[mm:ss.xx]`` before a line (several stamps repeat it), ``<mm:ss.xx>`` before a word (the
A2 extension), ``[key:value]`` tags, ``[offset:ms]`` (positive: everything earlier). A line without
text closes the one before it, as does a last word stamp; **a word ends where the next stamp stands**.
Two words on one stamp are honest about it: the first has only a start, the second only an end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from livevis.errors import Fault
from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.show.lyrics_text import LyricsRead, seconds_of_stamp, stamp_of_seconds, text_lines
from livevis.units import Seconds

_BRACKET = re.compile(r"\[([^\[\]]*)\]\s*")
_TAG = re.compile(r"\s*([A-Za-z#][\w ]{0,31}?)\s*:(.*)", re.DOTALL)
_WORD_STAMP = re.compile(r"<\s*([\d:.,]*)\s*>")
_OPEN_STAMP = re.compile(r"<\s*\d+:[\d.:,]*(?![\d.:,])(?!\s*>)")


@dataclass
class _Row:
    """One occurrence of a line: ``words`` empty for an end stamp."""

    start: Seconds
    order: int
    number: int
    words: list[LyricWord] = field(default_factory=list)
    end: Seconds | None = None


@dataclass
class _File:
    name: str
    rows: list[_Row] = field(default_factory=list)
    plain: list[tuple[int, str]] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, number: int, what: str, remedy: str) -> None:
        self.faults.append(Fault(f"{self.name}:{number}", what, remedy))


def parse_lrc(text: str, name: str) -> LyricsRead:
    """Lyrics out of LRC ``text``; ``name`` is what faults call the file. Never raises.

    A file without any stamp is taken as plain lines, untimed.
    """
    file = _File(name)
    for number, row in text_lines(text):
        if row:
            _read_row(file, number, row)
    if file.rows:
        for number, row in file.plain:
            file.fault(number, f"no time stamp before '{_short(row)}'", "Write [mm:ss.xx] before the line.")
    offset = _offset(file)
    if not file.rows:
        words = (tuple(LyricWord(word) for word in row.split()) for _, row in file.plain)
        lines = tuple(LyricLine(index, line) for index, line in enumerate(words))
    else:
        lines = _close(file, offset)
    return LyricsRead(Lyrics(lines, file.tags), tuple(file.faults))


def to_lrc(lyrics: Lyrics, digits: int = 2) -> str:
    """Write ``lyrics`` as LRC with word stamps and end stamps; read back, it is the same lyrics.

    ``digits`` (2 or 3) is the precision of the stamps. Lines without a time are written bare.
    """
    rows = [f"[{key}:{value}]" for key, value in lyrics.tags.items() if key != "offset"]
    following = [*lyrics.lines[1:], None]
    for line, after in zip(lyrics.lines, following, strict=True):
        if line.start is None:
            rows.append(line.text)
            continue
        rows.append(f"[{stamp_of_seconds(line.start, digits)}]{_stamped(line, digits)}")
        if line.end is not None and (after is None or after.start is None or line.end < after.start):
            rows.append(f"[{stamp_of_seconds(line.end, digits)}]")
    return "\n".join(rows) + "\n"


# --- reading ------------------------------------------------------------------------------------


def _read_row(file: _File, number: int, row: str) -> None:
    starts: list[Seconds] = []
    rest = row
    while rest.startswith("["):
        bracket = _BRACKET.match(rest)
        if bracket is None:
            file.fault(number, f"bracket never closed: '{_short(rest)}'", "Write [mm:ss.xx] before the line.")
            return
        inside, after = bracket[1], rest[bracket.end() :]
        seconds = seconds_of_stamp(inside)
        if seconds is not None:
            starts.append(seconds)
        elif not _read_bracket(file, number, inside, last=not after):
            return
        rest = after
    if starts:
        _read_line(file, number, starts, rest)
    elif rest:
        file.plain.append((number, rest))


def _read_bracket(file: _File, number: int, inside: str, *, last: bool) -> bool:
    """A bracket that is no stamp: a tag, a heading such as [Chorus], or a fault (False)."""
    tag = _TAG.fullmatch(inside)
    if tag:
        file.tags[tag[1].strip().lower()] = tag[2].strip()
        return True
    if last and inside and not inside[0].isdigit():
        return True
    file.fault(
        number, f"unreadable time stamp '[{_short(inside)}]'", "Write it as [mm:ss.xx], seconds below 60."
    )
    return False


def _read_line(file: _File, number: int, starts: list[Seconds], text: str) -> None:
    words, end = _read_words(file, number, text)
    first = starts[0]
    if words and words[0].start is not None and words[0].start < first - 0.005:
        file.fault(
            number, "the first word is stamped before its line", "Make the word stamps follow the line's."
        )
    for start in starts:
        shift = start - first
        moved = [_shift(word, shift) for word in words]
        row = _Row(start, len(file.rows), number, moved, None if end is None else end + shift)
        file.rows.append(row)


def _read_words(file: _File, number: int, text: str) -> tuple[list[LyricWord], Seconds | None]:
    """Words of one line with what the stamps say, and the closing stamp if there is one."""
    if _OPEN_STAMP.search(text):
        file.fault(
            number, f"word stamp never closed in '{_short(text)}'", "Write <mm:ss.xx> before the word."
        )
        return [], None
    words: list[LyricWord] = []
    glued = False
    latest: Seconds | None = None
    waiting: Seconds | None = None
    pieces = _WORD_STAMP.split(text)
    for position, piece in enumerate(pieces):
        if position % 2:
            seconds = seconds_of_stamp(piece)
            if seconds is None:
                file.fault(number, f"unreadable word stamp '<{_short(piece)}>'", "Write it as <mm:ss.xx>.")
                return [], None
            if latest is not None and seconds < latest:
                file.fault(number, f"word stamp <{piece}> goes back in time", "Put the stamps in order.")
            latest = waiting = seconds
            if words and words[-1].end is None:
                words[-1] = replace(words[-1], end=seconds)
        elif piece:
            glued = _add_words(words, piece, waiting, glued=glued)
            waiting = None
    return words, waiting


def _add_words(words: list[LyricWord], piece: str, stamp: Seconds | None, *, glued: bool) -> bool:
    """Append the words of ``piece``; its first belongs to the word before if no blank parts them.

    Returns whether the next piece will be glued to this one.
    """
    parts = piece.split()
    if parts and glued and not piece[0].isspace():
        words[-1] = replace(words[-1], text=words[-1].text + parts.pop(0), end=None)
        stamp = None
    for part in parts:
        words.append(LyricWord(part, stamp))
        stamp = None
    return bool(words) and not piece[-1].isspace() and (bool(parts) or glued)


def _offset(file: _File) -> Seconds:
    """Seconds to take off every stamp."""
    written = file.tags.get("offset")
    if not written:
        return 0.0
    try:
        return int(written) / 1000.0
    except ValueError:
        file.faults.append(
            Fault(
                file.name,
                f"unreadable [offset:{_short(written)}]",
                "Write whole milliseconds: [offset:+250].",
            )
        )
        return 0.0


def _close(file: _File, offset: Seconds) -> tuple[LyricLine, ...]:
    """Rows in order of time, each ended by the stamp that follows it."""
    rows = sorted(file.rows, key=lambda row: (row.start, row.order))
    lines: list[LyricLine] = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if not row.words:
            continue
        end = row.end if row.end is not None else (after.start if after else None)
        words = row.words
        if words[-1].end is None and any(word.start is not None for word in words):
            words = [*words[:-1], replace(words[-1], end=end)]
        moved = tuple(_shift(word, -offset) for word in words)
        lines.append(LyricLine(len(lines), moved, _at_least_zero(row.start - offset), _moved(end, -offset)))
    return tuple(lines)


def _moved(seconds: Seconds | None, by: Seconds) -> Seconds | None:
    return None if seconds is None else _at_least_zero(seconds + by)


def _at_least_zero(seconds: Seconds) -> Seconds:
    # To the millisecond, the finest stamp there is: sums of decimals must not drift apart.
    return max(0.0, round(seconds, 3))


def _shift(word: LyricWord, by: Seconds) -> LyricWord:
    return replace(word, start=_moved(word.start, by), end=_moved(word.end, by)) if by else word


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


# --- writing ------------------------------------------------------------------------------------


def _stamped(line: LyricLine, digits: int) -> str:
    """Words with their stamps; an end is written unless the next word starts right there."""
    out = ""
    for word, after in zip(line.words, [*line.words[1:], None], strict=True):
        if word.start is not None:
            out += f"<{stamp_of_seconds(word.start, digits)}>"
        out += word.text
        if word.end is not None and (after is None or after.start != word.end):
            out += f"<{stamp_of_seconds(word.end, digits)}>"
        out += " " if after is not None else ""
    return out
