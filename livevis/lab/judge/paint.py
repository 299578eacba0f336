"""The painter's pictures for the judge, through the very code that paints on stage.

Enters: a pipeline folder, what to paint. Leaves: pictures, uint8, and the seconds each took. Thread: the
caller's; loads torch and diffusers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livevis.flow.clock import stopwatch
from livevis.lab.judge.asked import Asked
from livevis.messages import Look, Prompt, Urgency, Why
from livevis.units import Seconds

Say = Callable[[str], None]
_EVERY = 50


def painted(
    folder: Path, steps: int, wanted: Sequence[Asked], say: Say
) -> Iterator[tuple[NDArray[np.uint8], Seconds]]:
    """A picture for each of ``wanted``, uint8 (h, w, 3), with its seconds. Raises ModelFault."""
    from livevis.paint.diffusion import DiffusionPainter
    from livevis.paint.diffusion_wish import DiffusionWish

    with DiffusionPainter(DiffusionWish(folder, steps=steps, device="cpu", name=folder.name)) as painter:
        for number, one in enumerate(wanted, 1):
            begun = stopwatch()
            (picture,) = painter(prompt_for(number, one))
            yield picture.pixels, stopwatch() - begun
            if number % _EVERY == 0:
                say(f"  painted at {steps} step{'s' if steps > 1 else ''}: {number} of {len(wanted)}")


def prompt_for(number: int, one: Asked) -> Prompt:
    """What the painter on stage would be given for ``one``."""
    return Prompt(f"j-{number}", one.caption, Why.CUE, Urgency.AHEAD, "judge", Look(), one.seed, 0.0)
