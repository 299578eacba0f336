"""Features of sound: tones and beginnings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.music.tones import FRAME, HOP, PITCHES, WIDTH, Tones

from .band import RATE, noise, played

A_MAJOR = ((0.0, 1.0, (69, 73, 76)),)


def test_the_chroma_of_a_chord_is_its_three_tones() -> None:
    features = Tones().whole(played(list(A_MAJOR)))
    chroma = features[round(0.5 / FRAME), :PITCHES]
    assert set(np.argsort(chroma)[-3:]) == {9, 1, 4}  # a, c sharp, e


def test_another_key_turns_the_chroma() -> None:
    low, high = (Tones().whole(played(list(A_MAJOR), semitones))[25, :PITCHES] for semitones in (0, 3))
    assert float(np.roll(low, 3) @ high) > 0.95
    assert float(low @ high) < 0.5


def test_onsets_rise_when_a_tone_begins_and_fade() -> None:
    late = [(1.0, 0.5, (60, 64, 67)), (1.5, 0.5, (62, 65, 69))]
    tones = Tones()
    tones.whole(played(late))
    features = tones.whole(played(late))
    struck = np.abs(features[:, PITCHES:]).sum(1)
    assert struck[: round(0.95 / FRAME)].max() == 0.0
    assert struck[round(1.0 / FRAME) : round(1.1 / FRAME)].max() > 1.0


def test_silence_is_nothing_at_all() -> None:
    assert not Tones().whole(np.zeros(RATE, np.float32)).any()


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=30))
@settings(deadline=None, max_examples=30)
def test_however_the_sound_is_cut_the_same_features_come(sizes: list[int]) -> None:
    sound = noise(sum(sizes), 0.1)
    whole, tones = Tones().whole(sound), Tones()
    cut = [tones.feed(piece) for piece in np.split(sound, np.cumsum(sizes)[:-1])]
    joined = np.concatenate(cut)
    assert joined.shape == (len(sound) // HOP, WIDTH)
    assert joined == pytest.approx(whole, abs=1e-4)
