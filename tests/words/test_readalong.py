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
        (0, 0, pytest.approx(4.0)),
        (0, 1, pytest.approx(3.0)),
        (0, 1, pytest.approx(1.0)),
        (1, 0, pytest.approx(4.0)),
        (1, 1, pytest.approx(3.0)),
        (1, 1, pytest.approx(1.0)),
    ]
    assert all(p.locked and p.song == "s" and p.certainty == pytest.approx(0.7) for p in told)
    assert [p.at for p in told] == pytest.approx([2.0, 3.0, 5.0, 6.0, 7.0, 9.0])


def test_before_the_first_line_the_music_leads_without_a_line() -> None:
    along = reading()
    assert not along.leads(0.0)
    assert along.follow(music(1.0)) is None
    assert along.leads(1.5)
    assert not along.leads(2.1), "a place that old says nothing"


def test_one_line_elsewhere_is_a_slip_two_in_a_row_end_the_lead() -> None:
    along = reading()
    along.follow(music(3.0))
    along.objected(other(5, 3.1))
    assert along.leads(3.2)
    along.objected(other(6, 3.3))
    assert not along.leads(3.4)
    assert along.follow(music(7.0)) is None


def test_a_neighbour_or_a_guess_is_no_objection() -> None:
    along = reading()
    along.follow(music(3.0))
    for place in (other(5, 3.1), other(1, 3.1), other(6, 3.2), other(5, 3.2, locked=False), other(4, 3.3)):
        along.objected(place)
    assert along.leads(3.5)


def test_the_music_leads_again_once_it_agrees() -> None:
    along = reading()
    along.follow(music(3.0))
    along.overruled(5)
    assert along.follow(music(8.0)) is None
    place = along.follow(music(22.5, at=9.0))
    assert place is not None
    assert (place.line, place.at) == (5, 9.0)
    assert along.leads(9.5)
