"""Plots as SVG text that stands alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from livevis.app.page import LATENCIES
from livevis.app.perform import perform
from livevis.app.plots import lane_plot, latency_plot, work_plot
from livevis.messages import Lyrics

from .stagehands import events, performance, setlist, song

ZERO = {"p50": 0.0, "p95": 0.0, "p99": 0.0, "max": 0.0}


def marks(svg: str) -> int:
    """How many shapes are drawn; fails if it is no XML."""
    return sum(1 for one in ElementTree.fromstring(svg).iter() if one.tag.endswith(("path", "use")))


def test_a_show_has_its_lanes(tmp_path: Path) -> None:
    show = performance(tmp_path)
    perform(show)
    full = lane_plot(events(tmp_path), show.setlist)
    assert full.startswith("<svg")
    for lane in ("shown", "painted", "words read", "lines sung"):
        assert lane in full
    assert marks(full) > marks(lane_plot([], show.setlist)) + 20


def test_a_song_of_another_show_draws_no_lines(tmp_path: Path) -> None:
    perform(performance(tmp_path))
    other = setlist(song("two", Lyrics()))
    assert marks(lane_plot(events(tmp_path), other)) > 0


def test_latencies_are_written_beside_their_bars() -> None:
    spread: dict[str, float] = {"p50": 1500.0, "p95": 2500.0, "p99": 2600.0, "max": 4000.0}
    report = {"end_to_end": {key: spread for key, _ in LATENCIES}}
    text = latency_plot(report, LATENCIES)
    assert text.count("p50 1.50   p95 2.50   max 4.00") == len(LATENCIES)
    assert all(title in text or "&apos;" in title or "'" in title for _, title in LATENCIES)


def test_nothing_measured_is_a_plot_too() -> None:
    nothing: dict[str, Any] = {"end_to_end": {key: ZERO for key, _ in LATENCIES}, "stages": {}}
    assert "p50 0.00" in latency_plot(nothing, LATENCIES)
    assert marks(work_plot(nothing)) > 0


def test_stages_that_did_nothing_are_left_out() -> None:
    busy = {"p50": 3.0, "p95": 9.0, "p99": 9.0, "max": 9.0}
    text = work_plot({"stages": {"paint": {"work_ms": busy}, "keeper": {"work_ms": ZERO}}})
    assert "paint" in text
    assert "keeper" not in text


def test_the_same_show_draws_the_same_picture(tmp_path: Path) -> None:
    show = performance(tmp_path)
    perform(show)
    assert lane_plot(events(tmp_path), show.setlist) == lane_plot(events(tmp_path), show.setlist)
