"""Forest, snowfield and garden."""

from __future__ import annotations

import numpy as np

from .test_places_land import painted, skyline


def test_a_forest_stands_left_and_right_of_a_clearing() -> None:
    pixels, _, _ = painted("forest")
    dark = pixels[40:90].astype(int).sum(axis=2)
    sky_or_clearing = (dark == 0) | (dark > 330)
    assert sky_or_clearing[:, 62:98].mean() > 0.9
    assert sky_or_clearing[:, :45].mean() < 0.7
    assert skyline(pixels).max() < 5  # a roof of leaves


def test_a_snowfield_is_white_in_any_weather_with_firs_at_the_sides() -> None:
    for weather in ("", "rain"):
        pixels, _, _ = painted("snowfield", weather)
        assert pixels[125:, 60:100].min() > 110
        assert np.ptp(pixels[130, 80].astype(int)) < 60
    tops = skyline(painted("snowfield")[0])
    assert max(tops[:30].min(), tops[130:].min()) < 60 < tops[65:95].min()


def test_a_garden_has_an_arch_to_look_through_and_flowers_at_the_sides() -> None:
    pixels, lie, _ = painted("garden")
    row = round((lie.horizon - 0.15) * 160)
    assert not pixels[row, 70:90].any()
    assert pixels[row, 50:58].any(axis=1).all() or pixels[row, 102:110].any(axis=1).all()
    beds = pixels[110:, np.r_[10:50, 110:150]].astype(int)
    assert (np.ptp(beds, axis=2) > 110).mean() > 0.03
