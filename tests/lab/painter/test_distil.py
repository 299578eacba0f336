"""Few steps out of many."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from livevis.lab.painter import denoise, distil
from livevis.lab.painter.captioned import Captioned
from livevis.lab.painter.loop import Task
from livevis.lab.painter.parts import tokenizer
from livevis.lab.painter.ranks import Rank
from livevis.lab.painter.size import SMOKE, SMOKE_COURSE

from .thumbnail import thumbnails


def test_the_student_learns_from_the_teacher(tmp_path: Path) -> None:
    import torch

    stock, said = thumbnails(tmp_path), []
    tokens = tokenizer(tmp_path / "t", stock.vocabulary.words(), SMOKE)
    latents = np.zeros((2, 4, 8, 8), np.float16)
    batches = Captioned(latents, stock, tokens, 0.1, (1,))
    denoise.train(
        Task(tmp_path / "teacher.pt", SMOKE, SMOKE_COURSE, 60.0, 1, Rank(), said.append, 3), batches, tokens
    )
    task = Task(tmp_path / "student.pt", SMOKE, SMOKE_COURSE, 60.0, 1, Rank(), said.append, 5)
    distil.train(task, tmp_path / "teacher.pt", batches, tokens)
    kept = torch.load(tmp_path / "student.pt", weights_only=True)
    assert set(kept["models"]) == {"unet", "target", "unet_ema"}
    assert kept["step"] > 0
    teacher = torch.load(tmp_path / "teacher.pt", weights_only=True)["models"]["unet_ema"]
    assert any(not torch.equal(kept["models"]["unet_ema"][name], teacher[name]) for name in teacher)


def test_half_of_the_steps_are_the_sampler_s() -> None:
    import torch

    torch.manual_seed(1)
    steps = distil._steps(2000)
    share = sum(int((steps == step).sum()) for step in distil.VISITED) / 2000
    assert 0.4 < share < 0.6
    assert int(steps.min()) >= 0
    assert int(steps.max()) <= 999
