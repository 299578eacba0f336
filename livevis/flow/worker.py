"""What a room offers to the flow: a worker, which knows no thread, no queue and no clock.

Enters: items of the edges wired to it. Leaves: what it yields. Thread: whichever stage runs it,
and always the same one; a plain for loop runs it just as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, TypeVar, runtime_checkable

from livevis.units import Seconds

In = TypeVar("In", contravariant=True)
Out = TypeVar("Out", covariant=True)


@dataclass(frozen=True)
class Tick:
    """The time a worker asked to be woken at (see `Timed.due`) has come: it is now ``at``."""

    at: Seconds


class Worker(Protocol[In, Out]):
    """A part of the show.

    ``nominal_cost``: declared seconds one item takes, used in virtual time instead of a measured one.
    ``__enter__`` does the slow things (load, warm up) on the stage's own thread.
    ``__call__`` yields answers; between two answers of one item the stage may close the iterator
    because something newer arrived, so the first answer must already be usable.
    ``reset`` forgets the state of the song and keeps the weights.
    """

    nominal_cost: Seconds

    def __enter__(self) -> Worker[In, Out]: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def __call__(self, item: In, /) -> Iterable[Out]: ...
    def reset(self) -> None: ...


@runtime_checkable
class Timed(Protocol):
    """A worker that also acts when nothing arrives: it is handed a `Tick` when ``due()`` has come."""

    def due(self) -> Seconds | None:
        """The show time of its next act, or None if it only waits for items."""


class Part:
    """The quiet half of a worker: nothing to load, nothing to forget. Inherit and add ``__call__``."""

    nominal_cost: Seconds = 0.0

    def __enter__(self) -> Any:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def reset(self) -> None:
        return None
