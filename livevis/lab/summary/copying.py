"""Fresh weights that already know how to copy: the start that lets a small T5 learn to in minutes.

Enters: a T5 with random weights, a seed. Leaves: the same, some of its matrices set. torch is imported when
first called; any thread.

An induction circuit (Olsson et al. 2022, "In-context Learning and Induction Heads", arXiv 2209.11895):
reading heads tell each piece which two stood before it; the writing heads look for the place whose two
pieces before are the ones just written, and bring the piece found there. Put in at the start, in the
spirit of mimetic initialisation (Trockman and Kolter 2023, arXiv 2305.09828); all of it is trained on
from there. On the first trials here the loss was 2.9 after a hundred steps with it, 5.5 after two hundred
without.
"""

from __future__ import annotations

from typing import Any

_NEAR = 5.0
_MATCH = 0.5
_TOLD = 1.5
_BROUGHT = 2.0
_QUIET = 0.3


def teach_copying(model: Any, seed: int) -> None:
    """Sets the circuit into ``model`` (`T5ForConditionalGeneration`), in place; the same for one seed."""
    import torch

    config = model.config
    width, size = config.d_model, config.d_kv
    turned, _ = torch.linalg.qr(torch.randn(width, width, generator=torch.Generator().manual_seed(seed)))
    own, told, told_too, written = turned[: 4 * size].split(size)
    half = size // 2
    with torch.no_grad():
        for stack in (model.encoder, model.decoder):
            for block in stack.block:
                _quieten(block)
        _looks_back(model.encoder.block[0], 0, (1, own, told))
        _looks_back(model.encoder.block[0], 1, (2, own, told_too))
        _looks_back(model.decoder.block[0], 0, (1, own, written))
        across = model.decoder.block[-1].layer[1].EncDecAttention
        for head in range(config.num_heads):
            at, then = (
                slice(head * size, head * size + half),
                slice(head * size + half, head * size + 2 * half),
            )
            across.q.weight[at] += _MATCH * own[:half]
            across.k.weight[at] += _MATCH * told[:half]
            across.q.weight[then] += _MATCH * written[:half]
            across.k.weight[then] += _MATCH * told_too[:half]
        across.v.weight.copy_(torch.eye(width)[: config.num_heads * size])
        across.o.weight.copy_(_BROUGHT * torch.eye(width)[:, : config.num_heads * size])


def _looks_back(block: Any, head: int, told: tuple[int, Any, Any]) -> None:
    """``head`` looks ``told[0]`` places back and brings what space ``told[1]`` has there into ``told[2]``."""
    back, source, target = told
    attention = block.layer[0].SelfAttention
    rows = slice(head * len(source), (head + 1) * len(source))
    attention.relative_attention_bias.weight[back, head] = _NEAR
    attention.v.weight[rows] = source
    attention.o.weight[:, rows] = _TOLD * target.T


def _quieten(block: Any) -> None:
    """What random layers add is noise at first: less of it."""
    for name, weight in block.named_parameters():
        if name.endswith(("o.weight", "wo.weight")):
            weight *= _QUIET
