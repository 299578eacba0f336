"""Imagining before painting."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from livevis.lab.painter import imagine
from livevis.lab.painter.captioned import Captioned
from livevis.lab.painter.loop import Task
from livevis.lab.painter.parts import text_encoder, tokenizer
from livevis.lab.painter.ranks import Rank
from livevis.lab.painter.size import SMOKE, SMOKE_COURSE

from .thumbnail import thumbnails


def test_every_patch_comes_from_its_own_token() -> None:
    import torch

    head = torch.nn.Linear(2, SMOKE.patch**2 * SMOKE.channels, bias=False)
    cells = SMOKE.latent_side // SMOKE.patch
    for token in range(cells**2):
        states = torch.zeros(1, SMOKE.tokens, 2)
        states[0, SMOKE.tokens - cells**2 + token] = 1.0
        seen = imagine.sketch(states, head, SMOKE)[0].abs().sum(0) > 0
        assert seen.shape == (SMOKE.latent_side, SMOKE.latent_side)
        rows, columns = np.nonzero(seen.numpy())
        top, left = token // cells * SMOKE.patch, token % cells * SMOKE.patch
        assert (rows.min(), columns.min()) == (top, left)
        assert (rows.max(), columns.max()) == (top + SMOKE.patch - 1, left + SMOKE.patch - 1)


def test_it_learns_and_goes_on(tmp_path: Path) -> None:
    import torch

    stock, said = thumbnails(tmp_path), []
    tokens = tokenizer(tmp_path / "t", stock.vocabulary.words(), SMOKE)
    latents = np.random.default_rng(1).standard_normal((4, 4, 8, 8)).astype(np.float16)
    packed = latents, np.zeros((4, 8, 8), np.uint8)
    batches = Captioned(packed, stock, tokens, (1,))
    for most in (10, 40):
        task = Task(tmp_path / "i.pt", SMOKE, SMOKE_COURSE, 3600.0, 1, Rank(), said.append, most)
        imagine.train(task, batches, tokens)
    kept = torch.load(tmp_path / "i.pt", weights_only=True)
    assert kept["step"] == 40
    assert kept["notes"]["last"] < 0.9 * kept["notes"]["first"]


def test_synonyms_begin_alike(tmp_path: Path) -> None:
    import torch

    tokens = tokenizer(tmp_path / "t", ["boat", "dinghy", "rose"], SMOKE)
    text = text_encoder(SMOKE, tokens)
    imagine.alike(text, tokens, [("boat", "dinghy", "a rowing boat")])
    boat, dinghy, rose = (
        text.embeddings.token_embedding.weight.detach()[tokens(word, add_special_tokens=False).input_ids[0]]
        for word in ("boat", "dinghy", "rose")
    )
    alike, unlike = (torch.cosine_similarity(boat, other, dim=0) for other in (dinghy, rose))
    assert float(alike) > 0.9 > float(unlike)
