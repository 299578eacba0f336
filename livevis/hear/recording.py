"""A recorded take as a source: rehearsals hear through it.

Enters: `SongStart` with a take, `SongEnd`, ticks. Leaves: blocks at the take's own rate and
channels, decoded as they are needed; silence between songs; `SongEnd` where a take runs out.
Thread: the stage of the source.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType

import numpy as np

from livevis.errors import LivevisError
from livevis.flow.worker import Part, Tick
from livevis.hear.source import BLOCK, QUIET_RATE, SLACK, Pace, SourceIn, SourceOut, silence
from livevis.hear.takes import TakeInfo, TakeReader, open_take, probe
from livevis.messages import Notice, SongEnd, SongStart
from livevis.units import Seconds

__all__ = ["RecordingSource", "TakeInfo", "probe"]


@dataclass
class _Song:
    """A song that plays, or waits to: ``reader`` None plays silence (a song without a take)."""

    start: SongStart
    reader: TakeReader | None
    first_frame: int = 0

    def close(self) -> None:
        if self.reader is not None:
            self.reader.close()


class RecordingSource(Part):
    """Replays each song's take from `SongStart.take_from`, in time with the ticks.

    Block n of a take starts at ``SongStart.at + n * block``; its ``take_start`` says where in the
    recording. The last block is padded with silence, then comes `SongEnd` at that block's end. Between songs
    it yields silence, 48 kHz mono. A take that cannot be opened, or breaks off, ends its song with a
    `Notice`; `probe` tells the same before the show.
    """

    def __init__(self, block: Seconds = BLOCK) -> None:
        self._block = block
        self._pace: Pace | None = None
        self._playing: _Song | None = None
        self._waiting: _Song | None = None
        self._answers: deque[SourceOut] = deque()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._drop_waiting()
        self._stop()

    def due(self) -> Seconds:
        """Show time of the next block's end, or of a song's start if that comes first."""
        if self._pace is None:
            return 0.0
        if self._waiting is not None:
            return min(self._pace.next_end, self._waiting.start.at)
        return self._pace.next_end

    def reset(self) -> None:
        """Let the take go; silence follows without a break in time."""
        self._drop_waiting()
        self._stop()

    def __call__(self, item: SourceIn) -> Iterator[SourceOut]:
        """`Tick` yields what is due; `SongStart` and `SongEnd` change what plays."""
        if isinstance(item, SongStart):
            self._line_up(item)
        elif isinstance(item, SongEnd):
            self._song_over(item.song)
        yield from self._drain()
        while isinstance(item, Tick) and self._step(item.at):
            yield from self._drain()

    def _drain(self) -> Iterator[SourceOut]:
        # Answers wait in a queue, not in this generator: if it is closed early, the next call gives the rest.
        while self._answers:
            yield self._answers.popleft()

    def _line_up(self, start: SongStart) -> None:
        self._drop_waiting()
        if self._pace is None:
            self._pace = Pace(start.at, QUIET_RATE, self._block)
        song = self._waiting = _Song(start, None)
        if start.take is None:
            return
        try:
            song.reader = open_take(start.take)
        except LivevisError as error:
            self._answers.append(Notice(start.at, f"song '{start.song}': {error}"))
            self._answers.append(SongEnd(start.song, start.at))
            return
        song.first_frame = round(start.take_from * song.reader.rate)
        song.reader.skip(song.first_frame)

    def _song_over(self, song: str) -> None:
        if self._waiting is not None and self._waiting.start.song == song:
            self._drop_waiting()
        if self._playing is not None and self._playing.start.song == song:
            self._stop()

    def _drop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None

    def _stop(self) -> None:
        if self._playing is not None:
            self._playing.close()
            self._playing = None
            if self._pace is not None:
                self._pace = Pace(self._pace.end, QUIET_RATE, self._block)

    def _step(self, at: Seconds) -> bool:
        """One block, or one change of song, if it is due by ``at``."""
        if self._pace is None:
            self._pace = Pace(at, QUIET_RATE, self._block)
        song_at = math.inf if self._waiting is None else self._waiting.start.at
        if self._pace.next_end <= min(at, song_at) + SLACK:
            self._play(self._pace, self._pace.block_frames)
            return True
        if song_at > at + SLACK:
            return False
        # What plays now ends where the song begins: a shorter block keeps time whole.
        if (frames := self._pace.frames_until(song_at)) > 0:
            self._play(self._pace, frames)
        self._begin()
        return True

    def _begin(self) -> None:
        song, self._waiting = self._waiting, None
        self._stop()
        if song is None or song.reader is None:
            return  # silence goes on as it was
        self._playing = song
        self._pace = Pace(song.start.at, song.reader.rate, self._block)

    def _play(self, pace: Pace, frames: int) -> None:
        song = self._playing
        if song is None or song.reader is None:
            self._answers.append(pace.stamp(silence(frames)))
            return
        samples = song.reader.read(frames)
        missing = frames - len(samples)
        heard = song.first_frame + pace.frames + len(samples)
        if len(samples):
            padded = np.concatenate([samples, silence(missing, song.reader.channels)])
            self._answers.append(pace.stamp(padded, take_zero=song.first_frame))
        if missing:
            self._ran_out(song, song.reader, heard)

    def _ran_out(self, song: _Song, reader: TakeReader, heard: int) -> None:
        end = 0.0 if self._pace is None else self._pace.end
        # A lossy file's stated length is an estimate: two per cent and half a second are no fault.
        if reader.frames is not None and heard < reader.frames * 0.98 - reader.rate / 2:
            what = f"song '{song.start.song}': its take breaks off at {heard / reader.rate:.1f} s"
            self._answers.append(Notice(end, what, "Export or copy the recording again"))
        self._stop()
        self._answers.append(SongEnd(song.start.song, end))
