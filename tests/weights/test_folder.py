"""Whether a model folder is whole, seen from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from livevis.weights.catalogue import PIPELINE, WHISPER, Role
from livevis.weights.folder import files_in, inspect, missing, sha256_of, variant_of, whole
from tests.fakes.model_hub import painter_files, safetensors, whisper_files


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def whisper(tmp_path: Path) -> Path:
    return lay(tmp_path / "whisper", whisper_files())


@pytest.fixture
def painter(tmp_path: Path) -> Path:
    return lay(tmp_path / "painter", painter_files())


def test_whole_folders(whisper: Path, painter: Path) -> None:
    assert whole(whisper, WHISPER)
    assert whole(painter, PIPELINE)
    assert inspect(whisper, Role.WORDS) == []
    assert inspect(painter, Role.PAINT) == []


def test_each_missing_file_is_named(whisper: Path) -> None:
    (whisper / "tokenizer.json").unlink()
    (whisper / "vocabulary.txt").unlink()
    assert missing(whisper, WHISPER) == ["tokenizer.json", "vocabulary.*"]
    said = "not a CTranslate2 Whisper, for tokenizer.json, vocabulary.* is missing"
    assert inspect(whisper, Role.WORDS) == [said]


def test_a_link_into_nothing_is_missing(whisper: Path) -> None:
    (whisper / "model.bin").unlink()
    (whisper / "model.bin").symlink_to(whisper / "blobs" / "gone")
    assert missing(whisper, WHISPER) == ["model.bin"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("model.bin", b"", "is empty"),
        ("model.bin", b"PK\3\4 a zip, not a model", "is not a CTranslate2 model"),
        ("model.bin", b"\6\0", "is cut short"),
        ("config.json", b"{", "is not JSON"),
        ("config.json", b"\xff\xfe", "is not JSON"),
    ],
)
def test_damage_in_a_whisper(whisper: Path, name: str, data: bytes, says: str) -> None:
    (whisper / name).write_bytes(data)
    assert inspect(whisper, Role.WORDS) == [f"{name} {says}"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (safetensors()[:-1], "is cut short"),
        (safetensors() + b"x", "is longer than its header says"),
        (b"\0" * 7, "is not a safetensors file"),
        (b"\xff" * 64, "is not a safetensors file"),
        (b"\4\0\0\0\0\0\0\0nope", "has a broken header"),
        (b"\2\0\0\0\0\0\0\0[]", "has a broken header"),
    ],
)
def test_damage_in_safetensors(painter: Path, data: bytes, says: str) -> None:
    (painter / "unet" / "diffusion_pytorch_model.safetensors").write_bytes(data)
    assert inspect(painter, Role.PAINT) == [f"unet/diffusion_pytorch_model.safetensors {says}"]


def test_no_folder(tmp_path: Path) -> None:
    assert inspect(tmp_path / "none", Role.VAE) == ["there is no such folder"]


def test_half_precision_only(painter: Path) -> None:
    assert variant_of(painter) is None
    (painter / "unet" / "diffusion_pytorch_model.safetensors").unlink()
    assert variant_of(painter) == "fp16"


def test_hash_and_listing(tmp_path: Path) -> None:
    lay(tmp_path, {"b.json": b"", "a/x.txt": b"abc", ".cache/y": b"1", "a/.z": b"1"})
    assert [path.relative_to(tmp_path).as_posix() for path in files_in(tmp_path)] == ["a/x.txt", "b.json"]
    assert sha256_of(tmp_path / "a/x.txt").startswith("ba7816bf")


def test_what_the_library_writes_is_whole(tmp_path: Path) -> None:
    import numpy as np
    from safetensors.numpy import save_file

    tensors = {"w": np.zeros((3, 2), np.float32), "v": np.ones(5, np.float16)}
    save_file(tensors, tmp_path / "m.safetensors", {"format": "pt"})
    (tmp_path / "config.json").write_text("{}")
    assert inspect(tmp_path, Role.VAE) == []
