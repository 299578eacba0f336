"""What a model worker has to say of itself, said aloud.

Enters: whatever its worker takes. Leaves: the worker's answers, and a `Notice` for each new entry of its
``notes`` (an offload that had to give way, a generation that failed). Thread: the worker's.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Any

from livevis.messages import Notice


class Aired:
    """Wraps a worker that keeps ``notes`` (a tuple that only grows)."""

    def __init__(self, worker: Any) -> None:
        self._worker = worker
        self._told = 0
        self.nominal_cost = worker.nominal_cost

    def __enter__(self) -> Aired:
        self._worker.__enter__()
        self.nominal_cost = self._worker.nominal_cost
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._worker.__exit__(kind, error, trace)

    def __call__(self, item: Any) -> Iterator[Any]:
        yield from self._worker(item)
        notes = self._worker.notes
        for note in notes[self._told :]:
            yield Notice(getattr(item, "at", 0.0), str(note).rstrip("."), fault=False)
        self._told = len(notes)

    def reset(self) -> None:
        self._worker.reset()
