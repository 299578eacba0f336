from __future__ import annotations

import numpy as np

from livevis.hear.source import Pace, silence, tame


def test_an_hour_of_blocks_ends_exactly_where_an_hour_ends() -> None:
    pace = Pace(0.1, 44_100)
    for _ in range(50 * 3600):
        pace.frames += pace.block_frames
    assert pace.end == 0.1 + 3600.0


def test_the_stamp_says_where_the_block_lies_and_the_promise_is_kept() -> None:
    pace = Pace(2.0, 11_025)
    promised = pace.next_end
    block = pace.stamp(silence(pace.block_frames), gap=0.5, take_zero=11_025)
    assert (block.start, block.gap, block.take_start) == (2.0, 0.5, 1.0)
    assert block.end == promised == pace.end


def test_frames_until_counts_to_the_nearest_frame() -> None:
    pace = Pace(1.0, 48_000)
    pace.frames = 480
    assert pace.frames_until(1.02) == 480
    assert pace.frames_until(1.0) == -480


def test_tame_leaves_good_samples_alone_and_mends_the_rest() -> None:
    wild = np.array([[0.5, -1.5], [np.nan, np.inf], [-np.inf, 3.0]], dtype=np.float32)
    assert tame(wild).tolist() == [[0.5, -1.0], [0.0, 1.0], [-1.0, 1.0]]
    assert wild[0, 1] == -1.0
