"""From the command line's wishes to a rehearsal, and nothing deleted that is not its own."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from livevis.app.rehearse import (
    Progress,
    RehearseWish,
    check_takes,
    clear,
    playing,
    prepare,
    recording,
    rehearse,
    rig_folder,
    say_table,
)
from livevis.errors import InputFaults, ModelFault
from livevis.show.load import load_show
from livevis.show.manner import Manner
from livevis.show.setlist import Setlist

from .stagehands import RIG, events, lyrics, move_house, setlist, song, write_show, write_wav

TWO = setlist(song("one"), song("two"))


def wish(**more: object) -> RehearseWish:
    return RehearseWish("show", **more)  # type: ignore[arg-type]


# -- wishes -----------------------------------------------------------------------------


def test_a_rehearsal_starts_its_songs_itself_and_ends() -> None:
    _, manner = prepare(TWO, wish())
    assert manner.autostart
    assert manner.replay
    assert manner.once
    assert (manner.first, manner.only_first, manner.take_from, manner.line) == (0, False, 0.0, None)


def test_one_song_only() -> None:
    _, manner = prepare(TWO, wish(song="two"))
    assert (manner.first, manner.only_first) == (1, True)


def test_an_unknown_song_is_told_with_those_there_are() -> None:
    with pytest.raises(InputFaults, match=r"no song 'tow'.*one, two"):
        prepare(TWO, wish(song="tow"))


def test_another_take_is_played_for_the_song_meant() -> None:
    made, manner = prepare(TWO, wish(song="two", take=Path("b.wav")))
    assert [one.take for one in made.songs] == [Path("t.wav"), Path("b.wav")]
    assert manner.only_first
    made, manner = prepare(TWO, wish(take=Path("b.wav")))
    assert made.songs[0].take == Path("b.wav")
    assert manner.only_first


def test_from_a_time_or_a_line() -> None:
    _, manner = prepare(TWO, wish(start="0:03"))
    assert (manner.take_from, manner.line) == (3.0, None)
    _, manner = prepare(TWO, wish(start="line:3"))
    assert (manner.take_from, manner.line) == (5.0, 2)
    for start in ("line:9", "bar:3", "soon", "-3"):
        with pytest.raises(InputFaults, match="--from"):
            prepare(TWO, wish(start=start))


def test_a_seed_changes_every_look() -> None:
    one = replace(song("one"), cues=())
    made, _ = prepare(setlist(one, song("two")), wish(seed=99))
    assert [each.look.seed for each in made.songs] == [99, 99]
    assert TWO.songs[0].look.seed == 7


def test_a_seed_changes_the_cues_too(tmp_path: Path) -> None:
    show, _ = write_show(tmp_path / "show")
    with (tmp_path / "show" / "show.toml").open("a") as file:
        file.write('[[song.cue]]\nat = "line:2"\nprompt = "x"\nseed = 5\n')
    made, _ = prepare(load_show(show), wish(seed=99))
    assert made.songs[0].cues[0].look.seed == 99


# -- takes ------------------------------------------------------------------------------


@pytest.fixture
def taken(tmp_path: Path) -> Setlist:
    write_wav(tmp_path / "good.wav", 3.0)
    (tmp_path / "bad.wav").write_bytes(b"RIFF nothing")
    good, bad = (song(name, lyrics()) for name in ("good", "bad"))
    takes = replace(good, take=tmp_path / "good.wav"), replace(bad, take=tmp_path / "bad.wav")
    return setlist(*takes, replace(song("none"), take=None))


def test_every_take_s_fault_at_once(taken: Setlist) -> None:
    with pytest.raises(InputFaults) as caught:
        check_takes(taken, Manner())
    assert len(caught.value.faults) == 2
    assert "bad.wav" in str(caught.value)
    assert "song 'none': has no take" in str(caught.value)


def test_only_the_song_to_be_rehearsed_needs_one(taken: Setlist) -> None:
    check_takes(taken, Manner(only_first=True))
    with pytest.raises(InputFaults, match="no take"):
        check_takes(taken, Manner(first=2, only_first=True))


def test_a_start_behind_the_take_s_end(taken: Setlist) -> None:
    check_takes(taken, Manner(only_first=True, take_from=2.9))
    with pytest.raises(InputFaults, match=r"--from: starts at 3\.0 s, but the take ends at 3\.0 s"):
        check_takes(taken, Manner(only_first=True, take_from=3.0))


# -- the folder -------------------------------------------------------------------------

OWN = ("timeline.jsonl", "film.mp4", "contact.png", "report.html", "report.json", "pictures/pic-p-1.png")
OTHERS = ("take.flac", "film-1.mp4", "notes.txt", "pictures/cat.png", "pictures/pic-1.jpg", "sub/film.mp4")


def test_only_a_rehearsal_s_own_files_are_replaced(tmp_path: Path) -> None:
    for name in (*OWN, *OTHERS):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("old")
    assert clear(tmp_path) == tmp_path
    assert [name for name in OTHERS if (tmp_path / name).read_text() != "old"] == []
    assert [name for name in OWN if (tmp_path / name).exists()] == ["timeline.jsonl"]
    assert (tmp_path / "timeline.jsonl").read_text() == ""


def test_a_folder_is_made_as_needed(tmp_path: Path) -> None:
    assert clear(tmp_path / "a" / "b").is_dir()


def test_a_folder_of_pictures_that_lies_elsewhere_is_not_emptied(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "cat.png").write_text("old")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "pictures").symlink_to(elsewhere)
    clear(tmp_path / "out")
    assert (elsewhere / "cat.png").exists()


@pytest.mark.parametrize("name", ["film.mp4", "timeline.jsonl"])
def test_somebody_s_folder_of_that_name_is_a_fault_and_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine").touch()
    with pytest.raises(InputFaults, match="Choose another --out"):
        clear(tmp_path)
    assert (tmp_path / name / "mine").exists()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputFaults, match="cannot be written"):
        clear(tmp_path / "file")


# -- what is said -----------------------------------------------------------------------


def test_progress_says_songs_lines_and_troubles_once() -> None:
    said: list[str] = []
    progress = Progress(TWO, said.append)
    rows = [
        {"t": 0.0, "event": "line", "index": 0, "locked": True},  # before any song: nothing to say
        {"t": 1.0, "event": "song", "id": "one", "title": "One"},
        {"t": 2.0, "event": "line", "index": 1, "locked": False},
        {"t": 2.5, "event": "line", "index": 1, "locked": True},
        {"t": 2.6, "event": "line", "index": 1, "locked": True},
        {"t": 63.0, "event": "fault", "text": "the cable is out"},
        {"t": 64.0, "event": "stage", "name": "paint", "state": "running", "reason": ""},
        {"t": 65.0, "event": "stage", "name": "paint", "state": "failed", "reason": "ValueError: x"},
        {"t": 66.0, "event": "song", "id": "elsewhere", "title": "Unknown"},
        {"t": 67.0, "event": "line", "index": 1, "locked": True},
        {"t": 68.0, "event": "drop", "edge": "a>b", "count": 3},
    ]
    for row in rows:
        progress.tell(row)
    assert said == [
        "0:01.0  song: One",
        "0:02.5    carry the light",
        "1:03.0  ! the cable is out",
        "1:05.0  ! paint failed: ValueError: x",
        "1:06.0  song: Unknown",
    ]


def test_the_table_names_the_command_that_gets_more() -> None:
    said: list[str] = []
    say_table(
        (("words", "sphinx", "built in", "livevis models fetch x"), ("paint", "lantern", "a", "")),
        said.append,
    )
    assert said[0].split() == ["words", "sphinx", "built", "in", "more:", "livevis", "models", "fetch", "x"]
    assert "more" not in said[1]


def test_relative_models_start_at_the_rig() -> None:
    assert rig_folder("/venue/rig.toml") == Path("/venue")
    assert rig_folder(None) == Path.cwd()


def test_the_ear_replays() -> None:
    assert recording().due() == 0.0


# -- all of it ----------------------------------------------------------------------------


def test_a_real_show_is_rehearsed_in_virtual_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    move_house(monkeypatch, tmp_path)
    show, rig = write_show(tmp_path / "show")
    said: list[str] = []
    outcome = rehearse(RehearseWish(show, rig, virtual=True), said.append)
    assert outcome.folder == Path("out/show")
    assert not outcome.failed
    assert [row["take"] for row in events(outcome.folder, "song")] == ["one.wav"]
    report = json.loads((outcome.folder / "report.json").read_text())
    assert report["parts"]["words"] == "sphinx"
    assert report["wall"]["width"] == 64
    assert (outcome.folder / "film.mp4").stat().st_size > 0
    assert any("the show is over" in line for line in said)


def test_the_name_of_the_folder_we_stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    show, _ = write_show(tmp_path / "rain")
    move_house(monkeypatch, tmp_path)
    monkeypatch.chdir(show)
    seen: list[Path] = []

    def stop(folder: Path) -> Path:
        seen.append(folder)
        raise InputFaults([])

    monkeypatch.setattr("livevis.app.rehearse.clear", stop)
    with pytest.raises(InputFaults):
        rehearse(RehearseWish(".", "rig.toml", virtual=True), [].append)
    assert seen == [Path("out/rain")]


def test_a_language_nobody_here_hears_is_a_fault_before_anything_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_house(monkeypatch, tmp_path)
    show, rig = write_show(tmp_path / "show")
    with (tmp_path / "show" / "show.toml").open("a") as file:
        file.write('language = "de"\n[[song]]\nid = "two"\n')
    with pytest.raises(InputFaults) as caught:
        rehearse(RehearseWish(show, rig, virtual=True, out=tmp_path / "out"), [].append)
    assert "no recogniser here hears 'de'" in str(caught.value)
    assert "song 'two': has no take" in str(caught.value), "all faults at once"
    assert not (tmp_path / "out").exists()


def test_a_song_that_is_not_rehearsed_may_be_in_any_language() -> None:
    two = setlist(song("one", language="de"), song("two"))
    assert [one.id for one in playing(*prepare(two, wish(song="two")))] == ["two"]
    assert [one.id for one in playing(*prepare(two, wish()))] == ["one", "two"]


def test_an_earlier_rehearsal_stays_until_this_one_can_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move_house(monkeypatch, tmp_path)
    show, rig = write_show(tmp_path / "show", rig=RIG + '[words]\nmodel = "whisper-tiny"\n')
    out = tmp_path / "out"
    out.mkdir()
    (out / "film.mp4").write_text("last night")
    with pytest.raises(ModelFault, match="whisper-tiny"):
        rehearse(RehearseWish(show, rig, virtual=True, out=out), [].append)
    assert (out / "film.mp4").read_text() == "last night"
