"""The end of a song that nothing but the singer tells."""

from __future__ import annotations

from livevis.show.sung import Sung

from .build import lyrics, place

LINES = lyrics().lines
LAST = len(LINES) - 1


def test_the_last_line_is_given_its_length_and_some() -> None:
    sung = Sung(place(LAST, 30.0), 30.0, 30.0)
    assert not sung.out(LINES, 10.0, 34.0)
    assert sung.out(LINES, 10.0, 34.1)


def test_nobody_sings_any_more() -> None:
    sung = Sung(place(1, 20.0), 20.0, 24.0)
    assert not sung.out(LINES, 10.0, 34.0)
    assert sung.out(LINES, 10.0, 34.1)
    assert sung.out((), 10.0, 34.1)


def test_a_song_that_has_not_begun_is_not_over() -> None:
    assert not Sung(None, 0.0, None).out(LINES, 10.0, 900.0)
