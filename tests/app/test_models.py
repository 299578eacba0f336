"""Models from the command line, against a hub on this machine."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from livevis.app import models
from livevis.errors import InputFaults, Unreachable
from tests.fakes.model_hub import REVISION, FakeHub, whisper_files
from tests.fakes.pocket_shelf import lay_pocket

from .stagehands import move_house

FOLDER = "Systran--faster-whisper-tiny"


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    move_house(monkeypatch, tmp_path)
    return tmp_path / "livevis_models"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, root: Path) -> FakeHub:
    made = FakeHub(whisper_files())
    monkeypatch.setattr("livevis.weights.hub.HuggingFaceHub", lambda: made)
    return made


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def said() -> list[str]:
    return []


def test_the_list_says_role_size_licence_and_how_to_get_it(root: Path, said: list[str]) -> None:
    assert models.show_list(said.append) == 0
    text = "\n".join(said)
    assert said[0] == f"models folder: {root}"
    assert "livevis models fetch whisper-tiny" in text
    assert "Systran/faster-whisper-tiny; licence: MIT" in text
    assert "78 MB" in text
    assert "built in" in said[-1]


def test_the_list_shows_what_came_along_with_its_cards(root: Path, said: list[str], tmp_path: Path) -> None:
    pocket = lay_pocket(tmp_path / "assets")
    (pocket / "summary" / "config.json").unlink()
    assert models.show_list(said.append) == 0
    (row,) = (number for number, line in enumerate(said) if str(pocket / "painter") in line)
    assert said[row].split()[:2] == ["paint", "pocket"]
    assert "built in" in said[row]
    assert "Noto Color Emoji" in said[row + 1]
    assert said[row + 2].strip() == "Paints 60 subjects in 8 places."
    assert "not whole" not in said[row]
    assert any("pocket/summary" in line for line in said)
    assert any("not whole" in line and "summary" in line for line in said)
    assert "built in" in said[-1]


def test_verify_looks_at_what_came_along_too(root: Path, said: list[str], tmp_path: Path) -> None:
    pocket = lay_pocket(tmp_path / "assets")
    assert models.verify(said.append) == 0
    assert said[-1].startswith("built-in models: ")
    assert said[-1].endswith(" files are as sealed")
    (weights,) = (pocket / "painter" / "unet").glob("*.safetensors")
    weights.write_bytes(weights.read_bytes()[:-1] + b"x")
    said.clear()
    assert models.verify(said.append) == 1
    name = weights.relative_to(pocket).as_posix()
    assert said[-1] == f"pocket/{name}: is not what SHA256SUMS says"


def test_fetch_shows_what_comes_first_and_where_it_went(
    hub: FakeHub, root: Path, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert models.fetch(["whisper-tiny"], True, said.append) == 0
    assert said[0] == f"Systran/faster-whisper-tiny at revision {REVISION[:12]}: 4 files, 0 MB"
    assert said[1] == "  licence: MIT"
    assert said[2] == f"  into: {root / FOLDER}"
    assert said[3].startswith(f"whisper-tiny: in {root / FOLDER}")
    assert (root / FOLDER / "model.bin").is_file()
    assert "fetching" in capsys.readouterr().out
    said.clear()
    models.show_list(said.append)
    assert any(f"here: {root / FOLDER}" in line for line in said)


def test_nobody_to_ask_means_no(hub: FakeHub, root: Path, said: list[str]) -> None:
    assert models.fetch(["whisper-tiny"], False, said.append) == 1
    assert "  say --yes to fetch it without being asked" in said
    assert said[-1] == "whisper-tiny: nothing was fetched"
    assert hub.brought == []
    assert not (root / FOLDER).exists()


@pytest.mark.parametrize(("answer", "code"), [("y", 0), (" YES ", 0), ("n", 1), ("", 1), ("yeah", 1)])
def test_the_answer_counts(
    answer: str, code: int, hub: FakeHub, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(f"{answer}\n"))
    assert models.fetch(["whisper-tiny"], False, said.append) == code


def test_an_unknown_name_is_a_fault_with_a_guess(hub: FakeHub, said: list[str]) -> None:
    with pytest.raises(InputFaults, match="Did you mean 'whisper-tiny'"):
        models.fetch(["whisper-tinny"], True, said.append)


def test_a_hub_out_of_reach(hub: FakeHub, said: list[str]) -> None:
    hub.reachable = False
    with pytest.raises(Unreachable):
        models.fetch(["whisper-tiny"], True, said.append)


def test_a_broken_fetch_goes_on_where_it_stopped(hub: FakeHub, root: Path, said: list[str]) -> None:
    hub.breaks_after = 2
    with pytest.raises(Unreachable):
        models.fetch(["whisper-tiny"], True, said.append)
    assert not (root / FOLDER).exists()
    hub.breaks_after = None
    assert models.fetch(["whisper-tiny"], True, said.append) == 0
    assert len(hub.brought) == len(set(hub.brought)) == 4


def test_verify_tells_what_changed(hub: FakeHub, root: Path, said: list[str]) -> None:
    assert models.verify(said.append) == 0
    assert said == [f"no model has been fetched into {root}"]
    models.fetch(["whisper-tiny"], True, [].append)
    said.clear()
    assert models.verify(said.append) == 0
    assert said == ["1 models are whole, every file as recorded"]
    (root / FOLDER / "config.json").write_text("[]")
    said.clear()
    assert models.verify(said.append) == 1
    assert said == ["Systran/faster-whisper-tiny/config.json: has changed since it was fetched"]


class Drawn:
    """What a progress bar was told."""

    def __init__(self) -> None:
        self.done: list[Any] = []

    def start(self) -> None:
        self.done.append("start")

    def stop(self) -> None:
        self.done.append("stop")

    def add_task(self, name: str, total: int) -> int:
        self.done.append(("add", name, total))
        return 1

    def update(self, task: int, completed: int, total: int) -> None:
        self.done.append((completed, total))


def test_the_bar_opens_with_the_first_byte_and_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Drawn()
    monkeypatch.setattr("rich.progress.Progress", lambda *_, **__: drawn)
    with models._Bar():
        pass
    assert drawn.done == []  # nothing came, nothing is drawn
    with models._Bar() as bar:
        bar(1, 10)
        bar(10, 10)
    assert drawn.done == ["start", ("add", "fetching", 10), (1, 10), (10, 10), "stop"]
