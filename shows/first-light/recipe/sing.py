"""From speaking to singing: a line's syllables are put on their beats and on their notes.

Enters: a Line (song.py) and flite's renderings of it (voice.py). Leaves: a Sung line: mono
float32 at 44100 Hz, where it starts in the take, and start and end of every word, in seconds of
the take. Pure apart from flite; one thread.

The method, in three steps:
1. pitch: renderings of the line on each of its notes have the same durations, so the line is cut
   at the syllables and each piece taken from the rendering on its note, with short crossfades;
2. time: consonants keep nearly their length, vowels give or take what the beat asks; the wave is
   stretched by WSOLA (Verhelst and Roelands, ICASSP 1993);
3. life: long notes get a late, gentle vibrato by moving the read position, and soft ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import soxr
from song import Line, hertz
from voice import RATE, Phone, phones, speak

OUT_RATE = 44100  # hertz
FADE = 0.022  # seconds over which one note becomes the next
WINDOW = 0.024  # seconds, WSOLA window (half overlaps)
SEEK = 0.6  # how far WSOLA may look either side, in periods of the note: a little more than needed
HOLD = {"l": 0.8, "r": 0.8, "w": 0.5, "y": 0.5, "n": 0.3, "m": 0.3, "ng": 0.3}  # a vowel: 1
OTHER_HOLD = 0.08
VIBRATO_HZ, VIBRATO_CENTS, VIBRATO_WAIT = 5.2, 28.0, 0.30  # rate, depth, seconds before it comes


@dataclass(frozen=True)
class SungWord:
    """A word and when it sounds, in seconds of the take."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Sung:
    """A sung line: ``wave`` (frames,) float32 at OUT_RATE, which begins ``start`` seconds in."""

    line: Line
    start: float
    wave: np.ndarray
    words: tuple[SungWord, ...]


def sing(line: Line) -> Sung:
    """Sing ``line``."""
    listed = phones(line.spoken)
    nuclei = [i for i, phone in enumerate(listed) if phone.vowel]
    if len(nuclei) != len(line.notes):
        raise ValueError(f"{line.text!r}: {len(nuclei)} syllables, {len(line.notes)} notes")
    source, target = _time_map(line, listed, nuclei)
    wave = _melody(line, listed, source, target)
    wave = soxr.resample(wave, RATE, OUT_RATE)
    wave = _vibrato(wave, [line.onset_s(i) - target[0] for i in range(len(nuclei))])
    return Sung(line, float(target[0]), _soft_ends(wave), _words(line, listed, source, target))


def _melody(line: Line, listed: tuple[Phone, ...], source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The line in the take's time, every syllable on its note: mono (frames,) at RATE."""
    pitches = [hertz(note.pitch) for note in line.notes]
    takes = {p: _stretch(speak(line.spoken, p), source, target, 1 / p) for p in sorted(set(pitches))}
    nuclei = [i for i, phone in enumerate(listed) if phone.vowel]
    mixed = takes[pitches[0]].copy()
    clock = target[0] + np.arange(len(mixed)) / RATE
    for before, nucleus, pitch in zip(nuclei, nuclei[1:], pitches[1:], strict=False):
        # The note changes where the new syllable's consonant begins: in a sung line the pitch is
        # there when the vowel arrives.
        turn = listed[nucleus - 1 if nucleus - before > 1 else nucleus].start
        weight = np.clip((clock - np.interp(turn, source, target)) / FADE + 0.5, 0.0, 1.0)
        mixed = mixed * (1 - weight) + takes[pitch] * weight
    return mixed.astype(np.float32)


def _time_map(line: Line, listed: tuple[Phone, ...], nuclei: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Phone borders in spoken time and in seconds of the take, both rising, same length."""
    lengths = np.array([phone.end - phone.start for phone in listed])
    wanted = lengths.copy()
    onsets = [line.onset_s(i) for i in range(len(nuclei))]
    for k, nucleus in enumerate(nuclei):
        last = k + 1 == len(nuclei)
        stop = len(listed) if last else nuclei[k + 1]
        room = (line.close_s if last else onsets[k + 1]) - onsets[k]
        wanted[nucleus:stop] = _share(listed[nucleus:stop], room)
    source = np.append([phone.start for phone in listed], listed[-1].end)
    start = onsets[0] - wanted[: nuclei[0]].sum()
    return source, start + np.append(0.0, np.cumsum(wanted))


def _share(group: tuple[Phone, ...], room: float) -> np.ndarray:
    """Lengths of a vowel and the phones up to the next vowel that fill ``room`` seconds.

    What is missing is taken from, and what is over is given to, each phone by its length and by
    how well it can be held: flite's borders between a vowel and a liquid are soft ("ow l" in
    "holds" is mostly l), so liquids of the same word are held with their vowel.
    """
    lengths = np.array([phone.end - phone.start for phone in group])
    weights = np.array([_hold(phone, group[0].word) for phone in group]) * lengths
    extra = room - lengths.sum()
    if extra < 0:
        weights = 0.5 * weights / weights.sum() + 0.5 * lengths / lengths.sum()
    return np.maximum(lengths + extra * weights / weights.sum(), 0.3 * lengths)


def _hold(phone: Phone, word: int) -> float:
    """How much of a longer note a phone takes, against a vowel's 1."""
    if phone.vowel:
        return 1.0
    return HOLD.get(phone.name, OTHER_HOLD) * (1.0 if phone.word == word else 0.3)


def _stretch(wave: np.ndarray, source: np.ndarray, target: np.ndarray, period: float) -> np.ndarray:
    """WSOLA along the map ``source`` -> ``target`` (seconds, both rising) of a voice of one period."""
    half, seek = int(WINDOW / 2 * RATE), int(SEEK * period * RATE)
    window = np.hanning(2 * half + 1)[:-1]
    frames = int((target[-1] - target[0]) * RATE)
    padded = np.concatenate([np.zeros(2 * half + seek), wave, np.zeros(4 * half + seek)])
    base = 2 * half + seek
    out = np.zeros(frames + 4 * half)
    previous = None
    for at in range(0, frames + half, half):
        centre = np.interp(target[0] + at / RATE, target, source)
        position = base + round(centre * RATE) - half
        if previous is not None:
            position = _best(padded, previous + half, position, half, seek)
        out[at : at + 2 * half] += window * padded[position : position + 2 * half]
        previous = position
    return out[half : half + frames].astype(np.float32)


def _best(wave: np.ndarray, natural: int, wanted: int, half: int, seek: int) -> int:
    """The place near ``wanted`` whose wave continues most like the one at ``natural``."""
    if abs(natural - wanted) <= 2:
        return natural
    like = wave[natural : natural + 2 * half]
    area = wave[wanted - seek : wanted + seek + 2 * half]
    match = np.correlate(area, like, "valid")
    power = np.convolve(area**2, np.ones(2 * half), "valid")
    return wanted - seek + int(np.argmax(match / np.sqrt(power + 1e-6)))


def _vibrato(wave: np.ndarray, onsets: list[float]) -> np.ndarray:
    """Vibrato on notes longer than half a second: the read position sways."""
    times = np.arange(len(wave)) / OUT_RATE
    sway = np.zeros(len(wave))
    borders = [*onsets, len(wave) / OUT_RATE]
    depth = (2 ** (VIBRATO_CENTS / 1200) - 1) / (2 * np.pi * VIBRATO_HZ)  # seconds
    for start, end in pairwise(borders):
        if end - start < 0.5:
            continue
        comes = np.clip((times - start - VIBRATO_WAIT) / 0.3, 0.0, 1.0)
        goes = np.clip((end - times) / 0.15, 0.0, 1.0)
        sway += depth * comes * goes * np.sin(2 * np.pi * VIBRATO_HZ * (times - start))
    return np.interp(times + sway, times, wave).astype(np.float32)


def _soft_ends(wave: np.ndarray) -> np.ndarray:
    """A few milliseconds of fade at both ends, so that nothing clicks."""
    fade_in, fade_out = int(0.008 * OUT_RATE), int(0.06 * OUT_RATE)
    shaped = wave.copy()
    shaped[:fade_in] *= np.linspace(0, 1, fade_in)
    shaped[-fade_out:] *= np.cos(np.linspace(0, np.pi / 2, fade_out)) ** 2
    return shaped


def _words(
    line: Line, listed: tuple[Phone, ...], source: np.ndarray, target: np.ndarray
) -> tuple[SungWord, ...]:
    found = []
    for index, text in enumerate(line.text.split()):
        own = [phone for phone in listed if phone.word == index]
        start, end = np.interp([own[0].start, own[-1].end], source, target)
        found.append(SungWord(text, float(start), float(end)))
    return tuple(found)
