from __future__ import annotations

import numpy as np
import pytest
import soxr

from livevis.hear.resample import Mono
from livevis.messages import AudioBlock
from tests.hear.builders import blocks_of, joined, noise


@pytest.mark.parametrize("rate", [8000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("frames", [64, 441, 960, 4096])
def test_streamed_equals_whole(rate: int, frames: int) -> None:
    sound = noise(rate, 2)
    mono = Mono(16_000)
    said = [out for block in blocks_of(sound, rate, frames) for out in mono.feed(block)]
    said += list(mono.flush())
    whole = soxr.resample(sound.mean(axis=1, dtype=np.float32), rate, 16_000, quality="HQ")
    assert joined(said).shape == (16_000, 1)
    assert float(np.abs(joined(said)[:, 0] - whole).max()) < 1e-5


def test_the_same_rate_passes_untouched() -> None:
    sound = noise(16_000)
    mono = Mono(16_000)
    said = [out for block in blocks_of(sound, 16_000, 320) for out in mono.feed(block)]
    assert np.array_equal(joined(said), sound)
    assert list(mono.flush()) == []


@pytest.mark.parametrize("rate", [44_100, 48_000])
def test_a_click_keeps_its_time(rate: int) -> None:
    sound = np.zeros((2 * rate, 1), dtype=np.float32)
    sound[round(1.25 * rate)] = 1.0
    mono = Mono(16_000)
    for block in blocks_of(sound, rate, rate // 50, start=7.0, take=30.0):
        for out in mono.feed(block):
            loudest = int(np.argmax(np.abs(out.samples)))
            if abs(out.samples[loudest, 0]) > 0.2:
                assert out.start + loudest / 16_000 == pytest.approx(8.25, abs=1 / 16_000)
                assert out.take_start is not None
                assert out.take_start + loudest / 16_000 == pytest.approx(31.25, abs=1 / 16_000)
                return
    raise AssertionError("the click is lost")


def test_sound_is_never_held_back_longer_than_forty_milliseconds() -> None:
    for rate in (44_100, 48_000):
        mono = Mono(16_000)
        known = 0.0
        for block in blocks_of(noise(2 * rate), rate, rate // 50):
            for out in mono.feed(block):
                known = out.end
            if block.end > 0.1:
                assert block.end - known < 0.041


def test_blocks_follow_one_another_without_a_hole() -> None:
    mono = Mono(16_000)
    end = 3.0
    for block in blocks_of(noise(44_100), 44_100, 882, start=3.0):
        for out in mono.feed(block):
            assert out.start == pytest.approx(end, abs=1e-9)
            end = out.end


def test_another_rate_or_take_or_a_jump_begins_a_new_stretch_and_loses_nothing() -> None:
    mono = Mono(16_000)
    sound = noise(44_100)
    said = [out for block in blocks_of(sound, 44_100, 882) for out in mono.feed(block)]
    (tail, *first) = mono.feed(AudioBlock(noise(960), 48_000, 1.0))
    assert (tail.gap, tail.end) == (0.0, pytest.approx(1.0, abs=1e-4))
    assert joined([*said, tail]).shape == (16_000, 1)
    later = [out for block in blocks_of(noise(4800), 48_000, 960, start=5.0) for out in mono.feed(block)]
    assert later[0].end == pytest.approx(1.02)
    assert later[1].start == 5.0
    taken = list(mono.feed(AudioBlock(noise(4800), 48_000, 5.1, take_start=0.0)))
    assert taken[-1].take_start == 0.0
    jumped = list(mono.feed(AudioBlock(noise(4800), 48_000, 5.2, take_start=60.0)))
    assert jumped[-1].take_start == 60.0
    assert first == [] or first[0].start == 1.0


def test_a_gap_goes_with_the_first_block_after_it_and_only_there() -> None:
    mono = Mono(16_000)
    for block in blocks_of(noise(4800), 48_000, 960):
        list(mono.feed(block))
    said = [out for out in mono.feed(AudioBlock(noise(960), 48_000, 0.6, gap=0.5)) if out.start > 0.3]
    for block in blocks_of(noise(9600), 48_000, 960, start=0.62):
        said += list(mono.feed(block))
    assert [out.gap for out in said] == [0.5] + [0.0] * (len(said) - 1)
    assert said[0].start == 0.6


def test_small_corrections_of_a_clock_are_followed_without_a_seam() -> None:
    mono = Mono(16_000)
    said: list[AudioBlock] = []
    for block in blocks_of(noise(48_000), 48_000, 960):
        late = 0.002 * (block.start >= 0.5)
        said += list(mono.feed(AudioBlock(block.samples, 48_000, block.start + late)))
    said += list(mono.flush())
    assert len(joined(said)) == 16_000
    assert said[-1].end == pytest.approx(1.002, abs=1e-6)


def test_forget_drops_what_is_inside() -> None:
    mono = Mono(16_000)
    list(mono.feed(AudioBlock(noise(960), 48_000, 0.0)))
    mono.forget()
    assert list(mono.flush()) == []
