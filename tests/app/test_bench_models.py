"""What the models cost alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livevis.app import bench_models as module
from livevis.app.bench import BenchWish, bench
from livevis.app.bench_models import peak_memory
from tests.fakes.tiny_diffusion import TinySd, build_tiny_sd
from tests.fakes.tiny_t5 import build_tiny_t5

from .stagehands import move_house


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    move_house(monkeypatch, tmp_path)


def test_pictures_at_four_steps_and_at_one_a_summary_and_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PICTURES", 2)
    build_tiny_sd(tmp_path / "assets" / "pocket" / "painter", TinySd())
    build_tiny_t5(tmp_path / "assets" / "pocket" / "summary")
    said: list[str] = []
    assert bench(BenchWish(models=True, json=tmp_path / "models.json"), said.append) == 0
    found = json.loads((tmp_path / "models.json").read_text())
    assert set(found) == {"schema", "machine", "models"}  # no show was played
    block = found["models"]
    assert (block["painter"], block["prompter"], block["threads"]) == ("pocket", "pocket", 1)
    assert block["size"] == [64, 64]
    for name in ("paint_4_steps_ms", "paint_1_step_ms", "summary_ms"):
        assert 0 < block[name]["p50"] <= block[name]["max"]
    assert block["rss_mb_peak"] > 100
    assert [line.split(":")[0] for line in said[:3]] == [
        "  pocket 64x64, 4 steps",
        "  pocket 64x64, 1 step",
        "  pocket summary",
    ]


def test_parts_without_a_model_are_said_and_left_out(tmp_path: Path) -> None:
    said: list[str] = []
    assert bench(BenchWish(models=True, json=tmp_path / "models.json"), said.append) == 0
    assert set(json.loads((tmp_path / "models.json").read_text())["models"]) == {"threads", "rss_mb_peak"}
    assert said[0].startswith("  lantern paints without a model")
    assert said[1].startswith("  picker writes prompts without a model")


def test_peak_memory_is_in_bytes() -> None:
    import psutil

    held = psutil.Process().memory_info().rss
    assert 0.3 * held < peak_memory() < 50 * held
