"""A frame every 1/fps, and honest books about those that were late."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from livevis.app.events import Shown
from livevis.app.loop import WallBooks, WallLoop
from livevis.flow.worker import Tick
from livevis.messages import Command, Crossfade, Frame, Look, Picture, Prompt, Scene, Show, Urgency, Why
from livevis.wall.compositor import Compositor
from livevis.wall.output import NullOutput

FPS = 10.0
PROMPT = Prompt("p", "", Why.LINE, Urgency.NOW, "one", Look(), 7, 0.0)


def picture(name: str, shade: int = 200) -> Picture:
    return Picture(name, PROMPT, np.full((9, 16, 3), shade, np.uint8), 7, "test")


def wall(**more: Any) -> WallLoop:
    return WallLoop(Compositor((32, 18), FPS), more.pop("outputs", (NullOutput(),)), **more)


def frame(loop: WallLoop, at: float) -> Frame:
    first = next(iter(list(loop(Tick(at)))))
    assert isinstance(first, Frame)
    return first


def test_a_frame_is_due_every_period() -> None:
    loop = wall()
    dues = []
    for _ in range(4):
        dues.append(loop.due())
        assert frame(loop, loop.due()).at == dues[-1]
    assert dues == pytest.approx([0.0, 0.1, 0.2, 0.3])
    assert loop.books.late == 0


def test_the_numbers_run_on_and_the_canvas_is_read_only() -> None:
    loop = wall()
    frames = [frame(loop, n / FPS) for n in range(3)]
    assert [one.number for one in frames] == [0, 1, 2]
    assert frames[0].pixels.shape == (18, 32, 3)
    assert not frames[0].pixels.flags.writeable


def test_a_stall_is_owned_up_to_and_the_present_shown() -> None:
    loop = wall()
    frame(loop, 0.0)
    after = frame(loop, 1.05)  # frames 1 to 8 were seen by nobody
    assert (after.number, loop.books.late) == (9, 8)
    assert loop.due() == pytest.approx(1.0)
    assert frame(loop, 1.06).number == 10


def test_what_a_slow_window_took_to_open_is_not_late() -> None:
    loop = wall()
    assert frame(loop, 0.75).number == 7
    assert loop.books.late == 0


def test_a_wall_built_anew_counts_on() -> None:
    books = WallBooks()
    first = wall(books=books)
    frame(first, 0.0)
    second = wall(books=books)
    assert second.due() == pytest.approx(0.1)
    assert frame(second, 0.5).number == 4
    assert books.late == 3


def test_a_picture_is_shown_when_it_has_half_the_wall() -> None:
    loop = wall()
    list(loop(Show(picture("a"), 0.0, Crossfade(1.0, "linear"), 0.0, line=2)))
    seen = []
    for number in range(12):
        seen += [(number, out) for out in loop(Tick(number / FPS)) if isinstance(out, Shown)]
    assert [(out.picture, out.line) for _, out in seen] == [("a", 2)]
    assert seen[0][0] == 5


def test_the_frame_is_the_first_answer() -> None:
    class Hand:
        def commands(self, at: float) -> list[Command]:
            return [Command("go", at)]

    loop = wall(surfaces=(Hand(),))
    answers = list(loop(Tick(0.0)))
    assert [type(one) for one in answers] == [Frame, Command]


def test_every_frame_is_shown_and_the_hook_called() -> None:
    output, hooked = NullOutput(), []
    loop = wall(outputs=(output,), each_frame=hooked.append)
    with loop:
        for number in range(5):
            frame(loop, number / FPS)
    assert output.frames == 5
    assert hooked == pytest.approx([0.0, 0.1, 0.2, 0.3, 0.4])


def test_outputs_are_opened_and_closed_with_it() -> None:
    done: list[str] = []

    class Window(NullOutput):
        def __enter__(self) -> NullOutput:
            done.append("open")
            return self

        def __exit__(self, *_: object) -> None:
            done.append("close")

    with wall(outputs=(Window(), Window())):
        assert done == ["open", "open"]
    assert done == ["open", "open", "close", "close"]


def obey(loop: WallLoop, name: str, at: float = 0.0, argument: float = 0.0) -> None:
    assert list(loop(Command(name, at, argument))) == []


def test_the_operator_s_commands_reach_the_wall() -> None:
    loop = wall()
    compositor = loop.compositor
    frame(loop, 0.0)
    obey(loop, "freeze")
    assert compositor.frozen(0.1)
    obey(loop, "freeze", 0.2)
    assert not compositor.frozen(0.3)
    obey(loop, "blackout", 0.3)
    assert compositor.dark(1.0)
    obey(loop, "blackout", 1.0)
    assert not compositor.dark(2.0)
    obey(loop, "panic", 2.0)
    assert compositor.dark(3.0)
    obey(loop, "restore", 3.0)
    assert not compositor.dark(4.0)
    obey(loop, "brightness", 4.0, -1.0)
    assert compositor.master(5.0) == pytest.approx(0.9)
    obey(loop, "brightness", 5.0)
    assert compositor.master(6.0) == pytest.approx(1.0)
    obey(loop, "mute", 6.0)
    obey(loop, "nonsense", 6.0)
    loop.reset()


def test_a_scene_changes_the_opening_field() -> None:
    loop = wall()
    before = frame(loop, 0.0).pixels.copy()
    assert list(loop(Scene("one", "one", "One", Look(palette=("#ffffff", "#fff0e0"))))) == []
    after = [frame(loop, number / FPS).pixels for number in range(1, 60)][-1]
    assert after.mean() > before.mean() + 20


def test_the_books() -> None:
    books = WallBooks()
    books.presented(1.0, 1.0, 1.05, 0.1)
    books.presented(1.1, 1.15, 1.25, 0.1)  # done 0.15 s after it was due
    assert (books.frames, books.late) == (2, 1)
    assert books.work.max == pytest.approx(0.1)
