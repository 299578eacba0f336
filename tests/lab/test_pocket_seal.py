"""The seal of the pocket models."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from livevis.lab.pocket_seal import seal
from livevis.weights.carried import pocket_folder, sums_of, verify


def test_a_seal_names_every_model_file_as_sha256sum_would(tmp_path: Path) -> None:
    files = {"painter/unet/a.safetensors": b"abc", "summary/config.json": b"{}"}
    beside = {"README.md": b"#", "painter/README.md": b"#", "glyphs.png": b"png"}
    for name, data in {**files, **beside}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    path = seal(tmp_path)
    assert path == tmp_path / "SHA256SUMS"
    rows = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())]
    assert path.read_text() == "".join(rows)
    assert list(verify(tmp_path)) == []
    assert sorted(found.name for found in tmp_path.iterdir()) == [
        "README.md",
        "SHA256SUMS",
        "glyphs.png",
        "painter",
        "summary",
    ]


def test_the_models_in_this_repository_are_as_sealed() -> None:
    folder = pocket_folder()
    if folder is None or not sums_of(folder):
        pytest.xfail("no models have been sealed here yet")
    assert [str(found) for found in verify(folder)] == []
