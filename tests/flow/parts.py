"""Small workers, and what it takes to watch them without sleeping."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from livevis.flow.channel import Channel, WhenFull
from livevis.flow.clock import Clock, SystemClock, VirtualClock
from livevis.flow.letter import Letter
from livevis.flow.stage import Budget, Plan, Stage, Tap
from livevis.flow.worker import Part, Tick

SOON = 10.0
"""Longest any wait of a test may last; reached only when the test fails."""


class HandClock:
    """A clock moved by hand, also from another thread; real time stands for show time."""

    def __init__(self) -> None:
        self.at = 0.0

    def now(self) -> float:
        return self.at

    def real(self, seconds: float) -> float:
        return seconds


class Diary:
    """Witness and news in one: keeps everything, and lets a test wait until a count is reached."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, Letter[Any]]] = []
        self.states: list[tuple[str, str, str]] = []
        self._changed = threading.Condition()

    def witness(self, stage: str, letter: Letter[Any]) -> None:
        with self._changed:
            self.letters.append((stage, letter))
            self._changed.notify_all()

    def news(self, stage: str, state: str, reason: str) -> None:
        with self._changed:
            self.states.append((stage, state, reason))
            self._changed.notify_all()

    def values(self, stage: str) -> list[Any]:
        return [letter.value for name, letter in self.letters if name == stage]

    def told(self, stage: str) -> list[str]:
        return [state for name, state, _ in self.states if name == stage]

    def wait(self, reached: Callable[[Diary], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: reached(self), SOON), (self.letters, self.states)


@dataclass
class Apply(Part):
    """Yields what ``act`` makes of an item."""

    act: Callable[[Any], Iterable[Any]]
    nominal_cost: float = 0.0

    def __call__(self, item: Any) -> Iterable[Any]:
        return self.act(item)


def same(item: Any) -> list[Any]:
    return [item]


class Metronome(Part):
    """Yields 0, 1, 2 … at its beats; ends after ``count`` of them."""

    def __init__(self, period: float, count: int) -> None:
        self._period, self._count, self._next = period, count, 0

    def due(self) -> float | None:
        return self._next * self._period if self._next < self._count else None

    def __call__(self, item: Any) -> Iterator[int]:
        assert isinstance(item, Tick)
        yield self._next
        self._next += 1


class Gate(Part):
    """Says that it holds an item, and keeps it until it is let go."""

    def __init__(self) -> None:
        self.holding = threading.Event()
        self.let_go = threading.Event()

    def __call__(self, item: Any) -> Iterator[Any]:
        self.holding.set()
        assert self.let_go.wait(SOON)
        yield item


class Moody(Part):
    """Lives in a child process; the item says what befalls it."""

    def __init__(self, tail: str = "") -> None:
        self._tail = tail
        self._seen = 0

    def __call__(self, item: Any) -> Iterator[Any]:
        self._seen += 1
        if item == "raise":
            raise ValueError("out of tune")
        if item == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "hang":
            threading.Event().wait()
        if item == "pid":
            yield os.getpid()
        elif item == "seen":
            yield self._seen
        elif item == "deaf":
            yield signal.getsignal(signal.SIGINT) is signal.SIG_IGN
            yield signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
        else:
            for number in range(3):
                yield f"{item}{number}{self._tail}"

    def reset(self) -> None:
        self._seen = 0


def moody() -> Moody:
    return Moody("!")


def broken_at_the_door() -> Moody:
    raise RuntimeError("no such model")


def hangs_at_the_door() -> Moody:
    threading.Event().wait()
    raise AssertionError


def edge(
    clock: Clock | None = None,
    capacity: float = 64,
    when_full: WhenFull = WhenFull.DROP_OLD,
    name: str = "a>b",
    **more: Any,
) -> Channel[Any]:
    return Channel(name, capacity, when_full, clock or VirtualClock(), **more)


def send(channel: Channel[Any], *values: Any, heard: float = 0.0) -> None:
    for value in values:
        channel.put(Letter(value, heard))


def taken(channel: Channel[Any]) -> list[Any]:
    """Everything inside, taken out."""
    values = []
    while (letter := channel.poll()) is not None:
        values.append(letter.value)
    return values


def balances(channel: Channel[Any]) -> bool:
    """The one thing that must hold always, whoever looks."""
    books = channel.books()
    return books.put == books.taken + books.dropped + books.depth


def stage(
    make: Callable[[], Any],
    *inlets: Channel[Any],
    diary: Diary | None = None,
    clock: Clock | None = None,
    name: str = "b",
    **plan: Any,
) -> Stage:
    plan.setdefault("budget", Budget(breath=0.0))
    diary = diary or Diary()
    return Stage(Plan(name, make, inlets, **plan), clock or SystemClock(), diary.witness, diary.news)


def to(channel: Channel[Any], kind: type = object) -> Tap:
    return Tap(kind, channel)


def end(*stages: Stage) -> None:
    """Stop each and see its thread end."""
    for one in stages:
        one.stop()
    for one in stages:
        assert one.join(SOON), one.where()
