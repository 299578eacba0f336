"""Drawings for the judge: scenes of its own, drawn once, packed small, and kept.

Enters: a vocabulary, glyphs, a seed. Leaves: uint8 pictures (count, side, side, 3), memory-mapped from a file
that grows where it was left. One process, any thread.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livevis.lab.pocket.plan import Scene

Say = Callable[[str], None]
Pixels = NDArray[np.uint8]

SIDE = 96
"""What the judge sees of a picture: its side, in pixels."""
_BLOCK = 50
_TRIED = 40


@dataclass(frozen=True)
class Drawer:
    """Scenes by number, and their pictures. ``scene(i)`` is the same for the same i; ``picture`` gives uint8
    (h, w, 3) of any size."""

    scene: Callable[[int], Scene]
    picture: Callable[[Scene], Pixels]

    def scenes(self, first: int, count: int) -> list[Scene]:
        """``count`` scenes from ``first`` on."""
        return [self.scene(index) for index in range(first, first + count)]

    def hand(self) -> str:
        """Eight letters for how it draws: others as soon as scenes or their pictures come out otherwise."""
        digest = hashlib.sha256()
        for scene in self.scenes(0, _TRIED):
            digest.update(repr(scene).encode())
            digest.update(np.ascontiguousarray(self.picture(scene)).tobytes())
        return digest.hexdigest()[:8]


def drawn(drawer: Drawer, file: Path, span: tuple[int, int], say: Say, side: int = SIDE) -> Pixels:
    """The pictures of scenes ``span`` = (first, count), ``side`` pixels wide.

    Those in ``file`` are not drawn again; the caller names it for what is in it: another hand, another file.
    """
    first, count = span
    file.parent.mkdir(parents=True, exist_ok=True)
    size = count * side * side * 3
    if not file.exists() or file.stat().st_size != size:
        with file.open("wb") as made:
            made.truncate(size)
        _book(file).unlink(missing_ok=True)
    packed = np.memmap(file, np.uint8, "r+", shape=(count, side, side, 3))
    done = _done(file)
    for number in range(done, count):
        packed[number] = shrunk(drawer.picture(drawer.scene(first + number)), side)
        if (number + 1) % _BLOCK == 0 or number + 1 == count:
            packed.flush()
            _book(file).write_text(str(number + 1), encoding="ascii")
            if (number + 1) % (20 * _BLOCK) == 0:
                say(f"  drawn: {number + 1} of {count}")
    return packed


def shrunk(picture: Pixels, side: int = SIDE) -> Pixels:
    """``picture`` (h, w, 3) as (side, side, 3), each pixel the mean of what it covers."""
    if picture.shape[:2] == (side, side):
        return picture
    import cv2

    return np.asarray(cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA), np.uint8)


def _book(file: Path) -> Path:
    return file.with_suffix(".done")


def _done(file: Path) -> int:
    try:
        return int(_book(file).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0
