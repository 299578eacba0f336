from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from livevis.hear.speech import Joined, SpeechFeed
from livevis.messages import AudioBlock, SongStart
from tests.hear.builders import blocks_of, joined, noise


def test_the_feed_is_speech_rate_mono_float() -> None:
    with SpeechFeed() as feed:
        said = [out for block in blocks_of(noise(44_100, 2), 44_100, 882) for out in feed(block)]
    assert {out.rate for out in said} == {16_000}
    assert joined(said).dtype == "float32"
    assert 15_300 < len(joined(said)) <= 16_000
    assert said[0].start == 0.0


def test_all_else_is_ignored() -> None:
    assert list(SpeechFeed()(SongStart("a", "A", 0.0))) == []


def test_reset_starts_anew() -> None:
    feed = SpeechFeed()

    def once() -> bytes:
        blocks = blocks_of(noise(9600), 48_000, 960)
        return joined(out for block in blocks for out in feed(block)).tobytes()

    first = once()
    feed.reset()
    assert once() == first


def test_blocks_that_waited_together_are_one_block() -> None:
    blocks = [
        AudioBlock(
            np.full((640, 1), i, np.float32), 16_000, 2.0 + 0.04 * i, gap=0.3 * (i == 0), take_start=0.04 * i
        )
        for i in range(3)
    ]
    joint = Joined()
    assert all(joint.fits(a, b) for a, b in pairwise(blocks))
    whole = joint.joined(blocks)
    assert (whole.start, whole.gap, whole.take_start, len(whole.samples)) == (2.0, 0.3, 0.0, 1920)
    assert whole.samples[:, 0].tolist() == [0.0] * 640 + [1.0] * 640 + [2.0] * 640
    assert whole.end == pytest.approx(blocks[-1].end)


def test_a_gap_another_rate_or_something_else_is_not_joined() -> None:
    def block(start: float, rate: int = 16_000, gap: float = 0.0, take: float | None = None) -> AudioBlock:
        return AudioBlock(np.zeros((rate // 25, 1), np.float32), rate, start, gap=gap, take_start=take)

    first, joint = block(0.0), Joined()
    assert joint.fits(first, block(0.04))
    assert not joint.fits(first, block(0.04, gap=0.1))
    assert not joint.fits(first, block(0.08))
    assert not joint.fits(first, block(0.04, rate=48_000))
    assert not joint.fits(first, block(0.04, take=1.0))
    assert not joint.fits(first, "song")
