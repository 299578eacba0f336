"""Time: the one file that reads the system clock and the one file that sleeps.

Enters: nothing. Leaves: the show's time, seconds since the show opened. Any thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Protocol

from livevis.units import Seconds

SLEW = 0.02
"""How fast a steered clock may run fast or slow to follow the sound: 2 %, too little to see."""

LEAP: Seconds = 0.25
"""Beyond this distance a steered clock leaps instead of running after."""


class Clock(Protocol):
    """The time of the show. ``real(seconds)`` tells how long a stretch of show time lasts in the room."""

    def now(self) -> Seconds: ...
    def real(self, seconds: Seconds) -> Seconds: ...


class SystemClock:
    """The room's own time, from the moment it was made, at ``speed`` times the pace.

    `steer` lets it follow another time (the sound card's): an error is run after at no more than 2 %,
    one of more than a quarter second ahead is leapt over, and time never stands or runs backwards: a
    sound that hangs slows the show by 2 %, it does not stop it. ``read``: where real seconds come from.
    With ``running=False`` it stands at 0 until `open`: what loads before the show takes no show time.
    """

    def __init__(
        self,
        speed: float = 1.0,
        read: Callable[[], Seconds] = time.perf_counter,
        running: bool = True,
    ) -> None:
        self._speed = speed
        self._running = running
        self._real = read
        self._lock = threading.Lock()
        self._anchor_real = read()
        self._anchor_show: Seconds = 0.0
        self._owed: Seconds = 0.0
        self._last: Seconds = 0.0

    def now(self) -> Seconds:
        """Seconds since the show opened; monotonic."""
        with self._lock:
            return self._read(self._real())

    def open(self) -> None:
        """The show opens now: time begins to run from 0."""
        with self._lock:
            self._running = True
            self._anchor_real = self._real()

    def real(self, seconds: Seconds) -> Seconds:
        """How long ``seconds`` of show time last in the room."""
        return seconds / self._speed

    def steer(self, show_time: Seconds) -> None:
        """Say that it is ``show_time`` now by a better clock (the sound's)."""
        with self._lock:
            real = self._real()
            here = self._read(real)
            self._anchor_real, self._anchor_show = real, here
            self._owed = show_time - here
            if self._owed > LEAP:
                self._anchor_show, self._owed = show_time, 0.0

    def _read(self, real: float) -> Seconds:
        if not self._running:
            return 0.0
        passed = (real - self._anchor_real) * self._speed
        paid = max(-SLEW * passed, min(SLEW * passed, self._owed))
        self._last = max(self._last, self._anchor_show + passed + paid)
        return self._last


class VirtualClock:
    """Time that stands until it is moved; what measured nothing costs nothing."""

    def __init__(self) -> None:
        self._now: Seconds = 0.0

    def now(self) -> Seconds:
        """Seconds since the show opened."""
        return self._now

    def real(self, seconds: Seconds) -> Seconds:
        """Virtual seconds are never waited for; returned unchanged."""
        return seconds

    def move_to(self, at: Seconds) -> None:
        """Set the time to ``at``; never backwards."""
        self._now = max(self._now, at)


class Deadline:
    """One limit through many waits."""

    def __init__(self, seconds: Seconds) -> None:
        self._end = time.perf_counter() + seconds

    def left(self) -> Seconds:
        """Seconds left, never negative."""
        return max(0.0, self._end - time.perf_counter())


def pause(seconds: Seconds) -> None:
    """Sleep in the room's time. For a wait nothing can ring for (a restart's breath)."""
    time.sleep(max(0.0, seconds))


def stopwatch() -> Seconds:
    """A reading in seconds, good only for differences (bench and probes)."""
    return time.perf_counter()
