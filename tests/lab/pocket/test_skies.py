"""Skies by hour and weather."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from livevis.lab.pocket.places_air import HOURS, air
from livevis.lab.pocket.places_sheet import Sheet
from livevis.lab.pocket.skies import sky, sky_at


def painted(hour: str, weather: str = "", seed: int = 2) -> NDArray[np.uint8]:
    rng = np.random.default_rng(seed)
    sheet = Sheet(128)
    sky(sheet, air(hour, weather, 0.6, rng), rng)
    return sheet.pixels[:76]


@pytest.mark.parametrize("hour", HOURS)
def test_the_colour_at_a_height_is_the_one_drawn(hour: str) -> None:
    rng = np.random.default_rng(2)
    now = air(hour, "", 0.6, rng)
    sheet = Sheet(128)
    sky(sheet, now, rng)
    middle = np.median(sheet.pixels[26, 60:], axis=0)
    assert np.abs(middle - sky_at(now, 26 / 128)).max() < 12


def test_stars_and_moon_shine_at_night_only_when_it_is_clear() -> None:
    bright = {w: (painted("night", w) > 200).all(axis=2).sum() for w in ("", "rain", "fog", "storm")}
    assert bright[""] > 60
    assert bright["rain"] == bright["fog"] == 0


def test_the_sun_is_low_at_dawn_and_sunset() -> None:
    for hour in ("dawn", "sunset"):
        rows, _ = np.nonzero(painted(hour)[..., 1] > 190)
        assert rows.mean() > 45


def patches(pixels: NDArray[np.uint8]) -> float:
    """Share of pixels that stand out from their row."""
    grey = pixels.mean(axis=2)
    return float((np.abs(grey - np.median(grey, axis=1, keepdims=True)) > 25).mean())


def test_clouds_are_seen_against_the_sky() -> None:
    for hour in HOURS:
        assert patches(painted(hour, "cloud")[:40]) > patches(painted(hour)[:40]) + 0.08, hour


def test_lightning_is_the_brightest_of_a_dark_sky() -> None:
    for hour in HOURS:
        made = painted(hour, "storm")
        lit = made.min(axis=2) > 200
        assert 40 < lit.sum() < 1200
        assert np.median(made) < 140
        _, columns = np.nonzero(lit)
        assert 0.5 * 128 < columns.mean() < 0.75 * 128
