"""Takes made of a take."""

import numpy as np
import pytest

from livevis.lab.words.conditions import CONDITIONS, DRIFT, SEMITONE, Condition, changed, pink, stretched

RATE = 16_000


def tone(seconds: float, hertz: float = 440.0) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def clicks(times: list[float], seconds: float) -> np.ndarray:
    """Bursts of 30 ms at ``times``."""
    sound = np.zeros(round(seconds * RATE), np.float32)
    for at in times:
        sound[round(at * RATE) :][:480] = tone(0.03, 1000.0)
    return sound


def onsets(sound: np.ndarray) -> np.ndarray:
    """Where bursts begin, seconds."""
    loud = np.flatnonzero(np.abs(sound) > 0.1)
    return loud[np.concatenate([[True], np.diff(loud) > 1600])] / RATE


def pitch(sound: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(spectrum.argmax()) * RATE / len(sound)


def test_a_plain_take_is_the_take() -> None:
    sound = tone(1.0)
    made = changed(sound, CONDITIONS["plain"], 1)
    assert np.array_equal(made.sound, sound)
    assert made.heard(np.array([0.25])) == pytest.approx(0.25)


def test_stretching_keeps_the_pitch() -> None:
    made = stretched(tone(4.0), lambda at: 0.8 * at, 5.0)
    assert len(made) == pytest.approx(5.0 * RATE, abs=600)
    assert pitch(made[RATE : 4 * RATE]) == pytest.approx(440.0, abs=2.0)
    assert float(np.abs(made[RATE : 4 * RATE]).max()) == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("condition", [Condition(drift=DRIFT), Condition(key=SEMITONE), CONDITIONS["all"]])
def test_what_is_said_of_the_times_is_what_is_heard(condition: Condition) -> None:
    times = [2.0, 11.0, 20.5, 27.0, 33.3]
    made = changed(clicks(times, 36.0), Condition(condition.key, condition.drift), 1)
    assert onsets(made.sound) == pytest.approx(made.heard(np.array(times)), abs=0.03)


def test_a_drifting_band_is_off_by_seconds_and_never_runs_backwards() -> None:
    times = np.linspace(0.0, 120.0, 500)
    heard = changed(np.zeros(120 * RATE, np.float32), CONDITIONS["drift"], 3).heard(times)
    assert (np.diff(heard) > 0.9 * np.diff(times)).all()
    assert np.abs(heard - times).max() > 0.3


def test_a_semitone_up_is_a_semitone_up() -> None:
    made = changed(tone(4.0), CONDITIONS["semitone"], 1)
    assert pitch(made.sound[RATE : 3 * RATE]) == pytest.approx(440.0 * SEMITONE, abs=2.0)


def test_noise_is_ten_decibels_down_and_pink() -> None:
    sound = tone(4.0)
    rest = changed(sound, CONDITIONS["noise"], 1).sound - sound
    assert 20 * np.log10(sound.std() / rest.std()) == pytest.approx(10.0, abs=0.2)
    power = np.abs(np.fft.rfft(pink(1 << 16, np.random.default_rng(0)))) ** 2
    assert power[1000:2000].sum() == pytest.approx(power[2000:4000].sum(), rel=0.15)


def test_a_hall_rings_on() -> None:
    made = changed(clicks([0.5], 2.0), CONDITIONS["reverb"], 1).sound
    assert float(np.abs(made[round(0.6 * RATE) : RATE]).mean()) > 1e-3
    assert not made[: round(0.49 * RATE)].any() or float(np.abs(made[: round(0.49 * RATE)]).max()) < 1e-4


def test_the_same_seed_makes_the_same_take() -> None:
    sound = tone(3.0)
    one, two = (changed(sound, CONDITIONS["all"], 4).sound for _ in range(2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, changed(sound, CONDITIONS["all"], 5).sound)
