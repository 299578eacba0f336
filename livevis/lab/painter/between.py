"""On the way between two prompts: what lies there is a little of both.

Enters: hidden states of captions. Leaves: the same, some of them on the way to a neighbour's.

A wall that travels from one prompt to the next asks the painter for words that no caption has. Taught nothing
about them it decides: one picture up to somewhere, then the other at once. So some pictures of a batch are
learned from words that lie a random part of the way, along the very great circle that is travelled on stage
(`livevis.paint.walk`), towards another's; the further away, the rarer. Both of a pair are learned at every
place of the way, each as often as it is near, and what least squares makes of that is their mean, which moves
evenly (mixup: H. Zhang et al., "mixup: Beyond Empirical Risk Minimization", 2018, here of the condition).
"""

from __future__ import annotations

from typing import Any

SHARE = 0.09
"""Of a batch's pictures, those learned from words on the way."""


def wander(words: Any, share: float = SHARE) -> Any:
    """``words`` (n, tokens, width) with the first ``share`` of them on the way to the last ones."""
    import torch

    count = min(round(share * len(words)), len(words) // 2)
    if not count:
        return words
    place = 1.0 - torch.rand(count, 1, 1).sqrt()  # nearer places more often: density 2 (1 - place)
    moved = great_circle(words[:count].float(), words[-count:].float(), place)
    return torch.cat([moved.to(words.dtype), words[count:]])


def great_circle(start: Any, end: Any, place: Any) -> Any:
    """`livevis.paint.walk.slerp` for tensors: each last-axis vector by itself, ``place`` (0..1) for each."""
    import torch

    lengths = [side.norm(dim=-1, keepdim=True).clamp_min(1e-12) for side in (start, end)]
    one, other = start / lengths[0], end / lengths[1]
    cosine = (one * other).sum(-1, keepdim=True)
    angle = torch.arccos(cosine.clamp(-1.0, 1.0))
    turned = (torch.sin((1.0 - place) * angle) * one + torch.sin(place * angle) * other) / torch.sin(angle)
    arc = turned * torch.lerp(lengths[0], lengths[1], place)
    return torch.where(cosine.abs() < 1.0 - 1e-6, arc, torch.lerp(start, end, place))
