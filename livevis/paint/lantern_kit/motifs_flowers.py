"""Flowers, leaves and fruit.

Enters: a brush. Leaves: marks on its plate. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import mix, shade
from livevis.paint.lantern_kit.plate import Outline, oval
from livevis.paint.lantern_kit.registry import Kind, motif


def leaf_outline(x: float, y: float, length: float, wide: float, turn: float) -> Outline:
    """A pointed leaf from (x, y) along ``turn``."""
    t = np.linspace(0, 1, 12)
    half = wide * np.sin(np.pi * t**0.8) * (1 - 0.25 * t)
    points = np.vstack([np.stack([t * length, half], 1), np.stack([t * length, -half], 1)[::-1]])
    c, s = np.cos(turn), np.sin(turn)
    return np.asarray(points @ np.array([[c, s], [-s, c]]) + (x, y))


@motif("leaf,leaves,foliage,autumn leaf,ivy", Kind("close", 0.46, "#c4581f", "forest", 9, None, 0.7))
def leaf(b: Brush) -> None:
    """One great leaf with its veins."""
    turn = b.rng.uniform(-0.7, 0.2)
    c, s = np.cos(turn), np.sin(turn)

    def at(u: float, v: float) -> tuple[float, float]:
        return (-0.45 + 0.0 + u * c - v * s, 0.16 + u * s + v * c)

    rim = []
    for side in (1, -1):
        ts = np.linspace(0, 1, 15) if side > 0 else np.linspace(1, 0, 15)
        for i, t in enumerate(ts):
            wide = 0.27 * np.sin(np.pi * t**0.75) + (0.018 if i % 2 else 0.0)
            rim.append(at(0.95 * t, side * wide))
    b.shape(rim, (b.inks.lift, b.inks.main))
    b.limb([at(-0.16, 0.02), at(0.3, 0.0), at(0.93, 0.0)], [0.030, 0.020, 0.004], b.inks.deep)
    for k in range(6):
        u = 0.14 + 0.12 * k
        for side in (1, -1):
            b.limb([at(u, 0), at(u + 0.10, side * 0.21 * np.sin(np.pi * (u + 0.1) ** 0.75))],
                [0.012, 0.004], b.inks.deep, 0.8)


def stem(b: Brush, tall: float, lean: float = 0.06) -> None:
    """A stalk with two leaves, from the head at (0, 0) down."""
    green = mix((0.22, 0.40, 0.24), b.inks.mid, 0.4)
    b.limb([(0, 0), (lean, tall * 0.5), (0.0, tall)], [0.030, 0.026, 0.032], green)
    for side, at in ((1, 0.45), (-1, 0.62)):
        b.shape(leaf_outline(lean * 0.8, tall * at, 0.30, 0.07, 0.0 if side > 0 else np.pi),
            shade(green, 0.05 * side))


@motif("rose,roses,rosebud", Kind("close", 0.72, "#b3202f", "garden", 5, None, 0.8))
def rose(b: Brush) -> None:
    """A rose of turning petals on a thorned stem."""
    stem(b, 0.62)
    for side, y in ((1, 0.22), (-1, 0.36), (1, 0.5)):
        b.shape([(0.04, y - 0.02), (0.04 + side * 0.06, y - 0.03), (0.04, y + 0.02)], (0.2, 0.3, 0.2))
    for ring, count, reach, size in ((0, 6, 0.17, 0.16), (1, 5, 0.115, 0.135), (2, 4, 0.065, 0.105),
        (3, 3, 0.03, 0.07)):
        for k in range(count):
            a = 2 * np.pi * k / count + ring * 0.55
            x, y = reach * np.cos(a), -0.16 + reach * 0.86 * np.sin(a)
            tone = mix(b.inks.main, b.inks.deep, (0.85, 0.45, 0.65, 1.0)[ring])
            b.shape(oval(x, y, size, size * 0.82, a), tone)
            b.shape(oval(x + 0.012 * np.cos(a), y - 0.008, size * 0.88, size * 0.70, a),
                mix(b.inks.main, b.inks.lift, 0.7 - 0.22 * ring))
    b.limb([(-0.03, -0.16), (0.0, -0.20), (0.035, -0.165), (0.005, -0.14), (-0.012, -0.165)],
        [0.016, 0.010], b.inks.deep)


@motif(
    "flower,flowers,daisy,blossom,blossoms,bloom,wildflower,cherry blossom,violet,violets,bouquet",
    Kind("close", 0.66, "#e8739a", "garden", 7, None, 0.6),
)
def flower(b: Brush) -> None:
    """An open flower."""
    stem(b, 0.62, -0.05)
    for ring, count, reach, tone in ((0, 8, 0.21, b.inks.deep), (1, 8, 0.18, b.inks.main),
        (2, 6, 0.10, b.inks.lift)):
        for k in range(count):
            a = 2 * np.pi * (k + 0.5 * ring) / count
            b.shape(oval(reach * np.cos(a), -0.14 + reach * np.sin(a), 0.13 - 0.02 * ring,
                0.072 - 0.01 * ring, a), tone)
    b.disc((0, -0.14), 0.075, mix(b.inks.light, (0.95, 0.7, 0.2), 0.6), emit=0.25)
    for k in range(9):
        a = k * 0.7
        b.disc((0.045 * np.cos(a), -0.14 + 0.045 * np.sin(a)), 0.011, b.inks.deep)


@motif("sunflower,sunflowers", Kind("close", 0.8, "#f2b21f", "field", 7, None, 0.6))
def sunflower(b: Brush) -> None:
    """A sunflower, seeds in their spiral."""
    stem(b, 0.66, 0.05)
    for ring, tone in ((0, b.inks.deep), (1, b.inks.main), (2, b.inks.lift)):
        petals = [leaf_outline(0.13 * np.cos(a), -0.13 + 0.13 * np.sin(a), 0.22 - 0.02 * ring, 0.042,
            a) for a in np.arange(18) * 2 * np.pi / 18 + ring * 0.12]
        b.shapes(petals, tone)
    b.disc((0, -0.13), 0.175, (0.26, 0.15, 0.08))
    for k in range(90):
        r, a = 0.0172 * np.sqrt(k), k * 2.39996
        b.disc((r * np.cos(a), -0.13 + r * np.sin(a)), 0.0085, (0.52, 0.32, 0.12) if k % 2 else (0.70, 0.46,
            0.16))


@motif(
    "tulip,tulips,lily,lilies,lotus,orchid,poppy,poppies,iris",
    Kind("close", 0.72, "#d8364a", "garden", 7, None, 0.8),
)
def tulip(b: Brush) -> None:
    """A tulip cup."""
    stem(b, 0.64, 0.03)
    b.soft([(-0.13, -0.36), (-0.06, -0.42), (0.0, -0.36), (0.07, -0.43), (0.13, -0.36), (0.16, -0.16),
        (0.08, 0.0), (-0.08, 0.0), (-0.16, -0.16)], b.inks.deep)
    for s in (-1, 1):
        b.soft([(s * 0.19, -0.40), (s * 0.05, -0.20), (s * 0.0, 0.0), (s * 0.10, 0.0), (s * 0.19, -0.14)],
            (b.inks.lift, b.inks.main))
    b.soft([(0.0, -0.38), (0.11, -0.20), (0.07, 0.0), (-0.07, 0.0), (-0.11, -0.20)], b.inks.main)


@motif("dandelion,dandelions,seed,seeds", Kind("close", 0.8, 0.96, "field", 3, None, 0.0))
def dandelion(b: Brush) -> None:
    """A clock of seeds, some away on the wind."""
    stem(b, 0.6, -0.03)
    fluff = mix(b.inks.main, b.inks.light, 0.3)
    for k in range(54):
        a, r = k * 2.39996, 0.27 * np.sqrt((k + 1) / 54)
        x, y = r * np.cos(a), -0.18 + r * np.sin(a)
        b.line([(0.3 * x, -0.18 + 0.3 * (y + 0.18)), (x, y)], 0.004, fluff, 0.6)
        for j in range(5):
            t = a + (j - 2) * 0.4
            b.line([(x, y), (x + 0.04 * np.cos(t), y + 0.04 * np.sin(t))], 0.004, fluff, 0.9)
    b.disc((0, -0.18), 0.035, b.inks.dark)
    for _ in range(12):
        x, y = 0.35 + b.rng.random() * 0.9, -0.3 - b.rng.random() * 0.35 + b.rng.normal() * 0.1
        for j in range(5):
            t = -np.pi / 2 + (j - 2) * 0.4
            b.line([(x, y), (x + 0.045 * np.cos(t), y + 0.045 * np.sin(t))], 0.004, fluff)
        b.line([(x, y), (x - 0.01, y + 0.05)], 0.005, b.inks.dark)


@motif(
    "apple,apples,fruit,cherry,orange fruit,lemon fruit,pomegranate",
    Kind("close", 0.46, "#b9232f", "garden", 5, None, 1.1),
)
def apple(b: Brush) -> None:
    """An apple with its leaf."""
    b.soft([(0, -0.24), (0.16, -0.32), (0.36, -0.22), (0.42, 0.04), (0.30, 0.34), (0.12, 0.44), (0, 0.40),
        (-0.12, 0.44), (-0.30, 0.34), (-0.42, 0.04), (-0.36, -0.22), (-0.16, -0.32)],
        (b.inks.lift, b.inks.deep))
    b.soft([(-0.26, -0.14), (-0.16, -0.20), (-0.20, 0.05), (-0.29, 0.1)], b.inks.pale, 0.5)
    b.limb([(0, -0.22), (0.02, -0.36), (0.07, -0.46)], [0.028, 0.026], b.inks.dark)
    b.shape(leaf_outline(0.03, -0.36, 0.28, 0.06, -0.35), (0.30, 0.48, 0.25))
