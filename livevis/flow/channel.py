"""An edge between two stages: bounded, named, counted.

Enters: letters, from any thread. Leaves: letters, to the one stage it feeds. Not for the audio
callback, which may not wait for a lock (that is hear/ring).

The books always balance: put == taken + dropped + depth.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar

from livevis.flow.clock import Clock, Deadline
from livevis.flow.letter import Letter
from livevis.flow.spread import Spread
from livevis.units import Seconds

T = TypeVar("T")


class WhenFull(Enum):
    """What a full channel does with one more letter."""

    WAIT = "wait"
    DROP_NEW = "drop new"
    DROP_OLD = "drop old"


class Bell:
    """What a stage sleeps on: every inlet rings it. Counting rings closes the race between
    looking and sleeping: whoever looked at ring n sleeps only if no ring n+1 has come since."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._rings = 0
        self.asleep = False

    def rings(self) -> int:
        """How often it has rung."""
        return self._rings

    def claim(self) -> bool:
        """True for the one sender that finds the sleeper asleep: its letter is the one it wakes for.

        A letter sent while the sleeper is already being woken waits for the letter before it, and
        that wait is not the hand-over's.
        """
        with self._condition:
            asleep, self.asleep = self.asleep, False
            return asleep

    def ring(self) -> None:
        """Wake the sleeper."""
        with self._condition:
            self._rings += 1
            self._condition.notify_all()

    def sleep(self, since: int, seconds: Seconds | None) -> None:
        """Sleep until a ring after the ``since``-th, ``seconds`` (real) at most."""
        with self._condition:
            if self._rings != since:
                return
            self.asleep = True
            self._condition.wait(seconds)
            self.asleep = False


@dataclass(slots=True)
class _Waiting(Generic[T]):
    letter: Letter[T]
    put_at: Seconds
    weight: float
    taker_asleep: bool


@dataclass(frozen=True)
class EdgeBooks:
    """The books of an edge: put == taken + dropped + depth, always."""

    put: int
    taken: int
    dropped: int
    depth: int
    high_water: int
    handover_ms: dict[str, float]


class Joint(Protocol):
    """How letters that waited together are handed over as one: whoever comes late takes all at once."""

    def fits(self, earlier: Any, later: Any) -> bool:
        """True if ``later`` goes on where ``earlier`` ends."""

    def joined(self, values: Sequence[Any]) -> Any:
        """Two or more that fit, as one."""


class Newest:
    """A `Joint` for facts: of those that waited only the last is true now."""

    def fits(self, earlier: object, later: object) -> bool:
        """True for two of a kind."""
        return type(earlier) is type(later)

    def joined(self, values: Sequence[Any]) -> Any:
        """The last."""
        return values[-1]


@dataclass
class Channel(Generic[T]):
    """A bounded queue of letters; newest-wins is ``capacity=1`` with DROP_OLD.

    ``weigh`` gives a letter's value another weight than 1 (megabytes, for frames), so that
    ``capacity`` bounds the sum; a letter heavier than the capacity still goes in alone.
    ``on_drop(name, count)`` is told of each loss. With a ``joint``, what waits and fits together is taken
    together; each counts as taken.
    """

    name: str
    capacity: float
    when_full: WhenFull
    clock: Clock
    patience: Seconds = 0.005
    weigh: Callable[[Any], float] = lambda _value: 1.0
    on_drop: Callable[[str, int], None] | None = None
    bell: Bell = field(default_factory=Bell)
    joint: Joint | None = None

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._room = threading.Condition(self._lock)
        self._queue: deque[_Waiting[T]] = deque()
        self._weight = 0.0
        self._put = self._taken = self._dropped = self._high = 0
        self._closed = False
        self._abandoned = False
        self._handover = Spread()
        self.waited = Spread()

    def put(self, letter: Letter[T]) -> bool:
        """Send a letter. False if it (or, under DROP_OLD, an older one) was dropped.

        Under WAIT it waits at most ``patience`` real seconds for room, then drops and says so.
        """
        weight = self.weigh(letter.value)
        with self._lock:
            lost = self._make_room(weight)
            self._put += 1  # only now: the books must balance for who looks while we wait for room
            if lost >= 0:
                asleep = self.bell.claim()
                self._queue.append(_Waiting(letter, self.clock.now(), weight, asleep))
                self._weight += weight
                self._high = max(self._high, len(self._queue))
            else:
                lost = 1
            self._dropped += lost
        self.bell.ring()
        if lost and self.on_drop is not None:
            self.on_drop(self.name, lost)
        return lost == 0

    def _make_room(self, weight: float) -> int:
        """How many old letters were dropped for this one; -1 if this one cannot go in."""
        if self.when_full is WhenFull.WAIT:
            deadline = Deadline(self.patience)
            while not self._shut() and self._full(weight) and (left := deadline.left()) > 0:
                self._room.wait(left)
        if self._shut():
            return -1
        if self.when_full is WhenFull.WAIT:
            return -1 if self._full(weight) else 0
        if self.when_full is WhenFull.DROP_NEW:
            return -1 if self._full(weight) else 0
        lost = 0
        while self._full(weight):
            self._pop()
            lost += 1
        return lost

    def _shut(self) -> bool:
        return self._closed or self._abandoned

    def _pop(self) -> _Waiting[T]:
        waiting = self._queue.popleft()
        # An empty channel weighs nothing, whatever rounding has left behind.
        self._weight = self._weight - waiting.weight if self._queue else 0.0
        return waiting

    def _full(self, weight: float) -> bool:
        return bool(self._queue) and self._weight + weight > self.capacity

    def poll(self) -> Letter[T] | None:
        """The oldest letter, or with a `Joint` the oldest that fit together, or None; never waits."""
        with self._lock:
            if not self._queue:
                return None
            taken = [self._take()]
            while self.joint is not None and self._queue:
                if not self.joint.fits(taken[-1].value, self._queue[0].letter.value):
                    break
                taken.append(self._take())
            self._room.notify_all()  # a light letter may fit where the first in line does not
        if len(taken) == 1 or self.joint is None:
            return taken[0]
        last = taken[-1]
        return Letter(self.joint.joined([letter.value for letter in taken]), last.heard, last.marks)

    def _take(self) -> Letter[T]:
        waiting = self._pop()
        self._taken += 1
        delay = self.clock.now() - waiting.put_at
        self.waited.add(delay)
        if waiting.taker_asleep:
            self._handover.add(delay)
        return waiting.letter

    def __len__(self) -> int:
        return len(self._queue)

    def close(self) -> None:
        """No more letters are taken in; those inside may still be taken out."""
        with self._lock:
            self._closed = True
            self._room.notify_all()
        self.bell.ring()

    def abandon(self) -> None:
        """Nobody will ever take from it again: what is inside and what comes is dropped, counted."""
        with self._lock:
            self._abandoned = True
            lost = len(self._queue)
            self._dropped += lost
            self._queue.clear()
            self._weight = 0.0
            self._room.notify_all()
        if lost and self.on_drop is not None:
            self.on_drop(self.name, lost)

    @property
    def closed(self) -> bool:
        """True once `close` was called."""
        return self._closed

    def books(self) -> EdgeBooks:
        """A consistent view of the counts."""
        with self._lock:
            return EdgeBooks(
                self._put,
                self._taken,
                self._dropped,
                len(self._queue),
                self._high,
                self._handover.milliseconds(),
            )
