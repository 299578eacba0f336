"""Whisper, T5 and Stable Diffusion together, each from a folder the rig names: tiny, but the real classes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livevis.prompt.picker import WordPicker
from livevis.show.load import load_show
from tests.fakes.tiny_diffusion import TinySd, build_tiny_sd, build_tiny_taesd
from tests.fakes.tiny_t5 import build_tiny_t5
from tests.fakes.tiny_whisper import build_tiny_whisper

from .stage import DEMO, Row, balanced, film_facts, livevis, timeline, told

RIG = """schema = 1
[words]
model = "./whisper"
[prompt]
model = "./t5"
[paint]
model = "./sd"
vae = "./taesd"
steps = 1
[wall]
size = [320, 180]
fps = 15
"""


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("venue")
    build_tiny_whisper(folder).rename(folder / "whisper")
    build_tiny_t5(folder / "t5")
    build_tiny_sd(folder / "sd", TinySd(scheduler="euler"))
    build_tiny_taesd(folder / "taesd")
    path = folder / "rig.toml"
    path.write_text(RIG)
    return path


def sorted_by_author(events: list[Row]) -> tuple[list[Row], list[Row]]:
    """The prompts for lines: those T5 wrote, and those that begin as the word picker's does."""
    (song,) = load_show(DEMO).songs
    by_t5, by_picker = [], []
    for row in told(events, "prompt"):
        if row["for_line"] is not None:
            picked = WordPicker().pick(song.lyrics.lines[row["for_line"]].text, song.look).subject
            (by_picker if row["text"].startswith(picked) else by_t5).append(row)
    return by_t5, by_picker


@pytest.mark.parametrize(
    "pace", [("--virtual",), pytest.param((), marks=pytest.mark.slow)], ids=["virtual", "real time"]
)
def test_whisper_t5_and_diffusion_play_a_show_together(
    rig: Path, tmp_path: Path, pace: tuple[str, ...]
) -> None:
    wishes = ("--rig", rig, "--headless", "--from", "line:17", "--out", tmp_path, *pace)
    ran = livevis("rehearse", DEMO, *wishes)
    assert ran.returncode == 0, ran.stderr
    events, report = timeline(tmp_path), json.loads((tmp_path / "report.json").read_text())
    assert report["parts"] == {"words": "whisper", "prompt": "t5", "paint": "sd"}
    assert [row["name"] for row in told(events, "stage") if row["state"] in ("failed", "gave up")] == []
    painted = told(events, "picture")
    assert {row["painter"] for row in painted} == {"sd"}
    assert len(told(events, "shown")) >= 1
    assert [row for row in told(events, "heard") if row["words"]] != [], "Whisper gave words"
    words = report["stages"]["words"]
    assert words["count"] > 0
    assert pace or words["work_ms"]["max"] > 0
    by_t5, by_picker = sorted_by_author(events)
    assert by_t5 != []
    assert by_picker != [], "T5 turns down what is worse than the picker's: the two can be told apart"
    assert report["lost"] == 0
    assert balanced(report) == []
    assert film_facts(tmp_path / "film.mp4")[0] > 8.0


def test_check_accepts_the_folders(rig: Path) -> None:
    ran = livevis("check", DEMO, "--rig", rig)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    for name in ("whisper", "t5", "sd"):
        assert name in ran.stdout


def test_a_damaged_folder_is_told_by_file_and_remedy(rig: Path, tmp_path: Path) -> None:
    import shutil

    venue = tmp_path / "venue"
    shutil.copytree(rig.parent, venue)
    for weights in (venue / "sd" / "unet").glob("*.safetensors"):
        weights.write_bytes(b"torn")
    (venue / "whisper" / "model.bin").unlink()
    for command in (("check", DEMO), ("rehearse", DEMO, "--headless", "--out", tmp_path / "out")):
        ran = livevis(*command, "--rig", venue / "rig.toml")
        assert ran.returncode == 2
        assert "Traceback" not in ran.stderr
    said = livevis("check", DEMO, "--rig", venue / "rig.toml").stdout
    assert "model.bin" in said
    assert "diffusion_pytorch_model.safetensors" in said
