"""The lantern: a painter of no model, that draws what the words say.

Enters: a `Prompt`. Leaves: one `Picture` (uint8, sRGB). On the painter's stage thread.

It needs no weights and no device, so it is what a fresh machine shows and the last rung of the
ladder. The same words, look, seed and size give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.flow.worker import Part
from livevis.messages import Picture, Prompt
from livevis.units import Pixels, Seconds

SMALLEST: Pixels = 16


class LanternPainter(Part):
    """Draws prompts. ``size`` is (width, height) in pixels, each at least 16.

    ``nominal_cost``: seconds a picture takes in virtual time.
    """

    name = "lantern"

    def __init__(self, size: tuple[Pixels, Pixels] = (640, 360), nominal_cost: Seconds = 0.3) -> None:
        if min(size) < SMALLEST:
            raise ValueError(f"a picture is at least {SMALLEST}x{SMALLEST} pixels, not {size[0]}x{size[1]}")
        self.size = (int(size[0]), int(size[1]))
        self.nominal_cost = nominal_cost
        self._paint: Callable[[Prompt, tuple[int, int]], NDArray[np.uint8]] | None = None

    def __enter__(self) -> Any:
        self._paint = _atelier()
        return self

    def __call__(self, prompt: Prompt) -> Iterator[Picture]:
        """One picture of ``prompt``, named after it."""
        if self._paint is None:
            self._paint = _atelier()
        pixels = self._paint(prompt, self.size)
        yield Picture(f"pic-{prompt.id}", prompt, pixels, seed=prompt.seed, painter=self.name)


def _atelier() -> Callable[[Prompt, tuple[int, int]], NDArray[np.uint8]]:
    """The drawing functions; OpenCV comes here, once, and keeps to the thread it is called on."""
    import cv2

    from livevis.paint.lantern_kit.atelier import paint

    cv2.setNumThreads(1)
    return paint
