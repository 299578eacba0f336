"""Reading the lyrics along with the music: the third witness of where the singer is.

Enters: `TakePlace` (where in the reference take the band is), the other witnesses' `LyricPlace`s. Leaves:
`LyricPlace`s with the time to the next line. Pure, its worker's thread.

A band that plays to a known take tells the line to a few hundredths of a second, in any language, also where
nobody sings. But a chorus sounds like the other chorus, and tonight's singer may leave one out over the same
chords: so the music leads until the others tell two lines in a row somewhere else, and leads again once they
agree.
"""

from __future__ import annotations

from livevis.messages import LyricPlace, Lyrics, TakePlace
from livevis.units import Seconds
from livevis.words.sheet import Sheet

FRESH: Seconds = 1.0
"""An older place of the music says nothing any more."""

SOON: Seconds = 1.0
"""Once the next line is this near, its time is told again: by then it is known best."""

NEAR = 1
"""Lines between two witnesses that still agree: one of them may be the quicker."""

OBJECTIONS = 2


class ReadAlong:
    """One song's. ``lyrics``: with times that belong to the take that is followed."""

    def __init__(self, song: str, lyrics: Lyrics) -> None:
        self._song = song
        self._sheet = Sheet(lyrics)
        self._line, self._word = -1, -1
        self._soon = False
        self._at: Seconds | None = None
        self._objections = 0
        self._objected = -1
        self._trusted = True

    def leads(self, at: Seconds) -> bool:
        """Whether the music says where the singer is at ``at``."""
        return self._trusted and self._at is not None and at - self._at <= FRESH

    def follow(self, place: TakePlace) -> LyricPlace | None:
        """The line and word at ``place``, where there is something new to tell."""
        line, word = self._sheet.at(place.seconds)
        self._at = place.at
        if not self._trusted:
            self._trusted = abs(line - self._objected) <= NEAR
        if line < 0 or not self._trusted:
            return None
        next_in = self._sheet.next_in(place.seconds)
        soon = next_in is not None and next_in <= SOON
        if (line, word, soon) == (self._line, self._word, self._soon):
            return None
        self._line, self._word, self._soon = line, word, soon
        certainty = round(0.5 + 0.5 * place.certainty, 4)  # told at all, it is likelier than not
        return LyricPlace(self._song, line, word, certainty, True, place.at, next_in)

    def objected(self, place: LyricPlace) -> None:
        """Another witness says ``place``: the second line of its own in a row ends the music's lead."""
        if not place.locked or abs(place.line - self._line) <= NEAR:
            self._objections, self._objected = 0, place.line
        elif place.line != self._objected:
            on = place.line == self._objected + 1
            self._objections = self._objections + 1 if on else 1
            self._objected = place.line
            if self._objections >= OBJECTIONS:
                self.overruled(place.line)

    def overruled(self, line: int) -> None:
        """Somebody knows better: ``line`` is sung."""
        self._trusted, self._objections, self._objected = False, 0, line
