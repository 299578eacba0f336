"""Training sets on disk: scenes drawn once and kept as arrays, whole (pixels) or as latents.

Enters: a vocabulary, glyphs, a count. Leaves: memory-mapped arrays in the run's folder, filled by every
rank at once and taken up again where they were left.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.lab.painter.ranks import Rank
from livevis.lab.pocket.captions import holdout
from livevis.lab.pocket.glyphs import Glyphs
from livevis.lab.pocket.plan import Scene
from livevis.lab.pocket.scene import draw, render
from livevis.lab.pocket.vocabulary import Vocabulary

Say = Callable[[str], None]
Latents = NDArray[np.float16]
Encode = Callable[[NDArray[np.uint8]], Latents]
BLOCK = 32
"""Scenes between two marks in the book of what is done."""


@dataclass(frozen=True)
class Stock:
    """What scenes are drawn from, in so many ``layouts``; ``seed`` parts one run's scenes from another's."""

    vocabulary: Vocabulary
    glyphs: Glyphs
    side: int
    seed: int
    layouts: int = 8

    def scene(self, index: int) -> Scene:
        """Training scene ``index``: the first that is not held out, from a seed of its own."""
        for trial in range(1000):
            scene = draw(self.seed + 1_000_003 * index + trial, self.vocabulary)
            if not holdout(scene):
                return scene
        raise ValueError("every scene of this vocabulary is held out")

    def layout(self, index: int) -> int:
        """The layout that scene ``index`` is drawn in."""
        return index % self.layouts

    def pixels(self, index: int) -> NDArray[np.uint8]:
        """Scene ``index``, drawn: uint8 (side, side, 3)."""
        return render(self.scene(index), self.glyphs, self.side, self.layout(index))


def fill(stock: Stock, file: Path, count: int, rank: Rank, say: Say) -> NDArray[np.uint8]:
    """``count`` scenes as uint8 (count, side, side, 3) in ``file``."""
    shape = (count, stock.side, stock.side, 3)

    def block(first: int, last: int) -> NDArray[Any]:
        return np.stack([stock.pixels(index) for index in range(first, last)])

    return _filled(_Set(file, shape, np.dtype(np.uint8)), block, rank, say)


def fill_latents(stock: Stock, file: Path, count: int, encode: Encode, by: tuple[Rank, Say]) -> Latents:
    """``count`` scenes as latents float16 (count, channels, side, side), in ``file``. ``by``: (rank, say)."""
    one = encode(stock.pixels(0)[None])

    def block(first: int, last: int) -> NDArray[Any]:
        return encode(np.stack([stock.pixels(index) for index in range(first, last)]))

    return _filled(_Set(file, (count, *one.shape[1:]), np.dtype(np.float16)), block, *by)


@dataclass(frozen=True)
class _Set:
    file: Path
    shape: tuple[int, ...]
    dtype: np.dtype[Any]

    def open(self, file: Path, shape: tuple[int, ...], dtype: np.dtype[Any]) -> NDArray[Any]:
        """The array, its file made if it is not there or of another size."""
        size = int(np.prod(shape)) * dtype.itemsize
        if not file.exists() or file.stat().st_size != size:
            with file.open("wb") as made:
                made.truncate(size)
        return np.memmap(file, dtype, "r+", shape=shape)


def _filled(plan: _Set, block: Callable[[int, int], NDArray[Any]], rank: Rank, say: Say) -> NDArray[Any]:
    blocks = -(-plan.shape[0] // BLOCK)
    book = plan.file.with_suffix(".done")
    if rank.first:
        plan.file.parent.mkdir(parents=True, exist_ok=True)
        plan.open(plan.file, plan.shape, plan.dtype)
        plan.open(book, (blocks,), np.dtype(np.uint8))
    rank.wait()
    data, done = plan.open(plan.file, plan.shape, plan.dtype), plan.open(book, (blocks,), np.dtype(np.uint8))
    mine = [number for number in range(rank.index, blocks, rank.count) if not done[number]]
    for turn, number in enumerate(mine):
        first, last = number * BLOCK, min((number + 1) * BLOCK, plan.shape[0])
        data[first:last] = block(first, last)
        done[number] = 1
        if rank.first and turn % 16 == 0:
            say(f"  {plan.file.stem}: {100 * (turn + 1) / len(mine):.0f} % of {plan.shape[0]}")
    rank.wait()
    return data
