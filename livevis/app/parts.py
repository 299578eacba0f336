"""Name -> factory: which worker plays which role, heavy imports inside.

Enters: a rig, the models on this machine. Leaves: a `Cast`. Thread: the caller's; workers load later,
on their stages' threads.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from livevis.app.aired import Aired
from livevis.app.cast import Cast
from livevis.app.ladder import Factory, Ladder, Rung, model_rungs
from livevis.flow.child import Child
from livevis.flow.worker import Worker
from livevis.paint.diffusion_wish import DiffusionWish
from livevis.show.rig import PaintRig, Rig, model_folder
from livevis.units import SPEECH_RATE, Seconds
from livevis.weights import carried
from livevis.weights.catalogue import BUILT_IN, CARRIED, Role, names_for
from livevis.weights.choose import Choice, Machine, candidates_for, choose, pace_name
from livevis.weights.placement import ThreadBudget, apply_environment
from livevis.weights.store import Store

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
    folder = None if wish in names_for(role) else model_folder(wish, casting.rig_folder)
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
        listener=_listener,
        prompter=factories["prompt"],
        painter=factories["paint"],
        names={"words": words.name, "prompt": prompt.name, "paint": paint.name},
        ran=partial(_ran, factories),
        table=tuple(
            (role.value, choice.name, choice.reason, choice.get_more)
            for role, choice in made.items()
            if role is not Role.VAE or (paint.folder is not None and not _own_latents(paint))
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
    return Ladder(Rung(choice.name, whisper), Rung(BUILT_IN[Role.WORDS][0], sphinx))


_SPHINX_COST: Seconds = 0.005
_HOP_WITHOUT_GPU: Seconds = 0.6


def _sphinx() -> Worker[Any, Any]:
    from livevis.words.sphinx import SphinxTranscriber

    return SphinxTranscriber()


def _whisper(choice: Choice, fallback: str | None, threads: int) -> Worker[Any, Any]:
    from livevis.words.passes import PassOptions
    from livevis.words.whisper import WhisperOptions, WhisperTranscriber

    assert choice.folder is not None
    # Without a GPU a pass takes long: back to back they would take the painter's core as well.
    hop = _HOP_WITHOUT_GPU if choice.device == "cpu" or not has_cuda() else PassOptions.hop
    policy = PassOptions(hop=hop, language_fallback=fallback or "en")
    options = WhisperOptions(choice.folder, choice.device, threads=threads, policy=policy)
    return Aired(WhisperTranscriber(options))


def _follower() -> Worker[Any, Any]:
    from livevis.words.sphinx import english
    from livevis.words.witnesses import SongFollower

    return Aired(SongFollower(english))


def _listener() -> Worker[Any, Any]:
    from livevis.hear.takes import mono_of
    from livevis.music.companion import TakeFollower

    return TakeFollower(partial(mono_of, rate=SPEECH_RATE))


# -- prompts ---------------------------------------------------------------------


def _prompter(choice: Choice, budget: ThreadBudget) -> Factory:
    if choice.folder is None:
        return _picker
    models = [(one.name, partial(_t5, one, budget.torch)) for one in (choice, *_behind(choice))]
    return Ladder(*model_rungs(models), Rung(BUILT_IN[Role.PROMPT][0], _picker))


def _behind(choice: Choice) -> list[Choice]:
    """The model that came along, as the rung behind another: on the processor, whatever failed above."""
    model, folder = CARRIED.get(choice.role), carried.find(choice.role)
    if model is None or folder is None or choice.model == model:
        return []
    return [Choice(choice.role, model.name, folder, "", cost=model.cost_cpu, model=model)]


def _picker() -> Worker[Any, Any]:
    from livevis.prompt.picker import WordPicker

    return WordPicker()


def _t5(choice: Choice, threads: int) -> Worker[Any, Any]:
    from livevis.prompt.summary import T5Prompter

    assert choice.folder is not None
    limit_torch(threads)
    return Aired(T5Prompter(choice.folder, cost=choice.cost or 0.3))


# -- paint ------------------------------------------------------------------------


def _painter(made: Mapping[Role, Choice], rig: Rig, budget: ThreadBudget) -> Factory:
    choice = made[Role.PAINT]
    if choice.folder is None:
        return partial(_PAINTERS[choice.name], _canvas_for(rig))
    vae = None if _own_latents(choice) else made[Role.VAE].folder
    models = [(choice.name, partial(_diffusion, choice, vae, rig.paint, budget.torch))]
    # Behind it with settings of its own: the rig's are for the model it names.
    models += [
        (one.name, partial(_diffusion, one, None, PaintRig(), budget.torch)) for one in _behind(choice)
    ]
    procedural = [Rung(name, partial(_PAINTERS[name], _canvas_for(rig))) for name in BUILT_IN[Role.PAINT]]
    return Ladder(*model_rungs(models), *procedural)


def _own_latents(choice: Choice) -> bool:
    return choice.model is not None and choice.model.own_latents


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


def _diffusion(choice: Choice, vae: Path | None, wanted: PaintRig, threads: int) -> Worker[Any, Any]:
    from livevis.paint.diffusion import DiffusionPainter

    limit_torch(threads)
    return Aired(DiffusionPainter(diffusion_wish(choice, vae, wanted)))


def diffusion_wish(choice: Choice, vae: Path | None, wanted: PaintRig) -> DiffusionWish:
    """What the painter is asked to be: what the rig's [paint] says, else what suits the model."""
    assert choice.folder is not None
    model = choice.model
    own_steps = model.steps if model is not None else wanted.steps
    return DiffusionWish(
        folder=choice.folder,
        taesd=vae,
        steps=wanted.steps if "steps" in wanted.model_fields_set else own_steps,
        size=wanted.size,
        offload=wanted.offload,
        # A checker guards against what a model saw on the web; what came along saw our own drawings only.
        safety=wanted.safety and (model is None or model != CARRIED[Role.PAINT]),
        device=choice.device,
        name=choice.name,
        cost=choice.cost or 1.0,
    )


def limit_torch(threads: int) -> None:
    """Hold torch to so many threads; T5 and the painter share one pool."""
    import torch

    torch.set_num_threads(threads)


# -- what earlier shows taught ------------------------------------------------------


def learned_paces(store: Store) -> dict[str, Seconds]:
    """Model (`pace_name`) -> seconds an item took in the last real-time show on this machine."""
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
            name = pace_name(choice.model) if choice.model is not None else choice.name
            paces[name] = round(work / 1000.0, 4)
    if paces:
        try:
            store.root.mkdir(parents=True, exist_ok=True)
            (store.root / "paces.json").write_text(json.dumps(paces, indent=1), encoding="utf-8")
        except OSError:
            return
