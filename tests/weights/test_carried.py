"""The models that came along: found, told by their cards, verified."""

from __future__ import annotations

from pathlib import Path

import pytest

import livevis
from livevis.errors import LivevisError
from livevis.weights import carried
from livevis.weights.catalogue import Role
from tests.fakes.pocket_shelf import CARD, lay_pocket


@pytest.fixture
def pocket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(carried, "shelves", lambda: [tmp_path / "package", tmp_path / "tree"])
    return lay_pocket(tmp_path / "tree")


def test_they_stand_in_the_package_or_at_the_top_of_the_tree() -> None:
    package = Path(livevis.__file__).resolve().parent
    assert carried.shelves() == [package / "assets", package.parent / "assets"]


def test_the_package_s_own_comes_first(pocket: Path, tmp_path: Path) -> None:
    assert carried.find(Role.PAINT) == pocket / "painter"
    assert carried.find(Role.PROMPT) == pocket / "summary"
    assert carried.pocket_folder() == pocket
    own = lay_pocket(tmp_path / "package")
    assert carried.find(Role.PAINT) == own / "painter"
    assert carried.pocket_folder() == own


def test_roles_without_one_have_none(pocket: Path) -> None:
    assert carried.find(Role.WORDS) is carried.place_of(Role.VAE) is None


def test_nothing_came_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(carried, "shelves", lambda: [tmp_path])
    assert carried.find(Role.PAINT) is carried.pocket_folder() is None


@pytest.mark.parametrize("damage", ["gone", "torn", "no json"])
def test_a_folder_that_is_not_whole_has_a_place_but_is_not_found(pocket: Path, damage: str) -> None:
    (weights,) = (pocket / "painter" / "unet").glob("*.safetensors")
    if damage == "gone":
        weights.unlink()
    elif damage == "torn":
        weights.write_bytes(weights.read_bytes()[:-1])
    else:
        (pocket / "painter" / "model_index.json").write_text("{")
    assert carried.place_of(Role.PAINT) == pocket / "painter"
    assert carried.find(Role.PAINT) is None


def test_a_card_is_told_by_its_first_sentences(pocket: Path) -> None:
    told = ["Paints 60 subjects in 8 places.", "Learnt from drawings; licence: MIT."]
    assert carried.card_of(pocket / "painter") == told
    assert carried.card_of(pocket / "painter", 1) == told[:1]
    assert carried.card_of(pocket / "summary") == []
    (pocket / "summary" / "README.md").write_text(CARD.partition("\n---\n")[2])
    assert carried.card_of(pocket / "summary") == told


def test_verify_tells_what_differs(pocket: Path) -> None:
    assert list(carried.verify(pocket)) == []
    (pocket / "painter" / "README.md").write_text("a better card")
    (pocket / "contact.png").write_bytes(b"a sheet")
    assert list(carried.verify(pocket)) == []
    (pocket / "summary" / "config.json").write_text("[]")
    (pocket / "painter" / "model_index.json").unlink()
    (pocket / "painter" / "extra.json").write_text("{}")
    assert [str(found) for found in carried.verify(pocket)] == [
        "pocket/painter/model_index.json: is missing",
        "pocket/summary/config.json: is not what SHA256SUMS says",
        "pocket/painter/extra.json: is not in SHA256SUMS",
    ]


def test_a_seal_that_is_gone_or_damaged_is_told(pocket: Path) -> None:
    (pocket / "SHA256SUMS").write_text("not a row\n")
    with pytest.raises(LivevisError, match="SHA256SUMS is damaged"):
        list(carried.verify(pocket))
    (pocket / "SHA256SUMS").unlink()
    assert [str(found) for found in carried.verify(pocket)] == [
        "pocket: has no SHA256SUMS; nothing to compare it with"
    ]
