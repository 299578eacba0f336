"""The lantern painter: same words, same bytes; other words, another picture; never dark, never flat."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from livevis.messages import Look, Prompt, Urgency, Why
from livevis.paint.lantern import LanternPainter
from livevis.paint.lantern_kit.vocabulary import COLOURS, HOURS, MOODS, STYLES, WEATHERS

INK = ("#0b132b", "#1c2541", "#e0a458", "#f4e9cd")
NEON = ("#120136", "#035aa6", "#40bad5", "#fcbf1e")
LINES = (
    "a paper boat on the river", "a lantern in the window", "the lighthouse turns above the sea",
    "red birds fly over the mountain", "rain on the empty street", "a white horse in the snow",
    "the train goes through the night", "stars above the desert", "fire on the hill", "a clock without hands",
    "two hands and a candle", "the whale sings under the moon", "a golden field, morning sun",
    "I keep the key to your door",
)  # fmt: skip


def prompt(
    line: str, style: str = "", palette: tuple[str, ...] = (), seed: int = 7, theme: str = ""
) -> Prompt:
    text = ", ".join(part for part in (line, theme, style) if part)
    return Prompt(
        "p1",
        text,
        Why.LINE,
        Urgency.NOW,
        "song",
        Look(style=style, palette=palette, seed=seed),
        seed,
        0.0,
        line,
    )


def paint(item: Prompt, size: tuple[int, int] = (128, 72)) -> NDArray[np.uint8]:
    with LanternPainter(size) as painter:
        (picture,) = painter(item)
    return picture.pixels


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Mean absolute difference, 0..255."""
    return float(np.abs(one.astype(float) - other.astype(float)).mean())


def assert_visible(pixels: NDArray[np.uint8]) -> None:
    luma = pixels.astype(float) / 255 @ np.array([0.2126, 0.7152, 0.0722])
    assert 0.12 < luma.mean() < 0.8
    assert luma.std() > 0.05


def test_a_picture_is_named_after_its_prompt_and_carries_it() -> None:
    item = prompt(LINES[0], seed=11)
    with LanternPainter((64, 36)) as painter:
        (picture,) = painter(item)
    assert picture.id == "pic-p1"
    assert picture.prompt is item
    assert (picture.seed, picture.painter, picture.fault) == (11, "lantern", "")
    assert picture.pixels.shape == (36, 64, 3)
    assert not picture.pixels.flags.writeable


@pytest.mark.parametrize("style", ["", *(words.split()[0] for words in STYLES.values())])
def test_the_same_prompt_gives_the_same_bytes(style: str) -> None:
    first = paint(prompt(LINES[11], style, NEON))
    paint(prompt(LINES[3], style))
    assert np.array_equal(first, paint(prompt(LINES[11], style, NEON)))


def test_different_lines_of_a_scene_give_different_pictures() -> None:
    pictures = [paint(prompt(line, "ink on wet paper", INK)) for line in LINES]
    apart = [difference(a, b) for i, a in enumerate(pictures) for b in pictures[i + 1 :]]
    assert min(apart) > 6.0


def test_lines_of_one_scene_share_their_stage_and_scenes_differ() -> None:
    unnamed = [paint(prompt(line, seed=5)) for line in ("a horse on the hill", "a tree on the hill")]
    elsewhere = paint(prompt("a horse on the hill", seed=6))
    assert difference(unnamed[0][:20], unnamed[1][:20]) < difference(unnamed[0][:20], elsewhere[:20])


def test_every_style_prints_the_same_line_differently() -> None:
    pictures = [paint(prompt(LINES[2], words.split()[0], INK)) for words in ("", *STYLES.values()) if words]
    apart = [difference(a, b) for i, a in enumerate(pictures) for b in pictures[i + 1 :]]
    assert min(apart) > 4.0


@pytest.mark.parametrize("size", [(16, 16), (17, 40), (192, 32), (36, 64)])
@pytest.mark.parametrize("style", ["", "ink", "neon", "stained glass", "woodcut", "oil"])
def test_any_size_from_sixteen_up(size: tuple[int, int], style: str) -> None:
    for line in (LINES[6], "two hundred stars over the sea", "ooh la la"):
        pixels = paint(prompt(line, style), size)
        assert pixels.shape == (size[1], size[0], 3)
        assert_visible(pixels)


def test_a_size_below_sixteen_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16x16"):
        LanternPainter((15, 40))


@pytest.mark.parametrize("palette", [(), ("#000000",), ("#ffffff", "#fefefe"), ("nonsense",), INK])
def test_any_palette_stays_visible(palette: tuple[str, ...]) -> None:
    for line in ("midnight", "snow at noon", "nothing at all", "a black cat in the dark", "a white dove"):
        assert_visible(paint(prompt(line, palette=palette)))


def test_the_palette_drives_the_picture() -> None:
    red = paint(prompt("a boat on the lake", palette=("#200000", "#702010", "#e05030", "#ffe0d0")))
    blue = paint(prompt("a boat on the lake", palette=("#000020", "#102070", "#3050e0", "#d0e0ff")))
    assert red[..., 0].mean() > red[..., 2].mean() + 20
    assert blue[..., 2].mean() > blue[..., 0].mean() + 20


def test_a_colour_word_colours_its_thing() -> None:
    red, green = (paint(prompt(f"a {colour} heart", palette=INK), (320, 180)) for colour in ("red", "green"))
    middle = np.s_[70:110, 145:175]
    assert red[middle][..., 0].mean() > green[middle][..., 0].mean() + 40
    assert green[middle][..., 1].mean() > red[middle][..., 1].mean() + 20


def test_without_takes_something_away() -> None:
    assert difference(paint(prompt("a clock")), paint(prompt("a clock without hands"))) > 0.1


def test_never_words_are_not_painted() -> None:
    item = prompt("a key and a heart")
    look = Look(never=("heart",))
    bare = Prompt(
        item.id, item.text, item.why, item.urgency, item.song, look, item.seed, item.at, item.subject
    )
    assert difference(paint(item), paint(bare)) > 1.0


def test_lines_that_name_nothing_still_differ_in_one_scene() -> None:
    said = [
        paint(prompt(line, "ink", INK, theme="a black river")) for line in ("tell me again", "who are you")
    ]
    assert difference(*said) > 4.0


def test_the_theme_sets_the_place_of_a_line_that_names_none() -> None:
    plain, themed = prompt("tell me again"), prompt("tell me again", theme="a snowy mountain at night")
    assert difference(paint(plain), paint(themed)) > 8.0


words_of_the_tables = [
    word for table in (HOURS, WEATHERS, MOODS) for text in table.values() for word in text.split()
]
drawn = st.sampled_from(
    [*words_of_the_tables, *COLOURS, "boat", "tree", "house", "moon", "crowd", "door", "city", "sea"]
)
anything = st.one_of(drawn, st.text(min_size=1, max_size=12))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    words=st.lists(anything, min_size=1, max_size=6),
    style=st.sampled_from(["", *(text.split()[0] for text in STYLES.values())]),
    palette=st.sampled_from([(), INK, NEON, ("#010101", "#020202"), ("#fefefe", "#fdfdfd")]),
    seed=st.integers(0, 2**32),
)
def test_no_prompt_is_dark_or_flat(words: list[str], style: str, palette: tuple[str, ...], seed: int) -> None:
    assert_visible(paint(prompt(" ".join(words), style, palette, seed), (96, 54)))
