"""SubRip subtitles as lyrics."""

from __future__ import annotations

import pytest

from livevis.show.lyrics import parse_lyrics
from livevis.show.srt import parse_srt

SONG = """1
00:00:01,500 --> 00:00:03,250
<i>Silver river</i> ♪

2
00:01:02,000 --> 00:01:06,000 align:middle
Carry me
home

3
00:02:00,000 --> 00:02:01,000
[Chorus]

4
01:00:00.5 --> 01:00:02
99 balloons
"""


def test_lines_have_the_times_of_their_blocks() -> None:
    read = parse_srt(SONG, "song.srt")
    assert read.faults == ()
    assert [line.text for line in read.lyrics.lines] == ["Silver river", "Carry me", "home", "99 balloons"]
    assert [line.index for line in read.lyrics.lines] == [0, 1, 2, 3]
    first, carry, home, last = read.lyrics.lines
    assert (first.start, first.end) == (1.5, 3.25)
    assert carry.start == 62.0
    assert carry.end == home.start == pytest.approx(62.0 + 4.0 * 8 / 12, abs=0.001)
    assert home.end == 66.0
    assert (last.start, last.end) == (3600.5, 3602.0)
    assert read.lyrics.timed


def test_blocks_out_of_order_are_put_in_order_and_a_number_may_be_sung() -> None:
    text = "2\n00:00:05,000 --> 00:00:06,000\nsecond\n\n1\n00:00:01,000 --> 00:00:02,000\n1999\n"
    assert [line.text for line in parse_srt(text, "a.srt").lyrics.lines] == ["1999", "second"]


def test_faults_name_their_line() -> None:
    text = "hello\n1\n00:00:05 -> 00:00:06\nx\n\n2\n0:0:7 --> 0:0:6\ny\n\n3\n0:0:x --> 0:0:8\nz\n"
    told = [str(fault) for fault in parse_srt(text, "a.srt").faults]
    assert any(line.startswith("a.srt:1: no times before 'hello'") for line in told)
    assert any(line.startswith("a.srt:3: unreadable times '00:00:05 -> 00:00:06'") for line in told)
    assert not any("'x'" in line for line in told)  # its block has been told
    assert len(told) == 4
    assert any(line.startswith("a.srt:7: ends before it starts") for line in told)
    assert any(line.startswith("a.srt:11: unreadable times") for line in told)


def test_the_ending_chooses_it() -> None:
    assert parse_lyrics(SONG.encode(), "Song.SRT").lyrics == parse_srt(SONG, "song.srt").lyrics
