"""What plays each role: the best model already here that keeps the show's pace, else the built-in part.

Enters: a wish ("auto", a name, a folder), candidates, the machine. Leaves: one `Choice` with its
reason and the one command that gets you more. Any thread; pure but for looking at a named folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from livevis.errors import ModelFault
from livevis.units import Seconds
from livevis.weights.catalogue import BUILT_IN, PACE, Model, Role, lookup, models_for
from livevis.weights.folder import inspect
from livevis.weights.placement import Memory, free_memory
from livevis.weights.store import Store

_VIRTUAL_MEMORY = 1 << 50


@dataclass(frozen=True)
class Machine:
    """What counts for the choice. ``device`` is "cpu" or "cuda"."""

    device: str
    memory: Memory

    @classmethod
    def here(cls, *, cuda: bool = False) -> Machine:
        """This machine. Whether CUDA is used is the caller's to know: asking torch would load it."""
        memory = free_memory()
        if cuda and memory.vram is None:
            memory = Memory(memory.ram, _VIRTUAL_MEMORY)
        return cls("cuda" if cuda else "cpu", memory)

    @classmethod
    def virtual(cls) -> Machine:
        """The machine of virtual time: two CPU cores, memory enough, the same everywhere."""
        return cls("cpu", Memory(_VIRTUAL_MEMORY))


@dataclass(frozen=True)
class Candidate:
    """A known model, its folder if it is here, and a measured cost (seconds an item) if there is one."""

    model: Model
    folder: Path | None = None
    measured: Seconds | None = None

    def cost(self, device: str) -> Seconds | None:
        """Measured if known, else declared; None: not for this device."""
        if self.measured is not None:
            return self.measured
        return self.model.cost_cuda if device == "cuda" else self.model.cost_cpu


@dataclass(frozen=True)
class Choice:
    """What plays a role. ``folder`` is None for a built-in part. ``cost``: expected seconds an item, None
    where unknown. ``get_more`` is a command, or empty."""

    role: Role
    name: str
    folder: Path | None
    reason: str
    get_more: str = ""
    cost: Seconds | None = None
    device: str = "cpu"


def candidates_for(
    role: Role, store: Store, measured: dict[str, Seconds] | None = None
) -> tuple[Candidate, ...]:
    """Every known model of ``role``, best first, with what is here.

    ``measured``: name -> seconds an item; leave it out in virtual time.
    """
    known = measured or {}
    return tuple(
        Candidate(model, store.find(model.name), known.get(model.name)) for model in models_for(role)
    )


def choose(role: Role, wish: str, candidates: Sequence[Candidate], machine: Machine) -> Choice:
    """The part for ``role``. Raises ModelFault if what is asked for by name or folder is not here, whole."""
    if wish == "auto":
        return _auto(role, candidates, machine)
    if wish in BUILT_IN[role]:
        return Choice(role, wish, None, "the rig asks for it")
    model = lookup(wish)
    if model is not None and model.role is role:
        return _named(role, model, candidates, machine)
    return _folder(role, wish, machine)


def _auto(role: Role, candidates: Sequence[Candidate], machine: Machine) -> Choice:
    pace = PACE[role]
    passed_over: list[str] = []
    for candidate in candidates:
        if candidate.folder is None:
            continue
        hindrance = _hindrance(candidate, machine, pace)
        if hindrance:
            passed_over.append(f"{candidate.model.name} {hindrance}")
            continue
        cost = candidate.cost(machine.device)
        reason = f"best model here that keeps the pace: {_timing(candidate, machine)}, {pace:g} s allowed"
        more = _get_more(candidates, machine, pace, candidate.model)
        return Choice(role, candidate.model.name, candidate.folder, reason, more, cost, machine.device)
    reason = "; ".join(passed_over) if passed_over else "built in, needs no download; no model is here"
    return Choice(role, BUILT_IN[role][0], None, reason, _get_more(candidates, machine, pace, None))


def _named(role: Role, model: Model, candidates: Sequence[Candidate], machine: Machine) -> Choice:
    found = next((one for one in candidates if one.model == model and one.folder is not None), None)
    if found is None:
        raise ModelFault(
            f"{model.name} ({model.id}) is not on this machine",
            f'Run: livevis models fetch {model.name}. Or write model = "auto" in the rig.',
        )
    hindrance = _hindrance(found, machine, PACE[role])
    reason = f"the rig asks for it, though it {hindrance}" if hindrance else "the rig asks for it"
    return Choice(role, model.name, found.folder, reason, "", found.cost(machine.device), machine.device)


def _folder(role: Role, wish: str, machine: Machine) -> Choice:
    folder = Path(wish).expanduser()
    wrong = inspect(folder, role)
    if wrong:
        raise ModelFault(
            f"{role.value} model folder {wish}: {'; '.join(wrong)}",
            'Correct the path or write model = "auto".',
        )
    return Choice(role, folder.name, folder, "a folder named in the rig", device=machine.device)


def _hindrance(candidate: Candidate, machine: Machine, pace: Seconds) -> str:
    """Why a model should not play on this machine, or nothing."""
    cost = candidate.cost(machine.device)
    if cost is None:
        return f"does not run on {machine.device}"
    if cost > pace:
        return f"is too slow here: {_timing(candidate, machine)}, {pace:g} s allowed"
    model, memory = candidate.model, machine.memory
    if memory.ram < model.ram:
        return f"needs {model.ram / 1e9:.1f} GB of memory, {memory.ram / 1e9:.1f} GB are free"
    # Offloading trades speed for memory: down to a third of the need it still keeps a show's pace.
    if machine.device == "cuda" and (memory.vram or 0) < model.vram / 3:
        return f"needs {model.vram / 1e9:.1f} GB on the GPU, {(memory.vram or 0) / 1e9:.1f} GB are free"
    return ""


def _timing(candidate: Candidate, machine: Machine) -> str:
    kind = "measured" if candidate.measured is not None else "declared"
    return f"{candidate.cost(machine.device):g} s an item {kind}"


def _get_more(candidates: Sequence[Candidate], machine: Machine, pace: Seconds, chosen: Model | None) -> str:
    """The fetch of the best model that would beat ``chosen`` here, or nothing."""
    for candidate in candidates:
        if candidate.model == chosen:
            return ""
        if candidate.folder is None and not _hindrance(candidate, machine, pace):
            return f"livevis models fetch {candidate.model.name}"
    return ""
