"""The word list: sound as data, and found again in every form."""

import pytest

from livevis.prompt.lexicon import NOUNS, Kind, build, english


def test_the_list_is_of_decent_size_and_every_kind_is_filled() -> None:
    kinds = english().kinds
    assert len(kinds) > 1500
    for kind in set(Kind) - {Kind.ACTION}:
        assert sum(1 for found in kinds.values() if found is kind) >= 15, kind


def test_no_small_word_is_also_a_picture() -> None:
    lexicon = english()
    small = (
        lexicon.grammar.stop | lexicon.grammar.filler | lexicon.grammar.subject | lexicon.grammar.determiner
    )
    assert not small & (lexicon.kinds.keys() | lexicon.participles.keys())


def test_grammar_only_speaks_of_listed_words() -> None:
    lexicon = english()
    assert set(lexicon.irregular.values()) - lexicon.kinds.keys() <= {
        "wife",
        "half",
        "loaf",
        "shelf",
        "calf",
        "hoof",
    }
    assert set(lexicon.nominal.values()) <= lexicon.kinds.keys()
    for table in lexicon.translate.values():
        unknown = [
            word for word in table.values() if lexicon.kind(word) is None and word not in lexicon.echoes
        ]
        assert unknown == [], unknown


@pytest.mark.parametrize(
    ("form", "basic"),
    [
        ("lanterns", "lantern"),
        ("boxes", "box"),
        ("cities", "city"),
        ("leaves", "leaf"),
        ("children", "child"),
        ("houses", "house"),
        ("raining", "rain"),
        ("darker", "dark"),
        ("loneliest", "lonely"),
        ("biggest", "big"),
        ("whiter", "white"),
        ("glass", "glass"),
        ("watching", "watching"),  # not a wrist watch
        ("ringing", "ringing"),
        ("nosuchword", "nosuchword"),
    ],
)
def test_basic_forms(form: str, basic: str) -> None:
    assert english().basic(form) == basic


def test_kinds_of_inflected_words() -> None:
    lexicon = english()
    assert lexicon.kind("rivers") is Kind.PLACE
    assert lexicon.kind("fell") is Kind.ACTION
    assert lexicon.kind("lonelier") is Kind.MOOD
    assert lexicon.kind("because") is None


@pytest.mark.parametrize(
    ("word", "plural"),
    [("stars", True), ("star", False), ("glass", False), ("women", True), ("gizmos", True), ("bus", False)],
)
def test_plural(word: str, plural: bool) -> None:
    assert english().plural(word) is plural


def test_a_word_in_two_lists_is_told() -> None:
    raw = {"kinds": {"thing": "boat", "place": "boat"}, "actions": {}}
    with pytest.raises(ValueError, match="'boat' stands under both thing and place"):
        build(raw)


def test_nouns_and_describing_words_do_not_overlap() -> None:
    assert not NOUNS & {Kind.COLOUR, Kind.QUALITY, Kind.MOOD, Kind.ACTION}
