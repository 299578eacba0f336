"""Something to learn that a second of training learns: squares of colour for subjects, grounds for places."""

from __future__ import annotations

import numpy as np

from livevis.lab.judge.answers import Answers, Marks
from livevis.lab.judge.train import Taught

ANSWERS = Answers(("red", "green", "blue"), ("dark", "light"), ("plain", "striped"))
SIDE = 24


def lessons(count: int, seed: int) -> Taught:
    """Pictures of one or two coloured squares on a dark or a light ground, striped or not."""
    rng = np.random.default_rng(seed)
    pictures = np.zeros((count, SIDE, SIDE, 3), np.uint8)
    subjects = np.zeros((count, 3), np.float32)
    places, looks = rng.integers(0, 2, count), rng.integers(0, 2, count)
    for row in range(count):
        pictures[row] = (40, 200)[places[row]]
        if looks[row]:
            pictures[row, ::4] = 120
        for number in rng.choice(3, int(rng.integers(1, 3)), replace=False):
            top, left = rng.integers(0, SIDE - 10, 2)
            colour = np.zeros(3, np.uint8)
            colour[number] = 255
            pictures[row, top : top + 10, left : left + 10] = colour
            subjects[row, number] = 1.0
    return Taught(pictures, Marks(subjects, places.astype(np.int64), looks.astype(np.int64)))
