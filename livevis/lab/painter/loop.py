"""The loop every stage of training turns in: step until the time is spent, tell, keep every few minutes.

Enters: a `Task`, what has been kept, a `Lesson`. Leaves: the kept file. Thread: a rank's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from livevis.flow.clock import stopwatch
from livevis.lab.painter.keep import Kept
from livevis.lab.painter.ranks import Rank
from livevis.lab.painter.size import Course, Size
from livevis.units import Seconds

Say = Callable[[str], None]
TOLD = 50
"""Steps between two lines of progress."""


@dataclass(frozen=True)
class Task:
    """What a stage of training is given: the file it keeps, how large, how, how long, and by whom."""

    kept: Path
    size: Size
    course: Course
    seconds: Seconds
    seed: int
    rank: Rank
    say: Say
    most: int = 0

    def share(self, state: Kept) -> float:
        """How much of the task is done: of its time, or of its ``most`` steps, whichever is further."""
        steps = state.step / self.most if self.most else 0.0
        return max(steps, state.spent / self.seconds if self.seconds else 1.0)

    def sow(self, step: int) -> None:
        """Torch's random numbers for the steps from ``step`` on, each rank its own."""
        import torch

        torch.manual_seed(self.seed + 7919 * step + self.rank.index)


class Lesson(Protocol):
    """What is learned at one stage."""

    weights: list[Any]

    def loss(self, share: float) -> Any:
        """The loss of a fresh batch; ``share`` of the time is spent."""

    def after(self, step: int) -> None:
        """Once the weights have moved for the ``step``-th time."""


def ramp(share: float, step: int, warm: int = 100) -> float:
    """Learning rate over the run: ``warm`` steps up, then half a cosine down to a hundredth."""
    fall = 0.01 + 0.99 * 0.5 * (1.0 + float(np.cos(np.pi * min(1.0, share))))
    return min(1.0, (step + 1) / warm) * fall


def loop(task: Task, state: Kept, lesson: Lesson) -> None:
    """Turn until the task is done, earlier runs counted in."""
    import torch

    task.sow(state.step)
    rate = state.optimiser.defaults["lr"]
    began, before, told = stopwatch(), state.spent, _Told(task, state)
    while (share := task.share(state)) < 1.0:
        for group in state.optimiser.param_groups:
            group["lr"] = rate * group.get("pace", 1.0) * ramp(share, state.step, task.course.warm)
        loss = lesson.loss(share)
        state.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        task.rank.average(lesson.weights)
        torch.nn.utils.clip_grad_norm_(lesson.weights, 1.0)
        state.optimiser.step()
        state.step += 1
        lesson.after(state.step)
        state.spent = task.rank.agree(before + stopwatch() - began)
        told.step(float(loss.detach()))
    told.end()
    task.rank.wait()


class _Told:
    """Says how it goes, and keeps; the first rank only."""

    def __init__(self, task: Task, state: Kept) -> None:
        self._task, self._state = task, state
        self._losses: list[float] = []
        self._kept_at = state.spent

    def step(self, loss: float) -> None:
        state, task = self._state, self._task
        self._losses.append(loss)
        state.notes.setdefault("first", loss)
        if not task.rank.first:
            self._losses = self._losses[-TOLD:]
            return
        if state.step % TOLD == 0:
            mean = self._mean()
            clock = f"{state.spent:.0f} of {task.seconds:.0f} s"
            task.say(f"  {task.kept.stem}: step {state.step}, {clock}, loss {mean:.4f}")
        if state.spent - self._kept_at > task.course.keep_every:
            self._kept_at = state.spent
            state.keep()

    def end(self) -> None:
        if self._losses:
            self._mean()
        if self._task.rank.first:
            self._state.keep()

    def _mean(self) -> float:
        """The mean loss since the last line, noted as the last."""
        mean = self._state.notes["last"] = sum(self._losses) / len(self._losses)
        self._losses = []
        return mean
