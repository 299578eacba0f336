"""Words that say the same compare equal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.words.spelling import normalise, same_words, sound_key, words_of


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Livin’,", "livin'"),
        ("'cause", "'cause"),
        ("“Quoted”", "quoted"),
        ("'quoted'", "quoted"),
        ("HARBOUR!", "harbour"),
        ("half-light;", "half-light"),
        ("Straße", "strasse"),
        ("—", ""),
        ("...", ""),
        ("(ooh)", "ooh"),
    ],
)
def test_normal_form(written: str, normal: str) -> None:
    assert normalise(written) == normal


def test_contractions_compare_equal_without_their_apostrophe() -> None:
    assert sound_key("I’m") == sound_key("im") == "im"
    assert same_words(["Don't", "go!"], ["dont", "GO"])
    assert not same_words(["go"], ["go", "go"])


def test_words_of_leaves_out_what_has_no_letter() -> None:
    assert words_of("Night — falls, … slowly") == ("night", "falls", "slowly")


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=200)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
