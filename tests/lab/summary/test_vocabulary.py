"""The words training is made of, and those it must never see."""

import random
from pathlib import Path

import pytest

from livevis.lab.summary.vocabulary import Refusal, bundled_dictionary, vocabulary

DICTIONARY = (
    "zebulon Z EH1 B Y AH0 L\nlanterns(2) L AE1 N\nquodlibet K W AA1 D\nsuddenly S AH1 D\nboat B OW1 T\n"
)


@pytest.mark.parametrize("word", ["gondola", "gondolas", "gondolier", "estuaries"])
def test_a_refused_word_takes_its_forms_along(word: str) -> None:
    assert Refusal(["gondola", "estuary"]).blocks(word) == (word != "gondolier")
    assert not Refusal().blocks(word)


def test_refused_words_are_nowhere() -> None:
    refused = ("lantern", "boat", "carousel", "wisteria")
    words = vocabulary(refused)
    held = {*words.things, *words.places, *words.masses, *words.strangers, *words.phones}
    assert not [word for word in held if word.startswith(refused)]
    rng = random.Random(1)
    assert not any(words.invented(rng).startswith(refused) for _ in range(500))


def test_strangers_are_what_is_neither_known_nor_looks_abstract(tmp_path: Path) -> None:
    file = tmp_path / "some.dict"
    file.write_text(DICTIONARY)
    words = vocabulary(("quodlibet",), file)
    assert words.strangers == ("zebulon",)
    assert words.phones["boat"] == ("B", "OW", "T")
    assert "quodlibet" not in words.phones


def test_without_a_dictionary_there_are_words_enough() -> None:
    words = vocabulary()
    assert words.strangers == ()
    assert len(words.things) > 800
    assert len(words.moving) > 100
    assert not set(words.places) & set(words.masses)


def test_doubles_are_things_that_can_also_be_done() -> None:
    doubles = vocabulary(("ring",)).doubles
    assert {"light", "swallow", "rose"} <= set(doubles)
    assert "ring" not in doubles
    assert "wander" not in doubles


def test_the_same_words_in_the_same_order() -> None:
    assert vocabulary().things == vocabulary().things
    assert vocabulary().uniques == tuple(sorted(vocabulary().uniques))


def test_the_bundled_dictionary_is_a_file_or_nothing() -> None:
    found = bundled_dictionary()
    assert found is None or found.is_file()
