"""Sprites: where they are put they are seen, also in the dark, also in the fog."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from livevis.lab.pocket.plan import Ground
from livevis.lab.pocket.sprites import LEAST_LIGHT, compose
from livevis.lab.pocket.staging import Placed

SIDE = 128


def block(colour: tuple[int, int, int] = (220, 60, 40)) -> NDArray[np.uint8]:
    picture = np.zeros((50, 40, 4), np.uint8)
    picture[:] = (*colour, 255)
    return picture


def placed(**changes: object) -> Placed:
    usual = Placed(
        name="block", picture=block(), x=64, feet=100, height=50, width=40, angle=0.0, flip=False,
        stands=True, afloat=False, sky=False, glow=None,
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


def ground(level: int = 120, light: float = 1.0, front: NDArray[np.uint8] | None = None) -> Ground:
    return Ground(np.full((SIDE, SIDE, 3), level, np.uint8), 60, (90, 120), (light, light, light), front)


def composed(
    where: Ground, *those: Placed, dark: bool = False
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    return compose(where, those, np.random.default_rng(0), dark=dark)


def test_a_subject_is_put_where_it_stands_and_marked() -> None:
    pixels, mask = composed(ground(), placed())
    assert pixels.shape == (SIDE, SIDE, 3)
    assert pixels.dtype == mask.dtype == np.uint8
    assert np.abs(pixels[75, 64].astype(int) - (220, 60, 40)).max() <= 3
    assert mask[75, 64] == 255
    assert mask[20, 20] == 0
    rows = np.flatnonzero(mask.any(1))
    assert abs(rows[0] - 50) <= 2
    assert abs(rows[-1] - 99) <= 2


def test_the_place_itself_is_left_alone() -> None:
    where = ground()
    composed(where, placed())
    assert (where.pixels == 120).all()
    pixels, mask = composed(where)
    assert np.array_equal(pixels, where.pixels)
    assert not mask.any()


def test_however_dark_the_light_the_subject_stays_readable() -> None:
    pixels, _ = composed(ground(30, light=0.1), placed())
    assert pixels[75, 64, 0] >= 220 * LEAST_LIGHT - 3


def test_what_glows_is_not_dimmed_and_lights_its_surroundings() -> None:
    pixels, _ = composed(ground(30, light=0.3), placed(glow=(255, 200, 100)), dark=True)
    assert pixels[75, 64, 0] >= 217
    assert pixels[75, 100, 0] > pixels[75, 100, 2] + 15


def test_it_throws_a_shadow_or_a_reflection() -> None:
    shadow, _ = composed(ground(), placed())
    assert shadow[98:104, 40:90].min() < 100
    water, _ = composed(ground(), placed(afloat=True))
    assert water[108, 64, 0] > water[108, 64, 2] + 20


def test_an_edge_sets_it_off_from_its_like() -> None:
    pixels, _ = composed(ground(120), placed(picture=block((120, 120, 120)), stands=False))
    assert np.ptp(pixels[75]) > 30


def test_half_outside_is_cut_and_quite_outside_is_nothing() -> None:
    pixels, mask = composed(ground(), placed(x=2))
    assert mask[75, 0] == 255
    assert pixels.shape == (SIDE, SIDE, 3)
    _, gone = composed(ground(), placed(x=-300), placed(x=500))
    assert not gone.any()


def test_what_lies_before_hides_the_subject_less_than_the_place() -> None:
    front = np.full((SIDE, SIDE, 4), 255, np.uint8)
    front[..., 3] = 160
    pixels, _ = composed(ground(120, front=front), placed())
    assert pixels[10, 10, 1] > 195
    assert pixels[75, 64, 1] < 150
