"""Every fault of a show, its rig and the machine, in one go, before the audience finds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from livevis.app.preflight import Findings, check, inspect
from livevis.errors import DeviceLost, InputFaults
from livevis.hear.devices import InputDevice
from livevis.wall.screens import Screen
from tests.fakes.broken_shows import BrokenShow, broken_shows
from tests.fakes.pocket_shelf import lay_pocket

from .stagehands import RIG, move_house, write_show, write_wav

NAMES = (
    "syntax",
    "misspelt",
    "missing_files",
    "outside",
    "bad_cues",
    "bad_values",
    "bad_rig",
    "corrupt_lyrics",
    "languages_and_takes",
    "models",
)


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    move_house(monkeypatch, tmp_path)


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str], BrokenShow]:
    shows = {show.name: show for show in broken_shows(tmp_path / "broken")}
    assert tuple(shows) == NAMES
    return shows.__getitem__


@pytest.mark.parametrize("name", NAMES)
def test_every_fault_of_a_broken_show_at_once(name: str, broken: Callable[[str], BrokenShow]) -> None:
    show = broken(name)
    said: list[str] = []
    assert check(str(show.show), str(show.rig) if show.rig else None, None, said.append) == 2
    faults = [line for line in said if line.startswith("FAULT ")]
    text = "\n".join(faults)
    assert [piece for piece in [*show.expects, *show.preflight] if piece not in text] == []
    assert len(set(faults)) == len(faults)
    assert len(faults) <= len(show.expects) + len(show.preflight)  # and nothing that is not wrong
    assert said[-1] == f"{len(faults)} faults: not ready"


def test_a_good_show_is_ready(tmp_path: Path) -> None:
    show, rig = write_show(tmp_path / "show")
    said: list[str] = []
    report = tmp_path / "new" / "report.json"
    assert check(show, rig, report, said.append) == 0
    assert said[0] == "show: 1 song"
    assert said[1].strip().startswith("1. one (en; 2 lines; 0 cues)")
    assert said[-1] == "ready to play"
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["faults"] == []
    assert {part[0] for part in found["parts"]} == {"words", "prompt", "paint"}


def test_the_faults_are_in_the_json_too(tmp_path: Path) -> None:
    show, rig = write_show(tmp_path / "show", "[show]\ntitel = 1")
    assert check(show, rig, tmp_path / "report.json", [].append) == 2
    (fault,) = json.loads((tmp_path / "report.json").read_text())["faults"]
    assert set(fault) == {"where", "what", "remedy"}
    assert fault["where"].endswith("show.toml:3: [show]")


def test_a_report_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    show, rig = write_show(tmp_path / "show")
    with pytest.raises(InputFaults, match="--json"):
        check(show, rig, tmp_path, [].append)


def test_a_take_that_ends_before_the_lyrics_do(tmp_path: Path) -> None:
    show, rig = write_show(tmp_path / "show")
    write_wav(tmp_path / "show" / "one.wav", 1.0)
    (fault,) = inspect(show, rig).faults
    assert "its last line begins at 2.0 s, but the take ends at 1.0 s" in str(fault)


def test_no_such_show_and_no_such_rig_together() -> None:
    faults = inspect("nowhere", "norig.toml").faults
    assert len(faults) == 2
    assert "no such show" in str(faults[0])
    assert "norig.toml" in str(faults[1])


def test_what_is_read_and_not_acted_on_is_a_note(tmp_path: Path) -> None:
    show, rig = write_show(tmp_path / "show", rig=RIG + '[[output]]\nkind = "ddp"\n')
    found = inspect(show, rig)
    assert found.faults == []
    assert any("ddp" in note for note in found.warnings)


def test_little_disk_is_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Usage:
        free = 1_000_000_000

    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage)
    show, rig = write_show(tmp_path / "show")
    assert any("1.0 GB of disk" in note for note in inspect(show, rig).warnings)


# -- what came along --------------------------------------------------------------------

AUTO = RIG.replace('model = "testcard"', 'model = "auto"')


def notes(found: Findings) -> list[str]:
    """Those about built-in models."""
    return [note for note in found.warnings if "built-in" in note]


def test_the_built_in_models_are_named(tmp_path: Path) -> None:
    lay_pocket(tmp_path / "assets")
    show, rig = write_show(tmp_path / "show", rig=AUTO)
    found = inspect(show, rig)
    assert {row[0]: row[1] for row in found.parts} == {
        "words": "sphinx",
        "prompt": "pocket",
        "paint": "pocket",
    }
    assert (found.faults, notes(found)) == ([], [])


def test_a_built_in_model_that_differs_from_its_seal_or_is_not_whole_is_a_note(tmp_path: Path) -> None:
    pocket = lay_pocket(tmp_path / "assets")
    show, rig = write_show(tmp_path / "show", rig=AUTO)
    (pocket / "summary" / "config.json").write_text("[1]")
    assert notes(inspect(show, rig)) == [
        "built-in models: pocket/summary/config.json: is not what SHA256SUMS says"
    ]
    (pocket / "summary" / "config.json").unlink()
    (pocket / "SHA256SUMS").write_text("nonsense\n")
    found = inspect(show, rig)
    assert found.faults == []
    assert notes(found)[0].startswith("the built-in prompt model is not whole (")
    assert notes(found)[0].endswith("config.json is missing): picker plays")
    assert "SHA256SUMS is damaged" in notes(found)[1]


# -- devices ----------------------------------------------------------------------------

HEAR = RIG + '[hear]\ninput = "UMC202"\n'
WALL = RIG.replace("[wall]", '[wall]\ndisplay = "EPSON"')


def ears(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    devices = [InputDevice(name, index, 2, 48_000) for index, name in enumerate(names)]
    monkeypatch.setattr("livevis.hear.devices.input_devices", lambda: devices)


def test_a_microphone_that_is_not_there_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    show, rig = write_show(tmp_path / "show", rig=HEAR)
    ears(monkeypatch, "Built-in", "UMC202HD 192k")
    assert inspect(show, rig).faults == []
    ears(monkeypatch, "Built-in")
    (fault,) = inspect(show, rig).faults
    assert "[hear] input" in fault.where
    assert "UMC202" in fault.what
    ears(monkeypatch)
    (fault,) = inspect(show, rig).faults
    assert "no sound input" in fault.what


def test_without_portaudio_a_named_microphone_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> list[InputDevice]:
        raise DeviceLost("PortAudio is missing", "Install it")

    monkeypatch.setattr("livevis.hear.devices.input_devices", missing)
    show, rig = write_show(tmp_path / "show", rig=HEAR)
    assert "PortAudio is missing. Install it" in str(inspect(show, rig).faults[0])
    show, rig = write_show(tmp_path / "show", rig=RIG + '[hear]\ninput = "tone"\n')
    assert inspect(show, rig).faults == []


def test_a_display_that_is_not_there_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    show, rig = write_show(tmp_path / "show", rig=WALL)
    assert "this machine has no screen" in str(inspect(show, rig).faults[0])
    found = [Screen(0, "BUILTIN", (0, 0, 800, 600)), Screen(1, "EPSON PJ", (800, 0, 800, 600))]
    monkeypatch.setattr("livevis.app.devices.screens_here", lambda: found)
    assert inspect(show, rig).faults == []
    found.pop()
    assert "'EPSON' is not there" in str(inspect(show, rig).faults[0])


def test_a_fallback_language_stills_the_fault(tmp_path: Path) -> None:
    show, rig = write_show(tmp_path / "show")
    with (tmp_path / "show" / "show.toml").open("a") as file:
        file.write('language = "eu"\n')
    assert "no recogniser here hears 'eu'" in str(inspect(show, rig).faults[0])
    _, rig = write_show(tmp_path / "other", rig=RIG + '[words]\nlanguage_fallback = "en"\n')
    assert inspect(show, rig).faults == []
    _, rig = write_show(tmp_path / "other", rig=RIG + '[words]\nlanguage_fallback = "de"\n')
    assert "nor the fallback 'de'" in str(inspect(show, rig).faults[0])
    english, _ = write_show(tmp_path / "english")
    found = inspect(english, rig)
    assert found.faults == []
    assert any("language_fallback 'de' is of no use" in note for note in found.warnings)
