"""The many-step teacher."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from livevis.lab.painter import denoise
from livevis.lab.painter.captioned import Captioned
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


def test_it_learns_and_goes_on(tmp_path: Path) -> None:
    import torch

    stock, said = thumbnails(tmp_path), []
    tokens = tokenizer(tmp_path / "t", stock.vocabulary.words(), SMOKE)
    latents = np.random.default_rng(1).standard_normal((4, 4, 8, 8)).astype(np.float16)
    latents[:] = latents[:1]  # one picture only: soon known by heart
    batches = Captioned(latents, stock, tokens, 0.1, (1,))
    for most in (25, 50):
        task = Task(tmp_path / "teacher.pt", SMOKE, SMOKE_COURSE, 60.0, 1, Rank(), said.append, most)
        denoise.train(task, batches, tokens)
    kept = torch.load(tmp_path / "teacher.pt", weights_only=True)
    assert kept["notes"]["last"] < kept["notes"]["first"]
    assert kept["step"] == 50
    assert set(kept["models"]) == {"text", "unet", "text_ema", "unet_ema"}


def test_steps_are_those_of_the_sampler_and_half_at_pure_noise() -> None:
    import torch

    torch.manual_seed(1)
    steps = denoise.drawn_steps(4000)
    assert set(steps.tolist()) == set(denoise.VISITED)
    assert 0.5 < float((steps == 999).float().mean()) < 0.6


def test_noise_asks_for_a_layout_and_stays_normal_noise() -> None:
    import torch

    torch.manual_seed(1)
    layouts = torch.arange(8).repeat(100)
    noise = torch.randn(800, 4, 16, 16)
    turned = denoise.coupled(noise, layouts)
    assert torch.equal(denoise.asked_by(turned), layouts)
    assert torch.allclose(turned.flatten(1).norm(dim=1), noise.flatten(1).norm(dim=1), rtol=1e-4)
    assert abs(float(turned.mean())) < 0.01
    assert abs(float(turned.std()) - 1.0) < 0.01
    right = denoise.asked_by(noise) == layouts
    assert torch.allclose(turned[right], noise[right], atol=1e-5)  # what asks for it already is left alone


def test_the_patterns_are_apart() -> None:
    import torch

    flat = denoise.patterns(torch.Size((4, 8, 8))).flatten(1)
    assert torch.allclose(flat @ flat.T, torch.eye(3), atol=1e-6)


def test_synonyms_begin_alike(tmp_path: Path) -> None:
    import torch

    tokens = tokenizer(tmp_path / "t", ["boat", "dinghy", "rose"], SMOKE)
    pair = denoise.Pair(SMOKE, tokens)
    denoise.alike(pair.text, tokens, [("boat", "dinghy", "a rowing boat")])
    boat, dinghy, rose = (
        pair.text.embeddings.token_embedding.weight.detach()[
            tokens(word, add_special_tokens=False).input_ids[0]
        ]
        for word in ("boat", "dinghy", "rose")
    )
    alike, unlike = (torch.cosine_similarity(boat, other, dim=0) for other in (dinghy, rose))
    assert float(alike) > 0.9 > float(unlike)
