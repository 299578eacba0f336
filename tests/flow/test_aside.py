from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from livevis.flow.aside import LINE, Aside
from livevis.flow.worker import Part


class Scribe(Part):
    """Writes down what it is given, and on which thread."""

    nominal_cost = 0.25

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.threads: set[int] = set()
        self.open = False
        self.gate = threading.Event()
        self.gate.set()

    def __enter__(self) -> Scribe:
        self.open = True
        return self

    def __exit__(self, *_: object) -> None:
        self.open = False

    def __call__(self, item: Any) -> Iterator[Any]:
        assert self.gate.wait(10)
        if item == "torn":
            raise OSError("the page is torn")
        self.threads.add(threading.get_ident())
        self.items.append(item)
        yield from ()

    def reset(self) -> None:
        self.items.clear()


def test_every_item_is_worked_on_in_order_on_one_other_thread() -> None:
    scribe = Scribe()
    with Aside(lambda: scribe) as aside:
        assert aside.nominal_cost == 0.25
        for number in range(50):
            assert list(aside(number)) == []
    assert scribe.items == list(range(50))
    assert len(scribe.threads) == 1
    assert threading.get_ident() not in scribe.threads
    assert not scribe.open


def test_the_line_is_short_and_nothing_in_it_is_lost() -> None:
    scribe = Scribe()
    scribe.gate.clear()
    with Aside(lambda: scribe) as aside:
        for number in range(LINE):
            aside(number)
        assert scribe.items == []
        scribe.gate.set()
        aside(LINE)
    assert scribe.items == list(range(LINE + 1))


def test_what_the_worker_throws_is_raised_at_the_end_at_the_latest_and_it_is_closed() -> None:
    scribe = Scribe()
    aside = Aside(lambda: scribe).__enter__()
    aside("torn")
    aside("whole")
    with pytest.raises(OSError, match="torn"):
        aside.__exit__(None, None, None)
    assert not scribe.open


def test_reset_comes_after_what_was_handed_over_before() -> None:
    scribe = Scribe()
    with Aside(lambda: scribe) as aside:
        aside(1)
        aside.reset()
        aside(2)
    assert scribe.items == [2]


def test_a_worker_that_does_not_open_is_told_at_once() -> None:
    def broken() -> Scribe:
        raise OSError("no paper")

    with pytest.raises(OSError, match="no paper"):
        Aside(broken).__enter__()
