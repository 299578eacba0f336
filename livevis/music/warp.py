"""Where in a known recording the band is: live sound against a reference take, by on-line time warping.

Enters: feature vectors of live sound (see `tones`), one by one; a reference's, all at once. Leaves: places in
the reference. Pure numpy, its worker's thread.

S. Dixon, "Live Tracking of Musical Performances Using On-Line Time Warping", 2005, with every place of the
reference kept in view: the cheapest way to each of them, on which a live frame goes on by 0, 1 or 2 frames of
the reference, old costs fading over some seconds. So a jump is seen as what it is: another place becomes
cheaper than this one, and stays so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from livevis.music.tones import FRAME, PITCHES, Floats
from livevis.units import Seconds


@dataclass(frozen=True)
class WarpOptions:
    """``memory``: how long a cost counts. ``slope``: what standing still or hurrying costs a frame.
    ``tones``: the share of the tones in the cost, the rest is the onsets'. ``reach``: how far from here is
    still here. ``cheaper``: of this place's cost, what another's must be below, for ``proof`` seconds, to be
    jumped to; ``last_proof`` at the reference's end, after which no place of its own is left to be cheap.
    ``listening``: sound heard before any place is told. ``keys``: how long a place is known before one
    key is settled on; ``own_key``: what another key's cost must be below, of the reference's.
    ``fits``, ``lost``: mean cost of a frame up to which this is the song at all, and from which it no longer
    is. Measured: the same recording with noise, drift and another key 0.12 to 0.16, its stereo difference
    0.31 to 0.44, another song 0.60 and 0.64 at the median (two songs, one way and the other; a twentieth of
    the frames lay below 0.44 and 0.55)."""

    memory: Seconds = 8.0
    slope: float = 0.4
    tones: float = 0.75
    reach: Seconds = 2.0
    cheaper: float = 0.88
    proof: Seconds = 0.6
    last_proof: Seconds = 3.0
    listening: Seconds = 1.0
    keys: Seconds = 4.0
    own_key: float = 0.93
    fits: float = 0.45
    lost: float = 0.55


@dataclass(frozen=True)
class Spot:
    """``place``: seconds into the reference; ``certainty`` 0..1: how much dearer everywhere else is;
    ``known``: whether a place has proved itself, and the sound has fitted since."""

    place: Seconds
    certainty: float
    known: bool


class Warp:
    """Follows one reference, float32 (frames, width) as `tones.Tones` makes them.

    Before a place is known every place is possible: a show may begin with applause, or in the middle.
    """

    def __init__(self, reference: Floats, options: WarpOptions | None = None) -> None:
        if len(reference) < 2:
            raise ValueError("a reference needs at least two frames")
        self.options = options or WarpOptions()
        self._tones = np.ascontiguousarray(reference[:, :PITCHES].T) * np.float32(self.options.tones)
        self._onsets = np.ascontiguousarray(reference[:, PITCHES:].T) * np.float32(1 - self.options.tones)
        self._count = len(reference)
        self._keys = list(range(PITCHES))
        self._costs = np.zeros((PITCHES, self._count), np.float32)
        self._keep = 1.0 - FRAME / self.options.memory
        self._heard = 0
        self._here = 0
        self._known = False
        self._known_for = 0
        self._rival, self._since = -1, 0

    @property
    def semitones(self) -> int:
        """How much higher than the reference the band plays, 0 to 11."""
        return self._keys[self._best_key()]

    def seek(self, place: Seconds) -> None:
        """Somebody knows that the band is at ``place``: from now on it is as cheap as the place left."""
        left = self._costs[:, self._here].copy()
        self._here = self._frame(place)
        self._known = True
        self._rival = -1
        low, high = self._around(self._here)
        penalty = np.full(self._count, 0.5 * self._costs.max() + 1.0, np.float32)
        penalty[low:high] = 0.0
        near = self._costs[:, low:high]
        near -= np.maximum(near.min(1) - np.minimum(left, self._worth()), 0.0)[:, None]
        self._costs += penalty

    def step(self, live: Floats) -> Spot:
        """One frame on; ``live`` float32 (width,)."""
        if not live.any():
            return self._spot(self._costs[self._best_key()])  # silence is nowhere: the place is kept
        self._heard += 1
        chroma = np.stack([np.roll(live[:PITCHES], -key) for key in self._keys])
        cost = np.float32(1.0) - chroma @ self._tones - live[PITCHES:] @ self._onsets
        self._costs = cost + self._keep * _cheapest(self._costs, self.options.slope)
        key = self._best_key()
        self._move(self._costs[key])
        self._settle(key)
        return self._spot(self._costs[self._best_key()])

    def _settle(self, key: int) -> None:
        """One key alone once the place has been known for long enough; all again when it is lost."""
        self._known_for = self._known_for + 1 if self._known else 0
        if len(self._keys) > 1 and self._known_for * FRAME >= self.options.keys:
            self._keys, self._costs = [self._keys[key]], self._costs[key : key + 1]
        elif len(self._keys) == 1 and not self._known:
            self._keys = list(range(PITCHES))
            self._costs = np.repeat(self._costs, PITCHES, axis=0)

    def _best_key(self) -> int:
        """The row of the likeliest key: the reference's, unless another is clearly cheaper."""
        least = self._costs.min(1)
        best = int(least.argmin())
        return best if least[best] < self.options.own_key * least[0] else 0

    def _move(self, costs: Floats) -> None:
        """On to the cheapest place near the next one; elsewhere only once it has proved itself."""
        o = self.options
        best = int(costs.argmin())
        low, high = self._around(self._here + 1)
        here = low + int(costs[low:high].argmin())
        if self._known:
            self._here = here
            self._known = self._mean(costs[here]) < o.lost
            elsewhere = not low <= best < high and costs[best] < o.cheaper * costs[here]
        else:
            self._here = best
            enough = self._heard * FRAME >= o.listening and self._mean(costs[best]) <= o.fits
            elsewhere = enough and costs[best] < o.cheaper * self._rest(costs, best)
        if not elsewhere:
            self._rival = -1
            return
        if self._rival < 0 or abs(best - self._rival - (self._heard - self._since)) * FRAME > o.reach:
            self._rival, self._since = best, self._heard
        last = self._known and (self._count - here) * FRAME <= 2 * o.reach
        if (self._heard - self._since) * FRAME >= (o.last_proof if last else o.proof):
            self._here, self._known, self._rival = best, True, -1

    def _worth(self) -> float:
        """The fading cost of a place that just fits."""
        return self.options.fits * (1.0 - self._keep**self._heard) / (1.0 - self._keep)

    def _mean(self, cost: float) -> float:
        """Of the frames that count, as far as there have been so many."""
        return float(cost) * (1.0 - self._keep) / (1.0 - self._keep**self._heard)

    def _rest(self, costs: Floats, here: int) -> float:
        """The cheapest of all other places."""
        low, high = self._around(here)
        return float(min(costs[:low].min(initial=np.inf), costs[high:].min(initial=np.inf)))

    def _around(self, frame: int) -> tuple[int, int]:
        span = round(self.options.reach / FRAME)
        low = min(max(frame - span, 0), self._count - 1)
        return low, min(frame + span + 1, self._count)

    def _frame(self, place: Seconds) -> int:
        return min(max(round(place / FRAME), 0), self._count - 1)

    def _spot(self, costs: Floats) -> Spot:
        rest, mine = self._rest(costs, self._here), float(costs[self._here])
        certainty = float(np.clip(1.0 - mine / rest, 0.0, 1.0)) if rest > 0.0 else 0.0
        return Spot((self._here + 1) * FRAME, certainty, self._known)


def _cheapest(costs: Floats, slope: float) -> Floats:
    """The least cost from which each place is reached: staying, one on, two on."""
    least = costs + np.float32(slope)
    np.minimum(least[..., 1:], costs[..., :-1], out=least[..., 1:])
    np.minimum(least[..., 2:], costs[..., :-2] + np.float32(slope), out=least[..., 2:])
    return least
