"""Which word said stands for which word sung."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.lab.words.align import aligned, distance, word_errors

WORDS = st.lists(st.sampled_from(("na", "la", "moon", "moonlight", "river", "the", "a")), max_size=12)


def test_a_misheard_word_stands_for_the_one_that_was_sung() -> None:
    sung = ["old", "lanterns", "guard", "the", "harbor", "tonight"]
    said = ["old", "lantern", "card", "the", "the", "harbour"]
    pairs = aligned(sung, said)
    assert [pair for pair in pairs if pair[0] != 3] == [(0, 0), (1, 1), (2, 2), (4, 5)]
    assert (3, 3) in pairs or (3, 4) in pairs
    assert word_errors(sung, said) == 4


def test_what_was_put_in_has_no_partner() -> None:
    assert aligned(["moon"], ["oh", "moon", "yeah"]) == [(0, 1)]
    assert aligned(["moon"], []) == []
    assert aligned([], ["moon"]) == []
    assert word_errors([], ["x", "y"]) == 2
    assert word_errors(["x"], []) == 1


@pytest.mark.parametrize(
    ("one", "other", "far"), [("kitten", "sitting", 3 / 7), ("", "ab", 1.0), ("a", "a", 0.0)]
)
def test_distance_is_levenshtein_s(one: str, other: str, far: float) -> None:
    assert distance(one, other) == pytest.approx(far)


@given(WORDS, WORDS)
def test_pairs_rise_and_errors_are_a_distance(sung: list[str], said: list[str]) -> None:
    pairs = aligned(sung, said)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert word_errors(sung, said) == word_errors(said, sung)
    assert word_errors(sung, sung) == 0
    assert abs(len(sung) - len(said)) <= word_errors(sung, said) <= max(len(sung), len(said))


@given(WORDS)
def test_the_same_words_stand_for_themselves(words: list[str]) -> None:
    assert aligned(words, words) == [(i, i) for i in range(len(words))]
