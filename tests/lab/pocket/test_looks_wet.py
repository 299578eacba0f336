"""Ink and watercolour: bare paper at the border, ink nearly without colour, watercolour bright."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from livevis.lab.pocket.looks_wet import COTTON, RICE_PAPER, faded, ink, watercolour

from .looks_scenes import scene


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_border_is_bare_paper(seed: int) -> None:
    for look, paper in ((ink, RICE_PAPER), (watercolour, COTTON)):
        seen = look(*scene(seed, 256), np.random.default_rng(seed))
        assert np.abs(seen[:3].mean((0, 1)) / 255 - paper).max() < 0.06


def test_ink_is_grey_and_its_subject_keeps_a_hint_of_colour() -> None:
    pixels, mask = scene(2, 256, colour=(210, 40, 40))
    seen = ink(pixels, mask, np.random.default_rng(0))
    chroma = cv2.cvtColor(seen, cv2.COLOR_RGB2LAB)[..., 1].astype(float) - 128
    inside = cv2.erode(mask, np.ones((9, 9), np.uint8)) > 127
    outside = cv2.dilate(mask, np.ones((9, 9), np.uint8)) == 0
    assert np.abs(chroma[outside]).mean() < 3
    assert 4 < chroma[inside].mean() < 30


def test_watercolour_is_of_high_key_even_at_night() -> None:
    night = np.full((128, 128, 3), (12, 14, 50), np.uint8)
    seen = watercolour(night, np.zeros((128, 128), np.uint8), np.random.default_rng(0))
    assert seen.mean() > night.mean() + 70


def test_paint_fades_above_and_below_and_goes_on_at_the_sides() -> None:
    there = faded((80, 120), np.zeros((80, 120), np.float32))
    assert there[0].max() == there[-1].max() == 0
    assert there[40].min() == 1
