"""The memory of the show, once a second of its time."""

from __future__ import annotations

import pytest

from livevis.app.gauges import MemoryGauge


@pytest.fixture
def gauge(monkeypatch: pytest.MonkeyPatch) -> MemoryGauge:
    levels = iter([100.0, 140.0, 120.0, 125.0, 130.0])
    monkeypatch.setattr(MemoryGauge, "_read", lambda _self: next(levels))
    return MemoryGauge()


def test_start_settled_end_and_peak(gauge: MemoryGauge) -> None:
    for at in (0.0, 0.5, 60.0, 60.9, 120.0, 121.5):
        gauge.look(at)
    assert gauge.block() == {
        "rss_mb_start": 100.0,
        "rss_mb_minute_2": 125.0,
        "rss_mb_end": 130.0,
        "rss_mb_peak": 140.0,
    }


def test_a_short_show_settles_at_its_end(gauge: MemoryGauge) -> None:
    gauge.look(0.0)
    gauge.look(3.0)
    assert gauge.block()["rss_mb_minute_2"] == gauge.block()["rss_mb_end"] == 120.0


def test_it_reads_this_very_process() -> None:
    assert 10.0 < MemoryGauge().start < 100_000.0
