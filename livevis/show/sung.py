"""Whether a song has been sung to its end, where no take says so.

Enters: where the singer was last, and when. Leaves: yes or no. Pure; the conductor's thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from livevis.messages import LyricLine, LyricPlace
from livevis.units import Seconds

LEAST: Seconds = 4.0
"""A last line is given this long, however short it is."""
AFTER: Seconds = 2.0
"""What a singer may take longer over the last line than the lyrics say."""


@dataclass(frozen=True)
class Sung:
    """``place``: the last place told, at ``placed``; ``heard``: when words were last heard, or None."""

    place: LyricPlace | None
    placed: Seconds
    heard: Seconds | None

    def out(self, lines: Sequence[LyricLine], silence: Seconds, at: Seconds) -> bool:
        """True if the last line lies well behind at ``at``, or nobody has sung for ``silence``."""
        if lines and self.place is not None and self.place.line == lines[-1].index:
            length = (lines[-1].end or LEAST) - (lines[-1].start or 0.0)
            return at > self.placed + max(LEAST, length + AFTER)
        return self.heard is not None and at > max(self.heard, self.placed) + silence
