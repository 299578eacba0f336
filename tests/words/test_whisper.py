"""The real loading code, with a Whisper that fits into a test."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from livevis.errors import ModelFault
from livevis.messages import AudioBlock, Heard, SongEnd, SongStart
from livevis.words.passes import PassOptions
from livevis.words.whisper import (
    FasterWhisper,
    SileroJudge,
    WhisperOptions,
    WhisperTranscriber,
    check_folder,
    multilingual,
)
from tests.fakes.tiny_whisper import build_tiny_whisper

RATE = 16_000


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_whisper(tmp_path_factory.mktemp("whisper"))


def noise(seconds: float) -> np.ndarray[Any, np.dtype[np.float32]]:
    return (np.random.default_rng(0).standard_normal(round(seconds * RATE)) * 0.1).astype(np.float32)


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.json"])
def test_a_missing_file_is_named(tiny: Path, tmp_path: Path, name: str) -> None:
    broken = shutil.copytree(tiny, tmp_path / "broken")
    (broken / name).unlink()
    with pytest.raises(ModelFault, match=name) as caught:
        check_folder(broken)
    assert str(broken) in str(caught.value)
    assert "livevis models fetch" in caught.value.remedy


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match="nowhere"), WhisperTranscriber(WhisperOptions(tmp_path / "nowhere")):
        pass


def test_a_corrupt_model_is_a_fault(tiny: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(tiny, tmp_path / "broken")
    (broken / "model.bin").write_bytes(b"not a model")
    with pytest.raises(ModelFault, match="does not load"):
        FasterWhisper(WhisperOptions(broken))


def test_languages_are_told_from_the_folder(tiny: Path, tmp_path: Path) -> None:
    worker = WhisperTranscriber(WhisperOptions(tiny))
    assert multilingual(tiny)
    assert worker.hears("en")
    assert worker.hears("de-AT")
    assert worker.hears("auto")
    assert not worker.hears("tlh")
    english = shutil.copytree(tiny, tmp_path / "english")
    (english / "config.json").write_text("{}")
    assert not WhisperTranscriber(WhisperOptions(english)).hears("de")
    assert WhisperTranscriber(WhisperOptions(english)).hears("en-GB")


def test_segments_lie_inside_the_sound(tiny: Path) -> None:
    engine = FasterWhisper(WhisperOptions(tiny, beam=2))
    for language, hint in (("en", ""), ("de", "ein Boot auf dem Sand"), ("", "")):
        for segment in engine(noise(2.0), 0.0, language, hint):
            assert segment.log_probability <= 0.0
            assert 0.0 <= segment.no_speech <= 1.0
            for word in segment.words:
                assert 0.0 <= word.start <= word.end <= 2.0
    assert list(engine(noise(0.05), 0.0, "en", "")) == []


def test_the_whole_worker_runs_and_keeps_the_protocol(tiny: Path) -> None:
    options = WhisperOptions(tiny, policy=PassOptions(gate="off", hop=1.0))
    heard: list[Heard] = []
    with WhisperTranscriber(options) as worker:
        list(worker(SongStart("s", "S", 0.0, language="de")))
        samples = noise(4.0)
        for i in range(0, len(samples), 1600):
            heard += worker(AudioBlock(samples[i : i + 1600, None], RATE, 5 + i / RATE))
        heard += worker(SongEnd("s", 9.0))
    end = float("-inf")
    for word in (w for h in heard if h.final for w in h.words):
        assert end <= word.start <= word.end <= 9.01
        end = word.end


class Breaking:
    """A loaded model whose lazy segments fail."""

    def __init__(self, device: str, message: str) -> None:
        self.model = SimpleNamespace(device=device, is_multilingual=True)
        self.message = message

    def transcribe(self, *_: object, **__: object) -> tuple[Iterator[Any], None]:
        def lazily() -> Iterator[Any]:
            raise RuntimeError(self.message)
            yield

        return lazily(), None


def test_a_gpu_that_fails_while_segments_are_drawn_falls_back_to_the_cpu_once(tiny: Path) -> None:
    engine = FasterWhisper(WhisperOptions(tiny))
    engine._model = Breaking("cuda", "cuBLAS failed with status CUBLAS_STATUS_NOT_SUPPORTED")
    list(engine(noise(1.0), 0.0, "en", ""))
    assert engine._model.model.device == "cpu"
    engine._model = Breaking("cuda", "CUDA failed again")
    with pytest.raises(RuntimeError, match="again"):
        engine(noise(1.0), 0.0, "en", "")


@pytest.mark.parametrize(("device", "message"), [("cuda", "CUDA out of memory"), ("cpu", "bad allocation")])
def test_other_failures_are_told(tiny: Path, device: str, message: str) -> None:
    engine = FasterWhisper(WhisperOptions(tiny))
    engine._model = Breaking(device, message)
    with pytest.raises(RuntimeError, match=message):
        engine(noise(1.0), 0.0, "en", "")


class Loading:
    """Stands in for faster_whisper.WhisperModel: the GPU is refused, the CPU loads the real model."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *refused: str) -> None:
        import faster_whisper

        self.asked: list[tuple[str, str]] = []
        self._refused = refused
        self._real = faster_whisper.WhisperModel
        monkeypatch.setattr(faster_whisper, "WhisperModel", self)

    def __call__(self, folder: str, *, device: str, compute_type: str, **more: Any) -> Any:
        self.asked.append((device, compute_type))
        if device in self._refused:
            raise RuntimeError(f"{device} failed with error out of memory")
        return self._real(folder, device=device, compute_type=compute_type, **more)


def test_a_gpu_it_does_not_load_on_is_left_for_the_cpu(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loading = Loading(monkeypatch, "cuda")
    with WhisperTranscriber(WhisperOptions(tiny, device="cuda")) as worker:
        assert loading.asked == [("cuda", "default"), ("cpu", "int8")]
        assert worker.notes == ("Whisper listens on the CPU: cuda failed with error out of memory",)
        engine = worker._engine
        assert isinstance(engine, FasterWhisper)
        engine._model = Breaking("cuda", "CUDA failed again")
        with pytest.raises(RuntimeError, match="again"):  # once only
            engine(noise(1.0), 0.0, "en", "")
    assert len(loading.asked) == 2


def test_a_model_that_loads_nowhere_is_a_fault(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loading = Loading(monkeypatch, "cuda", "cpu")
    with pytest.raises(ModelFault, match="does not load on cpu"):
        FasterWhisper(WhisperOptions(tiny, device="cuda"))
    assert len(loading.asked) == 2
    with pytest.raises(ModelFault, match="does not load on cpu"):
        FasterWhisper(WhisperOptions(tiny, device="cpu"))
    assert len(loading.asked) == 3  # no second try where there is no other device


def test_a_fall_in_mid_show_is_noted(tiny: Path) -> None:
    engine = FasterWhisper(WhisperOptions(tiny))
    assert engine.notes == ()
    engine._model = Breaking("cuda", "cuBLAS failed")
    list(engine(noise(1.0), 0.0, "en", ""))
    assert engine.notes == ("Whisper listens on the CPU: cuBLAS failed",)


def test_silero_hears_no_speech_in_noise_or_in_too_little_sound() -> None:
    judge = SileroJudge()
    assert not judge(noise(0.512))
    assert not judge(noise(0.01))
