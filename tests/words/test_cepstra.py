"""The front end: Sphinx's own features, however the sound is cut."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.words.cepstra import BEHIND, COEFFICIENTS, HOP, WINDOW, Cepstra, mel_bands


def hum(seconds: float, seed: int = 1) -> np.ndarray:
    """A voice-like tone whose pitch glides, in noise."""
    rng = np.random.default_rng(seed)
    time = np.arange(round(seconds * 16_000)) / 16_000
    phase = 2 * np.pi * np.cumsum(180 + 60 * np.sin(2 * np.pi * 1.3 * time)) / 16_000
    tone = sum(np.sin(n * phase) / n for n in range(1, 14)) * (0.6 + 0.4 * np.sin(2 * np.pi * 3.1 * time))
    return np.asarray(0.1 * tone + 0.003 * rng.standard_normal(len(time)), np.float32)


def test_the_cepstra_are_those_of_sphinx(tmp_path: Path) -> None:
    from pocketsphinx import Decoder, get_model_path

    pcm = (hum(1.5) * 32767).astype("<i2")
    decoder = Decoder(
        hmm=get_model_path("en-us/en-us"),
        allphone=None,
        lm=None,
        kws=None,
        mfclogdir=str(tmp_path),
        loglevel="FATAL",
    )
    decoder.add_keyphrase("k", "river")
    decoder.activate_search("k")
    decoder.start_utt()
    decoder.process_raw(pcm.tobytes(), full_utt=True)
    decoder.end_utt()
    (file,) = tmp_path.glob("*.mfc")
    theirs = np.frombuffer(file.read_bytes(), ">f4", offset=4).reshape(-1, COEFFICIENTS)
    ours = Cepstra()
    data = pcm.astype(np.float64)
    mine = ours._cepstra(data, (len(data) - WINDOW) // HOP + 1)
    assert np.abs(mine - theirs[: len(mine)]).max() < 1e-3


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 5000), min_size=1, max_size=8))
def test_however_the_sound_is_cut_the_same_features_come(cuts: list[int]) -> None:
    sound = hum(0.9)
    whole = Cepstra().feed(sound)
    pieces, at, parted = [], 0, Cepstra()
    for cut in [*cuts, len(sound)]:
        pieces.append(parted.feed(sound[at : at + cut]))
        at += cut
    assert np.allclose(np.concatenate(pieces), whole[: sum(map(len, pieces))], atol=1e-3)
    assert sum(map(len, pieces)) == len(whole)


def test_a_feature_waits_for_its_future_and_silence_is_finite() -> None:
    sound = hum(0.5)
    frames = (len(sound) - WINDOW) // HOP + 1
    assert Cepstra().feed(sound).shape == (frames - BEHIND, 3 * COEFFICIENTS)
    assert Cepstra().feed(sound[:100]).shape == (0, 3 * COEFFICIENTS)
    assert np.isfinite(Cepstra().feed(np.zeros(8000, np.float32))).all()


def test_a_louder_microphone_soon_sounds_the_same() -> None:
    quiet, loud = hum(6.0), 4.0 * hum(6.0)
    apart = np.abs(Cepstra().feed(quiet)[-100:, 0] - Cepstra().feed(loud)[-100:, 0]).mean()
    assert apart < 4.0  # 4 times louder is 13.9 in the first cepstrum


def test_bands_are_triangles_of_unit_area() -> None:
    bands = mel_bands()
    assert bands.shape == (25, 257)
    assert (bands * 31.25).sum(1) == pytest.approx(np.ones(25), abs=0.02)
