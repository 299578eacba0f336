"""A UNet watched while it learns: every level of its way up must show the picture, as far as it can.

Enters: noisy latents, steps, words. Leaves: the UNet's answer, and the latents that linear maps see at its
middle and at the end of each up block. The maps are thrown away when it has learned.

Deep supervision (C.-Y. Lee et al., "Deeply-Supervised Nets", 2015): the coarse levels, where the words are
heard, learn from the picture itself and not through everything above them.
"""

from __future__ import annotations

from typing import Any

import torch

from livevis.lab.painter.size import Size


class Watched(torch.nn.Module):  # type: ignore[misc]  # torch is not looked into
    """``unet`` and its onlookers; gives (v, seen), seen a list of latents, from coarse to fine."""

    def __init__(self, unet: Any, size: Size) -> None:
        super().__init__()
        self.unet = unet
        self.channels = size.channels
        # Before a block's upsampling: behind it lie copies, which no linear map can tell apart.
        levels = [unet.mid_block, *map(_last, unet.up_blocks[:-1])]
        widths = [size.unet[-1], *reversed(size.unet[1:])]
        smallest = size.latent_side >> (len(size.unet) - 1)
        sides = [smallest, *(smallest << level for level in range(len(levels) - 1))]
        self.patches = [size.latent_side // side for side in sides]
        self.looks = torch.nn.ModuleList(
            torch.nn.Conv2d(width, size.channels * patch * patch, 1)
            for width, patch in zip(widths, self.patches, strict=True)
        )
        self._seen: list[Any] = []
        for level in levels:
            level.register_forward_hook(self._look)

    def _look(self, _module: Any, _given: Any, made: Any) -> None:
        self._seen.append(made[0] if isinstance(made, tuple) else made)

    def forward(self, noisy: Any, steps: Any, words: Any) -> tuple[Any, list[Any]]:
        """v and what is seen on the way, all (n, channels, side, side)."""
        self._seen = []
        v = self.unet(noisy, steps, words, return_dict=False)[0]
        seen = [
            torch.nn.functional.pixel_shuffle(look(made), patch)
            for look, made, patch in zip(self.looks, self._seen, self.patches, strict=True)
        ]
        self._seen = []
        return v, seen


def _last(block: Any) -> Any:
    """What an up block does last before it upsamples."""
    attentions = getattr(block, "attentions", None)
    return attentions[-1] if attentions else block.resnets[-1]
