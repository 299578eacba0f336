"""The nearest drawing, and how near."""

from __future__ import annotations

import numpy as np
import pytest

from livevis.lab.judge.nearest import SIDE, nearest


def test_a_copy_is_found_at_no_distance_and_a_brighter_one_at_its_difference() -> None:
    rng = np.random.default_rng(3)
    drawings = rng.integers(0, 200, (20, SIDE, SIDE, 3)).astype(np.uint8)
    found = nearest(np.stack([drawings[7], drawings[11] + 12]), drawings)
    assert found.index.tolist() == [7, 11]
    assert found.distance == pytest.approx([0.0, 12.0], abs=0.05)


def test_sizes_may_differ() -> None:
    drawings = np.stack([np.full((96, 96, 3), value, np.uint8) for value in (10, 90, 170)])
    found = nearest(np.full((1, 256, 256, 3), 100, np.uint8), drawings)
    assert found.index.tolist() == [1]
    assert found.distance == pytest.approx([10.0], abs=0.05)
