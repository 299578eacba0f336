"""A fact that is true now (the scene, the mood, the level): set by one, read by many, once a step."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Cell(Generic[T]):
    """Holds the newest value; setting and getting are single, atomic operations. Any thread."""

    def __init__(self, value: T) -> None:
        self._value = value

    def get(self) -> T:
        """The value that is true now."""
        return self._value

    def set(self, value: T) -> None:
        """Make ``value`` true from now on."""
        self._value = value
