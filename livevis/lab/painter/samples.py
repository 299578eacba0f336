"""Pictures to look at while a painter learns, and when it has learned.

Enters: a pipeline, prompts. Leaves: uint8 pictures and sheets of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.lab.pocket.captions import caption, holdout
from livevis.lab.pocket.plan import Scene
from livevis.lab.pocket.scene import draw
from livevis.lab.pocket.vocabulary import Vocabulary

Pixels = NDArray[np.uint8]


def unseen(known: Vocabulary, count: int, seed: int) -> list[tuple[Scene, str]]:
    """Scenes whose combination of subject, place and look was held out of training, with a caption each."""
    rng = np.random.default_rng((seed, 77))
    found: list[tuple[Scene, str]] = []
    trial = 0
    while len(found) < count:
        scene = draw(900_000_000 + 50_021 * seed + trial, known)
        trial += 1
        if holdout(scene):
            found.append((scene, caption(scene, known, rng)))
    return found


def painted(pipeline: Any, texts: Sequence[str], steps: int, seed: int = 0) -> list[Pixels]:
    """One picture a text, uint8 (side, side, 3), from noise of its own."""
    import torch

    pipeline.set_progress_bar_config(disable=True)
    pictures: list[Pixels] = []
    for first in range(0, len(texts), 8):
        some = list(texts[first : first + 8])
        noise = torch.Generator("cpu").manual_seed(seed + first)
        made = pipeline(
            some, num_inference_steps=steps, guidance_scale=0.0, generator=noise, output_type="np"
        )
        pictures += [np.round(np.clip(image, 0.0, 1.0) * 255.0).astype(np.uint8) for image in made.images]
    return pictures
