"""City, street and room."""

from __future__ import annotations

import numpy as np

from .test_places_land import painted, skyline


def lit(place: str, hour: str, weather: str = "") -> float:
    """Share of pixels as yellow as a lamp."""
    pixels = painted(place, weather, hour)[0].astype(int)
    return float(((pixels[..., 0] > 200) & (pixels[..., 0] - pixels[..., 2] > 60)).mean())


def test_a_city_has_towers_of_many_heights_lower_in_the_middle() -> None:
    pixels, lie, _ = painted("city")
    tops = skyline(pixels)
    assert min(tops[:50].min(), tops[110:].min()) + 20 < tops[65:95].min()
    assert len(np.unique(tops)) > 8
    assert lie.floor[0] > lie.horizon


def test_windows_and_lamps_are_lit_after_dark() -> None:
    for place in ("city", "street"):
        assert lit(place, "night") > 0.02 > lit(place, "day")
        assert lit(place, "day", "storm") > lit(place, "day")


def test_a_street_narrows_to_a_point_between_tall_fronts() -> None:
    pixels, _, now = painted("street")
    tops = skyline(pixels)
    assert tops[5] < 30
    assert tops[154] < 30
    assert tops[80] > 0.45 * 160
    assert abs(tops.argmax() - 80) < 14
    assert now.horizon * 160 - 14 < tops.max() <= now.horizon * 160 + 8


def test_a_room_leaves_its_window_open_and_covers_all_else() -> None:
    pixels, lie, _ = painted("room")
    bare = ~pixels.any(axis=2)
    assert bare[30:75, 30:60].mean() > 0.6
    bare[15:90, 10:75] = False
    assert not bare.any()
    assert lie.horizon > 0.65


def test_a_room_keeps_its_colours_in_the_snow() -> None:
    dry, snowy = (painted("room", weather)[0][130:].astype(int).mean() for weather in ("", "cloud"))
    assert abs(dry - snowy) < 16
