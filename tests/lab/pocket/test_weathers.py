"""Rain, flakes and fog in front."""

from __future__ import annotations

import numpy as np
import pytest

from livevis.lab.pocket.places_air import WEATHERS, Air, air
from livevis.lab.pocket.places_sheet import Sheet
from livevis.lab.pocket.weathers import front, haze, lay_over


def now(weather: str, hour: str = "day") -> Air:
    return air(hour, weather, 0.5, np.random.default_rng(1))


@pytest.mark.parametrize("weather", ["rain", "snow", "fog"])
def test_it_hangs_in_front_and_hides_little(weather: str) -> None:
    made = front(now(weather), 96, np.random.default_rng(4))
    assert made is not None
    assert made.shape == (96, 96, 4)
    cover = made[..., 3].mean() / 255
    assert 0.02 < cover < 0.35
    again = front(now(weather), 96, np.random.default_rng(4))
    other = front(now(weather), 96, np.random.default_rng(5))
    assert again is not None
    assert other is not None
    assert np.array_equal(made, again)
    assert not np.array_equal(made, other)


def test_other_weather_hangs_nowhere() -> None:
    for weather in WEATHERS:
        if weather not in ("rain", "snow", "fog"):
            assert front(now(weather), 96, np.random.default_rng(4)) is None


def test_streaks_are_upright_and_flakes_round() -> None:
    def runs(weather: str) -> float:
        made = front(now(weather), 256, np.random.default_rng(4))
        assert made is not None
        down, across = np.gradient(made[..., 3].astype(float))
        return float(np.abs(across).mean() / np.abs(down).mean())

    assert runs("rain") > 2.0
    assert runs("snow") == pytest.approx(1.0, abs=0.1)


def test_fog_veils_the_horizon_most_and_only_in_fog() -> None:
    sheet = Sheet(100)
    haze(sheet, now("rain"))
    assert not sheet.pixels.any()
    haze(sheet, now("fog"))
    rows = sheet.pixels.mean(axis=(1, 2))
    assert 35 < int(rows.argmax()) < 55
    assert rows[98] < 0.3 * rows.max()


def test_the_more_opaque_front_wins() -> None:
    lower, upper = np.zeros((4, 4, 4), np.uint8), np.full((4, 4, 4), 90, np.uint8)
    lower[0] = 200
    made = lay_over(lower, upper)
    assert (made[0] == 200).all()
    assert (made[1:] == 90).all()
    assert lay_over(lower, None) is lower
