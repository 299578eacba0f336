"""Trees, clouds, feathers, stones.

Enters: a brush. Leaves: marks on its plate. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.backdrop import fir
from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import Ink, mix, shade
from livevis.paint.lantern_kit.plate import Outline, limb, oval, smooth
from livevis.paint.lantern_kit.registry import Kind, motif


def branches(b: Brush, depth: int = 7, spread: float = 0.46, droop: float = 0.0) -> list[tuple[float, float]]:
    """A fractal tree on (0, 0); returns the tips. All wood in one fill."""
    wood: list[Outline] = []
    tips: list[tuple[float, float]] = []

    def grow(start: tuple[float, float], angle: float, length: float, wide: float, level: int) -> None:
        x, y = start
        bend = b.rng.normal() * 0.12 + b.wind * 0.05 * (depth - level)
        mx, my = x + np.cos(angle) * length * 0.5, y + np.sin(angle) * length * 0.5
        angle += bend
        ex, ey = mx + np.cos(angle) * length * 0.5, my + np.sin(angle) * length * 0.5
        wood.append(limb([(x, y), (mx, my), (ex, ey)], [max(wide, 0.004), max(wide * 0.66, 0.003)], 3))
        if level == 0:
            tips.append((float(ex), float(ey)))
            return
        for side in (-1, 1) if level < depth - 1 or depth < 5 else (-1, 0, 1):
            turn = side * spread * b.rng.uniform(0.65, 1.25) + droop * np.cos(angle)
            grow((float(ex), float(ey)), angle + turn, length * b.rng.uniform(0.66, 0.82), wide * 0.66,
                level - 1)

    grow((0.0, 0.02), -np.pi / 2, 0.30, 0.085, depth - 1)
    roots = [limb([(0, -0.1), (s * 0.06, -0.01), (s * 0.17, 0.03)], [0.07, 0.05, 0.01], 4) for s in (-1, 1)]
    b.shapes(wood + roots, b.inks.dark if b.inks.main[0] > 0.2 else b.inks.main)
    return tips


def foliage(b: Brush, tips: list[tuple[float, float]], size: float, ink: Ink) -> None:
    """Leaves in three tones about the tips: dark below, light towards the sky."""
    for tone, off, share in ((shade(ink, -0.08), 0.03, 1.0), (ink, 0.0, 0.8), (shade(ink, 0.10), -0.03, 0.5)):
        puffs = []
        for x, y in tips:
            px, py = x + b.rng.normal() * 0.025, y + off + b.rng.normal() * 0.02
            r = size * share * b.rng.uniform(0.6, 1.2)
            angles = np.linspace(0, 2 * np.pi, 9, endpoint=False)
            reach = r * b.rng.uniform(0.7, 1.2, 9)
            puffs.append(np.stack([px + reach * np.cos(angles), py + reach * 0.75 * np.sin(angles)], 1))
        b.shapes(puffs, tone, 0.95)


@motif(
    "tree,trees,oak,maple,elm,apple tree,birch",
    Kind("ground", 0.86, "#5d7a3a", "hills", 5, (0.1, -0.45, 0.3), 0.8),
)
def tree(b: Brush) -> None:
    """A broad tree, crown in three tones."""
    tips = branches(b, 7, 0.46)
    foliage(b, tips, 0.062, b.inks.main)


@motif(
    "bare tree,dead tree,branch,branches,twig,root,roots,thorn,thorns",
    Kind("ground", 0.86, "#2b2420", "hills", 3, None, 0.6),
)
def bare_tree(b: Brush) -> None:
    """A winter tree."""
    tips = branches(b, 8, 0.44)
    b.shapes([oval(x, y, 0.008, 0.012) for x, y in tips[::3]], b.inks.accent, 0.9)


@motif("willow,willows,weeping willow", Kind("ground", 0.84, "#7c9a55", "river", 3, None, 0.6))
def willow(b: Brush) -> None:
    """A willow, its hair let down."""
    tips = branches(b, 5, 0.55)
    for tone in (b.inks.deep, b.inks.main, b.inks.lift):
        falls = []
        for x, y in tips:
            for _ in range(2):
                px, long = x + b.rng.normal() * 0.05, b.rng.uniform(0.3, 0.85) * min(abs(y), 0.85)
                sway = b.wind * 0.10 + b.rng.normal() * 0.02
                falls.append(limb([(px, y), (px + np.sign(px) * 0.04, y + long * 0.4),
                    (px + np.sign(px) * 0.05 + sway, y + long)], [0.014, 0.016, 0.004], 5))
        b.shapes(falls, tone, 0.85)


@motif(
    "pine,pines,fir,firs,spruce,cedar,christmas tree,evergreen",
    Kind("ground", 0.8, "#28483d", "snowfield", 6, None, 0.9),
)
def pine(b: Brush) -> None:
    """A fir in tiers."""
    b.limb([(0, 0.03), (0, -0.2)], [0.05, 0.04], b.inks.dark)
    for k, tone in enumerate((b.inks.deep, b.inks.main)):
        outline = fir(0.02 * k, -0.06, 0.32 - 0.06 * k, 0.94 - 0.02 * k, b.rng)
        b.shape(outline, (b.inks.lift if k else tone, tone))
    if b.night > 0.7:
        b.disc((0, -1.0), 0.018, b.inks.light, emit=0.8)


@motif("palm,palms,palm tree,coconut", Kind("ground", 0.82, "#3d6b45", "island", 3, None, 0.7))
def palm(b: Brush) -> None:
    """A leaning palm."""
    b.limb([(-0.10, 0.03), (-0.05, -0.35), (0.06, -0.66), (0.14, -0.80)], [0.075, 0.05, 0.042, 0.04],
        mix(b.inks.dark, b.inks.main, 0.25))
    for k in range(9):
        t = np.pi * (1.06 + k * 0.125) + b.rng.normal() * 0.05 if k < 8 else np.pi * 0.9
        reach = b.rng.uniform(0.32, 0.46)
        tip = np.array([0.14 + reach * np.cos(t), -0.80 + reach * np.sin(t) * 0.75 + 0.26])
        mid = np.array([0.14 + reach * 0.55 * np.cos(t), -0.86 + reach * 0.62 * np.sin(t)])
        spine = smooth(np.array([(0.14, -0.80), mid, tip]), closed=False, steps=10)
        way, count = np.sign(tip[0] - 0.14), len(spine)
        hang = [np.array([0.02 * way, 0.10 - 0.06 * abs(i / count - 0.4)]) for i in range(count)]
        frond = [limb([p, p + down], [0.016, 0.003], 2) for p, down in zip(spine, hang, strict=True)]
        b.shapes([*frond, limb(spine, [0.022, 0.006], 1)], b.inks.main if k % 2 else b.inks.deep)
    for x, y in ((0.11, -0.77), (0.16, -0.76), (0.135, -0.745)):
        b.disc((x, y), 0.024, b.inks.dark)


@motif("cloud,clouds", Kind("air", 0.8, 0.97, "sky", 5, None, 0.9))
def cloud(b: Brush) -> None:
    """A heaped cloud, lit above."""
    puffs = [(x, 0.12 - b.rng.random() * 0.08, 0.14) for x in np.linspace(-0.5, 0.5, 7)]
    puffs += [(b.rng.normal() * 0.26, -0.04 - abs(b.rng.normal()) * 0.09,
        b.rng.uniform(0.13, 0.22)) for _ in range(9)]
    for tone, dy, share in ((b.inks.deep, 0.03, 1.0), (b.inks.main, -0.015, 0.92),
        (b.inks.lift, -0.05, 0.72)):
        b.shapes([oval(x, y + dy, r * share, r * share * 0.82) for x, y, r in puffs], tone, 0.95)


@motif("feather,feathers,quill,plume", Kind("close", 0.72, 0.94, "sky", 5, None, 0.5))
def feather(b: Brush) -> None:
    """A feather falling."""
    spine = smooth([(-0.42, 0.34), (-0.15, 0.10), (0.15, -0.10), (0.46, -0.20)], closed=False, steps=14)
    n = len(spine)
    along = np.gradient(spine, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = np.stack([-along[:, 1], along[:, 0]], 1)
    for sign, tone in ((1, b.inks.main), (-1, b.inks.lift)):
        barbs = []
        for i in range(8, n):
            t = (i - 8) / (n - 8)
            reach = (0.15 * np.sin(np.pi * min(t * 0.93 + 0.07,
                1)) ** 0.7 * (1 if b.rng.random() < 0.94 else 0.45))
            tip = spine[i] + side[i] * reach * sign + along[i] * 0.07
            barbs.append(limb([spine[i], (spine[i] + tip) / 2 + along[i] * 0.012, tip],
                [0.026, 0.022, 0.004], 3))
        b.shapes(barbs, tone)
    b.limb(spine, [0.020, 0.006], b.inks.deep)


@motif("stone,stones,pebble,boulder,diamond mine", Kind("ground", 0.34, "#6d7078", "river", 5, None, 1.2))
def stone(b: Brush) -> None:
    """Balanced stones."""
    y = 0.02
    for wide, tall in ((0.50, 0.28), (0.36, 0.22), (0.27, 0.18), (0.17, 0.13), (0.10, 0.09)):
        x = b.rng.normal() * 0.02
        b.shape(oval(x, y - tall / 2, wide, tall / 2 + 0.012, b.rng.normal() * 0.05),
            (b.inks.lift, b.inks.deep))
        y -= tall
