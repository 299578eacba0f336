"""What every source of sound is, and how it counts its time.

Enters: ticks and song boundaries. Leaves: blocks of sound at the source's own rate and channels,
`SongEnd` where a take runs out, `Level` and `Notice` where a device comes or goes. Thread: the
stage of the source; no file here looks at a clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from livevis.flow.worker import Tick
from livevis.messages import AudioBlock, Level, Notice, SongEnd, SongStart
from livevis.units import Hertz, Seconds

BLOCK: Seconds = 0.020
"""The usual length of a block."""

QUIET_RATE: Hertz = 48_000
"""The rate of silence between songs, where no take and no device gives one."""

SLACK: Seconds = 1e-9
"""Two instants nearer than this are the same instant (float rounding, never a sample)."""

SourceIn: TypeAlias = Tick | SongStart | SongEnd
SourceOut: TypeAlias = AudioBlock | SongEnd | Level | Notice


class Source(Protocol):
    """Where sound comes from: a timed worker.

    ``due()`` is the show time of its next block's end. ``Tick(at)`` makes it yield every block whose
    end is not later than ``at``. `SongStart` and `SongEnd` matter to sources that replay takes;
    all else is ignored.
    """

    nominal_cost: Seconds

    def due(self) -> Seconds | None: ...
    def __enter__(self) -> Source: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def __call__(self, item: SourceIn) -> Iterable[SourceOut]: ...
    def reset(self) -> None: ...


class Pace:
    """A ruler laid along the show's time: counts frames as integers, so that an hour does not drift.

    Parameters: ``zero`` is the show time of frame 0; ``rate`` in Hz; ``block`` the block length.
    """

    def __init__(self, zero: Seconds, rate: Hertz, block: Seconds = BLOCK) -> None:
        self.zero = zero
        self.rate = rate
        self.block_frames = max(1, round(rate * block))
        self.frames = 0

    @property
    def end(self) -> Seconds:
        """Show time of the end of everything counted so far."""
        return self.zero + self.frames / self.rate

    @property
    def next_end(self) -> Seconds:
        """Show time of the end of the block that comes next."""
        return self.zero + (self.frames + self.block_frames) / self.rate

    def frames_until(self, at: Seconds) -> int:
        """Whole frames between the end of what is counted and ``at``, rounded to the nearest."""
        return round((at - self.zero) * self.rate) - self.frames

    def stamp(
        self, samples: NDArray[np.float32], gap: Seconds = 0.0, take_zero: int | None = None
    ) -> AudioBlock:
        """The next block, float32 (frames, channels), and the count moved past it.

        ``take_zero``: the frame of the recording that lies at frame 0 of this ruler, if there is one.
        """
        take_start = None if take_zero is None else (take_zero + self.frames) / self.rate
        block = AudioBlock(samples, self.rate, self.end, gap=gap, take_start=take_start)
        self.frames += len(samples)
        return block


def silence(frames: int, channels: int = 1) -> NDArray[np.float32]:
    """Digital silence, float32 (frames, channels)."""
    return np.zeros((frames, channels), dtype=np.float32)


def tame(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same samples within -1..1 and free of NaN, changed in place.

    Lossy decoders overshoot, and a driver that mistakes its format hands over NaN, which would
    stay in a resampler's filter.
    """
    np.nan_to_num(samples, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
    return np.clip(samples, -1.0, 1.0, out=samples)
