"""Water and its shores."""

from __future__ import annotations

import numpy as np
import pytest

from .test_places_land import painted


def blue(place: str, rows: slice) -> float:
    """Share of the pixels in some rows (of 160) that are water."""
    part = painted(place)[0][rows].astype(int)
    return float((part[..., 2] > part[..., 0] + 20).mean())


def test_the_sea_is_all_water_below_a_level_horizon() -> None:
    pixels, lie, now = painted("sea")
    assert blue("sea", slice(100, 160)) > 0.8
    assert lie.water
    assert np.ptp(np.argmax(pixels.any(axis=2), axis=0)) == 0
    assert abs(int(np.argmax(pixels.any(axis=2)[:, 80])) - now.horizon * 160) <= 1


@pytest.mark.parametrize("hour", ["dawn", "sunset", "night"])
def test_the_light_of_the_sky_lies_on_the_sea(hour: str) -> None:
    pixels, _, now = painted("sea", hour=hour)
    at = round(now.sun[0] * 160)
    grey = pixels[90:145].astype(float).mean(axis=(0, 2))
    assert grey[at - 5 : at + 6].mean() > 1.3 * grey[110:].mean()
    rainy, _, _ = painted("sea", "rain", hour)
    level = rainy[90:145].astype(float).mean(axis=(0, 2))
    assert level[at - 5 : at + 6].mean() < 1.15 * level[110:].mean()


def test_a_harbor_has_masts_water_and_a_quay() -> None:
    pixels, lie, _ = painted("harbor")
    tops = np.argmax(pixels.any(axis=2), axis=0)
    assert tops[:70].min() < 45
    assert blue("harbor", slice(105, 135)) > 0.5
    assert blue("harbor", slice(142, 160)) < 0.1
    assert lie.wet[1] < lie.floor[0]


def test_a_river_widens_towards_the_eye_and_leaves_a_near_bank() -> None:
    far, near = blue("river", slice(82, 92)), blue("river", slice(122, 134))
    assert 0.02 < far < 0.5 * near
    assert blue("river", slice(156, 160)) < 0.05


def test_boats_find_water_in_the_middle_of_the_picture() -> None:
    for place in ("sea", "harbor", "river", "lake"):
        for seed in range(6):
            pixels, lie, _ = painted(place, seed=seed)
            rows = slice(round(lie.wet[0] * 160), round(lie.wet[1] * 160))
            middle = pixels[rows, 64:96].astype(int)
            assert (middle[..., 2] > middle[..., 0] + 8).mean() > 0.75, place


def test_a_lake_mirrors_its_hills() -> None:
    pixels, lie, _ = painted("lake", hour="sunset")
    row = round(lie.horizon * 160)
    above = pixels[row - 30 : row - 4, 40:120].astype(float).mean(axis=2)
    below = pixels[row + 4 : row + 30, 40:120][::-1].astype(float).mean(axis=2)
    assert np.corrcoef(above.ravel(), below.ravel())[0, 1] > 0.85
