"""Which word said stands for which word sung.

Enters: the words sung, the words said, both in order. Leaves: pairs of their numbers, and the word error
rate. Pure; any thread.

Two alignments. By characters, for latency: a misheard word still stands for the one that was sung, as in the
latency of P. Machacek (ufal/asr_latency, 2025): a pair costs its Levenshtein distance over the longer
length, so that "lantern" stands for "lanterns" and not for "and". By words, for the word error rate, all or
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from livevis.words.spelling import sound_key

_APART = 0.7
"""Costs of a pair above this are no pair: two other words."""


def aligned(sung: Sequence[str], said: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs (number in ``sung``, number in ``said``), both rising: the cheapest alignment by characters."""
    keys, heard = [sound_key(word) for word in sung], [sound_key(word) for word in said]
    costs = np.array([[min(distance(a, b), 1.5) for b in heard] for a in keys]).reshape(len(keys), len(heard))
    table = _table(costs, 0.75)
    pairs, i, j = [], len(keys), len(heard)
    while i and j:
        if np.isclose(table[i, j], table[i - 1, j - 1] + costs[i - 1, j - 1]):
            i, j = i - 1, j - 1
            if costs[i, j] <= _APART:
                pairs.append((i, j))
        elif np.isclose(table[i, j], table[i - 1, j] + 0.75):
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def word_errors(sung: Sequence[str], said: Sequence[str]) -> int:
    """Substitutions, deletions and insertions that make ``said`` of ``sung``; words compare by sound."""
    heard = [key for word in said if (key := sound_key(word))]
    keys = [key for word in sung if (key := sound_key(word))]
    costs = np.array([[float(a != b) for b in heard] for a in keys]).reshape(len(keys), len(heard))
    return round(float(_table(costs, 1.0)[-1, -1]))


@lru_cache(maxsize=200_000)
def distance(one: str, other: str) -> float:
    """Levenshtein distance over the longer length, 0..1; two empty words are alike."""
    if one == other:
        return 0.0
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, facing in enumerate(other, 1):
            here = min(row[j] + 1, row[j - 1] + 1, before + (letter != facing))
            before, row[j] = row[j], here
    return row[-1] / max(len(one), len(other), 1)


def _table(costs: NDArray[np.float64], gap: float) -> NDArray[np.float64]:
    """Cheapest cost of every pair of beginnings, (rows + 1, columns + 1); a word by itself costs ``gap``."""
    rows, columns = costs.shape
    table = np.empty((rows + 1, columns + 1))
    table[0] = gap * np.arange(columns + 1)
    steps = gap * np.arange(columns + 1)
    for i in range(1, rows + 1):
        best = np.empty(columns + 1)
        best[0] = gap * i
        best[1:] = np.minimum(table[i - 1, :-1] + costs[i - 1], table[i - 1, 1:] + gap)
        # Gaps along the row: the least of all places to the left, each as many gaps dearer.
        table[i] = np.minimum.accumulate(best - steps) + steps
    return table
