"""What a recogniser should expect of one song: its language model and its dictionary, as text.

Enters: `Lyrics` and a way to pronounce words. Leaves: an ARPA back-off model and a CMU dictionary as
strings, and how each word is written. Pure, any thread.

The model is a fixed-discount back-off trigram (Katz 1987 with one discount, as pocketsphinx's own
ArpaBoLM) over the song's lines and over neighbouring lines joined, because singers do not breathe where
writers break. One-phone garbage words share the unigrams: what is not in the lyrics (ad-libs, the band)
is then heard as garbage and not as the song.
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from livevis.messages import Lyrics
from livevis.words.spelling import normalise

PHONES = (
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY",
    "F", "G", "HH", "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY",
    "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH",
)  # fmt: skip
"""The phones of the bundled English model."""

GARBAGE = "~"
"""First character of every garbage word."""

DISCOUNT = 0.5
"""Share of a history's mass kept for words not seen after it."""

Pronounce = Callable[[str], tuple[str, ...]]
"""A word to its pronunciations, phones separated by spaces; empty if it cannot be spoken."""


@dataclass(frozen=True)
class SongModel:
    """``arpa``, ``dictionary``: file contents. ``surface``: token to the word as the lyrics write it.

    ``unspoken``: words no pronunciation was found for (in another script, say).
    """

    arpa: str
    dictionary: str
    surface: Mapping[str, str]
    unspoken: tuple[str, ...] = ()


def token(word: str) -> str:
    """The word as the dictionary spells it: ``Café,`` gives ``cafe``; "" if nothing is left."""
    plain = unicodedata.normalize("NFKD", normalise(word).replace("ß", "ss"))
    return re.sub(r"[^a-z0-9'\-]", "", plain)


def song_model(lyrics: Lyrics, pronounce: Pronounce, garbage: float = 0.9) -> SongModel | None:
    """The model of ``lyrics``; None if they hold nothing that can be spoken.

    ``garbage``: share of the unigram mass given to the garbage words, 0 for none.
    """
    surface = _surfaces(lyrics)
    spoken = {tok: pronounce(tok) for tok in sorted(surface)}
    usable = {tok: phones for tok, phones in spoken.items() if phones}
    lines = [[t for word in line.words if (t := token(word.text)) in usable] for line in lyrics.lines]
    lines = [line for line in lines if line]
    if not lines:
        return None
    joined = [a + b for a, b in itertools.pairwise(lines)]
    entries = [
        f"{tok}{f'({i})' if i > 1 else ''} {phones}"
        for tok, variants in usable.items()
        for i, phones in enumerate(variants, 1)
    ]
    if garbage:
        entries += [f"{GARBAGE}{phone} {phone}" for phone in PHONES]
    unspoken = tuple(tok for tok in spoken if tok not in usable)
    return SongModel(arpa(lines + joined, garbage), "\n".join(entries) + "\n", surface, unspoken)


def arpa(sentences: Iterable[list[str]], garbage: float = 0.0) -> str:
    """A trigram back-off model over ``sentences`` in ARPA format."""
    ones: Counter[tuple[str, ...]] = Counter()
    twos: Counter[tuple[str, ...]] = Counter()
    threes: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences:
        words = ["<s>", *sentence, "</s>"]
        ones.update((w,) for w in words)
        twos.update(itertools.pairwise(words))
        threes.update(zip(words, words[1:], words[2:], strict=False))
    first = _unigrams(ones, garbage)
    second = {gram: DISCOUNT * n / ones[gram[:1]] for gram, n in twos.items()}
    third = {gram: DISCOUNT * n / twos[gram[:2]] for gram, n in threes.items()}
    sections = [
        _section(1, first, _back_off(first, second)),
        _section(2, second, _back_off(second, third)),
        _section(3, third, {}),
    ]
    head = "".join(f"ngram {n}={len(s)}\n" for n, s in enumerate((first, second, third), 1))
    return f"\\data\\\n{head}\n" + "\n".join(sections) + "\n\\end\\\n"


Grams = dict[tuple[str, ...], float]


def _unigrams(counts: Counter[tuple[str, ...]], garbage: float) -> Grams:
    """Probabilities of single words; ``<s>`` is never predicted."""
    total = sum(n for gram, n in counts.items() if gram != ("<s>",))
    grams = {gram: (1 - garbage) * n / total for gram, n in counts.items()}
    grams["<s>",] = 0.0
    if garbage:
        grams |= {(GARBAGE + phone,): garbage / len(PHONES) for phone in PHONES}
    return grams


def _back_off(lower: Grams, higher: Grams) -> Grams:
    """For each history, what the unseen words' lower-order mass is scaled by."""
    seen: Grams = {}
    covered: Grams = {}
    for gram, p in higher.items():
        history = gram[:-1]
        seen[history] = seen.get(history, 0.0) + p
        covered[history] = covered.get(history, 0.0) + lower[gram[1:]]
    return {h: (1 - p) / max(1 - covered[h], 1e-6) for h, p in seen.items()}


def _section(order: int, grams: Grams, back_off: Grams) -> str:
    lines = [f"\\{order}-grams:"]
    for gram in sorted(grams):
        tail = f" {_log(back_off[gram])}" if gram in back_off else ""
        lines.append(f"{_log(grams[gram])} {' '.join(gram)}{tail}")
    return "\n".join(lines) + "\n"


def _log(p: float) -> str:
    return f"{math.log10(p):.4f}" if p > 0 else "-99.0000"


def _surfaces(lyrics: Lyrics) -> dict[str, str]:
    """Token to spelling: as written, but a capital that only ever opens a line is not kept."""
    found: dict[str, str] = {}
    for line in lyrics.lines:
        for place, word in enumerate(line.words):
            tok = token(word.text)
            if not tok:
                continue
            text = re.sub(r"^[^\w']+|[^\w']+$", "", word.text)
            myself = tok == "i" or tok.startswith("i'")
            opens_line = place == 0 and text[:1].isupper() and not text[1:2].isupper() and not myself
            if tok not in found or (found[tok] == tok and not opens_line):
                found[tok] = tok if opens_line else text
    return found
