"""A stream of blocks brought to one rate, mono, without a seam between blocks.

Enters: blocks of any rate and channel count. Leaves: mono blocks at the wanted rate. Pure in its
input; thread: the worker's that owns it. libsoxr does the filtering (soxr, "HQ": linear phase).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.messages import AudioBlock
from livevis.units import Hertz, Seconds

JUMP: Seconds = 0.010
"""Block starts further than this from where the last block ended are another stretch of sound.

Below it lie a microphone's small corrections of its clock (2 ms at a time) and float rounding.
"""


class Mono:
    """Streaming conversion to mono at ``rate``: the pieces joined equal the whole converted at once.

    The filter looks ahead, so the newest 6 to 40 ms stay inside until more sound comes or `flush`;
    time stamps are those of the sound, not of its delivery.
    """

    def __init__(self, rate: Hertz) -> None:
        self._rate = rate
        self._stretch: _Stretch | None = None
        self._gap: Seconds = 0.0

    def feed(self, block: AudioBlock) -> Iterator[AudioBlock]:
        """``block`` at the wanted rate: none, one, or (where a stretch ends before it) two blocks."""
        stretch = self._stretch
        if stretch is None or not stretch.continues(block):
            yield from self.flush()
            self._gap += block.gap
            stretch = self._stretch = _Stretch(block, self._rate)
        yield from self._tell(stretch.take_in(block))

    def flush(self) -> Iterator[AudioBlock]:
        """What is still inside; the next block begins a new stretch."""
        stretch, self._stretch = self._stretch, None
        if stretch is not None:
            yield from self._tell(stretch.last())

    def forget(self) -> None:
        """Drop what is inside."""
        self._stretch = None
        self._gap = 0.0

    def _tell(self, block: AudioBlock | None) -> Iterator[AudioBlock]:
        if block is None:
            return
        if self._gap:
            block = AudioBlock(block.samples, block.rate, block.start, self._gap, block.take_start)
            self._gap = 0.0
        yield block


class _Stretch:
    """One unbroken stretch of sound, from its first block on."""

    def __init__(self, first: AudioBlock, rate: Hertz) -> None:
        self._from: Hertz = first.rate
        self._to = rate
        self._zero = first.start
        self._take_zero = first.take_start
        self._frames_in = 0
        self._frames_out = 0
        self._soxr: Any = None
        if first.rate != rate:
            import soxr

            self._soxr = soxr.ResampleStream(first.rate, rate, 1, dtype="float32", quality="HQ")

    def continues(self, block: AudioBlock) -> bool:
        """True if ``block`` follows without a seam."""
        if block.rate != self._from or block.gap > 0.0:
            return False
        passed = self._frames_in / self._from
        if abs(block.start - self._zero - passed) > JUMP:
            return False
        if self._take_zero is None or block.take_start is None:
            return self._take_zero is block.take_start
        return abs(block.take_start - self._take_zero - passed) <= JUMP

    def take_in(self, block: AudioBlock) -> AudioBlock | None:
        offset = block.start - self._zero - self._frames_in / self._from
        if abs(offset) > 1e-6:  # the source corrected its clock: follow it
            self._zero += offset
        self._frames_in += len(block.samples)
        mono = np.ascontiguousarray(block.mono())
        return self._stamp(mono if self._soxr is None else self._soxr.resample_chunk(mono))

    def last(self) -> AudioBlock | None:
        if self._soxr is None:
            return None
        return self._stamp(self._soxr.resample_chunk(np.zeros(0, dtype=np.float32), last=True))

    def _stamp(self, mono: NDArray[np.float32]) -> AudioBlock | None:
        if not len(mono):
            return None
        passed = self._frames_out / self._to
        self._frames_out += len(mono)
        take_start = None if self._take_zero is None else self._take_zero + passed
        return AudioBlock(mono[:, None], self._to, self._zero + passed, take_start=take_start)
