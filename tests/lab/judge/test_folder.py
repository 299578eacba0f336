"""The judge on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livevis.errors import ModelFault
from livevis.lab.judge.folder import load, save, there
from livevis.lab.judge.net import JudgeNet
from livevis.lab.judge.verdict import verdict

from .pupils import ANSWERS, lessons

ABOUT = {
    "side": 32,
    "minutes": 7,
    "command": "livevis lab pocket-judge",
    "machine": "m",
    "unseen": {"place": 0.98},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save(JudgeNet(ANSWERS, (8, 8, 16, 16)).eval(), ANSWERS, ABOUT, tmp_path / "new" / "judge")


def test_what_was_saved_judges_alike(tmp_path: Path) -> None:
    net = JudgeNet(ANSWERS, (8, 8, 16, 16)).eval()
    assert not there(tmp_path)
    save(net, ANSWERS, ABOUT, tmp_path)
    assert there(tmp_path)
    again, answers, config = load(tmp_path)
    assert (answers, config["side"], config["minutes"]) == (ANSWERS, 32, 7)
    pictures = lessons(8, 5).pictures
    assert verdict(again, pictures).subjects == pytest.approx(verdict(net, pictures).subjects, abs=0.02)


def test_it_is_small_and_has_a_card(folder: Path) -> None:
    from safetensors import safe_open

    with safe_open(str(folder / "model.safetensors"), framework="numpy") as held:
        assert {str(held.get_tensor(name).dtype) for name in held.keys()} == {"float16"}  # noqa: SIM118
    card = (folder / "README.md").read_text()
    assert "| place | 0.98 |" in card
    assert "livevis lab pocket-judge" in card


@pytest.mark.parametrize("damage", ["no config", "bad config", "other answers", "torn", "lacking"])
def test_damage_is_told(folder: Path, damage: str) -> None:
    config, weights = folder / "config.json", folder / "model.safetensors"
    held = json.loads(config.read_text())
    if damage == "no config":
        config.unlink()
    elif damage == "bad config":
        config.write_text("{}")
    elif damage == "other answers":
        config.write_text(json.dumps({**held, "places": ["here"]}))
    elif damage == "torn":
        weights.write_bytes(weights.read_bytes()[:-9])
    else:
        from safetensors.numpy import load_file, save_file

        tensors = load_file(weights)
        del tensors["looks.bias"]
        save_file(tensors, weights)
    with pytest.raises(ModelFault, match=r"holds no judge|do not fit"):
        load(folder)
