from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.hear.ring import Ring

ACTS = st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=60)


def numbered(first: int, count: int, channels: int = 1) -> np.ndarray:
    """Frames that carry their own number (below 2**24: exact in float32)."""
    return np.repeat(np.arange(first, first + count, dtype=np.float32)[:, None], channels, axis=1)


@given(st.integers(1, 17), st.integers(1, 3), ACTS)
def test_the_ring_behaves_as_a_list_that_forgets_its_oldest(
    capacity: int, channels: int, acts: list[tuple[bool, int]]
) -> None:
    ring = Ring(capacity, channels)
    kept: list[int] = []
    lost = told = taken = written = 0
    for writes, count in acts:
        if writes:
            ring.write(numbered(written, count, channels))
            kept += range(written, written + count)
            written += count
            lost += len(kept[:-capacity])
            kept = kept[-capacity:]
        else:
            samples, missing = ring.read(count)
            assert missing == lost - told
            told = lost
            assert samples.shape[1] == channels
            assert samples[:, 0].tolist() == kept[:count] == samples[:, -1].tolist()
            taken += len(samples)
            del kept[:count]
        assert ring.written == written == ring.taken + ring.lost + len(ring)
    assert (ring.taken, ring.lost) == (taken, told)


def test_what_is_read_is_a_copy() -> None:
    ring = Ring(4, 1)
    ring.write(numbered(0, 4))
    samples, _ = ring.read(4)
    ring.write(numbered(100, 4))
    assert samples[:, 0].tolist() == [0, 1, 2, 3]


def test_a_wrong_shape_is_counted_and_does_not_raise() -> None:
    ring = Ring(8, 2)
    ring.write(np.zeros((5, 3), dtype=np.float32))
    ring.write(np.zeros(5, dtype=np.float32))
    assert (ring.refused, ring.written) == (10, 0)


@pytest.mark.parametrize(("capacity", "channels"), [(0, 1), (1, 0)])
def test_a_ring_holds_something(capacity: int, channels: int) -> None:
    with pytest.raises(ValueError, match="at least one frame"):
        Ring(capacity, channels)


def test_a_storm_of_writes_never_hands_out_a_frame_twice_or_torn() -> None:
    ring = Ring(3000, 2)
    total = 1_500_000
    done = threading.Event()

    def storm() -> None:
        source = numbered(0, 4000, 2)
        step = 0
        while step < total:
            count = 1 + step % 997
            ring.write(source[:count] + np.float32(step))
            step += count
        done.set()

    writer = threading.Thread(target=storm)
    writer.start()
    expected = 0
    try:
        while not (done.is_set() and len(ring) == 0):
            samples, lost = ring.read(700)
            expected += lost
            if len(samples):
                assert samples[0, 0] == expected
                assert np.array_equal(samples, numbered(expected, len(samples), 2))
            expected += len(samples)
    finally:
        writer.join(20)
    assert expected == ring.written == ring.taken + ring.lost
