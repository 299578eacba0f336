"""UltraStar files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.messages import Lyrics, LyricWord
from livevis.show.lrc import parse_lrc, to_lrc
from livevis.show.lyrics import read_lyrics
from livevis.show.ultrastar import looks_like_ultrastar, parse_ultrastar

SHARED = Path(__file__).resolve().parents[3] / "shared" / "audio"

SONG = """\
#TITLE:Test
#BPM:150,0
#GAP:1000
: 0 5 9 So
* 10 5 11  a
: 15 5 11 way
: 20 10 11 ~,
- 40 42
F 50 10 3 home_
: 60 10 3 and
R 70 10 3  dry
E
: 99 1 1 after
""".replace("_", " ")


def read(text: str) -> Lyrics:
    result = parse_ultrastar(text, "song.txt")
    assert result.faults == ()
    return result.lyrics


def test_beats_become_seconds_and_syllables_words() -> None:
    lyrics = read(SONG)
    assert lyrics.lines[0].words == (LyricWord("So", 1.0, 1.5), LyricWord("away,", 2.0, 4.0))
    assert [word.text for word in lyrics.lines[1].words] == ["home", "and", "dry"]
    assert (lyrics.lines[1].start, lyrics.lines[1].end) == (6.0, 9.0)
    assert lyrics.tags["bpm"] == "150,0"
    assert lyrics.timed


def test_recognised_by_its_headers() -> None:
    assert looks_like_ultrastar("\n#TITLE:x\n")
    assert not looks_like_ultrastar("# a heading\nwords")


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("#TITLE:x\n: 0 1 1 la\n", "song.txt:2: a note before any readable #BPM"),
        ("#BPM:fast\n", "song.txt:1: #BPM is 'fast'"),
        ("#BPM:0\n", "#BPM is '0'"),
        ("#BPM:120\n: 0 x 1 la\n", "song.txt:2: unreadable note"),
        ("#BPM:120\n#RELATIVE:YES\n", "song.txt:2: #RELATIVE:YES"),
        ("#BPM:120\nP1\n", "song.txt:2: a duet"),
        ("#BPM:120\n?\n", "song.txt:2: unreadable line"),
        ("#TITLE:x\n", "no #BPM"),
    ],
)
def test_faults(text: str, piece: str) -> None:
    assert piece in "\n".join(str(fault) for fault in parse_ultrastar(text, "song.txt").faults)


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="#BPMGAP:*-FE 0123456789,.~la\n\r", max_size=80))
def test_never_raises(text: str) -> None:
    parse_ultrastar(text, "song.txt")
    parse_ultrastar("#BPM:120\n" + text, "song.txt")


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/audio")
@pytest.mark.parametrize(("name", "lines", "words"), [("on_the_run", 53, 277), ("verdaechtig", 102, 392)])
def test_real_songs(name: str, lines: int, words: int) -> None:
    result = read_lyrics(SHARED / f"{name}.ultrastar.txt")
    assert (result.faults, result.notes) == ((), ())
    assert len(result.lyrics.lines) == lines
    assert sum(len(line.words) for line in result.lyrics.lines) == words
    starts = [word.start for line in result.lyrics.lines for word in line.words]
    assert starts == sorted(starts, key=lambda start: start or 0.0)
    again = parse_lrc(to_lrc(result.lyrics, digits=3), "again.lrc")
    assert again.lyrics.lines == result.lyrics.lines


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/audio")
def test_first_note_of_a_real_song() -> None:
    lyrics = read_lyrics(SHARED / "on_the_run.ultrastar.txt").lyrics
    assert lyrics.lines[0].text == "So far away from home,"
    assert lyrics.lines[0].start == pytest.approx(11.25)
    assert lyrics.lines[0].words[1].start == pytest.approx(11.25 + 6 * 15 / 297.5, abs=0.001)
