"""No black frame gets past the guard."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.paint.guard import Attempt, Guard, as_uint8, bad, plate

SIZE = (32, 16)


def good(seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 255, (SIZE[1], SIZE[0], 3), np.uint8)


BLACK = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
GREY = np.full((SIZE[1], SIZE[0], 3), 128, np.uint8)
UNDEFINED = np.full((SIZE[1], SIZE[0], 3), np.nan, np.float32)


class Film:
    """Gives out the pictures it was loaded with, one a try, and remembers the seeds."""

    def __init__(self, *pictures: np.ndarray | Attempt) -> None:
        self._pictures = list(pictures)
        self.seeds: list[int] = []

    def __call__(self, seed: int) -> Attempt:
        self.seeds.append(seed)
        picture = self._pictures.pop(0)
        return picture if isinstance(picture, Attempt) else Attempt(picture)


def test_a_good_picture_passes_untouched() -> None:
    film = Film(good())
    shown = Guard().paint(film, 7, SIZE)
    assert np.array_equal(shown.pixels, good())
    assert (shown.seed, shown.fault, film.seeds) == (7, "", [7])


@pytest.mark.parametrize(
    ("broken", "word"),
    [(BLACK, "black"), (GREY, "flat"), (UNDEFINED, "NaN"), (UNDEFINED * 0 + np.inf, "NaN")],
)
def test_a_bad_picture_is_tried_twice_more_with_other_seeds_then_the_last_one_stays(
    broken: np.ndarray, word: str
) -> None:
    guard = Guard()
    guard.paint(Film(good()), 3, SIZE)
    film = Film(broken, broken, broken)
    shown = guard.paint(film, 7, SIZE)
    assert len(set(film.seeds)) == 3
    assert film.seeds[0] == 7
    assert np.array_equal(shown.pixels, good())
    assert shown.seed == 3
    assert word in shown.fault
    assert "in 3 tries; the last good picture stays" in shown.fault


def test_a_retry_that_works_is_shown_with_its_own_seed() -> None:
    film = Film(BLACK, good())
    shown = Guard().paint(film, 2**32 - 1, SIZE)
    assert shown.fault == ""
    assert shown.seed == film.seeds[1] != 2**32 - 1
    assert 0 <= shown.seed < 2**32


def test_what_its_painter_refuses_is_not_tried_again_and_never_shown() -> None:
    guard = Guard()
    guard.paint(Film(good()), 3, SIZE)
    film = Film(Attempt(good(2), refused="the safety checker flagged the picture"))
    shown = guard.paint(film, 7, SIZE)
    assert len(film.seeds) == 1
    assert np.array_equal(shown.pixels, good())
    assert shown.fault == "the safety checker flagged the picture; the last good picture stays"


def test_before_any_good_picture_a_gradient_of_the_palette_stands_in() -> None:
    shown = Guard().paint(Film(BLACK, BLACK, BLACK), 7, SIZE, ("#102040", "#f0a060"))
    assert bad(shown.pixels) == ""
    assert "gradient" in shown.fault


def test_a_forgotten_picture_is_no_fallback() -> None:
    guard = Guard(retries=0)
    guard.paint(Film(good()), 3, SIZE)
    guard.forget()
    assert "gradient" in guard.paint(Film(BLACK), 7, SIZE).fault


def test_a_picture_of_another_size_is_no_fallback() -> None:
    guard = Guard(retries=0)
    guard.paint(Film(good()), 3, SIZE)
    shown = guard.paint(Film(BLACK), 7, (64, 48))
    assert shown.pixels.shape == (48, 64, 3)


def test_a_dark_picture_with_lights_is_a_picture() -> None:
    night = BLACK.copy()
    night[4:6, 4:8] = 90  # a lantern: 8 of 512 pixels
    assert bad(night) == ""
    assert bad(BLACK + 3) == "the picture came out black"


@given(st.lists(st.sampled_from(["good", "black", "grey", "nan", "refused"]), min_size=1, max_size=12))
@settings(deadline=None, max_examples=60)
def test_whatever_comes_the_wall_never_gets_a_bad_picture(kinds: list[str]) -> None:
    makes = {
        "good": Attempt(good()),
        "black": Attempt(BLACK),
        "grey": Attempt(GREY),
        "nan": Attempt(UNDEFINED),
        "refused": Attempt(BLACK, "refused"),
    }
    guard = Guard()
    for kind in kinds:
        tries: list[int] = []

        def attempt(seed: int, kind: str = kind, tries: list[int] = tries) -> Attempt:
            tries.append(seed)
            return makes[kind]

        shown = guard.paint(attempt, 5, SIZE)
        assert bad(shown.pixels) == ""
        assert shown.pixels.dtype == np.uint8
        assert bool(shown.fault) == (kind != "good")
        assert len(tries) <= 3


@given(
    st.lists(st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}"), max_size=6),
    st.tuples(st.integers(2, 40), st.integers(8, 40)),
)
@settings(deadline=None, max_examples=60)
def test_a_plate_is_never_black_or_flat(palette: list[str], size: tuple[int, int]) -> None:
    pixels = plate(size, palette)
    assert pixels.shape == (size[1], size[0], 3)
    assert bad(pixels) == ""


def test_floats_become_bytes() -> None:
    assert as_uint8(np.array([[[0.0, 0.5, 1.0]]])).tolist() == [[[0, 128, 255]]]
