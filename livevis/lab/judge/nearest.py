"""Is it a copy? The nearest training drawing to a picture.

Enters: pictures, training drawings. Leaves: which drawing is nearest, and how far. Pure; any thread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livevis.lab.judge.drawn import shrunk

Pixels = NDArray[np.uint8]
SIDE = 24
"""Pictures are compared at this size: near is then alike in arrangement and light, whatever the pixels."""


@dataclass(frozen=True)
class Nearest:
    """For n pictures: ``index`` int64 (n,) of the nearest drawing, ``distance`` float64 (n,), the root mean
    square of differences of sRGB values (0..255) at `SIDE` pixels."""

    index: NDArray[np.int64]
    distance: NDArray[np.float64]


def nearest(pictures: Pixels, drawings: Pixels) -> Nearest:
    """The nearest of ``drawings`` to each of ``pictures``, both uint8 (count, h, w, 3)."""
    known, asked = _small(drawings), _small(pictures)
    # |a - b|^2 = |a|^2 - 2ab + |b|^2: one matrix product instead of every difference.
    squares = (known**2).sum(1)[None] - 2.0 * asked @ known.T + (asked**2).sum(1)[:, None]
    index = squares.argmin(1)
    least = np.take_along_axis(squares, index[:, None], 1)[:, 0]
    return Nearest(
        index.astype(np.int64), np.sqrt(np.maximum(least, 0.0) / known.shape[1]).astype(np.float64)
    )


def _small(pictures: Pixels) -> NDArray[np.float32]:
    return np.stack([shrunk(np.asarray(one), SIDE).reshape(-1) for one in pictures]).astype(np.float32)
