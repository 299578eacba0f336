from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.flow.worker import Timed
from livevis.hear.level import LevelMeter
from livevis.hear.tone import Silence, Sine, Sweep, Tone, ToneSource
from livevis.messages import SongStart
from tests.hear.builders import joined, run


@given(st.sampled_from([Sine(440.0), Sine(997.3, -6.0), Sweep(), Silence()]), st.integers(1, 4000))
def test_a_tone_in_blocks_is_the_tone_in_one_piece(tone: Tone, cut: int) -> None:
    whole = tone.samples(1000, 8000, 16_000)
    parts = [tone.samples(1000, cut, 16_000), tone.samples(1000 + cut, 8000 - cut, 16_000)]
    assert np.array_equal(np.concatenate(parts), whole)
    assert whole.dtype == np.float32


def test_a_sine_has_its_pitch_and_level_even_after_ten_hours() -> None:
    late = Sine(1000.0, -12.0).samples(48_000 * 36_000 + 7, 48_000, 48_000)
    assert int(np.argmax(np.abs(np.fft.rfft(late)))) == 1000
    assert 20 * np.log10(np.abs(late).max()) == pytest.approx(-12.0, abs=0.01)
    early = Sine(1000.0, -12.0).samples(7, 48_000, 48_000)
    assert float(np.abs(late - early).max()) < 1e-5


def test_a_sweep_goes_from_low_to_high_and_begins_again() -> None:
    sweep = Sweep(100.0, 1600.0, 4.0)
    rate = 16_000

    def pitch(at: float) -> float:
        wave = sweep.samples(round(at * rate), 1600, rate)
        return float(np.sum(np.diff(np.signbit(wave)) != 0)) * 5.0

    assert pitch(1.0) == pytest.approx(200.0, rel=0.1)
    assert pitch(3.0) == pytest.approx(800.0, rel=0.1)
    assert np.array_equal(sweep.samples(4 * rate, 500, rate), sweep.samples(0, 500, rate))


def test_the_source_keeps_time_and_ignores_songs() -> None:
    source = ToneSource(Sine(440.0), rate=44_100, channels=2)
    assert isinstance(source, Timed)
    assert list(source(SongStart("a", "A", 0.0))) == []
    said = run(source, 60.0)
    assert len(said) == 3000
    assert said[-1].end == 60.0
    assert np.array_equal(joined(said)[:, 1], Sine(440.0).samples(0, 60 * 44_100, 44_100))


@pytest.mark.parametrize("level", [-6.0, -20.0, -40.0, -60.0])
def test_a_quiet_mixer_feed_is_measured_as_well_as_a_loud_one(level: float) -> None:
    meter = LevelMeter()
    said = [out for block in run(ToneSource(Sine(1000.0, level)), 1.0) for out in meter(block)]
    assert said[-1].rms == pytest.approx(level - 3.01, abs=0.05)
    assert said[-1].peak == pytest.approx(level, abs=0.05)
