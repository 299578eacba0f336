"""What the models cost alone: a picture at four steps and at one, a summary, the memory of both.

Enters: a rig or nothing. Leaves: the ``models`` block of ``livevis bench --models``. Thread: the main one;
torch is held to a single thread, whatever the machine has, so that figures compare.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from livevis.app.parts import Casting, choice_for, diffusion_wish, limit_torch
from livevis.app.rehearse import rig_folder
from livevis.flow.clock import stopwatch
from livevis.flow.spread import Spread
from livevis.messages import Look, Prompt, Scene, Trigger, Urgency, Why
from livevis.show.load import load_rig
from livevis.weights.catalogue import Role
from livevis.weights.choose import Choice

Say = Callable[[str], None]

PICTURES = 12
STEPS = (4, 1)
LINES = (
    "and the paper boat goes down the river in the rain",
    "there is a lantern in the window of the old house tonight",
    "the wolves are singing to a yellow moon above the snow",
    "we left our bicycles beside the lighthouse on the shore",
    "a red umbrella turning in the empty street",
    "and all the birds come home to the tree on the hill",
    "the whale is dreaming under the winter sea",
    "candles on the table and a guitar against the wall",
)


def measure_models(rig: str | None, say: Say) -> dict[str, Any]:
    """Milliseconds a picture and a summary, of the models the rig (or "auto") chooses; medians and tails.

    A role played by a part without a model is left out. Raises InputFaults, ModelFault.
    """
    casting = Casting(load_rig(rig), rig_folder(rig))
    found: dict[str, Any] = {"threads": 1}
    paint, prompt = choice_for(Role.PAINT, casting), choice_for(Role.PROMPT, casting)
    if paint.folder is not None:
        vae = choice_for(Role.VAE, casting)
        for steps in STEPS:
            found.update(_pictures(paint, vae, casting, steps, say))
    else:
        say(f"  {paint.name} paints without a model: nothing to measure ({paint.reason})")
    if prompt.folder is not None:
        found.update(_summaries(prompt, say))
    else:
        say(f"  {prompt.name} writes prompts without a model: nothing to measure ({prompt.reason})")
    found["rss_mb_peak"] = round(peak_memory() / 1e6, 1)
    say(f"  memory {found['rss_mb_peak']:.0f} MB at most")
    return found


def _pictures(paint: Choice, vae: Choice, casting: Casting, steps: int, say: Say) -> dict[str, Any]:
    from livevis.paint.diffusion import DiffusionPainter

    decoder = None if paint.model is not None and paint.model.own_latents else vae.folder
    wish = replace(diffusion_wish(paint, decoder, casting.rig.paint), steps=steps)
    limit_torch(1)
    spread = Spread()
    with DiffusionPainter(wish) as painter:
        for prompt in _prompts():
            _timed(painter, prompt, spread)
        size = painter.size
    name = f"paint_{steps}_step{'s' if steps > 1 else ''}_ms"
    say(f"  {paint.name} {size[0]}x{size[1]}, {steps} step{'s' if steps > 1 else ''}: {_told(spread)}")
    return {"painter": paint.name, "size": list(size), name: spread.milliseconds()}


def _summaries(prompt: Choice, say: Say) -> dict[str, Any]:
    from livevis.prompt.summary import T5Prompter

    assert prompt.folder is not None
    limit_torch(1)
    spread = Spread()
    with T5Prompter(prompt.folder) as prompter:
        for number, line in enumerate(LINES):
            # Ahead of time: the prompter then gives one answer, the better of T5's and its own.
            _timed(prompter, Trigger(f"t-{number}", Why.LINE, Urgency.AHEAD, line, _SCENE, 0.0), spread)
    say(f"  {prompt.name} summary: {_told(spread)}")
    return {"prompter": prompt.name, "summary_ms": spread.milliseconds()}


_SCENE = Scene("bench", "bench", "Bench", Look())


def _prompts() -> Iterator[Prompt]:
    for number in range(PICTURES):
        text = f"{LINES[number % len(LINES)]}, in colour {number}"
        yield Prompt(f"p-{number}", text, Why.CUE, Urgency.AHEAD, "bench", Look(), number, 0.0)


def _timed(worker: Any, item: Any, spread: Spread) -> None:
    begun = stopwatch()
    for _ in worker(item):
        pass
    spread.add(stopwatch() - begun)


def _told(spread: Spread) -> str:
    return f"p50 {spread.quantile(0.5) * 1000:7.1f} ms   p95 {spread.quantile(0.95) * 1000:7.1f} ms"


def peak_memory() -> float:
    """Bytes of memory this process has held at most; where the system keeps no such record, holds now."""
    import psutil

    try:
        import resource
    except ImportError:  # Windows
        return float(psutil.Process().memory_info().rss)
    kept = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(kept if sys.platform == "darwin" else kept * 1024)
