"""The audio buffer: what went in comes out, at its time, and no more than its capacity."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.messages import AudioBlock
from livevis.words.window import BRIDGED, Window, pieces

RATE = 16_000


def block(
    start: float, frames: int, first: float = 0.0, gap: float = 0.0, take: float | None = None
) -> AudioBlock:
    samples = (first + np.arange(frames, dtype=np.float32))[:, None]
    return AudioBlock(samples, RATE, start, gap, take)


def test_sound_is_found_at_its_time() -> None:
    window = Window(2.0)
    window.feed(block(5.0, 1600))
    window.feed(block(5.1, 1600, first=1600))
    assert (window.start, window.end) == (5.0, pytest.approx(5.2))
    assert window.between(5.05, 5.06)[0] == 800
    assert len(window.between(4.0, 9.0)) == 3200
    assert len(window.between(9.0, 4.0)) == 0


def test_views_are_read_only() -> None:
    window = Window(1.0)
    window.feed(block(0.0, 1600))
    with pytest.raises(ValueError, match="read-only"):
        window.between(0.0, 0.1)[0] = 1.0


def test_a_short_gap_is_bridged_with_silence() -> None:
    window = Window(2.0)
    window.feed(block(0.0, 1600, first=1))
    window.feed(block(0.15, 1600, first=1, gap=0.05))
    assert window.end == pytest.approx(0.25)
    assert not window.between(0.1, 0.15).any()
    assert window.between(0.15, 0.16)[0] == 1


@pytest.mark.parametrize(
    "late", [block(1.0, 160, gap=0.9), block(0.1, 160, gap=BRIDGED + 0.1), block(0.02, 160)]
)
def test_what_does_not_follow_begins_anew(late: AudioBlock) -> None:
    window = Window(2.0)
    window.feed(block(0.0, 1600))
    assert not window.follows(late)
    window.feed(late)
    assert window.start == late.start
    assert len(window) == 160


@pytest.mark.parametrize("hair", [-0.002, 0.002])
def test_a_clock_corrected_by_hairs_is_followed_and_nothing_is_forgotten(hair: float) -> None:
    window = Window(10.0)
    for number in range(50):  # in all twenty times what a jump would be
        window.feed(block(number * (0.1 + hair), 1600, first=1600 * number))
    assert len(window) == 50 * 1600
    assert window.end == pytest.approx(49 * (0.1 + hair) + 0.1)
    assert list(window.between(-1.0, 9.0)) == list(range(50 * 1600))


def test_only_one_rate_is_taken() -> None:
    with pytest.raises(ValueError, match="16000"):
        Window(1.0).feed(AudioBlock(np.zeros((10, 1), np.float32), 44_100, 0.0))


def test_the_place_in_the_take_is_known() -> None:
    window = Window(1.0)
    window.feed(block(10.0, 160, take=3.0))
    assert window.take_offset == pytest.approx(-7.0)
    window.clear()
    assert window.take_offset is None


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=40), st.floats(0.05, 0.4))
@settings(deadline=None, max_examples=60)
def test_any_blocks_leave_the_newest_sound_in_order(sizes: list[int], capacity: float) -> None:
    window, fed = Window(capacity), 0
    for size in sizes:
        window.feed(block(fed / RATE, size, first=fed))
        fed += size
        kept = window.between(window.start, window.end)
        assert len(kept) == len(window) <= round(capacity * RATE)
        assert kept[-1] == fed - 1
        assert (np.diff(kept) == 1).all()
        assert window.end == pytest.approx(fed / RATE)


def test_dropping_forgets_only_the_old() -> None:
    window = Window(1.0)
    window.feed(block(2.0, 1600))
    window.drop_before(2.05)
    assert window.start == pytest.approx(2.05)
    assert window.between(2.05, 2.1)[0] == 800
    window.drop_before(1.0)
    assert window.start == pytest.approx(2.05)


def test_pieces_keep_time_take_and_sound() -> None:
    whole = block(1.0, 5000, gap=0.3, take=7.0)
    parts = list(pieces(whole, 0.1))
    assert [len(p.samples) for p in parts] == [1600, 1600, 1600, 200]
    assert [p.gap for p in parts] == [0.3, 0, 0, 0]
    assert parts[2].start == pytest.approx(1.2)
    assert parts[2].take_start == pytest.approx(7.2)
    assert (np.concatenate([p.samples for p in parts]) == whole.samples).all()
