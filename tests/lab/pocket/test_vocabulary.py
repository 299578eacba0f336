"""The vocabulary: whole, in order, nothing twice, and good for a tokenizer."""

from __future__ import annotations

import pytest

from livevis.lab.pocket.vocabulary import plural, vocabulary

FIRST = (
    "moon sun star boat ship lantern hand rose crow horse bird tower train window heart candle fire tree "
    "house guitar key butterfly flower cat dog wolf lion fish whale eye crown bell"
)


def test_the_lists_are_long_enough_for_both_landings() -> None:
    known = vocabulary()
    assert len(known.subjects) >= 160
    assert [one.name for one in known.places[:8]] == [
        *("sea", "harbor", "mountains", "valley"),
        *("field", "forest", "city", "river"),
    ]
    assert len(known.places) == 14
    assert [one.name for one in known.looks] == [
        *("ink", "neon", "watercolour", "papercut"),
        *("noir", "stainedglass"),
    ]
    assert {one.name for one in known.hours} == {"dawn", "day", "sunset", "night"}
    assert {one.name for one in known.weathers} == {"", "rain", "snow", "fog", "storm", "cloud"}


def test_the_first_sixty_hold_what_songs_sing_of() -> None:
    assert set(FIRST.split()) <= {one.name for one in vocabulary().subjects[:60]}


def test_no_name_word_or_glyph_stands_twice() -> None:
    subjects = vocabulary().subjects
    for group in (
        [one.name for one in subjects],
        [one.glyph for one in subjects],
        [word for one in subjects for word in one.words],
    ):
        assert len(group) == len(set(group)), sorted({one for one in group if group.count(one) > 1})


def test_every_subject_is_one_character_with_a_home_and_a_height() -> None:
    for subject in vocabulary().subjects:
        assert len(subject.glyph) == 1, subject.name
        assert subject.home in ("ground", "water", "air", "sky"), subject.name
        assert 0.25 <= subject.tall <= 0.62, subject.name
        assert subject.words
        assert subject.plurals


def test_places_are_tied_and_dyes_and_glows_belong_to_subjects() -> None:
    known = vocabulary()
    names = {one.name for one in known.subjects}
    assert set(known.joins) == {one.name for one in known.places}
    assert all(known.joins.values())
    assert set(known.dyes) | set(known.glows) <= names


def test_limited_cuts_the_lists_and_keeps_the_order() -> None:
    known = vocabulary()
    small = known.limited(5, 3, 2)
    assert small.subjects == known.subjects[:5]
    assert small.places == known.places[:3]
    assert small.looks == known.looks[:2]
    assert small.hours == known.hours


def test_lookups_by_key() -> None:
    known = vocabulary()
    assert known.subject("wolf").plurals[0] == "wolves"
    assert known.subject("lightning").words[0] == "lightning"
    assert "lightning" in known.uncounted
    assert "wolf" not in known.uncounted
    assert "the ocean" in known.place("sea").words
    assert known.hour("dawn").name == "dawn"
    assert known.weather("").name == ""
    assert known.look("").words == known.plain
    for lookup in (known.subject, known.place, known.hour, known.weather, known.look):
        with pytest.raises(KeyError):
            lookup("nonesuch")


def test_words_are_single_and_cover_the_phrases() -> None:
    known = vocabulary()
    words = known.words()
    assert len(words) == len(set(words))
    assert not any(" " in word for word in words)
    assert {"boat", "ravens", "sumi-e", "crimson", "beside"} <= set(words)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("boat", "boats"),
        ("ferry", "ferries"),
        ("fox", "foxes"),
        ("key", "keys"),
        ("paint brush", "paint brushes"),
    ],
)
def test_regular_plurals(one: str, many: str) -> None:
    assert plural(one) == many
