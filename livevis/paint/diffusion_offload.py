"""Where the weights live while they paint: all on the device, or fetched piece by piece.

Enters: a pipeline on the processor, a device, free memory. Leaves: the pipeline placed, and which
rung of the ladder it stands on and why. The painter's thread. Each policy is one entry of `LADDER`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from livevis.paint.diffusion_folder import FolderPlan
from livevis.paint.diffusion_wish import OFFLOADS

_ROOM = 1.25
"""Weights are not all: activations of a 512x512 picture, workspaces and fragmentation."""
_PAINTING_BYTES = 900 * 2**20


@dataclass(frozen=True)
class Offload:
    """A way to keep the weights.

    ``needs``: bytes of device memory it takes for a folder. ``place`` puts a pipeline there.
    """

    name: str
    needs_cuda: bool
    needs: Callable[[FolderPlan], float]
    place: Callable[[Any, Any], None]


@dataclass(frozen=True)
class Placement:
    """The rung chosen, and why where it is not the one asked for."""

    offload: Offload
    note: str = ""


def _whole(pipeline: Any, device: Any) -> None:
    import torch

    pipeline.to(device)
    pipeline.unet.to(memory_format=torch.channels_last)
    pipeline.vae.to(memory_format=torch.channels_last)


def _by_model(pipeline: Any, device: Any) -> None:
    pipeline.enable_model_cpu_offload(device=device)


def _by_layer(pipeline: Any, device: Any) -> None:
    streams = {"use_stream": True} if device.type == "cuda" else {}
    pipeline.enable_group_offload(onload_device=device, offload_type="leaf_level", **streams)


def _by_weight(pipeline: Any, device: Any) -> None:
    pipeline.enable_sequential_cpu_offload(device=device)


LADDER: dict[str, Offload] = {
    "none": Offload("none", False, lambda plan: plan.weight_bytes * _ROOM + _PAINTING_BYTES, _whole),
    "model": Offload("model", True, lambda plan: plan.largest_bytes * _ROOM + _PAINTING_BYTES, _by_model),
    "group": Offload("group", False, lambda plan: plan.largest_bytes * 0.1 + _PAINTING_BYTES, _by_layer),
    "sequential": Offload("sequential", True, lambda _: _PAINTING_BYTES, _by_weight),
}
"""Fastest first. Group offload
moves the next layer while the last one computes; sequential does
not, and is the slowest by far (diffusers, "Reduce memory usage")."""


def choose(wanted: str, plan: FolderPlan, device: Any, free_bytes: float) -> Placement:
    """The rung to stand on: the one ``wanted`` if this device can do it; for "auto" the first that fits."""
    cuda = device.type == "cuda"
    if wanted != "auto":
        asked = LADDER[wanted]
        if asked.needs_cuda and not cuda:
            return Placement(
                LADDER["none"], f"{wanted} offload needs a CUDA GPU; the weights stay in main memory instead"
            )
        return Placement(asked)
    rungs = [LADDER[name] for name in OFFLOADS if cuda or not LADDER[name].needs_cuda]
    if not cuda:
        return Placement(rungs[0])  # offload frees device memory for main memory, which is all there is here
    fitting = next((rung for rung in rungs if rung.needs(plan) <= free_bytes), rungs[-1])
    if fitting is rungs[0]:
        return Placement(fitting)
    note = f"{fitting.name} offload: {free_bytes / 2**30:.1f} GiB of GPU memory are free"
    return Placement(fitting, f"{note}, {rungs[0].needs(plan) / 2**30:.1f} GiB would hold everything")


def below(offload: Offload, device: Any) -> Offload | None:
    """The next thriftier rung this device can do, or None."""
    names = OFFLOADS[OFFLOADS.index(offload.name) + 1 :]
    rungs = (LADDER[name] for name in names)
    return next((rung for rung in rungs if device.type == "cuda" or not rung.needs_cuda), None)


def free_memory(device: Any) -> float:
    """Free bytes of device memory; of a processor, infinite: its ladder has no need of it."""
    import torch

    if device.type != "cuda":
        return float("inf")
    free, _ = torch.cuda.mem_get_info(device)
    return float(free)
