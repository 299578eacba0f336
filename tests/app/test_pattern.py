"""Test patterns by name: listed, written, shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import pytest

from livevis.app.pattern import show_pattern
from livevis.errors import InputFaults, LivevisError
from livevis.messages import Command
from livevis.wall.patterns import names

from .stagehands import RIG


@pytest.fixture
def rig(tmp_path: Path) -> str:
    (tmp_path / "rig.toml").write_text(RIG)
    return str(tmp_path / "rig.toml")


def test_without_a_name_they_are_listed() -> None:
    said: list[str] = []
    assert show_pattern(None, None, None, said.append) == 0
    assert said == ["patterns: " + ", ".join(names())]


@pytest.mark.parametrize("name", names())
def test_each_is_written_at_the_wall_s_size(name: str, rig: str, tmp_path: Path) -> None:
    said: list[str] = []
    out = tmp_path / "new" / "p.png"
    assert show_pattern(name, rig, out, said.append) == 0
    assert said == [f"written: {out}"]
    assert cv2.imread(str(out)).shape == (36, 64, 3)


def test_its_colours_are_right(rig: str, tmp_path: Path) -> None:
    show_pattern("red", rig, tmp_path / "p.png", [].append)
    assert cv2.imread(str(tmp_path / "p.png"))[0, 0].tolist() == [0, 0, 255]


def test_an_unknown_one_is_a_fault_with_a_guess(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="Did you mean 'grid'"):
        show_pattern("grit", None, None, [].append)
    with pytest.raises(InputFaults, match="There are border"):
        show_pattern("zzz", None, None, [].append)


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="--out"):
        show_pattern("grid", None, tmp_path, [].append)


def test_without_a_screen_it_says_what_to_do() -> None:
    with pytest.raises(LivevisError, match=r"--out pattern\.png"):
        show_pattern("grid", None, None, [].append)


@pytest.mark.parametrize("how", ["key", "interrupt"])
def test_it_is_shown_until_a_key_is_pressed(how: str, rig: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def commands(self: Any, at: float) -> list[Command]:
        nonlocal asked
        asked += 1
        if asked < 4:
            return []
        if how == "interrupt":
            raise KeyboardInterrupt
        return [Command("quit", at)]

    shown = []
    monkeypatch.setattr("livevis.wall.display.available", lambda: True)
    monkeypatch.setattr("livevis.desk.keyboard.Keyboard.commands", commands)
    monkeypatch.setattr("livevis.wall.display.Display.show", lambda _self, frame: shown.append(frame.number))
    assert show_pattern("moving", rig, None, [].append) == 0
    assert shown == [0, 1, 2]
