from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from livevis.errors import InputFaults
from livevis.hear.keep import TakeKeeper
from livevis.hear.takes import probe
from livevis.messages import AudioBlock, SongEnd
from tests.hear.builders import blocks_of, noise


def kept(path: Path) -> tuple[np.ndarray, int]:
    return soundfile.read(str(path), dtype="float32", always_2d=True)


def test_what_was_heard_is_kept(tmp_path: Path) -> None:
    sound = noise(48_000, 2)
    with TakeKeeper(tmp_path / "new" / "take.flac") as keeper:
        for block in blocks_of(sound, 48_000, 960, start=3.0):
            assert list(keeper(block)) == []
        assert list(keeper(SongEnd("a", 4.0))) == []
    samples, rate = kept(tmp_path / "new" / "take.flac")
    assert rate == 48_000
    assert keeper.started == 3.0
    assert np.allclose(samples, sound, atol=1e-4)


def test_missing_sound_becomes_silence_so_that_time_stays_whole(tmp_path: Path) -> None:
    with TakeKeeper(tmp_path / "take.flac") as keeper:
        keeper(AudioBlock(noise(800), 8000, 1.0))
        keeper(AudioBlock(noise(800), 8000, 4.6, gap=3.5))
        keeper(AudioBlock(noise(800), 8000, 4.7))
    samples, _ = kept(tmp_path / "take.flac")
    assert len(samples) == 800 + 28_000 + 1600
    assert not samples[800:28_800].any()
    assert np.allclose(samples[28_800:29_600], noise(800), atol=1e-4)


def test_a_gap_already_filled_with_silence_is_not_filled_twice(tmp_path: Path) -> None:
    with TakeKeeper(tmp_path / "take.flac") as keeper:
        keeper(AudioBlock(noise(800), 8000, 0.0))
        keeper(AudioBlock(np.zeros((800, 1), dtype=np.float32), 8000, 0.1))
        keeper(AudioBlock(noise(800), 8000, 0.2, gap=0.1))
    assert len(kept(tmp_path / "take.flac")[0]) == 2400


def test_a_clock_s_small_corrections_cut_nothing_into_the_sound(tmp_path: Path) -> None:
    sound = noise(80_000)
    with TakeKeeper(tmp_path / "take.flac") as keeper:
        for n, block in enumerate(blocks_of(sound, 8000, 160)):
            keeper(AudioBlock(block.samples, 8000, block.start + 0.002 * (n // 100)))
    assert np.allclose(kept(tmp_path / "take.flac")[0], sound, atol=1e-4)


def test_another_device_after_a_break_is_brought_to_the_file_s_rate(tmp_path: Path) -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100).astype(np.float32)[:, None] * 0.5
    with TakeKeeper(tmp_path / "take.flac") as keeper:
        keeper(AudioBlock(noise(48_000, 2), 48_000, 0.0))
        for block in blocks_of(tone, 44_100, 882, start=1.0):
            keeper(block)
        keeper(AudioBlock(noise(48_000, 4), 48_000, 2.0))
    samples, rate = kept(tmp_path / "take.flac")
    assert rate == 48_000
    assert len(samples) == pytest.approx(3 * 48_000, abs=2)
    second = samples[48_000 : 2 * 48_000, 0]
    assert int(np.argmax(np.abs(np.fft.rfft(second)))) == 440


def test_a_killed_process_loses_at_most_two_seconds(tmp_path: Path) -> None:
    path = tmp_path / "take.flac"
    keeper = TakeKeeper(path).__enter__()
    for block in blocks_of(noise(10 * 48_000), 48_000, 960):
        keeper(block)
    left = tmp_path / "left.flac"
    left.write_bytes(path.read_bytes())  # what stands on the disk when nobody closes the file
    keeper.__exit__(None, None, None)
    assert probe(left).seconds > 8.0


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    for _ in range(3):
        with TakeKeeper(tmp_path / "take.flac") as keeper:
            keeper(AudioBlock(noise(800), 8000, 0.0))
    assert keeper.path == tmp_path / "take-3.flac"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["take-2.flac", "take-3.flac", "take.flac"]


def test_a_place_that_cannot_be_written_is_told_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    keeper = TakeKeeper(tmp_path / "file" / "take.flac")
    with pytest.raises(InputFaults, match=r"cannot keep the take here.*Choose a folder"):
        keeper(AudioBlock(noise(800), 8000, 0.0))


def test_nothing_heard_leaves_no_file(tmp_path: Path) -> None:
    with TakeKeeper(tmp_path / "take.flac") as keeper:
        keeper(AudioBlock(np.zeros((0, 1), dtype=np.float32), 8000, 0.0))
    assert list(tmp_path.iterdir()) == []
