"""Painting from words and noise."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from livevis.lab.painter import denoise, reading
from livevis.lab.painter.captioned import Captioned, Telling
from livevis.lab.painter.loop import Task
from livevis.lab.painter.parts import tokenizer
from livevis.lab.painter.ranks import Rank
from livevis.lab.painter.size import SMOKE, SMOKE_COURSE

from .thumbnail import thumbnails


def test_noise_takes_the_picture_s_place() -> None:
    import torch

    latents, noise = torch.ones(2, 4, 8, 8), torch.full((2, 4, 8, 8), 3.0)
    noisy, kept, lost = denoise.noised(latents, torch.tensor([0, 999]), noise)
    assert torch.allclose(kept**2 + lost**2, torch.ones_like(kept))
    assert torch.allclose(noisy[1], noise[1])
    assert float((noisy[0] - latents[0]).abs().max()) < 0.1


def test_a_wrong_answer_noised_is_put_right_by_v() -> None:
    import torch

    torch.manual_seed(1)
    latents, own, noise = torch.randn(3, 2, 4, 8, 8).unbind(0)
    for given in (latents, own):
        noisy, kept, lost = denoise.noised(given, torch.tensor([999, 259]), noise)
        v = denoise.wanted_v(noisy, latents, kept, lost)
        assert torch.allclose(kept * noisy - lost * v, latents, atol=1e-5)
    noisy, kept, lost = denoise.noised(latents, torch.tensor([759, 499]), noise)
    plain = kept * noise - lost * latents
    assert torch.allclose(denoise.wanted_v(noisy, latents, kept, lost), plain, atol=1e-5)


def test_it_learns_and_goes_on(tmp_path: Path) -> None:
    import torch

    stock, said = thumbnails(tmp_path), []
    tokens = tokenizer(tmp_path / "t", stock.vocabulary.words(), SMOKE)
    latents = np.random.default_rng(1).standard_normal((4, 4, 8, 8)).astype(np.float16)
    latents[:] = latents[:1]  # one picture only: soon known by heart
    telling = Telling(stock, tokens, (1,))
    batches = Captioned((latents, np.zeros((len(latents), 8, 8), np.float16)), telling)
    task = Task(tmp_path / "reading.pt", SMOKE, SMOKE_COURSE, 3600.0, 1, Rank(), said.append, 2)
    reading.train(task, telling, tokens)
    for most in (25, 50):
        task = Task(tmp_path / "painter.pt", SMOKE, SMOKE_COURSE, 3600.0, 1, Rank(), said.append, most)
        denoise.train(task, batches, tokens, tmp_path / "reading.pt")
    kept = torch.load(tmp_path / "painter.pt", weights_only=True)
    assert kept["notes"]["last"] < kept["notes"]["first"]
    assert kept["step"] == 50
    assert set(kept["models"]) == {"unet", "unet_ema", "looks", "guides"}


def test_steps_are_those_of_the_sampler_and_most_of_them_at_pure_noise() -> None:
    import torch

    torch.manual_seed(1)
    steps = denoise.drawn_steps(4000)
    assert set(steps.tolist()) == set(denoise.VISITED)
    assert 0.85 < float((steps == 999).float().mean()) < 0.91
