"""What the looks are painted on and with: smooth noise, kept once and cropped at random, and small tools.

Enters: sizes, pictures. Leaves: float32 textures and masks. Any thread; the textures are read-only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bytes = NDArray[np.uint8]

TILE = 512
"""Side of a texture, in pixels; also the largest picture a look can be put on."""

cv2.setNumThreads(1)


@lru_cache(maxsize=32)
def clouds(size: float, seed: int = 0, stretch: float = 1.0, turn: float = 0.0) -> Floats:
    """Smooth noise of spread ``size`` pixels, mean 0, deviation 1; float32 (2 TILE, 2 TILE), read-only.

    White noise through a Gaussian in the frequency domain, so it tiles. ``stretch`` lengthens it along
    the direction ``turn`` (radians, 0 is rightwards).
    """
    rng = np.random.default_rng((seed, 977))
    waves = np.fft.rfft2(rng.standard_normal((TILE, TILE)))
    fy = np.fft.fftfreq(TILE)[:, None]
    fx = np.fft.rfftfreq(TILE)[None]
    along = (fx * np.cos(turn) + fy * np.sin(turn)) * stretch
    across = -fx * np.sin(turn) + fy * np.cos(turn)
    waves *= np.exp(-2 * (np.pi * size) ** 2 * (along**2 + across**2))
    waves[0, 0] = 0
    noise = np.fft.irfft2(waves, (TILE, TILE))
    tiled = np.tile(noise / noise.std(), (2, 2)).astype(np.float32)
    tiled.flags.writeable = False
    return tiled


def crop(texture: Floats, shape: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """A view of ``texture`` at a random place, float32 ``shape[:2]``.

    Raises:
        ValueError: a side is longer than `TILE`.
    """
    height, width = shape[:2]
    if max(height, width) > TILE:
        raise ValueError(f"a look reaches {TILE} pixels a side, not {height} x {width}")
    top, left = (int(at) for at in rng.integers(0, TILE, 2))
    return texture[top : top + height, left : left + width]


@lru_cache(maxsize=8)
def places(height: int, width: int) -> tuple[Floats, Floats]:
    """Column and row of every pixel, float32 (height, width) each, read-only."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x.flags.writeable = y.flags.writeable = False
    return x, y


def wobbled(pictures: Sequence[Bytes], wide: float, reach: float, rng: np.random.Generator) -> list[Bytes]:
    """``pictures`` pushed about alike, ``reach`` pixels far, by smooth noise of spread ``wide``."""
    x, y = places(*pictures[0].shape[:2])
    right = x + crop(clouds(wide, 1), x.shape, rng) * np.float32(reach)
    down = y + crop(clouds(wide, 2), x.shape, rng) * np.float32(reach)
    return [cv2.remap(one, right, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT) for one in pictures]


def step(values: Floats, low: float, high: float) -> Floats:
    """0 below ``low``, 1 above ``high``, an S between them (Hermite's smoothstep); float32."""
    t: Floats = np.clip((values - np.float32(low)) * np.float32(1 / (high - low)), 0, 1)
    smooth: Floats = t * t * (np.float32(3) - np.float32(2) * t)
    return smooth


def blur(values: Floats, sigma: float) -> Floats:
    """Gaussian blur; wide ones are done on a shrunken copy, which nobody can tell."""
    if sigma < 6:
        soft: Floats = cv2.GaussianBlur(values, (0, 0), sigma)
        return soft
    height, width = values.shape[:2]
    small = cv2.resize(values, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / 4)
    wide: Floats = cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR)
    return wide


def mixed(under: Floats, over: Floats, share: Floats) -> Floats:
    """``under`` with ``share`` (h, w, 0..1) of ``over`` on it; float32 (h, w, 3)."""
    blend: Floats = cv2.blendLinear(under, over, np.float32(1) - share, share)
    return blend


@lru_cache(maxsize=32)
def solid(colour: tuple[float, float, float], height: int, width: int) -> Floats:
    """A sheet of one colour, float32 (height, width, 3), read-only."""
    sheet = np.full((height, width, 3), colour, np.float32)
    sheet.flags.writeable = False
    return sheet


def flattened(picture: Bytes) -> Bytes:
    """``picture`` in calm areas with their edges kept: the median of 9 x 9 pixels, found on half as many."""
    height, width = picture.shape[:2]
    small = cv2.resize(picture, (max(1, width // 2), max(1, height // 2)), interpolation=cv2.INTER_AREA)
    calm: Bytes = cv2.resize(cv2.medianBlur(small, 5), (width, height), interpolation=cv2.INTER_LINEAR)
    return calm


def floats(picture: Bytes) -> Floats:
    """A picture or mask of bytes as float32, 0..1."""
    return picture.astype(np.float32) * np.float32(1 / 255)


def to_bytes(picture: Floats) -> Bytes:
    """A picture of 0..1 as bytes; what lies beyond is cut off."""
    scaled: Bytes = cv2.convertScaleAbs(np.maximum(picture, 0), alpha=255)
    return scaled


def grey(picture: Bytes) -> Floats:
    """Luma of an sRGB picture (Rec. 601 weights), float32 0..1 (h, w)."""
    return floats(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY))


def edges(values: Floats) -> Floats:
    """Strength of the steps in ``values``: the Sobel gradient's length, 1 for a step of 1; float32."""
    dx = cv2.Sobel(values, cv2.CV_32F, 1, 0, scale=0.25)
    dy = cv2.Sobel(values, cv2.CV_32F, 0, 1, scale=0.25)
    length: Floats = cv2.magnitude(dx, dy)
    return length


def vivid(picture: Floats, much: float) -> Floats:
    """``picture`` (h, w, 3) with its colours pushed away from their grey by the factor ``much``."""
    luma = np.array((0.299, 0.587, 0.114))
    pushed: Floats = cv2.transform(picture, np.eye(3) * much + (1 - much) * luma[None])
    return pushed


def times(picture: Floats, factor: Floats) -> Floats:
    """``picture`` (h, w, 3), every channel times ``factor`` (h, w)."""
    product: Floats = cv2.multiply(picture, cv2.merge((factor, factor, factor)))
    return product
