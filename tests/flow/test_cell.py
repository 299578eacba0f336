"""A cell holds the newest fact, for any number of writers and readers."""

from __future__ import annotations

import threading

from livevis.flow.cell import Cell

from .parts import SOON


def test_holds_what_was_set_last() -> None:
    cell = Cell("dark")
    assert cell.get() == "dark"
    cell.set("bright")
    assert cell.get() == "bright"


def test_a_reader_never_sees_anything_but_a_whole_fact() -> None:
    cell = Cell((0, 0))
    done = threading.Event()

    def write() -> None:
        for number in range(20_000):
            cell.set((number, -number))
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    last = 0
    while not done.is_set():
        one, other = cell.get()
        assert one == -other
        assert one >= last
        last = one
    writer.join(SOON)
