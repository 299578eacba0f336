"""Fourteen places, each its own, in every hour and weather."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from livevis.errors import LivevisError
from livevis.lab.pocket.places import PLACES, ground
from livevis.lab.pocket.places_air import HOURS, WEATHERS
from livevis.lab.pocket.plan import Ground

NAMED = [name for name in PLACES if name]


def drawn(place: str, hour: str = "day", weather: str = "", seed: int = 1, side: int = 128) -> Ground:
    return ground(place, hour, weather, np.random.default_rng(seed), side)


def test_there_are_fourteen_and_a_plain_one() -> None:
    assert len(NAMED) == 14
    assert "" in PLACES


@pytest.mark.parametrize("place", PLACES)
def test_every_hour_and_weather_is_drawn_whole(place: str) -> None:
    for hour, weather in itertools.product(("", *HOURS), WEATHERS):
        made = drawn(place, hour, weather, side=64)
        assert made.pixels.shape == (64, 64, 3)
        assert made.pixels.dtype == np.uint8
        assert made.pixels.flags["C_CONTIGUOUS"]
        assert made.pixels.std() > 4
        if made.front is not None:
            assert made.front.shape == (64, 64, 4)
            assert made.front.dtype == np.uint8


@pytest.mark.parametrize("place", PLACES)
def test_feet_have_room_below_the_horizon(place: str) -> None:
    for seed in range(8):
        made = drawn(place, seed=seed)
        top, bottom = made.floor
        assert 0 < made.horizon < top <= bottom < 128
        assert bottom - made.horizon > 16
        if made.wet != (0, 0):
            assert made.horizon < made.wet[0] < made.wet[1] < 128


@pytest.mark.parametrize("place", PLACES)
def test_the_same_chance_gives_the_same_picture(place: str) -> None:
    one, two = (drawn(place, "sunset", "snow", seed=5) for _ in range(2))
    assert np.array_equal(one.pixels, two.pixels)
    assert (one.horizon, one.floor, one.wet, one.light) == (two.horizon, two.floor, two.wet, two.light)
    other = drawn(place, "sunset", "snow", seed=6)
    assert not np.array_equal(one.pixels, other.pixels)


def test_water_is_where_boats_go() -> None:
    assert {name for name in PLACES if drawn(name).wet != (0, 0)} == {"sea", "harbor", "river", "lake"}
    assert {name for name in PLACES if drawn(name).water} == {"sea"}


@pytest.mark.parametrize("place", PLACES)
def test_a_picture_of_another_size_shows_the_same(place: str) -> None:
    small, large = drawn(place, side=64), drawn(place, side=256)
    blocks = large.pixels.reshape(64, 4, 64, 4, 3).mean(axis=(1, 3))
    assert np.abs(blocks - small.pixels).mean() < 14
    assert abs(4 * small.horizon - large.horizon) <= 4


def test_night_is_darker_than_day_and_sunset_warmer() -> None:
    for place in NAMED:
        day, night, sunset = (
            drawn(place, hour).pixels.mean(axis=(0, 1)) for hour in ("day", "night", "sunset")
        )
        assert night.sum() < 0.86 * day.sum(), place
        assert sunset[0] / sunset[2] > 1.25 * day[0] / day[2], place


def test_only_rain_snow_and_fog_hang_in_front_but_grain_does_in_a_field() -> None:
    for place, weather in itertools.product(PLACES, WEATHERS):
        hangs = weather in ("rain", "snow", "fog") and place != "room"
        assert (drawn(place, weather=weather, side=48).front is not None) == (hangs or place == "field")


def layout(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Shapes without colours: where grey changes, in 16 x 16 fields, and the same mirrored."""
    grey = pixels.mean(axis=2)
    edges = np.hypot(*np.gradient(grey)).reshape(16, 8, 16, 8).mean(axis=(1, 3))
    both = edges + edges[:, ::-1]
    return np.asarray((both - both.mean()) / both.std()).ravel()


def test_shapes_alone_tell_the_places_apart() -> None:
    models = {name: np.mean([layout(drawn(name, seed=s).pixels) for s in range(7)], axis=0) for name in NAMED}
    right = 0
    for name, seed in itertools.product(NAMED, range(20, 24)):
        seen = layout(drawn(name, seed=seed).pixels)
        right += max(models, key=lambda other: float(seen @ models[other])) == name
    assert right >= 0.95 * 4 * len(NAMED)


@pytest.mark.parametrize("wrong", [("moon", "day", ""), ("sea", "noon", ""), ("sea", "day", "hail")])
def test_an_unknown_name_is_told(wrong: tuple[str, str, str]) -> None:
    with pytest.raises(LivevisError, match="no "):
        drawn(*wrong)
    with pytest.raises(LivevisError, match="pixels"):
        drawn("sea", side=16)
