"""When the next line's picture is to come up."""

from __future__ import annotations

from livevis.messages import LyricPlace
from livevis.show.foresight import Foresight


def place(line: int, at: float, next_in: float | None) -> LyricPlace:
    return LyricPlace("s", line, 0, 0.9, True, at, next_in)


def test_half_a_fade_before_the_line_and_only_once() -> None:
    foresight = Foresight()
    assert foresight.due() == float("inf")
    foresight.told(place(3, 10.0, 2.0), fade=0.8)
    assert foresight.due() == 11.6
    assert foresight.ripe(11.5) is None
    assert foresight.ripe(11.6) == 4
    assert foresight.ripe(11.7) is None
    assert foresight.due() == float("inf")


def test_what_has_been_put_up_is_not_put_up_again() -> None:
    foresight = Foresight()
    foresight.told(place(3, 10.0, 2.0), fade=0.8)
    foresight.shown = 4
    foresight.told(place(3, 11.7, 0.3), fade=0.8)
    assert foresight.due() == float("inf")
    foresight.told(place(4, 12.0, 3.0), fade=0.8)
    assert foresight.shown == 4
    assert foresight.due() == 14.6


def test_a_singer_who_does_not_get_there_takes_it_back() -> None:
    foresight = Foresight()
    foresight.told(place(3, 10.0, 2.0), fade=0.8)
    foresight.shown = 4
    foresight.told(place(7, 12.0, None), fade=0.8)
    assert foresight.shown == -1
    assert foresight.ripe(99.0) is None
