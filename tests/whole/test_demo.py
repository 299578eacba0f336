"""The demo as a newcomer sees it: from its last lines in the fast run, whole in the slow one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .stage import DEMO, PLAINEST, balanced, built_in, edits, film_facts, finals, livevis, timeline, told


def test_the_end_of_the_song_plays_in_virtual_time_and_leaves_everything(tmp_path: Path) -> None:
    ran = livevis("rehearse", DEMO, "--headless", "--virtual", "--from", "line:17", "--out", tmp_path)
    assert ran.returncode == 0, ran.stderr
    names = ("timeline.jsonl", "film.mp4", "contact.png", "report.html", "report.json")
    assert [name for name in names if not (tmp_path / name).stat().st_size] == []
    events, report = timeline(tmp_path), json.loads((tmp_path / "report.json").read_text())
    assert len(told(events, "shown")) >= 3
    assert all((tmp_path / "pictures" / f"{row['id']}.png").exists() for row in told(events, "picture"))
    assert report["parts"] == built_in()
    assert balanced(report) == []
    assert report["aware"] is False
    assert str(tmp_path) in ran.stdout
    picture, sound, _ = film_facts(tmp_path / "film.mp4")
    assert abs(picture - sound) < 1.0
    assert picture > 10.0


def test_a_show_in_which_nothing_is_sung_goes_on(tmp_path: Path) -> None:
    (tmp_path / "rig.toml").write_text(PLAINEST)
    wishes = ("--rig", tmp_path / "rig.toml", "--headless", "--virtual", "--out", tmp_path / "out")
    ran = livevis("rehearse", "silence", *wishes)
    assert ran.returncode == 0, ran.stderr
    events = timeline(tmp_path / "out")
    assert finals(events) == []
    assert len(told(events, "shown")) >= 2, "the wall lives"
    assert [row for row in told(events, "stage") if row["state"] == "failed"] == []


@pytest.mark.slow
def test_two_virtual_rehearsals_are_the_same_to_the_byte(tmp_path: Path) -> None:
    for name in ("one", "two"):
        wishes = ("--headless", "--virtual", "--seed", "7", "--out", tmp_path / name)
        assert livevis("rehearse", DEMO, *wishes).returncode == 0
    one, two = ((tmp_path / name / "timeline.jsonl").read_bytes() for name in ("one", "two"))
    assert one == two


@pytest.mark.slow
def test_the_demo_in_real_time(tmp_path: Path) -> None:
    ran = livevis("rehearse", DEMO, "--headless", "--out", tmp_path)
    assert ran.returncode == 0, ran.stderr
    events, report = timeline(tmp_path), json.loads((tmp_path / "report.json").read_text())
    shown = [row["id"] for row in told(events, "shown")]
    assert len(shown) >= 12
    assert len(set(shown)) >= 8
    picture, sound, frames = film_facts(tmp_path / "film.mp4")
    assert picture >= 60.0
    assert sound >= 60.0
    assert frames >= 30 * 60
    assert balanced(report) == []
    assert report["lost"] == 0
    # The refrain's picture returns with the refrain.
    first, second = (
        {r["id"] for r in told(events, "shown") if r["line"] in lines} for lines in ((4,), (11,))
    )
    assert first == second != set()
    ends = report["end_to_end"]
    assert ends["missed"] <= 0.15 * ends["words"]


@pytest.mark.slow
def test_a_wheel_installed_elsewhere_plays_the_demo(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    from .stage import ROOT

    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", tmp_path / "dist", ROOT], check=True)
    (wheel,) = (tmp_path / "dist").glob("livevis-*.whl")
    elsewhere = tmp_path / "elsewhere"
    subprocess.run([*pip, "install", "--no-deps", "--target", elsewhere, wheel], check=True)
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "livevis.cli",
            "rehearse",
            "first-light",
            "--headless",
            "--virtual",
            "--from",
            "line:17",
            "--out",
            tmp_path / "out",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(elsewhere)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert len(told(timeline(tmp_path / "out"), "shown")) >= 3


def test_edits_counts_words() -> None:
    assert edits(["the", "red", "boat"], ["the", "boat", "sleeps"]) == 2
