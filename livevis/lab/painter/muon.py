"""Muon for what are matrices, AdamW for the rest, as one optimiser.

Enters: parameters with gradients. Leaves: moved parameters.

K. Jordan et al., "Muon: An optimizer for hidden layers in neural networks" (2024): momentum, made
orthogonal by five Newton-Schulz steps, so that every direction of a matrix learns at one pace. A convolution
is a matrix of (out, in x height x width). Scaled to AdamW's usual step as in J. Liu et al., "Muon is Scalable
for LLM Training" (2025), section 2.2. torch's own Muon takes no convolutions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import torch

from livevis.lab.painter.ranks import Rank

_NEWTON_SCHULZ = (3.4445, -4.7750, 2.0315)
_LIKE_ADAM = 0.2
_MOMENTUM = 0.95
_ALONE = Rank()


class MuonW(torch.optim.AdamW):  # type: ignore[misc]  # torch is not looked into
    """AdamW whose weights of two and more dimensions move by Muon.

    Embeddings are tables, not matrices: give their parameters in ``tables``. ``pace``: how much faster than
    the rest the matrices go; a training loop that sets ``lr`` keeps to it. ``rank``: whose siblings share the
    work, each turning some of the matrices for all.
    """

    param_groups: list[dict[str, Any]]

    def __init__(
        self,
        weights: Iterable[Any],
        tables: Iterable[Any],
        lr: float,
        pace: float = 3.3,
        rank: Rank = _ALONE,
    ) -> None:
        listed = {id(table) for table in tables}
        every = list(weights)
        matrices = [weight for weight in every if weight.ndim >= 2 and id(weight) not in listed]
        chosen = {id(weight) for weight in matrices}
        rest = [weight for weight in every if id(weight) not in chosen]
        self._rank = rank
        groups = [
            {"params": rest, "matrices": False, "pace": 1.0},
            {"params": matrices, "matrices": True, "pace": pace},
        ]
        super().__init__(groups, lr=lr, betas=(0.9, 0.99), weight_decay=0.01)

    def step(self, closure: Any = None) -> Any:
        """One step of both."""
        with torch.no_grad():
            for group in self.param_groups:
                if group["matrices"]:
                    self._turn(group)
        plain = [group for group in self.param_groups if not group["matrices"]]
        every, self.param_groups = self.param_groups, plain
        try:
            return super().step(closure)
        finally:
            self.param_groups = every

    def _turn(self, group: dict[str, Any]) -> None:
        moved = [weight for weight in group["params"] if weight.grad is not None]
        ahead = [self._ahead(weight) for weight in moved]
        mine = shared_out([matrix.shape for matrix in ahead], self._rank.count)
        turned = [
            orthogonal(matrix) if who == self._rank.index else torch.zeros_like(matrix)
            for matrix, who in zip(ahead, mine, strict=True)
        ]
        self._rank.total(turned)
        for weight, matrix in zip(moved, turned, strict=True):
            weight.mul_(1.0 - group["lr"] * group["weight_decay"])
            step = group["lr"] * _LIKE_ADAM * max(matrix.shape) ** 0.5
            weight.add_(matrix.view_as(weight), alpha=-step)

    def _ahead(self, weight: Any) -> Any:
        """The gradient's matrix with its momentum (Nesterov's)."""
        state = self.state[weight]
        if "momentum" not in state:
            state["momentum"] = torch.zeros_like(weight)
            state["step"] = torch.tensor(0.0)  # AdamW looks for it when a state is loaded
        moving = state["momentum"].lerp_(weight.grad, 1.0 - _MOMENTUM)
        return weight.grad.lerp(moving, _MOMENTUM).flatten(1)


def shared_out(shapes: Sequence[Sequence[int]], count: int) -> list[int]:
    """Who of ``count`` turns which matrix: the dearest first, each to whom has least to do."""
    owed = [min(shape) ** 2 * max(shape) for shape in shapes]
    load, whose = [0] * count, [0] * len(shapes)
    for number in sorted(range(len(shapes)), key=lambda one: -owed[one]):
        whose[number] = load.index(min(load))
        load[whose[number]] += owed[number]
    return whose


def orthogonal(matrix: Any, rounds: int = 5) -> Any:
    """The nearest semi-orthogonal matrix, roughly (singular values 0.7 to 1.2): float32, same shape."""
    a, b, c = _NEWTON_SCHULZ
    tall = matrix.shape[0] > matrix.shape[1]
    made = (matrix.T if tall else matrix).bfloat16()
    made = made / (made.norm() + 1e-7)
    for _ in range(rounds):
        square = made @ made.T
        made = a * made + (b * square + c * square @ square) @ made
    return (made.T if tall else made).float()
