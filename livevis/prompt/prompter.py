"""What every prompter is: a worker from an occasion to paint to the words a painter reads.

Enters: a `Trigger` of the conductor, or a `SongStart` (forget the last song). Leaves: one or more
`Prompt`s; the first is usable at once, a later one for the same trigger refines it and its id ends
in "b". Thread: its stage's own. Nothing here is heavier than the standard library.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from livevis.flow.worker import Worker
from livevis.messages import Prompt, Scene, SongStart, Trigger

Occasion: TypeAlias = Trigger | SongStart


class Prompter(Worker[Occasion, Prompt], Protocol):
    """A worker from `Occasion` to `Prompt`; see the door-plate for its promises."""


@dataclass(frozen=True)
class Draft:
    """A prompt's words before they are addressed: the whole text, and the part the line gave."""

    text: str
    subject: str = ""


def scene_seed(scene: Scene, variant: int = 0) -> int:
    """The seed of every picture of a scene, 0..2**32-1: one noise a scene keeps its pictures kin.

    Derived from the look's seed, the scene's name and the variant by CRC-32, which, unlike
    ``hash()``, is the same in every process.
    """
    return zlib.crc32(f"{scene.look.seed}|{scene.name}|{variant}".encode())


def addressed(trigger: Trigger, draft: Draft, refinement: str = "") -> Prompt:
    """The prompt ``draft`` makes for ``trigger``; ``refinement`` ("b") marks a later, better one."""
    look = trigger.scene.look
    return Prompt(
        id=f"p-{trigger.id}{refinement}",
        text=draft.text,
        why=trigger.why,
        urgency=trigger.urgency,
        song=trigger.scene.song,
        look=look,
        seed=scene_seed(trigger.scene, trigger.variant),
        at=trigger.at,
        subject=draft.subject,
        negative=look.negative,
        trigger=trigger.id,
        for_line=trigger.line,
    )
