"""Scenes and latents beside captions written anew each time.

Enters: a stock, a tokenizer, packed latents. Leaves: scenes, token ids, tensors.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from livevis.lab.painter.packed import Packed, Stock
from livevis.lab.pocket.captions import caption
from livevis.lab.pocket.plan import Scene
from livevis.lab.pocket.vocabulary import Vocabulary

FOCUS = 8.0
"""What a cell that a subject fills weighs more than one of its surroundings, which it has ten times of."""
_ENDLESS = 10_000_000


class Batch(NamedTuple):
    """``latents`` float32 (count, channels, side, side), token ``ids`` int64 (count, tokens), ``weights``
    of the cells float32 (count, 1, side, side), 1 on the mean."""

    latents: Any
    ids: Any
    weights: Any


class Telling:
    """Draws scenes of ``stock`` at random and tells them in ``tokens``; all else comes from ``seed``."""

    def __init__(self, stock: Stock, tokens: Any, seed: tuple[int, ...]) -> None:
        self._stock = stock
        self._tokens = tokens
        self.rng = np.random.default_rng(seed)

    @property
    def vocabulary(self) -> Vocabulary:
        """What the scenes are made of."""
        return self._stock.vocabulary

    @property
    def synonyms(self) -> list[tuple[str, ...]]:
        """Groups of words that show the same thing."""
        known = self.vocabulary
        named = (*known.places, *known.hours, *known.weathers, *known.looks)
        things = [(*subject.words, *subject.plurals) for subject in known.subjects]
        return [*things, *known.tint_words.values(), *(one.words for one in named)]

    def scenes(self, count: int) -> tuple[list[Scene], Any]:
        """``count`` scenes out of all there are, and their captions' ids."""
        scenes = [self._stock.scene(int(index)) for index in self.rng.integers(0, _ENDLESS, count)]
        return scenes, self._ids(scenes)

    def ids(self, numbers: Any) -> Any:
        """Token ids int64 (count, tokens) of captions for the scenes of ``numbers``, others each time."""
        return self._ids([self._stock.scene(int(number)) for number in numbers])

    def _ids(self, scenes: list[Scene]) -> Any:
        """Padded and cut as the pipeline does."""
        texts = [caption(scene, self.vocabulary, self.rng) for scene in scenes]
        return self._tokens(texts, padding="max_length", truncation=True, return_tensors="pt").input_ids


class Captioned:
    """Draws batches at random from ``packed`` latents and where their subjects are."""

    def __init__(self, packed: Packed, telling: Telling) -> None:
        self._latents, self._masks = packed
        self._telling = telling

    def batch(self, count: int) -> Batch:
        """``count`` scenes at random, each captioned anew."""
        import torch

        chosen = self._telling.rng.integers(0, len(self._latents), count)
        latents = torch.from_numpy(self._latents[chosen].astype(np.float32))
        masks = torch.from_numpy(self._masks[chosen].astype(np.float32))
        weights = 1.0 + FOCUS / 255.0 * masks[:, None]
        latents = latents.contiguous(memory_format=torch.channels_last)
        return Batch(latents, self._telling.ids(chosen), weights / weights.mean())
