"""Other takes of a song, made of the one there is: another tempo, another key, a loud room.

Enters: mono sound, 16 kHz, a condition's name, a seed. Leaves: sound, and when each moment of the old one is
heard in it. Pure; any thread. No singer sang them: what is measured on them says how much a follower bears,
not how it fares on a second evening.

Time is stretched without the pitch by WSOLA (W. Verhelst and M. Roelands, "An Overlap-Add Technique Based on
Waveform Similarity", 1993); the key is changed by resampling and stretching back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livevis.units import SPEECH_RATE, Decibels, Seconds

Mono = NDArray[np.float32]
Times = NDArray[np.float64]

DRIFT = 0.08
"""A band in drift plays up to this share slower and faster than the record, now the one, now the other."""
_SWAY: Seconds = 41.0
NOISE: Decibels = -10.0
"""Pink noise, against the take."""
REVERB: Seconds = 1.2
"""Time in which a hall's answer falls by 60 dB."""
ANSWER: Decibels = -6.0
"""The hall's answer, in all, against what it answers: at a microphone near the singer."""
SEMITONE = 2.0 ** (1.0 / 12.0)
_FRAME = 512
_SEARCH = 256
_GRID: Seconds = 0.01


@dataclass(frozen=True)
class Condition:
    """What is done to a take, in this order: ``key`` (ratio), ``drift``, ``reverb``, ``noise``."""

    key: float = 1.0
    drift: float = 0.0
    reverb: bool = False
    noise: bool = False


CONDITIONS: dict[str, Condition] = {
    "plain": Condition(),
    "noise": Condition(noise=True),
    "reverb": Condition(reverb=True),
    "drift": Condition(drift=DRIFT),
    "semitone": Condition(key=SEMITONE),
    "all": Condition(key=SEMITONE, drift=DRIFT, noise=True),
}
"""By name; ``all`` is all but the hall."""


@dataclass(frozen=True)
class Changed:
    """``sound``: float32 (frames,). ``heard(times)``: when moments of the old sound are heard in it."""

    sound: Mono
    heard: Callable[[Times], Times]


def changed(sound: Mono, condition: Condition, seed: int) -> Changed:
    """``sound`` under ``condition``; the same seed gives the same take."""
    if condition == Condition():
        return Changed(sound, lambda times: np.asarray(times, np.float64))
    rng = np.random.default_rng([seed, 29])
    length = len(sound) / SPEECH_RATE
    grid = np.arange(0.0, length * (1.0 + 2 * DRIFT) + 1.0, _GRID)
    places = grid.copy()
    if condition.drift:
        begin = rng.uniform(0.0, 2 * np.pi)
        tempo = 1.0 + condition.drift * np.sin(2 * np.pi * grid / _SWAY + begin)
        places = np.concatenate([[0.0], np.cumsum(tempo[:-1] * _GRID)])
    made = sound
    if condition.key != 1.0:
        made = _resampled(sound, condition.key)
    if condition.key != 1.0 or condition.drift:
        end = float(np.interp(length, places, grid))
        made = stretched(made, lambda at: float(np.interp(at, grid, places)) / condition.key, end)
    if condition.reverb:
        made = _in_a_hall(made, rng)
    if condition.noise:
        loud = float(np.sqrt(np.mean(np.square(made)))) * 10.0 ** (NOISE / 20.0)
        made = made + np.float32(loud) * pink(len(made), rng)
    peak = float(np.abs(made).max(initial=0.0))
    return Changed(
        (made / max(peak, 1.0)).astype(np.float32), lambda times: np.interp(np.asarray(times), places, grid)
    )


def stretched(sound: Mono, place: Callable[[Seconds], Seconds], seconds: Seconds) -> Mono:
    """``seconds`` of sound at whose moment t ``sound`` is at ``place(t)``; its pitch stays.

    Pieces of 64 ms are laid over each other by halves, each from that place nearby (16 ms) which goes on
    most like the piece before.
    """
    hop, size = _FRAME, 2 * _FRAME
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    edge = _SEARCH + size
    padded = np.concatenate([np.zeros(edge, np.float32), sound, np.zeros(2 * edge, np.float32)])
    count = int(seconds * SPEECH_RATE) // hop
    out = np.zeros((count + 1) * hop, np.float32)
    before = -1
    for number in range(count):
        wanted = edge + round(place(number * hop / SPEECH_RATE) * SPEECH_RATE)
        wanted = min(max(wanted, _SEARCH), len(padded) - edge)
        start = wanted
        if before >= 0:
            near = padded[wanted - _SEARCH : wanted + _SEARCH + size]
            goes_on = np.conj(np.fft.rfft(padded[before : before + size], 4 * _FRAME))
            likeness = np.fft.irfft(np.fft.rfft(near, 4 * _FRAME) * goes_on)
            start = wanted - _SEARCH + int(likeness[: 2 * _SEARCH + 1].argmax())
        out[number * hop : number * hop + size] += padded[start : start + size] * window
        before = min(start + hop, len(padded) - size)
    return out[: count * hop]


def pink(count: int, rng: np.random.Generator) -> Mono:
    """Noise whose power falls by 3 dB an octave, at a root mean square of 1."""
    spectrum = np.fft.rfft(rng.standard_normal(count))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1.0))
    noise = np.fft.irfft(spectrum, count)
    return (noise / max(float(np.sqrt(np.mean(np.square(noise)))), 1e-12)).astype(np.float32)


def _in_a_hall(sound: Mono, rng: np.random.Generator) -> Mono:
    """With a hall's answer: noise that dies away (J. Moorer, "About This Reverberation Business", 1979)."""
    count = round(REVERB * SPEECH_RATE)
    answer = rng.standard_normal(count) * 10.0 ** (-3.0 * np.arange(count) / count)
    answer *= 10.0 ** (ANSWER / 20.0) / np.sqrt(np.sum(np.square(answer)))
    size = 1 << (len(sound) + count).bit_length()
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(answer, size), size)[: len(sound)]
    return (sound + wet).astype(np.float32)


def _resampled(sound: Mono, ratio: float) -> Mono:
    """``ratio`` times as fast, and as high."""
    import soxr

    made: Mono = soxr.resample(sound, SPEECH_RATE * ratio, SPEECH_RATE).astype(np.float32)
    return made
