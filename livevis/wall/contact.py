"""The contact sheet: one picture per sung line, its words and its times under it.

Enters: cells. Leaves: a PNG. Any thread, after the show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from livevis.units import Pixels
from livevis.wall.typeface import typeface

if TYPE_CHECKING:
    from PIL import Image, ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

    Font = FreeTypeFont | ImageFont

PAPER = (17, 18, 22)
FRAME = (38, 40, 48)
WORDS = (238, 236, 228)
QUIET = (139, 143, 156)

CELL_WIDTH: Pixels = 336
CELL_HEIGHT: Pixels = 189
GAP: Pixels = 28
MARGIN: Pixels = 48
TITLE_SIZE, WORDS_SIZE, TIMES_SIZE = 28, 18, 13

#: A sheet is about this many cells wide, fewer if there are fewer.
COLUMNS = 4


@dataclass(frozen=True)
class ContactCell:
    """One line of the sheet.

    ``pixels`` uint8 (h, w, 3), or None where the line had no picture; ``words`` as sung; ``times`` as
    text ("0:12.3 to 0:15.0"); ``id`` of the picture.
    """

    pixels: NDArray[np.uint8] | None
    words: str
    times: str = ""
    id: str = ""


def contact_sheet(cells: Sequence[ContactCell], path: Path, title: str = "") -> Path:
    """Draw ``cells`` in reading order to the PNG ``path`` (replaced at once, never half written)."""
    from PIL import Image, ImageDraw

    words_font = _font(WORDS_SIZE)
    wrapped = [wrap(cell.words, words_font, CELL_WIDTH) for cell in cells]
    columns = max(1, min(COLUMNS, len(cells)))
    rows = [wrapped[i : i + columns] for i in range(0, len(cells), columns)]
    heights = [_text_height(max(len(lines) for lines in row)) + CELL_HEIGHT for row in rows]
    head = MARGIN + (TITLE_SIZE + GAP if title else 0)
    width = 2 * MARGIN + columns * CELL_WIDTH + (columns - 1) * GAP
    height = head + sum(heights) + GAP * max(0, len(rows) - 1) + MARGIN
    sheet = Image.new("RGB", (max(width, 2 * MARGIN + CELL_WIDTH), height), PAPER)
    draw = ImageDraw.Draw(sheet)
    if title:
        draw.text((MARGIN, MARGIN - 6), title, font=_font(TITLE_SIZE), fill=WORDS)
    for i, cell in enumerate(cells):
        row, column = divmod(i, columns)
        place = (MARGIN + column * (CELL_WIDTH + GAP), head + sum(heights[:row]) + GAP * row)
        _picture(sheet, cell, place)
        _caption(draw, cell, wrapped[i], place)
    part = path.with_name(f".{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(part, format="PNG")
    return part.replace(path)


def _font(size: Pixels) -> Font:
    from PIL import ImageFont

    face = typeface()
    return ImageFont.truetype(face, size) if face is not None else ImageFont.load_default(size)


def _text_height(lines: int) -> Pixels:
    return 12 + lines * (WORDS_SIZE + 7) + TIMES_SIZE + 10


def wrap(text: str, font: Font, width: Pixels) -> list[str]:
    """Break ``text`` between words so that each line is at most ``width`` pixels; at least one line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines += _pieces(word, font, width)
    return lines or [""]


def _pieces(word: str, font: Font, width: Pixels) -> list[str]:
    """A word too long for a line, or in a script without spaces, cut where it must be."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and font.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _picture(sheet: Image.Image, cell: ContactCell, place: tuple[int, int]) -> None:
    """The cell's picture, all of it, in the middle of its frame."""
    from PIL import Image, ImageOps

    x, y = place
    sheet.paste(FRAME, (x, y, x + CELL_WIDTH, y + CELL_HEIGHT))
    if cell.pixels is None:
        return
    small = ImageOps.contain(
        Image.fromarray(cell.pixels), (CELL_WIDTH, CELL_HEIGHT), Image.Resampling.LANCZOS
    )
    sheet.paste(small, (x + (CELL_WIDTH - small.width) // 2, y + (CELL_HEIGHT - small.height) // 2))


def _caption(
    draw: ImageDraw.ImageDraw, cell: ContactCell, lines: Sequence[str], place: tuple[int, int]
) -> None:
    x, y = place[0], place[1] + CELL_HEIGHT + 12
    for line in lines:
        draw.text((x, y), line, font=_font(WORDS_SIZE), fill=WORDS)
        y += WORDS_SIZE + 7
    small = _font(TIMES_SIZE)
    draw.text((x, y + 2), cell.times, font=small, fill=QUIET)
    draw.text((x + CELL_WIDTH - small.getlength(cell.id), y + 2), cell.id, font=small, fill=QUIET)
