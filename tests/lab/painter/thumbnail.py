"""A stock of thumbnail scenes, drawn from the glyph strip that the repository carries."""

from __future__ import annotations

from pathlib import Path

from livevis.lab.painter.packed import Stock
from livevis.lab.pocket_painter import PainterWish, stock


def thumbnails(out: Path) -> Stock:
    return stock(PainterWish(out, smoke=True))
