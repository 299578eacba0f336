"""What the operator orders: each key's deed, and what is left to the wall."""

from __future__ import annotations

import pytest

from livevis.messages import Command, LyricPlace, Notice, Scene, Show, ShowOver, SongStart, Trigger
from livevis.show.cue import Manual
from livevis.show.manner import Manner

from .build import cue, place, song
from .test_conductor import heard, only, paint, started, tell


def test_go_calls_the_manual_cues_before_the_next_song() -> None:
    conductor, _ = started(song(cues=(cue("flood", Manual(), "water"),)), song("two"))
    assert [s.name for s in only(Scene, tell(conductor, Command("go", 3.0)))] == ["one/flood"]
    assert [s.song for s in only(SongStart, tell(conductor, Command("go", 4.0)))] == ["two"]
    assert only(Notice, tell(conductor, Command("go", 5.0)))[0].text == "that was the last song"


def test_jump_back_and_songs_that_do_not_exist() -> None:
    conductor, _ = started(song(), song("two"), song("three"))
    assert only(SongStart, tell(conductor, Command("jump", 1.0, 3)))[0].song == "three"
    assert only(SongStart, tell(conductor, Command("back", 2.0)))[0].song == "two"
    assert "no song 9" in only(Notice, tell(conductor, Command("jump", 3.0, 9)))[0].text


def test_nudge_moves_the_line_and_tells_the_follower() -> None:
    conductor, answers = started()
    paint(conductor, answers)
    tell(conductor, place(1, 4.0))
    said = tell(conductor, Command("nudge", 5.0, 1.0))
    assert [p.line for p in only(LyricPlace, said)] == [2]
    assert [show.line for show in only(Show, said)] == [2]
    assert only(LyricPlace, tell(conductor, Command("nudge", 6.0, -9.0)))[0].line == 0


def test_hold_keeps_the_picture_and_release_shows_the_present_line() -> None:
    conductor, answers = started()
    paint(conductor, answers)
    tell(conductor, place(0, 2.0), Command("hold", 2.5))
    assert only(Show, tell(conductor, place(1, 3.0), place(2, 4.0))) == []
    assert [show.line for show in only(Show, tell(conductor, Command("hold", 5.0)))] == [2]


@pytest.mark.parametrize("name", ["freeze", "blackout", "panic", "restore", "brightness", "overlay", "mute"])
def test_what_is_the_wall_s_is_passed_on(name: str) -> None:
    conductor, _ = started()
    command = Command(name, 1.0, 0.5)
    assert tell(conductor, command) == [command]


def test_quit_ends_the_show_once() -> None:
    conductor, _ = started()
    said = tell(conductor, Command("quit", 3.0), Command("quit", 3.1))
    assert only(ShowOver, said) == [ShowOver(3.0)]
    assert conductor.due() is None


def test_muted_on_stage_it_hears_nothing_but_the_operator() -> None:
    conductor, answers = started()
    paint(conductor, answers)
    assert [c.name for c in only(Command, tell(conductor, Command("mute", 1.0)))] == ["mute"]
    assert tell(conductor, place(1, 2.0)) == []
    assert only(Trigger, tell(conductor, heard("words off the lyrics", 30.0))) == []
    assert [show.line for show in only(Show, tell(conductor, Command("nudge", 31.0, 1.0)))] == [0]
    tell(conductor, Command("mute", 32.0))
    assert [show.line for show in only(Show, tell(conductor, place(1, 33.0)))] == [1]


def test_a_rehearsal_that_is_muted_still_hears() -> None:
    conductor, answers = started(manner=Manner(autostart=True, replay=True, lead=0.0))
    paint(conductor, answers)
    tell(conductor, Command("mute", 1.0))
    assert [show.line for show in only(Show, tell(conductor, place(1, 2.0)))] == [1]
