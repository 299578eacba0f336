"""What a weather puts between the eye and a place: rain, flakes, fog.

Enters: the air, a drawn sheet. Leaves: an RGBA picture to be laid over the subjects, or None. The patterns
are drawn once per side and kept. Any thread.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from livevis.lab.pocket.places_air import Air
from livevis.lab.pocket.places_sheet import Sheet, mix
from livevis.lab.pocket.plan import RGB

_KINDS = 6
"""Patterns kept of each weather; each use is moved sideways by chance, which makes many of few."""


def front(air: Air, side: int, rng: np.random.Generator) -> NDArray[np.uint8] | None:
    """Return uint8 (side, side, 4) to lay over the subjects, or None in weather that hides nothing."""
    kind, slide = int(rng.integers(_KINDS)), int(rng.integers(side))
    if air.weather == "rain":
        return _tinted(_rain(side)[kind], slide, mix(air.stops[0], (235, 242, 255), 0.62))
    if air.weather == "snow":
        return _tinted(_flakes(side)[kind], slide, mix(air.stops[2], (255, 255, 255), 0.78))
    if air.weather == "fog":
        return _tinted(_fog(side)[kind], slide, air.haze)
    return None


def haze(sheet: Sheet, air: Air) -> None:
    """Lay fog over a drawn place, thickest at the horizon: what stands behind the subjects fades."""
    if air.weather != "fog":
        return
    rows = (np.arange(sheet.side) + 0.5) / sheet.side
    thick = 112.0 * np.exp(-(((rows - air.horizon + 0.05) / 0.26) ** 2))  # of 256
    share = thick.astype(np.uint16)[:, None, None]
    veil = share * np.asarray(air.haze, dtype=np.uint16)
    sheet.pixels[:] = (sheet.pixels * (np.uint16(256) - share) + veil) >> 8


def _tinted(alpha: NDArray[np.uint8], slide: int, colour: RGB) -> NDArray[np.uint8]:
    side = alpha.shape[0]
    made = np.empty((side, side, 4), np.uint8)
    made[:] = (*colour, 0)
    made[:, slide:, 3] = alpha[:, : side - slide]
    made[:, :slide, 3] = alpha[:, side - slide :]
    return made


def lay_over(lower: NDArray[np.uint8], upper: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    """Return one front made of two, the more opaque pixel winning; ``upper`` may be None."""
    if upper is None:
        return lower
    return np.where(upper[..., 3:] > lower[..., 3:], upper, lower)


@lru_cache(maxsize=4)
def _rain(side: int) -> NDArray[np.uint8]:
    """Return uint8 (kinds, side, side): slanted streaks, which meet at the left and right edge."""
    rng = np.random.default_rng(11)
    made = np.zeros((_KINDS, side, side), np.uint8)
    for sheet in made:
        for x, y, long, strong in rng.random((50, 4)):
            length = 0.08 + 0.11 * long
            for turn in (-1.0, 0.0, 1.0):
                start = np.array([x + turn, y * 1.15 - 0.1])
                ends = np.rint(np.stack([start, start + np.array([-0.22 * length, length])]) * side * 16)
                tone = int(80 + 115 * strong)
                cv2.polylines(
                    sheet, [ends.astype(np.int32)], False, tone, max(1, round(side / 140)), cv2.LINE_AA, 4
                )
    return made


@lru_cache(maxsize=4)
def _flakes(side: int) -> NDArray[np.uint8]:
    """Return uint8 (kinds, side, side): round flakes, small far ones and a few large near ones."""
    rng = np.random.default_rng(12)
    made = np.zeros((_KINDS, side, side), np.uint8)
    for sheet in made:
        for x, y, large in rng.random((96, 3)):
            radius = max(10, round((0.0055 + 0.010 * large**3) * side * 16))
            for turn in (-1.0, 0.0, 1.0):
                centre = (round((x + turn) * side * 16), round(y * side * 16))
                cv2.circle(sheet, centre, radius, 235, -1, cv2.LINE_AA, 4)
    return made


@lru_cache(maxsize=4)
def _fog(side: int) -> NDArray[np.uint8]:
    """Return uint8 (kinds, side, side): long soft wisps over a thin veil."""
    rng = np.random.default_rng(13)
    made = np.empty((_KINDS, side, side), np.uint8)
    rows = np.linspace(0.0, 1.0, side, dtype=np.float32)[:, None]
    body = 0.16 + 0.16 * np.exp(-(((rows - 0.62) / 0.22) ** 2))
    for k in range(_KINDS):
        small = rng.random((9, 4)).astype(np.float32)
        ringed = np.concatenate([small[:, -1:], small, small[:, :1]], axis=1)
        wide = cv2.resize(ringed, (side * 6 // 4, side), interpolation=cv2.INTER_CUBIC)
        wisp = wide[:, side // 4 : side // 4 + side]
        made[k] = (255.0 * np.clip(body + 0.26 * (wisp - 0.5), 0.06, 0.5)).astype(np.uint8)
    return made
