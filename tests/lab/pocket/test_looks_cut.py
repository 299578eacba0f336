"""Papercut, stained glass and woodcut: few tones, leaded panes, black lines that follow the dark."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from livevis.lab.pocket.looks_cut import LEAD, PANE, papercut, stainedglass, woodcut

from .looks_scenes import scene

Bytes = NDArray[np.uint8]


def ramp() -> tuple[Bytes, Bytes]:
    """Dark above, light below, and nobody there."""
    rows = np.linspace(20, 240, 256).astype(np.uint8)
    return np.repeat(np.repeat(rows[:, None, None], 256, 1), 3, 2), np.zeros((256, 256), np.uint8)


def test_a_gradient_becomes_a_few_sheets() -> None:
    seen = papercut(*ramp(), np.random.default_rng(1))
    luma = cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY).astype(float)
    steps = np.abs(np.diff(cv2.GaussianBlur(luma, (0, 0), 1)[:, 128]))
    assert np.median(steps) < 1.5
    assert steps.max() > 8


def test_the_subject_of_a_papercut_has_a_light_rim_and_a_shadow() -> None:
    pixels, mask = scene(2, 256, colour=(30, 60, 160))
    seen = cv2.cvtColor(papercut(pixels, mask, np.random.default_rng(1)), cv2.COLOR_RGB2GRAY)
    rim = (cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 200) & (mask < 50)
    assert np.median(seen[rim]) > 170


def test_glass_is_leaded_at_every_pane_and_round_the_subject() -> None:
    pixels, mask = scene(3, 256)
    seen = stainedglass(pixels, mask, np.random.default_rng(1)).astype(float) / 255
    lead = np.abs(seen - LEAD).max(2) < 0.12
    contour = cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 200
    assert lead[contour].mean() > 0.9
    for top in range(0, 256 - 2 * PANE, PANE):
        assert lead[top : top + 2 * PANE, : 2 * PANE].any()
    assert 0.04 < lead.mean() < 0.35


def test_woodcut_lines_swell_with_the_dark() -> None:
    seen = cv2.cvtColor(woodcut(*ramp(), np.random.default_rng(1)), cv2.COLOR_RGB2GRAY) < 80
    assert seen[:60].mean() > seen[80:140].mean() > seen[-40:].mean()
    assert seen[-40:].mean() < 0.02
