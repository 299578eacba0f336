"""Assembling a prompt."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.messages import Look
from livevis.prompt.blend import words_of
from livevis.prompt.template import COLOURS, WORD_BUDGET, Parts, assemble, colour_name, palette_words, phrases


def test_the_order_is_subject_setting_mood_theme_style_colours() -> None:
    draft = assemble(
        Parts("a paper boat on a black river", "night", "lonely", "a harbour town", "ink on wet card"),
        Look(palette=("#0a0a28", "#f0b050")),
    )
    assert draft.text == (
        "a paper boat on a black river, night, lonely, a harbour town, ink on wet card, "
        "midnight blue and amber tones"
    )
    assert draft.subject == "a paper boat on a black river, night, lonely"
    assert draft.text.startswith(draft.subject)


def test_what_theme_and_style_say_is_not_said_before_them() -> None:
    draft = assemble(Parts("a boat", "night, rain", "calm", "a harbour at night", "calm watercolour"), Look())
    assert draft.text == "a boat, rain, a harbour at night, calm watercolour"


def test_a_theme_that_only_repeats_the_subject_goes() -> None:
    assert (
        assemble(Parts(subject="a red boat", theme="red boat", style="ink"), Look()).text == "a red boat, ink"
    )


def test_forbidden_words_go_from_every_part() -> None:
    look = Look(never=("blood",))
    draft = assemble(
        Parts("a boat of blood", "blood", "bloody", "rivers of blood", "bloodless, ink, blood"), look
    )
    assert draft.text == "a boat, rivers, bloodless, ink"


def test_over_budget_the_colours_go_first_and_the_subject_last() -> None:
    parts = Parts(
        "one two three four", "five six", "seven", "eight nine, ten eleven", "twelve thirteen", "red tones"
    )
    assert (
        assemble(parts, Look(), 13).text
        == "one two three four, five six, seven, eight nine, ten eleven, twelve thirteen"
    )
    assert (
        assemble(parts, Look(), 11).text == "one two three four, five six, seven, eight nine, twelve thirteen"
    )
    assert assemble(parts, Look(), 6).text == "one two three four, twelve thirteen"
    assert assemble(parts, Look(), 3).text == "one two three"


SOME = "boat river moon of the red , gold lantern storm"
WORDS = st.lists(st.sampled_from(SOME.split()), max_size=70).map(" ".join)


@given(WORDS, WORDS, WORDS, WORDS, WORDS)
@settings(deadline=None, max_examples=60)
def test_a_prompt_stays_within_what_clip_reads(a: str, b: str, c: str, d: str, e: str) -> None:
    draft = assemble(Parts(a, b, c, d, e), Look(palette=("#112233", "#ffeecc")))
    assert len(words_of(draft.text)) <= WORD_BUDGET
    assert draft.text.startswith(draft.subject)
    assert all(phrase.strip() for phrase in draft.text.split(",")) or draft.text == ""


@pytest.mark.parametrize(
    ("colour", "name"),
    [("#000000", "black"), ("#fafafa", "white"), ("#0a1440", "midnight blue"), ("#d4af37", "gold")],
)
def test_colours_have_names(colour: str, name: str) -> None:
    assert colour_name(colour) == name


def test_every_named_colour_is_its_own_nearest() -> None:
    for name, (red, green, blue) in COLOURS.items():
        assert colour_name(f"#{red:02x}{green:02x}{blue:02x}") == name


def test_a_colour_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="not a colour"):
        colour_name("#fff")


def test_palette_words_pick_evenly_and_never_repeat_a_word() -> None:
    assert palette_words(()) == ""
    assert palette_words(("#000000",)) == "black tones"
    said = palette_words(("#000000", "#14469f", "#1e64eb", "#dcaa32", "#d71e23"))
    assert said == "black and gold and red tones" or len(said.split(" and ")) == 3
    words = words_of(said.replace(" and ", " "))
    assert len(words) == len(set(words))


def test_phrases_part_at_commas_lines_and_slashes() -> None:
    assert phrases(" a, b;c\n d / e. ,, ") == ["a", "b", "c", "d", "e"]
