"""A worker in a process of its own: for libraries that hold the GIL or can crash the interpreter.

Enters: items, pickled over a pipe. Leaves: answers, in order. Thread: the stage's; the child has its
own interpreter, started by spawn, and dies with its parent.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from livevis.errors import LivevisError
from livevis.flow.worker import Worker
from livevis.units import Seconds

_DONE = "done"
_ANSWER = "answer"
_FAILED = "failed"
_RESET = "reset"

_FAREWELL: Seconds = 0.5
"""How long a child may take to end by itself."""


class ChildLost(LivevisError):
    """The child process died, hung, or its worker threw."""


class Child:
    """Runs ``make()``'s worker in a spawned process and looks like that worker.

    ``make`` must be picklable. ``patience``: seconds one answer may take before the child counts as
    hung and is killed. ``start_patience``: the same for loading.
    """

    def __init__(
        self,
        make: Callable[[], Worker[Any, Any]],
        nominal_cost: Seconds,
        patience: Seconds = 20.0,
        nice: int = 0,
        start_patience: Seconds = 60.0,
    ) -> None:
        self.nominal_cost = nominal_cost
        self._make = make
        self._patience = patience
        self._start_patience = start_patience
        self._nice = nice
        self._process: Any = None
        self._pipe: Connection | None = None
        self._working = False

    def __enter__(self) -> Child:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._make, self._nice), daemon=True)
        with contextlib.ExitStack() as undo:
            undo.callback(self._end)
            with theirs, _interrupts_kept_from_children():
                self._process.start()
            self._working = True
            self._expect(self._start_patience)
            undo.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()  # tells an idle child to end by itself
        if self._process is not None and self._process.pid is not None:
            self._process.join(_FAREWELL)
            if self._process.is_alive():
                self._process.kill()
                self._process.join(_FAREWELL)

    @property
    def pid(self) -> int | None:
        """The child's process id, None before it starts."""
        return self._process.pid if self._process is not None else None

    def __call__(self, item: Any) -> Iterator[Any]:
        self._send((_ANSWER, item))
        while self._working:
            kind, value = self._expect(self._patience)
            if kind == _ANSWER:
                yield value

    def reset(self) -> None:
        self._send((_RESET, None))
        self._expect(self._patience)

    def _send(self, message: tuple[str, Any]) -> None:
        assert self._pipe is not None
        # An item that was closed early goes on in the child: its late answers are not the next one's.
        while self._working:
            self._expect(self._patience)
        try:
            self._pipe.send(message)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise ChildLost("its process died") from error
        self._working = True

    def _expect(self, patience: Seconds) -> tuple[str, Any]:
        assert self._pipe is not None
        try:
            if not self._pipe.poll(patience):
                self._process.kill()
                self._working = False
                raise ChildLost(f"its process gave no answer for {patience:g} s and was ended")
            message: tuple[str, Any] = self._pipe.recv()
        except (EOFError, ConnectionResetError) as error:
            self._process.join(_FAREWELL)
            self._working = False
            raise ChildLost(f"its process died (exit code {self._process.exitcode})") from error
        self._working = message[0] == _ANSWER
        if message[0] == _FAILED:
            raise ChildLost(str(message[1]))
        return message


@contextlib.contextmanager
def _interrupts_kept_from_children() -> Iterator[None]:
    """Ctrl-C goes to the whole terminal: a child still importing would die of it with a traceback.

    A blocked signal stays blocked through spawn, so the child is deaf to it from its first moment.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # It unblocks SIGINT when it starts, so it must have started before.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, make: Callable[[], Worker[Any, Any]], nice: int) -> None:
    """The child's main: a plain for loop over what comes through the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle, once
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    # The parent closing its end, or dying, ends the child.
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            with make() as worker:
                pipe.send((_DONE, None))
                _loop(pipe, worker)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise
        except Exception as error:  # noqa: BLE001 - travels to the parent's stage, which catches it
            pipe.send((_FAILED, f"{type(error).__name__}: {error}"))


def _loop(pipe: Connection, worker: Worker[Any, Any]) -> None:
    while True:
        kind, item = pipe.recv()
        if kind == _RESET:
            worker.reset()
        else:
            for answer in worker(item):
                pipe.send((_ANSWER, answer))
        pipe.send((_DONE, None))
