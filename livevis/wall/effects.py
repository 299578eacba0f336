"""What keeps a still picture alive: a slow drift; and its fit to the wall, and brightness.

Enters: a picture of any size. Leaves: pixels of the canvas's size. Pure; any thread.

Pictures are held as four channels (R, G, B, unused): a warp of four takes 1.3 ms at 1280x720 where
one of three takes 3 to 4.
"""

from __future__ import annotations

import math
import random
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from livevis.units import Pixels, Seconds

#: Largest extra zoom, at drift 1.0. At the usual 0.35 a picture breathes by 7 % and wanders by 1 to
#: 8 pixels a second on a 1280 wall: seen when looked for, never felt as motion.
REACH = 0.22

#: Share of the free border the wandering may use: the edge of a picture is never reached.
WANDER = 0.92


@dataclass(frozen=True)
class View:
    """What part of a picture is seen: ``zoom`` >= 1; ``x``, ``y`` in -1..1 of the border zoom leaves free."""

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0


WHOLE = View()


@lru_cache(maxsize=256)
def _waves(picture_id: str) -> tuple[float, float, float, float]:
    """Turns a second and phase (radians) of the zoom, then of the wandering, seeded by the picture's id.

    The zoom's phase lies near a zero of the sine, so that a picture is under way from its first moment.
    """
    chance = random.Random(zlib.crc32(picture_id.encode()))
    zoom = math.tau / chance.uniform(24.0, 36.0)
    zoom_phase = chance.choice((0.0, math.pi)) + chance.uniform(-0.7, 0.7)
    wander = chance.choice((1.0, -1.0)) * math.tau / chance.uniform(32.0, 46.0)
    return zoom, zoom_phase, wander, chance.uniform(0.0, math.tau)


def drift(picture_id: str, age: Seconds, amount: float) -> View:
    """The view of a picture ``age`` seconds after it was first shown; ``amount`` 0..1, 0 stands still.

    Smooth in ``age`` for ever. The view wanders on an ellipse, whose speed is never 0, so a long-held
    picture neither stops nor visibly turns back.
    """
    if amount <= 0.0:
        return WHOLE
    zoom, zoom_phase, wander, wander_phase = _waves(picture_id)
    reach = REACH * min(amount, 1.0)
    angle = wander * age + wander_phase
    return View(
        zoom=1.0 + reach * (0.55 + 0.45 * math.sin(zoom * age + zoom_phase)),
        x=WANDER * math.cos(angle),
        y=WANDER * math.sin(angle),
    )


SPARED = 0.12
"""The largest share of a picture's side that is cut to make it fit the wall."""


def overscan(amount: float) -> float:
    """How much larger than the canvas a picture is kept so that its drifting view stays sharp."""
    return 1.0 + REACH * min(max(amount, 0.0), 1.0) * 0.55


def cover(pixels: NDArray[np.uint8], size: tuple[Pixels, Pixels], scale: float = 1.0) -> NDArray[np.uint8]:
    """Fit a picture so that it covers ``size`` (width, height) times ``scale``.

    Of a picture of another shape at most `SPARED` of a side is cut away, evenly; what is then still missing
    of the wall is the picture mirrored at its edges and out of focus: a square painting keeps its subject's
    head and feet on a wide wall.
    Parameters: ``pixels`` uint8 (h, w, 3). Returns: uint8 (round(height*scale), round(width*scale), 4).
    Enlarging is bicubic, shrinking takes area means.
    """
    import cv2

    width, height = round(size[0] * scale), round(size[1] * scale)
    tall, wide = pixels.shape[:2]
    if wide * height > tall * width:
        keep = max(1, round(tall * width / height), round(wide * (1.0 - SPARED)))
        left = (wide - keep) // 2
        pixels = _stretched(pixels[:, left : left + keep], 0, max(tall, round(keep * height / width)))
    else:
        keep = max(1, round(wide * height / width), round(tall * (1.0 - SPARED)))
        top = (tall - keep) // 2
        pixels = _stretched(pixels[top : top + keep], 1, max(wide, round(keep * width / height)))
    if pixels.shape[:2] != (height, width):
        how = cv2.INTER_AREA if pixels.shape[0] > height else cv2.INTER_CUBIC
        pixels = cv2.resize(pixels, (width, height), interpolation=how)
    fitted: NDArray[np.uint8] = cv2.cvtColor(pixels, cv2.COLOR_RGB2RGBA)
    return fitted


def _stretched(pixels: NDArray[np.uint8], axis: int, length: int) -> NDArray[np.uint8]:
    """``pixels`` made ``length`` long along ``axis`` by its mirror image, which blurs away from the seam."""
    import cv2

    missing = length - pixels.shape[axis]
    if missing <= 0:
        return pixels
    before, after = missing // 2, missing - missing // 2
    sides = ((before, after), (0, 0), (0, 0)) if axis == 0 else ((0, 0), (before, after), (0, 0))
    mirrored = np.pad(pixels, sides, mode="symmetric")
    soft = cv2.GaussianBlur(mirrored, (0, 0), max(0.5, min(pixels.shape[:2]) / 24.0))
    place = np.arange(length, dtype=np.float32)
    beyond = np.maximum(before - place, place - (length - 1 - after)) / max(1.0, 0.15 * pixels.shape[axis])
    weight = np.clip(beyond, 0.0, 1.0)
    weight = weight[None, :, None] if axis else weight[:, None, None]
    mixed: NDArray[np.float32] = mirrored + (soft.astype(np.float32) - mirrored) * weight
    return np.rint(mixed).astype(np.uint8)


def look_through(kept: NDArray[np.uint8], view: View, out: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Draw what ``view`` sees of ``kept`` (from `cover`, any scale, the canvas's shape) into ``out``.

    One bilinear warp with sub-pixel position. Both uint8 (h, w, 4).
    """
    import cv2

    tall, wide = kept.shape[:2]
    height, width = out.shape[:2]
    across, down = wide / (view.zoom * width), tall / (view.zoom * height)
    left = (wide - width * across) * 0.5 * (1.0 + view.x)
    top = (tall - height * down) * 0.5 * (1.0 + view.y)
    # Pixel centres: the middle of canvas pixel 0 is 0.5 from the edge, in either grid.
    matrix = np.array([[across, 0.0, left + 0.5 * across - 0.5], [0.0, down, top + 0.5 * down - 0.5]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cv2.warpAffine(kept, matrix, (width, height), dst=out, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return out


def dim(pixels: NDArray[np.uint8], level: float) -> NDArray[np.uint8]:
    """Scale values in place by ``level`` 0..1: exactly itself at 1, exactly black at 0."""
    import cv2

    if level <= 0.0:
        pixels[...] = 0
    elif level < 1.0:
        cv2.convertScaleAbs(pixels, dst=pixels, alpha=level)
    return pixels
