"""What a recogniser makes of a line: words that sound alike, small words lost or put in, words split.

Enters: words and how they sound (CMUdict's phones; without them, their letters). Leaves: words heard in
their stead. Pure; any thread.

Sounds that recognisers confuse fall into one class (place of articulation kept, voicing dropped; vowels by
height and place), after the broad classes of Soundex (R. C. Russell, US patent 1261167, 1918).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping

_CLASSES = {
    "p": "P B",
    "t": "T D DH TH",
    "k": "K G",
    "f": "F V",
    "s": "S Z",
    "c": "SH ZH CH JH",
    "m": "M",
    "n": "N NG",
    "r": "R ER",
    "l": "L",
    "w": "W",
    "i": "IY IH Y",
    "e": "EH EY AE",
    "a": "AA AH AO AY AW",
    "o": "OW UH UW OY",
}
_OF_PHONE = {phone: name for name, phones in _CLASSES.items() for phone in phones.split()}
_OF_LETTER = {
    letter: name
    for name, letters in {
        "p": "bp", "t": "dt", "k": "cgkqx", "f": "fv", "s": "sz", "c": "j", "m": "m", "n": "n",
        "r": "r", "l": "l", "w": "w", "i": "iy", "e": "e", "a": "a", "o": "ou",
    }.items()
    for letter in letters
}  # fmt: skip


class Confusion:
    """Words that sound alike, among ``words``; the first of them are the likelier ones."""

    def __init__(self, words: Iterable[str], phones: Mapping[str, tuple[str, ...]]) -> None:
        self._phones = phones
        self._alike: dict[str, list[str]] = {}
        self._words = frozenset(words)
        for word in dict.fromkeys(words):
            if 3 <= len(word) <= 12 and " " not in word:
                for key in self._keys(word):
                    self._alike.setdefault(key, []).append(word)

    def misheard(self, word: str, rng: random.Random) -> str:
        """A word near ``word`` in sound, or ``word`` itself if there is none."""
        near: list[str] = []
        for key in self._keys(word):
            near += [other for other in self._alike.get(key, ())[:12] if other != word]
        return rng.choice(near) if near else word

    def split(self, word: str) -> str:
        """``word`` as two known words ("moon light"), or itself."""
        for cut in range(3, len(word) - 2):
            if word[:cut] in self._words and word[cut:] in self._words:
                return f"{word[:cut]} {word[cut:]}"
        return word

    def _keys(self, word: str) -> tuple[str, ...]:
        """The word's classes of sounds, and the same without one vowel's quality or the last consonant."""
        sounds = self._phones.get(word)
        if sounds:
            classes = "".join(_OF_PHONE.get(sound, "") for sound in sounds)
        else:
            classes = "".join(_OF_LETTER.get(letter, "") for letter in word)
        squeezed = "".join(one for i, one in enumerate(classes) if i == 0 or classes[i - 1] != one)
        bare = "".join("v" if one in "ieao" else one for one in squeezed)
        keys = [squeezed]
        if len(bare) >= 3:
            keys.append(bare)
        if len(squeezed) >= 4 and squeezed[-1] in "ptks":
            keys.append(squeezed[:-1])
        return tuple(keys)
