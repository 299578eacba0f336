"""Words that must not be painted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.prompt.blend import words_of
from livevis.prompt.never import Never


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("gun", "Guns"),
        ("gun", "GUN'S"),
        ("blood", "bloody"),
        ("kill", "killing"),
        ("kill", "killers"),
        ("knife", "knives"),
        ("bury", "buried"),
        ("burn", "burning"),
        ("burning", "burned"),
        ("child", "children"),
        ("children", "child"),
        ("fire", "firing"),
        ("stab", "stabbed"),
        ("blue moon", "a Blue-Moon rises"),
        ("BLOOD", "blood"),
    ],
)
def test_every_form_is_blocked(entry: str, said: str) -> None:
    assert Never([entry]).blocks(said)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("gun", "begun"),
        ("flow", "flower"),
        ("art", "party"),
        ("blue moon", "blue sea, moon"),
        ("ass", "glass"),
        ("tow", "tower"),
    ],
)
def test_other_words_are_not(entry: str, said: str) -> None:
    assert not Never([entry]).blocks(said)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a red gun on a table", "a red on a table"),
        ("a paper boat, guns, night", "a paper boat, night"),
        ("a house with a gun", "a house"),
        ("gun and roses", "roses"),
        ("a gun", ""),
        ("nothing to see", "nothing to see"),
    ],
)
def test_what_is_left_reads_well(text: str, left: str) -> None:
    assert Never(["gun"]).without(text) == left


def test_nothing_forbidden_changes_nothing() -> None:
    never = Never(())
    assert not never
    assert never.without("a,b ,c") == "a,b ,c"


MIXED = "gun knife blood boat on the a night and with guns bloody , bleeding"


@given(
    st.lists(
        st.sampled_from(MIXED.split()),
        max_size=14,
    )
)
@settings(deadline=None, max_examples=80)
def test_nothing_blocked_survives_and_nothing_else_is_invented(words: list[str]) -> None:
    never = Never(["gun", "blood", "knife", "bleed"])
    left = never.without(" ".join(words))
    assert not never.blocks(left)
    assert set(words_of(left)) <= {"boat", "on", "the", "a", "night", "and", "with"}
