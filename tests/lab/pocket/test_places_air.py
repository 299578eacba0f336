"""What hours and weathers do to colours."""

from __future__ import annotations

import numpy as np
import pytest

from livevis.errors import LivevisError
from livevis.lab.pocket.places_air import HOURS, SNOW, WEATHERS, Air, air, indoors, tinted

GREEN = (80, 160, 80)


def at(hour: str, weather: str = "") -> Air:
    return air(hour, weather, 0.5, np.random.default_rng(3))


def test_noon_leaves_colours_nearly_alone() -> None:
    assert at("day").seen((120, 120, 120)) == pytest.approx((120, 120, 120), abs=12)
    assert at("").hour == "day"


def test_what_is_far_fades_into_the_haze() -> None:
    now = at("day")
    near, far = (np.abs(np.subtract(now.seen(GREEN, depth), now.haze)).sum() for depth in (0.0, 0.8))
    assert far < 0.4 * near
    fog = at("day", "fog")
    assert np.abs(np.subtract(fog.seen(GREEN, 0.5), fog.haze)).sum() < 0.6 * near


def test_night_is_blue_and_dims_what_stands_in_it() -> None:
    red, _, blue = at("night").seen((150, 150, 150))
    assert blue > 1.3 * red
    assert max(at("night").light) < 0.85
    assert at("sunset").light[0] > at("sunset").light[2]
    assert at("day").light == (1.0, 1.0, 1.0)


def test_snow_lies_on_the_ground_less_on_leaves_and_not_on_walls() -> None:
    now = at("day", "snow")
    white = np.array(now.white(), dtype=float)
    away = [
        float(np.abs(np.subtract(c, white)).sum())
        for c in (now.laid(GREEN), now.dusted(GREEN), now.seen(GREEN))
    ]
    assert away[0] < 0.6 * away[1] < 0.6 * away[2]
    assert at("day").laid(GREEN) == at("day").seen(GREEN)
    assert np.abs(np.subtract(at("day").white(), SNOW)).max() < 16


def test_lamps_burn_after_dark_and_in_a_storm() -> None:
    off = (70, 80, 100)
    assert at("day").lamplit(off) == at("day").seen(off)
    assert at("night").lamplit(off) == (255, 214, 120)
    assert at("day", "storm").lamplit(off)[0] > 150
    assert at("night").dark
    assert not at("dawn").dark


def test_sun_and_moon_keep_to_one_side_and_hide_in_the_wet() -> None:
    for hour in HOURS:
        assert at(hour).sun[0] < 0.34
        assert at(hour).sun[1] < 0.5
        assert [w for w in WEATHERS if at(hour, w).shows] == ["", "cloud"]


def test_a_room_is_lighter_and_warmer_than_the_night_outside() -> None:
    outside = at("night", "snow")
    inside = indoors(outside)
    assert sum(inside.cast) > sum(outside.cast)
    assert inside.cast[0] > inside.cast[2]
    assert inside.light[0] > inside.light[2]
    assert inside.laid(GREEN) == inside.seen(GREEN)


def test_a_tint_stays_in_range() -> None:
    assert tinted((200, 100, 0), (2.0, 0.5, 1.0)) == (255, 50, 0)


def test_an_unknown_hour_is_told_with_those_there_are() -> None:
    with pytest.raises(LivevisError, match="dawn, day, sunset, night"):
        at("noon")
