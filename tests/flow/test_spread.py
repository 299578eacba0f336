"""Quantiles right within 2 %, memory bounded, merging the same as adding."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.flow.spread import Spread

durations = st.lists(st.floats(2e-6, 1e4), min_size=1, max_size=200)


def spread_of(seconds: list[float]) -> Spread:
    spread = Spread()
    for one in seconds:
        spread.add(one)
    return spread


@given(seconds=durations, share=st.sampled_from([0.01, 0.5, 0.9, 0.95, 0.99, 1.0]))
def test_a_quantile_is_right_within_two_percent(seconds: list[float], share: float) -> None:
    truth = sorted(seconds)[max(0, math.ceil(share * len(seconds)) - 1)]
    assert truth * (1 - 1e-9) - 1e-6 <= spread_of(seconds).quantile(share) <= truth * 1.0201 + 1e-6


@given(seconds=durations)
def test_the_largest_is_exact_and_no_quantile_is_larger(seconds: list[float]) -> None:
    spread = spread_of(seconds)
    assert spread.max == max(seconds)
    assert spread.quantile(1.0) == max(seconds)
    assert spread.quantile(0.5) <= spread.max


@given(one=durations, other=durations)
def test_merging_is_the_same_as_adding(one: list[float], other: list[float]) -> None:
    merged = spread_of(one)
    merged.merge(spread_of(other))
    whole = spread_of(one + other)
    assert merged.milliseconds() == whole.milliseconds()
    assert merged.count == whole.count


def test_merging_leaves_the_other_alone() -> None:
    one, other = spread_of([1.0]), spread_of([2.0])
    one.merge(other)
    assert other.count == 1
    assert other.max == 2.0


def test_nothing_counted_gives_zeros() -> None:
    assert Spread().milliseconds() == {"p50": 0.0, "p95": 0.0, "p99": 0.0, "max": 0.0}


def test_a_negative_duration_counts_as_zero() -> None:
    spread = spread_of([-1.0, 0.0])
    assert spread.count == 2
    assert spread.quantile(1.0) == 0.0


def test_reports_in_milliseconds() -> None:
    figures = spread_of([0.1] * 99 + [2.0]).milliseconds()
    assert figures["p50"] == pytest.approx(100, rel=0.02)
    assert figures["p99"] == pytest.approx(100, rel=0.02)
    assert figures["max"] == 2000.0


def test_memory_does_not_grow_with_what_is_counted() -> None:
    spread = Spread()
    for number in range(50_000):
        spread.add(0.001 + (number % 1000) * 1e-6)
    assert len(spread._buckets) < 50
