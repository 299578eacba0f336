"""What every painter is: a worker from a prompt to pictures.

Enters: a `Prompt`. Leaves: one `Picture` or, where a painter travels there from the last one, a
few on the way and the asked-for one last. Thread: its stage's own. Nothing here is heavier than numpy.
"""

from __future__ import annotations

from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from livevis.flow.worker import Worker
from livevis.messages import Picture, Prompt
from livevis.units import Pixels

Size: TypeAlias = tuple[Pixels, Pixels]
"""Width and height, in this order."""


class Painter(Worker[Prompt, Picture], Protocol):
    """A worker from `Prompt` to `Picture`.

    ``size`` is (width, height) of its pictures, true once entered. A picture is never black by
    accident: what could not be painted repeats the last good one and says why in ``fault``.
    """

    @property
    def size(self) -> Size: ...


def finished(prompt: Prompt, pixels: NDArray[np.uint8], painter: str, fault: str = "") -> Picture:
    """The picture of ``prompt``, named after it: ``pixels`` uint8 (height, width, 3) sRGB."""
    return Picture(
        id=f"pic-{prompt.id}",
        prompt=prompt,
        pixels=pixels,
        seed=prompt.seed,
        painter=painter,
        fault=fault,
    )
