from __future__ import annotations

import numpy as np
import pytest

from livevis.hear.level import FLOOR, LevelMeter
from livevis.messages import AudioBlock, Level
from tests.hear.builders import blocks_of


def flat(value: float, frames: int = 4800, channels: int = 1) -> np.ndarray:
    return np.full((frames, channels), value, dtype=np.float32)


def levels(meter: LevelMeter, samples: np.ndarray, start: float = 0.0) -> list[Level]:
    return [out for block in blocks_of(samples, 48_000, 960, start) for out in meter(block)]


def test_silence_reads_the_floor_and_full_scale_reads_zero() -> None:
    assert levels(LevelMeter(), flat(0.0))[-1] == Level(0.1, FLOOR, FLOOR)
    loud = levels(LevelMeter(), flat(1.0, channels=2))[-1]
    assert (loud.rms, loud.peak) == pytest.approx((0.0, 0.0))


def test_the_window_is_a_tenth_of_a_second() -> None:
    meter = LevelMeter()
    levels(meter, flat(0.5))
    fading = levels(meter, flat(0.0), 0.1)
    assert fading[1].rms == pytest.approx(-6.02 + 10 * np.log10(3 / 5), abs=0.01)
    assert fading[-1].rms == FLOOR


def test_the_peak_falls_twenty_decibels_a_second() -> None:
    meter = LevelMeter()
    levels(meter, flat(1.0))
    assert levels(meter, flat(0.0, 24_000), 0.1)[-1].peak == pytest.approx(-10.0, abs=0.01)
    assert levels(meter, flat(0.0, 480_000), 0.6)[-1].peak == FLOOR


def test_the_device_s_own_word_is_passed_on_and_remembered() -> None:
    meter = LevelMeter()
    levels(meter, flat(1.0))
    gone = Level(0.1, FLOOR, FLOOR, alive=False, device="USB")
    assert list(meter(gone)) == [gone]
    silent = levels(meter, flat(0.0), 0.1)[0]
    assert (silent.alive, silent.device, silent.rms) == (False, "USB", FLOOR)
    list(meter(Level(0.2, FLOOR, FLOOR, alive=True, device="Spare")))
    assert levels(meter, flat(0.1), 0.2)[0].device == "Spare"
    assert levels(meter, flat(0.1), 0.3)[0].alive


def test_blocks_of_any_length_and_rate_are_measured_and_empty_ones_pass() -> None:
    meter = LevelMeter()
    assert list(meter(AudioBlock(flat(0.1, 0), 8000, 0.0))) == []
    assert list(meter("words")) == []
    (long,) = meter(AudioBlock(flat(0.1, 80_000), 8000, 0.0))
    (short,) = meter(AudioBlock(flat(0.1, 1), 96_000, 10.0))
    assert long.rms == pytest.approx(-20.0, abs=0.01)
    assert short.rms == pytest.approx(-20.0, abs=0.01)
