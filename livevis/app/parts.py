"""Name -> factory: which worker plays which role, heavy imports inside.

Enters: a rig, the models on this machine. Leaves: a `Cast`. Thread: the caller's; workers load later,
on their stages' threads.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from livevis.app.aired import Aired
from livevis.app.cast import Cast
from livevis.flow.child import Child
from livevis.flow.worker import Worker
from livevis.show.rig import Rig, model_folder
from livevis.units import Seconds
from livevis.weights.catalogue import BUILT_IN, Role
from livevis.weights.choose import Choice, Machine, candidates_for, choose
from livevis.weights.placement import ThreadBudget, apply_environment
from livevis.weights.store import Store

Factory = Callable[[], Worker[Any, Any]]

WORDS_NICE = 10
"""The recogniser's process yields to the wall."""


@dataclass(frozen=True)
class Casting:
    """What the casting needs to know. ``rig_folder``: where relative model folders start."""

    rig: Rig
    rig_folder: Path
    virtual: bool = False
    store: Store | None = None


def choices(casting: Casting) -> dict[Role, Choice]:
    """The part for each role. Raises ModelFault where a model asked for is not here or not whole."""
    return {role: choice_for(role, casting) for role in Role}


def choice_for(role: Role, casting: Casting) -> Choice:
    """The part for one role. Raises ModelFault as `choices` does."""
    store = casting.store or Store()
    machine = Machine.virtual() if casting.virtual else Machine.here(cuda=has_cuda())
    paces = {} if casting.virtual else learned_paces(store)
    wish = wish_of(casting.rig, role)
    folder = model_folder(wish, casting.rig_folder)
    return choose(role, str(folder or wish), candidates_for(role, store, paces), machine)


def wish_of(rig: Rig, role: Role) -> str:
    """What the rig says of a role: "auto", a name or a folder."""
    wishes = {
        Role.WORDS: rig.words.model,
        Role.PROMPT: rig.prompt.model,
        Role.PAINT: rig.paint.model,
        Role.VAE: rig.paint.vae,
    }
    return wishes[role]


def cast(casting: Casting, source: Factory) -> Cast:
    """Fill every role; ``source`` is the ear the show was given."""
    made = choices(casting)
    budget = ThreadBudget.for_machine().capped(casting.rig.paint.threads)
    apply_environment(budget)
    words, prompt, paint = made[Role.WORDS], made[Role.PROMPT], made[Role.PAINT]
    factories = {
        "words": _words(words, casting, budget),
        "prompt": _prompter(prompt, budget),
        "paint": _painter(made, casting.rig, budget),
    }
    return Cast(
        source=source,
        words=factories["words"],
        follower=_follower,
        prompter=factories["prompt"],
        painter=factories["paint"],
        names={"words": words.name, "prompt": prompt.name, "paint": paint.name},
        ran=partial(_ran, factories),
        table=tuple(
            (role.value, choice.name, choice.reason, choice.get_more)
            for role, choice in made.items()
            if role is not Role.VAE or paint.folder is not None
        ),
    )


def has_cuda() -> bool:
    """Whether an NVIDIA GPU is to be expected, without loading torch to ask."""
    return shutil.which("nvidia-smi") is not None or Path("/dev/nvidia0").exists()


# -- words ---------------------------------------------------------------------


def _words(choice: Choice, casting: Casting, budget: ThreadBudget) -> Factory:
    # pocketsphinx never lets the interpreter go: in this process the wall would stand still.
    sphinx: Factory = _sphinx if casting.virtual else partial(Child, _sphinx, _SPHINX_COST, nice=WORDS_NICE)
    if choice.folder is None:
        return sphinx
    whisper = partial(_whisper, choice, casting.rig.words.language_fallback, budget.words)
    return Ladder(whisper, sphinx, (choice.name, BUILT_IN[Role.WORDS][0]))


_SPHINX_COST: Seconds = 0.005


def _sphinx() -> Worker[Any, Any]:
    from livevis.words.sphinx import SphinxTranscriber

    return SphinxTranscriber()


def _whisper(choice: Choice, fallback: str | None, threads: int) -> Worker[Any, Any]:
    from livevis.words.passes import PassOptions
    from livevis.words.whisper import WhisperOptions, WhisperTranscriber

    assert choice.folder is not None
    policy = PassOptions(language_fallback=fallback or "en")
    options = WhisperOptions(choice.folder, choice.device, threads=threads, policy=policy)
    return Aired(WhisperTranscriber(options))


def _follower() -> Worker[Any, Any]:
    from livevis.words.follow import LyricFollower

    return LyricFollower()


# -- prompts ---------------------------------------------------------------------


def _prompter(choice: Choice, budget: ThreadBudget) -> Factory:
    if choice.folder is None:
        return _picker
    names = (choice.name, BUILT_IN[Role.PROMPT][0])
    return Ladder(partial(_t5, choice.folder, budget.torch), _picker, names)


def _picker() -> Worker[Any, Any]:
    from livevis.prompt.picker import WordPicker

    return WordPicker()


def _t5(folder: Path, threads: int) -> Worker[Any, Any]:
    from livevis.prompt.summary import T5Prompter

    _limit_torch(threads)
    return Aired(T5Prompter(folder))


# -- paint ------------------------------------------------------------------------


def _painter(made: Mapping[Role, Choice], rig: Rig, budget: ThreadBudget) -> Factory:
    choice = made[Role.PAINT]
    if choice.folder is None:
        return partial(_PAINTERS[choice.name], _canvas_for(rig))
    model = partial(_diffusion, choice, made[Role.VAE].folder, rig, budget.torch)
    return Ladder(model, partial(_lantern, _canvas_for(rig)), (choice.name, BUILT_IN[Role.PAINT][0]))


class Ladder:
    """A factory that trusts its first part three times, and after that only the last rung.

    So a model that keeps failing costs its pictures, not the show: the stage asks for a new worker
    after each failure, and from the fourth on it is given the one that needs nothing. ``names``: of the
    two parts; ``name``: of the one given last, the first before any was asked for.
    """

    TRUST = 3

    def __init__(self, first: Factory, last: Factory, names: tuple[str, str]) -> None:
        self._rungs = (first, last)
        self._names = names
        self._asked = 0

    @property
    def name(self) -> str:
        return self._names[self._asked > self.TRUST]

    def __call__(self) -> Worker[Any, Any]:
        self._asked += 1
        return self._rungs[self._asked > self.TRUST]()


def _ran(factories: Mapping[str, Factory]) -> dict[str, str]:
    """Who plays now, of the roles that have somebody to fall back on."""
    return {role: make.name for role, make in factories.items() if isinstance(make, Ladder)}


def _canvas_for(rig: Rig) -> tuple[int, int]:
    """The procedural painters' size: the wall's shape at about 640x360 pixels, unless the rig says."""
    if rig.paint.size is not None:
        return rig.paint.size
    width, height = rig.wall.size
    scale = min(1.0, (640 * 360 / (width * height)) ** 0.5)
    return max(16, round(width * scale / 8) * 8), max(16, round(height * scale / 8) * 8)


def _lantern(size: tuple[int, int]) -> Worker[Any, Any]:
    from livevis.paint.lantern import LanternPainter

    return LanternPainter(size)


def _testcard(size: tuple[int, int]) -> Worker[Any, Any]:
    from livevis.paint.testcard import TestCard

    return TestCard(size)


_PAINTERS = {"lantern": _lantern, "testcard": _testcard}
assert set(_PAINTERS) == set(BUILT_IN[Role.PAINT])


def _diffusion(choice: Choice, vae: Path | None, rig: Rig, threads: int) -> Worker[Any, Any]:
    from livevis.paint.diffusion import DiffusionPainter
    from livevis.paint.diffusion_wish import DiffusionWish

    assert choice.folder is not None
    _limit_torch(threads)
    wish = DiffusionWish(
        folder=choice.folder,
        taesd=vae,
        steps=rig.paint.steps,
        size=rig.paint.size,
        offload=rig.paint.offload,
        safety=rig.paint.safety,
        device=choice.device,
        name=choice.name,
        cost=choice.cost or 1.0,
    )
    return Aired(DiffusionPainter(wish))


def _limit_torch(threads: int) -> None:
    import torch

    torch.set_num_threads(threads)


# -- what earlier shows taught ------------------------------------------------------


def learned_paces(store: Store) -> dict[str, Seconds]:
    """Model name -> seconds an item took in the last real-time show on this machine."""
    try:
        paces = json.loads((store.root / "paces.json").read_text(encoding="utf-8"))
        known = {str(name): float(cost) for name, cost in paces.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # a damaged memory is none
    return {name: cost for name, cost in known.items() if cost > 0}


def learn_paces(store: Store, choices: Mapping[Role, Choice], report: Mapping[str, Any]) -> None:
    """Remember how fast each model was, so that the next `auto` chooses by what it saw."""
    paces = learned_paces(store)
    for role in (Role.WORDS, Role.PROMPT, Role.PAINT):
        choice = choices[role]
        work = report["stages"][role.value]["work_ms"]["p50"]
        ran = report["parts"].get(role.value) == choice.name  # and not what replaced it when it failed
        if choice.folder is not None and ran and work > 0:
            paces[choice.name] = round(work / 1000.0, 4)
    if paces:
        try:
            store.root.mkdir(parents=True, exist_ok=True)
            (store.root / "paces.json").write_text(json.dumps(paces, indent=1), encoding="utf-8")
        except OSError:
            return
