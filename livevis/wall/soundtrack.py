"""The film's sound: blocks of any rate and channel count, laid on one unbroken line of 48 kHz stereo.

Enters: `AudioBlock`s in order. Leaves: float32 (frames, 2) pieces that follow one another without a hole.
No clock, no file; one thread.

A block lies where its ``start`` says. Holes are filled with silence, overlaps cut. A device whose clock
drifts against the show's is followed by stretching its blocks by at most 0.2 % (3.5 cents), so that
neither clicks nor a growing offset arise.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from livevis.messages import AudioBlock
from livevis.units import Hertz, Seconds

Samples = NDArray[np.float32]

RATE: Hertz = 48_000

#: A block further than this from where the last one ended is placed anew.
JUMP: Seconds = 0.015

#: A block nearer than this is taken as following on; a recording's blocks always are.
NEAR: Seconds = 0.002

#: The most a block is stretched or squeezed to follow a drifting device, as a share of its length.
STRETCH = 0.002


def stereo(samples: Samples) -> Samples:
    """float32 (frames, n) to (frames, 2): one channel on both sides, two as they are, more mixed."""
    channels = samples.shape[1]
    if channels == 2:
        return samples
    one = samples if channels == 1 else samples.mean(axis=1, dtype=np.float32, keepdims=True)
    return np.repeat(one, 2, axis=1)


class _Run:
    """Blocks of one rate that follow one another: from ``begin`` (output frames) on."""

    def __init__(self, rate: Hertz, begin: int) -> None:
        import soxr

        self.rate = rate
        self._begin = begin
        self._taken = 0
        self._stream = soxr.ResampleStream(rate, RATE, 2, dtype="float32") if rate != RATE else None

    @property
    def end(self) -> float:
        """Where the next sample belongs, in output frames."""
        return self._begin + self._taken * RATE / self.rate

    def take(self, samples: Samples) -> Samples:
        self._taken += len(samples)
        if self._stream is None:
            return samples
        made: Samples = self._stream.resample_chunk(samples)
        return made

    def close(self) -> Samples:
        """What the resampler still holds."""
        if self._stream is None:
            return np.zeros((0, 2), np.float32)
        made: Samples = self._stream.resample_chunk(np.zeros((0, 2), np.float32), last=True)
        return made


class Soundtrack:
    """One line of sound, beginning at show time ``origin``.

    Attributes: ``written`` frames handed out so far; ``cut`` seconds of sound thrown away as overlap.
    """

    def __init__(self, origin: Seconds = 0.0) -> None:
        self.written = 0
        self.cut: Seconds = 0.0
        self._origin = origin
        self._run: _Run | None = None

    @property
    def end(self) -> Seconds:
        """Show time up to which sound has been handed out."""
        return self._origin + self.written / RATE

    def add(self, block: AudioBlock) -> Iterator[Samples]:
        """The pieces that ``block`` (and any hole before it) makes."""
        samples = stereo(block.samples)
        place = round((block.start - self._origin) * RATE)
        if self._run is not None and self._run.rate == block.rate:
            off = (place - self._run.end) / RATE
            if abs(off) <= JUMP:
                yield from self._out(self._run.take(self._follow(samples, off, block.rate)))
                return
        yield from self.close()
        yield from self._silence(place - self.written)
        late = max(0, self.written - place)
        skip = min(len(samples), -(-late * block.rate // RATE))
        self.cut += skip / block.rate
        if skip < len(samples):
            self._run = _Run(block.rate, self.written)
            yield from self._out(self._run.take(np.ascontiguousarray(samples[skip:])))

    def pad(self, until: Seconds) -> Iterator[Samples]:
        """Silence up to show time ``until``, where sound has not got that far."""
        if until > self.end:
            yield from self.close()
            yield from self._silence(round((until - self._origin) * RATE) - self.written)

    def close(self) -> Iterator[Samples]:
        """The rest of what was added."""
        if self._run is not None:
            run, self._run = self._run, None
            yield from self._out(run.close())

    def _follow(self, samples: Samples, off: Seconds, rate: Hertz) -> Samples:
        """``samples`` a little longer or shorter, towards where they belong."""
        most = STRETCH * len(samples)
        change = round(float(np.clip(off * rate, -most, most)))
        if abs(off) <= NEAR or change == 0:
            return samples
        where = np.linspace(0.0, len(samples) - 1.0, len(samples) + change)
        known = np.arange(len(samples))
        return np.stack([np.interp(where, known, samples[:, c]) for c in (0, 1)], axis=1).astype(np.float32)

    def _silence(self, frames: int) -> Iterator[Samples]:
        while frames > 0:
            piece = min(frames, RATE)
            yield from self._out(np.zeros((piece, 2), np.float32))
            frames -= piece

    def _out(self, samples: Samples) -> Iterator[Samples]:
        if len(samples):
            self.written += len(samples)
            yield samples
