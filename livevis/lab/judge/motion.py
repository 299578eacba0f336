"""How the painter moves from one picture to the next, and whether it repeats itself.

Enters: a pipeline folder, captions in pairs. Leaves: how even the way between two prompts is, and whether
the same words and seed give the same picture to the bit. Thread: the caller's; loads torch and diffusers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.lab.judge.asked import Asked
from livevis.lab.judge.paint import prompt_for
from livevis.messages import Urgency


@dataclass(frozen=True)
class Motion:
    """``frames`` of each way. ``jumps``: of each pair, the greatest difference of two neighbouring frames
    over the median one. ``repeats``: whether the first picture came out the same again."""

    frames: int
    jumps: tuple[float, ...]
    repeats: bool

    def written(self) -> dict[str, Any]:
        """As JSON holds it."""
        worst = max(self.jumps) if self.jumps else 0.0
        return {
            "frames": self.frames,
            "pairs": len(self.jumps),
            "worst": round(worst, 2),
            "repeats": self.repeats,
        }


def motion(folder: Path, steps: int, pairs: Sequence[tuple[Asked, Asked]], frames: int = 32) -> Motion:
    """Travel from the first caption of each pair to the second, in ``frames`` pictures, all of one noise.

    Raises:
        ModelFault: the folder is unusable.
    """
    from livevis.paint.diffusion import DiffusionPainter
    from livevis.paint.diffusion_wish import DiffusionWish

    jumps, repeats = [], True
    wish = DiffusionWish(folder, steps=steps, travel=frames - 2, device="cpu", name=folder.name)
    with DiffusionPainter(wish) as painter:
        for number, (one, other) in enumerate(pairs):
            start = replace(prompt_for(number, one), urgency=Urgency.NOW)
            end = replace(prompt_for(number, other), urgency=Urgency.NOW, seed=one.seed)
            painter.reset()  # the first of a pair is not travelled to
            seen = [picture.pixels for given in (start, end) for picture in painter(given)]
            jumps.append(unevenness(seen))
            painter.reset()
            (again,) = (picture.pixels for picture in painter(start))
            repeats = repeats and bool(np.array_equal(again, seen[0]))
    return Motion(frames, tuple(jumps), repeats)


def unevenness(frames: Sequence[NDArray[np.uint8]]) -> float:
    """The greatest mean difference of two neighbours over the median one; 0.0 where nothing moves."""
    steps = [float(np.abs(a.astype(np.int16) - b).mean()) for a, b in pairwise(frames)]
    median = float(np.median(steps))
    return max(steps) / median if median > 0.0 else 0.0
