"""A sink that works beside the virtual show: same items, same order, none lost, on a core of its own.

Enters: items. Leaves: nothing (a sink's file). Thread: its worker runs on one thread of its own; what it
is handed waits in a short line, and the show waits when the line is full. For virtual time only, where
nobody is kept waiting: in real time a stage's channel drops instead.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any

from livevis.flow.worker import Worker
from livevis.units import Seconds

LINE = 8
"""Items handed over and not yet done: a few frames, not a film."""


class Aside:
    """Looks like the worker ``make()`` gives; what that one throws is raised at a later item or the end."""

    def __init__(self, make: Callable[[], Worker[Any, Any]]) -> None:
        self.nominal_cost: Seconds = 0.0
        self._make = make
        self._worker: Worker[Any, Any] | None = None
        self._pool: ThreadPoolExecutor | None = None
        self._line: deque[Future[None]] = deque()

    def __enter__(self) -> Aside:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")
        try:
            self._worker = self._pool.submit(self._open).result()
        finally:
            if self._worker is None:
                self._pool.shutdown()
        self.nominal_cost = self._worker.nominal_cost
        return self

    def _open(self) -> Worker[Any, Any]:
        return self._make().__enter__()

    def __call__(self, item: Any) -> Iterable[Any]:
        assert self._pool is not None
        while len(self._line) >= LINE:
            self._line.popleft().result()
        self._line.append(self._pool.submit(self._work, item))
        return ()

    def _work(self, item: Any) -> None:
        assert self._worker is not None
        for _ in self._worker(item):
            pass

    def reset(self) -> None:
        assert self._pool is not None
        assert self._worker is not None
        self._pool.submit(self._worker.reset).result()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pool, worker = self._pool, self._worker
        if pool is None:
            return
        try:
            while self._line:
                self._line.popleft().result()
        finally:
            if worker is not None:
                pool.submit(worker.__exit__, kind, error, trace).result()
            pool.shutdown()
