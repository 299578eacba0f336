"""Batches for the UNet: latents of scenes, beside captions written anew each time.

Enters: packed latents, their stock, a tokenizer. Leaves: tensors.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from livevis.lab.painter.packed import Packed, Stock
from livevis.lab.pocket.captions import caption
from livevis.lab.pocket.plan import Scene
from livevis.lab.pocket.vocabulary import Vocabulary

FOCUS = 4.0
"""What a cell that a subject fills weighs more than one of its surroundings, which it has ten times of."""


class Batch(NamedTuple):
    """``latents`` float32 (count, channels, side, side), token ``ids`` int64 (count, tokens), ``weights``
    of the cells float32 (count, 1, side, side), 1 on the mean."""

    latents: Any
    ids: Any
    weights: Any


class Captioned:
    """Draws batches at random from ``packed`` latents and their subjects' masks."""

    def __init__(self, packed: Packed, stock: Stock, tokens: Any, seed: tuple[int, ...]) -> None:
        self._latents, self._masks = packed
        self._stock = stock
        self._tokens = tokens
        self._rng = np.random.default_rng(seed)

    @property
    def synonyms(self) -> list[tuple[str, ...]]:
        """Groups of words that show the same thing."""
        known = self._stock.vocabulary
        named = (*known.places, *known.hours, *known.weathers, *known.looks)
        things = [(*subject.words, *subject.plurals) for subject in known.subjects]
        return [*things, *known.tint_words.values(), *(one.words for one in named)]

    def batch(self, count: int) -> Batch:
        """``count`` scenes at random, each captioned anew."""
        import torch

        chosen = self._rng.integers(0, len(self._latents), count)
        latents = torch.from_numpy(self._latents[chosen].astype(np.float32))
        texts = [self._text(int(index)) for index in chosen]
        weights = 1.0 + FOCUS / 255.0 * torch.from_numpy(self._masks[chosen]).float()[:, None]
        latents = latents.contiguous(memory_format=torch.channels_last)
        return Batch(latents, self.ids(texts), weights / weights.mean())

    def ids(self, texts: list[str]) -> Any:
        """Token ids int64 (texts, tokens), padded and cut as the pipeline does."""
        said = self._tokens(texts, padding="max_length", truncation=True, return_tensors="pt")
        return said.input_ids

    @property
    def vocabulary(self) -> Vocabulary:
        """What the scenes are made of."""
        return self._stock.vocabulary

    @property
    def end(self) -> int:
        """The id of the token that ends a text."""
        return int(self._tokens.eos_token_id)

    def told(self, scene: Scene) -> str:
        """A caption of ``scene``, another one each time."""
        return caption(scene, self._stock.vocabulary, self._rng)

    def _text(self, index: int) -> str:
        return self.told(self._stock.scene(index))
