"""The sound as recognisers want it.

Enters: blocks of any rate and channel count. Leaves: the same sound at 16 kHz, mono; blocks that waited
for a busy recogniser in one piece. Thread: any stage's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from livevis.flow.worker import Part
from livevis.hear.resample import Mono
from livevis.messages import AudioBlock
from livevis.units import SPEECH_RATE, Seconds

SLACK: Seconds = 0.005
"""Rounding of block times that is no gap."""


class SpeechFeed(Part):
    """16 kHz mono float32, continuous over blocks; a new stretch after a gap, a jump in time or another rate.

    ``start`` and ``take_start`` are the sound's own times, the resampler's delay taken out; ``gap``
    goes with the first block after it. Blocks come out as long as the resampler gives them (0 to 40 ms).
    """

    nominal_cost = 0.0002

    def __init__(self) -> None:
        self._mono = Mono(SPEECH_RATE)

    def reset(self) -> None:
        """Drop what is still inside the resampler."""
        self._mono.forget()

    def __call__(self, item: object) -> Iterator[AudioBlock]:
        """`AudioBlock` in, `AudioBlock` out; all else is ignored."""
        if isinstance(item, AudioBlock):
            yield from self._mono.feed(item)


class Joined:
    """Blocks of one stretch as one block: a recogniser that was busy hears all it missed at once, and
    its next pass is over the newest sound there is. A `livevis.flow.channel.Joint`."""

    def fits(self, earlier: object, later: object) -> bool:
        """True for two blocks of sound without a gap between them."""
        return (
            isinstance(earlier, AudioBlock)
            and isinstance(later, AudioBlock)
            and earlier.rate == later.rate
            and earlier.samples.shape[1] == later.samples.shape[1]
            and later.gap == 0.0
            and abs(later.start - earlier.end) <= SLACK
            and (earlier.take_start is None) == (later.take_start is None)
        )

    def joined(self, values: Sequence[AudioBlock]) -> AudioBlock:
        """One block with the first one's times and gap; float32 (frames, channels)."""
        return replace(values[0], samples=np.concatenate([block.samples for block in values]))
