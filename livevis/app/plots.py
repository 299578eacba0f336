"""The plots of the report, as SVG text.

Enters: timeline events, the report. Leaves: SVG. Thread: the main one, after the show.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from livevis.show.setlist import Setlist

INK, QUIET, PAPER = "#e8e6df", "#8b8f9c", "#15161b"
SUNG, READ, PAINTED, SHOWN = "#5f9ea0", "#e0a458", "#7a6ff0", "#d1495b"

Event = Mapping[str, Any]


def lane_plot(events: Sequence[Event], setlist: Setlist) -> str:
    """Time from left to right: lines as sung, words read, pictures painted, pictures shown."""
    figure, axes = _figure(11.0, 3.4)
    zero, lines = _song_lines(events, setlist)
    for index, (start, end) in enumerate(lines):
        axes.broken_barh([(start, end - start)], (3.05, 0.7), color=SUNG, alpha=0.55 if index % 2 else 0.85)
    words = [
        word for event in events if event["event"] == "heard" and event["final"] for word in event["words"]
    ]
    axes.broken_barh([(w["start"], max(0.05, w["end"] - w["start"])) for w in words], (2.15, 0.6), color=READ)
    for event in events:
        if event["event"] == "picture":
            start = event["t"] - max(event["seconds"], 0.1)
            axes.broken_barh([(start, max(event["seconds"], 0.1))], (1.15, 0.6), color=PAINTED)
        elif event["event"] == "shown":
            axes.plot([event["t"]] * 2, [0.1, 0.85], color=SHOWN, linewidth=2)
        elif event["event"] == "line" and event["locked"]:
            axes.plot(event["t"], 2.95, marker="v", markersize=4, color=INK)
    axes.set_yticks([0.45, 1.45, 2.45, 3.4], ["shown", "painted", "words read", "lines sung"])
    axes.set_xlabel("seconds since the show opened (triangles: a line is recognised)")
    axes.set_ylim(0, 4)
    axes.set_xlim(left=min(0.0, zero))
    return _svg(figure)


def latency_plot(report: Mapping[str, Any], rows: Sequence[tuple[str, str]]) -> str:
    """p50, p95 and maximum of each word latency, in seconds."""
    figure, axes = _figure(11.0, 2.6)
    for place, (key, _) in enumerate(reversed(rows)):
        spread = report["end_to_end"][key]
        seconds = [spread[name] / 1000.0 for name in ("p50", "p95", "max")]
        axes.plot([0, seconds[2]], [place, place], color=QUIET, linewidth=1)
        axes.barh(place, seconds[1], height=0.32, color=READ, alpha=0.5)
        axes.barh(place, seconds[0], height=0.55, color=READ)
        axes.plot(seconds[2], place, marker="|", color=QUIET)
        text = f"  p50 {seconds[0]:.2f}   p95 {seconds[1]:.2f}   max {seconds[2]:.2f}"
        axes.annotate(text, (seconds[2], place), va="center", color=INK, fontsize=8)
    axes.set_yticks(range(len(rows)), [title for _, title in reversed(rows)])
    axes.set_xlabel("seconds after the word's end")
    axes.margins(x=0.25)
    axes.set_xlim(left=0)
    return _svg(figure)


def work_plot(report: Mapping[str, Any]) -> str:
    """How long each stage works on one item, p50 and p95, in milliseconds on a log scale."""
    figure, axes = _figure(11.0, 2.8)
    stages = [(name, stage) for name, stage in report["stages"].items() if stage["work_ms"]["max"] > 0]
    for place, (_, stage) in enumerate(reversed(stages)):
        work = stage["work_ms"]
        axes.barh(place, max(work["p95"], 0.01), height=0.35, color=PAINTED, alpha=0.5)
        axes.barh(place, max(work["p50"], 0.01), height=0.6, color=PAINTED)
    axes.set_yticks(range(len(stages)), [name for name, _ in reversed(stages)])
    if stages:
        axes.set_xscale("log")
    axes.set_xlabel("milliseconds an item (p50 dark, p95 light)")
    return _svg(figure)


def _song_lines(events: Sequence[Event], setlist: Setlist) -> tuple[float, list[tuple[float, float]]]:
    lines: list[tuple[float, float]] = []
    for event in events:
        song = setlist.song(event["id"]) if event["event"] == "song" else None
        if song is None or not song.lyrics.timed:
            continue
        zero = event.get("zero", event["t"])
        for line in song.lyrics.lines:
            assert line.start is not None
            end = line.end if line.end is not None else line.start + 2.0
            lines.append((zero + line.start, zero + end))
    return 0.0, lines


def _figure(width: float, height: float) -> tuple[Any, Any]:
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "livevis"  # else every drawing names its shapes anew
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(width, height), facecolor=PAPER)
    axes.set_facecolor(PAPER)
    for spine in axes.spines.values():
        spine.set_color("#33353f")
    axes.tick_params(colors=QUIET, labelsize=8, labelcolor=INK)
    axes.xaxis.label.set_color(QUIET)
    axes.xaxis.label.set_fontsize(8)
    return figure, axes


def _svg(figure: Any) -> str:
    from matplotlib import pyplot

    page = io.StringIO()
    figure.tight_layout()
    figure.savefig(page, format="svg", facecolor=PAPER, metadata={"Date": None})
    pyplot.close(figure)
    text = page.getvalue()
    return text[text.index("<svg") :]
