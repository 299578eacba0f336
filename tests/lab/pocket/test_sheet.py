"""The sheet: every picture in its cell, its words below."""

from __future__ import annotations

import numpy as np
import pytest

from livevis.lab.pocket.sheet import sheet


def test_pictures_stand_in_rows() -> None:
    pictures = [np.full((40, 60, 3), 20 * i, np.uint8) for i in range(5)]
    page = sheet(pictures, [], columns=3)
    assert page.shape == (2 * 44 + 4, 3 * 64 + 4, 3)
    assert (page[20, 30] == 0).all()
    assert (page[64, 94] == 80).all()


def test_words_stand_below() -> None:
    picture = np.full((40, 200, 3), 245, np.uint8)
    bare, told = sheet([picture], [""], 1), sheet([picture], ["a boat on the sea, night"], 1)
    assert bare.shape == told.shape
    assert told[:44].min() > 200 or np.array_equal(told[:44], bare[:44])
    assert told[44:].min() < 100


def test_nothing_and_odd_numbers_make_no_sheet() -> None:
    with pytest.raises(ValueError, match="no sheet"):
        sheet([], [])
    with pytest.raises(ValueError, match="no sheet"):
        sheet([np.zeros((8, 8, 3), np.uint8)], ["one", "two"])
