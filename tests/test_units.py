"""Units are plain numbers that wear their name."""

from __future__ import annotations

from livevis import units


def test_a_number_with_a_unit_is_still_a_number() -> None:
    assert units.Seconds is units.Beats is units.Decibels is float
    assert units.SPEECH_RATE == 16_000
