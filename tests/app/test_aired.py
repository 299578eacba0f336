"""What a model worker notes of itself is said aloud, each note once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from livevis.app.aired import Aired
from livevis.flow.worker import Part
from livevis.messages import Command, Notice


class Noting(Part):
    """Answers twice; notes what it is told to."""

    def __init__(self) -> None:
        self.notes: tuple[str, ...] = ()
        self.done: list[str] = []

    def __enter__(self) -> Noting:
        self.nominal_cost = 0.5
        self.notes = ("loaded slowly.",)
        return self

    def __exit__(self, *how: Any) -> None:
        self.done.append(f"exit {how[0].__name__ if how[0] else None}")

    def __call__(self, item: Command) -> Iterator[str]:
        if item.name != "quiet":
            self.notes += (f"{item.name}!",)
        yield "one"
        yield "two"

    def reset(self) -> None:
        self.done.append("reset")


def test_answers_come_first_and_each_note_once() -> None:
    with Aired(Noting()) as worker:
        assert worker.nominal_cost == 0.5  # what loading has taught counts
        first = list(worker(Command("sour", 3.0)))
        assert first[:2] == ["one", "two"]
        assert first[2:] == [
            Notice(3.0, "loaded slowly", fault=False),
            Notice(3.0, "sour!", fault=False),
        ]
        assert list(worker(Command("quiet", 4.0))) == ["one", "two"]


def test_a_note_of_an_item_cut_short_is_said_with_the_next() -> None:
    with Aired(Noting()) as worker:
        answers = worker(Command("sour", 3.0))
        assert next(answers) == "one"
        answers.close()
        said = list(worker(Command("quiet", 4.0)))
        assert [notice.text for notice in said[2:]] == ["loaded slowly", "sour!"]


def test_it_is_entered_left_and_reset_as_its_worker() -> None:
    inner = Noting()

    def fail() -> None:
        with Aired(inner) as worker:
            worker.reset()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert inner.done == ["reset", "exit KeyError"]
