"""What the judge is asked of a picture: which subjects, which place, which look.

Enters: a vocabulary, scenes. Leaves: names in a fixed order, and the right answers as arrays. Pure; any
thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.lab.pocket.plan import Scene
from livevis.lab.pocket.vocabulary import Vocabulary

PLAIN = "plain"
"""The look of a scene that has none."""

NOWHERE = -1
"""The place of a scene that has none."""


@dataclass(frozen=True)
class Marks:
    """Right answers for n pictures: ``subjects`` float32 (n, S) of 0 and 1, ``places`` and ``looks`` int64
    (n,), numbers of names in `Answers`; `NOWHERE` for a scene on a plain backdrop, which is not asked."""

    subjects: NDArray[np.float32]
    places: NDArray[np.int64]
    looks: NDArray[np.int64]


@dataclass(frozen=True)
class Answers:
    """The names there are to answer with; `PLAIN` is the first look."""

    subjects: tuple[str, ...]
    places: tuple[str, ...]
    looks: tuple[str, ...]

    @classmethod
    def of(cls, known: Vocabulary) -> Answers:
        """All of ``known``."""
        return cls(
            tuple(subject.name for subject in known.subjects),
            tuple(place.name for place in known.places),
            (PLAIN, *(look.name for look in known.looks)),
        )

    @classmethod
    def read(cls, table: dict[str, Any]) -> Answers:
        """What `written` gave (KeyError, TypeError if it is none)."""
        return cls(*(tuple(map(str, table[name])) for name in ("subjects", "places", "looks")))

    def written(self) -> dict[str, list[str]]:
        """As JSON holds it."""
        return {"subjects": list(self.subjects), "places": list(self.places), "looks": list(self.looks)}

    def marks(self, scenes: Sequence[Scene]) -> Marks:
        """The right answers for ``scenes`` (ValueError for a name that is not known)."""
        subjects = np.zeros((len(scenes), len(self.subjects)), np.float32)
        for row, scene in enumerate(scenes):
            for cast in scene.casts:
                subjects[row, self.subjects.index(cast.subject.name)] = 1.0
        places = [self.places.index(scene.place) if scene.place else NOWHERE for scene in scenes]
        looks = [self.looks.index(scene.look or PLAIN) for scene in scenes]
        return Marks(subjects, np.array(places, np.int64), np.array(looks, np.int64))
