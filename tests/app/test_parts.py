"""Which worker plays which role: by wish, by folder, by what earlier shows taught."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from livevis.app import parts
from livevis.app.aired import Aired
from livevis.app.ladder import TRUST, Ladder
from livevis.app.parts import (
    Casting,
    cast,
    choice_for,
    choices,
    diffusion_wish,
    has_cuda,
    learn_paces,
    learned_paces,
    wish_of,
)
from livevis.errors import ModelFault
from livevis.flow.child import Child
from livevis.paint.lantern import LanternPainter
from livevis.paint.testcard import TestCard
from livevis.prompt.picker import WordPicker
from livevis.show.rig import PaintRig, Rig
from livevis.weights.catalogue import Role, lookup
from livevis.weights.choose import Choice
from livevis.weights.store import Store
from livevis.words.sphinx import SphinxTranscriber
from livevis.words.witnesses import SongFollower
from tests.fakes.model_hub import FakeHub, agree, painter_files, quiet, safetensors, whisper_files
from tests.fakes.pocket_shelf import lay_pocket

from .stagehands import move_house


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    move_house(monkeypatch, tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "models", tmp_path / "cache")


@pytest.fixture
def casting(store: Store, tmp_path: Path) -> Callable[..., Casting]:
    def make(rig: dict[str, Any] | None = None, virtual: bool = False) -> Casting:
        return Casting(Rig.model_validate(rig or {}), tmp_path, virtual, store)

    return make


def fetched(store: Store, name: str, files: dict[str, bytes]) -> Path:
    folder = store.fetch(name, FakeHub(files), agree, quiet)
    assert folder is not None
    return folder


Make = Callable[..., Casting]


def test_with_no_model_here_the_built_in_parts_play(casting: Make) -> None:
    found = {role.value: (choice.name, choice.folder) for role, choice in choices(casting()).items()}
    assert found == {
        "words": ("sphinx", None),
        "prompt": ("picker", None),
        "paint": ("lantern", None),
        "vae": ("own", None),
    }


def test_the_built_in_cast(casting: Make) -> None:
    players = cast(casting(), TestCard)
    assert players.source is TestCard
    with players.follower() as follower:
        assert isinstance(follower, Aired)
        assert isinstance(follower._worker, SongFollower)
        assert follower._worker.notes == ()
    assert isinstance(players.prompter(), WordPicker)
    assert isinstance(players.painter(), LanternPainter)
    assert players.names == {"words": "sphinx", "prompt": "picker", "paint": "lantern"}
    assert [row[0] for row in players.table] == ["words", "prompt", "paint"]  # no painter model, no decoder
    assert players.table[0][3].startswith("livevis models fetch whisper-")


def test_pocketsphinx_lives_in_a_child_but_in_virtual_time(casting: Make) -> None:
    assert isinstance(cast(casting(), TestCard).words(), Child)
    inline = cast(casting(virtual=True), TestCard).words()
    assert isinstance(inline, SphinxTranscriber)


def test_the_rig_asks_for_a_built_in_part(casting: Make) -> None:
    painter = cast(casting({"paint": {"model": "testcard"}, "wall": {"size": [64, 36]}}), TestCard).painter()
    assert isinstance(painter, TestCard)
    assert painter.size == (64, 32)  # the wall's shape, in eights


@pytest.mark.parametrize(
    ("wall", "size", "canvas"),
    [
        ([1280, 720], None, (640, 360)),
        ([3840, 2160], None, (640, 360)),
        ([8, 8], None, (16, 16)),
        ([1280, 720], [512, 512], (512, 512)),
        ([3840, 480], None, (1360, 168)),
    ],
)
def test_the_canvas_has_the_wall_s_shape(
    casting: Make, wall: list[int], size: list[int] | None, canvas: tuple[int, int]
) -> None:
    painter: Any = cast(casting({"wall": {"size": wall}, "paint": {"size": size}}), TestCard).painter()
    assert painter.size == canvas


def test_what_the_rig_wishes(casting: Make) -> None:
    rig = Rig.model_validate({"words": {"model": "w"}, "paint": {"model": "p", "vae": "v"}})
    assert [wish_of(rig, role) for role in Role] == ["w", "auto", "p", "v"]


# -- models ---------------------------------------------------------------------------


def test_a_model_that_is_here_and_quick_enough_is_chosen(casting: Make, store: Store) -> None:
    folder = fetched(store, "whisper-tiny", whisper_files())
    choice = choice_for(Role.WORDS, casting())
    assert (choice.name, choice.folder) == ("whisper-tiny", folder)
    words: Any = cast(casting(), TestCard).words()
    assert type(words._worker).__name__ == "WhisperTranscriber"
    assert words._worker.options.folder == folder


def test_one_that_is_not_here_is_a_fault_with_its_remedy(casting: Make) -> None:
    with pytest.raises(ModelFault, match="livevis models fetch whisper-small"):
        choices(casting({"words": {"model": "whisper-small"}}))


def test_a_folder_is_named_from_the_rig_s_own(casting: Make, store: Store, tmp_path: Path) -> None:
    fetched(store, "whisper-tiny", whisper_files()).rename(tmp_path / "mine")
    choice = choice_for(Role.WORDS, casting({"words": {"model": "./mine"}}))
    assert (choice.name, choice.folder) == ("mine", tmp_path / "mine")
    (tmp_path / "mine" / "model.bin").unlink()
    with pytest.raises(ModelFault, match=r"model\.bin"):
        choice_for(Role.WORDS, casting({"words": {"model": "./mine"}}))


def test_a_painter_model_has_the_lantern_behind_it(casting: Make, store: Store) -> None:
    folder = fetched(store, "sd-turbo", painter_files())
    players = cast(casting({"paint": {"model": "sd-turbo"}}), TestCard)
    assert players.names["paint"] == "sd-turbo"
    assert [row[0] for row in players.table] == ["words", "prompt", "paint", "vae"]
    assert isinstance(players.painter, Ladder)
    made: Any = players.painter()
    assert made._worker._wish.folder == folder
    for _ in range(TRUST - 1):
        assert type(players.painter()) is type(made)
    for _ in range(TRUST):
        assert isinstance(players.painter(), LanternPainter)
    assert isinstance(players.painter(), TestCard)  # a painter that fails even so is replaced by the plainest


@pytest.mark.parametrize("virtual", [False, True])
def test_whisper_has_pocketsphinx_behind_it(casting: Make, store: Store, virtual: bool) -> None:
    fetched(store, "whisper-tiny", whisper_files())
    players = cast(casting(virtual=virtual), TestCard)
    for _ in range(TRUST):
        assert players.ran()["words"] == players.names["words"] == "whisper-tiny"
        assert not isinstance(players.words(), Child | SphinxTranscriber)
    assert isinstance(players.words(), SphinxTranscriber if virtual else Child)
    assert players.ran() == {"words": "sphinx"}


def test_the_built_in_parts_have_nobody_behind_them(casting: Make) -> None:
    assert cast(casting(), TestCard).ran() == {}


def test_whether_there_is_a_gpu_is_asked_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livevis.app.parts.shutil.which", lambda name: "/usr/bin/" + name)
    assert has_cuda()
    monkeypatch.setattr("livevis.app.parts.shutil.which", lambda _name: None)
    monkeypatch.setattr(Path, "exists", lambda _self: False)
    assert not has_cuda()


# -- what came along --------------------------------------------------------------------


def test_without_fetched_models_the_pocket_ones_play(casting: Make, tmp_path: Path) -> None:
    pocket = lay_pocket(tmp_path / "assets")
    for virtual in (False, True):
        made = choices(casting(virtual=virtual))
        assert (made[Role.PAINT].name, made[Role.PAINT].folder) == ("pocket", pocket / "painter")
        assert (made[Role.PROMPT].name, made[Role.PROMPT].folder) == ("pocket", pocket / "summary")
    players = cast(casting(), TestCard)
    assert players.names == {"words": "sphinx", "prompt": "pocket", "paint": "pocket"}
    assert [row[0] for row in players.table] == ["words", "prompt", "paint"]  # its decoder is its own
    painter: Any = players.painter()
    prompter: Any = players.prompter()
    assert painter._worker._wish.folder == pocket / "painter"
    assert painter.nominal_cost == 0.15
    assert prompter.nominal_cost == 0.08


def test_behind_the_pocket_models_stand_lantern_and_picker(casting: Make, tmp_path: Path) -> None:
    lay_pocket(tmp_path / "assets")
    players = cast(casting(), TestCard)
    for _ in range(TRUST):
        players.painter()
        players.prompter()
        assert (players.ran()["paint"], players.ran()["prompt"]) == ("pocket", "pocket")
    assert isinstance(players.painter(), LanternPainter)
    assert isinstance(players.prompter(), WordPicker)


def test_behind_a_fetched_model_stands_the_pocket_one_on_the_processor(
    casting: Make, store: Store, tmp_path: Path
) -> None:
    pocket = lay_pocket(tmp_path / "assets")
    fetched(store, "sd-turbo", painter_files())
    asked = {"paint": {"model": "sd-turbo", "size": [512, 512], "steps": 2, "safety": True}}
    players = cast(casting(asked), TestCard)
    names = []
    for _ in range(TRUST + 1):
        made: Any = players.painter()
        names.append(players.ran()["paint"])
        if names[-1] == "pocket":
            wish = made._worker._wish
            assert (wish.folder, wish.device, wish.steps) == (pocket / "painter", "cpu", 4)
            assert (wish.size, wish.safety) == (None, False)
    assert names == ["sd-turbo", "sd-turbo", "pocket", "lantern"]  # before the stage gives up


@pytest.mark.parametrize("name", ["painter", "summary"])
def test_a_pocket_folder_that_is_not_whole_is_passed_over_in_silence(
    casting: Make, tmp_path: Path, name: str
) -> None:
    pocket = lay_pocket(tmp_path / "assets")
    (torn,) = (pocket / name).rglob("unet/*.safetensors" if name == "painter" else "*.safetensors")
    torn.write_bytes(b"half a fi")
    made = choices(casting())
    plays = {"painter": (Role.PAINT, "lantern"), "summary": (Role.PROMPT, "picker")}
    role, built_in = plays[name]
    assert (made[role].name, made[role].folder) == (built_in, None)
    with pytest.raises(ModelFault, match=r"pocket/\w+ is not whole: .*safetensors"):
        choices(casting({role.value: {"model": "pocket"}}))


def test_pocket_by_name_and_its_steps(casting: Make, tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match="pocket/painter is not in this copy of livevis"):
        choice_for(Role.PAINT, casting({"paint": {"model": "pocket"}}))
    lay_pocket(tmp_path / "assets")
    choice = choice_for(Role.PAINT, casting({"paint": {"model": "pocket"}}))
    assert (choice.name, choice.reason) == ("pocket", "the rig asks for it")
    wishes = [diffusion_wish(choice, None, PaintRig(**given)) for given in ({}, {"steps": 1}, {"steps": 2})]
    assert [wish.steps for wish in wishes] == [4, 1, 2]
    assert choice_for(Role.PROMPT, casting({"prompt": {"model": "picker"}})).name == "picker"
    assert choice_for(Role.PAINT, casting({"paint": {"model": "lantern"}})).name == "lantern"


def test_a_folder_called_pocket_beside_the_rig_is_not_meant_by_the_name(
    casting: Make, tmp_path: Path
) -> None:
    pocket = lay_pocket(tmp_path / "assets")
    (tmp_path / "pocket").mkdir()
    assert choice_for(Role.PAINT, casting({"paint": {"model": "pocket"}})).folder == pocket / "painter"
    with pytest.raises(ModelFault, match="is missing"):
        choice_for(Role.PAINT, casting({"paint": {"model": "./pocket"}}))


def test_another_decoder_is_not_given_latents_it_cannot_read(
    casting: Make, store: Store, tmp_path: Path
) -> None:
    lay_pocket(tmp_path / "assets")
    fetched(store, "taesd", {"config.json": b"{}", "diffusion_pytorch_model.safetensors": safetensors()})
    painter: Any = cast(casting(), TestCard).painter()
    assert painter._worker._wish.taesd is None
    fetched(store, "sd-turbo", painter_files())
    painter = cast(casting({"paint": {"model": "sd-turbo"}}), TestCard).painter()
    assert painter._worker._wish.taesd is not None


def test_the_two_pocket_models_are_remembered_apart(casting: Make, store: Store, tmp_path: Path) -> None:
    lay_pocket(tmp_path / "assets")
    given = {
        name: {"work_ms": {"p50": value}} for name, value in (("words", 0), ("prompt", 70), ("paint", 500))
    }
    made = choices(casting())
    learn_paces(
        store, made, {"stages": given, "parts": {"words": "sphinx", "prompt": "pocket", "paint": "pocket"}}
    )
    assert learned_paces(store) == {"pocket/summary": 0.07, "pocket/painter": 0.5}
    assert choice_for(Role.PAINT, casting()).cost == 0.5
    assert choice_for(Role.PAINT, casting(virtual=True)).cost == 0.15


# -- what earlier shows taught ------------------------------------------------------------


def report(seconds: float, ran: str = "whisper-tiny") -> dict[str, Any]:
    stages = {name: {"work_ms": {"p50": 0.0}} for name in ("words", "prompt", "paint")}
    stages["words"]["work_ms"]["p50"] = seconds * 1000.0
    return {"stages": stages, "parts": {"words": ran, "prompt": "picker", "paint": "lantern"}}


def test_a_model_too_slow_last_time_is_passed_over(casting: Make, store: Store) -> None:
    fetched(store, "whisper-tiny", whisper_files())
    learn_paces(store, choices(casting()), report(3.5))
    assert learned_paces(store) == {"whisper-tiny": 3.5}
    choice = choice_for(Role.WORDS, casting())
    assert choice.name == "sphinx"
    assert "3.5 s an item measured" in choice.reason
    assert choice_for(Role.WORDS, casting(virtual=True)).name == "whisper-tiny"  # nothing measured enters


def test_what_did_not_run_teaches_nothing(casting: Make, store: Store) -> None:
    learn_paces(store, choices(casting()), report(0.2, "sphinx"))
    assert not (store.root / "paces.json").exists()  # built in: not to be chosen by pace
    fetched(store, "whisper-tiny", whisper_files())
    learn_paces(store, choices(casting()), report(0.0))
    assert learned_paces(store) == {}
    learn_paces(store, choices(casting()), report(0.01, "sphinx"))  # it failed, and another took its place
    assert learned_paces(store) == {}


def test_other_models_paces_are_kept(casting: Make, store: Store) -> None:
    fetched(store, "whisper-tiny", whisper_files())
    (store.root / "paces.json").write_text('{"sd-turbo": 4.0}')
    learn_paces(store, choices(casting()), report(0.3))
    assert learned_paces(store) == {"sd-turbo": 4.0, "whisper-tiny": 0.3}


@pytest.mark.parametrize(
    "text", ["", "[]", "3", '{"a": "x"}', '{"a": null}', '{"a": [1]}', "\x00", '{"whisper-tiny": -1}']
)
def test_a_damaged_memory_is_none(text: str, store: Store, casting: Make) -> None:
    store.root.mkdir(parents=True)
    (store.root / "paces.json").write_text(text)
    assert learned_paces(store) == {}
    assert choice_for(Role.WORDS, casting()).name == "sphinx"


def test_a_disk_that_refuses_teaches_nothing(casting: Make, store: Store, tmp_path: Path) -> None:
    fetched(store, "whisper-tiny", whisper_files())
    made = choices(casting())
    (store.root / "paces.json").mkdir()
    learn_paces(store, made, report(0.3))
    assert learned_paces(store) == {}
    assert lookup("whisper-tiny") is not None
    assert json.loads((store.root / "models.lock").read_text())["schema"] == 1


@pytest.mark.parametrize(
    ("device", "cuda", "hop"), [("cpu", True, 0.6), ("auto", False, 0.6), ("cuda", True, 0.2)]
)
def test_whisper_listens_more_often_where_a_pass_is_cheap(
    device: str, cuda: bool, hop: float, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(parts, "has_cuda", lambda: cuda)
    choice = Choice(Role.WORDS, "w", tmp_path, "", device=device)
    whisper = parts._whisper(choice, None, 1)
    assert whisper._worker.policy.hop == hop
