"""report.html: the show on one page, with plots.

Enters: the report, the timeline, the setlist. Leaves: one HTML file that needs nothing but the film and
the contact sheet beside it. Thread: the main one, after the show.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from livevis.app.plots import lane_plot, latency_plot, work_plot
from livevis.show.setlist import Setlist

TEMPLATES = Path(__file__).parent / "templates"

LATENCIES = (
    ("word_to_partial_ms", "word to first reading"),
    ("word_to_final_ms", "word to committed text"),
    ("word_to_picture_ms", "word to finished picture"),
    ("word_to_wall_ms", "word to wall"),
    ("line_to_wall_ms", "line's onset to wall"),
)


def write_page(
    folder: Path, report: Mapping[str, Any], events: Sequence[Mapping[str, Any]], setlist: Setlist
) -> Path:
    """Write ``folder``/report.html; returns its path."""
    import jinja2

    room = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    page = room.get_template("report.html.j2").render(
        report=report,
        setlist=setlist,
        latencies=[(title, report["end_to_end"][key]) for key, title in LATENCIES],
        lanes=lane_plot(events, setlist),
        delays=latency_plot(report, LATENCIES),
        work=work_plot(report),
        troubles=_troubles(events),
        prompts=[event for event in events if event["event"] == "prompt"],
        shown={event["id"] for event in events if event["event"] == "shown"},
        pictures={event["prompt"]: event for event in events if event["event"] == "picture"},
        has_film=(folder / "film.mp4").exists(),
        has_contact=(folder / "contact.png").exists(),
        raw=json.dumps(report, indent=1),
    )
    path = folder / "report.html"
    path.write_text(page, encoding="utf-8")
    return path


def _troubles(events: Sequence[Mapping[str, Any]]) -> list[tuple[float, str]]:
    """What went wrong, in order: faults, failed stages, drops."""
    told = []
    for event in events:
        if event["event"] == "fault":
            told.append((event["t"], event["text"]))
        elif event["event"] == "stage" and event["state"] in ("failed", "gave up", "late"):
            told.append((event["t"], f"{event['name']} {event['state']}: {event['reason']}"))
        elif event["event"] == "drop":
            told.append((event["t"], f"{event['edge']}: {event['count']} dropped"))
    return told
