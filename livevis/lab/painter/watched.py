"""A UNet watched while it learns: what its levels hold of the picture, and whether they know where they are.

Enters: noisy latents, steps, words. Leaves: the UNet's answer; the latents that linear maps see where the
words are heard and at the end of the next block; how far the levels are from knowing their cells' places. The
maps are thrown away when it has learned.

Deep supervision (C.-Y. Lee et al., "Deeply-Supervised Nets", 2015): the coarse levels, where the words are
heard, learn from the picture itself and not through everything above them.

A convolution over noise knows its place only by what the picture's edge does to it (M. A. Islam et al., "How
Much Position Information Do CNNs Encode?", 2020). Unpacking needs it: nearest upsampling lays down copies,
and over an even field of them a filter answers left and right alike; only one that knows left from right can
tell them apart. So every level is asked for the sines and cosines of its cells' places, down to the parity of
rows and columns.
"""

from __future__ import annotations

from math import pi
from typing import Any

import torch

from livevis.lab.painter.size import Size


class Watched(torch.nn.Module):  # type: ignore[misc]  # torch is not looked into
    """``unet`` and its onlookers; gives (v, seen, lost): ``seen`` a list of latents, from coarse to fine;
    ``lost`` the mean squared error of the places told, one number."""

    def __init__(self, unet: Any, size: Size) -> None:
        super().__init__()
        self.unet = unet
        top, lower = len(size.unet) - 1, len(size.unet) - 2
        self.patches = [1 << top, 1 << lower]
        # Before a block's upsampling: behind it lie copies, which no linear map can tell apart.
        shown = [unet.up_blocks[0].attentions[-1], unet.up_blocks[1].resnets[-1]]
        self.looks = torch.nn.ModuleList(
            torch.nn.Conv2d(width, size.channels * patch * patch, 1)
            for width, patch in zip((size.unet[-1], size.unet[-2]), self.patches, strict=True)
        )
        placed = [unet.down_blocks[-1].resnets[-1], *(block.resnets[0] for block in unet.up_blocks)]
        widths = [size.unet[-1], *reversed(size.unet)]
        sides = [size.latent_side >> top, *(size.latent_side >> level for level in range(top, -1, -1))]
        codes = [places(side) for side in sides]
        for number, code in enumerate(codes):
            self.register_buffer(f"code{number}", code, persistent=False)
        self.guides = torch.nn.ModuleList(
            torch.nn.Conv2d(width, len(code), 1) for width, code in zip(widths, codes, strict=True)
        )
        self._seen: dict[int, Any] = {}
        for number, module in enumerate([*shown, *placed]):
            module.register_forward_hook(self._keeper(number))

    def _keeper(self, number: int) -> Any:
        def keep(_module: Any, _given: Any, made: Any) -> None:
            self._seen[number] = made[0] if isinstance(made, tuple) else made

        return keep

    def forward(self, noisy: Any, steps: Any, words: Any) -> tuple[Any, list[Any], Any]:
        """v and what is seen on the way, all (n, channels, side, side), and the places' error."""
        self._seen = {}
        v = self.unet(noisy, steps, words, return_dict=False)[0]
        made = self._seen
        seen = [
            torch.nn.functional.pixel_shuffle(look(made[number]), patch)
            for number, (look, patch) in enumerate(zip(self.looks, self.patches, strict=True))
        ]
        lost = [
            (guide(made[len(self.looks) + number]).float() - getattr(self, f"code{number}")).square().mean()
            for number, guide in enumerate(self.guides)
        ]
        self._seen = {}
        return v, seen, torch.stack(lost).mean()


def places(side: int) -> Any:
    """Where each cell is: float32 (4 x (log2(side) + 1), side, side), sines and cosines of row and column,
    from half a period over the whole side to one over two cells, whose sine is the parity."""
    octaves = side.bit_length()
    across = (torch.arange(side) + 0.5) / side * pi
    waves = [wave(across * 2**octave) for octave in range(octaves) for wave in (torch.sin, torch.cos)]
    rows = torch.stack(waves)
    return torch.cat([rows[:, :, None].expand(-1, side, side), rows[:, None, :].expand(-1, side, side)])
