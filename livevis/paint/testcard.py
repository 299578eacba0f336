"""The test card: colour bars, and under them a pattern only this prompt has. The null painter.

Enters: a `Prompt`. Leaves: one `Picture`, at once. Thread: its stage's own; numpy only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from livevis.flow.worker import Part
from livevis.messages import Picture, Prompt
from livevis.paint.painter import Size, finished

BARS: tuple[tuple[int, int, int], ...] = (
    (191, 191, 191),
    (191, 191, 0),
    (0, 191, 191),
    (0, 191, 0),
    (191, 0, 191),
    (191, 0, 0),
    (0, 0, 191),
)
"""75 % colour bars, in the order of SMPTE EG 1: grey yellow cyan green magenta red blue."""


class TestCard(Part):
    """Colour bars over a row of blocks whose colours are a hash of the prompt's words and seed.

    Two prompts that differ in a letter differ on the card; the same prompt is the same card, bit
    for bit, on every machine.
    """

    __test__ = False  # not a test class, whatever its name says to a test collector
    nominal_cost = 0.004

    def __init__(self, size: Size = (512, 288)) -> None:
        self._size = size
        self._bars = _bars(size)

    @property
    def size(self) -> Size:
        """(width, height) of every card."""
        return self._size

    def __call__(self, item: Prompt) -> Iterable[Picture]:
        """The card of ``item``."""
        pixels = self._bars.copy()
        top = pixels.shape[0] * 2 // 3
        pixels[top:] = _blocks(f"{item.seed}|{item.text}", self._size[0], pixels.shape[0] - top)
        return (finished(item, pixels, "testcard"),)


def _bars(size: Size) -> NDArray[np.uint8]:
    width, height = size
    columns = np.arange(width) * len(BARS) // width
    return np.repeat(np.array(BARS, np.uint8)[columns][None], height, axis=0)


def _blocks(text: str, width: int, height: int) -> NDArray[np.uint8]:
    """A (height, width, 3) field of 4 x 16 blocks, their colours the SHA-256 bytes of ``text``, 32..223."""
    digest = hashlib.sha256(text.encode()).digest()
    cells = np.frombuffer(b"".join(hashlib.sha256(digest + bytes([i])).digest() for i in range(6)), np.uint8)
    field = (32 + cells.astype(np.uint16) * 191 // 255).astype(np.uint8).reshape(4, 16, 3)
    rows = np.arange(height) * 4 // max(1, height)
    columns = np.arange(width) * 16 // width
    return field[rows][:, columns]
