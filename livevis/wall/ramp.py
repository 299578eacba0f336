"""A level that glides: master brightness, and the blackout.

Enters: targets with their times. Leaves: the level at any time. Pure in time; one thread.
"""

from __future__ import annotations

from dataclasses import dataclass

from livevis.units import Seconds

#: Turns remembered; older ones merge into a constant.
HISTORY = 32


@dataclass(frozen=True)
class _Turn:
    at: Seconds
    begin: float
    target: float
    seconds: Seconds

    def level(self, at: Seconds) -> float:
        if at >= self.at + self.seconds:
            return self.target
        x = max(0.0, (at - self.at) / self.seconds)
        return self.begin + (self.target - self.begin) * x * x * (3.0 - 2.0 * x)


class Ramp:
    """A level that goes to each target from wherever it is, without a jump unless told to snap."""

    def __init__(self, level: float) -> None:
        self._turns = [_Turn(float("-inf"), level, level, 0.0)]

    def to(self, target: float, at: Seconds, seconds: Seconds) -> None:
        """From ``at`` on, glide to ``target`` within ``seconds`` (0: snap). The latest word wins."""
        begin = self.level(at)
        self._turns = [turn for turn in self._turns if turn.at <= at]
        self._turns.append(_Turn(at, begin, target, seconds))
        del self._turns[:-HISTORY]

    def level(self, at: Seconds) -> float:
        """The level at ``at``; before the first turn remembered, the level that one began with."""
        for turn in reversed(self._turns):
            if turn.at <= at:
                return turn.level(at)
        return self._turns[0].begin

    def target(self, at: Seconds) -> float:
        """Where the level is heading at ``at``."""
        for turn in reversed(self._turns):
            if turn.at <= at:
                return turn.target
        return self._turns[0].begin
