"""A toy language of four sounds, for what follows a song by its sound."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from livevis.messages import LyricLine, Lyrics, LyricWord

PHONES = ("SIL", "+NSN+", "+SPN+", "A", "B", "C", "D")


class ToyModel:
    """Three senones a phone, whatever stands around it."""

    phones = PHONES

    def states_of(self, phone: str, left: str, right: str, place: int) -> tuple[int, ...]:
        first = 3 * PHONES.index(phone)
        return first, first + 1, first + 2


def say(word: str) -> tuple[str, ...]:
    """Each letter a..d is its own phone; other words cannot be said."""
    phones = [letter.upper() for letter in word if letter in "abcd"]
    return (" ".join(phones),) if phones else ()


def lyrics(*lines: str) -> Lyrics:
    return Lyrics(tuple(LyricLine(i, tuple(map(LyricWord, line.split()))) for i, line in enumerate(lines)))


def sung(text: str, senones: tuple[int, ...], frames: int = 4, sharp: float = 6.0) -> Iterator[np.ndarray]:
    """Scores of ``text``, ``frames`` a state; a blank is as many frames of silence."""
    for letter in text:
        phone = "SIL" if letter == " " else letter.upper()
        for state in range(3):
            row = np.full(len(senones), -sharp, np.float32)
            row[senones.index(3 * PHONES.index(phone) + state)] = 0.0
            for _ in range(frames):
                yield row
