"""From an occasion to paint, through a prompt, to a picture on the wall."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from livevis.messages.look import Crossfade, Look, Scene
from livevis.units import Seconds


class Why(str, Enum):
    """What a picture was painted for."""

    WORDS = "words"
    LINE = "line"
    SOUND = "sound"
    CUE = "cue"
    AHEAD = "ahead"


class Urgency(str, Enum):
    """NOW: wanted on the wall this instant; newest wins. AHEAD: will be wanted; painted when NOW is empty."""

    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Trigger:
    """An occasion to paint, from the conductor to the prompter.

    ``id`` is unique in the show and begins the ids of the prompts and pictures made from it.
    ``text``: the new words (a lyric line, heard words) or a cue's prompt. ``line``: occurrence
    index in the song, where the occasion is a known line. ``variant`` seeds repeated occasions:
    a returning refrain keeps variant 0 and so its look.
    """

    id: str
    why: Why
    urgency: Urgency
    text: str
    scene: Scene
    at: Seconds
    line: int | None = None
    variant: int = 0


@dataclass(frozen=True)
class Prompt:
    """What to paint.

    ``text`` is the whole prompt as a text encoder reads it. ``subject`` is the part that comes
    from the words alone; ``trigger`` the id of the occasion it was made for. ``seed`` fixes the noise
    (one seed a scene; see paint/walk).
    """

    id: str
    text: str
    why: Why
    urgency: Urgency
    song: str
    look: Look
    seed: int
    at: Seconds
    subject: str = ""
    negative: str = ""
    trigger: str = ""
    for_line: int | None = None


@dataclass(frozen=True)
class Picture:
    """A finished picture: ``pixels`` uint8 (height, width, 3), sRGB, read-only.

    ``fault`` is empty for a good picture; otherwise it says why the painter's own result could not
    be shown and these pixels repeat the last good one.
    """

    id: str
    prompt: Prompt
    pixels: NDArray[np.uint8]
    seed: int
    painter: str
    fault: str = ""

    def __post_init__(self) -> None:
        if self.pixels.ndim != 3 or self.pixels.shape[2] != 3 or self.pixels.dtype != np.uint8:
            raise ValueError("pixels must be uint8 of shape (height, width, 3)")
        self.pixels.setflags(write=False)


@dataclass(frozen=True)
class Show:
    """Put ``picture`` on the wall, beginning its crossfade at ``at``.

    ``line``: the lyric line (occurrence) it is shown for; a refrain shows one picture for several.
    """

    picture: Picture
    at: Seconds
    crossfade: Crossfade = field(default_factory=Crossfade)
    drift: float = 0.35
    line: int | None = None


@dataclass(frozen=True)
class Frame:
    """One finished canvas: uint8 (height, width, 3) sRGB, read-only; ``number`` counts from 0."""

    pixels: NDArray[np.uint8]
    at: Seconds
    number: int

    def __post_init__(self) -> None:
        self.pixels.setflags(write=False)
