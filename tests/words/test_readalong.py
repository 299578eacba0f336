"""The music as a witness, and when the others overrule it."""

from __future__ import annotations

import pytest

from livevis.messages import LyricLine, LyricPlace, Lyrics, LyricWord, TakePlace
from livevis.words.readalong import ReadAlong

LYRICS = Lyrics(
    tuple(
        LyricLine(i, (LyricWord("one", 4.0 * i + 2), LyricWord("two", 4.0 * i + 3)), 4.0 * i + 2)
        for i in range(8)
    )
)


def reading() -> ReadAlong:
    return ReadAlong("s", LYRICS)


def music(seconds: float, at: float | None = None, certainty: float = 0.4) -> TakePlace:
    return TakePlace("s", seconds, certainty, seconds if at is None else at)


def other(line: int, at: float, locked: bool = True) -> LyricPlace:
    return LyricPlace("s", line, 0, 0.9, locked, at)


def test_lines_and_words_are_told_once_with_the_time_to_the_next_line() -> None:
    along = reading()
    told = [place for tenth in range(100) if (place := along.follow(music(tenth / 10)))]
    assert [(p.line, p.word, p.next_in) for p in told] == [
        (0, 0, pytest.approx(3.9)),
        (0, 1, pytest.approx(2.9)),
        (0, 1, pytest.approx(1.0)),
        (1, 0, pytest.approx(3.9)),
        (1, 1, pytest.approx(2.9)),
        (1, 1, pytest.approx(1.0)),
    ]
    assert all(p.locked and p.song == "s" and p.certainty == pytest.approx(0.7) for p in told)
    assert [p.at for p in told] == pytest.approx([2.1, 3.1, 5.0, 6.1, 7.1, 9.0])


def test_before_the_first_line_the_music_leads_without_a_line() -> None:
    along = reading()
    assert not along.leads(0.0)
    assert along.follow(music(1.0)) is None
    assert along.leads(1.5)
    assert not along.leads(2.1), "a place that old says nothing"


def test_one_line_elsewhere_is_a_slip_two_in_a_row_end_the_lead() -> None:
    along = reading()
    along.follow(music(3.0))
    along.heard(other(5, 3.1))
    assert along.leads(3.2)
    along.heard(other(6, 3.3))
    assert not along.leads(3.4)
    assert along.follow(music(7.0)) is None


def test_a_neighbour_a_guess_or_one_line_again_is_no_objection() -> None:
    along = reading()
    along.follow(music(3.0))
    for place in (other(5, 3.1), other(1, 3.1), other(6, 3.2), other(5, 3.2, locked=False), other(6, 3.3)):
        along.heard(place)
    assert along.leads(3.5)


def test_a_witness_that_is_only_late_overrules_nobody() -> None:
    along = reading()
    for seconds in (3.0, 7.0, 11.0, 15.0):
        along.follow(music(seconds))
    along.heard(other(1, 15.0))
    along.heard(other(2, 15.5))
    assert along.leads(15.6)


def test_the_music_leads_again_once_it_is_where_the_others_are_now() -> None:
    along = reading()
    along.follow(music(3.0))
    along.heard(other(4, 3.1))
    along.heard(other(5, 3.2))
    for seconds, line in ((7.0, 5), (11.0, 6), (15.0, 7)):  # 20 s ahead of the music, over the same chords
        along.heard(other(line, seconds))
        assert along.follow(music(seconds)) is None
    assert along.follow(music(22.5, at=16.0)) is None, "where the others were is not where they are"
    place = along.follow(music(30.5, at=17.0))
    assert place is not None
    assert (place.line, place.at) == (7, 17.0)
    assert along.leads(17.5)


def test_an_operator_s_next_line_stands_though_the_music_has_more_words_of_this_one() -> None:
    along = reading()
    along.follow(music(2.1))
    along.overruled(1)
    assert along.follow(music(3.1)) is None, "the second word of the line the operator left"
    assert along.follow(music(6.1)) is not None


def test_another_song_s_place_says_nothing() -> None:
    along = reading()
    assert along.follow(TakePlace("another", 10.0, 0.5, 10.0)) is None
    assert not along.leads(10.1)


def test_a_band_that_stops_takes_the_next_line_back_and_one_that_goes_on_says_so() -> None:
    along = reading()
    first = along.follow(music(3.0))
    assert first is not None
    held = [place for step in range(1, 11) if (place := along.follow(music(3.0, at=3.0 + step / 10)))]
    assert [place.at for place in held] == pytest.approx([3.3, 3.6, 3.9])
    assert {place.next_in for place in held} == {3.0}
    last = [p for s in range(30, 60) if (p := along.follow(music(float(s), at=float(s))))]
    assert [place.at for place in last] == [30.0, 31.0, 32.0, 37.0, 42.0, 47.0, 52.0, 57.0]
