"""What a show leaves behind for people: contact sheet, report page, and a word of where it all is.

Enters: an outcome and its timeline. Leaves: contact.png, report.json, report.html. Thread: the main
one, after the show.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.app.diary import read_timeline
from livevis.app.perform import Outcome
from livevis.show.setlist import Setlist
from livevis.units import Seconds
from livevis.wall.contact import ContactCell, contact_sheet

Event = Mapping[str, Any]
Say = Callable[[str], None]


def leave_behind(outcome: Outcome, setlist: Setlist, say: Say) -> None:
    """Write report.json, report.html and contact.png beside the timeline; say what is where."""
    from livevis.app.page import write_page

    folder = outcome.folder
    events = read_timeline(folder / "timeline.jsonl")
    cells = contact_cells(events, setlist, folder / "pictures")
    if cells:
        contact_sheet(cells, folder / "contact.png", setlist.title)
    text = json.dumps(outcome.report, indent=1, ensure_ascii=False) + "\n"
    (folder / "report.json").write_text(text, encoding="utf-8")
    write_page(folder, outcome.report, events, setlist)
    for line in summary(outcome, events):
        say(line)


def summary(outcome: Outcome, events: Sequence[Event]) -> list[str]:
    """What was made and where, in a few lines."""
    shown = [event["id"] for event in events if event["event"] == "shown"]
    folder, ends = outcome.folder, outcome.report["end_to_end"]
    lines = ["", "broken off; what there is is whole:" if outcome.interrupted else "the show is over:"]
    lines.append(f"  {len(shown)} pictures shown, {len(set(shown))} different ones")
    heard = ends["words"] - ends["missed"]
    if ends["words"]:
        median = ends["word_to_wall_ms"]["p50"] / 1000.0
        lines.append(f"  {heard} of {ends['words']} words heard; word to wall {median:.2f} s (median)")
    if outcome.report["lost"]:
        lines.append(f"  {outcome.report['lost']} items lost in workers that failed: see timeline.jsonl")
    for late in outcome.late:
        lines.append(f"  late to stop: {late}")
    named = {
        "film.mp4": "the film, with its sound",
        "contact.png": "one picture per sung line",
        "report.html": "the report, with plots",
        "timeline.jsonl": "everything that happened",
        "take.flac": "what the microphone heard",
    }
    lines.extend(f"  {folder / name}  {what}" for name, what in named.items() if (folder / name).exists())
    return lines


def contact_cells(events: Sequence[Event], setlist: Setlist, pictures: Path) -> list[ContactCell]:
    """One cell per sung line; for songs without lyrics, one per picture shown."""
    cells: list[ContactCell] = []
    songs = [index for index, event in enumerate(events) if event["event"] == "song"]
    for start, end in zip(songs, [*songs[1:], len(events)], strict=True):
        part = events[start:end]
        song = setlist.song(part[0]["id"])
        shown = [event for event in part if event["event"] == "shown"]
        if song is not None and song.lyrics.lines:
            cells.extend(_line_cells(part[0].get("zero", part[0]["t"]), song.lyrics.lines, shown, pictures))
        else:
            cells.extend(_picture_cells(part, shown, pictures))
    return cells


def _line_cells(
    zero: Seconds, lines: Sequence[Any], shown: Sequence[Event], pictures: Path
) -> list[ContactCell]:
    cells = []
    for line in lines:
        own = next((event for event in shown if event["line"] == line.index), None)
        times = f"sung {clock_text(line.start)}" if line.start is not None else ""
        if own is not None:
            times += f"   shown {clock_text(own['t'] - zero)}"
            pixels = _load(pictures, own["id"])
        else:
            times += "   its picture was not shown"
            pixels = None
        cells.append(ContactCell(pixels, line.text, times.strip(), own["id"] if own else ""))
    return cells


def _picture_cells(part: Sequence[Event], shown: Sequence[Event], pictures: Path) -> list[ContactCell]:
    made = {event["id"]: event["prompt"] for event in part if event["event"] == "picture"}
    texts = {event["id"]: event["text"] for event in part if event["event"] == "prompt"}
    return [
        ContactCell(
            _load(pictures, event["id"]),
            texts.get(made.get(event["id"], ""), ""),
            f"shown {clock_text(event['t'] - part[0]['t'])}",
            event["id"],
        )
        for event in shown
    ]


def _load(pictures: Path, name: str) -> NDArray[np.uint8] | None:
    import cv2

    image = cv2.imread(str(pictures / f"{name}.png"))
    return None if image is None else np.ascontiguousarray(image[:, :, ::-1])
