"""The judging from end to end, small: a judge that has hardly learnt, a painter that paints clouds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from livevis.errors import InputFaults, ModelFault
from livevis.lab.judge.folder import load
from livevis.lab.pocket.glyphs import Glyphs
from livevis.lab.pocket.plan import Subject
from livevis.lab.pocket_judge import JudgeWish, judge
from livevis.weights import carried
from tests.fakes.tiny_diffusion import TinySd, build_tiny_sd

SMALL = (3, 2, 1)


def glyph(subject: Subject) -> np.ndarray:
    """A disc in a colour of its own: a bare machine has no font."""
    y, x = np.mgrid[-1:1:40j, -1:1:40j]
    picture = np.zeros((40, 40, 4), np.uint8)
    picture[..., :3] = [len(subject.name) * 37 % 256, ord(subject.name[0]) * 7 % 256, 90]
    picture[..., 3] = np.where(x * x + y * y < 1, 255, 0)
    return picture


@pytest.fixture(autouse=True)
def _nothing_came_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(carried, "shelves", lambda: [tmp_path / "assets"])


@pytest.fixture
def wish(tmp_path: Path) -> JudgeWish:
    return JudgeWish(
        out=tmp_path / "out",
        count=0,
        train_minutes=0.006,
        vocabulary=SMALL,
        taught=24,
        unseen=8,
        glyphs=Glyphs(None, glyph),
    )


def test_a_judge_is_trained_kept_and_taken_up_again(wish: JudgeWish) -> None:
    said: list[str] = []
    assert judge(wish, said.append) == 0
    result = json.loads((wish.out / "judged.json").read_text())
    assert result["vocabulary"] == list(SMALL)
    assert result["unseen"]["pictures"] == 8
    assert 0.0 <= result["unseen"]["place"] <= 1.0
    assert "painter" not in result
    _, answers, config = load(wish.out / "judge")
    assert len(answers.subjects) == 3
    assert config["command"] == "livevis lab pocket-judge --vocabulary 3,2,1 --seed 7"
    assert any(line.startswith("training the judge") for line in said)
    said.clear()
    assert judge(wish, said.append) == 0
    assert not any("training" in line for line in said)
    again = json.loads((wish.out / "judged.json").read_text())
    assert again["unseen"] == result["unseen"]


def test_other_drawings_want_another_judge(wish: JudgeWish) -> None:
    judge(wish, [].append)
    said: list[str] = []
    judge(
        replace(wish, glyphs=Glyphs(None, lambda subject: glyph(subject)[::-1, :, [2, 0, 1, 3]])), said.append
    )
    assert said[0].startswith("the drawings have changed")
    assert any("training the judge" in line for line in said)


def test_a_painter_is_judged_at_each_number_of_steps(
    wish: JudgeWish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("livevis.lab.pocket_judge._FRAMES", 4)
    folder = build_tiny_sd(tmp_path / "clouds", TinySd())
    said: list[str] = []
    asked = replace(
        wish,
        painter=folder,
        count=4,
        steps=(2, 1),
        json=tmp_path / "new" / "f.json",
        sheet=tmp_path / "s.png",
    )
    assert judge(asked, said.append) == 0
    result = json.loads((tmp_path / "new" / "f.json").read_text())
    assert list(result["steps"]) == ["1", "2"]
    for row in result["steps"].values():
        assert row["pictures"] == 4
        assert row["singles"] + row["pairs"] == 4
        assert row["median_ms"] > 0
    assert result["painter"] == {"folder": "clouds", "count": 4}
    copies = result["copies"]
    assert 0 < copies["drawings"] <= 24
    assert copies["pictures_to_nearest_drawing"]["min"] > 0
    assert copies["unseen_drawings_to_nearest_drawing"]["median"] > 0
    assert result["motion"]["pairs"] == 2
    assert result["motion"]["repeats"] is True
    from PIL import Image

    with Image.open(tmp_path / "s.png") as sheet:
        assert sheet.width > 4 * 64
    assert any(line.startswith("2 steps: ") and "place" in line for line in said)


def test_what_cannot_be_is_told_before_anything_is_drawn(wish: JudgeWish, tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match="no pocket painter came along"):
        judge(replace(wish, count=3), [].append)
    with pytest.raises(ModelFault, match="holds no painter"):
        judge(replace(wish, count=3, painter=tmp_path), [].append)
    with pytest.raises(InputFaults, match="--json"):
        judge(replace(wish, json=tmp_path), [].append)
    assert not wish.out.exists()


def test_no_minutes_take_the_judge_that_came_along(wish: JudgeWish, tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match="holds no judge"):
        judge(replace(wish, train_minutes=0.0), [].append)
    judge(wish, [].append)
    (tmp_path / "assets" / "pocket").mkdir(parents=True)
    (wish.out / "judge").rename(tmp_path / "assets" / "pocket" / "judge")
    assert judge(replace(wish, train_minutes=0.0), [].append) == 0
    other = replace(wish, train_minutes=0.0, vocabulary=(4, 2, 1))
    with pytest.raises(ModelFault, match="another vocabulary"):
        judge(other, [].append)
