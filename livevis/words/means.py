"""The cepstral mean of a singer: what microphone, hall and voice add to every frame, taken off before words
are looked for.

Enters: means as the decoder writes them. Leaves: means as it reads them. Pure numpy, its worker's thread.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from livevis.units import Seconds

Mean: TypeAlias = NDArray[np.float64]
"""Cepstral means, float64 (13,); the zeroth is the level."""

STUDIO: Mean = np.array(
    [41.00, -5.29, -0.12, 5.09, 2.48, -4.07, -1.37, -1.78, -5.08, -2.05, -6.45, -1.42, 1.17]
)
"""Clean speech at a good microphone: the ``cmninit`` this English model came with before pocketsphinx 5
(its own tests still set it); the package of today starts from 40, 3, -1, which hears words in the band."""


class SingerMean:
    """What is known of the singer's mean: nothing, until a passage whose words were heard has taught it."""

    def __init__(self) -> None:
        self.known: Mean | None = None

    def learn(self, found: Mean, seconds: Seconds) -> None:
        """Move towards a passage's mean, the more the longer it was."""
        share = min(seconds / 8.0, 0.5)
        self.known = found if self.known is None else (1 - share) * self.known + share * found

    def otherwise(self, own: Mean) -> Mean:
        """What to try where a passage's ``own`` mean hears little: the singer's; before a singer is known,
        the studio's at this passage's level."""
        return self.known if self.known is not None else np.concatenate([own[:1], STUDIO[1:]])


def spelled(mean: Mean) -> str:
    """As the decoder reads it."""
    return ",".join(f"{value:.4f}" for value in mean)


def parsed(text: str) -> Mean:
    """As the decoder writes it, "40,3,-1,0,"."""
    return np.array([float(value) for value in text.split(",") if value.strip()])
