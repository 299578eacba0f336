"""How loud the input is.

Enters: blocks of any rate, and the source's own `Level` when a device comes or goes. Leaves: one
`Level` per item, for the operator's overlay. Thread: any stage's.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator

import numpy as np

from livevis.flow.worker import Part
from livevis.messages import AudioBlock, Level
from livevis.units import Decibels, Seconds

FLOOR: Decibels = -120.0
"""Digital silence."""

WINDOW: Seconds = 0.100
"""Over how long the RMS is taken: short enough to follow a voice, long enough not to flicker."""

FALL = 20.0
"""How fast a peak falls back, dB per second (IEC 60268-10 type I meters: 20 dB in 1.7 s; a little faster)."""


def decibels(amplitude: float) -> Decibels:
    """An amplitude (1.0 = full scale) in dBFS, not below -120."""
    return max(FLOOR, 20.0 * math.log10(amplitude)) if amplitude > 0.0 else FLOOR


class LevelMeter(Part):
    """Measures over all channels: RMS of the last 100 ms (a full-scale sine reads -3 dBFS) and falling peak.

    A `Level` entering (from a source) sets ``alive`` and ``device`` for all that follow.
    """

    nominal_cost = 0.0001

    def __init__(self) -> None:
        self._device = ""
        self._alive = True
        self.reset()

    def reset(self) -> None:
        """Forget the sound, keep the device."""
        self._energies: deque[tuple[Seconds, float]] = deque()
        self._peak = FLOOR

    def __call__(self, item: object) -> Iterator[Level]:
        """`AudioBlock` or `Level` in, `Level` out."""
        if isinstance(item, Level):
            self._device, self._alive = item.device, item.alive
            if not item.alive:
                self.reset()
            yield item
        elif isinstance(item, AudioBlock) and len(item.samples):
            yield self._measure(item)

    def _measure(self, block: AudioBlock) -> Level:
        samples = block.samples
        energy = float(np.mean(np.square(samples), dtype=np.float64))
        self._energies.append((block.duration, energy))
        length = sum(seconds for seconds, _ in self._energies)
        while length - self._energies[0][0] >= WINDOW - 1e-6:
            length -= self._energies.popleft()[0]
        mean = sum(seconds * energy for seconds, energy in self._energies) / length
        now = decibels(float(np.max(np.abs(samples))))
        self._peak = max(now, self._peak - FALL * block.duration, FLOOR)
        return Level(block.end, decibels(math.sqrt(mean)), self._peak, alive=self._alive, device=self._device)
