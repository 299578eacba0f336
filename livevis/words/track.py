"""Following known lyrics by their sound: no recogniser in between, only how well each moment fits each place.

Enters: mono sound, 16 kHz, of a song whose `Chain` is given. Leaves: `LyricPlace`s. Pure, its worker's
thread.

A line is locked in two speeds: the next one as soon as the singer is some states into it, anything else only
after a third of a second and a much better fit. What a singer does next is mostly the next line; a jump must
prove itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from livevis.messages import LyricPlace
from livevis.units import SPEECH_RATE, Seconds
from livevis.words.cepstra import BEHIND, HOP, Cepstra
from livevis.words.chain import Chain, Spot
from livevis.words.window import Mono

FRAME: Seconds = HOP / SPEECH_RATE


class Scores(Protocol):
    """How well frames fit: `senones.Scorer`, or a test's."""

    def score(self, features: NDArray[np.float32]) -> NDArray[np.float32]: ...


@dataclass(frozen=True)
class TrackOptions:
    """``depth``: states into a line before it is believed; ``first_depth``: into the song's first, for what a
    band plays before the singer comes sounds like a word now and then. ``margin``, ``hold``: nats over all
    other lines, and for how long, for the next line; ``far_margin``, ``far_hold`` for any other. ``sure``:
    nats at which certainty is 0.63."""

    depth: int = 9
    first_depth: int = 30
    margin: float = 3.0
    hold: Seconds = 0.05
    far_margin: float = 10.0
    far_hold: Seconds = 0.30
    sure: float = 2.0


class SongTracker:
    """Follows one song. Silent before its first line; each line is told when it locks, then word by word."""

    def __init__(self, song: str, chain: Chain, scorer: Scores, options: TrackOptions | None = None) -> None:
        self.options = options or TrackOptions()
        self._song = song
        self._chain = chain
        self._scorer = scorer
        self._cepstra = Cepstra()
        self._line, self._word = -1, -1
        self._candidate = -1
        self._since: Seconds = 0.0

    @property
    def line(self) -> int:
        """The locked line, -1 before the first."""
        return self._line

    def sure(self, margin: float) -> bool:
        """Whether the singer is heard in the middle of the locked line, ``margin`` nats above all others."""
        spot = self._chain.spot()
        return spot.line == self._line >= 0 and spot.margin >= margin

    def feed(self, sound: Mono, end: Seconds) -> Iterator[LyricPlace]:
        """Listen on: ``sound`` float32 (n,), its last sample heard at ``end``."""
        features = self._cepstra.feed(sound)
        scores = self._scorer.score(features) if len(features) else features
        late = (BEHIND + len(scores)) * FRAME
        for number, row in enumerate(scores, 1):
            self._chain.step(row)
            yield from self._told(self._chain.spot(), end - late + (number + BEHIND) * FRAME)

    def gap(self) -> None:
        """Sound was lost: a new stretch begins, the place is kept."""
        self._cepstra.reset()

    def seek(self, line: int) -> None:
        """Somebody knows that ``line`` is sung, or about to be."""
        self._chain.seek(line)
        self._line, self._word, self._candidate = line, -1, -1

    def favour(self, line: int) -> None:
        """The words say that ``line`` is sung: it leads all others from here on."""
        self._chain.favour(line)
        self._line, self._word, self._candidate = line, -1, -1

    def _told(self, spot: Spot, at: Seconds) -> Iterator[LyricPlace]:
        if spot.line < 0:
            self._candidate = -1
        elif spot.line == self._line:
            self._candidate = -1
            if spot.word > self._word:
                self._word = spot.word
                yield self._place(spot, at)
        elif self._proved(spot, at):
            self._line, self._word, self._candidate = spot.line, spot.word, -1
            yield self._place(spot, at)

    def _proved(self, spot: Spot, at: Seconds) -> bool:
        """Whether a line other than the locked one has shown itself for long enough."""
        o, follows = self.options, self._line >= 0 and spot.line == self._line + 1
        depth = o.depth if self._line >= 0 else min(o.first_depth, self._chain.length(spot.line) * 4 // 5)
        if spot.depth < depth or spot.margin < (o.margin if follows else o.far_margin):
            self._candidate = -1
            return False
        if self._candidate != spot.line:
            self._candidate, self._since = spot.line, at
        return at - self._since >= (o.hold if follows else o.far_hold) - 1e-6

    def _place(self, spot: Spot, at: Seconds) -> LyricPlace:
        certainty = 1.0 - float(np.exp(-max(spot.margin, 0.0) / self.options.sure))
        return LyricPlace(self._song, spot.line, spot.word, round(certainty, 4), True, at)
