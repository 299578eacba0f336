"""Glyphs: from the strip everywhere, from the font where it is, tight, tinted, and clear when missing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from livevis.errors import LivevisError
from livevis.lab.pocket.glyphs import FONTS, Glyphs, recoloured
from livevis.lab.pocket.vocabulary import vocabulary

ASSETS = Path(__file__).parents[3] / "assets" / "pocket"
STRIP = (ASSETS / "glyphs.png", ASSETS / "glyphs.json")


def strip() -> Glyphs:
    return Glyphs.from_strip(*STRIP)


def test_the_strip_is_small_and_has_its_licence() -> None:
    assert sum(file.stat().st_size for file in STRIP) <= 100_000
    licence = (ASSETS / "GLYPHS-LICENCE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Google Inc." in licence


def test_the_strip_holds_sixteen_of_the_first_sixty() -> None:
    glyphs = strip()
    first = {one.name: one for one in vocabulary().subjects[:60]}
    assert len(glyphs.names) == 16
    for name in glyphs.names:
        picture = glyphs.of(first[name])
        assert picture.dtype == np.uint8
        assert picture.shape[2] == 4
        assert 40 <= max(picture.shape[:2]) <= 64
        assert (picture[..., 3] > 8).any(1)[[0, -1]].all()


def test_a_glyph_is_kept_and_a_tint_changes_it() -> None:
    glyphs, boat = strip(), vocabulary().subject("boat")
    assert glyphs.of(boat) is glyphs.of(boat)
    blue = glyphs.of(boat, "blue")
    assert blue is glyphs.of(boat, "blue")
    seen = blue[..., 3] > 128
    red, _, blues = blue[seen][:, :3].mean(0)
    assert blues > red + 40


@pytest.mark.parametrize(("colour", "light"), [((30, 30, 36), False), ((246, 246, 244), True)])
def test_recolouring_moves_the_light_and_keeps_the_shape(colour: tuple[int, int, int], light: bool) -> None:
    picture = np.zeros((10, 10, 4), np.uint8)
    picture[2:8, 2:8] = (120, 90, 200, 255)
    picture[4:6, 4:6, :3] = 20
    tinted = recoloured(picture, colour)
    assert np.array_equal(tinted[..., 3], picture[..., 3])
    assert (tinted[2, 2, :3].mean() > 180) == light
    assert tinted[5, 5, :3].mean() < tinted[2, 2, :3].mean()


def test_what_a_strip_lacks_is_told() -> None:
    with pytest.raises(LivevisError, match="no 'monkey'"):
        strip().of(vocabulary().subject("monkey"))


def test_missing_and_damaged_sources_are_told(tmp_path: Path) -> None:
    with pytest.raises(LivevisError, match="does not open"):
        Glyphs.from_strip(tmp_path / "no.png", STRIP[1])
    broken = tmp_path / "font.ttf"
    broken.write_bytes(b"no font")
    with pytest.raises(LivevisError, match="apt install"):
        Glyphs.from_font(broken)


def test_no_font_on_the_machine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("livevis.lab.pocket.glyphs.FONTS", ("/nowhere/at/all.ttf",))
    with pytest.raises(LivevisError, match="apt install fonts-noto-color-emoji"):
        Glyphs.from_font()


def test_a_strip_comes_back_as_written(tmp_path: Path) -> None:
    glyphs = strip()
    subjects = [vocabulary().subject(name) for name in ("moon", "cat")]
    glyphs.write_strip(subjects, tmp_path / "s.png", tmp_path / "s.json")
    again = Glyphs.from_strip(tmp_path / "s.png", tmp_path / "s.json")
    assert again.names == ("moon", "cat")
    assert np.array_equal(again.of(subjects[1]), glyphs.of(subjects[1]))


@pytest.mark.slow
def test_the_font_has_every_subject_as_one_bitmap() -> None:
    assert any(Path(name).expanduser().is_file() for name in FONTS), "apt install fonts-noto-color-emoji"
    subjects = vocabulary().subjects
    glyphs = Glyphs.from_font(None, subjects)
    assert glyphs.names == tuple(one.name for one in subjects)
    assert all(60 <= max(glyphs.of(one).shape[:2]) <= 140 for one in subjects)
