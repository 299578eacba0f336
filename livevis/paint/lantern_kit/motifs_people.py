"""People, from near and far.

Enters: a brush. Leaves: marks on its plate. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import mix, shade
from livevis.paint.lantern_kit.plate import arc, limb, oval, rect
from livevis.paint.lantern_kit.registry import Kind, motif


def coat(b: Brush, x: float, scale: float, main: bool = True) -> None:
    """A figure from behind, in a long coat, standing on (x, 0)."""
    m, d = (b.inks.main, b.inks.deep) if main else (b.inks.deep, b.inks.dark)

    def at(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return [(x + px * scale, py * scale) for px, py in points]

    for s in (-1, 1):
        b.limb(at([(s * 0.05, -0.35), (s * 0.055, -0.02)]), [0.07 * scale, 0.05 * scale], b.inks.dark)
        b.limb(at([(s * 0.05, -0.015), (s * 0.075, -0.005)]), [0.045 * scale, 0.03 * scale], b.inks.dark)
    b.soft(at([(-0.10, -0.80), (0.0, -0.83), (0.10, -0.80), (0.12, -0.6), (0.14, -0.34), (0.17, -0.22),
        (0.0, -0.19), (-0.17, -0.22), (-0.14, -0.34), (-0.12, -0.6)]), (m, d))
    for s in (-1, 1):
        b.limb(at([(s * 0.10, -0.76), (s * 0.145, -0.58), (s * 0.14, -0.40)]), [0.075 * scale, 0.06 * scale,
            0.05 * scale], m)
    b.shape(oval(x, -0.92 * scale, 0.062 * scale, 0.078 * scale), b.inks.dark)
    b.limb(at([(0, -0.85), (0, -0.80)]), [0.06 * scale, 0.08 * scale], b.inks.dark)


@motif(
    "person,man,woman,stranger,girl,boy,friend,father,mother,brother,sister,child,soldier,someone,"
    "figure,baby,son,daughter",
    Kind("ground", 0.5, "#3b3f52", "road", 4, None, 0.7),
)
def person(b: Brush) -> None:
    """Somebody seen from behind, looking into the picture."""
    coat(b, 0.0, 1.0)


@motif(
    "walker,wanderer,traveller,traveler,pilgrim,footstep,footsteps,shoe,shoes",
    Kind("ground", 0.5, "#3b3f52", "road", 3, None, 0.7),
)
def walker(b: Brush) -> None:
    """Somebody walking with a staff and a pack."""
    b.limb([(0.02, -0.46), (0.13, -0.24), (0.16, -0.02), (0.22, 0.0)], [0.10, 0.065, 0.045, 0.04],
        b.inks.dark)
    b.limb([(-0.02, -0.46), (-0.10, -0.24), (-0.21, -0.04), (-0.15, 0.0)], [0.10, 0.065, 0.045, 0.04],
        b.inks.dark)
    b.soft([(-0.10, -0.78), (0.06, -0.80), (0.11, -0.6), (0.13, -0.36), (-0.13, -0.36), (-0.11, -0.6)],
        (b.inks.main, b.inks.deep))
    b.soft([(-0.12, -0.78), (-0.24, -0.74), (-0.24, -0.52), (-0.12, -0.5)], b.inks.accent)
    b.disc((0.02, -0.89), 0.072, b.inks.dark)
    b.shape(oval(0.02, -0.925, 0.13, 0.024), b.inks.dark)
    b.soft([(-0.06, -0.93), (-0.05, -1.0), (0.08, -1.0), (0.10, -0.93)], b.inks.dark)
    b.limb([(0.03, -0.74), (0.15, -0.60), (0.23, -0.62)], [0.065, 0.05, 0.04], b.inks.main)
    b.limb([(0.20, -0.86), (0.28, 0.0)], [0.020, 0.020], b.inks.dark)


@motif("singer,voice,microphone,mic,choir,chorus", Kind("ground", 0.78, "#7a2a4a", "stage", 3, None, 0.8))
def singer(b: Brush) -> None:
    """A singer at the microphone, one arm lifted."""
    b.line([(-0.17, 0.0), (-0.17, -0.80)], 0.012, b.inks.dark)
    b.shape(oval(-0.17, 0.0, 0.10, 0.015), b.inks.dark)
    b.limb([(-0.17, -0.80), (-0.105, -0.865)], [0.022, 0.022], b.inks.dark)
    b.shape(oval(-0.098, -0.875, 0.026, 0.034, 0.8), b.inks.lift)
    b.soft([(-0.08, -0.72), (0.06, -0.74), (0.09, -0.56), (0.07, -0.46), (0.17, -0.2), (0.24, 0.0),
        (-0.16, 0.0), (-0.10, -0.2), (-0.05, -0.46), (-0.08, -0.58)], (b.inks.lift, b.inks.deep))
    skin = mix((0.80, 0.56, 0.42), b.inks.mid, 0.35)
    b.limb([(0.06, -0.70), (0.22, -0.80), (0.30, -0.98)], [0.055, 0.044, 0.03], skin)
    b.limb([(0.29, -0.97), (0.33, -1.03)], [0.04, 0.012], skin)
    b.limb([(-0.07, -0.69), (-0.16, -0.58), (-0.165, -0.70)], [0.05, 0.04, 0.032], skin)
    b.limb([(0, -0.78), (0.0, -0.72)], [0.05, 0.07], skin)
    b.shape(oval(-0.015, -0.85, 0.064, 0.080, -0.2), skin)
    b.soft([(-0.04, -0.93), (0.04, -0.935), (0.09, -0.86), (0.11, -0.72), (0.16, -0.60), (0.08, -0.62),
        (0.045, -0.74), (0.035, -0.86)], b.inks.dark)
    b.shape(oval(-0.062, -0.825, 0.012, 0.015), b.inks.dark)
    b.glow(0, -0.6, 0.55, b.inks.light, 0.28)


@motif("dancer,dancers,ballerina,ballet,waltz,tango", Kind("ground", 0.8, "#d8506e", "stage", 3, None, 0.8))
def dancer(b: Brush) -> None:
    """A dancer on one toe, skirt turning."""
    skin = mix((0.82, 0.58, 0.44), b.inks.mid, 0.3)
    b.limb([(0.0, -0.42), (0.01, -0.2), (0.0, 0.0)], [0.075, 0.05, 0.018], skin)
    b.limb([(0.02, -0.42), (0.22, -0.38), (0.46, -0.46)], [0.075, 0.05, 0.016], skin)
    for k, tone in enumerate((b.inks.deep, b.inks.main, b.inks.lift)):
        reach = 0.40 - 0.07 * k
        b.soft([(-0.05, -0.54), (0.05, -0.54), (reach * 0.8, -0.47 + 0.02 * k), (reach, -0.38),
            (reach * 0.5, -0.35), (0.0, -0.32), (-reach * 0.5, -0.34), (-reach, -0.37),
            (-reach * 0.8, -0.46)], tone, 0.9)
    b.soft([(-0.06, -0.74), (0.06, -0.74), (0.045, -0.52), (-0.045, -0.52)], b.inks.main)
    b.limb([(-0.05, -0.72), (-0.20, -0.82), (-0.24, -0.98), (-0.15, -1.08)], [0.040, 0.034, 0.026, 0.012],
        skin)
    b.limb([(0.05, -0.72), (0.21, -0.70), (0.36, -0.78)], [0.040, 0.034, 0.012], skin)
    b.limb([(0, -0.80), (0, -0.72)], [0.036, 0.05], skin)
    b.shape(oval(-0.005, -0.86, 0.045, 0.058, -0.15), skin)
    b.soft([(-0.05, -0.87), (-0.02, -0.93), (0.04, -0.92), (0.05, -0.86), (0.02, -0.88)], b.inks.dark)
    b.disc((0.035, -0.935), 0.026, b.inks.dark)


@motif(
    "lovers,lover,couple,bride,two lovers,two people,wedding,husband,wife,embrace",
    Kind("ground", 0.6, "#7b3048", "bridge", 1, None, 0.8, True),
)
def lovers(b: Brush) -> None:
    """Two, close, hand in hand."""
    coat(b, -0.16, 1.0)
    coat(b, 0.16, 0.93, False)
    b.limb([(-0.03, -0.44), (0.0, -0.38), (0.04, -0.43)], [0.045, 0.045, 0.045], b.inks.dark)
    b.shape(oval(-0.135, -0.925, 0.058, 0.075, 0.35), b.inks.dark)
    b.shape(oval(0.13, -0.86, 0.056, 0.072, -0.35), b.inks.dark)
    b.glow(0, -0.7, 0.6, b.inks.light, 0.3)


@motif(
    "crowd,people,audience,crowds,army,everybody,everyone,thousands of people,parade",
    Kind("ground", 0.42, "#2a2d3b", "stage", 1, None, 0.3, True),
)
def crowd(b: Brush) -> None:
    """Heads and lifted arms, rank before rank."""
    for rank in range(3):
        tone = mix(b.inks.mid, b.inks.dark, 0.4 + 0.3 * rank)
        parts = []
        for k in range(20):
            x, y = (k - 9.5) * 0.25 + b.rng.normal() * 0.05, 0.10 + rank * 0.16
            r = 0.085 + 0.02 * rank
            parts += [oval(x, y - 0.42, r, r * 1.2), oval(x, y - 0.08, r * 2.1, 0.28)]
            if b.rng.random() < 0.45:
                s, up = b.rng.choice([-1, 1]), b.rng.uniform(0.4, 0.62)
                parts.append(limb([(x + s * 0.13, y - 0.22), (x + s * 0.2, y - 0.5),
                    (x + s * b.rng.uniform(0.08, 0.24), y - 0.42 - up)], [0.085, 0.06, 0.045], 4))
        b.shapes(parts, tone)


@motif("angel,angels,wings,wing,icarus,fairy", Kind("ground", 0.82, 0.95, "sky", 2, None, 0.7))
def angel(b: Brush) -> None:
    """A figure with great wings."""
    for s in (-1, 1):
        for row, (reach, tone) in enumerate(((1.0, b.inks.deep), (0.8, b.inks.main), (0.58, b.inks.lift))):
            quills = []
            for k in range(10):
                t = k / 9
                root = np.array([s * (0.05 + 0.26 * t * reach),
                    -0.70 - 0.22 * np.sin(t * np.pi * 0.75) * reach])
                tip = root + np.array([s * (0.10 + 0.26 * t) * reach, (0.62 - 0.52 * t) * reach])
                quills.append(limb([root, (root + tip) / 2 + (s * 0.05, -0.02), tip], [0.05, 0.062, 0.012],
                    4))
            b.shapes(quills, tone if row else shade(tone, -0.03))
        b.limb([(s * 0.04, -0.66), (s * 0.20, -0.92), (s * 0.34, -0.88)], [0.07, 0.07, 0.02], b.inks.lift)
    robe = mix(b.inks.pale, b.inks.mid, 0.25)
    b.soft([(-0.07, -0.72), (0.07, -0.72), (0.09, -0.4), (0.19, 0.0), (-0.19, 0.0), (-0.09, -0.4)],
        (robe, shade(robe, -0.16)))
    b.shape(oval(0, -0.83, 0.055, 0.068), b.inks.dark)
    b.limb(arc(0, -0.97, 0.085, 0, 6.3) * (1, 0.3) + (0, -0.68), [0.016, 0.016], b.inks.light, emit=0.9)
    b.glow(0, -0.75, 0.6, b.inks.light, 0.45)


@motif(
    "shadow,shadows,ghost,ghosts,phantom,silhouette",
    Kind("ground", 0.62, "#14151c", "street", 3, None, 0.0),
)
def shadow(b: Brush) -> None:
    """A figure and the longer figure of its shadow."""
    b.soft([(-0.14, 0.0), (0.14, 0.0), (0.55, 0.16), (0.98, 0.30), (1.05, 0.38), (0.92, 0.42), (0.4, 0.26)],
        b.inks.dark, 0.6)
    b.shape(oval(1.08, 0.385, 0.11, 0.05, 0.3), b.inks.dark, 0.6)
    coat(b, 0.0, 1.0)


@motif("king,queen,knight,statue", Kind("ground", 0.74, "#6b4a8a", "hills", 2, None, 0.8))
def king(b: Brush) -> None:
    """A crowned figure in a long mantle with a staff."""
    b.soft([(-0.12, -0.76), (0, -0.79), (0.12, -0.76), (0.17, -0.4), (0.32, 0.0), (-0.32, 0.0),
        (-0.17, -0.4)], (b.inks.lift, b.inks.deep))
    b.shape(rect(-0.32, -0.035, 0.32, 0.0), b.inks.pale)
    b.shape(oval(0, -0.85, 0.06, 0.075), b.inks.dark)
    b.shape([(-0.07, -0.90), (-0.08, -1.03), (-0.035, -0.97), (0, -1.06), (0.035, -0.97), (0.08, -1.03),
        (0.07, -0.90)], b.inks.light, emit=0.4)
    b.line([(0.27, 0.0), (0.23, -1.0)], 0.018, b.inks.dark)
    b.disc((0.23, -1.02), 0.03, b.inks.light, emit=0.6)
