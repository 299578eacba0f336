"""Staging: large, inside the picture, side by side, in its own element."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from livevis.lab.pocket.glyphs import Glyphs
from livevis.lab.pocket.plan import Cast, Ground, Scene
from livevis.lab.pocket.staging import Placed, stage
from livevis.lab.pocket.vocabulary import vocabulary

KNOWN = vocabulary()
SIDE = 256


def glyphs() -> Glyphs:
    """Plain blocks for glyphs, upright or lying."""
    shapes = {"boat": (120, 110), "moon": (116, 110), "horse": (100, 124), "tower": (124, 60)}
    return Glyphs(
        {name: np.full((*shape, 4), 200, np.uint8) for name, shape in shapes.items()}, lambda _: None
    )  # type: ignore[arg-type, return-value]


def ground(wet: tuple[int, int] = (0, 0), water: bool = False) -> Ground:
    return Ground(np.full((SIDE, SIDE, 3), 90, np.uint8), 150, (190, 240), wet=wet, water=water)


def staged(*casts: Cast, seed: int = 0, where: Ground | None = None) -> tuple[Placed, ...]:
    return stage(Scene(casts, "field", seed=seed), where or ground(), glyphs(), np.random.default_rng(seed))


def cast(name: str, count: int = 1, size: str = "") -> Cast:
    return Cast(KNOWN.subject(name), count, size)


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize("name", ["boat", "moon", "horse", "tower"])
def test_one_subject_is_large_near_the_middle_and_inside(name: str, seed: int) -> None:
    (one,) = staged(cast(name), seed=seed)
    assert 0.46 * SIDE <= one.height <= 0.70 * SIDE
    assert 0.3 * SIDE <= one.x <= 0.7 * SIDE
    assert one.x - one.width / 2 >= 0
    assert one.x + one.width / 2 <= SIDE
    assert one.feet - one.height >= 0
    assert one.feet <= SIDE


@pytest.mark.parametrize("seed", range(25))
def test_two_subjects_stand_side_by_side(seed: int) -> None:
    left, right = sorted(staged(cast("horse"), cast("boat"), seed=seed), key=lambda one: one.x)
    assert left.x + left.width / 2 <= right.x - right.width / 2
    assert min(left.height, right.height) >= 0.34 * SIDE


@pytest.mark.parametrize("count", [2, 3, 4])
def test_many_stand_in_a_row_none_over_another(count: int) -> None:
    row = sorted(staged(cast("tower", count)), key=lambda one: one.x)
    assert len(row) == count
    for left, right in pairwise(row):
        assert left.x + left.width / 2 <= right.x - right.width / 2 + 1


def test_several_beside_one_have_the_wider_part() -> None:
    placed = staged(cast("tower", 2), cast("boat"))
    towers = [one for one in placed if one.name == "tower"]
    (boat,) = (one for one in placed if one.name == "boat")
    assert len(towers) == 2
    assert all(abs(one.x - boat.x) > (one.width + boat.width) / 2 for one in towers)
    span = max(one.x + one.width / 2 for one in towers) - min(one.x - one.width / 2 for one in towers)
    assert span > boat.width


@pytest.mark.parametrize("seed", range(10))
def test_a_subject_stands_alike_whoever_stands_beside_it(seed: int) -> None:
    pairs = [staged(cast(name), cast("boat"), seed=seed) for name in ("horse", "tower", "moon")]
    boats = [one for placed in pairs for one in placed if one.name == "boat"]
    assert len({(one.x, one.feet, one.height, one.angle, one.flip) for one in boats}) == 1


@pytest.mark.parametrize("name", ["boat", "moon", "tower"])
def test_places_keep_to_the_grid_where_they_can(name: str) -> None:
    step = SIDE / 32
    for seed in range(20):
        (one,) = staged(cast(name), seed=seed)
        assert one.x % step == 0
        assert one.height % step == 0
        assert one.feet % step == 0 or one.feet > 0.96 * SIDE


def test_sizes_show() -> None:
    small, usual, big = (staged(cast("horse", size=size))[0].height for size in ("small", "", "big"))
    assert small < usual < big


def test_everything_is_in_its_element() -> None:
    (moon,) = staged(cast("moon"))
    assert moon.sky
    assert not moon.stands
    assert moon.feet < 0.75 * SIDE
    (dry,) = staged(cast("boat"))
    assert dry.stands
    assert not dry.afloat
    (boat,) = staged(cast("boat"), where=ground(wet=(160, 200)))
    assert boat.afloat
    assert boat.feet <= 200
    (horse,) = staged(cast("horse"), where=ground(wet=(160, 180)))
    assert not horse.afloat
    assert horse.feet >= 190


def test_no_subjects_no_copies_and_the_same_again() -> None:
    assert staged() == ()
    first, second = staged(cast("horse", 3), seed=4), staged(cast("horse", 3), seed=4)
    assert [(one.x, one.feet, one.angle) for one in first] == [(one.x, one.feet, one.angle) for one in second]
