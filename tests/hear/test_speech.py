from __future__ import annotations

from livevis.hear.speech import SpeechFeed
from livevis.messages import SongStart
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
