"""Words made comparable: the same word, however it is written, compares equal.

Enters: a word or a text as a person or an engine wrote it. Leaves: its normal form. Pure, any thread.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'"})


@lru_cache(maxsize=16_384)
def normalise(word: str) -> str:
    """One word without case, accents' encoding and outer punctuation: ``"“Livin’,"`` gives ``"livin'"``.

    Inner apostrophes and hyphens stay, an apostrophe at either edge too where it stands for a
    missing letter (``'cause``, ``singin'``), unless quotation marks it on both sides.
    Gives "" for what holds no letter and no digit.
    """
    text = unicodedata.normalize("NFKC", word).casefold().translate(_APOSTROPHES)
    first = next((i for i, c in enumerate(text) if c.isalnum()), None)
    if first is None:
        return ""
    last = max(i for i, c in enumerate(text) if c.isalnum())
    # Combining marks after the last letter belong to it (they are not alphanumeric by themselves).
    while last + 1 < len(text) and unicodedata.combining(text[last + 1]):
        last += 1
    core = text[first : last + 1]
    head = text[first - 1 : first] == "'"
    tail = text[last + 1 : last + 2] == "'"
    if head == tail:
        return core
    return f"'{core}" if head else f"{core}'"


def sound_key(word: str) -> str:
    """The normal form with apostrophes and hyphens gone: ``I'm`` and ``im`` compare equal by it."""
    return normalise(word).replace("'", "").replace("-", "")


def words_of(text: str) -> tuple[str, ...]:
    """The normal forms of a text's words, in order; what holds no letter is left out."""
    return tuple(w for w in map(normalise, text.replace("—", " ").replace("–", " ").split()) if w)


def same_words(left: Iterable[str], right: Iterable[str]) -> bool:
    """True if both say the same, by `sound_key`."""
    return [sound_key(w) for w in left] == [sound_key(w) for w in right]
