"""Senone scores, against the engine whose model they are of."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from livevis.errors import ModelFault
from livevis.words.senones import SILENT, AcousticModel, read_definition

from .test_cepstra import hum


@pytest.fixture(scope="module")
def folder() -> Path:
    from pocketsphinx import get_model_path

    return Path(get_model_path("en-us/en-us"))


@pytest.fixture(scope="module")
def model(folder: Path) -> AcousticModel:
    return AcousticModel.load(folder)


def test_phones_and_their_states_are_known(model: AcousticModel) -> None:
    assert len(model.phones) == 42
    assert set(SILENT) <= set(model.phones)
    inside, begin = model.states_of("IH", "L", "V", 0), model.states_of("IH", "L", "V", 1)
    assert len(inside) == len(begin) == 3
    assert inside != model.states_of("IH", "T", "N", 0)
    assert model.states_of("SIL", "SIL", "SIL", 0) == model.states_of("SIL", "AA", "B", 3)
    with pytest.raises(KeyError):
        model.states_of("XX", "L", "V", 0)


def test_scores_are_the_engine_s_own_but_for_its_short_cuts(
    model: AcousticModel, folder: Path, tmp_path: Path
) -> None:
    from pocketsphinx import Decoder

    pcm = (hum(1.2) * 32767).astype("<i2")
    decoder = Decoder(
        hmm=str(folder), lm=None, senlogdir=str(tmp_path), mfclogdir=str(tmp_path), compallsen=True,
        pl_window=0, loglevel="FATAL",
    )  # fmt: skip
    decoder.add_keyphrase("k", "river")
    decoder.activate_search("k")
    decoder.start_utt()
    decoder.process_raw(pcm.tobytes(), full_utt=True)
    decoder.end_utt()
    (mfc,), (sen,) = tmp_path.glob("*.mfc"), tmp_path.glob("*.sen")
    cepstra = np.frombuffer(mfc.read_bytes(), ">f4", offset=4).reshape(-1, 13).astype(np.float64)
    data = sen.read_bytes()
    theirs = (
        -np.frombuffer(data, "<i2", offset=data.index(b"endhdr\n") + 11).reshape(-1, 5127)[:, 1:] * 0.10239
    )
    plain = cepstra - cepstra.mean(0)
    wide = np.concatenate([plain[:1].repeat(3, 0), plain, plain[-1:].repeat(3, 0)])
    at = np.arange(3, len(wide) - 3)
    slopes, curves = wide[at + 2] - wide[at - 2], wide[at + 3] - wide[at - 1] - wide[at + 1] + wide[at - 3]
    scores = model.scorer(range(5126)).score(np.concatenate([plain, slopes, curves], 1).astype(np.float32))
    ours = scores - scores.max(1, keepdims=True)
    frames = min(len(ours), len(theirs))
    likeness = np.corrcoef(np.maximum(ours[:frames], -40).ravel(), np.maximum(theirs[:frames], -40).ravel())[
        0, 1
    ]
    assert likeness > 0.9
    assert np.abs(ours[:frames] - theirs[:frames])[theirs[:frames] > -15].mean() < 2.0


def test_some_senones_score_as_they_do_among_all(model: AcousticModel) -> None:
    features = np.random.default_rng(1).standard_normal((7, 39)).astype(np.float32)
    whole = model.scorer(range(5126)).score(features)
    chosen = [4000, 3, 77, 5125]
    assert np.allclose(model.scorer(chosen).score(features), whole[:, chosen], atol=1e-3)


def test_what_is_no_model_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match="holds no acoustic model"):
        AcousticModel.load(tmp_path)
    with pytest.raises(ValueError, match="no binary model definition"):
        read_definition(b"# text\n")
    for name in ("mdef", "means", "variances"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    (tmp_path / "sendump").write_bytes((folder / "sendump").read_bytes()[:700])
    with pytest.raises(ModelFault, match="holds no acoustic model"):
        AcousticModel.load(tmp_path)
