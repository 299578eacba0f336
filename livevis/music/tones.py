"""What sounds, fifty times a second: which tones, and what just began.

Enters: mono sound, 16 kHz, in any pieces. Leaves: feature vectors. Pure numpy, its worker's thread; however
the sound is cut, the same features come.

Chroma: the log spectrum of the last quarter second, folded to the twelve pitch classes, less its mean, so
that noise, which lies on all of them, takes nothing away (D. Ellis and G. Poliner, "Identifying Cover Songs
with Chroma Features", 2007). Onsets: rises of loudness in 24 bands, fading away over a tenth of a second,
which say exactly when a tone began (S. Ewert, M. Müller and P. Grosche, "High Resolution Audio
Synchronization Using Chroma Onset Features", 2009).
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from livevis.units import SPEECH_RATE, Hertz, Seconds

Floats = NDArray[np.float32]

HOP = 320
"""Samples from frame to frame."""
FRAME: Seconds = HOP / SPEECH_RATE
PITCHES = 12
BANDS = 24
WIDTH = PITCHES + BANDS
"""Of a feature vector: chroma first, then onsets; each part has length 1, or 0 where nothing sounds."""

_LONG = 4096
_SHORT = 512
_LOWEST: Hertz = 80
_HIGHEST: Hertz = 4000
_FADE = 0.8
_QUIET = 1e-3


class Tones:
    """Turns sound into features, float32 (frames, `WIDTH`)."""

    def __init__(self) -> None:
        self._folding = _folding()
        self._banks = _banks()
        self._windows = np.hanning(_LONG).astype(np.float32), np.hanning(_SHORT).astype(np.float32)
        self.reset()

    def reset(self) -> None:
        """A new stretch of sound begins, out of silence."""
        self._past: Floats = np.zeros(_LONG - HOP, np.float32)
        self._loud = np.zeros(BANDS, np.float32)
        self._fading = np.zeros(BANDS, np.float32)

    @property
    def waiting(self) -> Seconds:
        """Sound that was fed and is in no frame yet."""
        return (len(self._past) - (_LONG - HOP)) / SPEECH_RATE

    def feed(self, samples: Floats) -> Floats:
        """Features of the frames that are whole now; each is of the sound up to its end."""
        sound = np.concatenate([self._past, np.asarray(samples, np.float32)])
        count = (len(sound) - _LONG) // HOP + 1
        if count <= 0:
            self._past = sound
            return np.zeros((0, WIDTH), np.float32)
        frames = np.lib.stride_tricks.sliding_window_view(sound, _LONG)[: count * HOP : HOP]
        self._past = sound[count * HOP :].copy()
        return np.concatenate([self._chroma(frames), self._onsets(frames[:, -_SHORT:])], axis=1)

    def whole(self, sound: Floats) -> Floats:
        """Features of a whole recording, from its start; a few seconds at a time, for memory's sake."""
        self.reset()
        size = 200 * HOP
        return np.concatenate([self.feed(sound[i : i + size]) for i in range(0, max(len(sound), 1), size)])

    def _chroma(self, frames: Floats) -> Floats:
        spectrum = np.abs(np.fft.rfft(frames * self._windows[0], axis=1)).astype(np.float32)
        folded = np.log1p(spectrum) @ self._folding
        return _unit(folded - folded.mean(1, keepdims=True))

    def _onsets(self, frames: Floats) -> Floats:
        power = np.abs(np.fft.rfft(frames * self._windows[1], axis=1)).astype(np.float32) ** 2
        loud = np.log1p(power @ self._banks)
        rises = np.maximum(np.diff(loud, axis=0, prepend=self._loud[None]), 0.0)
        self._loud = loud[-1]
        for row in rises:
            self._fading = row[:] = np.maximum(row, _FADE * self._fading)
        return _unit(rises)


def _unit(rows: Floats) -> Floats:
    """Each row at length 1; what is next to nothing stays nothing."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = np.where(length > _QUIET, rows / np.maximum(length, _QUIET), 0.0).astype(np.float32)
    return scaled


def _folding() -> Floats:
    """(bins, 12): how much of each bin belongs to each pitch class, C first."""
    bins = np.fft.rfftfreq(_LONG, 1 / SPEECH_RATE)
    used = (bins >= _LOWEST) & (bins <= _HIGHEST)
    pitch = np.zeros(len(bins))
    pitch[used] = 69 + 12 * np.log2(bins[used] / 440.0)
    away = np.abs((pitch[:, None] - np.arange(PITCHES) + 6) % 12 - 6)
    near = np.maximum(0.0, 1.0 - away) * used[:, None]
    # High bins are many to a semitone, low ones few: each octave is to say as much as the next.
    folding: Floats = (near / np.maximum(bins, _LOWEST)[:, None] * _LOWEST).astype(np.float32)
    return folding


def _banks() -> Floats:
    """(bins, `BANDS`): bands of equal ratio from 60 Hz to 8 kHz; a narrow one has at least one bin."""
    bins = np.fft.rfftfreq(_SHORT, 1 / SPEECH_RATE)
    edges = np.geomspace(60.0, SPEECH_RATE / 2, BANDS + 1)
    banks = np.zeros((len(bins), BANDS), np.float32)
    for band, (low, high) in enumerate(pairwise(edges)):
        inside = (bins >= low) & (bins < high)
        inside[int(np.abs(bins - (low + high) / 2).argmin())] = True
        banks[inside, band] = 1.0
    return banks
