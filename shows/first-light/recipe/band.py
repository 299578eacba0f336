"""The arrangement: who plays what in which bar.

Enters: CHORDS and the form from song.py. Leaves: the backing track without the voice, stereo
float32 (frames, 2) at 44100 Hz, by instrument. Pure, deterministic (one seeded generator).
"""

from __future__ import annotations

import numpy as np
from instruments import RATE, bass, bell, brush, hat, kick, pad, pluck, swell
from song import BAR, BARS, BEAT, BREAK, CHORDS, KEY, TAIL, midi

SEED = 20
FRAMES = int((BARS * BAR + TAIL) * RATE)
INTRO, REFRAINS, END = range(2), (range(6, 9), range(14, 17), range(19, 23)), range(23, 25)
DRUMS = (range(4, 10), range(10, 17), range(19, 23))

# Which chord tone (counted from the bottom, the bass left out; 4 and more are an octave up) is
# plucked on each eighth of a bar.
ARPEGGIO = (1, 2, 3, 4, 3, 2, 5, 3)
# The bells: bar, beat, note. The refrain's first phrase, from far away.
BELLS = (
    (0, 0.0, "C5"), (0, 0.75, "F5"), (0, 1.25, "E5"), (0, 1.5, "D5"), (0, 2.0, "C5"), (0, 2.25, "A4"),
    (1, 0.0, "E5"), (1, 0.5, "D5"), (1, 0.75, "E5"), (1, 1.5, "C5"),
    (9, 0.0, "E5"), (9, 0.75, "G5"), (9, 1.5, "E5"), (9, 2.0, "C5"), (9, 3.0, "B4"),
    (17, 0.0, "C5"), (17, 0.75, "E5"), (17, 1.25, "G5"), (17, 2.0, "A5"), (17, 3.0, "G5"),
    (18, 0.0, "F5"), (18, 0.75, "E5"), (18, 1.25, "D5"), (18, 2.0, "C5"), (18, 2.75, "D5"), (18, 3.25, "E5"),
    (23, 0.0, "E5"), (23, 0.5, "G5"), (23, 1.0, "C6"), (24, 0.0, "D5"), (24, 0.5, "G5"), (24, 1.0, "C6"),
)  # fmt: skip


class Track:
    """A strip of silence that notes are laid on: stereo float32 (FRAMES, 2)."""

    def __init__(self) -> None:
        self.sound = np.zeros((FRAMES, 2), np.float32)

    def put(self, bar: int, beat: float, note: np.ndarray, gain: float = 1.0) -> None:
        """Lay ``note`` down at a bar and beat; what hangs over the end is cut."""
        at = round((bar * BAR + beat * BEAT) * RATE)
        length = min(len(note), FRAMES - at)
        self.sound[at : at + length] += gain * note[:length]


def play() -> dict[str, np.ndarray]:
    """Every instrument's track, by name."""
    rng = np.random.default_rng(SEED)
    chords = [[midi(name) + KEY for name in chord] for chord in CHORDS]
    return {
        "pad": _pad(chords, rng),
        "pluck": _pluck(chords),
        "bell": _bell(),
        "bass": _bass(chords),
        "drums": _drums(rng),
        "air": _air(rng),
    }


def _in_refrain(bar: int) -> bool:
    return any(bar in refrain for refrain in REFRAINS)


def _pad(chords: list[list[int]], rng: np.random.Generator) -> np.ndarray:
    track = Track()
    for bar, chord in enumerate(chords):
        if bar == END[-1]:
            continue  # the last chord is held over both bars
        length = 2 * BAR if bar == END[0] else BAR
        for number in chord[1:]:
            track.put(bar, 0.0, pad(number, length, rng), 1.0)
            if _in_refrain(bar):
                track.put(bar, 0.0, pad(number + 12, length, rng), 0.4)
    return track.sound


def _pluck(chords: list[list[int]]) -> np.ndarray:
    track = Track()
    for bar, chord in enumerate(chords[: END[0]]):
        tones = chord[1:] + [number + 12 for number in chord[1:]]
        for eighth, step in enumerate(ARPEGGIO):
            if bar in INTRO and eighth % 2:
                continue  # the intro walks, the song runs
            accent = (1.0, 0.6, 0.75, 0.6)[eighth % 4]
            pan = 0.55 if eighth % 2 else -0.55
            track.put(bar, eighth / 2, pluck(tones[step], 1.4, pan), accent)
    for i, number in enumerate(chords[-1][1:]):  # the last chord, strummed
        track.put(END[0], 0.06 * i, pluck(number + 12, 3.5, 0.3 * (i - 1.5)), 1.0)
    return track.sound


def _bell() -> np.ndarray:
    track = Track()
    for bar, beat, name in BELLS:
        louder = 1.0 if bar in BREAK or bar in END or bar == 9 else 0.8
        track.put(bar, beat, bell(midi(name) + KEY, 2.6, 0.35 if beat % 1 else -0.35), louder)
    return track.sound


def _bass(chords: list[list[int]]) -> np.ndarray:
    track = Track()
    for bar, chord in enumerate(chords):
        root = chord[0]
        if bar in INTRO or bar in END:
            if bar != END[-1]:
                track.put(bar, 0.0, bass(root, BAR * (2 if bar == END[0] else 1)), 0.8)
            continue
        track.put(bar, 0.0, bass(root, 1.4 * BEAT))
        track.put(bar, 1.5, bass(root, 1.0 * BEAT), 0.7)
        track.put(bar, 2.5, bass(root + (7 if _in_refrain(bar) else 12), 1.3 * BEAT), 0.75)
    return track.sound


def _drums(rng: np.random.Generator) -> np.ndarray:
    track = Track()
    for bar in range(BARS):
        if not any(bar in part for part in DRUMS):
            continue
        track.put(bar, 0.0, kick())
        track.put(bar, 2.0 if not _in_refrain(bar) else 1.5, kick(), 0.8)
        if _in_refrain(bar):
            track.put(bar, 2.5, kick(), 0.7)
            track.put(bar, 1.0, brush(rng), 0.8)
            track.put(bar, 3.0, brush(rng), 0.9)
        for eighth in range(8):
            track.put(bar, eighth / 2, hat(rng, 0.09 if eighth % 4 == 3 else 0.045), (0.25, 0.5)[eighth % 2])
    track.put(END[0], 0.0, kick())
    return track.sound


def _air(rng: np.random.Generator) -> np.ndarray:
    track = Track()
    for refrain in REFRAINS:
        track.put(refrain[0] - 1, 2.0, swell(2 * BEAT, rng))
    return track.sound
