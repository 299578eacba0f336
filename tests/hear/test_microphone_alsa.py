"""The microphone through a real PortAudio and a real ALSA, without a card: the device is a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.fakes.alsa import CHANNELS, RATE, AlsaTake, available
from tests.hear.builders import noise, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not available(), reason="no PortAudio here: apt-get install libportaudio2"),
]


@pytest.fixture
def device(tmp_path: Path) -> AlsaTake:
    device = AlsaTake(tmp_path)
    device.begin()
    device.plug()
    return device


def listen(device: AlsaTake, *acts: str, until: float) -> tuple[list[dict[str, Any]], Path]:
    """What a microphone in another process says in ``until`` seconds of its own wall clock.

    ``acts``: "pull:3.0" and "plug:5.0" happen at those seconds.
    """
    kept = device.folder / "heard.flac"
    script = Path(__file__).with_name("listen_to_alsa.py")
    done = subprocess.run(
        [sys.executable, str(script), str(device.folder), str(kept), str(until), *acts],
        env={**os.environ, **device.env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], kept


def place(piece: np.ndarray, played: np.ndarray) -> int:
    """The frame of ``played``, within its first 0.35 s, at which ``piece`` begins."""
    near = range(round(0.35 * RATE))
    return next(n for n in near if np.allclose(piece, played[n : n + len(piece)], atol=1e-4))


def test_what_the_device_plays_is_what_is_heard_to_the_sample(device: AlsaTake, tmp_path: Path) -> None:
    played = device.load(write(tmp_path / "take.flac", noise(4 * 22_050), 22_050), tail=30)
    said, kept = listen(device, until=3.0)
    (hearing,) = [item for item in said if item["kind"] == "Notice"]
    assert "'take'" in hearing["text"]
    samples, rate = soundfile.read(str(kept), dtype="float32", always_2d=True)
    assert (rate, samples.shape[1]) == (RATE, CHANNELS)
    assert len(samples) > 2.5 * RATE
    # The first few hundredths of a second lie before the show's opening and are left out.
    late = next(n for n in range(RATE // 2) if np.allclose(samples[:2000], played[n : n + 2000], atol=1e-4))
    assert late < 0.15 * RATE
    assert np.allclose(samples, played[late : late + len(samples)], atol=1e-4)


def test_a_device_that_vanishes_is_missed_and_heard_again_when_it_returns(
    device: AlsaTake, tmp_path: Path
) -> None:
    played = device.load(write(tmp_path / "take.wav", noise(9 * RATE), RATE), tail=30)
    said, kept = listen(device, "pull:1.5", "plug:3.0", until=7.0)
    levels = [item for item in said if item["kind"] == "Level"]
    assert [level["alive"] for level in levels] == [True, False, True]
    assert 1.9 < levels[1]["at"] < 2.5
    assert levels[2]["at"] < 3.0 + 2.0 + 1.0
    blocks = [item for item in said if item["kind"] == "AudioBlock"]
    (after,) = [block for block in blocks if block["gap"] > 0]
    assert after["gap"] == pytest.approx(after["start"] - 1.5, abs=0.3)
    assert blocks[-1]["end"] == pytest.approx(7.0, abs=0.3)
    samples, _ = soundfile.read(str(kept), dtype="float32", always_2d=True)
    # Opened anew, the file begins at its beginning.
    settled = round((after["start"] + 0.2 - blocks[0]["start"]) * RATE)
    returned = samples[settled : settled + RATE // 2]
    late = place(returned[:2000], played)
    assert np.allclose(returned, played[late : late + len(returned)], atol=1e-4)


def test_the_loudspeaker_plays_the_take_to_the_sample(device: AlsaTake, tmp_path: Path) -> None:
    device.load(write(tmp_path / "quiet.wav", np.zeros((100, 1), dtype=np.float32), RATE), tail=0)
    sound = noise(RATE, 2)
    take = write(tmp_path / "song.wav", sound, RATE)
    program = (
        "import sys, threading; from pathlib import Path; from livevis.hear.speaker import Loudspeaker\n"
        "s = Loudspeaker(); print(s.open(Path(sys.argv[1]))); threading.Event().wait(1.0)\n"
        "print(s.position()); s.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(take)],
        env={**os.environ, **device.env},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == ["take", "None"]  # unpaced, it has long run out
    out = np.fromfile(device.out, dtype=np.int16).reshape(-1, 2)
    begins = int(np.flatnonzero(out.any(axis=1))[0])  # PortAudio fills the card's buffer with silence first
    heard = out[begins : begins + RATE] / 32767.0
    assert begins < 0.2 * RATE
    assert np.allclose(heard, sound, atol=1e-4)
