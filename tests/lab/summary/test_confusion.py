"""Words that sound alike."""

import random

from livevis.lab.summary.confusion import Confusion

PHONES = {
    "moon": ("M", "UW", "N"),
    "mine": ("M", "AY", "N"),
    "tide": ("T", "AY", "D"),
    "died": ("D", "AY", "D"),
}


def test_words_are_taken_for_those_that_sound_alike() -> None:
    confusion = Confusion(["moon", "mine", "tide", "died"], PHONES)
    rng = random.Random(2)
    assert {confusion.misheard("tide", rng) for _ in range(20)} == {"died"}
    assert {confusion.misheard("moon", rng) for _ in range(20)} == {"mine"}


def test_without_phones_letters_do() -> None:
    assert Confusion(["bat", "pad"], {}).misheard("bat", random.Random(1)) == "pad"


def test_a_word_with_no_neighbour_stays() -> None:
    assert Confusion(["moon"], PHONES).misheard("xylophone", random.Random(1)) == "xylophone"


def test_compounds_fall_apart() -> None:
    confusion = Confusion(["moon", "light"], {})
    assert confusion.split("moonlight") == "moon light"
    assert confusion.split("midnight") == "midnight"
