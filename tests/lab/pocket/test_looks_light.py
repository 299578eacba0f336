"""Neon and noir: dark grounds, lit subjects."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from livevis.lab.pocket.looks_light import neon, noir

from .looks_scenes import scene


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_neon_is_night_with_bright_lines_round_the_subject(seed: int) -> None:
    pixels, mask = scene(seed, 256)
    seen = neon(pixels, mask, np.random.default_rng(seed)).max(2)
    contour = cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 127
    assert np.median(seen) < 90
    assert seen[contour].mean() > 200


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_noir_has_no_colour_and_lights_the_subject(seed: int) -> None:
    pixels, mask = scene(seed, 256)
    seen = noir(pixels, mask, np.random.default_rng(seed))
    assert (seen[..., 0] == seen[..., 1]).all()
    assert (seen[..., 0] == seen[..., 2]).all()
    assert seen[mask > 127].mean() > 1.3 * seen[mask < 5].mean()
    assert seen[:20, :20].mean() < 110 or seen[:20, -20:].mean() < 110
