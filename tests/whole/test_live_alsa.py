"""`livevis live` with a real PortAudio and no sound card: an ALSA file device plays the demo's take."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.alsa import AlsaTake

from .stage import DEMO, ROOT, edits, finals, livevis, timeline, told

pytestmark = pytest.mark.slow

LAUNCHER = ROOT / "tests" / "fakes" / "live_with_alsa.py"
SONG = 70.0


def auto_advancing(folder: Path) -> Path:
    """The demo, starting by itself when the show opens."""
    show = folder / "show"
    show.mkdir()
    for name in ("first-light.lrc", "first-light.ogg"):
        shutil.copy(DEMO / name, show / name)
    text = (DEMO / "show.toml").read_text()
    (show / "show.toml").write_text(text.replace("[show]\n", "[show]\nauto_advance = true\n", 1))
    return show


class Live:
    """A running `livevis live`, recording into ``out``; the band begins when the show has opened."""

    def __init__(self, show: Path, device: AlsaTake, out: Path) -> None:
        self.out = out
        environment = {**os.environ, **device.env, "XDG_STATE_HOME": str(out.parent / "state")}
        environment.pop("DISPLAY", None)
        self.process = subprocess.Popen(
            [sys.executable, LAUNCHER, "live", show, "--record", out],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.wait_for(lambda events: bool(told(events, "show")), 60), self.end()[2]
        device.begin()

    def wait_for(self, what: Callable[[list[dict[str, Any]]], bool], seconds: float) -> bool:
        """Look at the growing timeline until ``what`` is seen; a real show runs in real time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            if (self.out / "timeline.jsonl").exists() and what(self.events()):
                return True
            select_nothing(0.2)
        return False

    def events(self) -> list[dict[str, Any]]:
        try:
            return timeline(self.out)
        except ValueError:  # the last line is being written at this moment
            return []

    def end(self) -> tuple[int, float, str]:
        """Ctrl-C; (exit code, seconds it took to stop, what it said)."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=30)
        return self.process.returncode, time.monotonic() - began, said


def select_nothing(seconds: float) -> None:
    """Let real time pass: the show under test is another process, and nothing here can ring for it."""
    import select

    select.select([], [], [], seconds)


def at_least(seconds: float) -> Callable[[list[dict[str, Any]]], bool]:
    return lambda events: bool(events) and events[-1]["t"] >= seconds


@pytest.fixture
def device(tmp_path: Path) -> AlsaTake:
    pytest.importorskip("sounddevice", reason="PortAudio (libportaudio2) is not installed")
    (tmp_path / "alsa").mkdir()
    return AlsaTake(tmp_path / "alsa")


def test_live_hears_what_rehearsal_hears(tmp_path: Path, device: AlsaTake) -> None:
    show = auto_advancing(tmp_path)
    device.load(DEMO / "first-light.ogg")
    device.plug()
    live = Live(show, device, tmp_path / "live")
    assert live.wait_for(at_least(SONG - 8.0), 80), live.end()[2]
    live.wait_for(at_least(SONG + 2.0), 12)
    code, seconds, said = live.end()
    assert code == 0, said
    assert seconds <= 3.0 + 1.0, "3 s to stop, and the report to write"
    assert livevis("rehearse", show, "--headless", "--out", tmp_path / "rehearsed").returncode == 0
    sung, rehearsed = finals(timeline(live.out)), finals(timeline(tmp_path / "rehearsed"))
    assert len(rehearsed) > 50
    assert edits(sung, rehearsed) <= 0.05 * len(rehearsed), f"{sung}\n{rehearsed}"
    assert (live.out / "take.flac").stat().st_size > 1_000_000


def test_live_survives_the_device_and_hears_again_when_it_returns(tmp_path: Path, device: AlsaTake) -> None:
    show = auto_advancing(tmp_path)
    device.load(DEMO / "first-light.ogg")
    device.plug()
    live = Live(show, device, tmp_path / "live")
    assert live.wait_for(lambda events: len(finals(events)) >= 5, 60), live.end()[2]
    gone_at = live.events()[-1]["t"]
    device.pull()
    assert live.wait_for(lambda events: bool(told(events, "fault")), 5)
    noticed = told(live.events(), "fault")[0]["t"]
    device.load(DEMO / "first-light.ogg", take_from=26.0)
    device.plug()
    assert live.wait_for(
        lambda events: (
            len([w for w in told(events, "heard") if w["final"] and w["t"] > noticed + 2.5 and w["text"]])
            >= 2
        ),
        40,
    )
    code, _, said = live.end()
    assert code == 0, said
    assert noticed - gone_at <= 1.0 + 0.5, "noticed within a second (and the file's own latency)"
    assert [row for row in told(timeline(live.out), "stage") if row["state"] == "gave up"] == []
