"""Instruments.

Enters: a brush. Leaves: marks on its plate. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import mix, shade
from livevis.paint.lantern_kit.plate import arc, oval, rect
from livevis.paint.lantern_kit.registry import Kind, motif


@motif(
    "guitar,guitars,string,strings,banjo,mandolin,lute",
    Kind("close", 0.92, "#b86a2c", "stage", 2, None, 0.7),
)
def guitar(b: Brush) -> None:
    """A guitar, upright and a little turned."""
    b.turn = 0.30
    b.soft([(0, -0.08), (0.13, -0.06), (0.19, 0.03), (0.14, 0.13), (0.17, 0.19), (0.26, 0.31), (0.20, 0.46),
        (0, 0.51), (-0.20, 0.46), (-0.26, 0.31), (-0.17, 0.19), (-0.14, 0.13), (-0.19, 0.03),
        (-0.13, -0.06)], b.inks.dark)
    b.soft([(0, -0.06), (0.115, -0.04), (0.165, 0.035), (0.115, 0.13), (0.15, 0.20), (0.232, 0.31),
        (0.18, 0.435), (0, 0.48), (-0.18, 0.435), (-0.232, 0.31), (-0.15, 0.20), (-0.115, 0.13),
        (-0.165, 0.035), (-0.115, -0.04)], (b.inks.lift, b.inks.main))
    b.disc((0, 0.12), 0.078, b.inks.accent)
    b.disc((0, 0.12), 0.064, b.inks.dark)
    b.shape(rect(-0.032, -0.52, 0.032, 0.06), b.inks.dark)
    for k in range(12):
        y = -0.50 + 0.046 * k
        b.line([(-0.03, y), (0.03, y)], 0.005, b.inks.pale, 0.8)
    b.shape([(-0.03, -0.50), (0.03, -0.50), (0.055, -0.68), (-0.055, -0.68)], b.inks.deep)
    for s in (-1, 1):
        for k in range(3):
            b.disc((s * 0.068, -0.545 - 0.05 * k), 0.016, b.inks.pale)
    b.shape(rect(-0.10, 0.30, 0.10, 0.33), b.inks.dark)
    for k in range(6):
        x = (k - 2.5) * 0.0095
        b.line([(x, -0.56), (x * 1.6, 0.315)], 0.0035, b.inks.pale, 0.9)


@motif("piano,pianos,keyboard,organ,keys of", Kind("ground", 0.62, "#191a22", "stage", 1, None, 0.6))
def piano(b: Brush) -> None:
    """A grand piano, lid up, keys catching the light."""
    for x in (-0.52, 0.0, 0.50):
        b.limb([(x, -0.34), (x * 1.02, 0.0)], [0.06, 0.035], b.inks.dark)
    b.soft([(-0.50, -0.48), (-0.46, -1.0), (-0.1, -1.08), (0.28, -0.98), (0.40, -0.80), (0.66, -0.66),
        (0.70, -0.50)], (b.inks.lift, b.inks.deep))
    b.line([(0.26, -0.50), (0.16, -0.88)], 0.016, b.inks.dark)
    for k in range(11):
        b.line([(-0.42 + 0.085 * k, -0.52), (-0.40 + 0.055 * k, -0.60 - 0.02 * k)], 0.006, b.inks.light, 0.7)
    b.soft([(-0.66, -0.50), (0.70, -0.52), (0.74, -0.40), (0.68, -0.30), (-0.62, -0.30), (-0.68, -0.40)],
        (b.inks.main, b.inks.dark))
    b.shape([(-0.82, -0.40), (-0.50, -0.42), (-0.46, -0.34), (-0.82, -0.32)], b.inks.dark)
    b.shape([(-0.82, -0.415), (-0.52, -0.435), (-0.52, -0.385), (-0.82, -0.36)], b.inks.pale, emit=0.15)
    for k in range(9):
        b.line([(-0.80 + 0.032 * k, -0.415 - 0.002 * k), (-0.80 + 0.032 * k, -0.39)], 0.012, b.inks.dark)
    b.shape(rect(-1.06, -0.22, -0.80, -0.17), b.inks.deep)
    for x in (-1.03, -0.83):
        b.line([(x, -0.18), (x, 0.0)], 0.025, b.inks.dark)


@motif("drum,drums,drummer,tambourine", Kind("ground", 0.56, "#b02c36", "stage", 3, None, 0.7))
def drum(b: Brush) -> None:
    """A side drum with its cords and sticks."""
    b.shape(np.vstack([arc(0, -0.62, 0.48, np.pi, 0) * (1, 0.0) + (0, -0.60),
        arc(0, 0, 0.48, 0, np.pi) * (1, 0.25) + (0, -0.10)]), (b.inks.lift, b.inks.deep))
    for k in range(9):
        x0, x1 = -0.46 + 0.115 * k, -0.40 + 0.115 * k
        d0, d1 = 0.11 * np.sqrt(max(1 - (x0 / 0.48) ** 2, 0)), 0.11 * np.sqrt(max(1 - (x1 / 0.48) ** 2, 0))
        b.line([(x0, -0.54 + d0), (x1, -0.12 + d1), (min(x0 + 0.115, 0.47), -0.54 + d0)], 0.012,
            b.inks.pale, 0.85)
    for y in (-0.60, -0.08):
        b.limb(arc(0, 0, 0.49, 0, np.pi) * (1, 0.25) + (0, y), [0.055, 0.055], b.inks.accent)
    b.shape(oval(0, -0.62, 0.49, 0.125), b.inks.accent)
    b.shape(oval(0, -0.62, 0.45, 0.105), mix(b.inks.pale, b.inks.light, 0.2))
    for s in (-1, 1):
        b.limb([(s * 0.46, -1.02), (s * 0.02, -0.66)], [0.022, 0.018], shade(b.inks.dark, 0.12))
        b.disc((s * 0.02, -0.66), 0.026, b.inks.dark)


@motif("violin,fiddle,cello,viola", Kind("close", 0.9, "#9a4a20", "stage", 2, None, 0.8))
def violin(b: Brush) -> None:
    """A violin and its bow."""
    b.turn = -0.32
    b.soft([(0, -0.10), (0.11, -0.07), (0.135, 0.02), (0.075, 0.10), (0.07, 0.19), (0.15, 0.27),
        (0.165, 0.38), (0.09, 0.48), (0, 0.49), (-0.09, 0.48), (-0.165, 0.38), (-0.15, 0.27), (-0.07, 0.19),
        (-0.075, 0.10), (-0.135, 0.02), (-0.11, -0.07)], (b.inks.lift, b.inks.deep))
    b.shape([(-0.022, -0.46), (0.022, -0.46), (0.034, 0.16), (-0.034, 0.16)], b.inks.dark)
    b.limb(arc(0.0, -0.54, 0.04, 1.6, 6.8), [0.035, 0.02], b.inks.deep)
    b.limb([(0, -0.44), (0, -0.53)], [0.05, 0.035], b.inks.deep)
    for s in (-1, 1):
        b.limb([(s * 0.055, 0.14), (s * 0.085, 0.20), (s * 0.065, 0.26), (s * 0.095, 0.31)],
            [0.012, 0.008, 0.012], b.inks.dark)
    b.shape(rect(-0.055, 0.24, 0.055, 0.26), b.inks.pale)
    for k in range(4):
        b.line([((k - 1.5) * 0.010, -0.48), ((k - 1.5) * 0.018, 0.42)], 0.0035, b.inks.pale)
    b.turn = 0.45
    b.limb([(0.30, -0.55), (0.33, 0.0), (0.30, 0.55)], [0.014, 0.016], b.inks.dark)
    b.line([(0.285, -0.54), (0.285, 0.53)], 0.006, b.inks.pale)


@motif("trumpet,horn,saxophone,trombone,flute,brass", Kind("close", 0.62, "#e0a52e", "stage", 2, None, 1.0))
def trumpet(b: Brush) -> None:
    """A trumpet with light in its bell."""
    b.turn = -0.18
    b.limb([(0.55, -0.10), (0.2, -0.10), (-0.30, -0.10)], [0.035, 0.035], b.inks.main)
    b.soft([(-0.25, -0.125), (-0.42, -0.14), (-0.54, -0.24), (-0.60, -0.32), (-0.60, 0.12), (-0.54, 0.04),
        (-0.42, -0.06), (-0.25, -0.075)], (b.inks.lift, b.inks.main))
    b.shape(oval(-0.60, -0.10, 0.045, 0.225), (b.inks.deep, b.inks.lift))
    b.limb([(0.30, -0.10), (0.42, -0.04), (0.40, 0.10), (0.25, 0.12), (-0.12, 0.12), (-0.24, 0.06),
        (-0.20, -0.08)], [0.035, 0.035], b.inks.main)
    for k in range(3):
        x = -0.02 + 0.09 * k
        b.shape(rect(x - 0.028, -0.19, x + 0.028, 0.20), (b.inks.lift, b.inks.deep))
        b.line([(x, -0.19), (x, -0.27)], 0.014, b.inks.dark)
        b.disc((x, -0.28), 0.026, b.inks.pale)
    b.shape([(0.54, -0.12), (0.60, -0.14), (0.60, -0.06), (0.54, -0.08)], b.inks.deep)
    b.glow(-0.62, -0.10, 0.3, None, 0.35)


@motif("bell,bells,chime,chimes", Kind("close", 0.7, "#c8922e", "church", 3, None, 1.1))
def bell(b: Brush) -> None:
    """A bell in full swing."""
    b.turn = 0.28
    b.shape(rect(-0.16, -0.50, 0.16, -0.44), b.inks.dark)
    b.limb([(0, -0.46), (0, -0.36)], [0.06, 0.08], b.inks.deep)
    b.disc((0.0, 0.36), 0.075, b.inks.dark)
    b.soft([(-0.08, -0.38), (0.08, -0.38), (0.18, -0.28), (0.21, -0.02), (0.27, 0.16), (0.38, 0.28),
        (0.38, 0.33), (-0.38, 0.33), (-0.38, 0.28), (-0.27, 0.16), (-0.21, -0.02), (-0.18, -0.28)],
        (b.inks.lift, b.inks.main))
    b.shape(oval(0, 0.32, 0.385, 0.055), b.inks.deep)
    for y, w in ((-0.12, 0.195), (0.16, 0.27), (0.20, 0.29)):
        b.limb([(-w, y), (0, y + 0.03), (w, y)], [0.014, 0.014], b.inks.deep, 0.8)
    b.limb([(-0.11, -0.28), (-0.14, -0.02), (-0.2, 0.16)], [0.02, 0.045, 0.01], b.inks.pale, 0.55)
    b.turn = 0.0
    for k in range(3):
        for start in (-0.5, np.pi - 0.5):
            b.limb(arc(0, 0.05, 0.55 + 0.10 * k, start, start + 1.0), [0.006, 0.014, 0.006], b.inks.light,
                0.55 - 0.13 * k)


@motif(
    "record,records,vinyl,radio,gramophone,jukebox,turntable,speaker",
    Kind("close", 0.66, "#15161b", "room", 2, None, 0.5),
)
def record(b: Brush) -> None:
    """A record turning, light on its grooves."""
    b.disc((0, 0), 0.47, b.inks.main)
    for k in range(9):
        b.limb(arc(0, 0, 0.44 - 0.032 * k, 0, 2 * np.pi), [0.004, 0.004], b.inks.lift, 0.6)
    for a in (0.5, 0.5 + np.pi):
        for k in range(8):
            b.limb(arc(0, 0, 0.43 - 0.034 * k, a, a + 0.55), [0.003, 0.018, 0.003], b.inks.pale, 0.30)
    b.disc((0, 0), 0.155, b.inks.accent)
    b.disc((0, 0), 0.06, mix(b.inks.accent, b.inks.pale, 0.6))
    b.disc((0, 0), 0.016, b.inks.dark)
    b.limb([(0.52, -0.45), (0.50, 0.05), (0.30, 0.24)], [0.03, 0.025, 0.02], b.inks.pale)
    b.limb([(0.31, 0.22), (0.25, 0.29)], [0.05, 0.04], b.inks.dark)
    b.disc((0.52, -0.46), 0.055, b.inks.dark)
