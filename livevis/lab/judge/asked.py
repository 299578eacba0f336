"""What the painter is asked to paint for the judge: held-out scenes, told whole.

Enters: a vocabulary, a seed. Leaves: scenes that training never saw, each with a caption in the prompter's
form that tells every subject, the place and the look. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from livevis.lab.pocket.captions import caption, holdout
from livevis.lab.pocket.plan import Scene
from livevis.lab.pocket.scene import draw
from livevis.lab.pocket.vocabulary import Vocabulary

_TRIES = 400
_ARTICLES = frozenset({"a", "an", "the"})


@dataclass(frozen=True)
class Asked:
    """One picture to be painted: what should be in it, the words for it, the noise it begins from."""

    scene: Scene
    caption: str
    seed: int


def asked(known: Vocabulary, count: int, seed: int) -> list[Asked]:
    """``count`` of them, the same for the same seed: one subject in two of three, two in the third.

    Raises:
        ValueError: the vocabulary is too small to have held-out combinations.
    """
    found: list[Asked] = []
    for number in range(seed * 10_000_019, seed * 10_000_019 + _TRIES * (count + 1)):
        if len(found) == count:
            return found
        scene = draw(number, known)
        words = _told_whole(scene, known) if scene.place and holdout(scene) else ""
        if words:
            found.append(Asked(scene, words, number % 2**31))
    if len(found) < count:
        raise ValueError(f"only {len(found)} of {count} held-out captions found")
    return found


def tells(words: str, scene: Scene, known: Vocabulary) -> bool:
    """Whether a caption names every subject of ``scene``, its place, and its look."""
    said = frozenset(words.replace(",", " ").split())
    names = [
        *((*cast.subject.words, *cast.subject.plurals) for cast in scene.casts),
        known.place(scene.place).words,
        known.look(scene.look).words,
    ]
    return all(_any_of(phrases, said) for phrases in names)


def _told_whole(scene: Scene, known: Vocabulary) -> str:
    """The first of some captions that tells everything, or "" if none does."""
    rng = np.random.default_rng([scene.seed, 5])
    captions = (caption(scene, known, rng) for _ in range(24))
    return next((words for words in captions if tells(words, scene, known)), "")


def _any_of(phrases: Iterable[str], said: frozenset[str]) -> bool:
    """An adjective may stand inside a phrase ("a quiet harbor"): its words count, not their neighbours."""
    return any(set(phrase.split()) - _ARTICLES <= said for phrase in phrases)
