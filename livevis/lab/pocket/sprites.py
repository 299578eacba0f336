"""Putting subjects into a place: resized, turned, lit, with a shadow or a reflection, set off by an edge.

Enters: a `Ground` and its `Placed` subjects. Leaves: the picture, and where the subjects are in it.
Pure; any thread.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from livevis.lab.pocket.plan import Ground
from livevis.lab.pocket.staging import Placed

LEAST_LIGHT = 0.55
"""However dark the hour, a subject keeps so much of its own light."""

_OWN = 0.3
_EDGE = 0.55
_SHADOW = 0.38
_MIRRORED = 0.34
_FRONT = 0.55  # how much of what lies before a subject covers it

Floats = NDArray[np.float32]

_OWN_LIGHT: Floats = np.ones(3, np.float32)

cv2.setNumThreads(1)


def compose(
    ground: Ground, placed: tuple[Placed, ...], rng: Generator, *, dark: bool
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The place with its subjects in it.

    Parameters: ``placed`` farthest first; ``dark`` if lights show a halo.

    Returns:
        uint8 (side, side, 3) sRGB, and the subjects' alpha, uint8 (side, side).
    """
    pixels = ground.pixels.copy()
    mask = np.zeros(pixels.shape[:2], np.uint8)
    light = _softened(ground.light)
    for one in placed:
        sprite = _sprite(one, _OWN_LIGHT if one.sky or one.glow else light)
        top = round(one.feet - one.height / 2 - sprite.shape[0] / 2)
        left = round(one.x - sprite.shape[1] / 2)
        if one.glow is not None and (dark or one.sky):
            _halo(pixels, one)
        if one.stands:
            _grounded(pixels, sprite, one, left, float(rng.uniform(-0.25, 0.25)))
        _edged(pixels, sprite, top, left)
        _over(pixels, sprite, top, left)
        _marked(mask, sprite[..., 3], top, left)
    if ground.front is not None:
        pixels = _fronted(pixels, ground.front, mask)
    return pixels, mask


def _softened(light: tuple[float, float, float]) -> Floats:
    """The light of the hour, never below `LEAST_LIGHT`, with some of the subject's own colour kept."""
    kept = np.maximum(np.asarray(light, np.float32), np.float32(LEAST_LIGHT))
    return kept + np.float32(_OWN) * (1 - kept)


def _sprite(one: Placed, light: Floats) -> Floats:
    """Premultiplied float32 RGBA 0..1 of one copy, lit, with a free edge of some pixels around it."""
    picture = one.picture[:, ::-1] if one.flip else one.picture
    width, height = max(round(one.width), 4), max(round(one.height), 4)
    source = picture.astype(np.float32) * np.float32(1 / 255)
    source[..., :3] *= source[..., 3:] * light
    shrinks = height < picture.shape[0]
    small = cv2.resize(source, (width, height), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
    pad = 4 + int(0.06 * max(width, height))
    size = (width + 2 * pad, height + 2 * pad)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), one.angle, 1.0)
    turn[:, 2] += pad
    return np.asarray(np.clip(cv2.warpAffine(small, turn, size, flags=cv2.INTER_LINEAR), 0, 1), np.float32)


def _over(pixels: NDArray[np.uint8], sprite: Floats, top: int, left: int, opacity: float = 1.0) -> None:
    """Lay premultiplied ``sprite`` on ``pixels``, in place; what lies outside is cut off."""
    rows, columns, part = _clipped(pixels.shape, sprite, top, left)
    if part.size == 0:
        return
    under = pixels[rows, columns].astype(np.float32)
    under *= 1 - opacity * part[..., 3:]
    under += (255 * opacity) * part[..., :3]
    pixels[rows, columns] = (under + 0.5).astype(np.uint8)


def _edged(pixels: NDArray[np.uint8], sprite: Floats, top: int, left: int) -> None:
    """A thin soft edge around the copy, light where it is darker than what lies behind it, else dark."""
    alpha = sprite[..., 3]
    rows, columns, part = _clipped(pixels.shape, sprite, top, left)
    if part.size == 0:
        return
    weight = part[..., 3]
    behind = pixels[rows, columns][::3, ::3].mean() / 255
    own = float(part[..., :3].sum() / (3 * max(float(weight.sum()), 1.0)))
    wide = cv2.GaussianBlur(cv2.dilate(alpha, np.ones((3, 3), np.uint8)), (0, 0), 1.3)
    tone = 1.0 if own < behind and behind < 0.8 else 0.0
    edge = np.dstack([np.full_like(wide, tone) * wide] * 3 + [wide])
    _over(pixels, edge, top, left, _EDGE)


def _grounded(pixels: NDArray[np.uint8], sprite: Floats, one: Placed, left: int, lean: float) -> None:
    """A soft shadow under the feet, or a reflection where the subject floats."""
    feet = round(one.feet)
    if one.afloat:
        tall = max(round(one.height * 0.55), 2)
        mirrored = cv2.resize(sprite[::-1], (sprite.shape[1], tall), interpolation=cv2.INTER_AREA)
        mirrored *= np.linspace(1, 0.2, tall, dtype=np.float32)[:, None, None]
        _over(pixels, mirrored, feet - round(tall * 0.10), left, _MIRRORED)
        return
    wide, deep = one.width * 0.62, max(one.height * 0.10, 4.0)
    shadow = _disc(round(2 * wide), round(2 * deep))
    dark = np.dstack([np.zeros_like(shadow)] * 3 + [shadow])
    _over(pixels, dark, feet - round(deep * 1.1), round(one.x - wide + lean * wide), _SHADOW)


def _halo(pixels: NDArray[np.uint8], one: Placed) -> None:
    """Light that a glowing subject sheds around itself."""
    assert one.glow is not None
    reach = round(max(one.width, one.height) * 2.0)
    disc = _disc(reach, reach) ** 2
    shed = np.dstack([disc * np.float32(channel / 255) for channel in one.glow] + [disc])
    _over(pixels, shed, round(one.feet - one.height / 2 - reach / 2), round(one.x - reach / 2), 0.6)


def _disc(width: int, height: int) -> Floats:
    """A soft ellipse, 1 in the middle, 0 at the rim: float32 (height, width)."""
    x = np.linspace(-1, 1, max(width, 2), dtype=np.float32)
    y = np.linspace(-1, 1, max(height, 2), dtype=np.float32)
    return np.asarray(np.clip(1 - (x[None] ** 2 + y[:, None] ** 2), 0, 1), np.float32)


def _marked(mask: NDArray[np.uint8], alpha: Floats, top: int, left: int) -> None:
    rows, columns, part = _clipped(mask.shape, alpha, top, left)
    if part.size:
        np.maximum(mask[rows, columns], (part * 255).astype(np.uint8), out=mask[rows, columns])


def _fronted(
    pixels: NDArray[np.uint8], front: NDArray[np.uint8], mask: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """What lies before the subjects, thinner where it would hide them."""
    weight = front[..., 3].astype(np.float32) * np.float32(1 / 255)
    weight *= 1 - (1 - _FRONT) / 255 * mask.astype(np.float32)
    blended = cv2.blendLinear(np.ascontiguousarray(front[..., :3]), pixels, weight, 1 - weight)
    return np.asarray(blended, np.uint8)


def _clipped(shape: tuple[int, ...], sprite: Floats, top: int, left: int) -> tuple[slice, slice, Floats]:
    """The rows and columns of the picture that ``sprite`` covers, and the part of it that does."""
    first, start = max(top, 0), max(left, 0)
    last = max(min(top + sprite.shape[0], shape[0]), first)
    end = max(min(left + sprite.shape[1], shape[1]), start)
    part = sprite[first - top : last - top, start - left : end - left]
    return slice(first, last), slice(start, end), part
