"""A sheet of pictures with their words below, for looking at.

Enters: pictures and texts. Leaves: one picture, uint8 (h, w, 3). Pure; any thread.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_GAP = 4
_LINE = 11
_LETTER = 6.2  # pixels a letter of Pillow's own font, about


def sheet(
    pictures: Sequence[NDArray[np.uint8]], texts: Sequence[str], columns: int = 8, lines: int = 3
) -> NDArray[np.uint8]:
    """``pictures``, all of one size (h, w, 3), in rows of ``columns``, each over its text.

    Texts are broken into at most ``lines`` lines; none given, no room is left for them.

    Raises:
        ValueError: no pictures, or not as many texts as pictures.
    """
    from PIL import Image, ImageDraw, ImageFont

    if not pictures or (texts and len(texts) != len(pictures)):
        raise ValueError(f"{len(pictures)} pictures and {len(texts)} texts make no sheet")
    height, width = pictures[0].shape[:2]
    cell = height + _GAP + (lines * _LINE + _GAP if texts else 0)
    rows = -(-len(pictures) // columns)
    page = Image.new("RGB", (columns * (width + _GAP) + _GAP, rows * cell + _GAP), (245, 245, 242))
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(10)
    for i, picture in enumerate(pictures):
        left, top = _GAP + i % columns * (width + _GAP), _GAP + i // columns * cell
        page.paste(Image.fromarray(picture), (left, top))
        said = textwrap.wrap(texts[i], max(int(width / _LETTER), 8))[:lines] if texts else []
        for number, line in enumerate(said):
            pen.text((left, top + height + 1 + number * _LINE), line, fill=(30, 30, 30), font=font)
    return np.asarray(page)
