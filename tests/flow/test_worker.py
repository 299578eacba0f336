"""A worker is a plain object: a for loop runs it."""

from __future__ import annotations

from livevis.flow.worker import Part, Tick, Timed, Worker

from .parts import Apply, Metronome, same


def test_a_plain_loop_runs_a_worker() -> None:
    worker: Worker[int, int] = Apply(lambda item: [item, item + 1])
    with worker:
        worker.reset()
        assert [answer for item in (1, 5) for answer in worker(item)] == [1, 2, 5, 6]


def test_only_a_part_with_a_due_is_timed() -> None:
    assert isinstance(Metronome(1.0, 1), Timed)
    assert not isinstance(Apply(same), Timed)


def test_a_part_costs_nothing_and_hides_no_error() -> None:
    assert Part.nominal_cost == 0.0
    assert Part().__exit__(ValueError, ValueError(), None) is None


def test_ticks_are_values() -> None:
    assert Tick(1.0) == Tick(1.0)
