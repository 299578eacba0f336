"""Lyrics files of every kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.show.lyrics import parse_lyrics, read_lyrics


def test_plain_text_has_lines_and_no_times() -> None:
    read = parse_lyrics(b"[Verse]\nso far away\n\n  from   home \n", "song.txt")
    assert [line.text for line in read.lyrics.lines] == ["so far away", "from home"]
    assert [line.index for line in read.lyrics.lines] == [0, 1]
    assert not read.lyrics.timed


def test_kind_by_ending_and_content() -> None:
    assert parse_lyrics(b"[00:01.00]x\n", "a.LRC").lyrics.timed
    assert parse_lyrics(b"#BPM:120\n#GAP:0\n: 0 1 1 la\n", "a.txt").lyrics.timed
    assert "unknown kind" in str(parse_lyrics(b"x", "a.docx").faults[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_encodings_are_read_silently(encoding: str) -> None:
    read = parse_lyrics("[00:01.00]Grüße\n".encode(encoding), "a.lrc")
    assert read.lyrics.lines[0].text == "Grüße"
    assert read.notes == ()


def test_latin_1_is_read_with_a_note() -> None:
    read = parse_lyrics("[00:01.00]Grüße\n".encode("latin-1"), "a.lrc")
    assert read.lyrics.lines[0].text == "Grüße"
    assert "Latin-1" in read.notes[0]


def test_what_is_no_text_or_no_lyrics() -> None:
    assert "not a text file" in str(parse_lyrics(b"\x00\x01\x02", "a.lrc").faults[0])
    empty = parse_lyrics(b"\n", "a.lrc")
    assert empty.faults == ()
    assert "no sung line" in empty.notes[0]


def test_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert "cannot be read" in str(read_lyrics(tmp_path / "none.lrc").faults[0])


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=60), st.sampled_from(["a.lrc", "a.txt", "a"]))
def test_any_bytes(data: bytes, name: str) -> None:
    parse_lyrics(data, name)
    parse_lyrics(b"#BPM:120\n: 0 1 1 x\n" + data, name)
