"""Pictures onto the disk, the song into the room."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from livevis.app.sinks import Aloud, PictureKeeper
from livevis.errors import Fault, InputFaults
from livevis.flow.clock import SystemClock
from livevis.flow.worker import Tick, Timed
from livevis.messages import Command, Look, Picture, Prompt, SongStart, Urgency, Why
from tests.flow.parts import HandClock

PROMPT = Prompt("p-1", "", Why.LINE, Urgency.NOW, "one", Look(), 7, 1.0)


def red(name: str = "pic-1") -> Picture:
    pixels = np.zeros((4, 6, 3), np.uint8)
    pixels[..., 0] = 200
    return Picture(name, PROMPT, pixels, 7, "test")


def test_a_picture_is_kept_in_its_colours(tmp_path: Path) -> None:
    with PictureKeeper(tmp_path / "pictures") as keeper:
        assert list(keeper(red())) == []
    kept = cv2.imread(str(tmp_path / "pictures" / "pic-1.png"))
    assert kept.shape == (4, 6, 3)
    assert kept[0, 0].tolist() == [0, 0, 200]  # OpenCV reads blue first


def test_a_disk_that_refuses_is_told_once(tmp_path: Path) -> None:
    with PictureKeeper(tmp_path / "pictures") as keeper:
        (tmp_path / "pictures" / "pic-1.png").mkdir()
        said = [notice.text for _ in range(3) for notice in keeper(red())]
        assert list(keeper(red("pic-2"))) == []
    assert len(said) == 1
    assert "cannot be kept" in said[0]
    assert (tmp_path / "pictures" / "pic-2.png").is_file()


# -- aloud ------------------------------------------------------------------------------


class Box:
    """A loudspeaker of paper."""

    def __init__(self, device: str | None = "box") -> None:
        self.device, self.said = device, "there is no sound card"
        self.at: float | None = None
        self.done: list[str] = []

    def prepare(self, path: Path, take_from: float = 0.0) -> None:
        if path.name == "broken.ogg":
            raise InputFaults([Fault("broken.ogg", "is no recording", "")])
        self.done.append(f"prepare {path.name} {take_from:g}")

    def open(self, path: Path, take_from: float = 0.0) -> str | None:
        if path.name == "broken.ogg":
            raise InputFaults([Fault("broken.ogg", "is no recording", "")])
        self.done.append(f"open {path.name} {take_from:g}")
        return self.device

    def close(self) -> None:
        self.done.append("close")

    def mute(self, muted: bool) -> None:
        self.done.append(f"mute {muted}")

    def position(self) -> float | None:
        return self.at


def room(box: Box) -> tuple[Aloud, SystemClock, HandClock]:
    hand = HandClock()
    clock = SystemClock(read=hand.now)
    return Aloud(clock, box), clock, hand  # type: ignore[arg-type]


def test_a_song_sounds_from_its_moment_on_not_from_its_announcement() -> None:
    box = Box()
    aloud, _, _ = room(box)
    assert isinstance(aloud, Timed)
    with aloud:
        assert aloud.due() is None
        assert list(aloud(SongStart("one", "One", 12.5, take=Path("a.ogg"), take_from=3.0))) == []
        assert aloud.due() == 12.5
        assert box.done == ["close", "prepare a.ogg 3"]  # decoded ahead, so that it is not late
        assert list(aloud(Tick(12.5))) == []
        assert aloud.due() is None
        assert box.done[-1] == "open a.ogg 3"
    assert box.done[-1] == "close"


def test_the_show_follows_the_sound() -> None:
    box = Box()
    aloud, clock, hand = room(box)
    list(aloud(SongStart("one", "One", 2.0, take=Path("a.ogg"), take_from=10.0)))
    hand.at = 2.0
    list(aloud(Tick(2.0)))
    aloud.steer()
    assert clock.now() == 2.0  # no sound yet: its own time
    box.at, hand.at = 11.5, 3.0
    aloud.steer()
    assert clock.now() == pytest.approx(3.5)  # 1.5 s into what is played


def test_without_a_song_or_a_card_the_clock_is_left_alone() -> None:
    box = Box(device=None)
    aloud, clock, hand = room(box)
    box.at, hand.at = 99.0, 1.0
    aloud.steer()
    list(aloud(SongStart("one", "One", 1.0, take=Path("a.ogg"))))
    (notice,) = aloud(Tick(1.0))
    assert notice.text == "there is no sound card"
    assert not notice.fault
    aloud.steer()
    assert clock.now() == 1.0


def test_a_take_that_cannot_be_read_is_said() -> None:
    aloud, _, _ = room(Box())
    assert list(aloud(SongStart("one", "One", 1.0, take=Path("broken.ogg")))) == []
    (notice,) = aloud(Tick(1.0))
    assert "cannot be played aloud" in notice.text
    assert notice.fault


def test_a_song_without_a_take_is_silence() -> None:
    box = Box()
    aloud, _, _ = room(box)
    list(aloud(SongStart("one", "One", 1.0)))
    assert list(aloud(Tick(1.0))) == []
    assert box.done == ["close"]


def test_mute_goes_on_and_off_and_other_commands_are_nothing() -> None:
    box = Box()
    aloud, _, _ = room(box)
    for name in ("mute", "freeze", "mute"):
        assert list(aloud(Command(name, 1.0))) == []
    assert box.done == ["mute True", "mute False"]
    aloud.reset()
