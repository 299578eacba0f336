"""Test sounds as a source: for tests, rigs (`[hear] input = "tone"`) and finding a broken cable.

Enters: ticks. Leaves: blocks of a tone. Thread: the stage of the source.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from livevis.flow.worker import Part, Tick
from livevis.hear.source import BLOCK, QUIET_RATE, SLACK, Pace, SourceIn, SourceOut, silence
from livevis.messages import AudioBlock
from livevis.units import Decibels, Hertz, Seconds


class Tone(Protocol):
    """A sound that can be computed anywhere in its life."""

    def samples(self, first: int, frames: int, rate: Hertz) -> NDArray[np.float32]:
        """Frames ``first`` … ``first + frames`` of it: float32 (frames,), -1..1."""


def amplitude(level: Decibels) -> float:
    """Peak amplitude of a level in dBFS (0 dBFS = 1.0)."""
    return float(10.0 ** (level / 20.0))


def _sine(cycles: NDArray[np.float64], level: Decibels) -> NDArray[np.float32]:
    # Cycles are taken modulo 1 before the sine: the phase stays exact after hours.
    wave: NDArray[np.float64] = amplitude(level) * np.sin(2.0 * np.pi * (cycles % 1.0))
    return wave.astype(np.float32)


@dataclass(frozen=True)
class Sine:
    """A sine of ``hertz`` whose peaks reach ``level`` dBFS (its RMS lies 3 dB lower)."""

    hertz: float = 440.0
    level: Decibels = -20.0

    def samples(self, first: int, frames: int, rate: Hertz) -> NDArray[np.float32]:
        cycles = np.arange(first, first + frames, dtype=np.float64) * self.hertz / rate
        return _sine(cycles, self.level)


@dataclass(frozen=True)
class Sweep:
    """A sine gliding from ``low`` to ``high`` Hz, equal time per octave, every ``seconds`` anew.

    The exponential sweep of Farina, "Simultaneous measurement of impulse response and distortion
    with a swept-sine technique", AES 108 (2000), equation for x(t).
    """

    low: float = 40.0
    high: float = 7000.0
    seconds: Seconds = 5.0
    level: Decibels = -20.0

    def samples(self, first: int, frames: int, rate: Hertz) -> NDArray[np.float32]:
        period = max(1, round(self.seconds * rate))
        t = (np.arange(first, first + frames) % period).astype(np.float64) / rate
        octaves = math.log(self.high / self.low)  # in nepers, as the exponential wants it
        cycles = self.low * self.seconds / octaves * np.expm1(t / self.seconds * octaves)
        return _sine(cycles, self.level)


@dataclass(frozen=True)
class Silence:
    """Nothing at all: what an unplugged cable gives."""

    def samples(self, first: int, frames: int, rate: Hertz) -> NDArray[np.float32]:
        return silence(frames)[:, 0]


class ToneSource(Part):
    """Yields a `Tone` on one or more equal channels, from the first tick on, without end."""

    def __init__(
        self, tone: Tone | None = None, rate: Hertz = QUIET_RATE, channels: int = 1, block: Seconds = BLOCK
    ) -> None:
        self._tone: Tone = Sine() if tone is None else tone
        self._rate = rate
        self._channels = channels
        self._block = block
        self._pace: Pace | None = None

    def due(self) -> Seconds:
        """Show time of the next block's end."""
        return 0.0 if self._pace is None else self._pace.next_end

    def __call__(self, item: SourceIn) -> Iterator[SourceOut]:
        """`Tick` yields the blocks due; songs make no difference to a tone."""
        if not isinstance(item, Tick):
            return
        if self._pace is None:
            self._pace = Pace(item.at, self._rate, self._block)
        while self._pace.next_end <= item.at + SLACK:
            yield self._next(self._pace)

    def _next(self, pace: Pace) -> AudioBlock:
        mono = self._tone.samples(pace.frames, pace.block_frames, pace.rate)
        return pace.stamp(np.repeat(mono[:, None], self._channels, axis=1))
