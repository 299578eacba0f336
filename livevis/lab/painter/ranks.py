"""Several processes that train one model: each on its own core, their gradients averaged.

Enters: a function of (rank, ranks). Leaves: nothing; its first process is the one that reports and keeps.
One torch thread a process: two torch threads on a core that something else holds wait for each other.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Rank:
    """This process among its siblings; the ``first`` keeps and tells."""

    index: int = 0
    count: int = 1

    @property
    def first(self) -> bool:
        """True for the one that writes files and talks."""
        return self.index == 0

    def average(self, weights: Any) -> None:
        """The mean over all ranks of the gradients of ``weights`` (parameters), in place."""
        grads = [weight.grad for weight in weights if weight.grad is not None]
        self.total(grads, 1.0 / self.count)

    def total(self, parts: list[Any], scale: float = 1.0) -> None:
        """The sum over all ranks of each of ``parts`` (tensors), times ``scale``, in place; one message."""
        if self.count == 1:
            return
        import torch
        import torch.distributed as ranks

        flat = torch.cat([part.reshape(-1) for part in parts])
        ranks.all_reduce(flat)
        flat *= scale
        start = 0
        for part in parts:
            part.copy_(flat[start : start + part.numel()].view_as(part))
            start += part.numel()

    def same_start(self, weights: Any) -> None:
        """The first rank's ``weights`` (parameters), on every rank."""
        if self.count == 1:
            return
        import torch.distributed as ranks

        for weight in weights:
            ranks.broadcast(weight.data, 0)

    def agree(self, value: float) -> float:
        """The first rank's ``value``, on every rank: when time is up it is up for all."""
        if self.count == 1:
            return value
        import torch
        import torch.distributed as ranks

        said = torch.tensor([value], dtype=torch.float64)
        ranks.broadcast(said, 0)
        return float(said)

    def wait(self) -> None:
        """Until every rank is here."""
        self.agree(0.0)


Work = Callable[[Rank, Any], None]
"""Top-level function of a module (it is spawned): (rank, argument)."""


def run(work: Work, argument: Any, count: int) -> None:
    """``work(rank, argument)`` in ``count`` processes, or here if one is enough.

    Raises:
        RuntimeError: one of them failed.
    """
    if count == 1:
        _calm()
        work(Rank(), argument)
        return
    import torch.multiprocessing as processes

    with tempfile.TemporaryDirectory(prefix="livevis-ranks-") as folder:
        meeting = str(Path(folder) / "meeting")
        for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
            os.environ[name] = "1"
        processes.spawn(_rank, (count, meeting, work, argument), nprocs=count)


def _rank(index: int, count: int, meeting: str, work: Work, argument: Any) -> None:
    import torch.distributed as ranks

    _calm()
    ranks.init_process_group("gloo", init_method=f"file://{meeting}", rank=index, world_size=count)
    try:
        work(Rank(index, count), argument)
    finally:
        ranks.destroy_process_group()


def _calm() -> None:
    import torch

    torch.set_num_threads(1)
