"""A worker in a process of its own answers like one at home, and its death costs one item."""

from __future__ import annotations

import os
import signal
from functools import partial
from typing import Any

import pytest

from livevis.flow.child import Child, ChildLost

from .parts import Apply, Diary, broken_at_the_door, edge, hangs_at_the_door, moody, same, send, stage


def child(make: Any = moody, patience: float = 20.0, **more: Any) -> Child:
    return Child(make, nominal_cost=0.1, patience=patience, **more)


def test_answers_come_in_order_and_state_lives_in_the_child() -> None:
    with child() as worker:
        assert list(worker("la")) == ["la0!", "la1!", "la2!"]
        assert list(worker("pid")) == [worker.pid] != [os.getpid()]
        assert list(worker("seen")) == [3]
        worker.reset()
        assert list(worker("seen")) == [1]
        # Closed after its first answer, as newest-wins does: the rest must not be taken for the next one's.
        older = iter(worker("old"))
        assert next(older) == "old0!"
        older.close()  # type: ignore[attr-defined]
        assert list(worker("new")) == ["new0!", "new1!", "new2!"]
        again = iter(worker("old"))
        next(again)
        again.close()  # type: ignore[attr-defined]
        worker.reset()
        assert list(worker("seen")) == [1]
        assert list(worker("deaf")) == [True, True]
        assert worker.nominal_cost == 0.1
        process = worker._process
    assert process.exitcode == 0


def test_a_worker_that_throws_in_the_child_says_so_here() -> None:
    with child() as worker, pytest.raises(ChildLost, match="ValueError: out of tune"):
        list(worker("raise"))


def test_a_child_that_dies_is_noticed_at_once() -> None:
    with child() as worker, pytest.raises(ChildLost, match=r"died \(exit code -9\)"):
        list(worker("die"))


def test_a_child_killed_between_two_items_is_noticed_at_the_next() -> None:
    with child() as worker:
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        worker._process.join()
        with pytest.raises(ChildLost, match="died"):
            list(worker("la"))


def test_a_child_that_hangs_is_ended_after_the_patience() -> None:
    with child(patience=0.1) as worker:
        with pytest.raises(ChildLost, match=r"no answer for 0\.1 s"):
            list(worker("hang"))
        worker._process.join()
        assert worker._process.exitcode == -signal.SIGKILL


def test_a_child_that_cannot_load_leaves_nothing_behind() -> None:
    worker = child(broken_at_the_door)
    with pytest.raises(ChildLost, match="RuntimeError: no such model"), worker:
        pass
    assert worker._process.exitcode == 0


def test_a_child_that_hangs_while_loading_is_ended() -> None:
    worker = child(hangs_at_the_door, start_patience=0.1)
    with pytest.raises(ChildLost, match=r"no answer for 0\.1 s"), worker:
        pass
    assert worker._process.exitcode == -signal.SIGKILL


def test_what_cannot_travel_is_told() -> None:
    with pytest.raises((AttributeError, TypeError)), child(partial(Apply, lambda item: item)):
        pass


def test_a_child_not_started_has_no_process() -> None:
    worker = child()
    assert worker.pid is None
    worker.__exit__(None, None, None)


def test_its_stage_builds_a_new_one_when_it_dies() -> None:
    diary, inlet = Diary(), edge()
    sphinx = stage(child, inlet, diary=diary)
    sphinx.start()
    send(inlet, "pid", "die", "pid")
    diary.wait(lambda it: len(it.letters) == 2)
    sphinx.stop()
    assert sphinx.join(10.0)
    first, second = diary.values("b")
    assert first != second
    assert sphinx.lost == 1
    assert diary.told("b") == ["running", "failed", "running", "stopped"]
    assert "exit code -9" in diary.states[1][2]


def test_a_child_costs_the_same_item_by_item_as_at_home() -> None:
    with child(partial(Apply, same)) as worker:
        assert [list(worker(item)) for item in range(5)] == [[item] for item in range(5)]
