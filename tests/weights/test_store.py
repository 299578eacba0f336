"""Found, fetched whole or not at all, verified."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livevis.errors import InputFaults, LivevisError, ModelFault, Unreachable
from livevis.weights.store import Plan, Store, default_cache, default_root
from tests.fakes.model_hub import REVISION, FakeHub, agree, painter_files, quiet, safetensors, whisper_files

TINY = "whisper-tiny"
TINY_ID = "Systran/faster-whisper-tiny"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "models", tmp_path / "cache")


def fetch(store: Store, hub: FakeHub, name: str = TINY) -> Path | None:
    return store.fetch(name, hub, agree, quiet)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_fetch_brings_only_what_is_wanted(store: Store) -> None:
    folder = fetch(store, FakeHub(whisper_files()))
    assert folder == store.root / "Systran--faster-whisper-tiny" == store.find(TINY) == store.find(TINY_ID)
    assert names(folder) == ["config.json", "model.bin", "tokenizer.json", "vocabulary.txt"]


def test_a_painter_comes_in_half_precision_without_pickles_or_code(store: Store) -> None:
    folder = fetch(store, FakeHub(painter_files()), "sd-turbo")
    assert folder is not None
    got = names(folder)
    assert "unet/diffusion_pytorch_model.fp16.safetensors" in got
    assert not [name for name in got if name.endswith((".bin", ".py", ".ckpt"))]
    assert "unet/diffusion_pytorch_model.safetensors" not in got
    assert "sd_turbo.safetensors" not in got


def test_size_and_licence_are_shown_first_and_may_be_refused(store: Store) -> None:
    seen: list[Plan] = []

    def refuse(plan: Plan) -> bool:
        seen.append(plan)
        return False

    hub = FakeHub(whisper_files())
    assert store.fetch(TINY, hub, refuse, quiet) is None
    plan = seen[0]
    wanted = ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt")
    assert plan.bytes == sum(len(whisper_files()[name]) for name in wanted)
    assert (plan.model.licence, plan.revision) == ("MIT", REVISION)
    assert hub.brought == []
    assert store.find(TINY) is None


def test_lock_records_revision_and_hashes(store: Store) -> None:
    fetch(store, FakeHub(whisper_files()))
    entry = store.lock()[TINY_ID]
    assert entry["revision"] == REVISION
    assert set(entry["files"]) == {"config.json", "model.bin", "tokenizer.json", "vocabulary.txt"}
    assert all(len(file["sha256"]) == 64 for file in entry["files"].values())
    fetch(store, FakeHub(painter_files()), "sd-turbo")
    assert set(store.lock()) == {TINY_ID, "stabilityai/sd-turbo"}


def test_verify_lists_differences(store: Store) -> None:
    folder = fetch(store, FakeHub(whisper_files()))
    assert folder is not None
    assert store.verify() == []
    (folder / "config.json").write_bytes(b"[]")
    (folder / "tokenizer.json").unlink()
    (folder / "extra.txt").write_bytes(b"?")
    assert [str(found) for found in store.verify()] == [
        f"{TINY_ID}/config.json: has changed since it was fetched",
        f"{TINY_ID}/tokenizer.json: is missing",
        f"{TINY_ID}/extra.txt: is not recorded",
    ]


def test_verify_speaks_of_folders_copied_by_hand_and_of_lost_ones(store: Store) -> None:
    folder = fetch(store, FakeHub(whisper_files()))
    assert folder is not None
    folder.rename(store.root / "Systran--faster-whisper-base")
    said = [str(found) for found in store.verify()]
    assert said[0] == f"{TINY_ID}: is recorded but not here; fetch it again"
    assert "faster-whisper-base: was not fetched by livevis" in said[1]
    assert store.find("whisper-base") is not None


def test_a_broken_fetch_leaves_nothing_that_is_found_and_goes_on(store: Store) -> None:
    for breaks_after in range(4):
        with pytest.raises(Unreachable):
            fetch(store, FakeHub(whisper_files(), breaks_after))
        assert store.find(TINY) is None
        assert store.lock() == {}
    hub = FakeHub(whisper_files())
    assert fetch(store, hub) is not None
    assert len(hub.brought) == 1  # three files were there from before
    assert names(store.root) == sorted(
        ["models.lock"]
        + [
            f"Systran--faster-whisper-tiny/{name}"
            for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt")
        ]
    )


def test_killed_between_record_and_move(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "_move_in", killed)
    with pytest.raises(KeyboardInterrupt):
        fetch(store, FakeHub(whisper_files()))
    assert store.find(TINY) is None
    assert "not here" in str(store.verify()[0])
    monkeypatch.undo()
    hub = FakeHub(whisper_files())
    assert fetch(store, hub) is not None
    assert hub.brought == []
    assert store.verify() == []


def test_a_file_cut_short_on_the_way_is_not_accepted(store: Store) -> None:
    class Cutting(FakeHub):
        def download(self, model_id, revision, files, into, progress):  # type: ignore[no-untyped-def]
            super().download(model_id, revision, files, into, progress)
            (into / "model.bin").write_bytes(b"\6\0\0\0")

    with pytest.raises(ModelFault, match=r"model\.bin did not arrive whole"):
        fetch(store, Cutting(whisper_files()))
    assert store.find(TINY) is None


def test_what_the_hub_serves_damaged_is_not_kept(store: Store) -> None:
    files = painter_files() | {"unet/diffusion_pytorch_model.fp16.safetensors": safetensors()[:-3]}
    with pytest.raises(ModelFault, match=r"arrived damaged: unet/.* is cut short"):
        fetch(store, FakeHub(files), "sd-turbo")
    assert store.find("sd-turbo") is None
    assert not list((store.root / ".partial").iterdir())


def test_a_model_that_changed_its_shape_on_the_hub(store: Store) -> None:
    files = whisper_files()
    del files["model.bin"]
    with pytest.raises(ModelFault, match=r"no longer holds model\.bin"):
        fetch(store, FakeHub(files))


def test_paths_that_climb_out_are_never_fetched(store: Store) -> None:
    hub = FakeHub(whisper_files() | {"../config.json": b"{}", "/vocabulary.txt": b"x", "a/model.bin": b"x"})
    assert {file.path for file in store.plan(TINY, hub).files} == {
        "config.json",
        "model.bin",
        "tokenizer.json",
        "vocabulary.txt",
    }


def test_fetching_again_replaces_the_folder(store: Store) -> None:
    folder = fetch(store, FakeHub(whisper_files()))
    assert folder is not None
    (folder / "config.json").write_bytes(b"[]")
    assert fetch(store, FakeHub(whisper_files())) == folder
    assert store.verify() == []


def test_unreachable_and_unknown(store: Store) -> None:
    hub = FakeHub(whisper_files())
    hub.reachable = False
    with pytest.raises(Unreachable):
        fetch(store, hub)
    with pytest.raises(InputFaults, match="Did you mean 'whisper-small'"):
        fetch(store, hub, "whisper-smal")


def test_no_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("U", (), {"free": 10})())
    with pytest.raises(ModelFault, match="LIVEVIS_MODELS"):
        fetch(store, FakeHub(whisper_files()))


def test_snapshots_in_the_hugging_face_cache_are_found(store: Store) -> None:
    repo = store.cache / "models--google-t5--t5-small"
    blob = repo / "blobs" / "b"
    blob.parent.mkdir(parents=True)
    blob.write_bytes(safetensors())
    for commit in ("aaa", "bbb"):
        snapshot = repo / "snapshots" / commit
        snapshot.mkdir(parents=True)
        (snapshot / "config.json").write_text("{}")
        (snapshot / "tokenizer.json").write_text("{}")
        (snapshot / "model.safetensors").symlink_to(blob)
    (repo / "refs").mkdir()
    (repo / "refs" / "main").write_text("bbb")
    assert store.find("t5-small") == repo / "snapshots" / "bbb"
    (repo / "snapshots" / "bbb" / "config.json").unlink()
    assert store.find("t5-small") == repo / "snapshots" / "aaa"
    blob.unlink()
    assert store.find("t5-small") is None


def test_nothing_here(store: Store) -> None:
    assert set(store.found().values()) == {None}
    assert store.verify() == []
    assert store.find("no-such-model") is None


def test_a_damaged_lock_is_said(store: Store) -> None:
    store.root.mkdir(parents=True)
    for text in ("{", "[]", json.dumps({"models": 3})):
        (store.root / "models.lock").write_text(text)
        with pytest.raises(LivevisError, match=r"models\.lock is damaged"):
            store.verify()


def test_where_models_live(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LIVEVIS_MODELS", str(tmp_path))
    assert default_root() == tmp_path
    monkeypatch.delenv("LIVEVIS_MODELS")
    assert default_root().parts[-2:] == ("livevis", "models")
    for key in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache() == tmp_path / "huggingface" / "hub"
    monkeypatch.setenv("HF_HOME", str(tmp_path / "h"))
    assert default_cache() == tmp_path / "h" / "hub"
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "c"))
    assert default_cache() == tmp_path / "c"
