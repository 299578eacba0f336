"""Which pictures are on the wall at a time, and how much of each. No pixel is touched here.

Enters: `Show`s in any order. Leaves: the layers of a moment, from the lowest up. Pure in time; one thread.

Pictures lie on one another in the order they begin; each fades in over all below it, so the newest
wins. However fast they come, three layers are live at most: when the third from the top has not
finished its fade by the time the top one begins, everything up to it is *baked*: taken as it stood
at that very moment, as one still. So the cost of a frame is bounded and nothing ever jumps.
"""

from __future__ import annotations

from dataclasses import dataclass

from livevis.messages import Crossfade, Show
from livevis.units import Seconds
from livevis.wall.crossfade import check, weight

#: Pictures remembered although later ones cover them: what a look back in time can still see.
HISTORY = 16

#: Never more than this, even if none has finished its fade.
HARD_LIMIT = 64

#: How many bakes may rest on one another. Their pixels are kept while they are new, so what lies this
#: deep is never drawn again; letting go of it bounds the memory of an endless storm.
DEPTH = 16


@dataclass(eq=False)
class Entry:
    """A picture's place on the wall: ``start`` of its fade, ``born`` of its drift; ``told`` once shown."""

    show: Show | None
    start: Seconds
    born: Seconds
    told: bool = False

    @property
    def fade(self) -> Crossfade:
        """How it comes in."""
        return self.show.crossfade if self.show is not None else Crossfade(seconds=0.0)

    def weight(self, at: Seconds) -> float:
        """Its own weight 0..1 over what lies below."""
        return weight(self.fade, at - self.start) if self.show is not None else 1.0


@dataclass(eq=False)
class Bake:
    """Everything up to ``top``, as it stood at ``at``; under ``top`` lies ``below``."""

    below: Entry | Bake
    top: Entry
    at: Seconds


@dataclass(frozen=True)
class Layer:
    """A picture, or a bake, with its weight over the layers below; the lowest has weight 1."""

    content: Entry | Bake
    weight: float


class Schedule:
    """The pictures of the wall in the order they begin. Below the first lies the opening field."""

    def __init__(self) -> None:
        self._entries = [Entry(None, float("-inf"), 0.0, told=True)]
        self._bakes: dict[Entry, Bake] = {}

    def add(self, show: Show, not_before: Seconds) -> None:
        """Put ``show`` in its place.

        One that comes late (its ``at`` already presented) begins at ``not_before``: what was seen is
        never rewritten, and nothing jumps. The same picture again goes on drifting where it is.
        """
        check(show.crossfade)
        start = max(show.at, not_before)
        place = next(i for i in range(len(self._entries), 0, -1) if self._entries[i - 1].start <= start)
        below = self._entries[place - 1].show
        same = below is not None and below.picture.id == show.picture.id
        born = self._entries[place - 1].born if same else start
        self._entries.insert(place, Entry(show, start, born))
        self._bakes = {entry: bake for entry, bake in self._bakes.items() if entry.start <= start}
        self._forget(not_before)

    def _forget(self, now: Seconds) -> None:
        """Drop what lies hidden for good, oldest first; in a storm, the second oldest."""
        while len(self._entries) > HISTORY and self._entries[1].weight(now) >= 1.0:
            self._bakes.pop(self._entries.pop(0), None)
            self._entries[0].start = float("-inf")
        while len(self._entries) > HARD_LIMIT:
            self._bakes.pop(self._entries.pop(1), None)

    def layers(self, at: Seconds) -> tuple[Layer, ...]:
        """The layers at ``at``, lowest first, three at most."""
        top = next((i for i in range(len(self._entries) - 1, 0, -1) if self._entries[i].start <= at), 0)
        found: list[Layer] = []
        for i in range(top, max(top - 2, -1), -1):
            k = self._entries[i].weight(at)
            if i == 0 or k >= 1.0:
                return (Layer(self._entries[i], 1.0), *found)
            found.insert(0, Layer(self._entries[i], k))
        return (Layer(self._base(top), 1.0), *found)

    def _base(self, top: int) -> Entry | Bake:
        """What lies under the two uppermost layers from the moment entry ``top`` begins."""
        first = top
        while first >= 2 and self._entries[first] not in self._bakes and not self._settled(first):
            first -= 1
        base: Entry | Bake = self._entries[0]
        for i in range(first, top + 1):
            base = self._one_base(i, base)
        return base

    def _settled(self, i: int) -> bool:
        """Whether entry ``i - 2`` has finished its fade when entry ``i`` begins."""
        return i <= 2 or self._entries[i - 2].weight(self._entries[i].start) >= 1.0

    def _one_base(self, i: int, base_before: Entry | Bake) -> Entry | Bake:
        entry = self._entries[i]
        if entry in self._bakes:
            return self._bakes[entry]
        if self._settled(i):
            return self._entries[max(i - 2, 0)]
        top = self._entries[i - 2]
        if top.weight(entry.start) <= 0.0:
            return base_before
        self._bakes[entry] = bake = Bake(base_before, top, entry.start)
        self._trim(bake)
        return bake

    def _trim(self, bake: Bake) -> None:
        for _ in range(DEPTH):
            if not isinstance(bake.below, Bake):
                return
            bake = bake.below
        bake.below = self._entries[0]

    def shown(self, at: Seconds, share: float) -> list[Show]:
        """Shows whose weight in the mixture, times ``share``, is 0.5 or more at ``at``: each told once."""
        news: list[Show] = []
        for layer in reversed(self.layers(at)):
            entry = layer.content
            if isinstance(entry, Entry) and not entry.told and layer.weight * share >= 0.5:
                assert entry.show is not None
                entry.told = True
                news.append(entry.show)
            share *= 1.0 - layer.weight
        return news[::-1]
