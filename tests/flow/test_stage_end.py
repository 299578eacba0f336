"""How a stage ends, what it books, and where it stands: drained or dropped, always told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from .parts import SOON, Apply, Diary, Gate, HandClock, edge, end, same, send, stage


def hold_two(drains: bool) -> tuple[Diary, Any]:
    """A worker holds the first of three items while its stage is told to stop."""
    diary, inlet, gate = Diary(), edge(), Gate()
    holding = stage(lambda: gate, inlet, diary=diary, drains=drains)
    holding.start()
    send(inlet, 1, 2, 3)
    assert gate.holding.wait(SOON)
    holding.stop()
    gate.let_go.set()
    assert holding.join(SOON)
    return diary, inlet.books()


def test_a_stage_that_drains_serves_what_waits() -> None:
    diary, books = hold_two(drains=True)
    assert diary.values("b") == [1, 2, 3]
    assert (books.taken, books.dropped, books.depth) == (3, 0, 0)


def test_a_stage_that_does_not_drain_finishes_its_item_and_drops_the_rest() -> None:
    diary, books = hold_two(drains=False)
    assert diary.values("b") == [1]
    assert (books.taken, books.dropped, books.depth) == (1, 2, 0)


def test_what_was_put_before_the_inlets_closed_is_drained_however_late_it_came() -> None:
    # Between a look into an empty inlet and the look at the stop sign, a last letter and the stop come.
    diary, inlet = Diary(), edge()
    film = stage(lambda: Apply(same), inlet, diary=diary, drains=True)
    look = film.next_letter
    looks = []

    def look_and_be_overtaken(worker: Any) -> Any:
        letter = look(worker)
        looks.append(letter)
        if len(looks) == 1:
            send(inlet, "last frame")
            film.stop()
        return letter

    film.next_letter = look_and_be_overtaken  # type: ignore[method-assign]
    film.run_here()
    assert diary.values("b") == ["last frame"]
    assert inlet.books().dropped == 0


def test_a_stage_stopped_while_it_sleeps_ends() -> None:
    diary = Diary()
    idle = stage(lambda: Apply(same), edge(), diary=diary)
    idle.start()
    assert idle.ready.wait(SOON)
    end(idle)
    assert diary.told("b") == ["running", "stopped"]


def test_a_stage_runs_on_the_calling_thread_too() -> None:
    diary, inlet, threads = Diary(), edge(), []

    def act(item: Any) -> Iterator[Any]:
        threads.append(threading.current_thread())
        yield item
        wall.stop()

    wall = stage(lambda: Apply(act), inlet, diary=diary)
    send(inlet, 1)
    wall.run_here()
    assert diary.values("b") == [1]
    assert threads == [threading.current_thread()]
    assert wall.join(0.0)
    assert wall.where() == "not running"


def test_a_stage_stopped_before_it_began_builds_nothing() -> None:
    diary, inlet = Diary(), edge()
    send(inlet, 1)
    wall = stage(lambda: Apply(same), inlet, diary=diary)
    wall.stop()
    wall.run_here()
    assert diary.states == []
    assert wall.ready.is_set()
    assert inlet.books().dropped == 1


def test_whatever_ends_a_stage_closes_its_books() -> None:
    def interrupted(item: Any) -> Iterator[Any]:
        raise KeyboardInterrupt
        yield item

    inlet = edge()
    wall = stage(lambda: Apply(interrupted), inlet)
    send(inlet, 1, 2)
    with pytest.raises(KeyboardInterrupt):
        wall.run_here()
    assert inlet.books().depth == 0
    assert wall.state == "stopped"


def test_work_is_booked_once_an_item_and_waiting_is_told() -> None:
    clock = HandClock()
    diary, now, ahead = Diary(), edge(clock), edge(clock)

    def act(item: Any) -> Iterator[Any]:
        for answer in range(2):
            clock.at += 0.1
            yield answer
        clock.at += 0.3

    send(now, "a")
    send(ahead, "b", "c")
    painter = stage(lambda: Apply(act), now, ahead, diary=diary, clock=clock)
    painter.start()
    diary.wait(lambda it: len(it.letters) == 6)
    end(painter)
    assert painter.work.count == 3
    assert painter.work.quantile(0.01) == pytest.approx(0.5, rel=0.02)
    assert painter.work.max == pytest.approx(0.5)
    assert painter.wait.count == 3
    assert painter.wait.max == pytest.approx(1.0)
    assert painter.count == 6


def test_an_item_that_asks_for_no_answer_counts_as_done() -> None:
    inlet = edge()
    film = stage(lambda: Apply(lambda _item: []), inlet, drains=True)
    send(inlet, 1, 2, 3)
    inlet.close()
    film.start()
    assert film.ready.wait(SOON)
    end(film)
    assert film.count == film.work.count == 3


def test_who_is_late_is_named_with_its_line() -> None:
    gate, inlet = Gate(), edge()
    stuck = stage(lambda: gate, inlet)
    stuck.start()
    send(inlet, 1)
    assert gate.holding.wait(SOON)
    stuck.stop()
    assert not stuck.join(0.0)
    assert ".py:" in stuck.where()
    gate.let_go.set()
    assert stuck.join(SOON)
