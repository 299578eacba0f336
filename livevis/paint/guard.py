"""The black-picture guard: what a model could not paint, the wall does not show.

Enters: a callable that paints from a seed. Leaves: pixels that may go on the wall, and why they are
not the asked-for ones where they are not. Pure over the callable; the stage's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.paint.painter import Size

_BLACK = 12
_UNIFORM = 1.5
_SAMPLED = 160
_SPARE_COLOURS = ("#1d2440", "#5a4a78", "#c98f6b")
_RETRY_STEP = 0x9E3779B1
"""Odd, near 2**32 over the golden ratio: a retried seed lands far off (Knuth, TAOCP 3, 6.4)."""


@dataclass(frozen=True)
class Attempt:
    """What came of one try: ``pixels`` uint8 (h, w, 3) or floating 0..1; ``refused`` says why the
    painter itself will not have it shown (the safety checker's word), and is then final."""

    pixels: NDArray[Any]
    refused: str = ""


@dataclass(frozen=True)
class Guarded:
    """What may be shown: ``pixels`` uint8 (h, w, 3), the ``seed`` that made them, and ``fault``,
    empty unless they repeat an earlier picture."""

    pixels: NDArray[np.uint8]
    seed: int
    fault: str = ""


class Guard:
    """Holds the last good picture and shows it in place of a black, uniform or undefined one.

    A bad picture is tried again with another seed, at most ``retries`` times; one its painter
    refuses is not. Before any good picture there is a soft gradient of the look's colours.
    """

    def __init__(self, retries: int = 2) -> None:
        self._retries = retries
        self._last: Guarded | None = None

    def paint(
        self, attempt: Callable[[int], Attempt], seed: int, size: Size, palette: Sequence[str] = ()
    ) -> Guarded:
        """The picture ``attempt(seed)`` makes if it is good, else the nearest thing to it that is."""
        reasons: list[str] = []
        for turn in range(self._retries + 1):
            tried = (seed + turn * _RETRY_STEP) % 2**32
            made = attempt(tried)
            reason = made.refused or bad(made.pixels)
            if not reason:
                self._last = Guarded(as_uint8(made.pixels), tried)
                return self._last
            reasons.append(reason)
            if made.refused:
                break
        tries = "" if len(reasons) == 1 else f" in {len(reasons)} tries"
        return self._held(f"{reasons[-1]}{tries}", seed, size, palette)

    def forget(self) -> None:
        """A new song: the last picture of the old one is no fallback any more."""
        self._last = None

    def _held(self, reason: str, seed: int, size: Size, palette: Sequence[str]) -> Guarded:
        if self._last is not None and self._last.pixels.shape == (size[1], size[0], 3):
            return Guarded(self._last.pixels, self._last.seed, f"{reason}; the last good picture stays")
        return Guarded(
            plate(size, palette), seed, f"{reason}; no good picture yet, a plain gradient stands in"
        )


def bad(pixels: NDArray[Any]) -> str:
    """Why ``pixels`` cannot be shown, or "": undefined (NaN, infinite), black, or of one colour.

    A night scene is dark but has lights or grain: black means that hardly a pixel in two hundred
    is brighter than 12 of 255, uniform that no channel varies by more than 1.5 of 255. Both are
    judged on about 160 rows and columns, undefinedness on every pixel.
    """
    if np.issubdtype(pixels.dtype, np.floating):
        if not np.isfinite(pixels).all():
            return "the picture came out undefined (NaN)"
        pixels = pixels * 255.0
    step = max(1, min(pixels.shape[:2]) // _SAMPLED)
    pixels = pixels[::step, ::step]
    if float(np.percentile(pixels.max(axis=-1), 99.5)) < _BLACK:
        return "the picture came out black"
    if float(pixels.std(axis=(0, 1), dtype=np.float64).max()) < _UNIFORM:
        return "the picture came out in one flat colour"
    return ""


def as_uint8(pixels: NDArray[Any]) -> NDArray[np.uint8]:
    """Floating 0..1 as 0..255, rounded; uint8 as it is."""
    if pixels.dtype == np.uint8:
        return np.ascontiguousarray(pixels)
    scaled: NDArray[np.uint8] = np.clip(np.rint(pixels * 255.0), 0, 255).astype(np.uint8)
    return scaled


def plate(size: Size, palette: Sequence[str] = ()) -> NDArray[np.uint8]:
    """A soft gradient down ``palette`` ("#rrggbb"; dusk if empty), lifted off black: uint8 (h, w, 3)."""
    colours = list(palette) if len(palette) > 1 else list(_SPARE_COLOURS)
    stops = np.array(
        [[int(c.removeprefix("#")[i : i + 2], 16) for i in (0, 2, 4)] for c in colours], np.float64
    )
    stops = 24.0 + stops * (255.0 - 24.0) / 255.0
    if (
        np.ptp(stops, axis=0).max() < 8.0
    ):  # a palette of one colour would make the flat plate we guard against
        stops = np.concatenate([stops, np.minimum(stops[-1:] + 48.0, 255.0)])
    width, height = size
    places = np.linspace(0.0, len(stops) - 1.0, height)
    column = np.stack([np.interp(places, np.arange(len(stops)), stops[:, c]) for c in range(3)], axis=1)
    gradient: NDArray[np.uint8] = np.repeat(np.rint(column).astype(np.uint8)[:, None, :], width, axis=1)
    return gradient
