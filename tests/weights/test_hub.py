"""The road to the hub, over real HTTP on this machine."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from livevis.errors import Unreachable
from livevis.weights.catalogue import WHISPER
from livevis.weights.folder import whole
from livevis.weights.hub import HuggingFaceHub, _literal
from livevis.weights.store import Store
from tests.fakes.model_hub import REVISION, agree, http_hub, whisper_files

MODEL = "Systran/faster-whisper-tiny"


@pytest.fixture(autouse=True)
def _fetching(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As `models fetch` runs: not offline, the cache elsewhere, no proxy before this machine."""
    import huggingface_hub.constants

    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub-cache"))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def test_an_unreachable_hub_is_said_within_five_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    before = time.monotonic()
    with pytest.raises(Unreachable) as caught:
        HuggingFaceHub().reach()
    assert time.monotonic() - before < 5.0
    assert "http://127.0.0.1:9 cannot be reached" in str(caught.value)
    assert 'model = "/path/to/folder"' in str(caught.value)


@pytest.mark.parametrize("endpoint", ["not an address", "ftp://127.0.0.1:9"])
def test_odd_addresses_are_unreachable_too(endpoint: str) -> None:
    with pytest.raises(Unreachable):
        HuggingFaceHub(endpoint).reach()


def test_a_real_fetch_over_http(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    with http_hub(MODEL, whisper_files()) as endpoint:
        hub = HuggingFaceHub(endpoint)
        hub.reach()
        listing = hub.look(MODEL)
        assert listing.revision == REVISION
        assert {file.path: file.bytes for file in listing.files} == {
            path: len(data) for path, data in whisper_files().items()
        }
        store = Store(tmp_path / "models", tmp_path / "cache")
        folder = store.fetch("whisper-tiny", hub, agree, lambda done, total: steps.append((done, total)))
    assert folder is not None
    assert whole(folder, WHISPER)
    assert sorted(path.name for path in folder.iterdir()) == [
        "config.json",
        "model.bin",
        "tokenizer.json",
        "vocabulary.txt",
    ]
    assert store.verify() == []
    assert steps
    assert steps[-1][0] == sum(file.stat().st_size for file in folder.iterdir())


def test_a_model_the_hub_does_not_know(tmp_path: Path) -> None:
    with http_hub("some/other", {"x": b"y"}) as endpoint, pytest.raises(Unreachable):
        HuggingFaceHub(endpoint).look(MODEL)


def test_patterns_match_one_file_only() -> None:
    import fnmatch

    assert fnmatch.fnmatch("a[1]*.json", _literal("a[1]*.json"))
    assert not fnmatch.fnmatch("a1x.json", _literal("a[1]*.json"))
