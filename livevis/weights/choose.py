"""What plays each role: the best model already here that keeps the show's pace, else the one that came
along with the program, else the built-in part that needs no files.

Enters: a wish ("auto", a name, a folder), candidates, the machine. Leaves: one `Choice` with its
reason and the one command that gets you more. Any thread; pure but for looking at a named folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from livevis.errors import ModelFault
from livevis.units import Seconds
from livevis.weights import carried
from livevis.weights.catalogue import BUILT_IN, CARRIED, PACE, Model, Role, lookup, models_for
from livevis.weights.folder import inspect
from livevis.weights.placement import Memory, free_memory
from livevis.weights.store import Store

_VIRTUAL_MEMORY = 1 << 50
PATIENCE = 2.0
"""What came along may take so many times the pace: below it stands no model at all, and one show measured
on a busy machine must not banish it."""
_REINSTALL = 'Install livevis again, or write model = "auto" in the rig.'


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

    @property
    def carried(self) -> bool:
        """Whether it came along with the program, and so is not to be fetched."""
        return CARRIED.get(self.model.role) == self.model


@dataclass(frozen=True)
class Choice:
    """What plays a role. ``folder`` is None for a built-in part. ``cost``: expected seconds an item, None
    where unknown. ``get_more`` is a command, or empty. ``device``: "cpu", "cuda", or "auto" for a model
    that is quick enough on either. ``model``: None for a built-in part or a folder of the user's own."""

    role: Role
    name: str
    folder: Path | None
    reason: str
    get_more: str = ""
    cost: Seconds | None = None
    device: str = "cpu"
    model: Model | None = None


def candidates_for(
    role: Role, store: Store, measured: dict[str, Seconds] | None = None
) -> tuple[Candidate, ...]:
    """Every known model of ``role``, best first, the one that came along last, with what is here.

    ``measured``: `pace_name` -> seconds an item; leave it out in virtual time.
    """
    known = measured or {}
    fetched = tuple(
        Candidate(model, store.find(model.name), known.get(pace_name(model))) for model in models_for(role)
    )
    if role not in CARRIED:
        return fetched
    own = CARRIED[role]
    return (*fetched, Candidate(own, carried.find(role), known.get(pace_name(own))))


def pace_name(model: Model) -> str:
    """The name under which a model's pace is remembered: its short one, where no other model has it too."""
    return model.id if CARRIED.get(model.role) == model else model.name


def choose(role: Role, wish: str, candidates: Sequence[Candidate], machine: Machine) -> Choice:
    """The part for ``role``. Raises ModelFault if what is asked for by name or folder is not here, whole."""
    if wish == "auto":
        return _auto(role, candidates, machine)
    if wish in BUILT_IN[role]:
        return Choice(role, wish, None, "the rig asks for it")
    own = CARRIED.get(role)
    model = own if own is not None and wish == own.name else lookup(wish)
    if model is not None and model.role is role:
        return _named(role, model, candidates, machine)
    return _folder(role, wish, machine)


def _auto(role: Role, candidates: Sequence[Candidate], machine: Machine) -> Choice:
    pace = PACE[role]
    passed_over: list[str] = []
    for candidate in candidates:
        if candidate.folder is None:
            continue
        seat = _seat(candidate, machine)
        hindrance = _hindrance(candidate, seat, pace)
        if hindrance:
            passed_over.append(f"{candidate.model.name} {hindrance}")
            continue
        kind = "built-in model" if candidate.carried else "best model here"
        keeps = f"{kind} that keeps the pace: {_timing(candidate, seat, pace)}"
        reason = "; ".join([*passed_over, keeps]) if candidate.carried else keeps
        more = _get_more(candidates, machine, pace, candidate.model)
        return _choice(candidate, seat, reason, more)
    reason = "; ".join(passed_over) if passed_over else "built in, needs no download; no model is here"
    return Choice(role, BUILT_IN[role][0], None, reason, _get_more(candidates, machine, pace, None))


def _named(role: Role, model: Model, candidates: Sequence[Candidate], machine: Machine) -> Choice:
    found = next((one for one in candidates if one.model == model and one.folder is not None), None)
    if found is None and model in CARRIED.values():
        raise ModelFault(f"the built-in model {model.id} is {_flaw(role)}", _REINSTALL)
    if found is None:
        raise ModelFault(
            f"{model.name} ({model.id}) is not on this machine",
            f'Run: livevis models fetch {model.name}. Or write model = "auto" in the rig.',
        )
    seat = _seat(found, machine)
    hindrance = _hindrance(found, seat, PACE[role])
    reason = f"the rig asks for it, though it {hindrance}" if hindrance else "the rig asks for it"
    return _choice(found, seat, reason)


def _seat(candidate: Candidate, machine: Machine) -> Machine:
    """The machine a model has to do with: what came along plays on the processor where the GPU is full."""
    full = machine.device == "cuda" and (machine.memory.vram or 0) < candidate.model.vram
    return Machine("cpu", machine.memory) if candidate.carried and full else machine


def _flaw(role: Role) -> str:
    """What is wrong with a model that should have come along, after "is"."""
    folder = carried.place_of(role)
    return "not whole: " + "; ".join(inspect(folder, role)) if folder else "not in this copy of livevis"


def _choice(candidate: Candidate, machine: Machine, reason: str, get_more: str = "") -> Choice:
    model = candidate.model
    # A GPU may be there and torch built without it: what came along plays on either.
    device = "auto" if candidate.carried and machine.device == "cuda" else machine.device
    cost = candidate.cost(machine.device)
    return Choice(model.role, model.name, candidate.folder, reason, get_more, cost, device, model)


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
    if cost > _allowed(candidate, pace):
        return f"is too slow here: {_timing(candidate, machine, pace)}"
    model, memory = candidate.model, machine.memory
    if memory.ram < model.ram:
        return f"needs {model.ram / 1e9:.1f} GB of memory, {memory.ram / 1e9:.1f} GB are free"
    # Offloading trades speed for memory: down to a third of the need it still keeps a show's pace.
    if machine.device == "cuda" and (memory.vram or 0) < model.vram / 3:
        return f"needs {model.vram / 1e9:.1f} GB on the GPU, {(memory.vram or 0) / 1e9:.1f} GB are free"
    return ""


def _allowed(candidate: Candidate, pace: Seconds) -> Seconds:
    return pace * PATIENCE if candidate.carried else pace


def _timing(candidate: Candidate, machine: Machine, pace: Seconds) -> str:
    kind = "measured" if candidate.measured is not None else "declared"
    return f"{candidate.cost(machine.device):g} s an item {kind}, {_allowed(candidate, pace):g} s allowed"


def _get_more(candidates: Sequence[Candidate], machine: Machine, pace: Seconds, chosen: Model | None) -> str:
    """The fetch of the best model that would beat ``chosen`` here, or nothing."""
    for candidate in candidates:
        if candidate.model == chosen:
            return ""
        if candidate.folder is None and not candidate.carried and not _hindrance(candidate, machine, pace):
            return f"livevis models fetch {candidate.model.name}"
    return ""
