"""Words heard and words known read as they are sung."""

from __future__ import annotations

from livevis.messages import Heard, LyricLine, LyricPlace, Lyrics, LyricWord, SongEnd, SongStart, Word


def line(index: int, text: str, start: float | None = None) -> LyricLine:
    return LyricLine(index, tuple(LyricWord(word) for word in text.split()), start)


def test_what_was_heard_reads_as_a_line() -> None:
    heard = Heard((Word("light", 1.0, 1.4), Word("the", 1.4, 1.5, 0.4)), final=True, at=2.0)
    assert heard.text == "light the"
    assert heard.words[0].probability == 1.0
    assert heard.take_s is None
    assert Heard((), final=False, at=0.0).text == ""


def test_a_lyric_line_reads_as_it_is_sung() -> None:
    assert line(0, "light the lantern").text == "light the lantern"


def test_lyrics_are_timed_only_if_every_line_is() -> None:
    assert Lyrics((line(0, "a", 0.0), line(1, "b", 2.0))).timed
    assert not Lyrics((line(0, "a", 0.0), line(1, "b"))).timed
    assert not Lyrics().timed


def test_a_song_s_own_zero_lies_before_where_its_take_is_entered() -> None:
    start = SongStart("first", "First Light", at=10.0, take_from=4.0)
    assert start.lyrics == Lyrics()
    assert start.language == "en"
    assert start.at - start.take_from == 6.0


def test_places_and_ends_are_values() -> None:
    place = LyricPlace("first", 3, 1, 0.9, locked=True, at=5.0)
    assert place == LyricPlace("first", 3, 1, 0.9, locked=True, at=5.0)
    assert SongEnd("first", 70.0) == SongEnd("first", 70.0)
