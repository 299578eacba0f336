"""The test card."""

import numpy as np
import pytest

from livevis.messages import Look, Picture, Prompt, Urgency, Why
from livevis.paint.guard import bad
from livevis.paint.testcard import BARS, TestCard


def card(text: str, seed: int = 1, size: tuple[int, int] = (140, 90)) -> Picture:
    (picture,) = TestCard(size)(Prompt("p-1", text, Why.LINE, Urgency.NOW, "song", Look(), seed, 0.0))
    return picture


def test_seven_bars_stand_over_the_pattern() -> None:
    pixels = card("a boat").pixels
    assert pixels.shape == (90, 140, 3)
    assert [tuple(pixels[10, 10 + 20 * bar]) for bar in range(7)] == list(BARS)


def test_the_pattern_is_the_prompts_own_and_repeatable() -> None:
    assert np.array_equal(card("a boat").pixels, card("a boat").pixels)
    for other in (card("a boar"), card("a boat", seed=2)):
        lower = card("a boat").pixels[60:]
        assert np.mean(lower != other.pixels[60:]) > 0.5
        assert np.array_equal(card("a boat").pixels[:60], other.pixels[:60])


@pytest.mark.parametrize("size", [(7, 3), (512, 288), (64, 64), (33, 101)])
def test_any_size(size: tuple[int, int]) -> None:
    picture = card("x", size=size)
    assert picture.pixels.shape == (size[1], size[0], 3)
    assert TestCard(size).size == size
    assert bad(picture.pixels) == ""


def test_it_is_a_worker() -> None:
    with TestCard() as painter:
        painter.reset()
        assert painter.nominal_cost > 0
