"""Colour: palettes into ramps, mixed the way the eye measures (OKLab).

Enters: "#rrggbb" strings. Leaves: sRGB triples of floats 0..1 and ramps of them. Any thread.
Source: Björn Ottosson, "A perceptual color space for image processing" (2020).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ink: TypeAlias = tuple[float, float, float]
"""sRGB, each 0..1."""

_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})$")
_TO_LMS = np.array(
    [[0.4122214708, 0.5363325363, 0.0514459929],
     [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]]
)  # fmt: skip
_TO_LAB = np.array(
    [[0.2104542553, 0.7936177850, -0.0040720468],
     [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]]
)  # fmt: skip
_FROM_LMS = np.linalg.inv(_TO_LMS)
_FROM_LAB = np.linalg.inv(_TO_LAB)


def from_hex(text: str) -> Ink | None:
    """ "#rrggbb" or "#rgb" as an ink; None if it is neither."""
    match = _HEX.match(text.strip())
    if match is None:
        return None
    digits = match.group(1)
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return (int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255)


def to_lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """sRGB (n, 3) 0..1 to OKLab (n, 3)."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T)


def from_lab(lab: NDArray[np.float64]) -> NDArray[np.float64]:
    """OKLab (n, 3) to sRGB (n, 3), clipped into 0..1."""
    linear = np.clip((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T, 0.0, 1.0)
    return np.asarray(np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055))


def _between(first: NDArray[np.float64], second: NDArray[np.float64], t: float) -> NDArray[np.float64]:
    """Two OKLab colours mixed; half-way round the hue circle, so that blue to orange is rose, not mud."""
    straight = first + (second - first) * t
    chroma = [float(np.hypot(c[1], c[2])) for c in (first, second)]
    if min(chroma) < 0.02:
        return straight
    hue = [float(np.arctan2(c[2], c[1])) for c in (first, second)]
    turn = (hue[1] - hue[0] + np.pi) % (2 * np.pi) - np.pi
    size = chroma[0] + (chroma[1] - chroma[0]) * t
    angle = hue[0] + turn * t
    curved = np.array([straight[0], size * np.cos(angle), size * np.sin(angle)])
    return straight + 0.7 * (curved - straight)


def mix(first: Ink, second: Ink, t: float) -> Ink:
    """``first`` at t = 0, ``second`` at t = 1, through OKLab."""
    lab = to_lab(np.array([first, second], float))
    return _ink(from_lab(_between(lab[0], lab[1], min(max(t, 0.0), 1.0))[None])[0])


def lightness(ink: Ink) -> float:
    """OKLab lightness, 0..1."""
    return float(to_lab(np.array([ink], float))[0, 0])


def chroma(ink: Ink) -> float:
    """OKLab chroma, 0 (grey) .. about 0.3."""
    lab = to_lab(np.array([ink], float))[0]
    return float(np.hypot(lab[1], lab[2]))


def relight(ink: Ink, to: float, vivid: float = 1.0) -> Ink:
    """The same hue at OKLab lightness ``to``, its chroma times ``vivid``."""
    lab = to_lab(np.array([ink], float))
    lab[0, 0] = to
    lab[0, 1:] *= vivid
    return _ink(from_lab(lab)[0])


def shade(ink: Ink, by: float) -> Ink:
    """Lighter (``by`` > 0) or darker, in OKLab lightness."""
    return relight(ink, min(max(lightness(ink) + by, 0.02), 0.99))


def _ink(rgb: NDArray[np.float64]) -> Ink:
    return (float(rgb[0]), float(rgb[1]), float(rgb[2]))


@dataclass(frozen=True)
class Ramp:
    """A palette as a road from its darkest colour (0) to its lightest (1), with its accent."""

    stops: tuple[Ink, ...]
    accent: Ink

    def tone(self, t: float) -> Ink:
        """The colour at ``t`` (0 dark .. 1 light)."""
        place = min(max(t, 0.0), 1.0) * (len(self.stops) - 1)
        index = min(int(place), len(self.stops) - 2)
        return mix(self.stops[index], self.stops[index + 1], place - index)

    def table(self, count: int = 256) -> NDArray[np.float32]:
        """The ramp as float32 (count, 3)."""
        return np.array([self.tone(i / (count - 1)) for i in range(count)], np.float32)


def ramp_of(colours: Sequence[str]) -> Ramp:
    """A ramp from palette strings; unreadable ones are left out; completed to reach dark and light."""
    read = [ink for ink in (from_hex(colour) for colour in colours) if ink is not None]
    inks = sorted(read or [(0.5, 0.5, 0.55)], key=lightness)
    accent = max(inks, key=lambda ink: chroma(ink) * (0.25 + lightness(ink)))
    if lightness(inks[0]) > 0.3:
        inks.insert(0, relight(inks[0], 0.2, 0.7))
    if lightness(inks[-1]) < 0.8:
        inks.append(relight(inks[-1], 0.93, 0.5))
    if len(inks) == 2:
        inks.insert(1, mix(inks[0], inks[1], 0.45))
    return Ramp(tuple(inks), accent)
