"""The bounded audio buffer of a recogniser, on absolute time.

Enters: `AudioBlock`s. Leaves: stretches of mono sound by show time. Pure, its worker's thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from livevis.messages import AudioBlock
from livevis.units import SPEECH_RATE, Hertz, Seconds

Mono = NDArray[np.float32]

BRIDGED: Seconds = 0.25
"""A gap up to this long is filled with silence; a longer one begins a new stretch of sound."""

SLACK: Seconds = 0.005
"""Rounding of block times that is no gap."""


def pieces(block: AudioBlock, longest: Seconds) -> Iterator[AudioBlock]:
    """``block`` in pieces of at most ``longest`` seconds; only the first tells the gap."""
    size = max(round(longest * block.rate), 1)
    if len(block.samples) <= size:
        yield block
        return
    for begin in range(0, len(block.samples), size):
        later = begin / block.rate
        yield replace(
            block,
            samples=block.samples[begin : begin + size],
            start=block.start + later,
            gap=block.gap if begin == 0 else 0.0,
            take_start=None if block.take_start is None else block.take_start + later,
        )


class Window:
    """The last ``capacity`` seconds of sound, mono float32 at ``rate``.

    One array of twice the capacity is allocated once; the content is moved back to its front
    when the end is reached, so that feeding costs O(block) on average and never allocates.
    """

    def __init__(self, capacity: Seconds = 30.0, rate: Hertz = SPEECH_RATE) -> None:
        if capacity <= 0:
            raise ValueError("capacity must be positive")
        self.rate = rate
        self._capacity = round(capacity * rate)
        self._data: Mono = np.zeros(2 * self._capacity, dtype=np.float32)
        self._head = 0
        self._tail = 0
        self._origin: Seconds = 0.0
        self._dropped = 0
        self.take_offset: Seconds | None = None

    @property
    def start(self) -> Seconds:
        """Show time of the oldest sample kept."""
        return self._origin + self._dropped / self.rate

    @property
    def end(self) -> Seconds:
        """Show time of the end of the newest sample."""
        return self._origin + (self._dropped + len(self)) / self.rate

    def __len__(self) -> int:
        return self._tail - self._head

    def follows(self, block: AudioBlock) -> bool:
        """True if ``block`` continues what is here (or nothing is here); False asks for `clear` first."""
        if not len(self):
            return True
        return block.gap <= BRIDGED and -SLACK <= block.start - self.end <= BRIDGED

    def feed(self, block: AudioBlock) -> None:
        """Append ``block``, bridging a short gap with silence; a stretch that does not follow begins anew.

        Raises ValueError if the block's rate is not the window's.
        """
        if block.rate != self.rate:
            raise ValueError(f"the window runs at {self.rate} Hz, not {block.rate} Hz")
        if not self.follows(block):
            self.clear()
        if not len(self):
            self._origin, self._dropped = block.start, 0
        hole = block.start - self.end
        if hole > SLACK:
            self._append(np.zeros(round(hole * self.rate), dtype=np.float32))
        else:
            # The source corrects its clock by a hair now and then. Follow it, or the hairs add up to a
            # jump, and in mid-line a singer's words would be forgotten.
            self._origin += hole
        self._append(block.mono())
        self.take_offset = None if block.take_start is None else block.take_start - block.start

    def between(self, begin: Seconds, end: Seconds) -> Mono:
        """A read-only view of what is kept of [begin, end): valid until the next `feed`."""
        lo = min(max(round((begin - self.start) * self.rate), 0), len(self))
        hi = min(max(round((end - self.start) * self.rate), lo), len(self))
        view = self._data[self._head + lo : self._head + hi]
        view.flags.writeable = False
        return view

    def drop_before(self, at: Seconds) -> None:
        """Forget everything older than ``at``."""
        count = min(max(round((at - self.start) * self.rate), 0), len(self))
        self._head += count
        self._dropped += count

    def clear(self) -> None:
        """Forget all sound; the next block sets the time anew."""
        self._head = self._tail = self._dropped = 0
        self.take_offset = None

    def _append(self, samples: Mono) -> None:
        if len(samples) > self._capacity:
            self._dropped += len(self) + len(samples) - self._capacity
            self._head = self._tail = 0
            samples = samples[-self._capacity :]
        surplus = len(self) + len(samples) - self._capacity
        if surplus > 0:
            self._head += surplus
            self._dropped += surplus
        if self._tail + len(samples) > len(self._data):
            kept = len(self)
            self._data[:kept] = self._data[self._head : self._tail].copy()
            self._head, self._tail = 0, kept
        self._data[self._tail : self._tail + len(samples)] = samples
        self._tail += len(samples)
