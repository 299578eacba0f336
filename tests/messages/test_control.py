"""What the operator wants travels as a value."""

from __future__ import annotations

from livevis.messages import Command, Notice, ShowOver


def test_a_command_has_an_argument_only_where_it_needs_one() -> None:
    assert Command("go", 1.0).argument == 0.0
    assert Command("jump", 1.0, 3).argument == 3


def test_two_equal_acts_are_equal_and_two_moments_are_not() -> None:
    assert Command("go", 1.0) == Command("go", 1.0)
    assert Command("go", 1.0) != Command("go", 1.1)


def test_a_notice_reads_with_its_remedy() -> None:
    assert str(Notice(2.0, "the microphone is gone", "Plug it in")) == "the microphone is gone. Plug it in"
    assert str(Notice(3.0, "the microphone is back", fault=False)) == "the microphone is back"
    assert Notice(2.0, "the microphone is gone").fault


def test_a_notice_and_the_end_carry_their_time() -> None:
    assert Notice(2.0, "the microphone is gone").at == 2.0
    assert ShowOver(3.0).at == 3.0
