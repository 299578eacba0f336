"""Latencies in bounded memory: p50, p95, p99 and max of any number of durations.

Enters: seconds. Leaves: milliseconds. Any thread (adding is guarded by its owner's lock or is
done by one thread).
"""

from __future__ import annotations

import math

from livevis.units import Seconds

_GROWTH = math.log(1.02)
_FLOOR: Seconds = 1e-6


class Spread:
    """A histogram whose buckets grow by 2 %, so a quantile is right within 2 % (HdrHistogram's idea).

    Negative durations count as zero; ``max`` is exact.
    """

    def __init__(self) -> None:
        self._buckets: dict[int, int] = {}
        self.count = 0
        self.max: Seconds = 0.0

    def add(self, seconds: Seconds) -> None:
        """Count one duration."""
        self.count += 1
        self.max = max(self.max, seconds)
        bucket = -1 if seconds <= _FLOOR else int(math.log(seconds / _FLOOR) / _GROWTH)
        self._buckets[bucket] = self._buckets.get(bucket, 0) + 1

    def merge(self, other: Spread) -> None:
        """Take in all that ``other`` counted."""
        self.count += other.count
        self.max = max(self.max, other.max)
        for bucket, count in other._buckets.items():
            self._buckets[bucket] = self._buckets.get(bucket, 0) + count

    def quantile(self, share: float) -> Seconds:
        """The duration that ``share`` (0..1) of all lie at or below; 0.0 if there are none."""
        wanted, seen = share * self.count, 0
        for bucket in sorted(self._buckets):
            seen += self._buckets[bucket]
            if seen >= wanted:
                edge = 0.0 if bucket < 0 else _FLOOR * math.exp((bucket + 1) * _GROWTH)
                return min(edge, self.max)
        return self.max

    def milliseconds(self) -> dict[str, float]:
        """``{p50, p95, p99, max}`` in ms, as every report writes it."""
        return {
            "p50": round(self.quantile(0.50) * 1000, 3),
            "p95": round(self.quantile(0.95) * 1000, 3),
            "p99": round(self.quantile(0.99) * 1000, 3),
            "max": round(self.max * 1000, 3),
        }
