"""Following a song by its music: a worker that knows where in the reference take the band is.

Enters: `SongStart` (with its reference), `AudioBlock` (16 kHz, mono), `LyricPlace` (a correction), `SongEnd`.
Leaves: `TakePlace`, one a block, once a place is known; `Notice` where a reference cannot be used. Thread:
its stage's; pure numpy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from livevis.errors import LivevisError
from livevis.flow.worker import Part
from livevis.messages import AudioBlock, LyricPlace, Notice, SongEnd, SongStart, TakePlace
from livevis.music.tones import Floats, Tones
from livevis.music.warp import Spot, Warp
from livevis.units import Seconds

MusicIn: TypeAlias = AudioBlock | SongStart | SongEnd | LyricPlace

LOST: Seconds = 0.25
"""A hole in the sound, beyond which tones do not go on."""


class TakeFollower(Part):
    """Follows the takes that ``sound_of(path)`` reads: float32 (frames,), 16 kHz."""

    nominal_cost: Seconds = 0.0004
    """A block of 40 ms: measured 0.005 of a core for a song of five minutes."""

    def __init__(self, sound_of: Callable[[Path], Floats]) -> None:
        self._sound_of = sound_of
        self._known: dict[Path, Floats] = {}
        self._tones = Tones()
        self.reset()

    def reset(self) -> None:
        """Forget the song and the place; references stay."""
        self._song = ""
        self._starts: list[Seconds] = []
        self._warp: Warp | None = None
        self._tones.reset()
        self._end: Seconds | None = None

    def __call__(self, item: MusicIn) -> Iterator[TakePlace | Notice]:
        if isinstance(item, AudioBlock):
            yield from self._hear(item)
            return
        if isinstance(item, LyricPlace):
            self._correct(item)
            return
        self.reset()
        if isinstance(item, SongStart) and item.reference is not None and item.lyrics.timed:
            try:
                self._warp = Warp(self._reference(item.reference))
            except (LivevisError, ValueError) as error:
                yield Notice(item.at, f"{item.title} is not followed by its music: {error}")
            self._song = item.song
            self._starts = [line.start or 0.0 for line in item.lyrics.lines]

    def _correct(self, place: LyricPlace) -> None:
        """The operator says that ``place.line`` is sung, or about to be."""
        if self._warp is not None and place.song == self._song and place.locked:
            self._warp.seek(self._starts[place.line])

    def _reference(self, path: Path) -> Floats:
        """Its features; kept, for a song is rehearsed again and again."""
        if path not in self._known:
            self._known[path] = Tones().whole(self._sound_of(path))
        return self._known[path]

    def _hear(self, block: AudioBlock) -> Iterator[TakePlace]:
        if self._warp is None:
            return
        if self._end is not None and abs(block.start - self._end) > LOST:
            self._tones.reset()
        self._end = block.end
        spot: Spot | None = None
        for frame in self._tones.feed(block.mono()):
            spot = self._warp.step(frame)
        if spot is not None and spot.known:
            yield TakePlace(self._song, spot.place, spot.certainty, block.end - self._tones.waiting)
