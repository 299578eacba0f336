"""What a show leaves behind for people: contact sheet, report page, and a word of where it all is.

Enters: an outcome and its timeline. Leaves: contact.png, report.json, report.html, sung-SONG.lrc. Thread:
the main one, after the show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.app.diary import by_song, clock_text, read_timeline
from livevis.app.perform import Outcome
from livevis.app.report import write_json
from livevis.app.transcript import write_sung
from livevis.errors import LivevisError
from livevis.messages import LyricLine
from livevis.show.setlist import Setlist
from livevis.units import Seconds
from livevis.wall.contact import CELL_HEIGHT, CELL_WIDTH, ContactCell, contact_sheet

Event = Mapping[str, Any]
Say = Callable[[str], None]

MOST_CELLS = 200
"""On a sheet: what can still be looked through, and some 15,000 pixels high."""

FEWEST_PICTURES = 20
"""Of songs without lyrics, however many lines were sung in the others."""


def leave_behind(outcome: Outcome, setlist: Setlist, say: Say) -> None:
    """Write report.json, report.html, contact.png and what was sung beside the timeline; say what is where.

    Raises LivevisError where the disk refuses, after having said what there is.
    """
    from livevis.app.page import write_page

    folder = outcome.folder
    events = read_timeline(folder / "timeline.jsonl")
    refused, songs = "", []
    try:
        write_json(folder / "report.json", outcome.report)
        cells, left_out = contact_cells(events, setlist, folder / "pictures")
        if cells:
            contact_sheet(cells, folder / "contact.png", f"{setlist.title}{left_out}")
        write_page(folder, outcome.report, events, setlist)
        songs = write_sung(events, setlist, folder)
    except OSError as error:
        refused = f"{folder} cannot be written ({error.strerror or error})"
    for line in (*summary(outcome, events), *(f"  {path}  what was sung, with its times" for path in songs)):
        say(line)
    if refused:
        raise LivevisError(refused, "Make room and rehearse again.")


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
    if outcome.failed:
        lines.append(f"  FAILED: {outcome.failed}")
    lines.extend(f"  late to stop: {late}" for late in outcome.late)
    named = {
        "film.mp4": "the film, with its sound",
        **{f"film-{number}.mp4": "how it goes on" for number in range(2, outcome.films + 1)},
        "contact.png": "one picture per sung line",
        "report.html": "the report, with plots",
        "timeline.jsonl": "everything that happened",
        "take.flac": "what the microphone heard",
    }
    lines.extend(f"  {folder / name}  {what}" for name, what in named.items() if (folder / name).exists())
    return lines


def contact_cells(events: Sequence[Event], setlist: Setlist, pictures: Path) -> tuple[list[ContactCell], str]:
    """One cell per sung line; for songs without lyrics, one per picture shown, as far as there is room.

    Returns the cells, their pictures no larger than a cell shows them, and what the sheet's title says of
    pictures left out: evenly, so that a sheet stays within `MOST_CELLS`; a sung line is never left out.
    """
    planned = list(_planned(events, setlist))
    free = [place for place, (_, line) in enumerate(planned) if not line]
    room = min(len(free), max(FEWEST_PICTURES, MOST_CELLS - (len(planned) - len(free))))
    kept = {free[number * len(free) // room] for number in range(room)}
    loaded: dict[str, NDArray[np.uint8] | None] = {}  # a refrain's picture once
    cells = []
    for place, (cell, line) in enumerate(planned):
        if line or place in kept:
            if cell.id and cell.id not in loaded:
                loaded[cell.id] = _load(pictures, cell.id)
            cells.append(replace(cell, pixels=loaded.get(cell.id)))
    if len(kept) == len(free):
        return cells, ""
    songs = " of the songs without lyrics" if len(planned) > len(free) else ""
    return cells, f": {len(kept)} of {len(free)} pictures{songs}"


def _planned(events: Sequence[Event], setlist: Setlist) -> Iterator[tuple[ContactCell, bool]]:
    """Every cell there could be, its picture not loaded yet, and whether it is a sung line."""
    for part in by_song(events):
        song = setlist.song(part[0]["id"])
        shown = [event for event in part if event["event"] == "shown"]
        if song is not None and song.lyrics.lines:
            until = part[-1]["t"]
            lines = [line for line in song.lyrics.lines if _was_sung(line, part[0], until)]
            zero = part[0].get("zero", part[0]["t"])
            yield from ((cell, True) for cell in _line_cells(zero, lines, shown))
        else:
            yield from ((cell, False) for cell in _picture_cells(part, shown))


def _was_sung(line: LyricLine, song: Event, until: Seconds) -> bool:
    """False for a line that a rehearsal entered behind, or broke off before."""
    if song.get("take") is None or line.start is None:
        return True
    zero = song["zero"]
    return bool(
        song["begins"] <= zero + (line.start if line.end is None else line.end) and zero + line.start <= until
    )


def _line_cells(zero: Seconds, lines: Sequence[LyricLine], shown: Sequence[Event]) -> list[ContactCell]:
    cells = []
    for line in lines:
        own = next((event for event in shown if event.get("line") == line.index), None)
        times = f"sung {clock_text(line.start)}" if line.start is not None else ""
        if own is not None:
            times += f"   shown {clock_text(own['t'] - zero)}"
        else:
            times += "   its picture was not shown"
        cells.append(ContactCell(None, line.text, times.strip(), own["id"] if own else ""))
    return cells


def _picture_cells(part: Sequence[Event], shown: Sequence[Event]) -> list[ContactCell]:
    made = {event["id"]: event["prompt"] for event in part if event["event"] == "picture"}
    texts = {event["id"]: event["text"] for event in part if event["event"] == "prompt"}
    return [
        ContactCell(
            None,
            texts.get(made.get(event["id"], ""), ""),
            f"shown {clock_text(event['t'] - part[0]['t'])}",
            event["id"],
        )
        for event in shown
    ]


def _load(pictures: Path, name: str) -> NDArray[np.uint8] | None:
    """The picture, made as small as a cell shows it; None if it is not on the disk."""
    import cv2

    image = cv2.imread(str(pictures / f"{name}.png"))
    if image is None:
        return None
    height, width = image.shape[:2]
    scale = min(CELL_WIDTH / width, CELL_HEIGHT / height)
    if scale < 1.0:
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(image[:, :, ::-1])
