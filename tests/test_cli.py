"""The command line: exit codes, faults without tracebacks, help that teaches."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from livevis import __version__
from livevis.app.perform import Outcome
from livevis.cli import main
from livevis.errors import LivevisError
from livevis.flow.clock import stopwatch
from tests.app.stagehands import move_house, write_show
from tests.app.test_preflight import NAMES
from tests.fakes.broken_shows import BrokenShow, broken_shows

ROOT = Path(__file__).parents[1]
COMMANDS = ("rehearse", "live", "bench", "check", "models", "devices", "pattern", "lab")


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    move_house(monkeypatch, tmp_path)


@pytest.fixture
def show(tmp_path: Path) -> tuple[str, str]:
    return write_show(tmp_path / "show")


def leave(arguments: list[str]) -> int:
    """The exit code of a run that argparse itself ends."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert isinstance(end.value.code, int)
    return end.value.code


# -- help -------------------------------------------------------------------------------


def test_help_teaches_the_first_steps(capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(["--help"]) == 0
    text = capsys.readouterr().out
    for command in COMMANDS:
        assert f"\n    {command} " in text
    assert "livevis rehearse first-light --headless" in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_every_option_a_word(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = stopwatch()
    assert leave([command, "--help"]) == 0
    took = stopwatch() - begun
    text = capsys.readouterr().out
    assert took < 0.5
    assert text.startswith(f"usage: livevis {command}")
    options = [line for line in text.splitlines() if line.startswith("  --")]
    assert [line for line in options if not line.split("  ", 2)[-1].strip()] == []


@pytest.mark.parametrize("command", ["rehearse", "live"])
def test_the_keys_are_told(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert leave([command, "--help"]) == 0
    text = capsys.readouterr().out
    for key in ("space GO", "esc panic", "q then q quit", "left/right nudge"):
        assert key in text


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(["--version"]) == 0
    assert capsys.readouterr().out == f"livevis {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "COMMAND"),
        (["rehaerse", "x"], "rehaerse"),
        (["rehearse"], "SHOW"),
        (["rehearse", "x", "--speed", "abc"], "'abc' is not a number from 0.25 to 16"),
        (["rehearse", "x", "--speed", "nan"], "0.25 to 16"),
        (["rehearse", "x", "--speed", "17"], "0.25 to 16"),
        (["rehearse", "x", "--seed", "-3"], "not a whole number"),
        (["rehearse", "x", "--seed", "1.5"], "not a whole number"),
        (["bench", "--minutes", "0"], "of minutes"),
        (["models"], "list|fetch|verify"),
        (["models", "fetch"], "NAME"),
        (["live", "x", "--headless"], "--headless"),
    ],
)
def test_wrong_arguments_are_named(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert leave(arguments) == 2
    assert told in capsys.readouterr().err


# -- wrong input ------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_show_is_told_whole_by_every_command(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken: BrokenShow = {one.name: one for one in broken_shows(tmp_path / "broken")}[name]
    given = [str(broken.show), *(["--rig", str(broken.rig)] if broken.rig else [])]
    commands = (["check"], ["rehearse", "--headless"], ["rehearse", "--virtual"], ["live"], ["bench"])
    for command in commands:
        assert main([command[0], *given, *command[1:]]) == 2
        out, err = capsys.readouterr()
        pieces = [*broken.expects, *(broken.preflight if command == ["check"] else [])]
        text = out if command == ["check"] else err
        assert [piece for piece in pieces if piece not in text] == [], command
        assert "Traceback" not in out + err
    assert not (tmp_path / "out").exists()  # nothing was begun


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rehearse", "nowhere"], "nowhere: no such show"),
        (["rehearse", "SHOW", "--rig", "norig.toml"], "norig.toml"),
        (["rehearse", "SHOW", "--song", "two"], "--song: no song 'two'"),
        (["rehearse", "SHOW", "--take", "gone.wav"], "gone.wav"),
        (["rehearse", "SHOW", "--from", "line:7"], "--from: line 7 does not exist"),
        (["rehearse", "SHOW", "--from", "1:00"], "--from: starts at 60.0 s"),
        (["rehearse", "SHOW", "--from", "manual"], "--from"),
        (["rehearse", "SHOW", "--out", "show/show.toml"], "--out"),
        (["live", "SHOW", "--song", "two"], "--song: no song 'two'"),
        (["live", "SHOW", "--record", "show/show.toml"], "--record"),
        (["bench", "SHOW", "--json", "show"], "--json"),
        (["check", "SHOW", "--json", "show"], "--json"),
        (["pattern", "grit"], "Did you mean 'grid'?"),
        (["pattern", "grid", "--rig", "norig.toml"], "norig.toml"),
        (["models", "fetch", "whisper-tinny"], "Did you mean 'whisper-tiny'?"),
    ],
)
def test_wrong_input_is_exit_code_2_with_its_place_and_remedy(
    arguments: list[str], told: str, show: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([show[0] if one == "SHOW" else one for one in arguments]) == 2
    err = capsys.readouterr().err
    assert told in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1


# -- what runs --------------------------------------------------------------------------


def test_a_rehearsal_ends_with_0_and_what_is_where(
    show: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, rig = show
    wishes = ["--rig", rig, "--virtual", "--out", "kept", "--seed", "5", "--from", "line:2"]
    assert main(["rehearse", folder, *wishes]) == 0
    out = capsys.readouterr().out
    assert "the show is over:" in out
    for name in ("film.mp4", "contact.png", "report.html", "timeline.jsonl"):
        assert (tmp_path / "kept" / name).stat().st_size > 0
        assert f"kept/{name}" in out
    report = json.loads((tmp_path / "kept" / "report.json").read_text())
    assert report["end_to_end"]["words"] == 1  # only the second line was played


def test_check_models_devices_and_pattern_run(
    show: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, rig = show
    assert main(["check", folder, "--rig", rig, "--json", "check.json"]) == 0
    assert main(["models", "list"]) == 0
    assert main(["models", "verify"]) == 0
    assert main(["pattern"]) == 0
    assert main(["pattern", "grid", "--rig", rig, "--out", "grid.png"]) == 0
    out = capsys.readouterr().out
    for told in (
        "ready to play",
        "whisper-tiny",
        "no model has been fetched",
        "patterns: ",
        "written: grid.png",
    ):
        assert told in out
    assert (tmp_path / "grid.png").stat().st_size > 0
    assert (tmp_path / "check.json").stat().st_size > 0


@pytest.mark.parametrize("command", ["rehearse", "live"])
def test_a_show_that_failed_while_running_is_exit_code_1(
    command: str, show: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes = {"good": Outcome({}, Path()), "bad": Outcome({}, Path(), failed="hear gave up: gone")}
    for which, code in (("good", 0), ("bad", 1)):
        monkeypatch.setattr(f"livevis.app.{command}.{command}", lambda *_, made=outcomes[which]: made)
        assert main([command, show[0]]) == code


@pytest.mark.parametrize(
    ("thrown", "code"), [(LivevisError("it broke", "Mend it."), 1), (KeyboardInterrupt(), 0)]
)
def test_what_is_thrown_becomes_an_exit_code(
    thrown: BaseException,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: Any) -> int:
        raise thrown

    monkeypatch.setattr("livevis.app.devices.show_devices", fail)
    assert main(["devices"]) == code
    assert capsys.readouterr().err == ("it broke. Mend it.\n" if code == 1 else "stopped\n")


@pytest.mark.parametrize(
    ("command", "where"),
    [
        (["rehearse", "SHOW", "--virtual"], "livevis.app.rehearse.cast"),
        (["rehearse", "SHOW", "--virtual"], "livevis.app.page.write_page"),
        (["live", "SHOW"], "livevis.app.live.cast"),
    ],
)
def test_ctrl_c_before_and_after_the_show_is_a_clean_stop(
    command: list[str],
    where: str,
    show: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def interrupt(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(where, interrupt)
    given = [show[0] if one == "SHOW" else one for one in command]
    assert main([*given, "--rig", show[1]]) == 0
    assert capsys.readouterr().err == "stopped\n"


def test_a_terminal_that_cannot_spell_a_lyric_shows_something(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    monkeypatch.setattr("sys.stdout", narrow)
    monkeypatch.setattr("livevis.app.devices.show_devices", lambda say: say("Größe") or 0)
    assert main(["devices"]) == 0
    assert narrow.buffer.getvalue() == b"Gr??e\n"  # type: ignore[attr-defined]


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    script = "import sys; from livevis.cli import main; sys.exit(main(['models', 'list']))"
    reader = subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert reader.stdout is not None
    assert reader.stderr is not None
    reader.stdout.close()  # long before the first line
    errors = reader.stderr.read()
    reader.stderr.close()
    assert reader.wait(60) == 0
    assert errors == b""
