"""Lines from templates."""

import random

import pytest

from livevis.lab.summary.grammar import empty, line, spelled, templates
from livevis.lab.summary.phrases import ARTICLE, Speaker, Word
from livevis.lab.summary.vocabulary import vocabulary


@pytest.fixture(scope="module")
def speaker() -> Speaker:
    return Speaker(vocabulary(), random.Random(3))


def test_every_template_can_be_filled(speaker: Speaker) -> None:
    found, weights = templates("seen")
    assert len(found) == len(weights) > 80
    for _ in range(3000):
        one = line(speaker)
        assert one.heard
        assert spelled(one.said, {})


def test_lines_of_nothing_to_be_seen(speaker: Speaker) -> None:
    assert not empty(speaker).said
    assert any(not line(speaker, "unseen").said for _ in range(20))


def test_articles_and_commas_are_set_right() -> None:
    words = (
        Word(","),
        Word(ARTICLE),
        Word("boat", 1),
        Word(","),
        Word(","),
        Word(ARTICLE),
        Word("owl", 2),
        Word(","),
    )
    assert spelled(words, {}) == "a boat, an owl"


def test_is_can_be_sung_short() -> None:
    assert spelled((Word("the"), Word("cat", 1), Word("@s"), Word("asleep")), {}) == "the cat's asleep"


def test_the_bare_form_names_things_alone(speaker: Speaker) -> None:
    for _ in range(300):
        one = line(speaker)
        assert {word.tie for word in one.bare if word.tie} <= {word.tie for word in one.heard}
        assert not any(word.text in (ARTICLE, "the", "on", "in") for word in one.bare)


def test_what_is_misheard_is_said_as_heard() -> None:
    assert spelled((Word(ARTICLE), Word("boat", 1)), {1: "oat"}) == "an oat"
