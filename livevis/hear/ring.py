"""Where the sound card's thread leaves samples and the microphone's stage picks them up.

Enters: float32 frames, from exactly one thread (PortAudio's callback). Leaves: the same frames in
order, to exactly one other thread, and how many were lost. No lock, no wait, no allocation in the writer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Ring:
    """The newest ``capacity`` frames of a stream: one writer, one reader.

    The writer never waits: when the reader is slow the oldest frames are overwritten, and the reader
    is told how many. At rest ``written == taken + lost + len(ring)``.

    How it is safe without a lock: the writer says how far it is *about* to write (``_claimed``) before
    it copies and how far it *has* written (``_written``) after. The reader copies, then drops whatever
    of its copy the writer had claimed by then (a sequence lock; Boehm, "Can seqlocks get along with
    programming language memory models?", MSPC 2012). Each counter has one writing thread.
    """

    def __init__(self, capacity: int, channels: int) -> None:
        if capacity < 1 or channels < 1:
            raise ValueError("a ring holds at least one frame of one channel")
        self._frames = np.zeros((capacity, channels), dtype=np.float32)
        self._capacity = capacity
        self._claimed = 0
        self._written = 0
        self._read = 0
        self._lost = 0
        self._refused = 0

    @property
    def written(self) -> int:
        """Frames ever written."""
        return self._written

    @property
    def taken(self) -> int:
        """Frames ever read."""
        return self._read - self._lost

    @property
    def lost(self) -> int:
        """Frames ever overwritten before they were read, as far as the reader has noticed."""
        return self._lost

    @property
    def refused(self) -> int:
        """Frames handed over in another shape than agreed, and left out."""
        return self._refused

    def __len__(self) -> int:
        """Frames written and not yet read, counting those already overwritten."""
        return self._written - self._read

    def write(self, samples: NDArray[np.float32]) -> None:
        """Take in frames, float32 (frames, channels). Never waits, never raises: the callback calls it."""
        if samples.ndim != 2 or samples.shape[1] != self._frames.shape[1]:
            self._refused += len(samples)
            return
        end = self._written + len(samples)
        self._claimed = end
        kept = samples[-self._capacity :]
        place = (end - len(kept)) % self._capacity
        head = min(len(kept), self._capacity - place)
        self._frames[place : place + head] = kept[:head]
        self._frames[: len(kept) - head] = kept[head:]
        self._written = end

    def read(self, frames: int) -> tuple[NDArray[np.float32], int]:
        """The oldest frames still there, at most ``frames``, as a fresh float32 (n, channels) array; and
        how many frames were lost just before them.
        """
        written = self._written
        first = max(self._read, written - self._capacity)
        count = max(0, min(frames, written - first))
        copy = np.empty((count, self._frames.shape[1]), dtype=np.float32)
        place = first % self._capacity
        head = min(count, self._capacity - place)
        copy[:head] = self._frames[place : place + head]
        copy[head:] = self._frames[: count - head]
        spoiled = max(0, min(count, self._claimed - self._capacity - first))
        lost = first + spoiled - self._read
        self._read = first + count
        self._lost += lost
        return copy[spoiled:], lost
