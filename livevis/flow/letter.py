"""The envelope a value travels in: when its sound was heard, and who has handled it since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from livevis.units import Seconds

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stage took the value before this one at ``taken`` and had this one ready at ``done``."""

    stage: str
    taken: Seconds
    done: Seconds


@dataclass(frozen=True, slots=True)
class Letter(Generic[T]):
    """``value``, the time of the youngest sample behind it, and the marks of its way here."""

    value: T
    heard: Seconds
    marks: tuple[Mark, ...] = ()

    def answer(self, value: U, mark: Mark) -> Letter[U]:
        """The letter that carries what a stage made of this one."""
        return Letter(value, self.heard, (*self.marks, mark))
