"""Batches of latents and fresh captions."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from livevis.lab.painter.captioned import Captioned
from livevis.lab.painter.parts import tokenizer
from livevis.lab.painter.size import SMOKE

from .thumbnail import thumbnails


def test_latents_come_with_their_words(tmp_path: Path) -> None:
    stock = thumbnails(tmp_path)
    tokens = tokenizer(tmp_path / "t", stock.vocabulary.words(), SMOKE)
    latents = np.arange(4 * 4 * 64, dtype=np.float16).reshape(4, 4, 8, 8)
    batches = Captioned(latents, stock, tokens, 0.5, (1, 2))
    some, ids, layouts = batches.batch(64)
    assert some.shape == (64, 4, 8, 8)
    assert ids.shape == (64, SMOKE.tokens)
    assert set(layouts.tolist()) <= set(range(4))
    empty = int((ids == batches.ids([""])).all(1).sum())
    assert 16 <= empty <= 48
    same, _, _ = Captioned(latents, stock, tokens, 0.5, (1, 2)).batch(64)
    assert bool((same == some).all())
