"""Batches for the UNet: latents of scenes, beside captions written anew each time.

Enters: packed latents, their stock, a tokenizer. Leaves: tensors.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.lab.painter.packed import Stock
from livevis.lab.pocket.captions import caption


class Captioned:
    """Draws batches at random. ``unworded``: share of pictures shown without their caption, so that
    guidance has something to compare with (J. Ho, T. Salimans, "Classifier-Free Diffusion Guidance", 2022).
    """

    def __init__(
        self, latents: NDArray[np.float16], stock: Stock, tokens: Any, unworded: float, seed: tuple[int, ...]
    ) -> None:
        self._latents = latents
        self._stock = stock
        self._tokens = tokens
        self._unworded = unworded
        self._rng = np.random.default_rng(seed)

    @property
    def synonyms(self) -> list[tuple[str, ...]]:
        """Groups of words that show the same thing."""
        known = self._stock.vocabulary
        named = (*known.places, *known.hours, *known.weathers, *known.looks)
        things = [(*subject.words, *subject.plurals) for subject in known.subjects]
        return [*things, *known.tint_words.values(), *(one.words for one in named)]

    def batch(self, count: int) -> tuple[Any, Any, Any]:
        """(latents float32 (count, channels, side, side), token ids int64 (count, tokens), layouts int64)."""
        import torch

        chosen = self._rng.integers(0, len(self._latents), count)
        latents = torch.from_numpy(self._latents[chosen].astype(np.float32))
        texts = [self._text(int(index)) for index in chosen]
        layouts = torch.tensor([self._stock.layout(int(index)) for index in chosen])
        return latents.contiguous(memory_format=torch.channels_last), self.ids(texts), layouts

    def ids(self, texts: list[str]) -> Any:
        """Token ids int64 (texts, tokens), padded and cut as the pipeline does."""
        said = self._tokens(texts, padding="max_length", truncation=True, return_tensors="pt")
        return said.input_ids

    def _text(self, index: int) -> str:
        if self._rng.random() < self._unworded:
            return ""
        return caption(self._stock.scene(index), self._stock.vocabulary, self._rng)
