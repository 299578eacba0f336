"""A live show up to the curtain: from where, into which folder, and the bookmark it leaves."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from livevis.app.live import Bookmark, LiveWish, ear, live, set_aside
from livevis.app.perform import Outcome, Performance
from livevis.errors import InputFaults
from livevis.hear.microphone import Microphone
from livevis.hear.tone import ToneSource
from livevis.show.load import load_rig, load_show

from .stagehands import RIG, Prophet, cast, events, move_house, setlist, write_show

TONE = RIG + '[hear]\ninput = "tone"\n'


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return move_house(monkeypatch, tmp_path)


@pytest.fixture
def shows(monkeypatch: pytest.MonkeyPatch) -> list[Performance]:
    """What would have been performed."""
    seen: list[Performance] = []

    def note(show: Performance) -> Outcome:
        seen.append(show)
        return Outcome({}, show.folder)

    monkeypatch.setattr("livevis.app.live.perform", note)
    monkeypatch.setattr("livevis.app.afterwards.leave_behind", lambda *_: None)
    return seen


def test_a_live_show_waits_for_go_and_keeps_only_its_timeline(
    tmp_path: Path, state: Path, shows: list[Performance]
) -> None:
    said: list[str] = []
    show, rig = write_show(tmp_path / "show")
    live(LiveWish(show, rig), said.append)
    (given,) = shows
    assert (given.manner.autostart, given.manner.replay, given.manner.once) == (False, False, False)
    assert (given.film, given.keep_take, given.pictures, given.virtual) == (False, False, False, False)
    assert given.folder == state / "shows" / "show"
    assert given.size == (64, 36)
    assert any("only auto_advance" in line for line in said)  # no screen, no keys
    assert any(str(given.folder / "timeline.jsonl") in line for line in said)


def test_recording_keeps_take_and_pictures(tmp_path: Path, state: Path, shows: list[Performance]) -> None:
    said: list[str] = []
    show, rig = write_show(tmp_path / "show", rig=RIG + '[[output]]\nkind = "film"\n')
    live(LiveWish(show, rig, record=tmp_path / "kept"), said.append)
    (given,) = shows
    assert not any("tonight" in line for line in said)
    assert given.folder == tmp_path / "kept"
    assert given.keep_take
    assert given.pictures
    assert given.film


def test_there_is_no_film_without_a_folder_for_it_and_that_is_said(
    tmp_path: Path, state: Path, shows: list[Performance]
) -> None:
    said: list[str] = []
    show, rig = write_show(tmp_path / "show", rig=RIG + '[[output]]\nkind = "film"\n')
    live(LiveWish(show, rig), said.append)
    assert not shows[0].film
    assert any("[[output]] film needs --record DIR: no film tonight" in line for line in said)
    switched_off = RIG + '[[output]]\nkind = "film"\nenabled = false\n'
    show, rig = write_show(tmp_path / "other", rig=switched_off)
    said.clear()
    live(LiveWish(show, rig), said.append)
    assert not any("tonight" in line for line in said)


def test_the_show_itself_may_say_that_it_starts_alone(
    tmp_path: Path, state: Path, shows: list[Performance]
) -> None:
    said: list[str] = []
    show, rig = write_show(tmp_path / "show", "[show]\nauto_advance = true")
    live(LiveWish(show, rig), said.append)
    assert shows[0].manner.autostart
    assert not any("standing by" in line or "auto_advance" in line for line in said)


def test_standing_by_at_a_song(tmp_path: Path, state: Path, shows: list[Performance]) -> None:
    show, rig = write_show(tmp_path / "show")
    with (tmp_path / "show" / "show.toml").open("a") as file:
        file.write('[[song]]\nid = "two"\n')
    live(LiveWish(show, rig, song="two"), [].append)
    assert shows[0].manner.first == 1
    with pytest.raises(InputFaults, match=r"no song 'three'.*one, two"):
        live(LiveWish(show, rig, song="three"), [].append)


def test_a_folder_that_cannot_be_written(tmp_path: Path, state: Path, shows: list[Performance]) -> None:
    show, rig = write_show(tmp_path / "show")
    (tmp_path / "file").touch()
    with pytest.raises(InputFaults, match="--record"):
        live(LiveWish(show, rig, record=tmp_path / "file"), [].append)
    assert shows == []


def test_a_language_nobody_here_hears_is_said_and_the_show_goes_on(
    tmp_path: Path, state: Path, shows: list[Performance]
) -> None:
    said: list[str] = []
    show, rig = write_show(tmp_path / "show", rig=RIG.replace("[wall]", "[wall]\ngamma = 2.0"))
    with (tmp_path / "show" / "show.toml").open("a") as file:
        file.write('language = "de"\n')
    live(LiveWish(show, rig), said.append)
    assert len(shows) == 1
    assert shows[0].gamma == 2.0
    (line,) = [line for line in said if "hears 'de'" in line]
    assert line.startswith("  ! song 'one': no recogniser here")


# -- the bookmark -----------------------------------------------------------------------


def bookmark(state: Path) -> Path:
    return state / "shows" / "rain" / "state.json"


def test_the_bookmark_remembers_song_and_line(tmp_path: Path, state: Path) -> None:
    kept = Bookmark(replace(setlist(), folder=tmp_path / "rain"))
    assert kept.read() == ("", None)
    kept.note({"event": "song", "id": "two"})
    assert kept.read() == ("two", None)
    kept.note({"event": "line", "index": 5, "locked": True})
    kept.note({"event": "line", "index": 7, "locked": False})
    kept.note({"event": "shown", "id": "x"})
    assert Bookmark(replace(setlist(), folder=tmp_path / "rain")).read() == ("two", 5)
    assert json.loads(bookmark(state).read_text()) == {"song": "two", "line": 5}
    assert [path.name for path in bookmark(state).parent.iterdir()] == ["state.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"song": "one"}', '{"line": 3}', "\x00", '"one"', "3"]
)
def test_a_damaged_bookmark_is_none(tmp_path: Path, state: Path, text: str) -> None:
    kept = Bookmark(replace(setlist(), folder=tmp_path / "rain"))
    kept.note({"event": "song", "id": "two"})
    bookmark(state).write_text(text)
    assert kept.read() == ("", None)


@pytest.mark.parametrize("line", ["x", -1, 2.5, [1]])
def test_a_line_that_is_no_line_is_left_out(tmp_path: Path, state: Path, line: Any) -> None:
    kept = Bookmark(replace(setlist(), folder=tmp_path / "rain"))
    kept.note({"event": "song", "id": "two"})
    bookmark(state).write_text(json.dumps({"song": "two", "line": line}))
    assert kept.read() == ("two", None)


def test_a_disk_that_refuses_costs_the_bookmark_only(tmp_path: Path, state: Path) -> None:
    state.parent.mkdir(parents=True)
    state.touch()  # a file where the folder should be
    kept = Bookmark(replace(setlist(), folder=tmp_path / "rain"))
    kept.note({"event": "song", "id": "two"})
    assert kept.read() == ("", None)


def test_resume_goes_on_where_it_stopped(tmp_path: Path, state: Path, shows: list[Performance]) -> None:
    said: list[str] = []
    show, rig = write_show(tmp_path / "show")
    live(LiveWish(show, rig, resume=True), said.append)
    assert not shows[0].manner.resume
    assert any("nothing to resume" in line for line in said)
    kept = Bookmark(load_show(show))
    kept.note({"event": "song", "id": "one"})
    kept.note({"event": "line", "index": 1, "locked": True})
    live(LiveWish(show, rig, resume=True), said.append)
    assert (shows[1].manner.resume, shows[1].manner.first, shows[1].manner.line) == (True, 0, 1)
    assert any("going on with: " in line and "line 2" in line for line in said)


def test_a_bookmark_in_a_song_that_is_gone_is_none(
    tmp_path: Path, state: Path, shows: list[Performance]
) -> None:
    show, rig = write_show(tmp_path / "show")
    Bookmark(load_show(show)).note({"event": "song", "id": "dropped"})
    live(LiveWish(show, rig, resume=True), [].append)
    assert not shows[0].manner.resume


# -- no evening is overwritten --------------------------------------------------------------


def test_an_earlier_evening_is_set_aside(tmp_path: Path) -> None:
    own = ("timeline.jsonl", "take.flac", "take-2.flac", "film.mp4", "film-2.mp4", "pictures/pic-p-1.png")
    (tmp_path / "pictures").mkdir()
    for number in (1, 2):
        for name in (*own, "notes.txt", "pictures/cat.png"):
            (tmp_path / name).write_text(str(number))
        set_aside(tmp_path)
        shelf = tmp_path / f"earlier-{number}"
        assert [(shelf / name).read_text() for name in own] == [str(number)] * len(own)
        assert not any((tmp_path / name).exists() for name in own)
        assert (tmp_path / "notes.txt").exists()
        assert (tmp_path / "pictures" / "cat.png").exists()
    set_aside(tmp_path)
    assert not (tmp_path / "earlier-3").exists()


def test_an_empty_timeline_is_nothing_to_keep(tmp_path: Path) -> None:
    (tmp_path / "timeline.jsonl").touch()
    set_aside(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["timeline.jsonl"]


# -- the ear --------------------------------------------------------------------------------


def test_the_ear_the_rig_names(tmp_path: Path) -> None:
    _, rig = write_show(tmp_path / "show", rig=TONE)
    assert isinstance(ear(load_rig(rig)), ToneSource)
    assert isinstance(ear(load_rig(None)), Microphone)


def test_a_live_show_plays_and_ctrl_c_ends_it(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    show, rig = write_show(tmp_path / "show", "[show]\nauto_advance = true", TONE)
    machine = load_rig(rig)
    paper = cast(source=partial(ear, machine), words=partial(Prophet, 0.0))
    monkeypatch.setattr("livevis.app.live.cast", lambda _casting, source: replace(paper, source=source))
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if "lanterns" in line:  # the first line of the lyrics is sung
            os.kill(os.getpid(), signal.SIGINT)

    outcome = live(LiveWish(show, rig, record=tmp_path / "kept"), say)
    assert outcome.interrupted
    assert not outcome.failed
    kept = {path.name for path in (tmp_path / "kept").iterdir()}
    assert {"timeline.jsonl", "take.flac", "report.json", "report.html", "pictures"} <= kept
    assert events(tmp_path / "kept", "song")[0]["take"] is None
    assert Bookmark(load_show(show)).read() == ("one", 0)
