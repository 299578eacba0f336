import numpy as np
from PIL import Image

from livevis.wall.contact import (
    CELL_HEIGHT,
    CELL_WIDTH,
    FRAME,
    GAP,
    MARGIN,
    PAPER,
    ContactCell,
    _font,
    contact_sheet,
    wrap,
)

from .make import flat

RED = flat("r", (200, 0, 0), (640, 360)).pixels


def _read(path):
    with Image.open(path) as sheet:
        return np.asarray(sheet)


def test_each_line_has_its_picture_and_words(tmp_path):
    cells = [ContactCell(RED, "the lanterns drift", "0:01 to 0:04", f"p{i}") for i in range(6)]
    sheet = _read(contact_sheet(cells, tmp_path / "deep" / "contact.png", "First Light"))
    assert sheet.shape[1] == 2 * MARGIN + 4 * CELL_WIDTH + 3 * GAP
    red = (sheet == (200, 0, 0)).all(axis=2)
    assert red.sum() == 6 * CELL_WIDTH * CELL_HEIGHT
    rows = np.flatnonzero(red[:, MARGIN + 5])
    below = sheet[rows[CELL_HEIGHT - 1] + 8 : rows[CELL_HEIGHT - 1] + 60, MARGIN : MARGIN + CELL_WIDTH]
    assert (below.max(axis=2) > 200).sum() > 100
    assert tuple(sheet[2, 2]) == PAPER
    assert list((tmp_path / "deep").iterdir()) == [tmp_path / "deep" / "contact.png"]


def test_a_line_without_picture_keeps_its_place(tmp_path):
    sheet = _read(contact_sheet([ContactCell(None, "unseen")], tmp_path / "c.png"))
    assert (sheet == FRAME).all(axis=2).sum() == CELL_WIDTH * CELL_HEIGHT


def test_an_empty_show_has_an_empty_sheet(tmp_path):
    assert _read(contact_sheet([], tmp_path / "c.png", "nothing")).shape[1] > CELL_WIDTH


def test_a_tall_picture_is_shown_whole(tmp_path):
    tall = flat("t", (0, 200, 0), (100, 400)).pixels
    sheet = _read(contact_sheet([ContactCell(tall, "tall")], tmp_path / "c.png"))
    green = np.argwhere((sheet == (0, 200, 0)).all(axis=2))
    assert np.ptp(green[:, 0]) + 1 == CELL_HEIGHT
    assert abs(np.ptp(green[:, 1]) + 1 - CELL_HEIGHT / 4) <= 1


def test_wrapping_loses_no_word_and_no_letter():
    font = _font(18)
    for text in (
        "",
        "one",
        "a line of words that is far too long for one line under a small picture",
        "wo" * 60,
    ):
        lines = wrap(text, font, 200)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(font.getlength(line) <= 200 for line in lines)


def test_accents_are_drawn_not_boxed():
    font = _font(18)
    missing = font.getmask("\ufffe").getbbox(), bytes(font.getmask("\ufffe"))
    for letter in "éüñßøčžŁяλ—…’":
        assert (font.getmask(letter).getbbox(), bytes(font.getmask(letter))) != missing
