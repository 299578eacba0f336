"""What was sung, written down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from livevis.app.transcript import sung, write_sung
from livevis.messages import Lyrics
from livevis.show.lrc import parse_lrc

from .stagehands import LINES, lyrics, setlist, song


def begun(name: str, t: float, zero: float) -> dict[str, Any]:
    return {"t": t, "event": "song", "id": name, "title": name.title(), "zero": zero}


def line(index: int, t: float, locked: bool = True) -> dict[str, Any]:
    return {"t": t, "event": "line", "index": index, "locked": locked, "certainty": 0.9}


def heard(t: float, *words: tuple[str, float, float], final: bool = True) -> dict[str, Any]:
    rows = [{"text": text, "start": a, "end": b, "p": 0.9} for text, a, b in words]
    return {"t": t, "event": "heard", "final": final, "words": rows}


def test_known_lines_stand_where_they_were_found_in_the_order_they_were_sung() -> None:
    plain = Lyrics(tuple(replace(one, start=None, end=None) for one in lyrics().lines))
    events = [
        begun("one", 5.0, 4.0),
        line(0, 6.0),
        line(2, 8.5),
        line(2, 8.6, locked=False),
        line(1, 11.0),
    ]
    ((name, made),) = sung(events, setlist(song("one", plain)))
    assert name == "one"
    assert [(one.text, one.start) for one in made.lines] == [
        (LINES[0], 2.0),
        (LINES[2], 4.5),
        (LINES[1], 7.0),
    ]


def test_of_a_song_without_lyrics_a_line_is_a_breath() -> None:
    events = [
        begun("one", 0.0, 0.0),
        heard(1.5, ("silver", 1.0, 1.2)),
        heard(2.0, ("birds", 1.3, 1.6), ("fly", 3.0, 3.2), final=True),
        heard(3.5, ("never", 3.3, 3.4), final=False),
    ]
    ((_, made),) = sung(events, setlist(song("one", Lyrics())))
    assert [one.text for one in made.lines] == ["silver birds", "fly"]
    assert (made.lines[0].start, made.lines[0].end) == (1.0, 1.6)


def test_the_files_can_be_sung_by_again(tmp_path: Path) -> None:
    events = [begun("one", 0.0, 0.0), line(0, 1.0), line(1, 3.25), begun("one", 20.0, 20.0), line(0, 21.5)]
    first, second = write_sung(events, setlist(song("one")), tmp_path)
    assert (first.name, second.name) == ("sung-one.lrc", "sung-one-2.lrc")
    read = parse_lrc(first.read_text(encoding="utf-8"), first.name)
    assert not read.faults
    assert [(one.text, one.start) for one in read.lyrics.lines] == [(LINES[0], 1.0), (LINES[1], 3.25)]
    assert read.lyrics.tags["ti"] == "One"


@pytest.mark.parametrize("name", ["../../etc", "a/b", "…"])
def test_whatever_a_song_is_called_its_file_stays_in_the_folder(tmp_path: Path, name: str) -> None:
    (path,) = write_sung([begun(name, 0.0, 0.0), line(0, 1.0)], setlist(song(name)), tmp_path)
    assert path.parent == tmp_path
    assert path.is_file()


def test_a_title_of_brackets_is_read_back(tmp_path: Path) -> None:
    opened = begun("one", 0.0, 0.0) | {"title": "Rain [live]\n2"}
    (path,) = write_sung([opened, line(0, 1.0)], setlist(song("one")), tmp_path)
    read = parse_lrc(path.read_text(encoding="utf-8"), path.name)
    assert not read.faults
    assert read.lyrics.tags["ti"] == "Rain live 2"


def test_where_nothing_was_sung_nothing_is_written(tmp_path: Path) -> None:
    assert write_sung([begun("one", 0.0, 0.0)], setlist(song("one")), tmp_path) == []
    assert write_sung([], setlist(), tmp_path) == []
