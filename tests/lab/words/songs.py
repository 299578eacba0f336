"""A short song with a time for every word, for the harness's tests."""

from __future__ import annotations

from pathlib import Path

from livevis.lab.words.gold import Gold, Staging, performed, read_gold
from livevis.messages import Lyrics

VERSES = (
    "old lanterns guard the harbor tonight",
    "snow is falling upon my open hand",
    "carry me silver river home",
    "paint every mountain golden before the dawn",
    "white horses cross the valley slowly",
    "carry me silver river home",
)


def song(folder: Path) -> Lyrics:
    """Six lines, the third sung again at the end; half a second a word, a second and a half between lines."""
    rows, at = [], 2.0
    for line in VERSES:
        row = ""
        for word in line.split():
            row += f"<{stamp(at)}>{word}<{stamp(at + 0.4)}> "
            at += 0.5
        rows.append(f"[{stamp(at - 0.5 * len(line.split()))}]{row.strip()}")
        at += 1.5
    (folder / "song.lrc").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return read_gold(folder / "song.lrc")


def stamp(at: float) -> str:
    return f"{int(at // 60):02d}:{at % 60:05.2f}"


def gold(folder: Path, offset: float = 3.0) -> Gold:
    return performed(song(folder), Staging(offset))
