"""Batches of latents and fresh captions."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from livevis.lab.painter.captioned import FOCUS, Captioned, Telling
from livevis.lab.painter.parts import tokenizer
from livevis.lab.painter.size import SMOKE

from .thumbnail import thumbnails


def test_latents_come_with_their_words(tmp_path: Path) -> None:
    import torch

    stock = thumbnails(tmp_path)
    tokens = tokenizer(tmp_path / "t", stock.vocabulary.words(), SMOKE)
    latents = np.arange(4 * 4 * 64, dtype=np.float16).reshape(4, 4, 8, 8)
    masks = np.zeros((4, 8, 8), np.uint8)
    masks[2, 3:5, 3:5] = 255
    batches = Captioned((latents, masks), Telling(stock, tokens, (1, 2)))
    some, ids, weights = batches.batch(64)
    assert some.shape == (64, 4, 8, 8)
    assert ids.shape == (64, SMOKE.tokens)
    assert len(set(map(tuple, ids.tolist()))) > 8  # the same few scenes, told anew each time
    again = Captioned((latents, masks), Telling(stock, tokens, (1, 2))).batch(64)
    assert bool((again.latents == some).all())
    assert weights.shape == (64, 1, 8, 8)
    assert abs(float(weights.mean()) - 1.0) < 1e-5
    third = some[:, 0, 0, 0] == latents[2, 0, 0, 0]  # whose subject is looked at more closely
    subject, around = weights[third, 0, 3, 3], weights[third, 0, 0, 0]
    assert len(subject)
    assert torch.allclose(subject, around * (1.0 + FOCUS))
