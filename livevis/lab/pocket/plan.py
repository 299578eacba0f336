"""What a pocket scene is, before anything is drawn.

Enters: nothing. Leaves: frozen values that captions, renderer and judge agree on. Pure; any thread.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

RGB = tuple[int, int, int]
"""An sRGB colour, 0..255 each."""

SIDE = 256
"""Pixels of a scene's side; scenes are square."""


@dataclass(frozen=True)
class Subject:
    """Something to be seen, drawn from one glyph of the Noto Color Emoji font.

    ``glyph``: the character. ``words``: singular names, the usual one first; ``plurals`` likewise.
    ``home``: where it belongs: "ground", "water" (on it), "air" or "sky" (far up, glowing: moon, star).
    ``tall``: its usual height as a share of the picture's, 0.25 to 0.6. ``tints``: True if it may be
    recoloured ("a red boat"); a moon may not.
    """

    name: str
    glyph: str
    words: tuple[str, ...]
    plurals: tuple[str, ...]
    home: str = "ground"
    tall: float = 0.42
    tints: bool = True


@dataclass(frozen=True)
class Named:
    """A place, hour, weather, look or mood: its key, and the phrases that stand for it in a caption."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Cast:
    """A subject in one scene: how many, how large, what colour, and the words chosen for each.

    ``count`` 1..4. ``size``: "" | "small" | "big". ``tint``: a key of the colours, or "".
    """

    subject: Subject
    count: int = 1
    size: str = ""
    tint: str = ""


@dataclass(frozen=True)
class Scene:
    """One scene: everything the caption may tell and the renderer must show.

    Keys of the vocabulary; "" where nothing is asked for. ``tones``: up to three colour names of
    `livevis.prompt.template.COLOURS`, darkest first. ``seed`` decides everything not told in words.
    """

    casts: tuple[Cast, ...]
    place: str
    hour: str = ""
    weather: str = ""
    look: str = ""
    tones: tuple[str, ...] = ()
    seed: int = 0


@dataclass(frozen=True)
class Ground:
    """A drawn place, waiting for its subjects.

    ``pixels``: uint8 (side, side, 3) sRGB. ``horizon``: row where sky meets ground, in pixels.
    ``floor``: rows (top, bottom) where a standing or floating subject's feet may be. ``light``: tint that
    falls on subjects (multiply, 0..1.3 each channel). ``front``: RGBA uint8 (side, side, 4) that is drawn
    over the subjects (fog, rain, grass blades), or None.
    """

    pixels: NDArray[np.uint8]
    horizon: int
    floor: tuple[int, int]
    light: tuple[float, float, float] = (1.0, 1.0, 1.0)
    front: NDArray[np.uint8] | None = None
    water: bool = False
    """True if the floor is water: a subject's reflection is drawn."""
    wet: tuple[int, int] = field(default=(0, 0))
    """Rows of open water where boats and swimmers go, (0, 0) if there is none."""
