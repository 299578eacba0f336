"""The whole way from a prompt to pixels.

Enters: a `Prompt` and a size. Leaves: uint8 rgb. Any thread; imports every drawer, so import it late.
"""

from __future__ import annotations

import importlib

import numpy as np
from numpy.typing import NDArray

from livevis.messages import Prompt
from livevis.paint.lantern_kit.compose import compose
from livevis.paint.lantern_kit.finish import finish
from livevis.paint.lantern_kit.light import shine
from livevis.paint.lantern_kit.registry import lexicon
from livevis.paint.lantern_kit.scene import scene_of
from livevis.paint.lantern_kit.styles import STYLES
from livevis.paint.lantern_kit.words import Reader

for _drawer in (
    "places_water", "places_land", "places_far", "places_town", "places_way", "places_inside", "motifs_light",
    "motifs_water", "motifs_animals", "motifs_nature", "motifs_flowers", "motifs_people", "motifs_body",
    "motifs_town", "motifs_ride", "motifs_music", "motifs_things", "motifs_keepsakes",
):  # fmt: skip
    importlib.import_module(f"livevis.paint.lantern_kit.{_drawer}")

READER = Reader(lexicon())


def paint(prompt: Prompt, size: tuple[int, int]) -> NDArray[np.uint8]:
    """The picture of ``prompt``, uint8 (height, width, 3); ``size`` is (width, height)."""
    scene = scene_of(READER.sketch(prompt), prompt.look, prompt.seed, size)
    proof = compose(scene)
    shine(proof)
    return finish(STYLES[scene.sketch.style](proof))
