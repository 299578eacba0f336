"""What a show leaves behind in numbers: report.json.

Enters: the graph after the show, the diary's events. Leaves: the dict of CONTRACT.md section 4. Pure
but for reading the machine's name.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from livevis.app.loop import WallBooks
from livevis.app.score import Event, end_to_end
from livevis.app.wiring import Graph
from livevis.errors import Fault, InputFaults
from livevis.flow.stage import Stage
from livevis.messages import Lyrics
from livevis.units import Pixels, Seconds

SCHEMA = 1


@dataclass(frozen=True)
class Circumstances:
    """What the graph does not know about its show."""

    title: str
    parts: Mapping[str, str]
    size: tuple[Pixels, Pixels]
    fps: float
    virtual: bool
    replayed: bool
    seconds: Seconds
    lyrics: Mapping[str, Lyrics]
    memory: Mapping[str, float]


def report(graph: Graph, events: Sequence[Event], books: WallBooks, about: Circumstances) -> dict[str, Any]:
    """The whole report. ``aware`` is False in virtual time: no compute was measured, only declared."""
    edges = {name: asdict(channel.books()) for name, channel in graph.edges.items()}
    return {
        "schema": SCHEMA,
        "show": about.title,
        "seconds": round(about.seconds, 3),
        "aware": not about.virtual,
        "machine": machine(),
        "parts": dict(about.parts),
        "lost": sum(stage.lost for stage in graph.stages),
        "stages": {stage.name: _stage(stage) for stage in graph.stages},
        "edges": edges,
        "end_to_end": end_to_end(events, about.lyrics, about.replayed),
        "wall": _wall(books, about),
        "memory": dict(about.memory),
    }


def machine() -> dict[str, Any]:
    """The machine in a few words: system, processor, cores, memory, Python."""
    import psutil

    return {
        "system": f"{platform.system()} {platform.release()}",
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count() or 1,
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "python": platform.python_version(),
    }


def write_json(path: Path, value: Any) -> None:
    """Write ``value`` to ``path`` as JSON, folders made as needed. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def check_writable(path: Path, option: str) -> None:
    """Raises InputFaults now rather than after the show, where ``path`` cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8"):
            pass
    except OSError as error:
        what = f"{path} cannot be written ({error.strerror or error})"
        raise InputFaults([Fault(option, what, "Name another file.")]) from None


def _stage(stage: Stage) -> dict[str, Any]:
    return {
        "count": stage.count,
        "lost": stage.lost,
        "state": stage.state,
        "wait_ms": stage.wait.milliseconds(),
        "work_ms": stage.work.milliseconds(),
    }


def _wall(books: WallBooks, about: Circumstances) -> dict[str, Any]:
    width, height = about.size
    return {
        "width": width,
        "height": height,
        "fps": about.fps,
        "frames": books.frames,
        "late": books.late,
        "frame_ms": books.work.milliseconds(),
    }
