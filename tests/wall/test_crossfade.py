import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.errors import LivevisError
from livevis.messages import Crossfade
from livevis.wall.crossfade import BLENDS, CURVES, check, weight

EVERY_LEVEL = np.arange(256, dtype=np.uint8).repeat(4).reshape(16, 16, 4)


@pytest.mark.parametrize("blend", BLENDS)
@given(k=st.floats(0.0, 1.0))
@settings(deadline=None, max_examples=300)
def test_a_picture_mixed_with_itself_is_itself(blend, k):
    out = np.empty_like(EVERY_LEVEL)
    assert np.array_equal(BLENDS[blend](EVERY_LEVEL, EVERY_LEVEL, k, out), EVERY_LEVEL)


@pytest.mark.parametrize("blend", BLENDS)
def test_the_ends_are_exact_and_the_middle_lies_between(blend):
    chance = np.random.default_rng(3)
    a, b = chance.integers(0, 256, (2, 100, 31, 4), dtype=np.uint8)
    mix = BLENDS[blend]
    assert np.array_equal(mix(a, b, 0.0, np.empty_like(a)), a)
    assert np.array_equal(mix(a, b, 1.0, np.empty_like(a)), b)
    middle = mix(a, b, 0.4, np.empty_like(a))
    assert (middle >= np.minimum(a, b)).all()
    assert (middle <= np.maximum(a, b)).all()
    in_place = a.copy()
    assert np.array_equal(mix(in_place, b, 0.4, in_place), middle)


def test_red_to_green_dips_in_values_and_not_in_light():
    red, green = np.zeros((2, 2, 2, 4), np.uint8)
    red[..., 0], green[..., 1] = 255, 255
    dipped = BLENDS["perceptual"](red, green, 0.5, np.empty_like(red))[0, 0]
    even = BLENDS["linear"](red, green, 0.5, np.empty_like(red))[0, 0]
    assert tuple(dipped[:2]) in {(127, 127), (128, 128)}
    assert tuple(even[:2]) == (180, 180)


def test_linear_light_stays_near_the_srgb_curve():
    a, b = (v.astype(np.uint8) for v in np.meshgrid(np.arange(256), np.arange(256)))
    got = BLENDS["linear"](
        a[..., None].repeat(4, 2), b[..., None].repeat(4, 2), 0.5, np.empty((256, 256, 4), np.uint8)
    )

    def light(v):
        v = v / 255.0
        return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)

    mean = (light(a) + light(b)) / 2
    exact = 255 * np.where(mean <= 0.0031308, 12.92 * mean, 1.055 * mean ** (1 / 2.4) - 0.055)
    assert np.abs(got[..., 0] - exact).max() <= 10.5


@pytest.mark.parametrize("curve", CURVES)
def test_curves_end_at_one_and_never_go_back(curve):
    levels = [CURVES[curve](x) for x in np.linspace(0, 1, 200)]
    assert levels[-1] == 1.0
    assert levels[0] == (1.0 if curve == "cut" else 0.0)
    assert all(b >= a for a, b in itertools.pairwise(levels))


def test_weight_over_time():
    fade = Crossfade(2.0, "smoothstep")
    assert [weight(fade, age) for age in (-0.1, 0.0, 1.0, 2.0, 9.0)] == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert weight(Crossfade(0.0), 0.0) == 1.0
    assert weight(Crossfade(5.0, "cut"), 0.0) == 1.0
    assert weight(Crossfade(5.0, "cut"), -0.01) == 0.0


@pytest.mark.parametrize("fade", [Crossfade(curve="wobble"), Crossfade(blend="screen")])
def test_an_unknown_name_is_told_with_the_known_ones(fade):
    with pytest.raises(LivevisError, match=r"unknown crossfade .* Use one of"):
        check(fade)
