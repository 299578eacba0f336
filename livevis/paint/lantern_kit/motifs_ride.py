"""Things that carry one off: trains, cars, aeroplanes, balloons, kites.

Enters: a brush. Leaves: marks on its plate. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import mix, shade
from livevis.paint.lantern_kit.plate import Outline, arc, oval, rect
from livevis.paint.lantern_kit.registry import Kind, motif


@motif(
    "train,trains,locomotive,engine,tram,carriage",
    Kind("ground", 0.40, "#2c3440", "railway", 1, None, 0.7, True),
)
def train(b: Brush) -> None:
    """A steam train under way: lit carriages, wheels, the long smoke, the lamp before it."""
    smoke = mix(b.inks.pale, b.inks.mid, 0.35)
    for k in range(26):
        t = k / 25
        b.disc((-1.02 + 3.5 * t + b.rng.normal() * 0.03,
            -0.86 - 0.42 * t**0.6 + b.rng.normal() * 0.05 * (0.4 + t)), 0.07 + 0.22 * t**0.8, smoke,
            0.38 * (1 - 0.75 * t))
    wheels: list[Outline] = []
    lit: list[Outline] = []
    for car in range(4):
        x = -0.30 + car * 0.92
        b.soft([(x, -0.60), (x + 0.06, -0.66), (x + 0.80, -0.66), (x + 0.86, -0.60), (x + 0.86, -0.12),
            (x, -0.12)], (b.inks.lift, b.inks.deep))
        b.shape(rect(x + 0.02, -0.20, x + 0.84, -0.165), b.inks.accent)
        lit += [rect(x + 0.06 + k * 0.13, -0.53, x + 0.155 + k * 0.13, -0.33) for k in range(6)]
        wheels += [oval(x + k, -0.065, 0.07, 0.07) for k in (0.12, 0.28, 0.58, 0.74)]
        b.line([(x - 0.07, -0.12), (x, -0.12)], 0.03, b.inks.dark)
    b.shapes(lit, mix(b.inks.light, b.inks.accent, 0.2), emit=0.7)
    b.shape(rect(-1.15, -0.46, -0.50, -0.12), b.inks.main)
    b.limb([(-1.16, -0.36), (-0.55, -0.36)], [0.30, 0.30], (b.inks.lift, b.inks.main))
    b.shape(rect(-0.62, -0.74, -0.34, -0.10), b.inks.deep)
    b.shape(rect(-0.67, -0.78, -0.29, -0.73), b.inks.dark)
    b.shape(rect(-0.55, -0.66, -0.41, -0.50), b.inks.light, emit=0.8)
    b.shape([(-1.07, -0.48), (-1.05, -0.72), (-1.11, -0.80), (-0.93, -0.80), (-0.99, -0.72),
        (-0.97, -0.48)], b.inks.dark)
    b.soft([(-0.85, -0.48), (-0.83, -0.58), (-0.75, -0.58), (-0.73, -0.48)], b.inks.dark)
    b.shape([(-1.22, -0.14), (-1.42, 0.0), (-1.15, 0.0), (-1.12, -0.14)], b.inks.dark)
    wheels += [oval(x, -r, r, r) for x, r in ((-1.08, 0.07), (-0.88, 0.12), (-0.62, 0.12), (-0.42, 0.09))]
    b.shapes(wheels, b.inks.dark)
    b.line([(-0.88, -0.12), (-0.62, -0.12)], 0.03, b.inks.lift)
    b.disc((-1.24, -0.46), 0.055, (1.0, 0.98, 0.9), emit=1.0)
    b.beam((-1.26, -0.46), np.pi - 0.05, 0.28, 2.6, 0.8)
    b.glow(-1.24, -0.46, 0.25, None, 0.9)
    b.glow(1.2, -0.45, 1.0, None, 0.18)


@motif(
    "car,cars,automobile,taxi,cadillac,truck,bus,engine car",
    Kind("ground", 0.30, "#b8322f", "road", 4, None, 0.9),
)
def car(b: Brush) -> None:
    """A car of the fifties with its headlamps on."""
    b.soft([(-0.95, -0.20), (-0.92, -0.40), (-0.60, -0.47), (-0.34, -0.50), (-0.14, -0.76), (0.30, -0.78),
        (0.54, -0.52), (0.88, -0.47), (0.98, -0.34), (0.96, -0.14), (0.5, -0.10), (-0.5, -0.10)],
        (b.inks.lift, b.inks.deep))
    b.soft([(-0.24, -0.50), (-0.09, -0.69), (0.07, -0.70), (0.07, -0.50)], mix(b.inks.light, b.inks.mid,
        0.4), emit=0.15)
    b.soft([(0.13, -0.50), (0.13, -0.70), (0.28, -0.70), (0.43, -0.51)], mix(b.inks.light, b.inks.mid, 0.4),
        emit=0.15)
    b.line([(-0.9, -0.32), (0.94, -0.30)], 0.022, b.inks.pale, 0.8)
    for x in (-0.56, 0.58):
        b.disc((x, -0.13), 0.17, b.inks.dark)
        b.disc((x, -0.13), 0.085, b.inks.pale)
        b.disc((x, -0.13), 0.035, b.inks.dark)
    b.shape(oval(-0.93, -0.36, 0.05, 0.06), (1.0, 0.98, 0.9), emit=1.0)
    b.shape(oval(0.955, -0.34, 0.03, 0.05), (0.9, 0.12, 0.1), emit=0.9)
    b.beam((-0.96, -0.36), np.pi - 0.10, 0.32, 2.6, 0.7)
    b.glow(-0.95, -0.36, 0.3, None, 0.9)


@motif("bicycle,bicycles,bike,wheel,wheels", Kind("ground", 0.46, "#b5442e", "road", 3, None, 0.4))
def bicycle(b: Brush) -> None:
    """A bicycle leaning, a lamp on it."""
    for x in (-0.46, 0.46):
        b.limb(arc(x, -0.33, 0.31, 0, 2 * np.pi), [0.028, 0.028], b.inks.dark)
        for k in range(14):
            a = k * 2 * np.pi / 14
            b.line([(x, -0.33), (x + 0.30 * np.cos(a), -0.33 + 0.30 * np.sin(a))], 0.005, b.inks.pale, 0.6)
        b.disc((x, -0.33), 0.035, b.inks.dark)
    for part in ([(-0.46, -0.33), (-0.30, -0.80)], [(-0.33, -0.72), (0.14, -0.72)],
        [(-0.32, -0.68), (0.0, -0.32)], [(0.0, -0.32), (0.18, -0.80)], [(0.0, -0.32), (0.46, -0.33)],
        [(0.14, -0.72), (0.46, -0.33)]):
        b.line(part, 0.032, b.inks.main)
    b.limb([(-0.30, -0.80), (-0.26, -0.92), (-0.42, -0.94)], [0.028, 0.028], b.inks.dark)
    b.limb([(0.06, -0.82), (0.30, -0.81)], [0.07, 0.04], b.inks.dark)
    b.disc((0.0, -0.32), 0.055, b.inks.dark)
    b.line([(-0.03, -0.40), (0.03, -0.24)], 0.022, b.inks.dark)
    b.disc((-0.41, -0.78), 0.045, (1.0, 0.98, 0.9), emit=0.9)
    b.glow(-0.42, -0.78, 0.3, None, 0.6)


@motif(
    "plane,planes,airplane,aeroplane,jet,rocket,spaceship,satellite",
    Kind("air", 0.5, 0.92, "sky", 3, None, 0.8),
)
def plane(b: Brush) -> None:
    """An aeroplane climbing, its trail behind it."""
    b.limb([(0.38, 0.06), (0.9, 0.16), (1.9, 0.34)], [0.05, 0.07, 0.12], b.inks.pale, 0.35)
    b.soft([(0.02, -0.02), (0.34, -0.34), (0.44, -0.34), (0.22, 0.0)], b.inks.deep)
    b.limb([(-0.50, -0.09), (-0.36, -0.07), (0.1, 0.0), (0.46, 0.06)], [0.05, 0.12, 0.13, 0.04], b.inks.main)
    b.shape([(0.34, 0.02), (0.48, -0.19), (0.55, -0.18), (0.49, 0.08)], b.inks.deep)
    b.soft([(-0.10, 0.03), (0.20, 0.36), (0.32, 0.38), (0.16, 0.06)], b.inks.lift)
    b.shape([(0.36, 0.06), (0.50, 0.18), (0.56, 0.18), (0.48, 0.07)], b.inks.lift)
    b.shapes([oval(-0.28 + 0.075 * k, -0.075 + 0.0125 * k, 0.012, 0.018) for k in range(8)], b.inks.light,
        emit=0.9)
    b.disc((0.32, 0.375), 0.018, (0.95, 0.2, 0.15), emit=1.0)
    b.glow(0.32, 0.375, 0.08, (1.0, 0.3, 0.2), 0.6)


@motif(
    "balloon,balloons,hot air balloon,hot-air balloon,airship,zeppelin",
    Kind("air", 0.62, "#d24a3a", "sky", 6, None, 0.9),
)
def balloon(b: Brush) -> None:
    """A hot-air balloon in gores, its burner lit."""
    gores = 7
    t = np.linspace(0, np.pi, 28)
    half = 0.40 * np.sin(t) ** 0.75 * (1 - 0.26 * (t / np.pi) ** 3)
    y = -0.56 + 0.82 * (1 - np.cos(t)) / 2
    half[-4:] = np.maximum(half[-4:], 0.075)
    for k in range(gores):
        a, c = -1 + 2 * k / gores, -1 + 2 * (k + 1) / gores
        left, right = np.sin(a * np.pi / 2) * half, np.sin(c * np.pi / 2) * half
        tone = (b.inks.main, mix(b.inks.pale, b.inks.light, 0.3), b.inks.deep)[(k * 2) % 3]
        b.shape(np.vstack([np.stack([left, y], 1), np.stack([right, y], 1)[::-1]]),
            (shade(tone, 0.04), shade(tone, -0.06)), emit=0.06)
    for x in (-0.06, 0.06):
        b.line([(x, 0.26), (x * 0.9, 0.41)], 0.008, b.inks.dark)
    b.shape([(-0.075, 0.40), (0.075, 0.40), (0.06, 0.52), (-0.06, 0.52)], mix(b.inks.accent, b.inks.dark,
        0.5))
    b.soft([(-0.02, 0.37), (0.0, 0.28), (0.02, 0.37)], b.inks.light, emit=1.0)
    b.glow(0, 0.26, 0.32, None, 0.55)


@motif("kite,kites", Kind("air", 0.52, "#e05a36", "field", 5, None, 0.3))
def kite(b: Brush) -> None:
    """A kite and its string down to the hand."""
    b.limb([(0.03, 0.10), (0.25, 0.7), (0.15, 1.2), (0.4, 1.7)], [0.006, 0.006], b.inks.pale, 0.8)
    for points, tone in (([(0, -0.5), (-0.30, -0.08), (0, -0.08)], b.inks.main),
        ([(0, -0.5), (0.30, -0.08), (0, -0.08)], b.inks.lift), ([(0, -0.08), (-0.30, -0.08), (0, 0.42)],
        b.inks.deep), ([(0, -0.08), (0.30, -0.08), (0, 0.42)], b.inks.main)):
        b.shape(points, tone)
    b.limb([(0, 0.42), (-0.10, 0.58), (0.08, 0.72), (-0.04, 0.92)], [0.012, 0.010], b.inks.dark)
    for x, y in ((-0.085, 0.57), (0.06, 0.70), (0.0, 0.85)):
        b.shape([(x - 0.07, y - 0.035), (x + 0.07, y + 0.035), (x + 0.07, y - 0.035),
            (x - 0.07, y + 0.035)], b.inks.accent)
