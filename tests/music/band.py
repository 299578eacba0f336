"""A band made of numbers: chords of decaying tones at random, so that every bar sounds like no other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

RATE = 16_000
Note = tuple[float, float, tuple[int, ...]]


def score(seed: int, seconds: float) -> list[Note]:
    """(onset, length, MIDI pitches), three at a time, two to four chords a second."""
    rng = np.random.default_rng(seed)
    notes: list[Note] = []
    at = 0.0
    while at < seconds:
        length = float(rng.uniform(0.25, 0.5))
        notes.append((at, length, tuple(int(p) for p in rng.integers(48, 76, 3))))
        at += length
    return notes


def played(
    notes: list[Note], semitones: int = 0, when: Callable[[float], float] = lambda at: at
) -> np.ndarray:
    """float32 (frames,), 16 kHz: the notes, each at ``when(onset)``."""
    end = max(when(at + length) for at, length, _ in notes)
    sound = np.zeros(round((end + 0.5) * RATE), np.float32)
    for at, length, pitches in notes:
        first = round(when(at) * RATE)
        count = round((when(at + length) - when(at) + 0.1) * RATE)
        t = np.arange(count) / RATE
        fade = np.minimum(1.0, t / 0.005) * np.exp(-3.0 * t)
        for pitch in pitches:
            pitched = 440.0 * 2 ** ((pitch + semitones - 69) / 12)
            tone = sum(np.sin(2 * np.pi * pitched * k * t) / k for k in (1, 2, 3))
            room = sound[first : first + count]
            room += (0.1 * fade * tone)[: len(room)].astype(np.float32)
    return sound


def noise(count: int, level: float, seed: int = 0) -> np.ndarray:
    """float32 (count,): white."""
    return (level * np.random.default_rng(seed).standard_normal(count)).astype(np.float32)
