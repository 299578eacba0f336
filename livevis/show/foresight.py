"""What will be sung next, and from when on its picture is to come up.

Enters: places with the time to the next line. Leaves: a line, when it is ripe. Pure; the conductor's thread.

A crossfade takes its time: begun when a line begins, its picture is there half a crossfade late. Where the
follower knows when the next line begins, the fade begins half a crossfade before.
"""

from __future__ import annotations

from livevis.messages import LyricPlace
from livevis.units import Seconds


class Foresight:
    """The next line of one song. ``shown``: the line put up before it was sung, -1 for none."""

    def __init__(self) -> None:
        self.shown = -1
        self._line = -1
        self._at: Seconds | None = None

    def told(self, place: LyricPlace, fade: Seconds) -> None:
        """The singer is at ``place``; ``fade`` is the next line's crossfade."""
        if not self.shown - 1 <= place.line <= self.shown:
            self.shown = -1
        if place.next_in is None or self.shown == place.line + 1:
            self._at = None
        else:
            self._line, self._at = place.line + 1, place.at + place.next_in - fade / 2

    def due(self) -> Seconds:
        """When the next line is ripe; infinity if nobody knows."""
        return self._at if self._at is not None else float("inf")

    def ripe(self, at: Seconds) -> int | None:
        """The line whose fade is to begin at ``at``, told once."""
        if self._at is None or at < self._at - 1e-6:
            return None
        self._at = None
        return self._line
