"""The same graph on one thread, in virtual time: drops and latencies exact and repeatable.

Enters: the stages and a `VirtualClock`. Leaves: nothing; workers run for real, but every answer (or
an item that gives none) costs its worker's declared ``nominal_cost`` instead of a measured duration.
Thread: the caller's.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from livevis.errors import LivevisError
from livevis.flow.clock import VirtualClock
from livevis.flow.letter import Letter, Mark
from livevis.flow.stage import Stage, close
from livevis.flow.worker import Timed, Worker
from livevis.units import Seconds

_ROUNDS = 100_000
"""More rounds than this at one instant mean a worker that is always due."""


class _Bench:
    """One stage in virtual time: idle, or busy with one item until ``free_at``."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.stack = contextlib.ExitStack()
        self.worker: Worker[Any, Any] | None = None
        self.timed: Timed | None = None
        self.letter: Letter[Any] | None = None
        self.answers: Iterator[Any] | None = None
        self.ready: list[Any] = []  # the answer being worked on; empty if the item gave none
        self.began: Seconds = 0.0
        self.before = 0  # what the stage had done when it took the item
        self.taken: Seconds = 0.0
        self.free_at: Seconds = 0.0
        self._hire()

    def _hire(self) -> None:
        """Build a worker, and another if that one dies in the door, as the budget allows."""
        while self.worker is None:
            try:
                worker = self.stack.enter_context(self.stage.plan.make())
                self.stage.brief(worker)
                self.worker = worker
                self.timed = self.worker if isinstance(self.worker, Timed) else None
                self.stage.tell("running", "")
            except Exception as error:  # noqa: BLE001 - the stage's own rule, in virtual time
                self.dismiss(error)
                if not self.stage.failed(error):
                    return

    def dismiss(self, error: BaseException | None = None) -> None:
        """Let the worker go as ``with`` would: it hears what it failed of, and may fail in the door."""
        answers, self.answers, self.worker = self.answers, None, None
        try:
            if answers is not None:
                close(answers)
            self.stack.__exit__(type(error) if error else None, error, error.__traceback__ if error else None)
        except Exception as late:  # noqa: BLE001 - the stage's own rule, in virtual time
            if error is None:  # else its death is booked already
                self.stage.failed(late)

    def due(self, now: Seconds) -> Seconds | None:
        """When it acts next; None if only an item can wake it."""
        if self.worker is None:
            return None
        if self.answers is not None:
            return self.free_at
        if any(len(inlet) for inlet in self.stage.plan.inlets):
            return now
        return self.timed.due() if self.timed is not None else None

    def act(self, now: Seconds) -> bool:
        """Do whatever is due at ``now``; True if something was done."""
        if self.worker is None:
            return False
        try:
            return self._work(now) if self.answers is not None else self._begin(now)
        except Exception as error:  # noqa: BLE001 - the stage's own rule, in virtual time
            in_hand, self.letter = self.letter, None
            self.dismiss(error)
            if self.stage.failed(error, in_hand):
                self._hire()
            return True

    def _begin(self, now: Seconds) -> bool:
        assert self.worker is not None
        letter = self.stage.next_letter(self.worker)
        if letter is None:
            return False
        self.letter = letter
        self.answers = iter(self.worker(letter.value))
        self.began, self.before = now, self.stage.count
        self._pull(now)
        return self._work(now) or True

    def _pull(self, now: Seconds) -> bool:
        """Have the next answer made; it will be ready when its cost is paid. False if there is none."""
        assert self.answers is not None
        assert self.worker is not None
        self.ready = list(itertools.islice(self.answers, 1))
        self.taken = now
        if self.ready or now == self.began:  # an item that gives no answer costs as much as one that does
            self.free_at = now + self.worker.nominal_cost
        return bool(self.ready)

    def _work(self, now: Seconds) -> bool:
        """Deliver every answer that is ready by ``now``."""
        worked = False
        while self.answers is not None and self.free_at <= now:
            worked = True
            assert self.letter is not None
            if self.ready:
                self.stage.send(self.ready[0], self.letter, Mark(self.stage.name, self.taken, self.free_at))
                newer = self.stage.plan.newest_wins and self.stage.newer_waits()
                if not newer and self._pull(self.free_at):
                    continue
            self._finish()
        return worked

    def finish_in_hand(self, now: Seconds) -> None:
        """Give what is left of the item in hand at once, at the time ``now`` (the end of the show)."""
        while self.answers is not None:
            self.free_at = now
            self.act(now)

    def _finish(self) -> None:
        assert self.letter is not None
        assert self.answers is not None
        self.stage.note_work(self.letter, self.free_at - self.began, self.stage.count - self.before)
        close(self.answers)
        self.letter, self.answers = None, None


def step(
    stages: Sequence[Stage],
    clock: VirtualClock,
    until: Seconds,
    going: Callable[[], bool] = lambda: True,
) -> None:
    """Run the graph until ``until`` or until ``going()`` says no, whichever comes first.

    Ties are broken by the stages' order, so the run is repeatable.
    """
    benches = [_Bench(stage) for stage in stages]
    try:
        while going():
            times = [due for bench in benches if (due := bench.due(clock.now())) is not None]
            if not times or min(times) > until:
                break
            clock.move_to(min(times))
            _settle(benches, clock)
        _drain(benches, clock)
    finally:
        for bench in benches:
            bench.dismiss()


def _settle(benches: Sequence[_Bench], clock: VirtualClock) -> None:
    """Let everything happen that happens at this instant."""
    busy, rounds = True, 0
    while busy:
        busy, rounds = False, rounds + 1
        if rounds > _ROUNDS:
            names = [b.stage.name for b in benches if b.due(clock.now()) == clock.now()]
            raise LivevisError(f"virtual time stands still at {clock.now():.3f} s ({', '.join(names)})")
        for bench in benches:
            due = bench.due(clock.now())
            if due is not None and due <= clock.now():
                busy = bench.act(clock.now()) or busy


def _drain(benches: Sequence[_Bench], clock: VirtualClock) -> None:
    """The end: what must be drained is served, the rest is dropped, as `Pipeline.stop` does."""
    for bench in benches:
        bench.stage.stop()
        if bench.stage.plan.drains:
            bench.finish_in_hand(clock.now())
            while bench.worker is not None and any(len(inlet) for inlet in bench.stage.plan.inlets):
                bench.act(clock.now())
                bench.finish_in_hand(clock.now())
        bench.dismiss()
        bench.stage.close_books()
