"""Oil: strokes on what was even, and the picture still there."""

from __future__ import annotations

import cv2
import numpy as np

from livevis.lab.pocket.looks_oil import oil

from .looks_scenes import scene


def test_an_even_ground_shows_strokes_and_keeps_its_colour() -> None:
    even = np.full((256, 256, 3), (60, 110, 190), np.uint8)
    seen = oil(even, np.zeros((256, 256), np.uint8), np.random.default_rng(1))
    luma = cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY)
    assert luma.std() > 4
    assert np.abs(seen.mean((0, 1)) - even[0, 0]).max() < 32


def test_the_subject_is_painted_finer_than_its_ground() -> None:
    pixels, mask = scene(3, 256)
    inside, outside = cv2.erode(mask, np.ones((9, 9), np.uint8)) > 127, mask == 0
    seen = oil(pixels, mask, np.random.default_rng(1))
    fine = np.abs(seen.astype(float) - cv2.GaussianBlur(seen, (0, 0), 2)).mean(2)
    was = np.abs(pixels.astype(float) - cv2.GaussianBlur(pixels, (0, 0), 2)).mean(2)
    assert fine[outside].mean() - was[outside].mean() > fine[inside].mean() - was[inside].mean()
