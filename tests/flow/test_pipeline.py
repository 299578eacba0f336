"""Sinks start first and stop last; whoever is late is named; one deadline holds for all."""

from __future__ import annotations

from typing import Any

from livevis.flow.clock import SystemClock, stopwatch
from livevis.flow.pipeline import Pipeline

from .parts import SOON, Apply, Diary, Gate, Metronome, edge, same, send, stage, to


class Logged:
    """The doors of a stage, written down."""

    def __init__(self, name: str, log: list[str]) -> None:
        self._name, self._log = name, log

    def make(self) -> Apply:
        return Apply(same)

    def watch(self, one: Any) -> Any:
        start, stop = one.start, one.stop

        def logged_start() -> None:
            self._log.append(f"start {self._name}")
            start()

        def logged_stop() -> None:
            self._log.append(f"stop {self._name}")
            stop()

        one.start, one.stop = logged_start, logged_stop
        return one


def test_sinks_start_first_and_stop_last() -> None:
    log: list[str] = []
    names = ("source", "middle", "sink")
    stages = [Logged(name, log).watch(stage(lambda: Apply(same), edge(), name=name)) for name in names]
    pipeline = Pipeline(stages)
    pipeline.start()
    assert pipeline.ready(SOON) == []
    assert pipeline.stop(SOON) == []
    assert log == [
        *("start sink", "start middle", "start source"),
        *("stop source", "stop middle", "stop sink"),
    ]


def test_what_flows_arrives_and_the_books_balance_to_the_end() -> None:
    diary, clock = Diary(), SystemClock()
    first, second = edge(clock, 4), edge(clock, 1000)
    source = stage(lambda: Metronome(0.0005, 200), diary=diary, clock=clock, name="source", taps=[to(first)])
    middle = stage(lambda: Apply(same), first, diary=diary, clock=clock, name="middle", taps=[to(second)])
    film = stage(lambda: Apply(same), second, diary=diary, clock=clock, name="film", drains=True)
    pipeline = Pipeline([source, middle, film])
    pipeline.start()
    diary.wait(lambda it: len(it.values("source")) == 200)
    assert pipeline.stop(SOON) == []
    for channel in (first, second):
        books = channel.books()
        assert books.put == books.taken + books.dropped
        assert books.depth == 0
    assert second.books().dropped == 0
    assert diary.values("film") == diary.values("middle") == sorted(diary.values("middle"))
    assert len(diary.values("film")) == first.books().taken


def test_a_worker_that_does_not_load_in_time_is_named() -> None:
    gate = Gate()

    def slow() -> Apply:
        assert gate.let_go.wait(SOON)
        return Apply(same)

    pipeline = Pipeline([stage(slow, name="slow"), stage(lambda: Apply(same), name="quick")])
    pipeline.start()
    assert pipeline.stages[1].ready.wait(SOON)
    assert pipeline.ready(0.0) == ["slow"]
    gate.let_go.set()
    assert pipeline.ready(SOON) == []
    assert pipeline.stop(SOON) == []


def test_who_is_late_at_the_end_is_named_and_the_others_still_finish() -> None:
    diary, gate, held, frames = Diary(), Gate(), edge(), edge()
    stuck = stage(lambda: gate, held, name="painter")
    film = stage(lambda: Apply(same), frames, diary=diary, name="film", drains=True)
    pipeline = Pipeline([stuck, film])
    pipeline.start()
    assert pipeline.ready(SOON) == []
    send(held, "a picture that takes too long")
    assert gate.holding.wait(SOON)
    send(frames, 1, 2, 3)
    began = stopwatch()
    (late,) = pipeline.stop(0.4)
    assert stopwatch() - began < SOON / 2
    assert late.startswith("painter (at ")
    assert diary.values("film") == [1, 2, 3]
    gate.let_go.set()
    assert stuck.join(SOON)


def test_one_deadline_holds_for_all() -> None:
    gates = [Gate() for _ in range(6)]
    inlets = [edge() for _ in gates]
    stages = [
        stage(lambda gate=gate: gate, inlet, drains=True) for gate, inlet in zip(gates, inlets, strict=True)
    ]
    pipeline = Pipeline(stages)
    pipeline.start()
    for gate, inlet in zip(gates, inlets, strict=True):
        send(inlet, 1)
        assert gate.holding.wait(SOON)
    began = stopwatch()
    assert len(pipeline.stop(0.1)) == 6
    assert stopwatch() - began < SOON / 2
    for gate in gates:
        gate.let_go.set()
    assert all(one.join(SOON) for one in stages)
