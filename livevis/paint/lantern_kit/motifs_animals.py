"""Animals, built from tapering limbs.

Enters: a brush. Leaves: marks on its plate. Any thread.
"""

# fmt: off  (outlines are kept in rows, as they were drawn)
from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import mix, shade
from livevis.paint.lantern_kit.plate import oval
from livevis.paint.lantern_kit.registry import Kind, motif


@motif(
    "horse,horses,mare,stallion,pony,unicorn,mustang",
    Kind("ground", 0.66, "#6a4a36", "field", 5, None, 0.9),
)
def horse(b: Brush) -> None:
    """A horse at the gallop, mane and tail flying."""
    m, far = b.inks.main, b.inks.deep
    hair = mix(b.inks.main, b.inks.dark, 0.35) if b.inks.main[0] < 0.75 else shade(b.inks.main, -0.10)
    b.limb([(0.24, -0.42), (0.44, -0.34), (0.53, -0.17), (0.66, -0.13)], [0.12, 0.075, 0.042, 0.045], far)
    b.limb([(-0.30, -0.44), (-0.43, -0.30), (-0.33, -0.16), (-0.40, -0.05)], [0.12, 0.065, 0.042, 0.045], far)
    b.limb([(0.40, -0.62), (0.62, -0.68), (0.80, -0.58), (0.96, -0.62)], [0.06, 0.13, 0.11, 0.01], hair)
    b.limb([(0.44, -0.60), (0.66, -0.60), (0.84, -0.47)], [0.06, 0.10, 0.01], hair)
    b.soft(
        [
            (-0.44, -0.58),
            (-0.30, -0.70),
            (-0.06, -0.66),
            (0.16, -0.67),
            (0.36, -0.70),
            (0.46, -0.60),
            (0.45, -0.46),
            (0.32, -0.36),
            (0.10, -0.345),
            (-0.10, -0.32),
            (-0.32, -0.34),
            (-0.44, -0.45),
        ],
        m,
    )
    b.limb([(-0.26, -0.53), (-0.44, -0.72), (-0.58, -0.92)], [0.36, 0.235, 0.14], m)
    b.limb([(-0.555, -0.94), (-0.68, -0.86), (-0.82, -0.75)], [0.145, 0.125, 0.075], m)
    b.shape([(-0.57, -0.97), (-0.545, -1.08), (-0.50, -0.98)], m)
    b.limb([(0.34, -0.52), (0.46, -0.34), (0.37, -0.18), (0.48, -0.02)], [0.22, 0.105, 0.052, 0.050], m)
    b.limb([(-0.34, -0.46), (-0.56, -0.42), (-0.70, -0.30), (-0.66, -0.16)], [0.17, 0.085, 0.048, 0.045], m)
    for x, y, w in ((0.50, 0.0, 0.06), (-0.65, -0.13, 0.05), (0.69, -0.115, 0.05), (-0.415, -0.025, 0.05)):
        b.shape(oval(x, y - 0.01, w * 0.62, w * 0.45), b.inks.dark)
    for k in range(6):
        t = k / 5
        x, y = -0.53 + 0.26 * t, -1.0 + 0.32 * t
        b.limb(
            [(x, y), (x + 0.10, y - 0.05 + 0.02 * np.sin(k * 2.1)), (x + 0.24, y + 0.02)],
            [0.07, 0.06, 0.008],
            hair,
        )
    b.disc((-0.64, -0.90), 0.014, b.inks.dark)
    if b.inks.main[0] < 0.75:
        b.limb([(-0.20, -0.66), (0.1, -0.64), (0.36, -0.67)], [0.01, 0.03, 0.01], b.inks.lift, 0.6)


@motif("wolf,wolves,coyote", Kind("ground", 0.6, "#3c4350", "snowfield", 4, None, 0.9))
def wolf(b: Brush) -> None:
    """A wolf howling, its head thrown back."""
    m = b.inks.main
    b.limb(
        [(0.40, -0.50), (0.58, -0.36), (0.66, -0.16), (0.60, -0.06)], [0.10, 0.14, 0.10, 0.02], b.inks.deep
    )
    b.limb([(0.30, -0.40), (0.38, -0.22), (0.30, -0.10), (0.31, 0.0)], [0.17, 0.09, 0.06, 0.06], b.inks.deep)
    b.limb([(-0.14, -0.40), (-0.16, -0.2), (-0.15, 0.0)], [0.14, 0.075, 0.06], b.inks.deep)
    b.soft(
        [
            (-0.30, -0.66),
            (-0.10, -0.64),
            (0.15, -0.62),
            (0.36, -0.58),
            (0.44, -0.46),
            (0.38, -0.34),
            (0.18, -0.33),
            (-0.05, -0.29),
            (-0.22, -0.32),
            (-0.34, -0.48),
        ],
        m,
    )
    b.limb([(-0.16, -0.50), (-0.28, -0.72), (-0.36, -0.88)], [0.32, 0.24, 0.17], m)
    b.limb([(-0.33, -0.86), (-0.43, -0.99), (-0.52, -1.12)], [0.18, 0.11, 0.045], m)
    b.limb([(-0.38, -0.87), (-0.46, -0.94), (-0.50, -1.0)], [0.09, 0.05, 0.02], b.inks.deep)
    b.shape([(-0.31, -0.93), (-0.20, -0.99), (-0.24, -0.85)], m)
    b.limb(
        [(0.36, -0.44), (0.44, -0.24), (0.36, -0.12), (0.40, -0.01), (0.36, 0.0)],
        [0.20, 0.11, 0.06, 0.06, 0.05],
        m,
    )
    b.limb([(-0.22, -0.44), (-0.25, -0.22), (-0.24, -0.02), (-0.28, 0.0)], [0.18, 0.085, 0.06, 0.05], m)
    for k in range(6):
        b.shape(
            [
                (-0.24 + 0.02 * k, -0.70 + 0.07 * k),
                (-0.36 + 0.02 * k, -0.60 + 0.07 * k),
                (-0.20 + 0.02 * k, -0.60 + 0.07 * k),
            ],
            b.inks.lift,
            0.45,
        )
    b.disc((-0.375, -0.955), 0.012, b.inks.light, emit=0.6)


@motif("dog,dogs,hound,puppy,fox", Kind("ground", 0.42, "#9a6a3c", "street", 3, None, 0.9))
def dog(b: Brush) -> None:
    """A dog sitting, ears up, tail curled."""
    m = b.inks.main
    b.limb([(0.26, -0.08), (0.46, -0.10), (0.52, -0.30), (0.44, -0.42)], [0.08, 0.075, 0.06, 0.02], m)
    b.soft(
        [
            (-0.10, -0.66),
            (0.08, -0.60),
            (0.24, -0.36),
            (0.32, -0.12),
            (0.26, 0.0),
            (-0.02, 0.0),
            (-0.14, -0.26),
            (-0.20, -0.5),
        ],
        m,
    )
    b.limb([(-0.10, -0.42), (-0.13, -0.2), (-0.13, 0.0), (-0.20, 0.0)], [0.15, 0.09, 0.075, 0.06], m)
    b.limb([(0.0, -0.4), (-0.02, -0.18), (-0.02, 0.0), (-0.08, 0.0)], [0.13, 0.08, 0.07, 0.055], b.inks.deep)
    b.limb([(0.0, -0.62), (-0.06, -0.78), (-0.10, -0.86)], [0.22, 0.2, 0.2], m)
    b.limb([(-0.10, -0.86), (-0.24, -0.83), (-0.36, -0.79)], [0.19, 0.13, 0.085], m)
    b.shape([(-0.08, -0.92), (-0.05, -1.08), (0.02, -0.90)], b.inks.deep)
    b.shape([(-0.15, -0.92), (-0.15, -1.07), (-0.07, -0.94)], m)
    b.disc((-0.385, -0.81), 0.025, b.inks.dark)
    b.disc((-0.19, -0.89), 0.016, b.inks.dark)
    b.soft([(-0.13, -0.60), (-0.04, -0.58), (-0.06, -0.36), (-0.14, -0.40)], b.inks.lift, 0.5)


@motif("cat,cats,kitten,panther", Kind("ground", 0.42, "#22232b", "city", 3, None, 0.9))
def cat(b: Brush) -> None:
    """A cat sitting with its tail round its feet, eyes lit."""
    m = b.inks.main
    b.limb(
        [(0.20, -0.06), (0.40, -0.02), (0.44, -0.18), (0.36, -0.34), (0.44, -0.48)],
        [0.08, 0.085, 0.07, 0.06, 0.03],
        m,
    )
    b.soft(
        [
            (-0.06, -0.64),
            (0.10, -0.58),
            (0.24, -0.34),
            (0.30, -0.10),
            (0.22, 0.0),
            (-0.16, 0.0),
            (-0.20, -0.14),
            (-0.14, -0.38),
            (-0.14, -0.56),
        ],
        m,
    )
    b.soft(
        [
            (-0.22, -0.78),
            (-0.12, -0.90),
            (0.02, -0.90),
            (0.12, -0.78),
            (0.08, -0.64),
            (-0.05, -0.59),
            (-0.18, -0.64),
        ],
        m,
    )
    b.shape([(-0.21, -0.78), (-0.205, -1.0), (-0.09, -0.88)], m)
    b.shape([(0.11, -0.78), (0.105, -1.0), (-0.01, -0.88)], m)
    for x in (-0.115, 0.015):
        b.shape(oval(x, -0.765, 0.034, 0.026), b.inks.light, emit=0.9)
        b.shape(oval(x, -0.765, 0.008, 0.024), b.inks.dark)
        b.glow(x, -0.765, 0.06, None, 0.3)
    for s in (-1, 1):
        for k in (-1, 0, 1):
            b.line([(-0.05 + s * 0.05, -0.68), (-0.05 + s * 0.27, -0.68 + k * 0.03)], 0.005, b.inks.lift, 0.7)
    b.limb([(-0.10, -0.3), (-0.12, -0.12), (-0.13, 0.0)], [0.03, 0.02, 0.015], b.inks.lift, 0.35)


@motif("deer,stag,elk,reindeer,fawn,moose", Kind("ground", 0.74, "#7d5436", "forest", 3, None, 0.9))
def deer(b: Brush) -> None:
    """A stag with its antlers."""
    m = b.inks.main
    b.limb([(0.26, -0.36), (0.30, -0.2), (0.27, 0.0)], [0.10, 0.05, 0.03], b.inks.deep)
    b.limb([(-0.12, -0.36), (-0.08, -0.18), (-0.09, 0.0)], [0.09, 0.045, 0.03], b.inks.deep)
    b.soft(
        [
            (-0.24, -0.54),
            (-0.06, -0.54),
            (0.14, -0.54),
            (0.30, -0.53),
            (0.36, -0.44),
            (0.28, -0.33),
            (0.08, -0.33),
            (-0.10, -0.31),
            (-0.24, -0.36),
        ],
        m,
    )
    b.limb([(0.33, -0.50), (0.40, -0.46), (0.40, -0.41)], [0.05, 0.05, 0.01], b.inks.pale)
    b.limb([(-0.16, -0.44), (-0.26, -0.58), (-0.30, -0.70)], [0.20, 0.13, 0.09], m)
    b.limb([(-0.28, -0.71), (-0.36, -0.69), (-0.45, -0.65)], [0.10, 0.085, 0.045], m)
    b.limb([(-0.26, -0.73), (-0.18, -0.77)], [0.04, 0.015], m)
    b.limb([(0.28, -0.42), (0.34, -0.24), (0.31, -0.12), (0.32, 0.0)], [0.15, 0.065, 0.035, 0.03], m)
    b.limb([(-0.18, -0.40), (-0.20, -0.2), (-0.19, 0.0)], [0.12, 0.05, 0.03], m)
    horn = mix(b.inks.pale, b.inks.main, 0.45)
    for s, lift in ((-1, 0.0), (1, 0.01)):
        x = -0.285 + s * 0.02
        b.limb(
            [(x, -0.75), (x + s * 0.10 - 0.02, -0.88), (x + s * 0.14, -1.0), (x + s * 0.08, -1.12)],
            [0.026, 0.024, 0.018, 0.006],
            horn,
        )
        for t, (dx, dy) in ((0.83, (-0.09, -0.07)), (0.91, (s * 0.13, -0.06)), (1.0, (s * 0.15, -0.05))):
            px = x + s * 0.12 * (t - 0.7) * 3.2
            b.limb(
                [(px, -t - lift), (px + dx * 0.6, -t + dy * 0.4), (px + dx, -t + dy)],
                [0.018, 0.014, 0.005],
                horn,
            )
    b.disc((-0.335, -0.715), 0.010, b.inks.dark)


@motif(
    "bird,birds,gull,gulls,seagull,swallow,swallows,dove,doves,eagle,hawk,swan,swans,goose,sparrow,"
    "albatross,nightingale,blackbird",
    Kind("air", 0.36, "#20242e", "sky", 9, None, 0.7),
)
def bird(b: Brush) -> None:
    """A bird in flight, wings in one of four beats."""
    beat = int(b.rng.integers(4))
    up = (0.52, 0.30, 0.14, -0.22)[beat]
    m = b.inks.main
    for s, ink, lag in ((1, b.inks.deep, 0.02), (-1, m, 0.0)):
        tip = (s * (0.40 if beat != 3 else 0.34), -up + lag)
        b.soft(
            [
                (s * 0.03 - 0.05, -0.03),
                (s * 0.15, -up * 0.62 - 0.06),
                (s * 0.27, -up * 0.92 - 0.05),
                tip,
                (s * 0.37 + 0.06, -up * 0.80 + 0.03),
                (s * 0.28 + 0.07, -up * 0.52 + 0.05),
                (s * 0.18 + 0.08, -up * 0.25 + 0.06),
                (0.10, 0.04),
            ],
            ink,
        )
        for k in range(3):
            f = 0.24 + 0.05 * k
            b.limb(
                [
                    (s * f + 0.05, -up * (0.55 + 0.1 * k) + 0.02),
                    (s * (f + 0.035) + 0.09, -up * (0.50 + 0.13 * k) + 0.07),
                ],
                [0.035, 0.006],
                ink,
            )
    b.limb([(-0.23, -0.03), (-0.10, 0.0), (0.06, 0.02), (0.20, 0.03)], [0.05, 0.105, 0.10, 0.035], m)
    b.disc((-0.22, -0.035), 0.045, m)
    b.shape([(-0.255, -0.05), (-0.315, -0.022), (-0.255, -0.010)], mix(b.inks.accent, b.inks.main, 0.25))
    b.shape([(0.16, 0.01), (0.36, -0.01), (0.31, 0.035), (0.37, 0.08), (0.15, 0.05)], b.inks.deep)


@motif("raven,crow,crows,ravens,vulture,magpie", Kind("ground", 0.46, "#15161c", "field", 5, None, 0.8))
def raven(b: Brush) -> None:
    """A raven on a bare branch."""
    b.limb([(-0.9, 0.04), (-0.3, 0.0), (0.3, 0.03), (0.95, -0.10)], [0.02, 0.05, 0.06, 0.09], b.inks.dark)
    b.limb([(-0.5, 0.01), (-0.7, -0.14), (-0.78, -0.30)], [0.03, 0.02, 0.008], b.inks.dark)
    b.limb([(0.5, 0.0), (0.62, -0.18), (0.8, -0.28)], [0.03, 0.02, 0.008], b.inks.dark)
    m = b.inks.main
    b.limb([(0.10, -0.30), (0.30, -0.12), (0.46, 0.12)], [0.24, 0.16, 0.07], b.inks.deep)
    b.limb([(-0.14, -0.62), (-0.06, -0.42), (0.08, -0.24), (0.22, -0.12)], [0.20, 0.33, 0.30, 0.12], m)
    b.disc((-0.17, -0.68), 0.125, m)
    b.soft([(-0.26, -0.74), (-0.40, -0.69), (-0.50, -0.60), (-0.38, -0.61), (-0.25, -0.62)], b.inks.dark)
    b.limb([(-0.02, -0.50), (0.14, -0.34), (0.32, -0.06)], [0.05, 0.16, 0.03], b.inks.lift, 0.5)
    for x in (-0.02, 0.06):
        b.line([(x, -0.16), (x - 0.01, 0.0)], 0.018, b.inks.dark)
    b.disc((-0.20, -0.71), 0.020, b.inks.light, emit=0.6)


@motif("owl,owls", Kind("ground", 0.5, "#6d5238", "forest", 2, None, 0.8))
def owl(b: Brush) -> None:
    """An owl on a branch, its eyes two moons."""
    b.limb([(-0.8, 0.05), (0, 0.0), (0.8, 0.04)], [0.03, 0.07, 0.03], b.inks.dark)
    b.soft(
        [
            (-0.25, -0.80),
            (0.0, -0.86),
            (0.25, -0.80),
            (0.31, -0.5),
            (0.24, -0.12),
            (0.0, 0.02),
            (-0.24, -0.12),
            (-0.31, -0.5),
        ],
        (b.inks.main, b.inks.deep),
    )
    b.shape([(-0.25, -0.76), (-0.27, -0.97), (-0.08, -0.83)], b.inks.main)
    b.shape([(0.25, -0.76), (0.27, -0.97), (0.08, -0.83)], b.inks.main)
    for s in (-1, 1):
        b.disc((s * 0.115, -0.66), 0.115, b.inks.lift)
        b.disc((s * 0.115, -0.66), 0.078, b.inks.light, emit=0.7)
        b.disc((s * 0.115, -0.66), 0.038, b.inks.dark)
        b.limb([(s * 0.26, -0.52), (s * 0.27, -0.28), (s * 0.14, -0.06)], [0.06, 0.12, 0.03], b.inks.deep)
    b.shape([(-0.03, -0.61), (0.03, -0.61), (0, -0.53)], b.inks.accent)
    for row in range(3):
        for col in range(-2 + row % 2, 3):
            b.shape(oval(col * 0.075 - 0.037 * (row % 2), -0.42 + row * 0.10, 0.022, 0.034), b.inks.lift, 0.7)


@motif("butterfly,butterflies,moth,moths", Kind("air", 0.44, "#e08a2e", "garden", 7, None, 0.4))
def butterfly(b: Brush) -> None:
    """Four patterned wings."""
    for s in (-1, 1):
        b.soft(
            [
                (s * 0.03, -0.05),
                (s * 0.18, -0.36),
                (s * 0.42, -0.46),
                (s * 0.52, -0.34),
                (s * 0.44, -0.08),
                (s * 0.22, 0.05),
            ],
            b.inks.dark,
        )
        b.soft(
            [
                (s * 0.03, 0.02),
                (s * 0.26, 0.06),
                (s * 0.40, 0.20),
                (s * 0.32, 0.40),
                (s * 0.18, 0.42),
                (s * 0.06, 0.18),
            ],
            b.inks.dark,
        )
        b.soft(
            [
                (s * 0.06, -0.06),
                (s * 0.19, -0.30),
                (s * 0.39, -0.39),
                (s * 0.46, -0.32),
                (s * 0.39, -0.10),
                (s * 0.21, 0.0),
            ],
            (b.inks.lift, b.inks.main),
            emit=0.12,
        )
        b.soft(
            [
                (s * 0.06, 0.05),
                (s * 0.25, 0.09),
                (s * 0.35, 0.21),
                (s * 0.29, 0.35),
                (s * 0.19, 0.36),
                (s * 0.09, 0.17),
            ],
            (b.inks.main, b.inks.deep),
            emit=0.12,
        )
        for x, y in ((0.44, -0.36), (0.47, -0.24), (0.35, 0.30)):
            b.disc((s * x, y), 0.018, b.inks.pale)
        for x, y in ((0.36, -0.34), (0.40, -0.14), (0.24, -0.30)):
            b.limb([(s * 0.04, -0.02), (s * x, y)], [0.012, 0.006], b.inks.dark)
        b.disc((s * 0.27, 0.22), 0.045, b.inks.pale, 0.9)
        b.disc((s * 0.27, 0.22), 0.024, b.inks.dark)
        b.limb([(s * 0.01, -0.18), (s * 0.07, -0.34), (s * 0.14, -0.40)], [0.010, 0.008], b.inks.dark)
    b.limb([(0, -0.20), (0, 0.0), (0, 0.26)], [0.05, 0.07, 0.02], b.inks.dark)
    b.glow(0, 0, 0.45, b.inks.main, 0.28)


@motif("spider,spiders,web,cobweb,insect,bee,bees", Kind("close", 0.7, "#1b1b22", "void", 2, None, 0.6))
def spider(b: Brush) -> None:
    """A spider in the middle of its web, dew on the threads."""
    thread = mix(b.inks.pale, b.inks.light, 0.4)
    spokes = np.arange(12) * np.pi / 6 + 0.13
    for a in spokes:
        b.line([(0, 0), (0.62 * np.cos(a), 0.62 * np.sin(a))], 0.004, thread, 0.8)
    for k in range(1, 8):
        ring = []
        for a in spokes:
            ring += [
                (0.08 * k * np.cos(a), 0.08 * k * np.sin(a)),
                (0.072 * k * np.cos(a + 0.26), 0.072 * k * np.sin(a + 0.26)),
            ]
        b.line([*ring, ring[0]], 0.004, thread, 0.7)
    for _ in range(24):
        a, r = b.rng.choice(spokes), 0.08 * b.rng.integers(1, 8)
        b.disc((r * np.cos(a), r * np.sin(a)), 0.009, thread, emit=0.6)
    for s in (-1, 1):
        for k in range(4):
            y = -0.07 + k * 0.045
            b.limb(
                [(0, y), (s * 0.14, y - 0.10 + k * 0.055), (s * 0.22, y - 0.02 + k * 0.07)],
                [0.018, 0.014, 0.006],
                b.inks.main,
            )
    b.shape(oval(0, 0.08, 0.085, 0.11), b.inks.main)
    b.disc((0, -0.06), 0.055, b.inks.main)


@motif("snake,snakes,serpent,dragon", Kind("close", 0.62, "#3d7a4d", "desert", 2, None, 1.0))
def snake(b: Brush) -> None:
    """A snake in coils, tongue out."""
    b.limb(
        [
            (0.52, 0.42),
            (0.20, 0.46),
            (-0.34, 0.40),
            (-0.42, 0.22),
            (-0.05, 0.16),
            (0.34, 0.12),
            (0.36, -0.06),
            (0.0, -0.10),
            (-0.26, -0.16),
            (-0.24, -0.36),
            (-0.04, -0.44),
        ],
        [0.02, 0.08, 0.12, 0.13, 0.13, 0.12, 0.12, 0.11, 0.10, 0.085, 0.07],
        b.inks.main,
    )
    b.shape(oval(0.0, -0.455, 0.105, 0.062, 0.1), b.inks.main)
    for k in range(15):
        t = k / 14
        x, y = (
            np.interp(t, [0, 0.3, 0.5, 0.7, 1], [0.1, -0.40, 0.25, 0.25, -0.25]),
            np.interp(t, [0, 0.3, 0.5, 0.7, 1], [0.45, 0.30, 0.13, -0.08, -0.25]),
        )
        b.shape([(x - 0.022, y), (x, y - 0.028), (x + 0.022, y), (x, y + 0.028)], b.inks.lift, 0.8)
    b.line([(0.10, -0.45), (0.20, -0.44), (0.25, -0.48)], 0.010, (0.8, 0.1, 0.1))
    b.line([(0.20, -0.44), (0.25, -0.41)], 0.010, (0.8, 0.1, 0.1))
    b.disc((0.035, -0.475), 0.014, b.inks.light, emit=0.5)
