"""The judge's verdict on pictures, and how often it is right.

Enters: a trained network, packed pictures, their right answers. Leaves: shares of pictures in which subject,
place and look are found. Thread: the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.lab.judge.answers import NOWHERE, Answers, Marks

_BATCH = 64


@dataclass(frozen=True)
class Verdict:
    """What was seen in n pictures: ``subjects`` float32 (n, S), how surely each is there (logits); ``places``
    and ``looks`` int64 (n,), the likeliest of each."""

    subjects: NDArray[np.float32]
    places: NDArray[np.int64]
    looks: NDArray[np.int64]


def verdict(net: Any, pictures: NDArray[np.uint8]) -> Verdict:
    """What ``net`` sees in ``pictures``, uint8 (n, side, side, 3)."""
    import torch

    from livevis.lab.judge.net import prepared

    seen: list[tuple[Any, ...]] = []
    with torch.inference_mode():
        for first in range(0, len(pictures), _BATCH):
            told = net(prepared(np.ascontiguousarray(pictures[first : first + _BATCH])))
            seen.append(tuple(part.numpy() for part in told))
    subjects, places, looks = (np.concatenate(part) for part in zip(*seen, strict=True))
    return Verdict(subjects, places.argmax(1), looks.argmax(1))


@dataclass(frozen=True)
class Score:
    """Shares of right answers, 0..1, None where there was nothing to ask.

    ``subject``: of pictures of one subject, those whose likeliest subject it is. ``both``: of pictures of
    two, those whose two likeliest they are. ``place``: of those in a place. ``look``: of all.
    """

    pictures: int
    singles: int
    pairs: int
    subject: float | None
    both: float | None
    place: float | None
    look: float | None

    def written(self) -> dict[str, Any]:
        """As JSON holds it, shares rounded to a tenth of a per cent."""
        table: Mapping[str, Any] = vars(self)
        return {name: round(value, 3) if isinstance(value, float) else value for name, value in table.items()}


def score(seen: Verdict, right: Marks) -> Score:
    """How often ``seen`` is ``right``."""
    wanted = right.subjects.sum(1).astype(int)
    found = np.array(
        [
            set(np.argsort(-row)[:count]) == set(np.flatnonzero(mark))
            for row, mark, count in zip(seen.subjects, right.subjects, wanted, strict=True)
        ],
        bool,
    )
    singles, pairs = wanted == 1, wanted == 2
    return Score(
        pictures=len(wanted),
        singles=int(singles.sum()),
        pairs=int(pairs.sum()),
        subject=_share(found[singles]),
        both=_share(found[pairs]),
        place=_share((seen.places == right.places)[right.places != NOWHERE]),
        look=_share(seen.looks == right.looks),
    )


def weakest(seen: Verdict, right: Marks, answers: Answers, count: int = 12) -> list[str]:
    """Subjects least often found in pictures of their own, and what was seen instead: "crow 2/9 (bird)"."""
    singles = np.flatnonzero(right.subjects.sum(1) == 1)
    said, meant = seen.subjects[singles].argmax(1), right.subjects[singles].argmax(1)
    rows = []
    for number in np.unique(meant):
        mine = said[meant == number]
        hits = int((mine == number).sum())
        if hits < len(mine):
            others, counts = np.unique(mine[mine != number], return_counts=True)
            instead = answers.subjects[int(others[counts.argmax()])]
            rows.append((hits / len(mine), f"{answers.subjects[int(number)]} {hits}/{len(mine)} ({instead})"))
    return [text for _, text in sorted(rows)[:count]]


def _share(hits: NDArray[np.bool_]) -> float | None:
    return float(hits.mean()) if len(hits) else None
