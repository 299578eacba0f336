"""The singer: flite speaks a line on one pitch, and tells where its phones lie.

Enters: a line of text and a pitch in hertz. Leaves: mono float32 at 16000 Hz and the phones with
their times. Needs Debian's ``flite`` on the path (voice ``slt``). One child process a call.

flite's ``slt`` is a statistical voice (Zen, Tokuda, Black 2009, "Statistical parametric speech
synthesis"): its fundamental frequency is a parameter track, so setting that track's deviation to
0 gives the same words with the same durations on one steady note. Durations do not depend on the
pitch, so renderings on different notes lie exactly on top of each other.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import soundfile as sf

RATE = 16000  # hertz, what slt was recorded at
VOICE = "slt"
PACE = 1.3  # flite's duration_stretch: slower than reading aloud, near the pace of the melody
VOWELS = frozenset(
    ("aa", "ae", "ah", "ao", "aw", "ax", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy", "uh", "uw")
)


@dataclass(frozen=True)
class Phone:
    """A phone of flite's set (lower-case ARPABET) from ``start`` to ``end`` seconds."""

    name: str
    start: float
    end: float
    word: int  # index of its word in the line

    @property
    def vowel(self) -> bool:
        """True if it carries a syllable."""
        return self.name in VOWELS


def _flite(text: str, *options: str) -> str:
    command = ["flite", "-voice", VOICE, "--setf", f"duration_stretch={PACE}", *options, "-t", text]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


@cache
def speak(text: str, pitch: float) -> np.ndarray:
    """The line on one steady note: mono float32 (frames,) at RATE, in -1..1."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "line.wav"
        _flite(
            text,
            *("--setf", f"int_f0_target_mean={pitch:.3f}", "--setf", "int_f0_target_stddev=0.0"),
            *("-o", str(path)),
        )
        sound, rate = sf.read(path, dtype="float32")
    if rate != RATE:
        raise ValueError(f"flite gave {rate} Hz, not {RATE}: is its voice {VOICE!r} installed?")
    return sound


@cache
def phones(text: str) -> tuple[Phone, ...]:
    """Every phone of the line with its time and its word; the pauses at both ends left out."""
    listed = []
    before = 0.0
    for item in _flite(text, "-o", "none", "-psdur").split():
        name, end = item.rsplit(":", 1)
        listed.append((name, before, float(end)))
        before = float(end)
    sounding = [item for item in listed if item[0] != "pau"]
    owners = _owners([name for name, _, _ in sounding], text.split())
    return tuple(Phone(n, a, b, w) for (n, a, b), w in zip(sounding, owners, strict=True))


def _owners(spoken: list[str], words: list[str]) -> list[int]:
    """Which word each phone belongs to: flite spells each word alone, the two are laid side by side.

    In a sentence a phone may change ("a": ey alone, ax in a line), so this aligns by edit distance.
    """
    alone = [(p, i) for i, word in enumerate(words) for p in _spell(word)]
    n, m = len(spoken), len(alone)
    cost = np.zeros((n + 1, m + 1))
    cost[:, 0], cost[0] = np.arange(n + 1), np.arange(m + 1)
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            swap = cost[i - 1, j - 1] + _distance(spoken[i - 1], alone[j - 1][0])
            cost[i, j] = min(swap, cost[i - 1, j] + 1, cost[i, j - 1] + 1)
    owners = [0] * n
    i, j = n, m
    while i:
        swap = cost[i - 1, j - 1] + _distance(spoken[i - 1], alone[j - 1][0]) if j else np.inf
        if j and cost[i, j] == swap:
            i, j = i - 1, j - 1
            owners[i] = alone[j][1]
        elif j and cost[i, j] == cost[i, j - 1] + 1:
            j -= 1
        else:
            i -= 1
            owners[i] = alone[max(j - 1, 0)][1]
    if sorted(set(owners)) != list(range(len(words))):
        raise ValueError(f"cannot tell the words of {' '.join(words)!r} apart in {spoken}")
    return owners


def _distance(a: str, b: str) -> float:
    """0 the same phone, 0.5 two vowels or two consonants, 1.5 otherwise."""
    if a == b:
        return 0.0
    return 0.5 if (a in VOWELS) == (b in VOWELS) else 1.5


@cache
def _spell(word: str) -> tuple[str, ...]:
    return tuple(p for p in _flite(word, "-o", "none", "-ps").split() if p != "pau")
