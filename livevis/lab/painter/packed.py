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
from livevis.lab.pocket.scene import draw, masked
from livevis.lab.pocket.vocabulary import Vocabulary

Say = Callable[[str], None]
Latents = NDArray[np.float16]
Packed = tuple[Latents, Latents]
"""Latents (count, channels, side, side), and where their subjects are: 0 to 255 (count, side, side)."""
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
        return self.masked(index)[0]

    def masked(self, index: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """Scene ``index``, and where its subjects are, uint8 (side, side)."""
        return masked(self.scene(index), self.glyphs, self.side, LAYOUT)


def fill(stock: Stock, file: Path, count: int, rank: Rank, say: Say) -> NDArray[np.uint8]:
    """``count`` scenes as uint8 (count, side, side, 3) in ``file``."""
    shape = (count, stock.side, stock.side, 3)

    def block(first: int, last: int) -> NDArray[Any]:
        return np.stack([stock.pixels(index) for index in range(first, last)])

    return _filled(_Set(file, shape, np.dtype(np.uint8)), block, rank, say)


def fill_latents(stock: Stock, file: Path, count: int, encode: Encode, by: tuple[Rank, Say]) -> Packed:
    """``count`` scenes as latents in ``file``, and how much of each cell their subjects cover beside it (0 to
    255). ``by``: (rank, say)."""
    channels, side, _ = encode(stock.pixels(0)[None]).shape[1:]
    packed = _Set(file, (count, channels + 1, side, side), np.dtype(np.float16))

    def block(first: int, last: int) -> NDArray[Any]:
        pixels, masks = zip(*(stock.masked(index) for index in range(first, last)), strict=True)
        cell = stock.side // side
        covered = np.stack(masks).reshape(-1, side, cell, side, cell).mean((2, 4))
        return np.concatenate([encode(np.stack(pixels)), covered[:, None].astype(np.float16)], axis=1)

    filled = _filled(packed, block, *by)
    return filled[:, :channels], filled[:, channels]


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
