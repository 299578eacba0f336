"""The typeface of everything written: overlay and contact sheet.

Enters: nothing. Leaves: the path of a font file. Any thread.

DejaVu Sans, which matplotlib (a dependency for the report's plots) carries: it has Latin, Greek and
Cyrillic with all accents. Pillow's own default face stops at plain ASCII, SDL's is bold only.
"""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def typeface() -> Path | None:
    """DejaVuSans.ttf, found without importing matplotlib; None where it is not installed."""
    spec = importlib.util.find_spec("matplotlib")
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(folder) / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"
        if path.is_file():
            return path
    return None
