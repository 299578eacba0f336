"""Lyrics with times, as a sheet to read along: what is sung at a moment of the take they belong to.

Enters: `Lyrics`, every line of which has a start. Leaves: line, word, and when the next line begins. Pure.
"""

from __future__ import annotations

from bisect import bisect_right

from livevis.messages import Lyrics
from livevis.units import Seconds


class Sheet:
    """The lines and words of one song by their times.

    Raises:
        ValueError: a line has no time.
    """

    def __init__(self, lyrics: Lyrics) -> None:
        starts = [line.start for line in lyrics.lines if line.start is not None]
        if len(starts) != len(lyrics.lines) or not starts:
            raise ValueError("every line needs a start")
        self._order = sorted(range(len(starts)), key=starts.__getitem__)
        self._starts = [starts[line] for line in self._order]
        self._words = [
            [word.start if word.start is not None else lyrics.lines[line].start for word in line_words]
            for line, line_words in ((line, lyrics.lines[line].words) for line in self._order)
        ]

    def at(self, seconds: Seconds) -> tuple[int, int]:
        """(line, word) last begun at ``seconds`` of the take; (-1, -1) before the first."""
        place = bisect_right(self._starts, seconds) - 1
        if place < 0:
            return -1, -1
        begun = sum(start is not None and start <= seconds for start in self._words[place])
        return self._order[place], max(begun - 1, 0)

    def after(self, line: int) -> Seconds | None:
        """When the file's next line begins; None if another comes next, or none."""
        place = self._order.index(line) + 1
        if place >= len(self._order) or self._order[place] != line + 1:
            return None
        return self._starts[place]
