"""Plants stand on their foot, as tall as told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from livevis.lab.pocket.places_plants import bale, blades, cactus, pine, round_tree, trunk
from livevis.lab.pocket.places_sheet import Sheet

GREEN, BROWN, WHITE = (40, 160, 60), (120, 80, 50), (255, 255, 255)
Grow = Callable[[Sheet], None]

GROWN: dict[str, Grow] = {
    "pine": lambda sheet: pine(sheet, (0.5, 0.9), 0.6, (GREEN, BROWN)),
    "round tree": lambda sheet: round_tree(sheet, (0.5, 0.9), 0.6, (GREEN, BROWN)),
    "cactus": lambda sheet: cactus(sheet, (0.5, 0.9), 0.6, GREEN),
    "bale": lambda sheet: bale(sheet, (0.5, 0.9), 0.6, GREEN),
}


@pytest.mark.parametrize("name", GROWN)
def test_it_reaches_from_its_foot_to_its_height(name: str) -> None:
    sheet = Sheet(200)
    GROWN[name](sheet)
    rows = np.flatnonzero(sheet.pixels.any(axis=(1, 2)))
    assert abs(rows[0] / 200 - 0.3) < 0.06
    assert abs(rows[-1] / 200 - 0.9) < 0.08


def test_snow_lies_on_a_pine_only_when_told() -> None:
    bare, laden = Sheet(200), Sheet(200)
    pine(bare, (0.5, 0.9), 0.6, (GREEN, BROWN))
    pine(laden, (0.5, 0.9), 0.6, (GREEN, BROWN), WHITE)
    assert not (bare.pixels == 255).all(axis=2).any()
    assert (laden.pixels == 255).all(axis=2).mean() > 0.005


def test_a_trunk_leaves_at_the_top_and_spreads_at_its_root() -> None:
    sheet = Sheet(200)
    trunk(sheet, 0.5, 0.1, 0.8, BROWN)
    wide = sheet.pixels.any(axis=2).sum(axis=1)
    assert wide[0] > 10
    assert wide[158] > 1.3 * wide[80]
    assert not wide[170:].any()


def test_blades_grow_within_their_bounds() -> None:
    made = blades(0.2, 0.6, 0.9, 0.3, np.random.default_rng(1))
    corners = np.array(made)
    assert corners.shape == (24, 3, 2)
    assert corners[..., 1].max() == pytest.approx(0.9)
    assert corners[..., 1].min() >= 0.6
