"""Sheets to look at, of a painter that has learnt nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from livevis.errors import ModelFault
from livevis.lab.painter.sheets import sheets
from livevis.lab.painter.size import SMOKE
from livevis.lab.pocket.vocabulary import vocabulary

from .thumbnail import untrained

KNOWN = vocabulary().limited(60, 8, 4)


def test_eight_in_a_row_and_a_row_for_every_number_of_steps(tmp_path: Path) -> None:
    said: list[str] = []
    many, steps = sheets(untrained(tmp_path), KNOWN, 3, said.append, 16)
    assert (many, steps) == (tmp_path / "sheet.jpg", tmp_path / "steps.jpg")
    with Image.open(many) as two_rows, Image.open(steps) as three_rows:
        assert two_rows.width == three_rows.width > 8 * SMOKE.side
        assert 2 * SMOKE.side < two_rows.height < three_rows.height
        assert three_rows.height > 3 * SMOKE.side


def test_no_painter_no_sheet(tmp_path: Path) -> None:
    with pytest.raises(ModelFault):
        sheets(tmp_path / "painter", KNOWN, 3, lambda _: None)
