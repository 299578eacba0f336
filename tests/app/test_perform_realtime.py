"""The same show against the clock: it opens, it ends, it stops in time, whoever hangs."""

from __future__ import annotations

import os
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from livevis.app.perform import ENDING, Outcome, perform
from livevis.flow.clock import stopwatch
from livevis.messages import Prompt

from .stagehands import REHEARSED, Ear, Paintbox, balanced, cast, events, lyrics, performance, setlist, song
from .test_perform import Deaf, frames_of, states

QUICK = replace(REHEARSED, lead=0.05, rest=0.05)


def really(folder: Path, length: float = 1.2, **more: Any) -> tuple[Outcome, float]:
    """A show of about ``length`` seconds, and how long it took in all."""
    paper = {"source": lambda: Ear(length), "painter": lambda: Paintbox(0.0)} | more.pop("parts", {})
    known = lyrics(("carry the light",), every=0.5)
    show = performance(folder, setlist=setlist(song("one", known)), cast=cast(**paper), manner=QUICK)
    begun = stopwatch()
    return perform(replace(show, virtual=False, fps=20.0, **more)), stopwatch() - begun


def test_it_plays_and_ends_by_itself(tmp_path: Path) -> None:
    switching = sys.getswitchinterval()
    outcome, took = really(tmp_path, film=True, pictures=True)
    assert not outcome.late
    assert not outcome.failed
    assert not outcome.interrupted
    assert 1.2 < took < 1.2 + ENDING + 6.0
    assert all(states(tmp_path, name)[-1] == "stopped" for name in outcome.report["stages"])
    assert [row["event"] for row in events(tmp_path)].count("song_end") == 1
    assert events(tmp_path, "shown")
    assert balanced(outcome.report["edges"])
    assert outcome.report["aware"] is True
    assert frames_of(tmp_path / "film.mp4") > 10
    assert sys.getswitchinterval() == switching


def test_longest_ends_it_too(tmp_path: Path) -> None:
    outcome, _ = really(tmp_path, length=600.0, longest=0.6)
    assert 0.6 <= outcome.report["seconds"] < 10.0
    assert not outcome.late


def test_an_interrupt_ends_it_and_the_film_plays(tmp_path: Path) -> None:
    once = threading.Event()

    def interrupt(row: dict[str, Any]) -> None:
        if row["event"] == "shown" and not once.is_set():
            once.set()
            os.kill(os.getpid(), signal.SIGINT)

    outcome, took = really(tmp_path, length=600.0, film=True, on_event=interrupt)
    assert outcome.interrupted
    assert took < ENDING + 10.0
    assert frames_of(tmp_path / "film.mp4") >= 1
    assert all(states(tmp_path, name)[-1] == "stopped" for name in outcome.report["stages"])


def test_who_hangs_at_the_end_is_named(tmp_path: Path) -> None:
    free = threading.Event()

    def hang(prompt: Prompt) -> None:
        assert free.wait(60.0)

    try:
        outcome, took = really(tmp_path, parts={"painter": lambda: Paintbox(0.0, hang)})
    finally:
        free.set()
    assert [name.split()[0] for name in outcome.late] == ["paint"]
    assert "threading.py" in outcome.late[0]
    assert took < 1.2 + ENDING + 6.0
    assert not outcome.failed


class Dark:
    """An output whose window cannot be opened."""

    def __enter__(self) -> Dark:
        raise OSError("no window")

    def __exit__(self, *_: object) -> None:
        return None

    def show(self, frame: Any) -> None:
        raise AssertionError


def test_a_show_without_a_wall_has_failed(tmp_path: Path) -> None:
    outcome, _ = really(tmp_path, length=600.0, outputs=(Dark(),))
    assert outcome.failed == "wall gave up: OSError: no window"


def test_a_rehearsal_without_its_ear_does_not_wait_for_ever(tmp_path: Path) -> None:
    class Lost(Deaf):
        def __call__(self, item: Any) -> Any:
            raise OSError("unplugged")

    outcome, _ = really(tmp_path, parts={"source": Lost})
    assert outcome.failed == "hear gave up: OSError: unplugged"


def test_a_terminal_that_goes_away_does_not_stop_the_show(tmp_path: Path) -> None:
    def gone(row: dict[str, Any]) -> None:
        raise BrokenPipeError

    outcome, _ = really(tmp_path, on_event=gone)
    assert outcome.report["lost"] == 0
    assert events(tmp_path, "song_end")


def test_half_speed_takes_twice_as_long(tmp_path: Path) -> None:
    outcome, took = really(tmp_path, length=0.5, speed=0.5)
    assert took > 1.0
    assert outcome.report["seconds"] == pytest.approx(0.65, abs=0.5)
