"""Phrases are cut where a voice begins and ends, at any level, over a steady bed."""

import numpy as np
import pytest
from numpy.typing import NDArray

from livevis.words.gate import GATES, Edge, Gate, Turn

RATE = 16_000
Sound = NDArray[np.float32]


def voice(seconds: float, pitch: float = 220.0) -> Sound:
    """A vowel-like tone: harmonics with a formant tilt, swelling four times a second like syllables."""
    t = np.arange(round(seconds * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * pitch * n * t) / n for n in range(1, 12))
    return np.asarray(0.2 * tone * (0.65 + 0.35 * np.sin(2 * np.pi * 4 * t)), dtype=np.float32)


def noise(seconds: float, level: float, seed: int = 0) -> Sound:
    return np.asarray(
        np.random.default_rng(seed).standard_normal(round(seconds * RATE)) * level, dtype=np.float32
    )


def phrases(gate: Gate, sound: Sound, size: int = 1600) -> list[Turn]:
    return [turn for i in range(0, len(sound), size) for turn in gate.feed(sound[i : i + size], i / RATE)]


def take(gain: float = 1.0) -> Sound:
    bed = noise(9.0, 0.003)
    bed[2 * RATE : 4 * RATE] += voice(2.0)
    bed[6 * RATE : 7 * RATE] += voice(1.0, 440.0)
    return bed * np.float32(gain)


@pytest.mark.parametrize("gain", [1.0, 0.01])
def test_two_phrases_at_full_level_and_40_db_below(gain: float) -> None:
    turns = phrases(Gate(), take(gain))
    assert [t.edge for t in turns] == [Edge.START, Edge.END, Edge.START, Edge.END]
    starts_and_ends = [t.at for t in turns]
    assert starts_and_ends == pytest.approx([1.6, 4.6, 5.6, 7.6], abs=0.25)


def test_the_size_of_the_pieces_does_not_matter() -> None:
    whole = phrases(Gate(), take(), size=9 * RATE)
    for size in (37, 160, 4000):
        assert phrases(Gate(), take(), size=size) == pytest.approx(whole)


def test_silence_and_steady_noise_open_nothing() -> None:
    assert phrases(Gate(), np.zeros(5 * RATE, np.float32)) == []
    assert phrases(Gate(), noise(8.0, 0.05)) == []


def test_noise_bursts_are_loud_but_have_no_pitch() -> None:
    sound = noise(6.0, 0.003)
    for second in (2, 3, 4):
        sound[second * RATE : second * RATE + 4000] += noise(0.25, 0.2, seed=second)
    assert phrases(Gate(), sound) == []
    assert phrases(GATES["speech"](), sound) == []


def test_off_opens_at_once_and_never_closes() -> None:
    turns = phrases(GATES["off"](), take())
    assert turns == [Turn(Edge.START, 0.0)]


def test_another_detector_can_open_it() -> None:
    gate = Gate()
    gate.feed(noise(1.0, 0.001), 0.0)
    turn = gate.attend(1.0)
    assert turn is not None
    assert turn.edge is Edge.START
    assert turn.at < 1.0
    assert gate.attend(1.1) is None
    ends = gate.feed(noise(2.0, 0.001), 1.0)
    assert [t.edge for t in ends] == [Edge.END]


def test_support_counts_voice_and_syllables() -> None:
    gate = Gate()
    phrases(gate, take())
    share, onsets = gate.support(2.0, 4.0)
    assert share > 0.9
    assert 6 <= onsets <= 10
    assert gate.support(0.2, 1.5)[0] < 0.1
    assert gate.support(100.0, 101.0) == (0.0, 0)


def test_reset_forgets_the_room() -> None:
    gate = Gate()
    first = phrases(gate, take())
    gate.reset()
    assert phrases(gate, take()) == first
