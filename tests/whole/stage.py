"""What the tests of the whole share: the demo, timelines, words, and livevis as a user starts it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from livevis.weights import carried
from livevis.weights.catalogue import CARRIED

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "shows" / "first-light"

Row = dict[str, Any]

PLAINEST = 'schema = 1\n[prompt]\nmodel = "picker"\n[paint]\nmodel = "lantern"\n'
"""A rig for tests that are about something else: parts that load nothing."""


def livevis(*arguments: str | Path, timeout: float = 300.0, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "livevis.cli", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def built_in() -> dict[str, str]:
    """Who plays each part here where nothing was fetched."""
    players = {"words": "sphinx", "prompt": "picker", "paint": "lantern"}
    return players | {role.value: model.name for role, model in CARRIED.items() if carried.find(role)}


def timeline(folder: Path) -> list[Row]:
    return [json.loads(line) for line in (folder / "timeline.jsonl").read_text().splitlines()]


def told(events: list[Row], event: str) -> list[Row]:
    return [row for row in events if row["event"] == event]


def finals(events: list[Row]) -> list[str]:
    """The committed words, in order, as they are compared."""
    text = " ".join(row["text"] for row in told(events, "heard") if row["final"])
    return re.sub(r"[^\w' ]", "", text.casefold()).split()


def edits(one: list[str], two: list[str]) -> int:
    """Words to substitute, insert or delete to turn one into two (Levenshtein)."""
    row = list(range(len(two) + 1))
    for i, left in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(two, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1]


def balanced(report: Row) -> list[str]:
    """Edges whose books do not balance."""
    return [n for n, e in report["edges"].items() if e["put"] != e["taken"] + e["dropped"] + e["depth"]]


def film_facts(path: Path) -> tuple[float, float, int]:
    """(seconds of picture, seconds of sound, frames), decoded to the end."""
    import av

    with av.open(str(path)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        frames, last_picture, last_sound = 0, 0.0, 0.0
        for frame in film.decode(picture, sound):
            if isinstance(frame, av.VideoFrame):
                frames, last_picture = frames + 1, float(frame.time)
            else:
                last_sound = float(frame.time) + frame.samples / frame.sample_rate
        return last_picture, last_sound, frames
