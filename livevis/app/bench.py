"""The bench: latency per stage of a whole show, the cost of compositing alone, of the models alone.

Enters: a show or nothing. Leaves: a report, as JSON and in a few lines. Thread: the main one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from livevis.app.bench_models import measure_models
from livevis.app.languages import language_faults
from livevis.app.parts import Casting, cast, choices, learn_paces
from livevis.app.perform import Outcome, Performance, perform
from livevis.app.rehearse import (
    RehearseWish,
    check_takes,
    playing,
    prepare,
    recording,
    rig_folder,
    say_table,
)
from livevis.app.report import SCHEMA, check_writable, machine, write_json
from livevis.flow.clock import stopwatch
from livevis.messages import Crossfade, Look, Picture, Prompt, Show, Urgency, Why
from livevis.show.load import load
from livevis.units import Pixels, Seconds
from livevis.weights.store import Store

Say = Callable[[str], None]

DEMO = "first-light"


@dataclass(frozen=True)
class BenchWish:
    """The command line of ``livevis bench``."""

    show: str | None = None
    rig: str | None = None
    wall: bool = False
    models: bool = False
    virtual: bool = False
    minutes: float | None = None
    json: Path | None = None


def bench(wish: BenchWish, say: Say) -> int:
    """Measure; 0, or 1 if the show failed while it ran. Raises InputFaults, ModelFault."""
    if wish.json is not None:
        check_writable(wish.json, "--json")
    result: dict[str, Any] = {"schema": SCHEMA, "machine": machine()}
    if wish.wall:
        result["compose"] = compose(say)
    if wish.models:
        result["models"] = measure_models(wish.rig, say)
    failed = ""
    if wish.show is not None or not (wish.wall or wish.models):
        outcome = _show(wish, say)
        result.update(outcome.report)
        failed = outcome.failed
    if wish.json is not None:
        write_json(wish.json, result)
        say(f"written: {wish.json}")
    if failed:
        say(f"FAILED: {failed}")
    return 1 if failed else 0


def _show(wish: BenchWish, say: Say) -> Outcome:
    """A headless rehearsal, film included."""
    setlist, rig = load(wish.show or DEMO, wish.rig)
    setlist = setlist.barring(rig.words.never)
    setlist, manner = prepare(setlist, RehearseWish(wish.show or DEMO))
    casting = Casting(rig, rig_folder(wish.rig), wish.virtual)
    check_takes(setlist, manner, language_faults(playing(setlist, manner), casting))
    longest: Seconds | None = None
    if wish.minutes is not None:
        longest = wish.minutes * 60.0
        manner = replace(manner, once=False, repeat=True)
    players = cast(casting, recording)
    say_table(players.table, say)
    say(f"  playing {setlist.title}{' in virtual time' if wish.virtual else ''} …")
    with tempfile.TemporaryDirectory(prefix="livevis-bench-") as folder:
        outcome = perform(
            Performance(
                setlist=setlist,
                cast=players,
                manner=manner,
                folder=Path(folder),
                size=rig.wall.size,
                fps=rig.wall.fps,
                gamma=rig.wall.gamma,
                virtual=wish.virtual,
                pictures=False,
                longest=longest,
                on_event=_minutes(say),
            )
        )
    if not wish.virtual:
        learn_paces(casting.store or Store(), choices(casting), outcome.report)
    _say_report(outcome.report, say)
    return outcome


def _minutes(say: Say) -> Callable[[dict[str, Any]], None]:
    """Says each full minute of the show, so that a long bench is seen to move."""
    told = 0

    def tell(row: dict[str, Any]) -> None:
        nonlocal told
        if row["t"] >= (told + 1) * 60:
            told = int(row["t"] // 60)
            say(f"  minute {told}")

    return tell


def _say_report(report: dict[str, Any], say: Say) -> None:
    ends, wall, memory = report["end_to_end"], report["wall"], report["memory"]
    for name in ("word_to_partial_ms", "word_to_final_ms", "word_to_picture_ms", "word_to_wall_ms"):
        spread = ends[name]
        say(f"  {name[:-3]:16} p50 {spread['p50'] / 1000:6.2f} s   p95 {spread['p95'] / 1000:6.2f} s")
    say(f"  words {ends['words']}, missed {ends['missed']}; lines painted ahead {ends['ahead_share']:.0%}")
    size = f"{wall['width']}x{wall['height']} at {wall['fps']:g}"
    say(f"  wall {size}: {wall['frames']} frames, {wall['late']} late")
    say(f"  memory {memory['rss_mb_minute_2']:.0f} MB at minute 2, {memory['rss_mb_end']:.0f} MB at the end")
    worst = max(report["edges"].items(), key=lambda edge: edge[1]["handover_ms"]["p99"])
    say(f"  slowest handover: {worst[0]}, p99 {worst[1]['handover_ms']['p99']:.2f} ms")
    off = [name for name, e in report["edges"].items() if e["put"] != e["taken"] + e["dropped"] + e["depth"]]
    say(f"  books: {'balanced on every edge' if not off else 'NOT balanced on ' + ', '.join(off)}")


# -- compositing alone ----------------------------------------------------------------

SIZES: dict[str, tuple[tuple[Pixels, Pixels], str]] = {
    "software_1080p": ((1920, 1080), "perceptual"),
    "software_1080p_linear": ((1920, 1080), "linear"),
    "software_2160p": ((3840, 2160), "perceptual"),
}


def compose(say: Say, frames: int = 90) -> dict[str, Any]:
    """Milliseconds a frame, in mid-crossfade with drift: the dearest moment a wall has."""
    result = {}
    for name, (size, blend) in SIZES.items():
        times = np.array(list(_crossfade_times(size, blend, frames))) * 1000.0
        quantiles = {f"p{q}": round(float(np.percentile(times, q)), 3) for q in (50, 95, 99)}
        result[name] = {"width": size[0], "height": size[1], **quantiles, "max": round(float(times.max()), 3)}
        say(f"  {name:24} p50 {quantiles['p50']:7.2f} ms   p95 {quantiles['p95']:7.2f} ms")
    return result


def _crossfade_times(size: tuple[Pixels, Pixels], blend: str, frames: int) -> Iterator[Seconds]:
    from livevis.wall.compositor import Compositor

    compositor = Compositor(size)
    noise = np.random.default_rng(7)
    for number in range(2):
        pixels = noise.integers(0, 256, (576, 1024, 3), dtype=np.uint8)
        prompt = Prompt(f"p-{number}", "", Why.CUE, Urgency.NOW, "bench", Look(), 7, 0.0)
        picture = Picture(f"i-{number}", prompt, pixels, 7, "bench")
        compositor.add(Show(picture, float(number), Crossfade(frames / 30.0 + 1.0, blend=blend)))
    compositor.canvas(1.0)
    for frame in range(frames):
        begun = stopwatch()
        compositor.canvas(1.0 + (frame + 1) / 30.0)
        yield stopwatch() - begun
