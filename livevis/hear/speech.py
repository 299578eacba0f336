"""The sound as recognisers want it.

Enters: blocks of any rate and channel count. Leaves: the same sound at 16 kHz, mono. Thread: any stage's.
"""

from __future__ import annotations

from collections.abc import Iterator

from livevis.flow.worker import Part
from livevis.hear.resample import Mono
from livevis.messages import AudioBlock
from livevis.units import SPEECH_RATE


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
