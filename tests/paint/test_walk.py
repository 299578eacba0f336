"""Walks between noises and embeddings."""

import math
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from livevis.paint.walk import evenly, lerp, noise, slerp, slerp_noise

VECTORS = hnp.arrays(np.float64, (5, 8), elements=st.floats(-10, 10, width=32))
PLACES = st.floats(0, 1)


def test_noise_is_fixed_by_its_seed_for_ever() -> None:
    # PCG64's own stream: a change here changes every show's pictures
    assert noise(7, (3,)).tolist() == pytest.approx([1.5219693, -1.1441058, 1.1501616], abs=1e-6)
    assert np.array_equal(noise(7, (1, 4, 8, 8)), noise(7, (1, 4, 8, 8)))
    assert not np.array_equal(noise(7, (64,)), noise(8, (64,)))


def test_noise_is_standard_normal() -> None:
    sample = noise(2**32 - 1, (200, 200))
    assert sample.dtype == np.float32
    assert abs(sample.mean()) < 0.02
    assert abs(sample.std() - 1) < 0.02


@given(VECTORS, VECTORS, PLACES)
@settings(deadline=None, max_examples=120)
def test_slerp_is_finite_and_no_longer_than_its_longer_end(
    a: np.ndarray, b: np.ndarray, place: float
) -> None:
    between = slerp(a, b, place)
    assert between.shape == a.shape
    assert between.dtype == np.float32
    assert np.isfinite(between).all()
    longest = np.maximum(np.linalg.norm(a, axis=-1), np.linalg.norm(b, axis=-1))
    assert (np.linalg.norm(between, axis=-1) <= longest * 1.001 + 1e-5).all()


@given(VECTORS, VECTORS, PLACES)
@settings(deadline=None, max_examples=120)
def test_equal_lengths_are_kept(a: np.ndarray, b: np.ndarray, place: float) -> None:
    length_a, length_b = (np.linalg.norm(x, axis=-1, keepdims=True) for x in (a, b))
    keep = (length_a[:, 0] > 0.1) & (length_b[:, 0] > 0.1)
    unit_a, unit_b = a[keep] / length_a[keep], b[keep] / length_b[keep]
    keep = np.abs((unit_a * unit_b).sum(-1)) < 0.99999
    lengths = np.linalg.norm(slerp(unit_a[keep], unit_b[keep], place), axis=-1)
    assert lengths == pytest.approx(np.ones(len(lengths)), abs=1e-4)


@given(VECTORS, VECTORS, PLACES)
@settings(deadline=None, max_examples=60)
def test_it_is_the_same_way_back(a: np.ndarray, b: np.ndarray, place: float) -> None:
    assert slerp(a, b, place) == pytest.approx(slerp(b, a, 1.0 - place), abs=1e-3)


@given(VECTORS, VECTORS)
@settings(deadline=None, max_examples=40)
def test_the_ends_are_exact(a: np.ndarray, b: np.ndarray) -> None:
    assert np.array_equal(slerp(a, b, 0.0), a.astype(np.float32))
    assert np.array_equal(slerp(a, b, 1.0), b.astype(np.float32))


def test_the_angle_turns_evenly() -> None:
    start, end = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    angles = [np.degrees(np.arctan2(*slerp(start, end, place)[0, ::-1])) for place in (0.25, 0.5, 0.75)]
    assert angles == pytest.approx([22.5, 45.0, 67.5], abs=1e-4)


def test_nearly_parallel_opposite_and_empty_vectors_take_the_straight_line() -> None:
    one = np.array([[1.0, 0.0], [1.0, 0.0], [0.0, 0.0]])
    other = np.array([[1.0, 1e-9], [-1.0, 0.0], [0.0, 2.0]])
    assert slerp(one, other, 0.25) == pytest.approx(lerp(one, other, 0.25).astype(np.float32))


def test_tokens_turn_each_for_itself() -> None:
    start = np.array([[1.0, 0.0], [3.0, 0.0]])
    end = np.array([[0.0, 1.0], [3.0, 0.0]])
    between = slerp(start, end, 0.5)
    assert between[1] == pytest.approx([3.0, 0.0])
    assert between[0] == pytest.approx([np.sqrt(0.5)] * 2)


def test_mixed_noise_is_as_loud_where_a_straight_mix_fades() -> None:
    one, other = noise(1, (4, 32, 32)), noise(2, (4, 32, 32))
    assert slerp_noise(one, other, 0.5).std() == pytest.approx(1.0, abs=0.03)
    assert lerp(one, other, 0.5).std() < 0.75


def logistic(steep: float) -> Callable[[float], float]:
    """Hardly anything, then all at once at 0.37, then hardly anything: how one thing turns into another."""
    return lambda place: 1.0 / (1.0 + math.exp(-steep * (place - 0.37)))


def leaps(shown: list[float]) -> float:
    """The greatest step over the median one."""
    steps = sorted(b - a for a, b in pairwise(shown))
    return steps[-1] / steps[len(steps) // 2]


@given(st.floats(1, 400), st.integers(16, 40))
@settings(deadline=None, max_examples=60)
def test_what_is_seen_moves_evenly_however_steep_the_way(steep: float, stops: int) -> None:
    shown = evenly(logistic(steep), stops, lambda a, b: abs(a - b))
    assert len(shown) == stops + 2
    assert shown == sorted(shown)
    assert (shown[0], shown[-1]) == (logistic(steep)(0.0), logistic(steep)(1.0))
    assert leaps(shown) <= 4.0


def test_even_angles_would_leap() -> None:
    assert leaps([logistic(100)(stop / 31) for stop in range(32)]) > 100
    assert leaps(evenly(logistic(100), 30, lambda a, b: abs(a - b))) <= 4.0


def test_a_way_on_which_nothing_changes_is_walked_in_even_places() -> None:
    places: list[float] = []
    evenly(lambda place: places.append(place) or 0.0, 3, lambda a, b: abs(a - b))
    assert sorted(places) == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_different_shapes_are_told() -> None:
    with pytest.raises(ValueError, match="one shape"):
        slerp(np.zeros((2, 3)), np.zeros((3, 3)), 0.5)
