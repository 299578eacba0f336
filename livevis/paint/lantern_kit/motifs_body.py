"""What people are seen by: hands, eyes, faces, hearts.

Enters: a brush. Leaves: marks on its plate. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import mix, shade
from livevis.paint.lantern_kit.plate import oval
from livevis.paint.lantern_kit.registry import Kind, motif


@motif(
    "hand,hands,fingers,palm of,finger,fist",
    Kind("close", 0.76, "#c98f6b", "void", 2, (0.0, -0.13, 0.5), 0.9, True),
)
def hand(b: Brush) -> None:
    """Hands: one raised open; two (or several) cupped to hold what the words put in them."""
    if b.count in (0, 2) or b.pose == "cup":
        for s in (-1, 1):
            _cupped(b, s)
        return
    b.limb([(0.02, 0.62), (0.0, 0.34), (0.0, 0.16)], [0.24, 0.22, 0.26], b.inks.main)
    b.soft([(-0.19, -0.04), (-0.06, -0.09), (0.10, -0.08), (0.18, 0.0), (0.16, 0.20), (0.11, 0.32),
        (-0.11, 0.32), (-0.18, 0.18)], b.inks.main)
    for x0, x1, top, w in ((-0.145, -0.215, -0.40, 0.078), (-0.05, -0.07, -0.52, 0.083),
        (0.045, 0.07, -0.49, 0.080), (0.13, 0.19, -0.36, 0.070)):
        b.limb([(x0, 0.02), ((x0 + x1) / 2, (top + 0.02) / 2), (x1, top)], [w * 1.06, w, w * 0.78],
            b.inks.main)
        b.limb([(x1 - 0.018, top + 0.02), (x1 + 0.014, top + 0.02)], [0.035, 0.035], b.inks.lift, 0.7)
    b.limb([(0.12, 0.22), (0.26, 0.08), (0.33, -0.08)], [0.13, 0.088, 0.058], b.inks.main)
    for curve in ([(-0.15, 0.05), (-0.02, 0.10), (0.12, 0.04)], [(-0.16, 0.12), (-0.02, 0.16),
        (0.08, 0.14)], [(0.04, 0.02), (0.03, 0.16), (0.08, 0.27)]):
        b.limb(curve, [0.004, 0.011, 0.004], b.inks.deep, 0.8)


def _cupped(b: Brush, s: int) -> None:
    """One of two hands held out from the sides, palms up, fingers meeting; s = -1 left, 1 right."""
    tone, line = (b.inks.main, b.inks.deep)
    sleeve = mix(b.inks.accent, b.inks.dark, 0.55)
    b.limb([(s * 1.05, 0.66), (s * 0.72, 0.44), (s * 0.58, 0.35)], [0.30, 0.25, 0.22], sleeve)
    b.limb([(s * 0.68, 0.40), (s * 0.52, 0.30), (s * 0.42, 0.25)], [0.15, 0.145, 0.16], tone)
    b.soft([(s * 0.52, 0.20), (s * 0.38, 0.13), (s * 0.20, 0.15), (s * 0.14, 0.22), (s * 0.20, 0.31),
        (s * 0.36, 0.37), (s * 0.50, 0.36)], tone)
    for k in range(4):
        y = 0.315 - 0.042 * k
        reach = 0.03 + 0.015 * abs(k - 1.2)
        b.limb([(s * 0.30, y - 0.02), (s * 0.14, y + 0.01), (s * (reach - 0.03), y - 0.045)],
            [0.060, 0.056, 0.036], shade(tone, 0.03 * k - 0.05))
        b.limb([(s * 0.28, y + 0.008), (s * 0.13, y + 0.038), (s * (reach - 0.02), y - 0.022)],
            [0.003, 0.008, 0.003], line, 0.7)
    b.limb([(s * 0.44, 0.20), (s * 0.34, 0.08), (s * 0.235, 0.035)], [0.085, 0.068, 0.044], shade(tone, 0.06))
    b.shape(oval(s * 0.245, 0.034, 0.024, 0.016, s * 0.4), b.inks.lift, 0.8)


@motif("eye,eyes,gaze,stare", Kind("close", 0.62, "#3f7f9f", "void", 2, None, 0.5))
def eye(b: Brush) -> None:
    """An eye, the light in it."""
    lids = np.vstack([limb_arc(0.52, -0.30), limb_arc(0.52, 0.24)[::-1]])
    b.shape(lids, mix(b.inks.pale, (1, 1, 1), 0.4))
    clip = 0.235
    b.disc((0, -0.02), clip, b.inks.deep)
    for k in range(40):
        a = k * 2 * np.pi / 40
        tone = b.inks.lift if k % 2 else b.inks.main
        b.limb([(0.09 * np.cos(a), -0.02 + 0.09 * np.sin(a)),
            (0.215 * np.cos(a), -0.02 + 0.215 * np.sin(a))], [0.022, 0.030], tone, 0.9)
    b.disc((0, -0.02), 0.100, b.inks.dark)
    b.disc((-0.075, -0.10), 0.048, (1.0, 1.0, 1.0), emit=0.6)
    b.disc((0.07, 0.05), 0.020, (1.0, 1.0, 1.0), 0.8)
    b.shape(np.vstack([limb_arc(0.56, -0.38), limb_arc(0.52, -0.27)[::-1]]), b.inks.dark)
    b.shape(np.vstack([limb_arc(0.52, 0.24), limb_arc(0.53, 0.27)[::-1]]), b.inks.dark, 0.8)
    for k in range(13):
        t = (k + 0.5) / 13
        x, y = -0.5 + t, -0.36 * np.sin(np.pi * t)
        b.limb([(x, y), (x * 1.1, y - 0.07), (x * 1.26, y - 0.11)], [0.018, 0.012, 0.003], b.inks.dark)
    b.limb([(-0.52, -0.40), (-0.1, -0.58), (0.36, -0.50), (0.56, -0.36)], [0.03, 0.075, 0.06, 0.01],
        b.inks.dark)


def limb_arc(half: float, rise: float, count: int = 30) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """A shallow lid curve from -half to half, ``rise`` at its middle."""
    t = np.linspace(0, 1, count)
    return np.stack([(t * 2 - 1) * half, rise * np.sin(np.pi * t) ** 0.85], 1)


@motif(
    "face,faces,profile,portrait,head,lips,mouth,hair,smile",
    Kind("close", 0.86, "#c98f72", "void", 2, None, 0.8),
)
def face(b: Brush) -> None:
    """A face in profile, hair blowing, the light on its edge."""
    hair = b.inks.dark
    b.soft([(-0.12, -0.44), (0.15, -0.50), (0.40, -0.34), (0.52, -0.05), (0.66, 0.12), (0.50, 0.16),
        (0.62, 0.32), (0.42, 0.32), (0.40, 0.48), (0.22, 0.30), (0.16, 0.0), (0.0, -0.22)], hair)
    outline = [(0.05, -0.45), (-0.12, -0.42), (-0.21, -0.32), (-0.23, -0.20), (-0.225, -0.13),
        (-0.25, -0.08), (-0.315, 0.03), (-0.335, 0.065), (-0.27, 0.09), (-0.265, 0.12), (-0.29, 0.155),
        (-0.265, 0.185), (-0.285, 0.22), (-0.255, 0.25), (-0.265, 0.30), (-0.23, 0.355), (-0.14, 0.36),
        (-0.02, 0.31), (0.03, 0.42), (0.02, 0.60), (0.40, 0.62), (0.30, 0.36), (0.34, 0.0), (0.28, -0.3)]
    b.shape(outline_smooth(outline), (b.inks.lift, b.inks.main))
    b.soft([(-0.13, -0.45), (0.10, -0.52), (0.34, -0.36), (0.42, -0.05), (0.42, 0.20), (0.30, 0.34),
        (0.19, 0.22), (0.18, 0.03), (0.08, -0.10), (0.02, -0.26), (-0.13, -0.34)], hair)
    b.limb([(-0.235, -0.165), (-0.16, -0.19), (-0.08, -0.17)], [0.010, 0.024, 0.006], hair)
    b.limb([(-0.20, -0.085), (-0.15, -0.075), (-0.10, -0.09)], [0.006, 0.018, 0.006], hair)
    for k in range(4):
        b.limb([(-0.20 + 0.025 * k, -0.08), (-0.225 + 0.022 * k, -0.05)], [0.008, 0.004], hair)
    b.limb([(-0.285, 0.19), (-0.22, 0.185), (-0.18, 0.20)], [0.012, 0.018, 0.004], (0.62, 0.16, 0.18))
    b.glow(-0.25, 0.0, 0.4, b.inks.light, 0.25)


def outline_smooth(points: list[tuple[float, float]]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """A smooth closed curve, finely stepped, for features of a face."""
    from livevis.paint.lantern_kit.plate import smooth

    return smooth(points, closed=True, steps=6)


@motif(
    "heart,hearts,heartbeat,valentine,sweetheart",
    Kind("close", 0.66, "#c41e3a", "void", 7, (0.0, 0.0, 0.4), 1.1),
)
def heart(b: Brush) -> None:
    """A heart that gives off light."""
    t = np.linspace(0, 2 * np.pi, 80)
    x, y = 16 * np.sin(t) ** 3, 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    outline = np.stack([x / 34, -y / 34 - 0.04], 1)
    b.shape(outline, (b.inks.lift, b.inks.deep), emit=0.10)
    b.shape(outline * 0.82 + (0, -0.012), (mix(b.inks.main, b.inks.lift, 0.55), b.inks.main), 0.75)
    b.limb([(-0.33, -0.20), (-0.27, -0.33), (-0.14, -0.37)], [0.02, 0.06, 0.02], (1.0, 0.96, 0.94), 0.55)
    if "broken" in b.without or b.pose == "broken":
        b.line([(0, -0.30), (0.06, -0.16), (-0.06, -0.02), (0.05, 0.14), (0.0, 0.42)], 0.025, b.inks.dark)
    b.glow(0, 0, 0.55, b.inks.main, 0.5)
    b.glow(0, 0, 1.2, b.inks.main, 0.2)
