from __future__ import annotations

import tracemalloc
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from livevis.errors import InputFaults
from livevis.hear.takes import mono_of, open_take, probe
from tests.hear.builders import noise, write

KINDS = [
    (".wav", 44_100, 2, 0.001),
    (".flac", 48_000, 1, 0.001),
    (".ogg", 44_100, 2, 0.25),
    (".mp3", 44_100, 2, 0.25),
    (".m4a", 48_000, 2, 0.25),
]


def everything(path: Path, piece: int = 4096) -> np.ndarray:
    reader = open_take(path)
    pieces = []
    while len(got := reader.read(piece)):
        pieces.append(got)
    reader.close()
    return np.concatenate(pieces)


@pytest.mark.parametrize(("ending", "rate", "channels", "error"), KINDS)
def test_every_kind_of_file_gives_its_sound(
    tmp_path: Path, ending: str, rate: int, channels: int, error: float
) -> None:
    sound = noise(rate, channels)
    path = write(tmp_path / f"take{ending}", sound, rate)
    info = probe(path)
    assert (info.rate, info.channels) == (rate, channels)
    assert info.seconds == pytest.approx(1.0, abs=0.06)
    heard = everything(path)
    assert len(heard) >= len(sound)
    middle = slice(2000, -2000)  # coders fade in; a shift of two samples would cost 0.5 here
    wrong = heard[: len(sound)][middle] - sound[middle]
    assert float(np.std(wrong) / np.std(sound)) < error


def test_a_whole_take_as_speech_recognisers_want_it(tmp_path: Path) -> None:
    t = np.arange(2 * 44_100) / 44_100
    tone = np.sin(2 * np.pi * 440 * t).astype(np.float32)
    path = write(tmp_path / "take.flac", np.stack([0.6 * tone, 0.2 * tone], axis=1), 44_100)
    mono = mono_of(path, 16_000)
    assert mono.dtype == np.float32
    assert len(mono) == pytest.approx(32_000, abs=2)
    wanted = 0.4 * np.sin(2 * np.pi * 440 * np.arange(len(mono)) / 16_000)
    assert float(np.abs(mono - wanted)[500:-500].max()) < 0.01


def test_a_whole_take_without_a_sample_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "take.wav", np.zeros((0, 1), np.float32), 44_100)
    with pytest.raises(InputFaults, match="not one sample"):
        mono_of(path, 16_000)


@pytest.mark.parametrize("ending", [kind[0] for kind in KINDS])
def test_skipping_and_reading_in_pieces_gives_the_same_as_the_whole(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"take{ending}", noise(3 * 44_100, 2), 44_100)
    whole = everything(path, 1 << 20)
    assert np.array_equal(everything(path, 882), whole)
    reader = open_take(path)
    reader.skip(70_001)
    assert float(np.abs(reader.read(10_000) - whole[70_001:80_001]).max()) < 1e-6
    reader.skip(10**9)
    assert len(reader.read(100)) == 0
    reader.close()


def test_a_long_file_is_not_held_in_memory(tmp_path: Path) -> None:
    path = write(tmp_path / "long.flac", np.zeros((20 * 60 * 8000, 1), dtype=np.float32), 8000)
    tracemalloc.start()
    try:
        reader = open_take(path)
        frames = sum(iter(lambda: len(reader.read(16_000)), 0))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert frames == 20 * 60 * 8000
    assert peak < 2_000_000


def test_a_name_that_lies_about_its_kind_is_read_all_the_same(tmp_path: Path) -> None:
    sound = noise(8000)
    wav = write(tmp_path / "take.wav", sound, 8000)
    lying = wav.rename(tmp_path / "take.mp3")
    assert np.allclose(everything(lying), sound, atol=1e-4)


def test_overshoot_and_nan_are_tamed(tmp_path: Path) -> None:
    wild = np.array([[0.25], [np.nan], [7.0]], dtype=np.float32)
    soundfile.write(str(tmp_path / "wild.wav"), wild, 8000, subtype="FLOAT")
    assert everything(tmp_path / "wild.wav")[:, 0].tolist() == [0.25, 0.0, 1.0]


def _fault_of(path: Path) -> str:
    with pytest.raises(InputFaults) as caught:
        probe(path)
    (fault,) = caught.value.faults
    assert fault.where == str(path)
    assert fault.remedy
    assert str(path) in str(caught.value)
    return fault.what


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert "no such recording" in _fault_of(tmp_path / "nowhere.wav")
    assert "folder" in _fault_of(tmp_path)
    empty = tmp_path / "empty.flac"
    empty.touch()
    assert "empty" in _fault_of(empty)


@pytest.mark.parametrize("ending", [".wav", ".mp3", ".ogg", ".m4a", ".xyz"])
def test_what_is_no_sound_is_told(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"words{ending}"
    path.write_text("These are words, and nobody sings them.\n" * 50)
    what = _fault_of(path)
    assert "libsndfile" in what or "sample" in what


def test_a_film_without_sound_is_told(tmp_path: Path) -> None:
    path = tmp_path / "silent.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        for _ in range(5):
            frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), dtype=np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert "no sound" in _fault_of(path)


def test_a_header_without_samples_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "none.wav", np.zeros((0, 1), dtype=np.float32), 8000)
    assert "not one sample" in _fault_of(path)


def test_a_take_cut_short_is_told_at_the_door_and_plays_up_to_the_cut(tmp_path: Path) -> None:
    path = write(tmp_path / "take.flac", noise(5 * 44_100), 44_100)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert "breaks off" in _fault_of(path)
    assert 44_100 < len(everything(path)) < 4 * 44_100
    reader = open_take(path)
    reader.skip(44_100)
    assert len(reader.read(4410)) == 4410
    reader.skip(10 * 44_100)
    assert len(reader.read(4410)) == 0
    reader.close()


@pytest.mark.parametrize("ending", [".wav", ".ogg", ".mp3"])
def test_a_cut_take_whose_format_states_no_length_simply_ends(tmp_path: Path, ending: str) -> None:
    path = write(tmp_path / f"take{ending}", noise(5 * 44_100), 44_100)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert 44_100 < len(everything(path)) < 4 * 44_100


def test_a_recording_that_was_never_closed_is_counted(tmp_path: Path) -> None:
    path, killed = tmp_path / "take.flac", tmp_path / "killed.flac"
    with soundfile.SoundFile(str(path), "w", samplerate=8000, channels=1, format="FLAC") as file:
        file.write(noise(40_000))
        file.flush()
        killed.write_bytes(path.read_bytes())
    info = probe(killed)
    assert 4.0 <= info.seconds <= 5.0
    assert len(everything(killed)) == round(info.seconds * 8000)
