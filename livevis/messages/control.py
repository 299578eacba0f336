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

