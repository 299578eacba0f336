"""Looks: each its own, none hides the subject, same seed same picture; grading keeps contrast."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from livevis.errors import LivevisError
from livevis.lab.pocket.looks import LOOKS, apply, grade, tone
from livevis.prompt.template import COLOURS

from .looks_scenes import scene

Bytes = NDArray[np.uint8]
EVERY = ("", *LOOKS)


def shown(look: str, seed: int, side: int = 256) -> Bytes:
    pixels, mask = scene(seed, side)
    return apply(look, pixels, mask, np.random.default_rng(seed))


def traits(picture: Bytes) -> NDArray[np.float64]:
    """What a glance takes in: colourfulness, light, edges, lines, the border's and the middle's tones."""
    luma = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(float) / 255
    hsv = cv2.cvtColor(picture, cv2.COLOR_RGB2HSV).astype(float) / 255
    steps = np.abs(np.diff(luma, axis=0))
    border = np.concatenate((luma[:6].ravel(), luma[-6:].ravel(), luma[:, :6].ravel(), luma[:, -6:].ravel()))
    fine = np.abs(luma - cv2.GaussianBlur(luma, (0, 0), 3))
    return np.array(
        [
            hsv[..., 1].mean(), hsv[..., 1].std(), luma.mean(), luma.std(), np.percentile(luma, 2),
            np.percentile(luma, 98), steps.mean(), (steps > 0.08).mean(), border.mean(), border.std(),
            fine.mean(), fine.std(), (luma < 0.15).mean(), (luma > 0.85).mean(), np.median(fine),
        ]
    )  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("shape", [(256, 256), (48, 80)])
def test_a_look_is_a_picture_of_the_same_size(look: str, shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (*shape, 3), dtype=np.uint8)
    mask = np.zeros(shape, np.uint8)
    mask[10:30, 20:40] = 255
    before = pixels.copy(), mask.copy()
    seen = apply(look, pixels, mask, np.random.default_rng(2))
    assert seen.shape == pixels.shape
    assert seen.dtype == np.uint8
    assert (pixels == before[0]).all()
    assert (mask == before[1]).all()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("value", [0, 90, 255])
@pytest.mark.parametrize("covered", [0, 255])
def test_an_even_picture_with_all_or_no_subject_is_no_trouble(look: str, value: int, covered: int) -> None:
    pixels = np.full((64, 64, 3), value, np.uint8)
    seen = apply(look, pixels, np.full((64, 64), covered, np.uint8), np.random.default_rng(2))
    assert seen.shape == pixels.shape


@pytest.mark.parametrize("look", LOOKS)
def test_the_same_seed_gives_the_same_picture(look: str) -> None:
    assert (shown(look, 5) == shown(look, 5)).all()


def test_no_look_is_the_picture_itself() -> None:
    assert (shown("", 3) == scene(3, 256)[0]).all()


def test_a_glance_tells_the_looks_apart() -> None:
    """A linear classifier on fifteen traits, learned on other scenes."""
    learned = [(traits(shown(look, seed)), i) for i, look in enumerate(EVERY) for seed in range(12)]
    asked = [(traits(shown(look, seed)), i) for i, look in enumerate(EVERY) for seed in range(50, 54)]
    x = np.array([row for row, _ in learned])
    middle, spread = x.mean(0), x.std(0) + 1e-6
    truth = np.eye(len(EVERY))[[label for _, label in learned]]

    def seen(rows: NDArray[np.float64]) -> NDArray[np.float64]:
        z = (rows - middle) / spread
        return np.column_stack((z, z**2, np.ones(len(z))))

    design = seen(x)
    weights = np.linalg.solve(design.T @ design + 0.1 * np.eye(design.shape[1]), design.T @ truth)
    guesses = (seen(np.array([row for row, _ in asked])) @ weights).argmax(1)
    right = np.mean(guesses == [label for _, label in asked])
    assert right >= 0.97


@pytest.mark.parametrize("look", [look for look in LOOKS if look != "neon"])
def test_the_subject_keeps_its_lines(look: str) -> None:
    """Inside the subject, light rises and falls where it did; neon alone turns what is filled into lines."""
    for seed in (1, 2, 3, 4):
        pixels, mask = scene(seed, 256)
        inside = cv2.erode(mask, np.ones((9, 9), np.uint8)) > 127
        was = cv2.cvtColor(cv2.GaussianBlur(pixels, (0, 0), 2), cv2.COLOR_RGB2GRAY)[inside]
        now = cv2.cvtColor(cv2.GaussianBlur(shown(look, seed), (0, 0), 2), cv2.COLOR_RGB2GRAY)[inside]
        assert np.corrcoef(was, now)[0, 1] > 0.7


@pytest.mark.parametrize("look", LOOKS)
def test_the_subject_stands_out_from_its_ground(look: str) -> None:
    """Along the contour the picture changes at least as much as it did before the look, or strongly."""
    for seed in (1, 2, 3, 4):
        pixels, mask = scene(seed, 256)
        contour = cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((5, 5), np.uint8)) > 127
        light = shown(look, seed).astype(float)
        change = np.hypot(
            cv2.Sobel(light, cv2.CV_64F, 1, 0).max(2), cv2.Sobel(light, cv2.CV_64F, 0, 1).max(2)
        )
        was = pixels.astype(float)
        before = np.hypot(cv2.Sobel(was, cv2.CV_64F, 1, 0).max(2), cv2.Sobel(was, cv2.CV_64F, 0, 1).max(2))
        assert change[contour].mean() > min(120.0, 0.6 * before[contour].mean())


@pytest.mark.parametrize("look", ["papercut", "stainedglass", "oil", "watercolour", "woodcut"])
def test_a_coloured_look_keeps_the_subject_s_colour(look: str) -> None:
    pixels, mask = scene(2, 256, colour=(200, 40, 40))
    seen = apply(look, pixels, mask, np.random.default_rng(0))
    red, green, blue = np.median(seen[cv2.erode(mask, np.ones((9, 9), np.uint8)) > 127], axis=0)
    assert red > green + 60
    assert red > blue + 60


def test_an_unknown_look_is_told_with_those_there_are() -> None:
    with pytest.raises(LivevisError, match=r"cubist.*woodcut"):
        apply("cubist", *scene(1, 64), np.random.default_rng(0))


def test_a_mask_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        apply("ink", scene(1, 64)[0], np.zeros((32, 32), np.uint8), np.random.default_rng(0))


def test_a_tone_is_a_colour_of_the_prompter() -> None:
    assert tone("teal") == COLOURS["teal"]
    with pytest.raises(LivevisError, match="There is no colour 'puce'"):
        tone("puce")


def test_grading_pulls_towards_its_tones_in_any_order_and_keeps_contrast() -> None:
    pixels, _ = scene(3, 128)
    teal, gold = tone("teal"), tone("gold")
    seen = grade(pixels, (gold, teal))
    assert (seen == grade(pixels, (teal, gold))).all()
    assert np.abs(seen.astype(int) - pixels).mean() > 8
    was, now = (cv2.cvtColor(one, cv2.COLOR_RGB2GRAY).astype(float) for one in (pixels, seen))
    assert now.std() > 0.75 * was.std()
    assert np.corrcoef(was.ravel(), now.ravel())[0, 1] > 0.97


@pytest.mark.parametrize("names", [("red",), ("black",), ("white",), ("ivory", "cream", "white")])
def test_even_light_or_dark_tones_leave_a_picture(names: tuple[str, ...]) -> None:
    ramp = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, 2)
    seen = cv2.cvtColor(grade(ramp, [tone(name) for name in names], 1.0), cv2.COLOR_RGB2GRAY)[0].astype(int)
    assert (np.diff(seen) >= -1).all()
    assert seen[-1] - seen[0] > 200


def test_no_tones_or_no_amount_change_nothing() -> None:
    pixels, _ = scene(3, 64)
    assert grade(pixels, ()) is pixels
    assert grade(pixels, (tone("red"),), 0.0) is pixels
