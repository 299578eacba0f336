"""Letters to sounds, measured on words held out of the dictionary."""

import random
from pathlib import Path

import pytest

from livevis.words.g2p import Lexicon, align

SMALL = Lexicon(
    {"light": ("L AY T",), "night": ("N AY T",), "sing": ("S IH NG",), "singing": ("S IH NG IH NG",),
     "bus": ("B AH S",), "cat": ("K AE T",), "dog": ("D AO G",), "read": ("R EH D", "R IY D")}
)  # fmt: skip


@pytest.fixture(scope="module")
def english() -> Lexicon:
    import pocketsphinx

    return Lexicon.load(Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict")))


def test_known_words_are_looked_up_with_their_variants() -> None:
    assert SMALL.pronounce("read") == ("R EH D", "R IY D")
    assert "night" in SMALL
    assert "fight" not in SMALL


def test_endings_the_dictionary_knows_by_another_name() -> None:
    assert SMALL.pronounce("singin'") == ("S IH NG IH N",)
    assert SMALL.pronounce("cat's") == ("K AE T S",)
    assert SMALL.pronounce("dog's") == ("D AO G Z",)
    assert SMALL.pronounce("bus's") == ("B AH S IH Z",)


def test_compounds_and_numbers() -> None:
    assert SMALL.pronounce("night-light") == ("N AY T L AY T",)
    spoken = Lexicon({"two": ("T UW",), "four": ("F AO R",)})
    assert spoken.pronounce("24") == ("T UW F AO R",)


def test_what_cannot_be_said_is_not() -> None:
    assert SMALL.pronounce("雪") == ()
    assert SMALL.guess("?!") == ""


def test_analogy_with_the_widest_surroundings() -> None:
    assert SMALL.guess("tight").endswith("AY T")


def test_alignment_gives_each_letter_its_sound() -> None:
    assert align("light", ("L", "AY", "T")) == ("L", "AY", "", "", "T")
    assert align("box", ("B", "AA", "K", "S")) == ("B", "AA", "K+S")
    assert align("a", ("B", "D", "G")) is None


def test_a_new_name_is_plausible(english: Lexicon) -> None:
    said = english.pronounce("livevis")[0].split()
    assert said[0] == "L"
    assert said[-1] in {"S", "Z"}
    assert said.count("V") == 2


def test_phones_of_held_out_words(english: Lexicon) -> None:
    words = sorted(w for w in english._entries if w.isalpha() and w.isascii() and len(w) > 3)
    held = random.Random(5).sample(words, 120)
    lexicon = Lexicon({w: p for w, p in english._entries.items() if w not in set(held)})
    wrong = total = 0
    for word in held:
        guess = lexicon.guess(word).split()
        errors, length = min((distance(guess, p.split()), len(p.split())) for p in english.pronounce(word))
        wrong, total = wrong + errors, total + length
    assert wrong / total < 0.11


def distance(left: list[str], right: list[str]) -> int:
    row = list(range(len(right) + 1))
    for a in left:
        last, row[0] = row[:], row[0] + 1
        for j, b in enumerate(right):
            row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (a != b))
    return row[-1]
