"""How alike two prompts are, and how much of each to take while one becomes the other.

Enters: texts, places, ages. Leaves: similarities 0..1 and weights that sum to 1. Pure; any thread.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

from livevis.units import Seconds

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words of ``text``, lower case, in order, apostrophes straight; hyphens part words."""
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def similarity(one: str, other: str, ignoring: Collection[str] = ()) -> float:
    """Cosine of the two word counts, 0..1: 1.0 for the same words in any order and number of repeats alike.

    Words in ``ignoring`` (articles, say) do not count. Two empty texts are alike, an empty and a
    full one are not.
    """
    left, right = (Counter(word for word in words_of(text) if word not in ignoring) for text in (one, other))
    if not left or not right:
        return float(left == right)
    shared = sum(count * right[word] for word, count in left.items())
    sizes = math.sqrt(sum(n * n for n in left.values()) * sum(n * n for n in right.values()))
    return min(1.0, shared / sizes)


def between(place: float, stops: int) -> list[float]:
    """Weights of ``stops`` prompts on a line at ``place`` 0..stops-1: the two neighbours share 1 linearly.

    A ``place`` outside is taken as the nearest end.
    """
    if stops < 1:
        raise ValueError("a blend needs at least one prompt")
    place = min(max(place, 0.0), float(stops - 1))
    return [max(0.0, 1.0 - abs(place - stop)) for stop in range(stops)]


def by_age(ages: Sequence[Seconds], half_life: Seconds) -> list[float]:
    """Weights that sum to 1, each halved for every ``half_life`` of age: the newest words count most."""
    if half_life <= 0.0:
        raise ValueError("half_life must be positive")
    if not ages:
        return []
    youngest = min(ages)
    raw = [2.0 ** ((youngest - age) / half_life) for age in ages]
    total = sum(raw)
    return [weight / total for weight in raw]
