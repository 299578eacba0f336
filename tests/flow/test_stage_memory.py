"""A rebuilt worker is told what the last one knew, live and in virtual time."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import pytest

from livevis.flow.channel import Channel, WhenFull
from livevis.flow.clock import SystemClock, VirtualClock
from livevis.flow.letter import Letter
from livevis.flow.stage import Budget, Plan, Stage, Tap
from livevis.flow.step import step
from livevis.flow.worker import Part


class Forgetful(Part):
    """Sums what it is given onto the last "base" it was told; dies of what is in ``deadly``."""

    def __init__(self, deadly: set[object]) -> None:
        self._deadly = deadly
        self._base: float = 0.0

    def __call__(self, item: object) -> Iterable[object]:
        if item in self._deadly:
            self._deadly.discard(item)
            raise ValueError(f"died of {item}")
        if isinstance(item, float):
            self._base = item
            return [f"base {item}"]
        return [self._base + float(str(item))]


@pytest.mark.parametrize("virtual", [False, True], ids=["real", "virtual"])
@pytest.mark.parametrize(
    ("deadly", "answers"),
    [
        ({7}, ["base 10.0", 11.0, 12.0]),  # 7 dies with its worker; the next one knows the base
        ({10.0}, [7.0, 1.0, 2.0]),  # the base itself is deadly: the next one does without
    ],
)
def test_a_rebuilt_worker_is_told_what_the_last_one_knew(
    virtual: bool, deadly: set[object], answers: list[object]
) -> None:
    alive = set(deadly)
    told = threading.Semaphore(0)
    clock: Any = VirtualClock() if virtual else SystemClock()
    inlet: Channel[object] = Channel("in", 16, WhenFull.WAIT, clock)
    outlet: Channel[object] = Channel("out", 16, WhenFull.WAIT, clock)
    plan = Plan(
        "sum",
        lambda: Forgetful(alive),
        (inlet,),
        (Tap(object, outlet),),
        drains=True,
        remembers=float,
        budget=Budget(breath=0.0),
    )
    stage = Stage(plan, clock, lambda _name, _letter: told.release())
    for item in (10.0, 7, 1, 2):
        inlet.put(Letter(item, 0.0))
    if virtual:
        step([stage], clock, until=1.0)
    else:
        stage.start()
        assert all(told.acquire(timeout=10) for _ in answers)
        stage.stop()
        assert stage.join(10)
    got = []
    while (letter := outlet.poll()) is not None:
        got.append(letter.value)
    assert got == answers
    assert stage.lost == 1
