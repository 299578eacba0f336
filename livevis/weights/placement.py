"""Who may use how much of the machine: one thread budget for everybody, memory, offload.

Enters: the machine. Leaves: numbers, and environment variables set before heavy libraries load.
Any thread; `apply_environment` belongs at the very start of the process.

Why one budget: OpenMP pools fight. On two cores a busy neighbour made a 2-thread forward pass fifty
times slower than a 1-thread one, because waiting threads spin. So nobody gets more threads than
there are cores, all of them together neither, and waiting is passive.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path

HEAVY = ("torch", "ctranslate2", "onnxruntime", "huggingface_hub", "transformers", "diffusers")
"""Libraries that read the environment once, while they are imported."""

_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DIFFUSERS_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}
_PASSIVE = {
    "OMP_WAIT_POLICY": "PASSIVE",
    "KMP_BLOCKTIME": "0",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}
HEADROOM = 1.25
"""Activations and the allocator's slack on top of the weights."""


@dataclass(frozen=True)
class ThreadBudget:
    """Threads per role. ``words`` (CTranslate2 or pocketsphinx) and ``torch`` (T5 and painter share one
    pool) work at the same time; ``onnx`` (voice activity) runs while the words thread waits for it, and
    ``blas`` inside whoever calls NumPy, so both stay at one. ``words + torch <= cores``, except on a
    single core, where each still needs its one."""

    cores: int
    words: int
    torch: int
    onnx: int = 1
    blas: int = 1

    @classmethod
    def for_machine(cls, cores: int | None = None) -> ThreadBudget:
        """Shares out ``cores`` (default: those this process may use). From four cores on, one is left to
        the wall and the film."""
        have = max(1, cores if cores is not None else usable_cores())
        shared = have - 1 if have >= 4 else have
        words = min(4, max(1, shared // 3))
        return cls(cores=have, words=words, torch=max(1, shared - words))

    def capped(self, threads: int | None) -> ThreadBudget:
        """The same with the painter's share set by the rig, as far as one core is left for the words."""
        if threads is None:
            return self
        torch = max(1, min(threads, self.cores - 1))
        words = max(1, min(self.words, self.cores - torch))
        return ThreadBudget(self.cores, words, torch, self.onnx, self.blas)

    def environment(self) -> dict[str, str]:
        """The variables the libraries read."""
        return {
            "OMP_NUM_THREADS": str(self.torch),
            "MKL_NUM_THREADS": str(self.torch),
            "OPENBLAS_NUM_THREADS": str(self.blas),
            "VECLIB_MAXIMUM_THREADS": str(self.blas),
            "NUMEXPR_MAX_THREADS": str(self.blas),
        }


def usable_cores() -> int:
    """Cores this process may use: its affinity, cut by a container's CPU quota."""
    if hasattr(os, "sched_getaffinity"):
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    quota = _cgroup_quota(Path("/sys/fs/cgroup/cpu.max"))
    return max(1, min(cores, math.ceil(quota)) if quota else cores)


def _cgroup_quota(path: Path) -> float | None:
    """Cores granted by cgroup v2 (``cpu.max`` holds "quota period"), None without a limit."""
    try:
        quota, period = path.read_text(encoding="ascii").split()[:2]
        return int(quota) / int(period)
    except (OSError, ValueError, ZeroDivisionError):
        return None


def apply_environment(
    budget: ThreadBudget, environ: MutableMapping[str, str] | None = None, *, offline: bool = True
) -> dict[str, str]:
    """Set what libraries read while they load; returns what was changed.

    What the user has set stays, with two exceptions: thread counts above the cores are cut to the
    budget, and on the show path (``offline``) the offline flags are forced, for nothing may touch the
    network while a show plays. Call before any of `HEAVY` is imported (`too_late` tells).
    """
    env = os.environ if environ is None else environ
    changed: dict[str, str] = {}
    for key, value in budget.environment().items():
        own = env.get(key, "").strip()
        if not (own.isascii() and own.isdigit() and 1 <= int(own) <= budget.cores):
            changed[key] = value
    changed.update({key: value for key, value in _PASSIVE.items() if key not in env})
    if offline:
        changed.update({key: value for key, value in _OFFLINE.items() if env.get(key) != value})
    env.update(changed)
    return changed


def too_late() -> list[str]:
    """Heavy libraries already imported: the environment no longer reaches them."""
    return [name for name in HEAVY if name in sys.modules]


@dataclass(frozen=True)
class Memory:
    """Bytes free now; ``vram`` is None without a usable GPU."""

    ram: int
    vram: int | None = None


def free_memory() -> Memory:
    """What is free. The GPU is asked only if torch is loaded already: asking must not load it."""
    import psutil

    ram = int(psutil.virtual_memory().available)
    torch = sys.modules.get("torch")
    if torch is None or not torch.cuda.is_available():
        return Memory(ram)
    free, _total = torch.cuda.mem_get_info()
    return Memory(ram, int(free))


def offload_for(free_bytes: int, model_bytes: int) -> str:
    """How a pipeline of ``model_bytes`` fits into ``free_bytes`` of GPU memory.

    none: all of it stays on the GPU. model: one part at a time, the largest being about two thirds.
    group: layers in small groups, prefetched. sequential: layer by layer, slowest, always fits.
    """
    if free_bytes >= model_bytes * HEADROOM:
        return "none"
    if free_bytes >= model_bytes * HEADROOM * 2 / 3:
        return "model"
    if free_bytes >= model_bytes / 4:
        return "group"
    return "sequential"
