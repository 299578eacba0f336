"""Reading the words: things, counts, colours, places, hours, and what is taken away."""

from __future__ import annotations

import pytest

from livevis.messages import Look, Prompt, Urgency, Why
from livevis.paint.lantern_kit import vocabulary
from livevis.paint.lantern_kit.atelier import READER
from livevis.paint.lantern_kit.registry import MOTIFS, PLACES
from livevis.paint.lantern_kit.words import Sketch, singular, style_of, tokens_of


def read(line: str, theme: str = "", look: Look | None = None) -> Sketch:
    look = look or Look()
    text = ", ".join(part for part in (line, theme, look.style) if part)
    return READER.sketch(Prompt("p", text, Why.LINE, Urgency.NOW, "song", look, 1, 0.0, line))


@pytest.mark.parametrize(
    ("line", "place", "things"),
    [
        ("a paper boat on the river", "river", ["paper boat"]),
        ("a lantern in the window", "", ["lantern", "window"]),
        ("red birds fly over the mountain", "mountain", ["bird"]),
        ("rain on the empty street", "street", []),
        ("two hands and a candle", "", ["hand", "candle"]),
        ("the whale sings under the moon", "", ["whale", "moon"]),
        ("I keep the key to your door", "", ["key", "door"]),
        ("wolves, leaves and butterflies", "", ["wolf", "leaf", "butterfly"]),
        ("a hot-air balloon over Paris", "city", ["balloon"]),
    ],
)
def test_places_and_things(line: str, place: str, things: list[str]) -> None:
    sketch = read(line)
    assert sketch.place == place
    assert [thing.name for thing in sketch.subjects] == things


@pytest.mark.parametrize(
    ("line", "count"),
    [("a bird", 1), ("birds", 0), ("two birds", 2), ("a thousand birds", 46), ("seven birds", 7)],
)
def test_counts(line: str, count: int) -> None:
    assert read(line).subjects[0].count == count


def test_a_colour_belongs_to_the_next_thing_or_to_the_one_before_or_to_the_air() -> None:
    red, black = read("a red boat on a black river"), read("the boat is black")
    assert red.subjects[0].colour == pytest.approx((0xC8 / 255, 0x24 / 255, 0x2B / 255))
    assert red.place_colour is not None
    assert max(red.place_colour) < 0.1
    assert black.subjects[0].colour is not None
    assert read("everything is blue tonight").tint is not None


def test_without_belongs_to_the_thing_before_it() -> None:
    (clock,) = read("a clock without hands").subjects
    assert clock.name == "clock"
    assert "hand" in clock.without


def test_hours_weather_moods_and_sizes() -> None:
    sketch = read("a tiny boat, lonely, at midnight in the rain")
    assert (sketch.hour, sketch.weather) == ("night", ("rain",))
    assert "lonely" in sketch.moods
    assert sketch.subjects[0].scale < 0.6


def test_a_theme_fills_what_the_line_leaves_open_and_its_things_are_guests() -> None:
    sketch = read("red birds", theme="a black river, lanterns, night")
    assert (sketch.place, sketch.hour) == ("river", "night")
    assert [guest.name for guest in sketch.guests] == ["lantern"]


def test_a_line_of_no_things_gives_a_hint_or_nothing() -> None:
    assert [thing.name for thing in read("I will always love you").subjects] == ["heart"]
    assert read("la la la").subjects == ()


STYLE_TEXTS = {
    "ink on wet paper": "ink",
    "paper cut theatre": "papercut",
    "neon": "neon",
    "stained glass": "glass",
    "soft watercolour": "watercolour",
    "linocut": "woodcut",
    "film noir": "noir",
    "oil on canvas": "oil",
    "chalk drawing": "chalk",
    "risograph": "riso",
    "photograph": "",
}
SINGULARS = {
    "wolves": "wolf",
    "candles": "candle",
    "fireflies": "firefly",
    "churches": "church",
    "glass": "glass",
    "compass": "compass",
    "horses": "horse",
    "bus": "bus",
}


@pytest.mark.parametrize(("text", "style"), STYLE_TEXTS.items())
def test_styles(text: str, style: str) -> None:
    assert style_of(text) == style


@pytest.mark.parametrize(("plural", "one"), SINGULARS.items())
def test_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


def test_a_line_is_bare_when_all_it_shows_is_the_theme() -> None:
    assert read("tell me again", theme="a river at night").bare
    assert not read("rain", theme="a river at night").bare


def test_tokens_drop_case_and_possession() -> None:
    assert tokens_of("The Lover’s Key, don't!") == ["the", "lover", "key", "don't"]


def test_the_tables_name_only_what_exists() -> None:
    assert set(vocabulary.HINTS.values()) <= set(MOTIFS)
    assert {motif.place for motif in MOTIFS.values()} <= set(PLACES)
    assert {motif.stands for motif in MOTIFS.values()} <= {"ground", "water", "air", "close"}
    assert len(PLACES) >= 14
    assert len(MOTIFS) >= 50


def test_the_palette_in_words_is_no_thing_to_draw() -> None:
    from livevis.messages import Look, Prompt, Urgency, Why
    from livevis.paint.lantern_kit.atelier import READER

    def sketch(text: str, subject: str) -> object:
        look = Look(style="neon glow")
        return READER.sketch(Prompt("p", text, Why.LINE, Urgency.NOW, "s", look, 1, 0.0, subject=subject))

    plain = sketch("a silver river, neon glow", "a silver river")
    assert (
        sketch("a silver river, neon glow, midnight blue and rose and amber tones", "a silver river") == plain
    )
