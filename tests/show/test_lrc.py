"""LRC read and written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.show.lrc import parse_lrc, to_lrc

SONG = """\
[ti:First Light]
[ar: Nobody ]
[00:01.00]<00:01.00>Red <00:01.50>lanterns<00:02.20> <00:02.50>burn<00:03.00>
[00:04.00]<00:04.00>a<00:04.30>way <00:05.00>we go
[00:06.00]
[00:08.5]plain line
"""


def read(text: str) -> Lyrics:
    result = parse_lrc(text, "song.lrc")
    assert result.faults == ()
    return result.lyrics


def faults(text: str) -> list[str]:
    return [str(fault) for fault in parse_lrc(text, "song.lrc").faults]


def test_words_end_where_the_next_stamp_stands() -> None:
    first = read(SONG).lines[0]
    assert first.words == (
        LyricWord("Red", 1.0, 1.5),
        LyricWord("lanterns", 1.5, 2.2),
        LyricWord("burn", 2.5, 3.0),
    )
    assert (first.index, first.start, first.end, first.text) == (0, 1.0, 3.0, "Red lanterns burn")


def test_syllables_are_joined_and_unstamped_words_are_honest() -> None:
    second = read(SONG).lines[1]
    assert second.words == (
        LyricWord("away", 4.0, 5.0),
        LyricWord("we", 5.0, None),
        LyricWord("go", None, 6.0),
    )
    assert second.end == 6.0


def test_line_stamps_alone_time_the_line_not_its_words() -> None:
    last = read(SONG).lines[2]
    assert (last.start, last.end) == (8.5, None)
    assert last.words == (LyricWord("plain"), LyricWord("line"))


def test_tags() -> None:
    assert read(SONG).tags == {"ti": "First Light", "ar": "Nobody"}


def test_several_stamps_repeat_a_line_in_order_of_time() -> None:
    lyrics = read(
        "[00:10.00][00:30.00]<00:10.00>come <00:11.00>back<00:12.00>\n[00:20.00]verse\n[00:25.00]\n"
    )
    assert [(line.index, line.start, line.text) for line in lyrics.lines] == [
        (0, 10.0, "come back"),
        (1, 20.0, "verse"),
        (2, 30.0, "come back"),
    ]
    assert lyrics.lines[2].words[1] == LyricWord("back", 31.0, 32.0)
    assert lyrics.lines[1].end == 25.0


@pytest.mark.parametrize(
    ("offset", "start"), [("+250", 9.75), ("-250", 10.25), ("250", 9.75), ("20000", 0.0)]
)
def test_positive_offset_is_earlier(offset: str, start: float) -> None:
    lyrics = read(f"[offset:{offset}]\n[00:10.00]<00:10.00>word<00:11.00>\n")
    assert lyrics.lines[0].start == lyrics.lines[0].words[0].start == start


@pytest.mark.parametrize(
    ("stamp", "seconds"), [("00:01", 1.0), ("00:01.5", 1.5), ("01:01.25", 61.25), ("100:00.125", 6000.125)]
)
def test_fractions(stamp: str, seconds: float) -> None:
    assert read(f"[{stamp}]x").lines[0].start == seconds


def test_crlf_and_headings() -> None:
    lyrics = read("[Chorus]\r\n[00:01.00]one\r\n\r\n[00:02.00] two \r\n")
    assert [line.text for line in lyrics.lines] == ["one", "two"]


def test_without_stamps_it_is_plain_text() -> None:
    lyrics = read("so far away\nfrom home\n")
    assert [line.text for line in lyrics.lines] == ["so far away", "from home"]
    assert not lyrics.timed


def test_every_fault_with_its_line() -> None:
    text = """\
[00:01.00]fine
no stamp
[00:61.00]late
[00:05.00
[00:06.00]<00:0x.00>bad
[00:09.00]<00:09.50>a <00:09.20>b
[00:12.00]<00:12.00 open
[00:13.00]<00:11.00>before
[00:14.00]<00:14.00 open <00:15.00>again
[offset:x]
"""
    said = "\n".join(faults(text))
    for piece in (
        "song.lrc:2: no time stamp before 'no stamp'",
        "song.lrc:3: unreadable time stamp '[00:61.00]'",
        "song.lrc:4: bracket never closed",
        "song.lrc:5: word stamp never closed",
        "song.lrc:6: word stamp <00:09.20> goes back in time",
        "song.lrc:7: word stamp never closed",
        "song.lrc:8: the first word is stamped before its line",
        "song.lrc:9: word stamp never closed",
        "unreadable [offset:x]",
    ):
        assert piece in said


def test_end_stamps_are_written_only_where_needed() -> None:
    written = to_lrc(read(SONG))
    assert "[00:01.00]<00:01.00>Red <00:01.50>lanterns<00:02.20> <00:02.50>burn<00:03.00>\n" in written
    assert read(written) == read(SONG)


@st.composite
def timed_lyrics(draw: st.DrawFn) -> Lyrics:
    at = 0
    lines = []
    for index in range(draw(st.integers(1, 5))):
        words = []
        at += draw(st.integers(0, 300))
        start = at
        for _ in range(draw(st.integers(1, 4))):
            length, pause = draw(st.integers(1, 200)), draw(st.sampled_from([0, 1, 40]))
            text = draw(st.text(alphabet="abcé'-,.!?", min_size=1, max_size=6))
            words.append(LyricWord(text, at / 100, (at + length) / 100))
            at += length + pause
        at += 1
        end = words[-1].end
        assert end is not None
        lines.append(LyricLine(index, tuple(words), start / 100, end))
    return Lyrics(tuple(lines), {"ti": "x"})


@settings(deadline=None, max_examples=150)
@given(timed_lyrics(), st.sampled_from([2, 3]))
def test_written_and_read_back_is_the_same(lyrics: Lyrics, digits: int) -> None:
    assert read(to_lrc(lyrics, digits)) == lyrics


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="[]<>0123456789:. abé\n\r\t-", max_size=60))
def test_never_raises(text: str) -> None:
    result = parse_lrc(text, "song.lrc")
    assert [line.index for line in result.lyrics.lines] == list(range(len(result.lyrics.lines)))
