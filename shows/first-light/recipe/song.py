"""The song on paper: words, melody, chords and form of "First Light".

Enters: nothing. Leaves: LINES (what is sung, on which note, on which beat) and CHORDS (what the
band plays in every bar). Pure data and a little arithmetic; any thread. All of it is original
to this project.

Times are counted in beats of 4/4 at BPM; bar 0 beat 0 is the first moment of the take.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

TITLE = "First Light"
ARTIST = "livevis"
BPM = 88
BEATS_PER_BAR = 4
BEAT = 60.0 / BPM  # seconds
BAR = BEAT * BEATS_PER_BAR  # seconds
BARS = 25
KEY = -1  # semitones from the written key (C major) to the sounding one (B major), where slt is clear
TAIL = 1.8  # seconds in which the last chord dies away

PITCH_CLASS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def midi(name: str) -> int:
    """MIDI number of a note like ``C4`` (60), ``F#3`` (54) or ``Bb2`` (46)."""
    step = {"#": 1, "b": -1}.get(name[1], 0)
    return 12 * (int(name[-1]) + 1) + PITCH_CLASS[name[0]] + step


def hertz(number: float) -> float:
    """Equal temperament, A4 = 440 Hz."""
    return 440.0 * 2.0 ** ((number - 69) / 12)


@dataclass(frozen=True)
class Note:
    """One syllable: its vowel starts at ``beat`` of its bar, on MIDI note ``pitch``."""

    beat: float
    pitch: int


@dataclass(frozen=True)
class Line:
    """One sung line: the bar it stands in, one note a syllable, the beat on which it closes."""

    text: str
    bar: int
    notes: tuple[Note, ...]
    close: float
    refrain: bool

    @property
    def spoken(self) -> str:
        """The text without its punctuation, at which a speaking voice would pause."""
        return re.sub(r"[^\w' ]", "", self.text)

    @property
    def close_s(self) -> float:
        """Second at which the last sound of the line ends."""
        return self.bar * BAR + self.close * BEAT

    def onset_s(self, syllable: int) -> float:
        """Second at which the vowel of a syllable starts."""
        return self.bar * BAR + self.notes[syllable].beat * BEAT


# text | beat:note for every syllable | beat on which the line closes
VERSE_1 = (
    ("Black water holds the moon", "0:A3 .5:C4 .75:B3 1.25:A3 1.75:G3 2:A3", 2.85),
    ("A small boat sleeps on sand", "-.5:A3 0:A3 .5:C4 1.25:D4 1.75:C4 2.25:A3", 3.1),
    ("Old lanterns guard the harbor", "0:C4 .75:E4 1.25:D4 1.5:C4 2:B3 2.25:C4 2.75:G3", 3.05),
    ("Snow falls upon my hand", "0:D4 .5:D4 1.25:C4 1.5:B3 2:A3 2.25:B3", 3.0),
)
REFRAIN = (
    ("First light, silver river", "0:C4 .75:F4 1.25:E4 1.75:D4 2.25:C4 2.5:A3", 3.1),
    ("Paint the mountain rose", "0:E4 .5:D4 .75:E4 1.5:D4 2:C4", 2.8),
    ("Chase away the crows", "0:B3 .75:C4 1:D4 1.5:E4 2:D4", 2.8),
)
VERSE_2 = (
    ("White horses cross the valley", "0:A3 .5:C4 1:B3 1.5:A3 2:G3 2.25:C4 2.75:A3", 3.05),
    ("A green field drinks the rain", "-.4:A3 0:A3 .5:C4 1.5:D4 2:C4 2.25:A3", 3.0),
    ("Blue swallows leave the tower", "0:C4 .5:E4 1:D4 1.5:C4 2:B3 2.25:C4 2.75:G3", 3.05),
    ("Bright windows on a train", "0:D4 .5:D4 .75:C4 1.25:B3 1.5:A3 2:B3", 2.8),
)
CODA = (("First light over the sea", "0:C4 .75:F4 1.25:E4 1.5:D4 1.75:D4 2:C4", 3.6),)

Part = tuple[tuple[str, str, float], ...]
FORM: tuple[tuple[int, Part, bool], ...] = (
    (2, VERSE_1, False),
    (6, REFRAIN, True),
    (10, VERSE_2, False),
    (14, REFRAIN, True),
    (19, REFRAIN, True),
    (22, CODA, True),
)
BREAK = range(17, 19)  # the bars in which only the bells play


def _line(bar: int, entry: tuple[str, str, float], refrain: bool) -> Line:
    text, melody, close = entry
    pairs = (token.split(":") for token in melody.split())
    return Line(text, bar, tuple(Note(float(b), midi(n) + KEY) for b, n in pairs), close, refrain)


LINES: tuple[Line, ...] = tuple(
    _line(first + i, entry, refrain) for first, part, refrain in FORM for i, entry in enumerate(part)
)

# Chords as notes from the bass up; the first is the bass player's.
AM9 = ("A2", "E3", "G3", "B3", "C4")
FMAJ7 = ("F2", "C3", "E3", "A3", "C4")
CADD9 = ("C2", "C3", "E3", "G3", "D4")
GSUS = ("G2", "D3", "G3", "B3", "C4")
G6 = ("G2", "D3", "G3", "B3", "E4")
AM7 = ("A2", "E3", "G3", "C4", "E4")
FADD9 = ("F2", "C3", "G3", "A3", "C4")
DM7 = ("D2", "D3", "F3", "A3", "C4")

_VERSE = (AM9, FMAJ7, CADD9, GSUS)
_REFRAIN = (FADD9, CADD9, G6)
CHORDS: tuple[tuple[str, ...], ...] = (
    *(AM9, FMAJ7),
    *_VERSE,
    *_REFRAIN,
    AM7,
    *_VERSE,
    *_REFRAIN,
    *(AM7, DM7),  # the break
    *_REFRAIN,
    *(FMAJ7, CADD9, CADD9),
)

SCALE = (0, 2, 4, 5, 7, 9, 11)  # the major scale, in semitones above its first note


def third_above(line: Line) -> Line:
    """The second voice: every note two steps of the scale higher."""
    return replace(line, notes=tuple(Note(note.beat, _third(note.pitch)) for note in line.notes))


def _third(pitch: int) -> int:
    octave, step = divmod(pitch - KEY, 12)
    degree = SCALE.index(step) + 2
    return 12 * (octave + degree // 7) + SCALE[degree % 7] + KEY
