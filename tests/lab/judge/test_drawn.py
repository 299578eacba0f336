"""Drawings are kept, and drawn once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from livevis.lab.judge.drawn import Drawer, drawn, shrunk
from livevis.lab.pocket.plan import Scene

Pixels = np.ndarray


class Brush:
    """Draws one grey a scene, and counts."""

    def __init__(self, breaks_after: int | None = None) -> None:
        self.drew: list[int] = []
        self._breaks_after = breaks_after

    def __call__(self, scene: Scene) -> Pixels:
        if self._breaks_after is not None and len(self.drew) >= self._breaks_after:
            raise KeyboardInterrupt
        self.drew.append(scene.seed)
        return np.full((32, 32, 3), scene.seed % 256, np.uint8)


def scene(index: int) -> Scene:
    return Scene((), "sea", seed=index)


def test_each_scene_is_drawn_once_and_in_its_place(tmp_path: Path) -> None:
    brush, said = Brush(), list[str]()
    for _ in range(2):
        packed = drawn(Drawer(scene, brush), tmp_path / "new" / "a.u8", (5, 7), said.append, 8)
        assert packed.shape == (7, 8, 8, 3)
        assert packed[:, 0, 0, 0].tolist() == [5, 6, 7, 8, 9, 10, 11]
    assert brush.drew == list(range(5, 12))


def test_an_interrupted_drawing_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "a.u8"
    with pytest.raises(KeyboardInterrupt):
        drawn(Drawer(scene, Brush(70)), file, (0, 90), [].append, 8)
    brush = Brush()
    packed = drawn(Drawer(scene, brush), file, (0, 90), [].append, 8)
    assert brush.drew == list(range(50, 90))  # the book is kept every fifty
    assert packed[:, 3, 3, 1].tolist() == list(range(90))


def test_another_size_begins_anew_and_a_damaged_book_too(tmp_path: Path) -> None:
    file = tmp_path / "a.u8"
    drawn(Drawer(scene, Brush()), file, (0, 3), [].append, 8)
    for count in (4, 4):
        brush = Brush()
        drawn(Drawer(scene, brush), file, (0, count), [].append, 8)
        assert len(brush.drew) == count
        file.with_suffix(".done").write_text("many")


def test_another_hand_has_another_name() -> None:
    def darker(scene: Scene) -> Pixels:
        return Brush()(scene) // 2

    def later(index: int) -> Scene:
        return scene(index + 1)

    hands = [
        Drawer(scenes, brush).hand()
        for scenes, brush in ((scene, Brush()), (scene, darker), (later, Brush()))
    ]
    assert Drawer(scene, Brush()).hand() == hands[0]
    assert len(set(hands)) == 3
    assert {len(hand) for hand in hands} == {8}


def test_progress_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    drawn(Drawer(scene, Brush()), tmp_path / "a.u8", (0, 1000), said.append, 2)
    assert said == ["  drawn: 1000 of 1000"]


def test_shrunk_means() -> None:
    picture = np.zeros((4, 4, 3), np.uint8)
    picture[:2] = 200
    assert shrunk(picture, 4) is picture
    assert shrunk(picture, 2)[..., 0].tolist() == [[200, 200], [0, 0]]
    assert shrunk(picture, 1).tolist() == [[[100, 100, 100]]]
