"""Time never runs backwards, follows the sound gently, and a deadline holds through many waits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.flow import clock as clock_module
from livevis.flow.clock import LEAP, SLEW, Deadline, SystemClock, VirtualClock, pause, stopwatch


class Room:
    """Real seconds, moved by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


def test_counts_from_its_making_at_its_speed() -> None:
    room = Room()
    clock = SystemClock(4.0, room)
    assert clock.now() == 0.0
    room.at += 2.0
    assert clock.now() == pytest.approx(8.0)
    assert clock.real(8.0) == pytest.approx(2.0)


def test_a_small_error_ahead_is_run_after_at_two_percent() -> None:
    room = Room()
    clock = SystemClock(1.0, room)
    room.at += 1.0
    clock.steer(1.1)
    assert clock.now() == pytest.approx(1.0)
    room.at += 1.0
    assert clock.now() == pytest.approx(2.0 + SLEW)
    room.at += 9.0
    assert clock.now() == pytest.approx(11.1)


def test_a_small_error_behind_is_waited_for_at_two_percent() -> None:
    room = Room()
    clock = SystemClock(1.0, room)
    room.at += 1.0
    clock.steer(0.9)
    room.at += 1.0
    assert clock.now() == pytest.approx(2.0 - SLEW)


def test_a_large_error_ahead_is_leapt_over() -> None:
    room = Room()
    clock = SystemClock(1.0, room)
    clock.steer(LEAP * 2)
    assert clock.now() == pytest.approx(LEAP * 2)


def test_a_sound_that_hangs_slows_the_show_but_does_not_stop_it() -> None:
    room = Room()
    clock = SystemClock(1.0, room)
    for _ in range(100):
        room.at += 0.1
        clock.steer(0.0)
    assert clock.now() == pytest.approx(10.0 * (1 - SLEW), abs=0.01)


@given(
    speed=st.sampled_from([0.5, 1.0, 2.0]),
    acts=st.lists(st.tuples(st.floats(0, 0.5), st.none() | st.floats(-3, 3)), max_size=40),
)
def test_never_runs_backwards_and_runs_fast_only_to_leap(
    speed: float, acts: list[tuple[float, float | None]]
) -> None:
    room = Room()
    clock = SystemClock(speed, room)
    last = 0.0
    for passed, error in acts:
        room.at += passed
        now = clock.now()
        assert last <= now <= last + passed * speed * (1 + SLEW) + 1e-9
        if error is not None:
            clock.steer(now + error)
            steered = clock.now()
            leapt = error > LEAP
            assert steered == pytest.approx(now + error if leapt else now)
            now = steered
        last = now


@given(error=st.floats(-LEAP, LEAP))
def test_a_steered_clock_arrives(error: float) -> None:
    room = Room()
    clock = SystemClock(1.0, room)
    clock.steer(error)
    room.at += LEAP / SLEW + 1
    assert clock.now() == pytest.approx(LEAP / SLEW + 1 + error, abs=1e-6)


def test_the_room_s_own_clock_moves() -> None:
    clock = SystemClock()
    first = clock.now()
    pause(0.001)
    assert clock.now() > first


def test_virtual_time_stands_until_moved_and_never_goes_back() -> None:
    clock = VirtualClock()
    clock.move_to(3.0)
    clock.move_to(2.0)
    assert clock.now() == 3.0
    assert clock.real(5.0) == 5.0


def test_a_deadline_is_one_limit_and_never_negative(monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room()
    monkeypatch.setattr(clock_module.time, "perf_counter", room)
    deadline = Deadline(2.0)
    room.at += 0.5
    assert deadline.left() == pytest.approx(1.5)
    room.at += 5.0
    assert deadline.left() == 0.0


def test_a_stopwatch_measures_a_difference() -> None:
    began = stopwatch()
    pause(0.002)
    assert stopwatch() - began >= 0.002


def test_a_pause_of_nothing_or_less_returns_at_once() -> None:
    pause(-1.0)
