"""What the operator wants."""

from __future__ import annotations

from dataclasses import dataclass

from livevis.units import Seconds


@dataclass(frozen=True)
class Command:
    """One deliberate act of the operator: name as in the contract's key list, ``argument`` where it has one.

    Names: go back jump nudge hold freeze blackout panic restore brightness overlay mute quit.
    """

    name: str
    at: Seconds
    argument: float = 0.0


@dataclass(frozen=True)
class Notice:
    """Something the operator should know: said once when it begins and once when it clears, never in between.

    Attributes:
        at: when, seconds since the show opened.
        text: what happened, one sentence without its full stop.
        remedy: what to do about it; empty where nothing needs doing.
        fault: False where it is plain or good news ("microphone is back").
    """

    at: Seconds
    text: str
    remedy: str = ""
    fault: bool = True

    def __str__(self) -> str:
        return f"{self.text}. {self.remedy}" if self.remedy else self.text


@dataclass(frozen=True)
class ShowOver:
    """The show has ended: nothing more will come."""

    at: Seconds
