"""What the operator is told, from the facts of the show."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from livevis.app.loop import WallBooks
from livevis.app.screen import Desk, Overlook, screen_for
from livevis.app.wiring import Facts, Graph
from livevis.flow.channel import Channel, WhenFull
from livevis.flow.clock import VirtualClock
from livevis.flow.letter import Letter
from livevis.messages import Command, LyricPlace, Notice, SongStart
from livevis.show.rig import Rig
from livevis.wall.compositor import Compositor

from .stagehands import lyrics, setlist, song


class Show:
    """A desk without a show behind it."""

    def __init__(self) -> None:
        self.facts, self.books = Facts(), WallBooks()
        edge: Channel[int] = Channel("a>b", 1, WhenFull.DROP_OLD, VirtualClock())
        self.edges = {"a>b": edge, "b>c": Channel[int]("b>c", 1, WhenFull.DROP_OLD, VirtualClock())}
        graph = Graph([], None, self.edges, self.facts)  # type: ignore[arg-type]
        self.compositor = Compositor((32, 18))
        self.panels: list[Any] = []
        self.display: list[str] = []
        desk = Desk(self.facts, graph, self.books, self.compositor, setlist(song(notes="capo 2")))
        self.beside = True
        self.overlook = Overlook(desk, self.panels.append, self._notices, lambda: self.beside, (480, 210))

    def _notices(self) -> list[str]:
        said, self.display = self.display, []
        return said

    def play(self, line: int | None = None) -> None:
        self.facts.song.set(SongStart("one", "One", 0.0, lyrics()))
        if line is not None:
            self.facts.place.set(LyricPlace("one", line, 0, 0.9, True, 1.0))

    def command(self, name: str, at: float) -> None:
        self.facts.command.set(Command(name, at))
        self.overlook.look(at)


@pytest.fixture
def show() -> Show:
    return Show()


def test_before_the_first_song_it_says_what_to_do(show: Show) -> None:
    state = show.overlook.state(0.0)
    assert "GO starts" in state.song
    assert state.line == state.next_line == ""


def test_the_line_and_the_next(show: Show) -> None:
    show.play(1)
    state = show.overlook.state(1.0)
    assert (state.song, state.line, state.next_line) == ("One", "carry the light", "a boat on the stones")
    show.play(3)
    assert show.overlook.state(1.0).next_line == ""


def test_until_the_first_line_the_band_s_notes_stand_there(show: Show) -> None:
    show.play()
    state = show.overlook.state(1.0)
    assert (state.line, state.next_line) == ("capo 2", "the river is wide")


def test_the_place_in_another_song_is_no_place(show: Show) -> None:
    show.play(2)
    show.facts.song.set(SongStart("two", "Two", 9.0, lyrics(("only line",))))
    state = show.overlook.state(9.0)
    assert (state.line, state.next_line) == ("", "only line")


def test_losses_are_named(show: Show) -> None:
    for value in range(3):
        show.edges["a>b"].put(Letter(value, 0.0))
    assert show.overlook.state(0.0).drops == (("a>b", 2),)


def test_it_is_drawn_ten_times_a_second(show: Show) -> None:
    for number in range(61):
        show.overlook.look(number / 30.0)
    assert 18 <= len(show.panels) <= 21
    panel = show.panels[0]
    assert panel.shape == (210, 480, 4)
    assert panel.dtype == np.uint8


def test_frames_a_second(show: Show) -> None:
    for number in range(61):
        show.books.frames = number
        show.overlook.look(number / 30.0)
    assert show.overlook.state(2.0).fps == pytest.approx(30.0, abs=1.0)


def test_the_overlay_key_takes_it_away_and_brings_it_back(show: Show) -> None:
    show.command("overlay", 1.0)
    assert show.panels[-1] is None
    show.command("overlay", 2.0)
    assert show.panels[-1] is not None


def test_laid_over_the_only_picture_it_waits_to_be_asked_for(show: Show) -> None:
    show.beside = False
    show.overlook.look(0.0)
    assert show.panels == [None]
    show.command("overlay", 1.0)
    assert show.panels[-1] is not None


def test_mute_hold_and_a_refused_go(show: Show) -> None:
    show.command("mute", 1.0)
    assert show.overlook.state(1.0).muted
    show.command("go-rejected", 2.0)
    assert show.overlook.state(2.5).rejected_go
    assert not show.overlook.state(3.0).rejected_go
    show.facts.notice.set(Notice(3.0, "hold", fault=False))
    show.overlook.look(3.0)
    assert show.overlook.state(3.0).held
    show.facts.notice.set(Notice(4.0, "hold released", fault=False))
    show.overlook.look(4.0)
    assert not show.overlook.state(4.0).held
    assert show.overlook.state(4.0).notices == ()


def test_the_last_three_notices_stand(show: Show) -> None:
    for number in range(5):
        show.facts.notice.set(Notice(float(number), f"fault {number}"))
        show.overlook.look(float(number))
        show.overlook.look(number + 0.5)  # the same one is not said twice
    assert show.overlook.state(5.0).notices == ("fault 2", "fault 3", "fault 4")
    show.display.append("no such screen")
    show.overlook.look(6.0)
    assert show.overlook.state(6.0).notices[-1] == "no such screen"


def test_the_wall_s_own_state(show: Show) -> None:
    show.compositor.canvas(0.0)
    show.compositor.freeze(True, 1.0)
    show.compositor.blackout(True, 1.0)
    show.compositor.brightness(0.5, 1.0)
    state = show.overlook.state(2.0)
    assert state.frozen
    assert state.blackout
    assert state.brightness == 0.5


def test_headless_there_is_no_screen() -> None:
    said: list[str] = []
    empty = screen_for(Rig(), setlist(), True, said.append)
    assert not empty.shown
    assert empty.outputs == empty.surfaces == ()
    assert empty.dress is None
    assert said == []


def test_without_a_screen_it_says_so_and_plays_headless() -> None:
    said: list[str] = []
    assert not screen_for(Rig(), setlist(), False, said.append).shown  # the tests' driver shows nothing
    assert said == ["  no screen here: playing headless"]


def test_with_a_screen_there_are_keys_and_an_overlay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livevis.app.screen.available", lambda: True)
    screen = screen_for(Rig(), setlist(), False, print)
    assert screen.shown
    assert len(screen.outputs) == len(screen.surfaces) == 1
    assert screen.dress is not None
    graph = Graph([], None, {}, Facts())  # type: ignore[arg-type]
    screen.dress(Facts(), graph, WallBooks(), Compositor((32, 18)))(0.0)
