"""Training the autoencoder: scenes to 4 x 32 x 32 numbers and back.

Enters: packed scenes. Leaves: a kept autoencoder whose latents have a spread of about one.

Learned from square pieces, for a convolution sees no more than its neighbourhood. Loss: mean absolute and
squared error of pixels, of a fourfold smaller picture (colours), and, once colours are known, of differences
of neighbours (edges); the decoder learns from slightly noisy latents, for that is what a painter of few steps
hands it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.lab.painter.keep import Kept, follow
from livevis.lab.painter.loop import Task, loop
from livevis.lab.painter.parts import autoencoder
from livevis.lab.painter.size import Course

NOISE = 0.08
"""Of the latents handed to the decoder, in their own spread."""
DECAY = 0.998


def train(task: Task, scenes: NDArray[np.uint8]) -> None:
    """Learn for ``task.seconds`` in all, or go on where the kept file left off."""
    import torch

    torch.manual_seed(task.seed)
    model, shadow = autoencoder(task.size).train(), autoencoder(task.size)
    shadow.load_state_dict(model.state_dict())
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=task.course.crop_rate, betas=(0.9, 0.99), weight_decay=0.0
    )
    state = Kept(task.kept, {"model": model, "ema": shadow}, optimiser)
    state.resume()
    rng = np.random.default_rng((task.seed, task.rank.index, state.step))
    loop(task, state, _Pieces(model, shadow, lambda: pieces(scenes, task.course, rng)))


def encoder(model: Any) -> Callable[[NDArray[np.uint8]], NDArray[np.float16]]:
    """A function from uint8 (n, side, side, 3) to latents float16 (n, channels, side / 8, side / 8)."""
    import torch

    def encode(pixels: NDArray[np.uint8]) -> NDArray[np.float16]:
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            latents = torch.cat([model.encode(some).latents for some in _tensor(pixels).split(4)])
        made: NDArray[np.float16] = latents.half().numpy()
        return made

    return encode


def pieces(scenes: NDArray[np.uint8], course: Course, rng: np.random.Generator) -> Any:
    """A batch of square pieces, float32 (batch, 3, crop, crop) in -1..1; half of them mirrored."""
    side, crop = scenes.shape[1], course.crop
    some = np.empty((course.crop_batch, crop, crop, 3), np.uint8)
    for piece in some:
        scene = scenes[rng.integers(len(scenes))]
        top, left = rng.integers(0, (side - crop) // 8 + 1, 2) * 8
        piece[:] = scene[top : top + crop, left : left + crop]
        if rng.random() < 0.5:
            piece[:] = piece[:, ::-1].copy()
    return _tensor(some)


class _Pieces:
    """The lesson: give back what was shown."""

    def __init__(self, model: Any, shadow: Any, batch: Callable[[], Any]) -> None:
        self.weights = list(model.parameters())
        self._model, self._shadow, self._batch = model, shadow, batch

    def loss(self, share: float) -> Any:
        import torch
        from torch.nn.functional import avg_pool2d

        shown = self._batch()
        with torch.autocast("cpu", torch.bfloat16):
            latents = self._model.encode(shown).latents
            back = self._model.decode(latents + NOISE * torch.randn_like(latents)).sample
        error, latents = back.float() - shown, latents.float()
        across = (error[..., 1:] - error[..., :-1]).abs().mean()
        across = across + (error[..., 1:, :] - error[..., :-1, :]).abs().mean()
        colours = avg_pool2d(error, 4).abs().mean()
        spread = latents.mean((0, 2, 3)).square().mean() + (latents.std((0, 2, 3)) - 1.0).square().mean()
        pixels = error.abs().mean() + error.square().mean()
        return pixels + min(0.5, 2.0 * share) * across + colours + 0.05 * spread

    def after(self, step: int) -> None:
        follow(self._shadow, self._model, min(DECAY, step / (step + 10)))


def _tensor(pixels: NDArray[np.uint8]) -> Any:
    import torch

    floats = torch.from_numpy(np.ascontiguousarray(pixels)).permute(0, 3, 1, 2).float() / 127.5 - 1.0
    return floats.contiguous(memory_format=torch.channels_last)
