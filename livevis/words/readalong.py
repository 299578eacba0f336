"""Reading the lyrics along with the music: the third witness of where the singer is.

Enters: `TakePlace` (where in the reference take the band is), the other witnesses' `LyricPlace`s. Leaves:
`LyricPlace`s with the time to the next line. Pure, its worker's thread.

A band that plays to a known take tells the line to a few hundredths of a second, in any language, also where
nobody sings. But a chorus sounds like the other chorus, and tonight's singer may leave one out over the same
chords: so the music leads until the others tell two lines in a row where the music has not just been, and
leads again once it is where they are.
"""

from __future__ import annotations

from livevis.messages import LyricPlace, Lyrics, TakePlace
from livevis.units import Seconds
from livevis.words.sheet import Sheet

FRESH: Seconds = 1.0
"""An older place of the music says nothing any more."""

SOON: Seconds = 1.0
"""Once the next line is this near, its time is told again: by then it is known best."""

ASTRAY: Seconds = 0.25
"""Told again, too, when the next line will come so much sooner or later than was told."""

CAUTION: Seconds = 0.1
"""A word counts as begun so long after the music says so, for the music may be so far ahead of it (measured:
95 of 100 places within 0.09 s). The next line's time is told without it: its picture is to be in time."""

SILENT: Seconds = 5.0
"""Music that goes on so long without a new word says so, that nobody takes the song for ended."""

NEAR = 1
"""Lines between two witnesses that still agree: one of them may be the quicker."""

BEHIND: Seconds = 6.0
"""A witness that tells a line the music left so lately is only slow."""

OBJECTIONS = 2


class ReadAlong:
    """One song's. ``lyrics``: with times that belong to the take that is followed."""

    def __init__(self, song: str, lyrics: Lyrics) -> None:
        self._song = song
        self._sheet = Sheet(lyrics)
        self._told: tuple[int, int, bool] = (-1, -1, False)
        self._told_at: Seconds = 0.0
        self._onset: Seconds | None = None
        self._at: Seconds | None = None
        self._line = -1
        self._left: dict[int, Seconds] = {}
        self._objections = 0
        self._others = -1
        self._trusted = True

    def leads(self, at: Seconds) -> bool:
        """Whether the music says where the singer is at ``at``."""
        return self._trusted and self._at is not None and at - self._at <= FRESH

    def follow(self, place: TakePlace) -> LyricPlace | None:
        """The line and word at ``place``, where there is something new to tell."""
        if place.song != self._song:
            return None
        line, word = self._sheet.at(place.seconds - CAUTION)
        if line != self._line:
            self._left[self._line] = place.at
        self._line, self._at = line, place.at
        self._trusted = self._trusted or line == self._others
        if line < 0 or not self._trusted:
            return None
        after = self._sheet.after(line)
        next_in = max(after - place.seconds, 0.0) if after is not None else None
        now = (line, word, next_in is not None and next_in <= SOON)
        onset = place.at + next_in if next_in is not None else None
        went_on = abs(place.seconds - self._told_at) >= SILENT
        if now == self._told and not went_on and not self._astray(onset):
            return None
        self._told, self._told_at, self._onset = now, place.seconds, onset
        certainty = round(0.5 + 0.5 * place.certainty, 4)  # told at all, it is likelier than not
        return LyricPlace(self._song, line, word, certainty, True, place.at, next_in)

    def _astray(self, onset: Seconds | None) -> bool:
        """Whether the next line will not come when it was told to."""
        return onset is not None and self._onset is not None and abs(onset - self._onset) > ASTRAY

    def heard(self, place: LyricPlace) -> None:
        """Another witness says ``place``: the second line of its own in a row ends the music's lead."""
        if not place.locked:
            return
        before, self._others = self._others, place.line
        if not self._trusted or self._agrees(place):
            self._objections = 0
        elif place.line != before:
            self._objections = self._objections + 1 if place.line == before + 1 else 1
            if self._objections >= OBJECTIONS:
                self.overruled(place.line)

    def _agrees(self, place: LyricPlace) -> bool:
        left = self._left.get(place.line)
        return abs(place.line - self._line) <= NEAR or (left is not None and place.at - left <= BEHIND)

    def overruled(self, line: int) -> None:
        """Somebody knows better: ``line`` is sung."""
        self._trusted, self._objections, self._others = False, 0, line
