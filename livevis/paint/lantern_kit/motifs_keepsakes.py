"""Keepsakes and emblems: crowns, rings, diamonds, masks, compasses, globes.

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


@motif("crown,crowns,tiara,coronation", Kind("close", 0.58, "#e2b03a", "void", 3, None, 1.0))
def crown(b: Brush) -> None:
    """A crown with its stones."""
    points = [(-0.44, 0.26), (-0.50, -0.22), (-0.27, 0.02), (-0.20, -0.32), (-0.08, 0.0), (0.0, -0.42),
        (0.08, 0.0), (0.20, -0.32), (0.27, 0.02), (0.50, -0.22), (0.44, 0.26)]
    b.shape(points, (b.inks.lift, b.inks.main))
    for x, y in points[1:-1:2]:
        b.disc((x, y), 0.042, b.inks.pale, emit=0.4)
    b.shape(np.vstack([[(-0.45, 0.22)], [(0.45, 0.22)], arc(0, 0.30, 0.45, 0, np.pi) * (1, 0.22) + (0,
        0.25)]), b.inks.deep)
    b.limb([(-0.44, 0.24), (0, 0.32), (0.44, 0.24)], [0.03, 0.03], b.inks.lift)
    for k, x in enumerate((-0.30, -0.15, 0.0, 0.15, 0.30)):
        b.shape(oval(x, 0.345 - 0.5 * x * x, 0.040, 0.034), ((0.75, 0.12, 0.2), (0.15, 0.35, 0.75),
            (0.1, 0.55, 0.35))[k % 3], emit=0.25)
    b.glow(0, -0.1, 0.55, b.inks.main, 0.35)


@motif(
    "ring,rings,wedding ring,gold ring,bracelet,necklace,jewel",
    Kind("close", 0.56, "#e2b03a", "void", 2, None, 1.2),
)
def ring(b: Brush) -> None:
    """A ring with one bright stone."""
    b.limb(arc(0, 0.12, 0.33, 0, 2 * np.pi), [0.085, 0.085], b.inks.deep)
    b.limb(arc(0, 0.105, 0.335, 0, 2 * np.pi), [0.050, 0.050], b.inks.lift)
    b.limb(arc(0, 0.12, 0.33, 3.5, 4.4), [0.01, 0.03, 0.01], (1.0, 1.0, 0.95), 0.8)
    _brilliant(b, 0.0, -0.31, 0.20)
    for s in (-1, 1):
        b.limb([(s * 0.05, -0.17), (s * 0.13, -0.26)], [0.035, 0.02], b.inks.main)


def _brilliant(b: Brush, x: float, y: float, r: float) -> None:
    """A cut stone, (x, y) the middle of its girdle, r its half width."""
    stone = mix(b.inks.pale, (0.75, 0.92, 1.0), 0.6)
    top, girdle, tip = y - 0.36 * r, y, y + 1.05 * r
    xs = [x + r * t for t in (-1, -0.45, 0.0, 0.45, 1)]
    crown = [x + r * t for t in (-0.62, -0.22, 0.22, 0.62)]
    facets = [([(xs[0], girdle), (xs[1], girdle), (x, tip)], -0.10),
        ([(xs[1], girdle), (xs[3], girdle), (x, tip)], 0.05), ([(xs[3], girdle), (xs[4], girdle), (x, tip)],
        -0.18), ([(xs[0], girdle), (crown[0], top), (xs[1], girdle)], 0.08),
        ([(crown[0], top), (crown[3], top), (xs[3], girdle), (xs[1], girdle)], 0.02),
        ([(xs[3], girdle), (crown[3], top), (xs[4], girdle)], -0.06),
        ([(crown[1], top), (xs[2], girdle), (xs[1], girdle)], 0.10),
        ([(crown[2], top), (xs[2], girdle), (xs[3], girdle)], -0.03),
        ([(xs[1], girdle), (xs[2], girdle), (x, tip)], 0.12)]
    for outline, light in facets:
        b.shape(outline, shade(stone, light), emit=0.2)
    for k in range(4):
        a = k * np.pi / 2 + 0.4
        b.shape([(x - r * 0.5 - 0.02 * np.sin(a) * r, top + 0.02 * np.cos(a) * r),
            (x - r * 0.5 + 0.55 * r * np.cos(a), top + 0.55 * r * np.sin(a)),
            (x - r * 0.5 + 0.02 * np.sin(a) * r * 3, top - 0.06 * np.cos(a) * r)], (1.0, 1.0, 1.0), 0.9,
            emit=1.0)
    b.glow(x - r * 0.4, top, r * 1.4, (1.0, 1.0, 1.0), 0.5)


@motif(
    "diamond,diamonds,crystal,gem,jewels,treasure,ice crystal",
    Kind("close", 0.62, 0.97, "void", 5, None, 0.2),
)
def diamond(b: Brush) -> None:
    """A diamond and its fire."""
    for k in range(9):
        a = -np.pi / 2 + (k - 4) * 0.36
        b.shape([(0, -0.05), (0.75 * np.cos(a - 0.04), -0.05 + 0.75 * np.sin(a - 0.04)),
            (0.75 * np.cos(a + 0.04), -0.05 + 0.75 * np.sin(a + 0.04))], b.inks.light, 0.12)
    _brilliant(b, 0.0, -0.10, 0.46)


@motif("mask,masks,masquerade,clown,harlequin", Kind("close", 0.58, 0.94, "stage", 3, None, 1.0))
def mask(b: Brush) -> None:
    """A Venetian mask with plumes and ribbons."""
    for k in range(7):
        a = -np.pi / 2 + (k - 3) * 0.22
        b.limb([(0.06 * (k - 3), -0.16), (0.30 * np.cos(a), -0.16 + 0.30 * np.sin(a)),
            (0.50 * np.cos(a * 0.98), -0.12 + 0.46 * np.sin(a))], [0.03, 0.10, 0.02],
            b.inks.accent if k % 2 else mix(b.inks.accent, b.inks.dark, 0.45))
    for s in (-1, 1):
        b.limb([(s * 0.45, 0.0), (s * 0.56, 0.2), (s * 0.46, 0.42), (s * 0.60, 0.6)],
            [0.05, 0.06, 0.05, 0.02], b.inks.accent)
    b.soft([(-0.48, -0.16), (-0.24, -0.21), (0, -0.13), (0.24, -0.21), (0.48, -0.16), (0.44, 0.06),
        (0.26, 0.21), (0.07, 0.15), (0, 0.06), (-0.07, 0.15), (-0.26, 0.21), (-0.44, 0.06)],
        (b.inks.lift, b.inks.deep))
    for s in (-1, 1):
        b.soft([(s * 0.09, 0.0), (s * 0.20, -0.085), (s * 0.35, -0.075), (s * 0.30, 0.045),
            (s * 0.17, 0.065)], b.inks.dark)
        b.limb([(s * 0.09, -0.03), (s * 0.22, -0.12), (s * 0.40, -0.10)], [0.008, 0.020, 0.008],
            (0.86, 0.68, 0.25))
    b.shape([(0, -0.12), (0.035, -0.07), (0, -0.02), (-0.035, -0.07)], b.inks.accent, emit=0.3)


@motif(
    "compass,compasses,map,north,south,east,west,maps",
    Kind("close", 0.66, "#b98a3a", "void", 2, None, 0.9),
)
def compass(b: Brush) -> None:
    """A compass with its rose and needle."""
    b.disc((0, 0), 0.49, b.inks.deep)
    b.disc((0, 0), 0.46, b.inks.lift)
    b.disc((0, 0), 0.40, mix(b.inks.pale, b.inks.light, 0.3))
    for turn, reach, wide in ((np.pi / 4, 0.25, 0.05), (0.0, 0.37, 0.07)):
        for k in range(4):
            a = turn + k * np.pi / 2
            c, s = np.cos(a), np.sin(a)
            b.shape([(0, 0), (wide * np.cos(a + np.pi / 4), wide * np.sin(a + np.pi / 4)),
                (reach * c, reach * s)], b.inks.dark)
            b.shape([(0, 0), (wide * np.cos(a - np.pi / 4), wide * np.sin(a - np.pi / 4)),
                (reach * c, reach * s)], b.inks.main)
    a = b.rng.uniform(-1.2, -0.4)
    c, s = np.cos(a), np.sin(a)
    b.shape([(-0.03 * s, 0.03 * c), (0.34 * c, 0.34 * s), (0.03 * s, -0.03 * c)], (0.78, 0.14, 0.14))
    b.shape([(-0.03 * s, 0.03 * c), (-0.34 * c, -0.34 * s), (0.03 * s, -0.03 * c)], b.inks.dark)
    b.disc((0, 0), 0.035, b.inks.main)


@motif("globe,planet earth,atlas,moonstone", Kind("close", 0.70, "#2f6f9f", "space", 1, None, 1.0))
def globe(b: Brush) -> None:
    """The world, its lands and its thin air."""
    b.disc((0, 0), 0.50, mix(b.inks.lift, b.inks.light, 0.4), 0.5)
    b.disc((0, 0), 0.47, (b.inks.lift, b.inks.deep))
    land = mix((0.36, 0.52, 0.30), b.inks.mid, 0.3)
    b.soft([(-0.30, -0.30), (-0.12, -0.38), (-0.02, -0.26), (-0.14, -0.12), (-0.24, -0.02), (-0.34, -0.14)],
        land)
    b.soft([(-0.16, 0.02), (-0.02, 0.06), (0.0, 0.2), (-0.10, 0.38), (-0.18, 0.24), (-0.22, 0.10)], land)
    b.soft([(0.12, -0.28), (0.30, -0.26), (0.40, -0.10), (0.28, 0.0), (0.34, 0.14), (0.22, 0.28),
        (0.12, 0.08), (0.08, -0.10)], land)
    for x0, y0, w in ((-0.2, -0.2, 0.3), (0.1, 0.15, 0.3), (-0.3, 0.2, 0.25), (0.15, -0.36, 0.2)):
        b.limb([(x0, y0), (x0 + w * 0.5, y0 - 0.05), (x0 + w, y0 + 0.02)], [0.01, 0.045, 0.01],
            (1.0, 1.0, 1.0), 0.65)
    b.glow(0, 0, 0.62, b.inks.lift, 0.35)


@motif("sword,knife,dagger,gun,arrow,arrows,blade", Kind("close", 0.84, "#b9c2cc", "void", 3, None, 0.7))
def sword(b: Brush) -> None:
    """A sword, point down."""
    b.turn = 0.22
    b.shape([(-0.045, -0.22), (0.0, -0.22), (0.0, 0.56), (-0.030, 0.48)], b.inks.lift)
    b.shape([(0.0, -0.22), (0.045, -0.22), (0.030, 0.48), (0.0, 0.56)], b.inks.deep)
    b.limb([(-0.24, -0.20), (0, -0.25), (0.24, -0.20)], [0.035, 0.06, 0.035],
        mix(b.inks.accent, b.inks.main, 0.3))
    b.shape(rect(-0.028, -0.46, 0.028, -0.24), b.inks.dark)
    for y in (-0.43, -0.38, -0.33, -0.28):
        b.line([(-0.03, y + 0.015), (0.03, y - 0.015)], 0.010, b.inks.accent)
    b.disc((0, -0.50), 0.05, b.inks.accent)
    b.glow(-0.02, 0.1, 0.3, None, 0.3)


@motif(
    "cross,crucifix,grave,graves,tomb,gravestone,tombstone",
    Kind("ground", 0.6, "#5b5d66", "hills", 4, None, 0.8),
)
def cross(b: Brush) -> None:
    """A stone cross with light behind it."""
    b.glow(0, -0.65, 0.45, None, 0.55)
    b.shapes([rect(-0.075, -0.98, 0.075, 0.03), rect(-0.30, -0.74, 0.30, -0.60)], (b.inks.lift, b.inks.deep))
    b.soft([(-0.30, 0.03), (-0.22, -0.10), (0.22, -0.10), (0.30, 0.03)], b.inks.deep)
    b.limb(arc(0, -0.67, 0.20, 0, 2 * np.pi), [0.045, 0.045], b.inks.main)


@motif("chain,chains,prison bars,cage,rope,handcuffs", Kind("close", 0.8, "#7a808a", "void", 3, None, 1.0))
def chain(b: Brush) -> None:
    """A chain, one link open."""
    for k in range(7):
        t = k - 3
        x, y = t * 0.19, 0.12 * np.cos(t * 0.55) - 0.1 + 0.028 * t * t
        if k % 2:
            b.limb([(x - 0.14, y), (x + 0.14, y + 0.006 * t)], [0.075, 0.075], b.inks.deep)
            continue
        gap = 1.0 if k == 4 else 0.0
        b.limb(arc(0, 0, 0.135, 0.4 * gap - 0.2 * gap, 2 * np.pi - gap) * (1.15, 0.68) + (x, y),
            [0.058, 0.058], b.inks.main)


@motif(
    "gift,present,box,suitcase,luggage,bag,trunk,chest,coffin",
    Kind("ground", 0.42, "#9a5a34", "road", 3, None, 0.7),
)
def suitcase(b: Brush) -> None:
    """A packed suitcase."""
    b.limb([(-0.15, -0.72), (-0.14, -0.84), (0.14, -0.84), (0.15, -0.72)], [0.045, 0.045], b.inks.dark)
    b.soft([(-0.55, -0.70), (0.55, -0.70), (0.58, -0.40), (0.55, 0.0), (-0.55, 0.0), (-0.58, -0.40)],
        (b.inks.lift, b.inks.deep))
    for x in (-0.32, 0.32):
        b.shape(rect(x - 0.05, -0.72, x + 0.05, 0.02), mix(b.inks.dark, b.inks.main, 0.3))
        b.shape(rect(x - 0.055, -0.50, x + 0.055, -0.42), mix(b.inks.light, b.inks.accent, 0.4))
    b.soft([(-0.14, -0.34), (0.16, -0.38), (0.18, -0.18), (-0.12, -0.14)], b.inks.accent)
    b.line([(-0.55, -0.55), (0.55, -0.55)], 0.010, b.inks.dark, 0.8)


@motif("puppet,doll,toy,teddy,marionette,robot", Kind("close", 0.8, "#a5603a", "stage", 2, None, 0.8))
def puppet(b: Brush) -> None:
    """A puppet on its strings."""
    for x0, x1, y in ((-0.28, -0.30, -0.05), (0.28, 0.30, -0.12), (-0.06, -0.05, -0.34), (0.06, 0.05, -0.34)):
        b.line([(x0, -0.75), (x1, y)], 0.005, b.inks.pale, 0.8)
    b.line([(-0.32, -0.75), (0.32, -0.75)], 0.035, b.inks.dark)
    for s in (-1, 1):
        b.limb([(s * 0.10, -0.12), (s * 0.22, 0.02), (s * 0.30, -0.08)], [0.07, 0.06, 0.05], b.inks.main)
        b.disc((s * 0.31, -0.10), 0.045, b.inks.lift)
        b.limb([(s * 0.06, 0.20), (s * 0.11, 0.36), (s * 0.08, 0.52)], [0.08, 0.065, 0.05], b.inks.deep)
        b.limb([(s * 0.08, 0.52), (s * 0.16, 0.53)], [0.06, 0.04], b.inks.dark)
    b.soft([(-0.13, -0.14), (0.13, -0.14), (0.14, 0.10), (0.10, 0.24), (-0.10, 0.24), (-0.14, 0.10)],
        (b.inks.accent, mix(b.inks.accent, b.inks.dark, 0.4)))
    b.disc((0, -0.26), 0.115, b.inks.lift)
    b.shape([(-0.13, -0.30), (0.02, -0.56), (0.12, -0.32)], b.inks.accent)
    for s in (-1, 1):
        b.disc((s * 0.04, -0.27), 0.014, b.inks.dark)
    b.limb([(-0.045, -0.21), (0, -0.19), (0.045, -0.21)], [0.008, 0.012, 0.008], b.inks.dark)
