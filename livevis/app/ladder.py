"""Stepping down: what plays a role when the part that was chosen keeps failing.

Enters: parts, best first. Leaves: a factory of workers that is asked again after every failure. Thread:
its stage's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from livevis.flow.worker import Worker

Factory = Callable[[], Worker[Any, Any]]

TRUST = 3
"""How often a part is asked for before the next one's turn."""


@dataclass(frozen=True)
class Rung:
    """A part of the ladder: the name the report knows it by, and how often it is asked for."""

    name: str
    make: Factory
    trust: int = TRUST


class Ladder:
    """A factory that trusts each part a few times, and from then on the next; the last one for ever.

    So a model that keeps failing costs its pictures, not the show: the stage asks for a new worker
    after each failure. ``name``: of the part given last, the first before any was asked for.
    """

    def __init__(self, *rungs: Rung) -> None:
        self._rungs = rungs
        self._asked = 0

    @property
    def name(self) -> str:
        return self._rung().name

    def __call__(self) -> Worker[Any, Any]:
        self._asked += 1
        return self._rung().make()

    def _rung(self) -> Rung:
        left = max(0, self._asked - 1)
        for rung in self._rungs[:-1]:
            if left < rung.trust:
                return rung
            left -= rung.trust
        return self._rungs[-1]


def model_rungs(models: Sequence[tuple[str, Factory]]) -> list[Rung]:
    """Rungs for models, best first, that share the trust of one.

    A stage gives up at the fourth failure within its window (`livevis.flow.stage.Budget`): models, which may
    all fail for one reason, must leave one try to the part that needs none. The first has what the others
    leave it.
    """
    spare = max(1, TRUST - len(models) + 1)
    return [Rung(name, make, spare if place == 0 else 1) for place, (name, make) in enumerate(models)]
