"""Open land: what makes each place itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livevis.lab.pocket.places import PLACES
from livevis.lab.pocket.places_air import Air, Lie, air
from livevis.lab.pocket.places_sheet import Sheet


def painted(
    place: str, weather: str = "", hour: str = "day", seed: int = 3
) -> tuple[NDArray[np.uint8], Lie, Air]:
    """Return a place's painting on an empty sky, 160 pixels a side, not mirrored."""
    painter, horizon = PLACES[place]
    now = air(hour, weather, horizon, np.random.default_rng(seed))
    sheet = Sheet(160)
    return sheet.pixels, painter(sheet, now, np.random.default_rng(seed)), now


def skyline(pixels: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Return the first drawn row of each column."""
    return np.argmax(pixels.any(axis=2), axis=0)


def test_mountains_are_high_at_the_sides_and_white_on_top() -> None:
    pixels, _, _ = painted("mountains")
    tops = skyline(pixels)
    assert min(tops[:40].min(), tops[120:].min()) < 30 < tops[75:85].min()
    column = int(tops.argmin())
    assert pixels[tops[column] + 4, column].min() > 180


def test_a_valley_is_a_v_of_round_hills_with_a_path() -> None:
    pixels, lie, _ = painted("valley")
    tops = skyline(pixels)
    assert tops[60:100].min() - max(tops[2], tops[157]) > 18
    low = pixels[150].astype(int)
    assert (low[:, 0] > low[:, 1]).any()  # the path is sand, the rest is grass
    assert lie.floor[0] > lie.horizon


def test_a_field_has_rows_that_meet() -> None:
    pixels, lie, _ = painted("field")

    def changes(row: int) -> int:
        grey = pixels[row].astype(int).sum(axis=1)
        return int((np.abs(np.diff(grey)) > 60).sum())

    low = round(lie.horizon * 160)
    assert changes(155) >= 8
    assert np.ptp(skyline(pixels)[60:100]) <= 2
    assert abs(int(skyline(pixels)[80]) - low) <= 2
    assert lie.blades is not None


def test_a_desert_is_sand_with_green_at_the_edges() -> None:
    pixels, _, _ = painted("desert")
    green = (pixels[..., 1].astype(int) - pixels[..., 0] > 20).sum(axis=0)
    assert green[:40].sum() > 200
    assert green[120:].sum() > 100
    assert green[50:110].sum() == 0


def test_snow_turns_open_land_white() -> None:
    for place in ("", "mountains", "valley", "field", "desert"):
        bare, snowed = (painted(place, weather)[0][140:].min(axis=2).mean() for weather in ("", "snow"))
        assert snowed > bare + 40, place
