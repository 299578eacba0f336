"""The envelope keeps when its sound was heard and who has handled it."""

from __future__ import annotations

import dataclasses

import pytest

from livevis.flow.letter import Letter, Mark


def test_an_answer_keeps_the_sound_s_time_and_adds_its_mark() -> None:
    question = Letter("block", 1.5, (Mark("hear", 1.5, 1.6),))
    answer = question.answer("word", Mark("words", 1.7, 2.0))
    assert answer == Letter("word", 1.5, (Mark("hear", 1.5, 1.6), Mark("words", 1.7, 2.0)))
    assert question.marks == (Mark("hear", 1.5, 1.6),)


def test_a_letter_is_sealed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Letter("a", 0.0).value = "b"  # type: ignore[misc]
