"""Places in a song, read from text."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.errors import InputFaults
from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.show.cue import AtBar, AtLine, AtTime, Manual, parse_at, parse_from, seconds_of


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("line:12", AtLine(11)),
        ("line: 1", AtLine(0)),
        ("1:03.5", AtTime(63.5)),
        ("0:07", AtTime(7.0)),
        ("63.5", AtTime(63.5)),
        ("0", AtTime(0.0)),
        ("bar:33", AtBar(33)),
        ("manual", Manual()),
        (" Manual ", Manual()),
    ],
)
def test_read(text: str, place: object) -> None:
    assert parse_at(text) == place


@pytest.mark.parametrize(
    "text", ["", "line:0", "bar:0", "1:61", "-3", "section:solo", "line:x", "1:2:3", "²", "nan"]
)
def test_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_at(text)


def test_bar_is_counted_from_one_in_four_four() -> None:
    assert AtBar(1).seconds(120.0) == 0.0
    assert AtBar(33).seconds(96.0) == pytest.approx(32 * 4 * 60 / 96)


def test_from() -> None:
    assert parse_from("1:03") == AtTime(63.0)
    assert parse_from("line:12") == AtLine(11)
    for wrong in ("bar:2", "manual", "soon"):
        with pytest.raises(InputFaults, match="--from"):
            parse_from(wrong)


def test_seconds_of_a_line() -> None:
    lyrics = Lyrics((LyricLine(0, (LyricWord("so"),), 3.0, 4.0), LyricLine(1, (LyricWord("far"),))))
    assert seconds_of(AtLine(0), lyrics) == 3.0
    assert seconds_of(AtTime(9.0), lyrics) == 9.0
    for wrong in (AtLine(1), AtLine(2)):
        with pytest.raises(InputFaults):
            seconds_of(wrong, lyrics)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=12))
def test_any_text_is_a_place_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        parse_at(text)
