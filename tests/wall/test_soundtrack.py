import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.messages import AudioBlock
from livevis.wall.soundtrack import RATE, Soundtrack, stereo


def _tone(seconds, rate, channels=1, start=0.0):
    t = np.arange(round(seconds * rate)) / rate + start
    return np.repeat(np.sin(2 * np.pi * 440 * t)[:, None], channels, axis=1).astype(np.float32) * np.float32(
        0.5
    )


def _blocks(samples, rate, start, size=0.1):
    step = round(size * rate)
    return [
        AudioBlock(samples[i : i + step].copy(), rate, start + i / rate) for i in range(0, len(samples), step)
    ]


def _line(track, blocks):
    pieces = [piece for block in blocks for piece in track.add(block)]
    return np.concatenate([*pieces, *track.close(), np.zeros((0, 2), np.float32)])


@pytest.mark.parametrize("rate", [8000, 16000, 44100, 48000, 96000])
@pytest.mark.parametrize("channels", [1, 2, 5])
def test_any_rate_and_channel_count_becomes_the_same_tone(rate, channels):
    track = Soundtrack()
    line = _line(track, _blocks(_tone(1.0, rate, channels), rate, 0.0))
    want = _tone(1.0, RATE, 2)
    assert abs(len(line) - RATE) <= 1
    inner = slice(2000, 46000)
    assert np.abs(line[inner] - want[inner]).max() < 0.01
    assert track.written == len(line)


def test_48k_stereo_passes_untouched():
    samples = np.random.default_rng(0).uniform(-1, 1, (4800, 2)).astype(np.float32)
    assert np.array_equal(_line(Soundtrack(), _blocks(samples, RATE, 0.0, 0.01)), samples)


def test_holes_are_silent_and_sound_stands_where_it_belongs():
    click = np.ones((480, 1), np.float32)
    line = _line(Soundtrack(), [AudioBlock(click, RATE, 0.5), AudioBlock(click, RATE, 1.25)])
    on = np.flatnonzero(line[:, 0])
    assert on[0] == 24000
    assert np.array_equal(np.flatnonzero(np.diff(on) > 1), [479])
    assert on[480] == 60000
    assert len(line) == 60480


def test_overlap_is_cut_and_counted():
    ones = np.ones((4800, 2), np.float32)
    track = Soundtrack()
    line = _line(track, [AudioBlock(ones, RATE, 0.0), AudioBlock(ones * 0.5, RATE, 0.05)])
    assert len(line) == 7200
    assert (line[:4800] == 1.0).all()
    assert (line[4800:] == 0.5).all()
    assert abs(track.cut - 0.05) < 1e-6


def test_sound_before_the_film_is_left_out():
    track = Soundtrack(origin=10.0)
    line = _line(track, [AudioBlock(np.ones((4800, 2), np.float32), RATE, 9.95)])
    assert len(line) == 2400
    assert list(track.add(AudioBlock(np.ones((4800, 2), np.float32), RATE, 3.0))) == []


def test_a_change_of_rate_and_channels_keeps_the_place():
    blocks = _blocks(_tone(0.5, 44100), 44100, 0.0) + _blocks(_tone(0.5, 16000, 2, 0.5), 16000, 0.5)
    line = _line(Soundtrack(), blocks)
    assert abs(len(line) - RATE) <= 2
    want = _tone(1.0, RATE, 2)
    for inner in (slice(2000, 22000), slice(26000, 46000)):
        assert np.abs(line[inner] - want[inner]).max() < 0.02


@pytest.mark.parametrize("drift", [-0.0005, 0.0005])
def test_a_drifting_device_is_followed_without_holes(drift):
    rate, track = 48000, Soundtrack()
    blocks = [AudioBlock(np.ones((4800, 2), np.float32), rate, i * 0.1 * (1 + drift)) for i in range(600)]
    line = _line(track, blocks)
    assert (line == 1.0).all()
    assert abs(len(line) / RATE - 60.0 * (1 + drift)) < 0.006
    assert track.cut == 0.0


def test_jitter_of_a_recording_s_blocks_changes_nothing():
    samples = np.random.default_rng(0).uniform(-1, 1, (48000, 2)).astype(np.float32)
    blocks = [
        AudioBlock(block.samples, RATE, block.start + (-1) ** i * 0.0008)
        for i, block in enumerate(_blocks(samples, RATE, 0.01))
    ]
    line = _line(Soundtrack(), blocks)
    start = round(0.0108 * RATE)
    assert np.array_equal(line[start:], samples)


def test_padding_reaches_its_time_and_no_further():
    track = Soundtrack(origin=1.0)
    assert sum(map(len, track.pad(2.5))) == 72000
    assert track.end == 2.5
    assert list(track.pad(2.0)) == []


def test_stereo():
    assert np.array_equal(stereo(np.float32([[1], [2]])), [[1, 1], [2, 2]])
    assert np.array_equal(stereo(np.float32([[1, 2, 6]])), [[3, 3]])


PLACES = st.lists(
    st.tuples(st.floats(-0.3, 0.6), st.sampled_from([16000, 44100, 48000]), st.integers(0, 3000)), max_size=25
)


@given(PLACES)
@settings(deadline=None, max_examples=60)
def test_whatever_comes_the_line_is_unbroken_and_as_long_as_it_says(places):
    track, at, total, end = Soundtrack(), 0.0, 0, 0.0
    for step, rate, length in places:
        at = max(0.0, at + step)
        block = AudioBlock(np.ones((length, 1), np.float32), rate, at)
        total += sum(map(len, track.add(block)))
        assert total == track.written
        end = max(end, block.end)
    total += sum(map(len, track.close()))
    assert total == track.written
    assert total / RATE <= end + 0.02
