"""Similarity and weights."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.prompt.blend import between, by_age, similarity, words_of

TEXTS = st.text(alphabet="abc xyz,'", max_size=40)


def test_similarity_knows_same_other_and_half() -> None:
    assert similarity("a red boat", "boat, red A") == 1.0
    assert similarity("red boat", "blue moon") == 0.0
    assert similarity("red boat", "red moon") == pytest.approx(0.5)
    assert similarity("the boat", "a boat", {"the", "a"}) == 1.0


def test_empty_texts() -> None:
    assert similarity("", "") == 1.0
    assert similarity("", "boat") == 0.0


@given(TEXTS, TEXTS)
@settings(deadline=None, max_examples=60)
def test_similarity_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert 0.0 <= similarity(one, other) <= 1.0
    assert similarity(one, other) == similarity(other, one)
    assert similarity(one, one) == pytest.approx(1.0)


@given(st.floats(-2, 9), st.integers(1, 7))
@settings(deadline=None, max_examples=60)
def test_between_shares_one_among_neighbours(place: float, stops: int) -> None:
    weights = between(place, stops)
    assert sum(weights) == pytest.approx(1.0)
    assert all(weight >= 0 for weight in weights)
    assert sum(weight > 0 for weight in weights) <= 2


def test_between_at_a_stop_is_that_stop() -> None:
    assert between(1.0, 3) == [0.0, 1.0, 0.0]
    assert between(1.25, 3) == [0.0, 0.75, 0.25]
    with pytest.raises(ValueError, match="at least one"):
        between(0.0, 0)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=8), st.floats(0.1, 60))
@settings(deadline=None, max_examples=60)
def test_by_age_sums_to_one_and_prefers_the_young(ages: list[float], half_life: float) -> None:
    weights = by_age(ages, half_life)
    assert sum(weights) == pytest.approx(1.0)
    youngest = weights[ages.index(min(ages))]
    assert all(weight <= youngest for weight in weights)


def test_by_age_halves() -> None:
    new, old = by_age([0.0, 2.0], half_life=2.0)
    assert new == pytest.approx(2 * old)
    assert by_age([], 1.0) == []
    with pytest.raises(ValueError, match="positive"):
        by_age([1.0], 0.0)


def test_words_of_straightens_apostrophes_and_parts_hyphens() -> None:
    assert words_of("Don’t—half-light, ÉTOILE 7") == ["don't", "half", "light", "étoile", "7"]
