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
from livevis.lab.pocket.scene import composed, draw, render
from livevis.lab.pocket.vocabulary import Vocabulary

Say = Callable[[str], None]
Latents = NDArray[np.float16]
Packed = tuple[Latents, NDArray[np.uint8]]
"""Latents (count, channels, side, side), and where their subjects are: uint8 (count, side, side)."""
Encode = Callable[[NDArray[np.uint8]], Latents]
BLOCK = 32
"""Scenes between two marks in the book of what is done."""
LAYOUT = 0


@dataclass(frozen=True)
class Stock:
    """What scenes are drawn from; ``seed`` parts one run's scenes from another's.

    All in one layout: where things stand and how they are turned follows from the words. With eight of
    them, which nothing told, a subject's error could not fall below two thirds of its variance (measured),
    whatever was learnt: one step of a sampler painted their mean.
    """

    vocabulary: Vocabulary
    glyphs: Glyphs
    side: int
    seed: int

    def scene(self, index: int) -> Scene:
        """Training scene ``index``: the first that is not held out, from a seed of its own."""
        for trial in range(1000):
            scene = draw(self.seed + 1_000_003 * index + trial, self.vocabulary)
            if not holdout(scene):
                return scene
        raise ValueError("every scene of this vocabulary is held out")

    def pixels(self, index: int) -> NDArray[np.uint8]:
        """Scene ``index``, drawn: uint8 (side, side, 3)."""
        return render(self.scene(index), self.glyphs, self.side, LAYOUT)

    def mask(self, index: int, side: int) -> NDArray[np.uint8]:
        """How much of each of ``side`` x ``side`` cells the subjects of scene ``index`` cover: uint8."""
        alpha = composed(self.scene(index), self.glyphs, self.side, LAYOUT)[1]
        cell = self.side // side
        return np.asarray(alpha.reshape(side, cell, side, cell).mean((1, 3)).astype(np.uint8))


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


def fill_masks(stock: Stock, file: Path, latents: Latents, by: tuple[Rank, Say]) -> NDArray[np.uint8]:
    """Where the subjects are in each of ``latents``: uint8 (count, side, side), in ``file``."""
    count, _, side, _ = latents.shape

    def block(first: int, last: int) -> NDArray[Any]:
        return np.stack([stock.mask(index, side) for index in range(first, last)])

    return _filled(_Set(file, (count, side, side), np.dtype(np.uint8)), block, *by)


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
