"""Letters to sounds: how to say a word the dictionary does not hold.

Enters: a pronouncing dictionary (CMU format) and a word. Leaves: its phones. Pure, any thread.

Memory-based pronunciation (Daelemans and van den Bosch 1996, "Language-independent data-oriented
grapheme-to-phoneme conversion"): each letter is said as in the dictionary words that share its widest
surroundings. Nothing is trained: the few words that share a stretch of letters are found by substring
search and aligned on the spot, letter by letter, against what each letter may sound like (the epsilon
scattering of Black, Lenzo and Pagel 1998), so a first use costs milliseconds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

_SOUNDS = {
    "a": "AE EY AA AH AO EH", "b": "B", "c": "K S CH SH", "d": "D T JH", "e": "EH IY AH IH EY ER",
    "f": "F V", "g": "G JH ZH K", "h": "HH", "i": "IH AY IY AH", "j": "JH Y HH ZH", "k": "K", "l": "L",
    "m": "M", "n": "N NG", "o": "AA OW AH AO UH UW AW W", "p": "P F", "q": "K", "r": "R ER", "s": "S Z SH ZH",
    "t": "T CH SH TH DH D", "u": "AH UW UH Y W Y+UW IH", "v": "V F", "w": "W V F AW UW OW",
    "x": "K+S G+Z Z K+SH", "y": "IY AY IH Y", "z": "Z S T+S ZH", "'": "AH",
}  # fmt: skip
"""What each letter may say, likeliest first; joined by + where one letter says two phones."""

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

REACH = 4
"""Letters looked at on either side."""

WITNESSES = 40
"""Dictionary words asked for one letter, at most."""

_SILENT = ""
_VOWELS = frozenset(
    ("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW")
)
_FAR = 1e9


class Lexicon:
    """A pronouncing dictionary that can also say words it does not hold."""

    def __init__(self, entries: Mapping[str, tuple[str, ...]]) -> None:
        self._entries = entries
        # Words of letters only, each between spaces, in one string: str.find is the index.
        self._text = " " + " ".join(w for w in sorted(entries) if w.isalpha() and w.isascii()) + " "
        self._aligned: dict[str, tuple[str, ...] | None] = {}

    @classmethod
    def load(cls, path: Path) -> Lexicon:
        """Read a CMU dictionary: ``word P H O N E S`` a line, variants as ``word(2)``."""
        found: dict[str, list[str]] = {}
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                word, _, phones = line.strip().partition(" ")
                if phones and not word.startswith(";;;"):
                    found.setdefault(re.sub(r"\(\d+\)$", "", word), []).append(phones)
        return cls({word: tuple(variants) for word, variants in found.items()})

    def __contains__(self, word: str) -> bool:
        return word in self._entries

    def pronounce(self, word: str) -> tuple[str, ...]:
        """Pronunciations of ``word`` (lower case), from the dictionary or worked out; () if unspeakable."""
        known = self._entries.get(word)
        if known:
            return known
        if word.endswith("in'") and f"{word[:-1]}g" in self._entries:
            return tuple(re.sub(r"NG$", "N", p) for p in self._entries[f"{word[:-1]}g"])
        if word.endswith("'s") and word[:-2] in self._entries:
            return tuple(_possessive(p) for p in self._entries[word[:-2]])
        parts = [part for part in re.split(r"[-\d]|(?<=\d)", re.sub(r"\d", self._digit, word)) if part]
        said = [self._entries.get(p, (self.guess(p),))[0] for part in parts for p in part.split()]
        joined = " ".join(s for s in said if s)
        return (joined,) if joined else ()

    @staticmethod
    def _digit(match: re.Match[str]) -> str:
        return f" {_DIGITS[int(match.group())]} "

    def guess(self, word: str) -> str:
        """The phones ``word`` would have by analogy, separated by spaces; "" without a letter."""
        plain = unicodedata.normalize("NFKD", word.casefold())
        letters = re.sub(r"[^a-z]", "", plain)
        if not letters:
            return ""
        said = [self._letter(f" {letters} ", place + 1) for place in range(len(letters))]
        phones = [p for sound in said for p in sound.split("+") if p]
        return " ".join(p for i, p in enumerate(phones) if i == 0 or p != phones[i - 1])

    def _letter(self, padded: str, place: int) -> str:
        """What the letter at ``place`` of ``padded`` says, by the widest surroundings that are known."""
        votes: Counter[str] = Counter()
        for left, right in _widths():
            lo, hi = max(place - left, 0), min(place + right + 1, len(padded))
            context = padded[lo:hi]
            for word, offset in self._witnesses(context):
                aligned = self._align(word)
                if aligned is not None:
                    votes[aligned[offset + place - lo - 1]] += 1
            if sum(votes.values()) >= 3:
                break
        if not votes:
            return _SOUNDS[padded[place]].split()[0]
        return max(votes, key=lambda sound: (votes[sound], sound))

    def _witnesses(self, context: str) -> Iterable[tuple[str, int]]:
        """Words holding ``context``, with the place of its first letter in " word "."""
        at, count = self._text.find(context), 0
        while at >= 0 and count < WITNESSES:
            start = self._text.rfind(" ", 0, at + 1) if context[0] != " " else at
            end = self._text.find(" ", start + 1)
            yield self._text[start + 1 : end], at - start
            count += 1
            at = self._text.find(context, at + 1)

    def _align(self, word: str) -> tuple[str, ...] | None:
        if word not in self._aligned:
            self._aligned[word] = align(word, tuple(self._entries[word][0].split()))
        return self._aligned[word]


def align(word: str, phones: tuple[str, ...]) -> tuple[str, ...] | None:
    """One sound (perhaps none, perhaps two phones joined by +) for each letter; None if they do not fit."""
    rows, cols = len(word), len(phones)
    best = [[_FAR] * (cols + 1) for _ in range(rows + 1)]
    back = [[0] * (cols + 1) for _ in range(rows + 1)]
    best[0][0] = 0.0
    for i, letter in enumerate(word):
        for j in range(cols + 1):
            if best[i][j] >= _FAR:
                continue
            for step in range(min(2, cols - j) + 1):
                cost = best[i][j] + _cost(letter, "+".join(phones[j : j + step]))
                if cost < best[i + 1][j + step]:
                    best[i + 1][j + step], back[i + 1][j + step] = cost, step
    if best[rows][cols] >= _FAR / 2:
        return None
    sounds, j = [], cols
    for i in range(rows, 0, -1):
        step = back[i][j]
        sounds.append("+".join(phones[j - step : j]))
        j -= step
    return tuple(reversed(sounds))


@lru_cache(maxsize=8192)
def _cost(letter: str, sound: str) -> float:
    """How unlikely ``letter`` says ``sound``: rank among its usual sounds, else dear."""
    usual = _SOUNDS.get(letter, "").split()
    if sound in usual:
        return 0.1 * usual.index(sound)
    if sound == _SILENT:
        return 0.9 if letter in "aeiouhwgy" else 1.0
    parts = sound.split("+")
    if len(parts) == 2:
        return 1.2 + sum(_cost(letter, part) for part in parts)
    vowel = sound in _VOWELS
    return 1.5 if vowel == (letter in "aeiouyw") else 4.0


@lru_cache(maxsize=1)
def _widths() -> tuple[tuple[int, int], ...]:
    """Surroundings from widest to none; at equal width the right side counts first, as English wants."""
    sizes = [(left, right) for left in range(REACH + 1) for right in range(REACH + 1)]
    return tuple(sorted(sizes, key=lambda s: (-(s[0] + s[1]), -min(s), -s[1])))


def _possessive(phones: str) -> str:
    """Add the 's as English says it after this ending."""
    last = phones.split()[-1]
    if last in {"S", "Z", "SH", "ZH", "CH", "JH"}:
        return f"{phones} IH Z"
    return f"{phones} S" if last in {"P", "T", "K", "F", "TH"} else f"{phones} Z"
