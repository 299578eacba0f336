"""Two witnesses of where the singer is: the words that were recognised, and the sound itself.

Enters: `SongStart`, `Heard`, `AudioBlock` (16 kHz, mono), `TakePlace`, `LyricPlace` (a correction),
`SongEnd`. Leaves: `LyricPlace`. Thread: its stage's; pure numpy.

Where the song's language has an acoustic model here, the sound leads: it needs no word to be finished, and a
band cannot drown it as it drowns a recogniser. The words lead too where they are sure: to the next line at
once, elsewhere by two lines in a row. In any other language they lead alone. Where a third witness, the
music, knows the place in a take the lyrics' times belong to, it leads all (see `readalong`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType

from livevis.errors import LivevisError
from livevis.flow.worker import Part
from livevis.messages import AudioBlock, Heard, LyricPlace, SongStart, TakePlace
from livevis.units import SPEECH_RATE
from livevis.words.chain import Chain, Pronounce
from livevis.words.follow import FollowIn, LyricFollower
from livevis.words.readalong import ReadAlong
from livevis.words.senones import AcousticModel
from livevis.words.track import SongTracker
from livevis.words.window import BRIDGED

SURE = 4.0
"""Nats by which the sound of a line beats all others' where no word is asked."""


@dataclass(frozen=True)
class Acoustics:
    """How a language sounds. ``hears(language)``: whether it is this one."""

    model: AcousticModel
    pronounce: Pronounce
    hears: Callable[[str], bool]


class SongFollower(Part):
    """Follows by both. ``acoustics()`` loads the model when it is entered; what it raises leaves the words
    alone, and stands in ``notes``."""

    nominal_cost = 0.001

    def __init__(self, acoustics: Callable[[], Acoustics], words: LyricFollower | None = None) -> None:
        self.notes: tuple[str, ...] = ()
        self._load = acoustics
        self._acoustics: Acoustics | None = None
        self._words = words or LyricFollower()
        self._song = ""
        self._tracker: SongTracker | None = None
        self._music: ReadAlong | None = None
        self._end: float | None = None
        self._elsewhere = -1

    def __enter__(self) -> SongFollower:
        try:
            self._acoustics = self._load()
        except LivevisError as error:
            self._acoustics = None
            self.notes = (*self.notes, f"known lyrics are followed by recognised words alone: {error}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._acoustics = self._tracker = None

    def reset(self) -> None:
        """Forget song and place."""
        self._words.reset()
        self._tracker = self._music = None

    def __call__(self, item: FollowIn | TakePlace) -> Iterable[LyricPlace]:
        if isinstance(item, AudioBlock):
            return self._below_music(self._sound(item)) if self._tracker is not None else ()
        if isinstance(item, TakePlace):
            place = self._music.follow(item) if self._music is not None else None
            return () if place is None else (place,)
        places = list(self._words(item))
        if isinstance(item, SongStart):
            self._song, self._tracker = item.song, self._tracker_for(item)
            along = item.reference is not None and item.lyrics.timed
            self._music = ReadAlong(item.song, item.lyrics) if along else None
        elif isinstance(item, Heard):
            return self._below_music(places if self._tracker is None else self._judged(places))
        elif isinstance(item, LyricPlace):
            self._correct(item)
        else:
            self._tracker = self._music = None
        return places

    def _correct(self, place: LyricPlace) -> None:
        """The operator knows better than any witness."""
        if place.song != self._song:
            return
        if self._tracker is not None:
            self._tracker.seek(place.line)
        if self._music is not None and place.locked:
            self._music.overruled(place.line)

    def _below_music(self, places: Iterable[LyricPlace]) -> Iterator[LyricPlace]:
        """Those of the other witnesses' places that count: all, unless the music leads; then they object."""
        for place in places:
            if self._music is not None:
                self._music.heard(place)
            if self._music is None or not self._music.leads(place.at):
                yield place

    def _tracker_for(self, song: SongStart) -> SongTracker | None:
        self._end, self._elsewhere = None, -1
        heard = self._acoustics
        if heard is None or not song.lyrics.lines or not heard.hears(song.language):
            return None
        chain = Chain(song.lyrics, heard.pronounce, heard.model)
        if not chain.lines:
            return None
        if song.take_from > 0:
            chain.anywhere()
        return SongTracker(song.song, chain, heard.model.scorer(chain.senones))

    def _sound(self, block: AudioBlock) -> Iterator[LyricPlace]:
        assert self._tracker is not None
        if block.rate != SPEECH_RATE:
            raise ValueError(f"the follower hears {SPEECH_RATE} Hz, not {block.rate} Hz")
        if block.gap > BRIDGED or (self._end is not None and abs(block.start - self._end) > BRIDGED):
            self._tracker.gap()
        self._end = block.end
        for place in self._tracker.feed(block.mono(), block.end):
            for _ in self._words(place):  # what the words believe goes along
                pass
            yield place

    def _judged(self, places: list[LyricPlace]) -> Iterator[LyricPlace]:
        """Of the words' places those that lead the sound: to the next line at once, elsewhere to the second
        of two lines in a row."""
        assert self._tracker is not None
        for place in places:
            ahead = place.line - self._tracker.line
            if not place.locked or ahead == 0 or self._tracker.sure(SURE):
                self._elsewhere = -1
            elif ahead == 1:
                self._tracker.favour(place.line)
                yield place
            elif self._elsewhere >= 0 and place.line == self._elsewhere + 1:
                self._tracker.seek(place.line)
                self._elsewhere = -1
                yield place
            elif place.line != self._elsewhere:
                self._elsewhere = place.line
