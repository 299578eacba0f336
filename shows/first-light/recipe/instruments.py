"""The band's instruments: each note is made from sines and seeded noise, nothing is sampled.

Enters: MIDI notes and lengths in seconds. Leaves: stereo float32 (frames, 2) at 44100 Hz, around
full scale 1. Pure, deterministic; one thread.
"""

from __future__ import annotations

import numpy as np
from scipy.signal import butter, sosfilt
from song import hertz

RATE = 44100  # hertz


def _times(seconds: float) -> np.ndarray:
    return np.arange(int(seconds * RATE)) / RATE


def _place(wave: np.ndarray, pan: float) -> np.ndarray:
    """Mono to stereo with constant power; ``pan`` -1 left .. 1 right."""
    angle = (pan + 1) * np.pi / 4
    return (wave[:, None] * np.array([np.cos(angle), np.sin(angle)])).astype(np.float32)


def _band(wave: np.ndarray, kind: str, edge: float | tuple[float, float]) -> np.ndarray:
    return sosfilt(butter(2, edge, kind, fs=RATE, output="sos"), wave, axis=0)


def pad(number: int, seconds: float, rng: np.random.Generator) -> np.ndarray:
    """A soft, wide string tone: three detuned voices of nine harmonics, different left and right."""
    release = 0.9
    t = _times(seconds + release)
    envelope = np.minimum(1.0, t / 0.55) * np.clip((seconds + release - t) / release, 0, 1) ** 1.5
    out = np.zeros((len(t), 2))
    for cents in (-7.0, 0.0, 6.0):
        f = hertz(number + cents / 100)
        for k in range(1, 10):
            if k * f > 5000:
                break
            shimmer = 1 + 0.25 * np.sin(2 * np.pi * (0.11 + 0.05 * k) * t + rng.uniform(0, 2 * np.pi))
            for side in range(2):
                out[:, side] += shimmer * np.sin(2 * np.pi * k * f * t + rng.uniform(0, 2 * np.pi)) / k**1.9
    return (0.2 * out * envelope[:, None]).astype(np.float32)


def pluck(number: int, seconds: float, pan: float) -> np.ndarray:
    """A nylon-like pluck: harmonics that die faster the higher they are."""
    t = _times(seconds)
    f = hertz(number)
    wave = sum(
        np.sin(2 * np.pi * k * f * (1 + 0.0002 * k * k) * t) * np.exp(-t * (2.6 + 1.7 * k)) / k**1.2
        for k in range(1, 9)
    )
    wave *= np.minimum(1.0, t / 0.003) * np.clip((seconds - t) / 0.05, 0, 1)
    return _place(0.4 * wave, pan)


def bell(number: int, seconds: float, pan: float) -> np.ndarray:
    """A glass bell by frequency modulation (Chowning 1973), ratio 3.5."""
    t = _times(seconds)
    f = hertz(number)
    wave = np.sin(2 * np.pi * f * t + 1.4 * np.exp(-t * 5) * np.sin(2 * np.pi * 3.5 * f * t)) * np.exp(
        -t * 2.1
    )
    wave += 0.35 * np.sin(2 * np.pi * 2 * f * t) * np.exp(-t * 3.4)
    wave *= np.minimum(1.0, t / 0.002) * np.clip((seconds - t) / 0.2, 0, 1)
    return _place(0.4 * wave, pan)


def bass(number: int, seconds: float) -> np.ndarray:
    """A round bass: a sine and a little of its octave and twelfth."""
    t = _times(seconds)
    f = hertz(number)
    wave = sum(a * np.sin(2 * np.pi * k * f * t) for k, a in ((1, 1.0), (2, 0.35), (3, 0.12)))
    wave *= np.minimum(1.0, t / 0.012) * np.exp(-t * 0.9) * np.clip((seconds - t) / 0.09, 0, 1)
    return _place(0.6 * wave, 0.0)


def kick() -> np.ndarray:
    """A soft bass drum: a sine that falls from 120 to 47 Hz."""
    t = _times(0.32)
    phase = 2 * np.pi * (47 * t + 73 * 0.035 * (1 - np.exp(-t / 0.035)))
    return _place(np.sin(phase) * np.exp(-t * 13) * np.minimum(1, t / 0.002), 0.0)


def hat(rng: np.random.Generator, seconds: float = 0.06) -> np.ndarray:
    """A closed hat: bright noise that is gone in a moment."""
    t = _times(seconds + 0.05)
    wave = _band(rng.standard_normal(len(t)), "highpass", 7500) * np.exp(-t * 3.5 / seconds)
    return _place(0.3 * wave, 0.25)


def brush(rng: np.random.Generator) -> np.ndarray:
    """A brushed snare: warm noise with a slow start."""
    t = _times(0.24)
    wave = _band(rng.standard_normal(len(t)), "bandpass", (900.0, 5200.0))
    return _place(0.35 * wave * np.minimum(1, t / 0.012) * np.exp(-t * 17), -0.2)


def swell(seconds: float, rng: np.random.Generator) -> np.ndarray:
    """A wave of air that rises for ``seconds``: what leads into a refrain."""
    t = _times(seconds + 0.15)
    noise = np.stack([rng.standard_normal(len(t)), rng.standard_normal(len(t))], axis=1)
    rise = np.where(t < seconds, (t / seconds) ** 2.5, np.clip((seconds + 0.15 - t) / 0.15, 0, 1))
    return (0.25 * _band(noise, "bandpass", (2500.0, 9000.0)) * rise[:, None]).astype(np.float32)
