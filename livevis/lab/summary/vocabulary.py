"""The words training lines are made of, less those kept back for the examination.

Enters: livevis' own lexicon, `words.toml` beside this file, CMUdict where pocketsphinx brought it, and the
words to refuse. Leaves: a `Vocabulary`. Pure but for reading those files; any thread.
"""

from __future__ import annotations

import importlib.util
import random
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from livevis.lab.summary.forms import Verb, verb
from livevis.prompt.lexicon import NOUNS, Kind, Lexicon, english

_COUNTED = (Kind.THING, Kind.CREATURE, Kind.PERSON, Kind.BODY, Kind.PLANT)
_ENDINGS = (
    "ly ing ed ness ity ism ment tion sion ance ence ship hood ize ise ous ive able ible ful less est 's s"
)
_ABSTRACT_ENDINGS = tuple(_ENDINGS.split())
_ODD_ENDINGS = ("ness", "ity", "ism", "tion", "sion", "ance")
_ONSETS = (
    "b bl br c ch cl cr d dr f fl fr g gl gr h j k kl l m n p pl pr qu r s sh sk sl sm sn sp st str t th tr "
    "v w wh y z"
)
_HEARTS = "a a e e i i o o u ai ea ee oa oo ou ie"
_ENDS = "- - - b ck d ff g k l ll m n nd ng nk nt p r rd rk rn rt s sh sk ss st t th x"
_TAILS = "- - - - - - a o er le el en in on et ow y ium aro ello"
REFUSED_STEM = 4
"""From this length on a refused word takes all that begin with it along."""


@dataclass(frozen=True)
class Vocabulary:
    """Words by what a line can do with them; all tuples in a fixed order.

    ``things`` can be counted; ``doubles`` may also be done ("light", "ring"); ``masses`` cannot be counted;
    ``uniques`` go with "the". ``strangers`` are nouns as far as anyone can tell, from a dictionary without
    meanings; may be empty. ``phones`` is how words sound, by CMUdict's signs without stress; may be empty.
    ``lists`` holds the tables of `words.toml`.
    """

    things: tuple[str, ...]
    doubles: tuple[str, ...]
    places: tuple[str, ...]
    masses: tuple[str, ...]
    uniques: tuple[str, ...]
    adjectives: tuple[str, ...]
    colours: tuple[str, ...]
    moods: tuple[str, ...]
    materials: tuple[str, ...]
    weathers: tuple[str, ...]
    moving: tuple[Verb, ...]
    handling: tuple[Verb, ...]
    abstract: tuple[str, ...]
    strangers: tuple[str, ...]
    odd_abstract: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]
    empty: tuple[str, ...]
    refused: Refusal
    phones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def invented(self, rng: random.Random) -> str:
        """A word nobody has ever sung, of one to three syllables."""
        while True:
            syllables = rng.choice((1, 2, 2, 2, 3))
            word = "".join(_syllable(rng) for _ in range(syllables)) + _drawn(_TAILS, rng)
            if 4 <= len(word) <= 11 and not self.refused.blocks(word):
                return word


class Refusal:
    """Words no training line may hold, in any form or compound that begins with them."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words = frozenset(words)
        self._stems = tuple(sorted({_stem(word) for word in self.words if len(word) >= REFUSED_STEM}))

    def blocks(self, word: str) -> bool:
        """True if ``word`` is refused."""
        return word in self.words or (bool(self._stems) and word.startswith(self._stems))


def vocabulary(refused: Collection[str] = (), dictionary: Path | None = None) -> Vocabulary:
    """The words for training, without ``refused``; strangers from ``dictionary`` (in CMUdict's form)."""
    raw, lexicon, refusal = _tables(), english(), Refusal(refused)

    def fit(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for word in words if not refusal.blocks(word)))

    def of(*kinds: Kind) -> list[str]:
        return [word for word, kind in lexicon.kinds.items() if kind in kinds]

    def doings(name: str) -> tuple[Verb, ...]:
        return tuple(
            verb(entry) for entry in raw[name].split() if not refusal.blocks(entry.partition("/")[0])
        )

    grammar = lexicon.grammar
    lists = {name: _spaced(text) for name, text in raw.items() if isinstance(text, str)}
    apart = grammar.mass | grammar.unique
    more = [word.replace("-", " ") for word in lists["more"]]
    phones = dict(_read(dictionary)) if dictionary else {}
    phones = {word: sounds for word, sounds in phones.items() if not refusal.blocks(word)}
    strange = _strange(phones, _known(lexicon, lists))
    return Vocabulary(
        things=fit([*(word for word in of(*_COUNTED) if word not in apart), *more]),
        doubles=fit(word for word in _forms(raw) if word in more or lexicon.kinds.get(word) in NOUNS),
        places=fit(word for word in of(Kind.PLACE) if word not in apart),
        masses=fit([*sorted(grammar.mass - grammar.unique), *of(Kind.MATERIAL)]),
        uniques=fit(sorted(grammar.unique)),
        adjectives=fit(of(Kind.QUALITY)),
        colours=fit(of(Kind.COLOUR)),
        moods=fit(of(Kind.MOOD)),
        materials=fit(of(Kind.MATERIAL)),
        weathers=fit([*of(Kind.WEATHER), *of(Kind.LIGHT), *of(Kind.SKY), *of(Kind.HOUR)]),
        moving=doings("moving"),
        handling=doings("handling"),
        abstract=fit(lists["abstract"]),
        strangers=tuple(word for word in strange if not word.endswith(_ABSTRACT_ENDINGS)),
        odd_abstract=tuple(word for word in strange if word.endswith(_ODD_ENDINGS)),
        lists=lists,
        empty=tuple(raw["empty"]),
        refused=refusal,
        phones=phones,
    )


def bundled_dictionary() -> Path | None:
    """CMUdict as pocketsphinx brings it, or None where it is not installed."""
    found = importlib.util.find_spec("pocketsphinx")
    for folder in (found.submodule_search_locations or ()) if found else ():
        file = Path(folder) / "model" / "en-us" / "cmudict-en-us.dict"
        if file.is_file():
            return file
    return None


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))


def _spaced(text: str) -> tuple[str, ...]:
    """Entries of a list; "+" stands for a space within one, "-" alone for nothing."""
    return tuple("" if entry == "-" else entry.replace("+", " ") for entry in text.split())


def _known(lexicon: Lexicon, lists: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Every word that means something to livevis, so that no stranger is one of them."""
    grammar = lexicon.grammar
    known = set(lexicon.kinds) | set(lexicon.participles) | set(grammar.stop) | set(grammar.filler)
    known |= grammar.determiner | grammar.preposition | grammar.link | grammar.subject
    for entries in lists.values():
        for entry in entries:
            known |= set(entry.replace("/", " ").replace("=", " ").split())
    return known


def _read(dictionary: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in dictionary.read_text("utf-8").splitlines():
        word, *sounds = line.split()
        if word.isalpha() and sounds:
            yield word, tuple(sound.rstrip("012") for sound in sounds)


def _strange(phones: Iterable[str], known: Collection[str]) -> list[str]:
    """The dictionary's words that mean nothing to livevis, but for very short and very long ones."""
    return [word for word in phones if word not in known and 4 <= len(word) <= 10 and word.isascii()]


def _forms(raw: Mapping[str, Any]) -> Iterator[str]:
    """All forms of visible doings but those in -ing."""
    for entry in f"{raw['moving']} {raw['handling']}".split():
        one = verb(entry)
        yield one.base
        yield one.past


def _syllable(rng: random.Random) -> str:
    return _drawn(_ONSETS, rng) + _drawn(_HEARTS, rng) + _drawn(_ENDS, rng)


def _drawn(choices: str, rng: random.Random) -> str:
    """One of the spaced ``choices``; "-" is none."""
    return rng.choice(choices.split()).strip("-")


def _stem(word: str) -> str:
    return word[:-1] if word[-1] in "ye" and len(word) > REFUSED_STEM else word
