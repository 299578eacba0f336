"""Teaching the judge: drawings in, a classifier that knows unseen drawings out.

Enters: packed drawings and their right answers. Leaves: a trained `JudgeNet`; a checkpoint in the run's
folder, from which an interrupted training goes on. Thread: the caller's.

One cycle of the learning rate over the steps given (L. Smith & N. Topin, "Super-Convergence", 2017), AdamW,
and an exponential average of the weights, which is what is kept. Pictures are mirrored, shifted, dimmed and
blurred, so that the judge does not learn the renderer's pixels: it is to judge a painter's.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.flow.clock import stopwatch
from livevis.lab.judge.answers import NOWHERE, Answers, Marks
from livevis.units import Seconds

Say = Callable[[str], None]


STEPS_A_MINUTE = 500
"""Measured: 8 to 9 a second on one idle core, 64 pictures of 96x96 each."""


@dataclass(frozen=True)
class Lesson:
    """How to train. Counted in ``steps``, not in minutes, so that it comes out the same on any machine."""

    steps: int
    seed: int = 7
    batch: int = 64
    rate: float = 4e-3
    keep_every: Seconds = 60.0

    @classmethod
    def lasting(cls, minutes: float, seed: int) -> Lesson:
        """What one core of a common machine of 2024 does in so many minutes."""
        return cls(round(minutes * STEPS_A_MINUTE), seed)


@dataclass(frozen=True)
class Taught:
    """What there is to learn from: packed pictures uint8 (n, side, side, 3) and their `Marks`."""

    pictures: NDArray[np.uint8]
    marks: Marks


def train(answers: Answers, taught: Taught, lesson: Lesson, file: Path, say: Say) -> Any:
    """A `JudgeNet` that has learnt ``taught``; ``file`` is its checkpoint. Ready to be asked."""
    import torch

    from livevis.lab.judge.net import JudgeNet
    from livevis.lab.painter.keep import Kept, follow

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(lesson.seed)
        net = JudgeNet(answers).to(memory_format=torch.channels_last)
    mean = JudgeNet(answers).to(memory_format=torch.channels_last)
    mean.load_state_dict(net.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), lr=lesson.rate, weight_decay=0.02)
    kept = Kept(file, {"net": net, "mean": mean}, optimiser)
    if kept.resume():
        say(f"  the judge goes on at step {kept.step}, {kept.spent / 60:.1f} minutes in")
    begun, before, last_kept = stopwatch(), kept.spent, kept.spent
    while kept.step < lesson.steps:
        share = kept.step / lesson.steps
        for group in optimiser.param_groups:
            group["lr"] = lesson.rate * cycle(share)
        loss = _learn(net.train(), optimiser, taught, np.random.default_rng([lesson.seed, kept.step]), lesson)
        kept.step, kept.spent = kept.step + 1, before + stopwatch() - begun
        follow(mean, net, min(0.998, kept.step / (kept.step + 10)))
        _follow_counts(mean, net)
        if kept.spent - last_kept >= lesson.keep_every:
            last_kept = kept.spent
            kept.keep()
            say(f"  judge: {share:4.0%}, step {kept.step}, loss {loss:.3f}")
    kept.keep()
    return mean.eval()


def cycle(share: float) -> float:
    """The learning rate's part at ``share`` (0..1) of a training: up for a fifth, then down to nothing."""
    if share < 0.2:
        return 0.04 + 0.96 * share / 0.2
    return 0.5 + 0.5 * math.cos(math.pi * min(1.0, (share - 0.2) / 0.8))


def _learn(net: Any, optimiser: Any, taught: Taught, rng: np.random.Generator, lesson: Lesson) -> float:
    import torch

    from livevis.lab.judge.net import prepared

    rows = np.sort(rng.integers(0, len(taught.pictures), lesson.batch))
    pictures = varied(prepared(np.ascontiguousarray(taught.pictures[rows])), rng)
    marks = taught.marks
    subjects, places, looks = net(pictures)
    right = torch.from_numpy(marks.subjects[rows])
    loss = _subject_loss(subjects, right)
    loss = loss + _one_of(places, torch.from_numpy(marks.places[rows]))
    loss = loss + 0.5 * _one_of(looks, torch.from_numpy(marks.looks[rows]))
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    optimiser.step()
    return float(loss.detach())


def _one_of(told: Any, right: Any) -> Any:
    """Cross-entropy over those that are asked; a batch in which none is asked costs nothing."""
    from torch.nn import functional as nn

    asked = (right != NOWHERE).sum().clamp(min=1)
    every = nn.cross_entropy(told, right, reduction="sum", ignore_index=NOWHERE, label_smoothing=0.05)
    return every / asked


def _subject_loss(told: Any, right: Any) -> Any:
    """Each subject by itself, and against the others: alone, the first takes long to leave "none of them"."""
    from torch.nn import functional as nn

    apart = nn.binary_cross_entropy_with_logits(told, right, reduction="none").sum(1).mean()
    some = right.sum(1)
    shares = right / some.clamp(min=1.0)[:, None]  # of a scene without subjects nothing is asked here
    return 0.3 * apart - (shares * nn.log_softmax(told, 1)).sum(1).sum() / (some > 0).sum().clamp(min=1)


def varied(pictures: Any, rng: np.random.Generator) -> Any:
    """``pictures`` (n, 3, side, side), each mirrored or not and dimmed, all shifted and perhaps blurred."""
    import torch
    from torch.nn import functional as nn

    mirrored = torch.from_numpy(rng.random(len(pictures)) < 0.5)[:, None, None, None]
    pictures = torch.where(mirrored, pictures.flip(3), pictures)
    down, right = (int(shift) for shift in rng.integers(-6, 7, 2))
    pictures = torch.roll(pictures, (down, right), (2, 3))
    if rng.random() < 0.4:
        side, small = pictures.shape[2], int(pictures.shape[2] * rng.uniform(0.5, 0.85))
        less = nn.interpolate(pictures, size=(small, small), mode="bilinear", antialias=True)
        pictures = nn.interpolate(less, size=(side, side), mode="bilinear")
    gain = torch.from_numpy(rng.uniform(0.8, 1.2, (len(pictures), 1, 1, 1)).astype(np.float32))
    lift = torch.from_numpy(rng.uniform(-0.1, 0.1, (len(pictures), 3, 1, 1)).astype(np.float32))
    return pictures * gain + lift


def _follow_counts(mean: Any, net: Any) -> None:
    """Normalisation's running figures are averages already: taken over as they are."""
    for mine, theirs in zip(mean.buffers(), net.buffers(), strict=True):
        mine.copy_(theirs)
