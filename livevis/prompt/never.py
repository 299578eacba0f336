"""Words that must not be painted, kept out in every form they take.

Enters: the look's `never` words and any text. Leaves: the text without them. Pure; any thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from livevis.prompt.blend import words_of
from livevis.prompt.lexicon import VOWELS, Lexicon, english

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_INFLECTIONS = ("'s", "s", "es", "d", "ed", "ing", "ings", "in'")
_DERIVATIONS = ("er", "ers", "y", "ier", "iest", "ly", "ish", "est")
_TRAILING = re.compile(
    r"(?:\b(?:a|an|the|and|or|of|on|in|under|over|by|at|with|into|near|from|to|for)\b[\s\-]*)+$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^[\s\-]*(?:\b(?:and|or|of)\b\s*)+", re.IGNORECASE)


class Never:
    """Blocks words whole, in any case and inflection: "gun" stops "guns" and "Gun's", not "begun".

    An entry of several words ("blue moon") is blocked where its words stand side by side. A word
    the lexicon lists for itself is not mistaken for a derivation: "flow" leaves "flower" alone.
    """

    def __init__(self, words: Iterable[str], lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or english()
        entries = [tuple(words_of(entry)) for entry in words]
        self._entries = [tuple(self._forms(word) for word in entry) for entry in entries if entry]

    def __bool__(self) -> bool:
        return bool(self._entries)

    def blocks(self, text: str) -> bool:
        """True if ``text`` holds a blocked word."""
        return bool(self._hits(words_of(text)))

    def without(self, text: str) -> str:
        """``text`` less its blocked words; a phrase left with nothing but small words goes entirely."""
        if not self.blocks(text):
            return text
        phrases = (self._phrase_without(phrase) for phrase in text.split(","))
        return ", ".join(phrase for phrase in phrases if phrase)

    def _phrase_without(self, phrase: str) -> str:
        tokens = list(_TOKEN.finditer(phrase))
        hits = self._hits([token.group().lower().replace("’", "'") for token in tokens])
        if not hits:
            return phrase.strip()
        kept, last = "", 0
        for index, token in enumerate(tokens):
            if index in hits:
                kept = _TRAILING.sub("", kept + phrase[last : token.start()])
                last = token.end()
        kept = kept + phrase[last:]
        return " ".join(_LEADING.sub("", _TRAILING.sub("", kept)).strip(" -").split())

    def _hits(self, words: list[str]) -> set[int]:
        """Places of the blocked words in ``words``."""
        hits: set[int] = set()
        for entry in self._entries:
            for start in range(len(words) - len(entry) + 1):
                window = words[start : start + len(entry)]
                if all(self._is(word, forms) for word, forms in zip(window, entry, strict=True)):
                    hits.update(range(start, start + len(entry)))
        return hits

    def _is(self, word: str, forms: frozenset[str]) -> bool:
        return word in forms or self._lexicon.basic(word) in forms

    def _forms(self, word: str) -> frozenset[str]:
        """Every spelling ``word`` may come in."""
        basic = self._lexicon.basic(word)
        forms: set[str] = {word, basic}
        if word in self._lexicon.participles:
            participle = self._lexicon.participles[word]
            forms |= {form for form, stem in self._lexicon.participles.items() if stem == participle}
        for stem in (word, basic):
            for spelling in _spellings(stem):
                forms |= {spelling + ending for ending in _INFLECTIONS}
                forms |= {
                    spelling + ending
                    for ending in _DERIVATIONS
                    if self._lexicon.kind(spelling + ending) is None or self._own(spelling + ending, forms)
                }
        return frozenset(forms)

    def _own(self, word: str, forms: set[str]) -> bool:
        """True if the lexicon knows ``word`` only as a form of what is blocked anyway."""
        return self._lexicon.basic(word) != word and self._lexicon.basic(word) in forms


@lru_cache(maxsize=32)
def never(words: tuple[str, ...]) -> Never:
    """The `Never` of a look's words, made once."""
    return Never(words)


def _spellings(word: str) -> list[str]:
    """How ``word`` is spelled before an ending: as it is, without e, y as i, doubled, f as v."""
    ways = [word]
    if word.endswith("e"):
        ways.append(word[:-1])
    if word.endswith("y"):
        ways.append(word[:-1] + "i")
    if word.endswith("f"):
        ways.append(word[:-1] + "v")
    if word.endswith("fe"):
        ways.append(word[:-2] + "v")
    if len(word) > 2 and word[-1] not in VOWELS + "wxy" and word[-2] in VOWELS:
        ways.append(word + word[-1])
    return ways
