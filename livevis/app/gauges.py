"""How much memory the show holds: at the start, after two minutes, at the end, at most.

Enters: the show's time, now and then. Leaves: the ``memory`` block of the report. Thread: the wall's.
"""

from __future__ import annotations

from livevis.units import Megabytes, Seconds

EVERY: Seconds = 1.0
SETTLED: Seconds = 120.0
"""By then everything is loaded and every buffer has its size: what grows later is a leak."""


class MemoryGauge:
    """Resident memory of this process and its children, looked at once a second of show time."""

    def __init__(self) -> None:
        import psutil

        self._process = psutil.Process()
        self._next: Seconds = 0.0
        self.start = self.end = self.peak = self._read()
        self.settled: Megabytes | None = None

    def look(self, at: Seconds) -> None:
        """Read the memory if a second has passed."""
        if at < self._next:
            return
        self._next = at + EVERY
        self.end = self._read()
        self.peak = max(self.peak, self.end)
        if self.settled is None and at >= SETTLED:
            self.settled = self.end

    def _read(self) -> Megabytes:
        import psutil

        total = self._process.memory_info().rss
        for child in self._process.children():
            try:
                total += child.memory_info().rss
            except psutil.Error:  # it ended between the listing and the look
                continue
        return float(total) / 1e6

    def block(self) -> dict[str, float]:
        """As the report writes it; a show shorter than two minutes settles at its end."""
        settled = self.end if self.settled is None else self.settled
        return {
            "rss_mb_start": round(self.start, 1),
            "rss_mb_minute_2": round(settled, 1),
            "rss_mb_end": round(self.end, 1),
            "rss_mb_peak": round(self.peak, 1),
        }
