"""The looks a pocket scene may have, and the grading of its colours.

Enters: a picture, its subjects' mask, a generator; colour names. Leaves: the picture, treated. Any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import cv2
import numpy as np

from livevis.errors import LivevisError
from livevis.lab.pocket import looks_cut, looks_light, looks_oil, looks_wet
from livevis.lab.pocket.looks_grain import Bytes
from livevis.lab.pocket.plan import RGB
from livevis.prompt.template import COLOURS

Treatment = Callable[[Bytes, Bytes, np.random.Generator], Bytes]

_TREATMENTS: dict[str, Treatment] = {
    "ink": looks_wet.ink,
    "neon": looks_light.neon,
    "watercolour": looks_wet.watercolour,
    "papercut": looks_cut.papercut,
    "noir": looks_light.noir,
    "stainedglass": looks_cut.stainedglass,
    "oil": looks_oil.oil,
    "woodcut": looks_cut.woodcut,
}

LOOKS: tuple[str, ...] = tuple(_TREATMENTS)
"""The looks there are; "" is the picture as it was drawn."""


def apply(look: str, pixels: Bytes, subject: Bytes, rng: np.random.Generator) -> Bytes:
    """``pixels`` in ``look``.

    ``pixels``: uint8 (h, w, 3) sRGB. ``subject``: uint8 (h, w), 255 where a subject is; its edges and colours
    are kept clearer than the rest. Everything left to chance comes from ``rng``. Returns uint8 (h, w, 3),
    the same array for look "".

    Raises:
        LivevisError: there is no such look.
        ValueError: ``subject`` is not as large as ``pixels``, or a side is longer than 512.
    """
    if subject.shape != pixels.shape[:2]:
        raise ValueError(f"a mask of {subject.shape} does not fit a picture of {pixels.shape}")
    if not look:
        return pixels
    if look not in _TREATMENTS:
        raise LivevisError(f"There is no look {look!r}", f"The looks are {', '.join(LOOKS)}.")
    return _TREATMENTS[look](pixels, subject, rng)


def tone(name: str) -> RGB:
    """The sRGB colour of ``name``.

    Raises:
        LivevisError: the name is not one of `livevis.prompt.template.COLOURS`.
    """
    if name not in COLOURS:
        raise LivevisError(f"There is no colour {name!r}", f"The colours are {', '.join(COLOURS)}.")
    return COLOURS[name]


def grade(pixels: Bytes, tones: Sequence[RGB], amount: float = 0.45) -> Bytes:
    """``pixels`` drawn towards ``tones``: ``amount`` (0..1) of its luma seen through their gradient.

    ``pixels``: uint8 (h, w, 3). ``tones``: in any order; sorted by luma, between a near black and a near
    white of their own hue, so that contrast stays. None: the picture as it is. Returns uint8 (h, w, 3).
    """
    if not tones or amount <= 0:
        return pixels
    luma = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    ramp = _ramp(tones)
    mapped = cv2.LUT(cv2.cvtColor(luma, cv2.COLOR_GRAY2RGB), ramp[None])
    graded: Bytes = cv2.addWeighted(pixels, 1 - amount, mapped, amount, 0)
    return graded


def _ramp(tones: Sequence[RGB]) -> Bytes:
    """The colour of each luma, uint8 (256, 3).

    A tone lies half-way between its own luma and its even place among the others: at its own alone, two
    tones of like luma would share one narrow step; at even places alone, contrast would go.
    """
    ordered = sorted(tones, key=_luma)
    even = np.linspace(0.25, 0.75, len(ordered)) if len(ordered) > 1 else np.array([0.5])
    spots = [0.5 * (float(at) * 255 + _luma(colour)) for at, colour in zip(even, ordered, strict=True)]
    spots = [min(230.0, max(25.0, spot)) for spot in spots]
    for i, (one, two) in enumerate(pairwise(list(spots))):
        spots[i + 1] = max(two, one + 8.0)
    first, last = np.array(ordered[0], float), np.array(ordered[-1], float)
    dark = first * min(1.0, 12 / (_luma(ordered[0]) + 1))
    light = 255 - (255 - last) * min(1.0, 14 / (256 - _luma(ordered[-1])))
    stops = np.array([dark, *ordered, light], float)
    return np.stack([np.interp(np.arange(256), [0, *spots, 255], stops[:, k]) for k in range(3)], 1).astype(
        np.uint8
    )


def _luma(colour: RGB) -> float:
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
