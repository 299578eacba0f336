"""Reading lyrics by their times."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.words.sheet import Sheet


def line(index: int, start: float | None, *words: float | None) -> LyricLine:
    return LyricLine(index, tuple(LyricWord("la", at) for at in words), start)


LYRICS = Lyrics((line(0, 1.0, 1.0, 1.5), line(1, 3.0, 3.0, None, 4.0), line(2, 6.0)))


@pytest.mark.parametrize(
    ("seconds", "place"),
    [(0.9, (-1, -1)), (1.0, (0, 0)), (1.6, (0, 1)), (3.2, (1, 1)), (4.5, (1, 2)), (9.0, (2, 0))],
)
def test_the_place_at_a_time(seconds: float, place: tuple[int, int]) -> None:
    assert Sheet(LYRICS).at(seconds) == place


def test_when_the_next_line_begins() -> None:
    sheet = Sheet(LYRICS)
    assert (sheet.after(0), sheet.after(1), sheet.after(2)) == (3.0, 6.0, None)


def test_lines_are_in_the_order_of_their_times_whatever_the_file_s() -> None:
    sheet = Sheet(Lyrics((line(0, 5.0, 5.0), line(1, 2.0, 2.0))))
    assert (sheet.at(2.5)[0], sheet.at(5.5)[0]) == (1, 0)
    assert sheet.after(1) is None, "the next in time is not the next in the file"


@given(st.floats(1, 10))
def test_the_next_line_begins_where_the_place_changes(seconds: float) -> None:
    sheet = Sheet(LYRICS)
    here = sheet.at(seconds)[0]
    after = sheet.after(here)
    if after is not None:
        assert seconds < after
        assert sheet.at(after)[0] == here + 1


@pytest.mark.parametrize("lyrics", [Lyrics(), Lyrics((line(0, None, 1.0),))])
def test_lines_without_times_are_refused(lyrics: Lyrics) -> None:
    with pytest.raises(ValueError, match="start"):
        Sheet(lyrics)
