"""Sound knows its rate, its time and its shape, and nobody changes it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.messages import AudioBlock, Level


def block(frames: int = 160, channels: int = 1, **more: float) -> AudioBlock:
    samples = np.arange(frames * channels, dtype=np.float32).reshape(frames, channels) / (frames * channels)
    return AudioBlock(samples, 16_000, more.pop("start", 0.0), **more)


@given(frames=st.integers(0, 5000), start=st.floats(0, 1e5))
def test_its_end_is_its_start_and_its_length(frames: int, start: float) -> None:
    one = block(frames, start=start)
    assert one.duration == frames / 16_000
    assert one.end == start + one.duration


def test_mono_is_the_mean_over_channels() -> None:
    stereo = AudioBlock(np.array([[1.0, 0.0], [-1.0, -0.5]], np.float32), 16_000, 0.0)
    mono = stereo.mono()
    assert mono.dtype == np.float32
    assert mono.tolist() == [0.5, -0.75]


def test_mono_of_one_channel_copies_nothing() -> None:
    one = block()
    assert np.shares_memory(one.mono(), one.samples)
    assert one.mono().shape == (160,)


def test_its_samples_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        block().samples[0] = 1.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        block().start = 1.0  # type: ignore[misc]


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(160, np.float32),
        np.zeros((160, 1)),
        np.zeros((160, 1), np.int16),
        np.zeros((1, 2, 3), np.float32),
    ],
)
def test_other_shapes_and_kinds_are_refused_at_the_door(samples: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"float32 of shape \(frames, channels\)"):
        AudioBlock(samples, 16_000, 0.0)


def test_a_level_is_alive_unless_said() -> None:
    assert Level(0.0, -40.0, -30.0).alive
    assert not Level(0.0, -120.0, -120.0, alive=False).alive
