"""The last pull of the press: keeps every picture visible on a wall.

Enters: float rgb. Leaves: uint8 rgb, its mean luma in 0.15..0.76, its deviation over 0.06. Any thread.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livevis.paint.lantern_kit.noise import Field

LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
DARKEST, BRIGHTEST, FLATTEST = 0.17, 0.74, 0.075


def luma(rgb: Field) -> Field:
    """Rec. 709 luma of sRGB values, float32 (h, w), 0..1."""
    return np.asarray(rgb @ LUMA, np.float32)


def finish(rgb: Field) -> NDArray[np.uint8]:
    """Exposure and contrast into the safe range, then uint8."""
    rgb = np.clip(rgb, 0, 1)
    for _ in range(4):
        y = luma(rgb)
        mean, spread = float(y.mean()), float(y.std())
        if DARKEST <= mean <= BRIGHTEST and spread >= FLATTEST:
            break
        if spread < FLATTEST:
            rgb = np.clip(
                mean + (rgb - mean) * np.float32(min(FLATTEST * 1.15 / max(spread, 1e-3), 8.0)), 0, 1
            )
            continue
        goal = min(max(mean, DARKEST * 1.04), BRIGHTEST * 0.98)
        gamma = np.log(goal) / np.log(min(max(mean, 1e-3), 0.999))
        rgb = np.clip(rgb, 1e-4, 1) ** np.float32(np.clip(gamma, 0.3, 3.0))
    return np.asarray(np.rint(np.clip(rgb, 0, 1) * 255), np.uint8)
