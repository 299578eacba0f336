"""The sound of a take that nobody recorded: a humming voice where words are sung, a room around it.

Enters: a `Gold` performance, a seed. Leaves: mono sound for the gate, which judges loudness and pitch only.
Pure; any thread. Nothing in it can be understood: it is there so that gates, sieve and onsets work on sound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from livevis.lab.words.gold import Gold, SungWord
from livevis.units import SPEECH_RATE, Decibels, Seconds

Mono = NDArray[np.float32]
_HARMONICS = 12
_BREATH: Seconds = 0.02


@dataclass(frozen=True)
class Room:
    """``voice``: level of the singing, dB under full scale; ``noise``: of the room; ``band``: of held chords
    under the whole song, 0 for none; ``applause``: whether people clap before the song."""

    voice: Decibels = -20.0
    noise: Decibels = -62.0
    band: Decibels = 0.0
    applause: bool = False


def hummed(gold: Gold, offset: Seconds, room: Room, seed: int) -> Mono:
    """The whole take: float32 (frames,), 16 kHz, -1..1."""
    rng = np.random.default_rng([seed, 17])
    sound = rng.standard_normal(round(gold.length * SPEECH_RATE)).astype(np.float32)
    sound *= np.float32(_amplitude(room.noise))
    if room.applause:
        sound[: round(offset * SPEECH_RATE)] += _claps(round(offset * SPEECH_RATE), rng)
    if room.band:
        sound[round(offset * SPEECH_RATE) :] += _chords(
            len(sound) - round(offset * SPEECH_RATE), room.band, rng
        )
    for word in gold.words:
        first = round(word.start * SPEECH_RATE)
        sung = _word(word, _amplitude(room.voice), rng)[: len(sound) - first]
        sound[first : first + len(sung)] += sung
    return np.clip(sound, -1.0, 1.0)


def syllables(word: str) -> int:
    """How many syllables a word has, about: its groups of vowels."""
    return max(1, len(re.findall(r"[aeiouyäöüáéíóúàèìòùâêîôû]+", word.casefold())))


def _amplitude(level: Decibels) -> float:
    return float(10.0 ** (level / 20.0))


def _word(word: SungWord, amplitude: float, rng: Generator) -> Mono:
    """A note a syllable, each with an attack of its own and a dip behind it."""
    count = syllables(word.text)
    edges = np.linspace(0, max(word.end - word.start, 0.08), count + 1)
    return np.concatenate([_note(b - a, amplitude, rng) for a, b in pairwise(edges)])


def _note(length: Seconds, amplitude: float, rng: Generator) -> Mono:
    frames = max(round(length * SPEECH_RATE), 2)
    time = np.arange(frames, dtype=np.float32) / np.float32(SPEECH_RATE)
    pitch = np.float32(220.0 * 2.0 ** (rng.integers(-3, 8) / 12.0))
    phase = 2 * np.pi * pitch * time
    tone = sum(np.sin(n * phase, dtype=np.float32) / np.float32(n) for n in range(1, _HARMONICS + 1))
    rise = np.minimum(time / np.float32(_BREATH), 1.0)
    fall = np.minimum((time[-1] - time) / np.float32(min(0.05, length / 3)), 1.0)
    return np.asarray(tone * rise * fall * np.float32(amplitude), np.float32)


def _claps(frames: int, rng: Generator) -> Mono:
    """Applause: short bursts of noise, many at once, swelling and dying."""
    sound = rng.standard_normal(frames).astype(np.float32) * np.float32(_amplitude(-38.0))
    swell = np.sin(np.linspace(0, np.pi, max(frames, 2), dtype=np.float32))[:frames]
    for first in rng.integers(0, max(frames - 400, 1), size=frames // 800):
        sound[first : first + 240] += (
            rng.standard_normal(min(240, frames - int(first))).astype(np.float32) * 0.02
        )
    return np.asarray(sound * swell, np.float32)


def _chords(frames: int, level: Decibels, rng: Generator) -> Mono:
    """Three notes held together, others every two seconds: a band that does not sing."""
    made = np.zeros(frames, np.float32)
    step = 2 * SPEECH_RATE
    for first in range(0, frames, step):
        time = np.arange(min(step, frames - first), dtype=np.float32) / np.float32(SPEECH_RATE)
        root = 110.0 * 2.0 ** (rng.integers(0, 8) / 12.0)
        for ratio in (1.0, 1.26, 1.5):
            made[first : first + step] += np.sin(np.float32(2 * np.pi * root * ratio) * time)
    return np.asarray(made * np.float32(_amplitude(level) / 3.0), np.float32)
