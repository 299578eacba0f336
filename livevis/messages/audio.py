"""Sound as it travels: blocks of samples that know their rate and their time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livevis.units import Decibels, Hertz, Seconds


@dataclass(frozen=True)
class AudioBlock:
    """A stretch of sound.

    Attributes:
        samples: float32, shape (frames, channels), -1..1, read-only.
        rate: sample rate in Hz.
        start: when its first sample was heard, seconds since the show opened.
        gap: seconds of sound lost just before this block (0.0 if none); the listener is told.
        take_start: place of the first sample in the recording, seconds; None from a microphone.
    """

    samples: NDArray[np.float32]
    rate: Hertz
    start: Seconds
    gap: Seconds = 0.0
    take_start: Seconds | None = None

    def __post_init__(self) -> None:
        if self.samples.ndim != 2 or self.samples.dtype != np.float32:
            raise ValueError("samples must be float32 of shape (frames, channels)")
        self.samples.setflags(write=False)

    @property
    def duration(self) -> Seconds:
        """Length in seconds."""
        return len(self.samples) / self.rate

    @property
    def end(self) -> Seconds:
        """When its last sample was heard, seconds since the show opened."""
        return self.start + self.duration

    def mono(self) -> NDArray[np.float32]:
        """The mean over channels: float32, shape (frames,)."""
        if self.samples.shape[1] == 1:
            return self.samples[:, 0]
        mean: NDArray[np.float32] = self.samples.mean(axis=1, dtype=np.float32)
        return mean


@dataclass(frozen=True)
class Level:
    """How loud the input is now, in dB relative to full scale (-120 = digital silence).

    ``alive`` is False while the device is gone.
    """

    at: Seconds
    rms: Decibels
    peak: Decibels
    alive: bool = True
    device: str = ""
