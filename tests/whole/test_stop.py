"""Ctrl-C in the middle of a rehearsal: it ends at once, and all it leaves is whole."""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .stage import DEMO, ROOT, Row, film_facts, timeline, told

pytestmark = pytest.mark.slow

WHEN = 10.0
STAGES = 3.0
"""The stages end within this, film closed."""
OVERALL = 4.5
"""And the process, report written, within this on a busy machine."""


class Rehearsal:
    """`livevis rehearse` as a user starts it, and its timeline as it grows."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._origin = float("inf")
        command = [sys.executable, "-m", "livevis.cli", "rehearse", DEMO, "--headless", "--out", out]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def wait_until(self, show_time: float, seconds: float) -> bool:
        """Look at the growing timeline until it has come to ``show_time``."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            events = self._events()
            if events and events[-1]["t"] > 1.0:  # its clock stands still while the models load
                # When the last line was written, less what it says: when the show's clock began.
                written = (self.out / "timeline.jsonl").stat().st_mtime
                self._origin = min(self._origin, written - events[-1]["t"])
                if events[-1]["t"] >= show_time:
                    return True
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.1)
        return False

    def _events(self) -> list[Row]:
        try:
            return timeline(self.out)
        except (OSError, ValueError):  # not there yet, or its last line is being written at this moment
            return []

    def interrupt(self) -> tuple[float, float, str]:
        """Ctrl-C; (the show's time then, the seconds until the process had ended, what it said)."""
        sent, began = time.time() - self._origin, time.monotonic()
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=60)
        return sent, time.monotonic() - began, said


def test_an_interrupted_rehearsal_ends_at_once_and_leaves_everything_whole(tmp_path: Path) -> None:
    rehearsal = Rehearsal(tmp_path)
    try:
        begun = rehearsal.wait_until(WHEN, 90)
        sent, seconds, said = rehearsal.interrupt()
    finally:
        rehearsal.process.kill()
    assert begun, said
    assert rehearsal.process.returncode == 0, said
    assert "Traceback" not in said
    events = timeline(tmp_path)
    assert (tmp_path / "timeline.jsonl").read_bytes().endswith(b"\n")
    stopped = {row["name"]: row["t"] for row in told(events, "stage") if row["state"] == "stopped"}
    assert set(stopped) == {row["name"] for row in told(events, "stage")}, "every stage ended by itself"
    assert WHEN <= sent < WHEN + 5.0
    assert 0.0 < max(stopped.values()) - sent <= STAGES
    assert seconds <= OVERALL, f"the stages had ended after {max(stopped.values()) - sent:.2f} s"
    picture, sound, frames = film_facts(tmp_path / "film.mp4")
    assert picture == pytest.approx(stopped["wall"], abs=0.5)
    assert sound == pytest.approx(picture, abs=0.5)
    assert frames >= 0.9 * 30 * stopped["wall"]
    report = json.loads((tmp_path / "report.json").read_text())
    assert "broken off" in said
    wall = report["wall"]
    # A film is of constant rate: it repeats what a stall kept from the wall, and the wall owned up to that.
    assert frames <= wall["frames"] + wall["late"] + 1
