"""Where finished frames go.

Enters: `Frame`s, one by one, in order. Leaves: light, a file, or (here) a count. Thread: an output is
entered, shown to and left on one and the same thread; a display on the main one.
"""

from __future__ import annotations

from types import TracebackType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from livevis.messages import Frame
from livevis.units import Pixels

#: Relative weights of sRGB's primaries in perceived brightness (ITU-R BT.709, luma).
LUMA = np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)


class Output(Protocol):
    """Something a finished frame can be shown on."""

    def __enter__(self) -> Output: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def show(self, frame: Frame) -> None:
        """Present ``frame`` now. Must not keep it longer than the call, nor write to it."""


def luminance(pixels: NDArray[np.uint8]) -> float:
    """Mean luma of a canvas, 0..255, from every eighth row and column."""
    return float(pixels[::8, ::8].reshape(-1, 3).astype(np.float32).mean(axis=0) @ LUMA)


class NullOutput:
    """The wall of a machine without one: counts what it is shown.

    Attributes:
        frames: how many frames were shown.
        luminance: mean luma of the last one, 0..255 (0.0 before any).
        thumbnails: if ``every`` > 0, each ``every``-th frame as (time, uint8 (h, ``thumb_width``, 3)),
            the latest ``keep`` of them.
    """

    def __init__(self, every: int = 0, thumb_width: Pixels = 64, keep: int = 256) -> None:
        self.frames = 0
        self.luminance = 0.0
        self.thumbnails: list[tuple[float, NDArray[np.uint8]]] = []
        self._every = every
        self._thumb_width = thumb_width
        self._keep = keep

    def __enter__(self) -> NullOutput:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return None

    def show(self, frame: Frame) -> None:
        """Count ``frame``."""
        self.luminance = luminance(frame.pixels)
        if self._every and self.frames % self._every == 0:
            step = max(1, frame.pixels.shape[1] // self._thumb_width)
            self.thumbnails.append((frame.at, frame.pixels[::step, ::step].copy()))
            del self.thumbnails[: -self._keep]
        self.frames += 1
