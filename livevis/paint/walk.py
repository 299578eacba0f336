"""Walking between noises and between prompts, so that pictures of a scene stay kin.

Enters: seeds, noise and prompt embeddings. Leaves: arrays of the same shape, in between. Pure
numpy, no state; any thread. Noise is the same on every machine and processor for the same seed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

_PARALLEL = 1.0 - 1e-6
"""Beyond this cosine the great circle is a point or undefined; a straight line does."""


def noise(seed: int, shape: tuple[int, ...]) -> NDArray[np.float32]:
    """Standard normal noise: float32 of ``shape``, fixed by ``seed`` (>= 0) through PCG64."""
    return np.random.Generator(np.random.PCG64(seed)).standard_normal(shape, dtype=np.float32)


def lerp(start: NDArray[Any], end: NDArray[Any], place: float) -> NDArray[np.float64]:
    """The straight line from ``start`` (0.0) to ``end`` (1.0)."""
    line: NDArray[np.float64] = (1.0 - place) * np.asarray(start, np.float64) + place * np.asarray(
        end, np.float64
    )
    return line


def slerp(start: NDArray[Any], end: NDArray[Any], place: float) -> NDArray[np.float32]:
    """Along the great circle from ``start`` (``place`` 0) to ``end`` (1), each last-axis vector by itself.

    K. Shoemake, "Animating Rotation with Quaternion Curves", SIGGRAPH 1985, carried over to vectors
    of any length: directions turn evenly, lengths change linearly, so equal lengths are kept. Nearly
    parallel, opposite or empty vectors take the straight line. The ends are exact.

    Args:
        start, end: arrays of one shape (..., n): the tokens of a prompt embedding (tokens, n), or
            a noise flattened to (1, n).
        place: 0..1.

    Returns:
        float32 of the same shape.
    """
    if start.shape != end.shape:
        raise ValueError(f"slerp needs two arrays of one shape, not {start.shape} and {end.shape}")
    if place <= 0.0:
        return np.array(start, np.float32)
    if place >= 1.0:
        return np.array(end, np.float32)
    a, b = np.asarray(start, np.float64), np.asarray(end, np.float64)
    length_a = np.linalg.norm(a, axis=-1, keepdims=True)
    length_b = np.linalg.norm(b, axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        unit_a, unit_b = a / length_a, b / length_b
        cosine = np.sum(unit_a * unit_b, axis=-1, keepdims=True)
        angle = np.arccos(np.clip(cosine, -1.0, 1.0))
        turned = (np.sin((1.0 - place) * angle) * unit_a + np.sin(place * angle) * unit_b) / np.sin(angle)
        arc = turned * ((1.0 - place) * length_a + place * length_b)
    straight = ~(np.abs(cosine) < _PARALLEL)  # also true where a length is 0 and the cosine undefined
    between: NDArray[np.float32] = np.where(straight, lerp(a, b, place), arc).astype(np.float32)
    return between


def slerp_noise(start: NDArray[np.float32], end: NDArray[np.float32], place: float) -> NDArray[np.float32]:
    """Noise between two noises, each one long vector: as loud as they are; a straight mix would fade."""
    return slerp(start.reshape(1, -1), end.reshape(1, -1), place).reshape(start.shape)


def evenly(paint: Callable[[float], T], stops: int, apart: Callable[[T, T], float]) -> list[T]:
    """Start, ``stops`` pictures on the way and end, placed so that what is *seen* moves evenly.

    Even steps of the angle show almost nothing for long and then all of it at once: where one thing turns
    into another a picture model is steep. So the next place is always the middle of the two neighbours that
    look furthest apart. (That a blend's places must be chosen by what they show: Q. He et al., "AID:
    Attention Interpolation of Text-to-Image Diffusion", 2024; there by a Beta distribution, here by halving.)

    Args:
        paint: the picture at a place, 0..1 along the way; called ``stops + 2`` times, ends first.
        stops: pictures strictly between the ends.
        apart: how different two pictures look, >= 0.

    Returns:
        ``stops + 2`` pictures in the order of their places.
    """
    way = [(0.0, paint(0.0)), (1.0, paint(1.0))]
    gaps = [apart(way[0][1], way[1][1])]
    for _ in range(stops):
        at = max(range(len(gaps)), key=lambda i: (gaps[i], way[i + 1][0] - way[i][0]))
        (before, left), (after, right) = way[at : at + 2]
        middle = (before + after) / 2
        shown = paint(middle)
        way.insert(at + 1, (middle, shown))
        gaps[at : at + 1] = [apart(left, shown), apart(shown, right)]
    return [shown for _, shown in way]
