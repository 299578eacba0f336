"""Loading a show: everything wrong is told at once, and nothing in a file makes a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from livevis.errors import Fault, InputFaults
from livevis.messages import Crossfade
from livevis.show.cue import AtBar, AtLine, AtTime, Manual
from livevis.show.load import find_show, load, load_rig, load_show, read_show
from livevis.show.rig import Rig
from tests.fakes.broken_shows import GOOD_LRC, broken_shows, write_wav

SHOW = """\
schema = 1
[show]
title = "Tour"
on_end = "next"
go_guard_ms = 250
auto_advance = true
[look]
style = "ink"
palette = ["#0B132B", "#e0a458"]
never = ["blood"]
seed = 3
prompt = "a harbour"
[[song]]
id = "rain"
title = "Rain"
lyrics = "rain.lrc"
take = "rain.wav"
language = "de"
bpm = 96
notes = "slow"
seed = 11
never = ["knife"]
crossfade = 0.5
[[song.cue]]
id = "refrain"
at = "line:2"
prompt = "a flooded street"
style = "glass"
crossfade = { s = 2.0, curve = "ease" }
beat = { flash = 0.3 }
[[song.cue]]
at = "bar:33"
[[song.cue]]
name = "The end"
at = "1:03.5"
beat = 0.2
[[song]]
id = "sun"
[[song.cue]]
at = "manual"
"""


@pytest.fixture
def show(tmp_path: Path) -> Path:
    folder = tmp_path / "tour"
    folder.mkdir()
    (folder / "show.toml").write_text(SHOW, encoding="utf-8")
    (folder / "rain.lrc").write_text(GOOD_LRC, encoding="utf-8")
    write_wav(folder / "rain.wav", 0.1)
    return folder


def faults_of(show: Path, rig: Path | None = None) -> str:
    with pytest.raises(InputFaults) as caught:
        load(show, rig)
    return str(caught.value)


def test_a_whole_show(show: Path) -> None:
    setlist = load_show(show)
    assert (setlist.title, setlist.on_end, setlist.go_guard, setlist.auto_advance) == (
        "Tour",
        "next",
        0.25,
        True,
    )
    assert setlist.folder == show
    assert [warning.split()[0] for warning in setlist.warnings] == ["beat"]
    rain, sun = setlist.songs
    assert (rain.id, rain.title, rain.language, rain.bpm, rain.notes) == ("rain", "Rain", "de", 96.0, "slow")
    assert rain.take == show / "rain.wav"
    assert rain.reference == rain.take
    assert [line.text for line in rain.lyrics.lines] == ["red lanterns", "burn"]
    assert (sun.title, sun.language, sun.take, sun.lyrics.lines) == ("sun", "en", None, ())
    assert setlist.song("sun") is sun
    assert setlist.song("moon") is None


def test_cues(show: Path) -> None:
    rain, sun = load_show(show).songs
    assert [cue.name for cue in rain.cues] == ["refrain", "cue-2", "The end"]
    assert [cue.at for cue in rain.cues] == [AtLine(1), AtBar(33), AtTime(63.5)]
    assert sun.cues[0].at == Manual()


def test_looks_resolve_show_song_cue(show: Path) -> None:
    setlist = load_show(show)
    rain, sun = setlist.songs
    assert (setlist.look.style, setlist.look.seed, setlist.look.crossfade) == ("ink", 3, Crossfade())
    assert (rain.look.style, rain.look.seed, rain.look.crossfade) == ("ink", 11, Crossfade(seconds=0.5))
    refrain = rain.cues[0].look
    assert (refrain.style, refrain.seed, refrain.crossfade) == ("glass", 11, Crossfade(2.0, "ease"))
    assert refrain.palette == sun.look.palette == ("#0b132b", "#e0a458")
    assert (refrain.beat, rain.cues[1].look.beat) == ({"flash": 0.3}, {})
    assert set(rain.cues[2].look.beat.values()) == {0.2}


def test_forbidden_words_add_up(show: Path) -> None:
    rain, sun = load_show(show).songs
    assert rain.cues[0].look.never == rain.look.never == ("blood", "knife")
    assert sun.look.never == ("blood",)


def test_themes_are_inherited(show: Path) -> None:
    rain, sun = load_show(show).songs
    assert (rain.theme, sun.theme) == ("a harbour", "a harbour")
    assert [cue.prompt for cue in rain.cues] == ["a flooded street", "a harbour", "a harbour"]


def test_folder_file_and_name(show: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_show(show) == find_show(str(show / "show.toml")) == show / "show.toml"
    monkeypatch.chdir(show.parent)
    assert find_show("tour") == Path("tour/show.toml")
    monkeypatch.setattr("livevis.show.load._shelves", lambda: [show.parent / "none", show.parent])
    monkeypatch.chdir("/")
    assert find_show("tour") == show / "show.toml"
    with pytest.raises(InputFaults, match="Did you mean 'tour'"):
        find_show("tours")


@pytest.mark.parametrize("wish", ["", "nowhere/at/all", "a\0b", "x" * 5000, "..", "tests"])
def test_no_show_there(wish: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputFaults):
        load_show(wish)


def test_the_shows_that_come_along_are_sound() -> None:
    shows = Path(__file__).resolve().parents[2] / "shows"
    for path in sorted(shows.glob("*/show.toml")):
        assert load_show(path).warnings == ()
    for path in sorted((shows / "rigs").glob("*.toml")):
        load_rig(path)


@pytest.mark.parametrize("number", range(10))
def test_ten_broken_shows(number: int, tmp_path: Path) -> None:
    broken = broken_shows(tmp_path)[number]
    said = faults_of(broken.show, broken.rig)
    assert [piece for piece in broken.expects if piece not in said] == []
    # Nothing is said that is not so: as many faults as there are breaks ("not TOML" shares its line).
    assert len(said.splitlines()) == len(broken.expects) - (broken.name == "syntax")


def test_faults_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    broken = next(show for show in broken_shows(tmp_path) if show.name == "bad_values")
    lines = [int(fault.split("show.toml:")[1].split(":")[0]) for fault in faults_of(broken.show).splitlines()]
    assert lines == sorted(lines)


def test_what_is_sound_survives_beside_the_faults(show: Path) -> None:
    path = show / "show.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('language = "de"', 'language = "xx"\nsytle = "x"'), "utf-8"
    )
    read = read_show(show)
    assert len(read.faults) == 2
    assert read.value is not None
    assert [song.id for song in read.value.songs] == ["rain", "sun"]
    assert read.value.songs[0].take == show / "rain.wav"
    assert len(read.value.songs[0].lyrics.lines) == 2


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("schema = 2\n", "show.toml:1: unknown schema 2"),
        ('schema = "1"\n', "unknown schema '1'"),
        ("", "no [[song]]"),
        ("song = 3\n", "show.toml:1: 'song' is 3. It must be a list in [ ]"),
        ("song = [1, {id = 'a'}]\n", "show.toml:1: song 1: 'song' is 1. It must be a table"),
        ("[[song]]\nid = 'a b'\n", "show.toml:2: song 1: 'id' is 'a b'"),
        (
            "[[song]]\nid = 'a'\n[[song.cue]]\nat = 3\n",
            "show.toml:4: song 1, cue 1: 'at' is 3. It must be text",
        ),
        ("[[song]]\nid = 'a'\ncue = 7\n", "show.toml:3: song 1: 'cue' is 7"),
        ("[[song]]\nid = 'a'\nbpm = nan\n", "show.toml:3: song 1: 'bpm' is nan"),
        ("[[song]]\nid = 'a'\nseed = 1e400\n", "show.toml:3: song 1: 'seed' is inf"),
        ("[[song]]\nid = 'a'\ntake = ''\n", "show.toml:3: song 1: 'take' names no file"),
        ('[[song]]\nid = "a"\ntake = "a\\u0000"\n', "show.toml:3: song 1: 'take' names no file"),
        (f"[[song]]\nid = 'a'\ntake = '{'x' * 3000}'\n", "show.toml:3: song 1: take"),
        ("a = " + "[" * 3000, "show.toml"),
        ("n = " + "1" * 5000, "show.toml"),
        (
            "[show]\nauto_advance = 1\n[[song]]\nid='a'",
            "show.toml:2: [show]: 'auto_advance' is 1. It must be true or",
        ),
        ("[[song]]\nid='a'\nlyrics='C:\\x.lrc'", "leaves the show's folder"),
        ("wal = 1\n[[song]]\nid='a'", "show.toml:1: unknown key 'wal'"),
    ],
)
def test_single_faults(text: str, piece: str, tmp_path: Path) -> None:
    (tmp_path / "show.toml").write_text(text, encoding="utf-8")
    assert piece in faults_of(tmp_path)


def test_not_text_at_all(tmp_path: Path) -> None:
    (tmp_path / "show.toml").write_bytes(b"schema = 1\n\xff\xfe")
    assert "show.toml:2: not UTF-8 text" in faults_of(tmp_path)


def test_show_and_rig_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "show.toml").write_text("x = 1\n", encoding="utf-8")
    said = faults_of(tmp_path, tmp_path / "norig.toml")
    assert "unknown key 'x'" in said
    assert "norig.toml: cannot be read" in said


def test_without_a_rig_there_are_defaults() -> None:
    assert load_rig(None) == Rig.for_this_machine()


WORDS = [
    "schema = 1\n",
    "[show]\n",
    "[[song]]\n",
    "id = 'a'\n",
    "[[song.cue]]\n",
    "at = 'line:3'\n",
    "[look]\n",
]
WORDS += [
    "lyrics = 'show.toml'\n",
    "take = 'show.toml'\n",
    "palette = [1, '#000000', '#']\n",
    "beat = {a = 9}\n",
]
WORDS += [
    "crossfade = {s = -1, q = 2}\n",
    "song = 1\n",
    "cue = [{}, 2, {at = 1}]\n",
    "[song]\n",
    "= x",
    '"""',
    "seed = 9",
]
WORDS += [
    "prompt = ''\n",
    "never = ['']\n",
    "bpm = 0\n",
    "at = 'bar:1'\n",
    "[words]\n",
    "[wall.slice]\n",
    "[keys]\ngo = 'q'\n",
]


@settings(deadline=None, max_examples=250)
@given(st.one_of(st.lists(st.sampled_from(WORDS), max_size=12).map("".join), st.text(max_size=40)))
@example("[keys]\ngo = ''\n")
def test_any_text_gives_a_show_or_faults(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "show.toml"
        path.write_bytes(text.encode("utf-8", errors="surrogatepass"))
        for read in (load_show, load_rig):
            try:
                read(path)
                faults: tuple[Fault, ...] = (Fault("a", "b", "c"),)
            except InputFaults as error:
                faults = error.faults
            assert faults
            assert all(fault.where and fault.what for fault in faults)
