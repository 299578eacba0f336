"""The sound as an acoustic model hears it: mel cepstra, their slopes and curvatures, ten milliseconds apart.

Enters: mono sound, 16 kHz, in any pieces. Leaves: feature vectors. Pure numpy, its worker's thread; state in,
state out: however the sound is cut, the same features come.

The front end of CMU Sphinx with its English model's settings (its feat.params; K.-F. Lee, "Automatic Speech
Recognition", 1989; S. Davis and P. Mermelstein, 1980): pre-emphasis, Hamming window, 25 mel bands of unit
area, noise lowered band by band, DCT-II, lifter 22. Noise: G. Doblinger, "Computationally Efficient Speech
Enhancement by Spectral Minima Tracking", 1995; temporal masking: C. Kim and R. Stern, "Power-Normalized
Cepstral Coefficients", 2016. The mean over the last seconds is taken off, as a microphone and a hall add one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livevis.units import SPEECH_RATE

Floats = NDArray[np.float32]

HOP = 160
"""Samples from frame to frame: 10 ms."""
WINDOW = 410
COEFFICIENTS = 13
BEHIND = 3
"""Frames a feature vector waits for: its curvature looks so far ahead."""

_FFT = 512
_BANDS = 25
_EDGES = (130.0, 6800.0)
_LIFTER = 22
_EMPHASIS = 0.97
_FULL_SCALE = 32768.0
_MEMORY = 500
_FIRST_MEAN = (40.0, 3.0, -1.0)


class Cepstra:
    """Turns sound into features, float32 (frames, 39): 13 cepstra, 13 slopes, 13 curvatures each."""

    def __init__(self) -> None:
        self._hamming = np.hamming(WINDOW)
        self._bands = mel_bands()
        self._cosines, self._lift = _cosines()
        self.reset()

    def reset(self) -> None:
        """Forget the room and the stretch: another begins."""
        self._rest = np.zeros(0)
        self._prior = 0.0
        self._noise = _Noise()
        self._mean = np.zeros(COEFFICIENTS)
        self._mean[: len(_FIRST_MEAN)] = _FIRST_MEAN
        self._count = 0
        self._tail: NDArray[np.float64] = np.zeros((0, COEFFICIENTS))

    def feed(self, samples: Floats) -> Floats:
        """Features of the frames that are whole now, `BEHIND` frames late; ``samples`` float32 (n,),
        -1..1."""
        data = np.concatenate([self._rest, samples.astype(np.float64) * _FULL_SCALE])
        count = max((len(data) - WINDOW) // HOP + 1, 0)
        self._rest = data[count * HOP :]
        if not count:
            return np.zeros((0, 3 * COEFFICIENTS), np.float32)
        cepstra = self._cepstra(data, count)
        return self._features(cepstra)

    def _cepstra(self, data: NDArray[np.float64], count: int) -> NDArray[np.float64]:
        sharp = data.copy()
        sharp[1:] -= _EMPHASIS * data[:-1]
        sharp[0] -= _EMPHASIS * self._prior
        self._prior = float(data[count * HOP - 1])
        frames = np.lib.stride_tricks.sliding_window_view(sharp, WINDOW)[: count * HOP : HOP]
        power = np.abs(np.fft.rfft(frames * self._hamming, _FFT, axis=1)) ** 2
        bands = self._noise.lowered(power @ self._bands.T)
        cepstra: NDArray[np.float64] = (np.log(bands + 1e-4) @ self._cosines.T) * self._lift
        return cepstra

    def _features(self, cepstra: NDArray[np.float64]) -> Floats:
        made = []
        for row in cepstra:
            if row[0] > 0.0:  # digital silence says nothing of the room
                self._count = min(self._count + 1, _MEMORY)
                self._mean += (row - self._mean) / (self._count + 100)
            made.append(row - self._mean)
        plain = np.concatenate([self._tail, np.asarray(made)])
        if not len(self._tail):  # a stretch begins as if its first frame had always sounded
            plain = np.concatenate([np.repeat(plain[:1], BEHIND, axis=0), plain])
        self._tail = plain[-2 * BEHIND :]
        middle = np.arange(BEHIND, len(plain) - BEHIND)
        slopes = plain[middle + 2] - plain[middle - 2]
        curves = (plain[middle + 3] - plain[middle - 1]) - (plain[middle + 1] - plain[middle - 3])
        return np.concatenate([plain[middle], slopes, curves], axis=1).astype(np.float32)


class _Noise:
    """Follows each band's minimum and lowers the band towards what stands out of it."""

    _SMOOTH, _RISE, _FALL, _FADE, _MASK, _MOST = 0.7, 0.995, 0.5, 0.85, 0.2, 20.0

    def __init__(self) -> None:
        self._power: NDArray[np.float64] | None = None
        self._noise = self._floor = self._peak = np.zeros(_BANDS)
        near = np.abs(np.subtract.outer(np.arange(_BANDS), np.arange(_BANDS))) <= 4
        self._around = near / near.sum(1, keepdims=True)

    def lowered(self, bands: NDArray[np.float64]) -> NDArray[np.float64]:
        """``bands`` (frames, bands), each times its gain; frame after frame, for each hangs on the last."""
        return np.stack([self._one(row) for row in bands])

    def _one(self, band: NDArray[np.float64]) -> NDArray[np.float64]:
        if self._power is None:
            self._power, self._noise, self._floor = band, band / self._MOST, band / self._MOST
        self._power = self._SMOOTH * self._power + (1 - self._SMOOTH) * band
        self._noise = self._envelope(self._power, self._noise)
        signal = np.maximum(self._power - self._noise, 1.0)
        self._floor = self._envelope(signal, self._floor)
        self._peak = self._peak * self._FADE
        masked = np.where(signal < self._FADE * self._peak, self._peak * self._MASK, signal)
        self._peak = np.maximum(self._peak, signal)
        gain = np.maximum(masked, self._floor) / np.maximum(self._power, 1e-9)
        smooth: NDArray[np.float64] = self._around @ np.clip(gain, 1 / self._MOST, self._MOST)
        return band * smooth

    def _envelope(self, power: NDArray[np.float64], low: NDArray[np.float64]) -> NDArray[np.float64]:
        """Up slowly, down at once: the lower edge of what sounds."""
        keep = np.where(power >= low, self._RISE, self._FALL)
        return keep * low + (1 - keep) * power


def mel_bands() -> NDArray[np.float64]:
    """Weights of the power spectrum's 257 bins in each band, float64 (bands, 257): triangles of unit area."""

    def mel(hertz: float) -> float:
        return float(2595.0 * np.log10(1.0 + hertz / 700.0))

    step = SPEECH_RATE / _FFT
    points = np.linspace(mel(_EDGES[0]), mel(_EDGES[1]), _BANDS + 2)
    hertz = np.floor(700.0 * (10.0 ** (points / 2595.0) - 1.0) / step + 0.5) * step
    bins = np.arange(_FFT // 2 + 1) * step
    low, middle, high = hertz[:-2, None], hertz[1:-1, None], hertz[2:, None]
    rise, fall = (bins - low) / (middle - low), (high - bins) / (high - middle)
    return np.asarray(np.maximum(np.minimum(rise, fall), 0.0) * 2.0 / (high - low), np.float64)


def _cosines() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    order, band = np.arange(COEFFICIENTS)[:, None], np.arange(_BANDS) + 0.5
    table = np.cos(np.pi / _BANDS * order * band) * np.sqrt(2.0 / _BANDS)
    table[0] = np.sqrt(1.0 / _BANDS)
    return table, 1.0 + _LIFTER / 2 * np.sin(np.arange(COEFFICIENTS) * np.pi / _LIFTER)
