"""The judge's network: a small residual classifier with three answers.

Enters: pictures, float32 (n, 3, side, side) in -1..1. Leaves: logits for subjects (each by itself),
places and looks (one of each). Loads torch, and is itself imported only where a judge is trained or asked.

K. He et al., "Deep Residual Learning for Image Recognition" (2016), in miniature; where a subject stands
does not matter, so its features are both averaged and maximised over the picture.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from livevis.lab.judge.answers import Answers

WIDTHS = (16, 40, 80, 112)
"""Channels at a half, a quarter, an eighth and a sixteenth of the side."""


def _layer(into: int, out: int, stride: int = 1) -> list[Any]:
    return [nn.Conv2d(into, out, 3, stride, 1, bias=False), nn.BatchNorm2d(out)]


class Residual(nn.Module):  # type: ignore[misc]
    """Two convolutions whose result is added to what went in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(*_layer(width, width), nn.ReLU(inplace=True), *_layer(width, width))
        self.end = nn.ReLU(inplace=True)

    def forward(self, picture: Any) -> Any:
        return self.end(picture + self.body(picture))


class JudgeNet(nn.Module):  # type: ignore[misc]
    """See the door-plate. ``widths``: channels of the four levels; the last two have a residual block."""

    def __init__(self, answers: Answers, widths: tuple[int, ...] = WIDTHS) -> None:
        super().__init__()
        self.widths = tuple(widths)
        layers: list[Any] = []
        into = 3
        for level, width in enumerate(widths):
            layers += [*_layer(into, width, 2), nn.ReLU(inplace=True)]
            if level >= 2:
                layers.append(Residual(width))
            into = width
        self.body = nn.Sequential(*layers)
        self.subjects = nn.Linear(2 * into, len(answers.subjects))
        self.places = nn.Linear(2 * into, len(answers.places))
        self.looks = nn.Linear(2 * into, len(answers.looks))

    def forward(self, pictures: Any) -> tuple[Any, Any, Any]:
        seen = self.body(pictures)
        told = torch.cat([seen.mean((2, 3)), seen.amax((2, 3))], 1)
        return self.subjects(told), self.places(told), self.looks(told)


def prepared(packed: Any) -> Any:
    """uint8 (n, side, side, 3) pictures, NumPy's, as the network takes them."""
    pictures = torch.from_numpy(packed).permute(0, 3, 1, 2).float()
    return pictures.div_(127.5).sub_(1.0).contiguous(memory_format=torch.channels_last)
