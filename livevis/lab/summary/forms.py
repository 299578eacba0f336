"""English forms by rule: -ing, -ed, -s, a or an.

Enters: words in lower case. Leaves: words. Pure; any thread.
"""

from __future__ import annotations

from dataclasses import dataclass

VOWELS = "aeiou"
_PLURALS = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "foot": "feet",
    "tooth": "teeth",
    "mouse": "mice",
    "goose": "geese",
    "ox": "oxen",
    "fish": "fish",
    "sheep": "sheep",
    "deer": "deer",
    "reindeer": "reindeer",
    "swine": "swine",
}
_VES = "wolf leaf knife loaf thief wife half shelf calf scarf hoof"
_WITH_VES = frozenset(_VES.split())
_SOUNDS_LIKE_YOU = ("uni", "euro", "one", "ufo", "uku", "usher")


@dataclass(frozen=True)
class Verb:
    """A verb's forms: to run, runs, ran, running."""

    base: str
    third: str
    past: str
    ing: str


def plural(noun: str) -> str:
    """More than one ``noun``."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun in _WITH_VES:
        return noun.removesuffix("e").removesuffix("f") + "ves"
    if noun.endswith("man") and len(noun) > 5:
        return noun[:-3] + "men"
    return third(noun)


def third(verb: str) -> str:
    """``verb`` with its -s."""
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def past(verb: str) -> str:
    """``verb`` with its -ed."""
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def ing(verb: str) -> str:
    """``verb`` with its -ing."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye", "inge")):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def verb(entry: str) -> Verb:
    """A verb from "fall/fell/fallen" or "walk"; the participle is not kept."""
    base, *rest = entry.split("/")
    return Verb(base, third(base), rest[0] if rest else past(base), ing(base))


def article(following: str) -> str:
    """ "a" or "an", by the word it stands before."""
    return "an" if following[:1] in VOWELS and not following.startswith(_SOUNDS_LIKE_YOU) else "a"


def _doubled(verb: str) -> str:
    """The last consonant twice where a short stressed syllable wants it: run, swim, stop."""
    vowels = sum(letter in VOWELS for letter in verb)
    if (
        len(verb) >= 3
        and vowels == 1
        and verb[-1] not in VOWELS + "wxy"
        and verb[-2] in VOWELS
        and verb[-3] not in VOWELS
    ):
        return verb + verb[-1]
    return verb
