"""Makes the demo's take and lyrics: ``python shows/first-light/recipe [FOLDER]``.

Enters: the song on paper (song.py) and Debian's flite. Leaves: ``first-light.ogg`` and
``first-light.lrc`` in FOLDER (default: the show's own folder). Takes about half a minute on one
core. Not run at show time.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from band import FRAMES, play
from files import write_lrc, write_ogg
from instruments import RATE
from mix import mix
from sing import sing
from song import LINES, third_above


def main() -> None:
    """Sing, play, mix, write."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    lead = [sing(line) for line in LINES]
    double = [sing(third_above(line)) for line in LINES if line.refrain]
    take, levels = mix(play(), lead, double)
    write_ogg(folder / "first-light.ogg", take)
    write_lrc(folder / "first-light.lrc", lead, FRAMES / RATE)
    logging.info("%.1f s, %s", FRAMES / RATE, levels)


if __name__ == "__main__":
    main()
