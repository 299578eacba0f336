"""A stage gives a worker a thread, watches over it, and builds a new one when it fails.

Enters: letters of its inlets, in the order of their rank. Leaves: what the worker yields, by type,
to the taps. Thread: its own, or (``run_here``) the caller's. The only place that catches broadly:
whatever a worker throws costs one item and one worker, never the show.
"""

from __future__ import annotations

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from livevis.flow.cell import Cell
from livevis.flow.channel import Bell, Channel
from livevis.flow.clock import Clock, pause
from livevis.flow.letter import Letter, Mark
from livevis.flow.spread import Spread
from livevis.flow.worker import Tick, Timed, Worker
from livevis.units import Seconds

Witness = Callable[[str, Letter[Any]], None]
"""Told of every answer: (stage, letter). Must not raise."""

StateNews = Callable[[str, str, str], None]
"""Told of a stage's fate: (stage, state, reason). States: running, failed, gave up, stopped."""


_NAP: Seconds = 0.0005
"""The shortest sleep before a worker is due: a clock that runs slow must not make the stage spin."""


@dataclass(frozen=True)
class Tap:
    """Where answers of one kind go: a channel or a cell, perhaps through a converter, perhaps only some."""

    kind: type
    to: Channel[Any] | Cell[Any]
    when: Callable[[Any], bool] | None = None
    through: Callable[[Any], Iterable[Any]] | None = None


@dataclass(frozen=True)
class Budget:
    """How often a failed worker is rebuilt: ``times`` within ``window`` seconds, after ``breath`` each."""

    times: int = 3
    window: Seconds = 60.0
    breath: Seconds = 0.2


@dataclass(frozen=True)
class Plan:
    """What a stage is made of. ``rank`` of inlets is their order: the first is served first.

    ``newest_wins``: between two answers of one item, a waiting item closes the older generator.
    ``drains``: at the end, what still waits in the inlets is served (a film), else dropped.
    ``remembers``: a kind of item a worker's state hangs on; a rebuilt one is given the last of it.
    """

    name: str
    make: Callable[[], Worker[Any, Any]]
    inlets: Sequence[Channel[Any]] = ()
    taps: Sequence[Tap] = ()
    newest_wins: bool = False
    drains: bool = False
    budget: Budget = field(default_factory=Budget)
    remembers: type | None = None


class Stage:
    """One supervised worker. ``step`` drives the same object in virtual time."""

    def __init__(
        self, plan: Plan, clock: Clock, witness: Witness | None = None, news: StateNews | None = None
    ) -> None:
        self.plan = plan
        self.name = plan.name
        self.clock = clock
        self.bell = Bell()
        for inlet in plan.inlets:
            inlet.bell = self.bell
        self.work = Spread()
        self.count = 0
        self.lost = 0
        self.state = "new"
        self.ready = threading.Event()
        self._witness = witness
        self._news = news
        self._stopping = False
        self._ticked = False
        self._in_hand: Letter[Any] | None = None
        self._remembered: Letter[Any] | None = None
        self._failures: deque[Seconds] = deque()
        self._thread: threading.Thread | None = None

    # -- the thread -------------------------------------------------------

    def start(self) -> None:
        """Start the stage on a thread of its own."""
        self._thread = threading.Thread(target=self.run_here, name=self.name, daemon=True)
        self._thread.start()

    def run_here(self) -> None:
        """Serve until stopped, on the calling thread, through all rebuilds the budget allows."""
        try:
            while not self._stopping and not self._lived():
                pause(self.plan.budget.breath)
        finally:
            self.ready.set()
            self.close_books()

    def _lived(self) -> bool:
        """One worker's life; False if it failed and the budget allows another."""
        try:
            with self.plan.make() as worker:
                self.brief(worker)
                self.tell("running", "")
                self.ready.set()
                self._serve(worker)
        except Exception as error:  # the house's one broad net: see the door-plate
            in_hand, self._in_hand = self._in_hand, None
            return not self.failed(error, in_hand)
        return True

    def _serve(self, worker: Worker[Any, Any]) -> None:
        while True:
            rings = self.bell.rings()
            # Read before looking: what was put before the inlets closed must still be seen.
            stopping = self._stopping
            letter = self.next_letter(worker)
            if letter is not None:
                self._in_hand = letter
                self._feed(worker, letter)
                self._in_hand = None
            elif stopping:
                return
            else:
                self.bell.sleep(rings, self._until_due(worker))

    def _until_due(self, worker: Worker[Any, Any]) -> Seconds | None:
        due = worker.due() if isinstance(worker, Timed) else None
        if due is None:
            return None
        return max(_NAP, self.clock.real(due - self.clock.now()))

    def _feed(self, worker: Worker[Any, Any], letter: Letter[Any]) -> None:
        began = taken = self.clock.now()
        before = self.count
        answers = iter(worker(letter.value))
        for value in answers:
            done = self.clock.now()
            self.send(value, letter, Mark(self.name, taken, done))
            taken = done
            if self.plan.newest_wins and self.newer_waits():
                close(answers)
                break
        self.note_work(letter, self.clock.now() - began, self.count - before)

    # -- what the virtual stepper uses too ---------------------------------

    def next_letter(self, worker: Worker[Any, Any]) -> Letter[Any] | None:
        """A tick that is due, else the first letter of the first inlet that has one, else None.

        A worker always behind its time (a wall too large for its machine) must still hear: after a tick,
        what waits in the inlets has one turn before the next.
        """
        mail = self._ticked and any(len(inlet) for inlet in self.plan.inlets)
        if isinstance(worker, Timed) and not self._stopping and not mail:
            due, now = worker.due(), self.clock.now()
            if due is not None and due <= now:
                self._ticked = True
                return Letter(Tick(now), now)
        self._ticked = False
        if self._stopping and not self.plan.drains:
            return None
        for inlet in self.plan.inlets:
            letter = inlet.poll()
            if letter is not None:
                if self.plan.remembers is not None and isinstance(letter.value, self.plan.remembers):
                    self._remembered = letter
                return letter
        return None

    def brief(self, worker: Worker[Any, Any]) -> None:
        """Tell a rebuilt worker what the last one knew; what it answers to that was answered before.

        An item that kills the worker it is told to is forgotten: the next one does without.
        """
        letter, self._remembered = self._remembered, None
        if letter is not None:
            for _ in worker(letter.value):
                pass
            self._remembered = letter

    def newer_waits(self) -> bool:
        """True if something waits in the first inlet (the one where the newest wins)."""
        return bool(self.plan.inlets) and len(self.plan.inlets[0]) > 0

    def send(self, value: Any, cause: Letter[Any], mark: Mark) -> None:
        """Deliver one answer to every tap of its kind, and tell the witness."""
        letter = cause.answer(value, mark)
        if isinstance(cause.value, Tick):
            # Nothing was heard before a tick: the answer itself says how young its sound is.
            letter = Letter(value, getattr(value, "end", mark.done), letter.marks)
        self.count += 1
        for tap in self.plan.taps:
            if isinstance(value, tap.kind) and (tap.when is None or tap.when(value)):
                _deliver(tap, letter)
        if self._witness is not None:
            self._witness(self.name, letter)

    def note_work(self, letter: Letter[Any], spent: Seconds, answers: int) -> None:
        """Book what one item cost, all its ``answers`` together; a tick is no item.

        An item that asks for no answer (a frame, for the film) counts as one thing done.
        """
        if not isinstance(letter.value, Tick):
            self.work.add(spent)
            self.count += answers == 0

    def failed(self, error: BaseException, in_hand: Letter[Any] | None = None) -> bool:
        """Book a worker's death, and the item ``in_hand`` as lost. True if the budget allows another one."""
        if in_hand is not None and not isinstance(in_hand.value, Tick):
            self.lost += 1
        if in_hand is self._remembered:  # it killed this worker: the next one does without
            self._remembered = None
        reason = f"{type(error).__name__}: {error}"
        self.tell("failed", reason)
        now, budget = self.clock.now(), self.plan.budget
        self._failures.append(now)
        while self._failures and self._failures[0] < now - budget.window:
            self._failures.popleft()
        if len(self._failures) <= budget.times:
            return True
        self.tell("gave up", reason)
        for inlet in self.plan.inlets:
            inlet.abandon()
        return False

    def close_books(self) -> None:
        """The end: what still waits will never be served and is dropped, counted."""
        for inlet in self.plan.inlets:
            inlet.abandon()
        if self.state == "running":
            self.tell("stopped", "")

    @property
    def wait(self) -> Spread:
        """How long items stood in its inlets before it took them."""
        waits = Spread()
        for inlet in self.plan.inlets:
            waits.merge(inlet.waited)
        return waits

    def tell(self, state: str, reason: str) -> None:
        """Book the stage's state and pass the news on."""
        self.state = state
        if self._news is not None:
            self._news(self.name, state, reason)

    # -- the end -----------------------------------------------------------

    def stop(self) -> None:
        """Ask it to end: serve what must be drained, then stop."""
        for inlet in self.plan.inlets:
            inlet.close()
        self._stopping = True
        self.bell.ring()

    def join(self, seconds: Seconds) -> bool:
        """Wait for its thread at most ``seconds``; True if it has ended."""
        if self._thread is None:
            return True
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def where(self) -> str:
        """The line its thread stands at now, for naming who is late."""
        frame = sys._current_frames().get(self._thread.ident or 0) if self._thread else None
        return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame else "not running"


def _deliver(tap: Tap, letter: Letter[Any]) -> None:
    values = tap.through(letter.value) if tap.through is not None else (letter.value,)
    for value in values:
        if isinstance(tap.to, Cell):
            tap.to.set(value)
        else:
            tap.to.put(Letter(value, letter.heard, letter.marks))


def close(answers: Iterator[Any]) -> None:
    """Close a generator; other iterators have nothing to close."""
    closer = getattr(answers, "close", None)
    if closer is not None:
        closer()
