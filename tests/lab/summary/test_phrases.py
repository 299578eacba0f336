"""Noun phrases, places, doings: the same words on both sides."""

import random

import pytest

from livevis.lab.summary.phrases import ARTICLE, Speaker, Thing, Word
from livevis.lab.summary.vocabulary import vocabulary


@pytest.fixture
def speaker() -> Speaker:
    return Speaker(vocabulary(), random.Random(5))


def test_what_is_tied_stands_on_both_sides(speaker: Speaker) -> None:
    for _ in range(200):
        part = speaker.thing()
        assert {word.tie for word in part.said if word.tie} == {word.tie for word in part.heard if word.tie}
        assert {word.tie for word in part.noun} <= {word.tie for word in part.terse}


def test_a_counted_thing_gets_an_article_and_the_sea_keeps_its_own(speaker: Speaker) -> None:
    fronts = set()
    for _ in range(400):
        part = speaker.thing()
        fronts.add(part.said[0].text if part.said[0].tie == 0 else "")
    assert {ARTICLE, "", "the"} <= fronts
    assert not fronts & {"my", "your", "that"}


def test_adjectives_can_be_put_before_a_thing() -> None:
    boat = Thing(
        (Word("the"), Word("boat", 1)), noun=(Word("boat", 1),), adjectives=(Word("old", 2),), article=ARTICLE
    )
    said = boat.with_adjectives((Word("red", 3),), terse=False)
    assert [word.text for word in said] == [ARTICLE, "red", "old", "boat"]
    assert [word.text for word in boat.with_adjectives((), terse=True)] == [ARTICLE, "boat"]


def test_doings_are_said_with_ing(speaker: Speaker) -> None:
    for _ in range(50):
        assert speaker.doing(speaker.words.moving).said[0].text.endswith("ing")


def test_what_nobody_can_paint_is_not_said(speaker: Speaker) -> None:
    for part in (speaker.abstract(), speaker.unseen("unseen"), speaker.unseen("going"), speaker.someone()):
        assert part.heard
        assert not part.said


def test_an_hour_is_the_first_thing_left_out(speaker: Speaker) -> None:
    part = speaker.hour()
    assert part.said
    assert not part.terse
