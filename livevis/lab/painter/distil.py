"""Few steps out of many: latent consistency distillation.

Enters: the teacher's weights, latents with captions. Leaves: a student UNet that paints in 1 to 4 steps.

S. Luo et al., "Latent Consistency Models: Synthesizing High-Resolution Images with Few-step Inference"
(2023): the student's picture from a noisier point of the teacher's path must be its picture (a moving
average's) from the next one. The path is the teacher's with guidance, at a fixed scale, so the student is
guided for the price of one pass. The text encoder stays the teacher's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from livevis.lab.painter.captioned import Captioned
from livevis.lab.painter.denoise import STEPS, Pair, noised
from livevis.lab.painter.keep import Kept, follow, weights_of
from livevis.lab.painter.loop import Task, loop
from livevis.lab.painter.parts import signal, unet
from livevis.lab.painter.size import Course

JUMP = 60
"""Steps of the schedule between two points of the path: about 17 of them."""
VISITED = (999, 759, 499, 259)
"""The steps at which diffusers' LCMScheduler asks, of 4: half of all pictures learn there."""
DECAY = 0.97
SOFTNESS = 0.03
"""Of the pseudo-Huber loss (Y. Song and P. Dhariwal, "Improved Techniques for Training Consistency
Models", 2023)."""


def train(task: Task, teacher_kept: Path, batches: Captioned, tokens: Any) -> None:
    """Learn for ``task.seconds`` in all, or go on where the kept file left off."""
    import torch

    teacher = Pair(task.size, tokens)
    weights_of(teacher_kept, "text_ema", teacher.text)
    weights_of(teacher_kept, "unet_ema", teacher.unet)
    student, target, shadow = (unet(task.size) for _ in range(3))
    for model in (student, target, shadow):
        model.load_state_dict(teacher.unet.state_dict())
    student.train()
    optimiser = torch.optim.AdamW(
        student.parameters(), lr=task.course.distil_rate, betas=(0.9, 0.99), weight_decay=0.0
    )
    models = {"unet": student, "target": target, "unet_ema": shadow}
    state = Kept(task.kept, models, optimiser)
    state.resume()
    loop(task, state, _Consistency(teacher, models, batches, task.course))


class _Consistency:
    """The lesson: one picture all along the teacher's path."""

    def __init__(self, teacher: Pair, models: dict[str, Any], batches: Captioned, course: Course) -> None:
        import torch

        self._student, self._target, self._shadow = models["unet"], models["target"], models["unet_ema"]
        self.weights = list(self._student.parameters())
        self._teacher, self._batches, self._course = teacher, batches, course
        with torch.no_grad():
            self._nothing = teacher.words(batches.ids([""]))

    def after(self, step: int) -> None:
        follow(self._target, self._student, DECAY)
        follow(self._shadow, self._student, min(0.998, step / (step + 10)))

    def loss(self, share: float) -> Any:
        """Distance of the student's picture from the target's, one jump further down the path."""
        import torch

        latents, ids, _ = self._batches.batch(self._course.batch)
        count = len(latents)
        steps = _steps(count)
        lower = (steps - JUMP).clamp(min=-1)
        noisy, kept, lost = noised(latents, steps, torch.randn_like(latents))
        with torch.no_grad():
            words = self._teacher.words(ids)
            v = self._guided(noisy, steps, words)
            clean, noise = kept * noisy - lost * v, lost * noisy + kept * v
            last = (lower < 0).view(-1, 1, 1, 1)
            at = lower.clamp(min=0)
            below = signal()[at].view(-1, 1, 1, 1)
            moved = below * clean + (1.0 - below * below).sqrt() * noise
            goal = torch.where(last, clean, _picture(self._target, moved, at, words))
        mine = _picture(self._student, noisy, steps, words)
        return ((mine - goal).square().mean((1, 2, 3)) + SOFTNESS**2).sqrt().mean() - SOFTNESS

    def _guided(self, noisy: Any, steps: Any, words: Any) -> Any:
        import torch

        empty = self._nothing.expand(len(noisy), -1, -1)
        both = self._teacher.v(
            torch.cat([noisy, noisy]), torch.cat([steps, steps]), torch.cat([words, empty])
        )
        worded, plain = both.chunk(2)
        return plain + self._course.guidance * (worded - plain)


def _steps(count: int) -> Any:
    """Half of them anywhere, half where the sampler asks."""
    import torch

    anywhere = torch.randint(0, STEPS, (count,))
    visited = torch.tensor(VISITED)[torch.randint(0, len(VISITED), (count,))]
    return torch.where(torch.rand(count) < 0.5, anywhere, visited)


def _picture(model: Any, noisy: Any, steps: Any, words: Any) -> Any:
    """The clean latents ``model`` sees in ``noisy``, float32."""
    import torch

    with torch.autocast("cpu", torch.bfloat16):
        v = model(noisy, steps, words, return_dict=False)[0].float()
    kept = signal()[steps].view(-1, 1, 1, 1)
    return kept * noisy - (1.0 - kept * kept).sqrt() * v
