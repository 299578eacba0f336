"""What a show leaves behind in numbers: report.json.

Enters: the graph after the show, the diary's events. Leaves: the dict of CONTRACT.md section 4. Pure
but for reading the machine's name.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from livevis.app.loop import WallBooks
from livevis.app.score import Event, end_to_end
from livevis.app.wiring import Graph
from livevis.flow.channel import Channel
from livevis.flow.spread import Spread
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


def _stage(stage: Stage) -> dict[str, Any]:
    wait = Spread()
    for inlet in stage.plan.inlets:
        wait.merge(_waited(inlet))
    return {
        "count": stage.count,
        "lost": stage.lost,
        "state": stage.state,
        "wait_ms": wait.milliseconds(),
        "work_ms": stage.work.milliseconds(),
    }


def _waited(channel: Channel[Any]) -> Spread:
    return channel.waited


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
