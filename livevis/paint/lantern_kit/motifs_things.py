"""Things held near: keys, clocks, books, mirrors, glasses, umbrellas.

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


@motif("key,keys,keyhole", Kind("close", 0.66, "#d9a83c", "void", 3, None, 1.1))
def key(b: Brush) -> None:
    """An old key with a clover bow."""
    b.turn = -0.55
    for x, y in ((-0.10, -0.30), (0.10, -0.30), (0.0, -0.43)):
        b.limb(arc(x, y, 0.085, 0, 2 * np.pi), [0.052, 0.052], b.inks.main)
    b.disc((0, -0.33), 0.05, b.inks.deep)
    b.shape(rect(-0.036, -0.26, 0.036, 0.50), (b.inks.lift, b.inks.main))
    b.soft([(-0.06, -0.21), (0.06, -0.21), (0.06, -0.15), (-0.06, -0.15)], b.inks.deep)
    b.shape(rect(-0.045, -0.10, 0.045, -0.07), b.inks.deep)
    for y0, y1, x in ((0.26, 0.33, 0.19), (0.36, 0.40, 0.13), (0.42, 0.49, 0.19)):
        b.shape(rect(0.03, y0, x, y1), b.inks.main)
    b.limb([(-0.018, -0.2), (-0.018, 0.48)], [0.010, 0.010], b.inks.pale, 0.6)
    b.glow(0, -0.2, 0.4, b.inks.main, 0.3)


@motif(
    "clock,clocks,watch,watches,time piece,oclock,o'clock",
    Kind("close", 0.72, "#8a6a3a", "void", 3, None, 0.8),
)
def clock(b: Brush) -> None:
    """A clock face; without hands if the words take them away."""
    b.disc((0, 0), 0.50, b.inks.dark)
    b.disc((0, 0), 0.475, (b.inks.lift, b.inks.deep))
    b.disc((0, 0), 0.415, b.inks.dark)
    b.disc((0, 0), 0.405, (mix(b.inks.pale, b.inks.light, 0.35), mix(b.inks.pale, b.inks.mid, 0.22)),
        emit=0.08)
    for k in range(60):
        a = k * np.pi / 30
        r = 0.355 if k % 5 else 0.315
        b.line([(r * np.cos(a), r * np.sin(a)), (0.38 * np.cos(a), 0.38 * np.sin(a))],
            0.006 if k % 5 else 0.022, b.inks.dark)
    for k in range(12):
        a = k * np.pi / 6
        b.disc((0.262 * np.cos(a), 0.262 * np.sin(a)), 0.012, b.inks.deep)
    if not {"hand", "hands"} & b.without:
        hour, minute = b.rng.uniform(0, 2 * np.pi), b.rng.uniform(0, 2 * np.pi)
        for a, reach, wide in ((hour, 0.20, 0.036), (minute, 0.31, 0.026)):
            c, s = np.cos(a), np.sin(a)
            b.shape([(-0.06 * c, -0.06 * s), (reach * 0.7 * c - wide * s, reach * 0.7 * s + wide * c),
                (reach * c, reach * s), (reach * 0.7 * c + wide * s, reach * 0.7 * s - wide * c)],
                b.inks.dark)
    b.disc((0, 0), 0.026, b.inks.dark)
    b.disc((0, 0), 0.012, b.inks.accent)
    b.shape(oval(-0.14, -0.2, 0.17, 0.09, -0.6), (1.0, 1.0, 1.0), 0.16)
    b.limb([(0, -0.50), (0, -0.56)], [0.10, 0.07], b.inks.deep)
    b.limb(arc(0, -0.62, 0.06, 0, 2 * np.pi), [0.022, 0.022], b.inks.main)


@motif("hourglass,sandglass,sands of time,dust", Kind("close", 0.78, "#8a5a34", "void", 2, None, 0.7))
def hourglass(b: Brush) -> None:
    """Sand running."""
    glass = mix(b.inks.pale, b.inks.mid, 0.35)
    b.soft([(-0.24, -0.40), (0.24, -0.40), (0.22, -0.22), (0.05, -0.03), (0.03, 0.0), (0.05, 0.03),
        (0.22, 0.22), (0.24, 0.40), (-0.24, 0.40), (-0.22, 0.22), (-0.05, 0.03), (-0.03, 0.0),
        (-0.05, -0.03), (-0.22, -0.22)], glass, 0.55)
    sand = mix(b.inks.accent, b.inks.light, 0.4)
    b.shape([(-0.195, -0.20), (0.195, -0.20), (0.025, -0.015), (-0.025, -0.015)], sand, emit=0.2)
    b.shape([(-0.225, 0.39), (-0.10, 0.28), (0.0, 0.20), (0.10, 0.28), (0.225, 0.39)], sand, emit=0.2)
    b.line([(0, -0.02), (0, 0.22)], 0.010, sand, emit=0.4)
    for y in (-0.45, 0.40):
        b.shape(rect(-0.31, y, 0.31, y + 0.055), (b.inks.lift, b.inks.deep))
    for x in (-0.28, 0.28):
        b.limb([(x, -0.41), (x * 1.03, 0.0), (x, 0.41)], [0.030, 0.042, 0.030], b.inks.main)
    b.limb([(-0.18, -0.36), (-0.17, -0.24), (-0.07, -0.08)], [0.01, 0.022, 0.006], (1.0, 1.0, 1.0), 0.6)


@motif(
    "mirror,mirrors,reflection,looking glass",
    Kind("close", 0.84, "#b98a3a", "room", 2, (0.0, 0.05, 0.5), 0.8),
)
def mirror(b: Brush) -> None:
    """An oval glass in a carved frame, a sky in it."""
    for k in range(26):
        a = k * 2 * np.pi / 26
        b.disc((0.36 * np.cos(a), -0.02 + 0.47 * np.sin(a)), 0.042, b.inks.main if k % 2 else b.inks.lift)
    b.shape(oval(0, -0.02, 0.36, 0.47), (b.inks.lift, b.inks.deep))
    b.shape(oval(0, -0.02, 0.30, 0.41), (mix(b.inks.mid, b.inks.dark, 0.3), mix(b.inks.light, b.inks.mid,
        0.3)), emit=0.1)
    b.disc((0.09, -0.14), 0.07, b.inks.light, emit=0.4)
    b.limb([(-0.24, 0.14), (-0.05, 0.06), (0.1, 0.13), (0.26, 0.08)], [0.02, 0.06, 0.06, 0.02],
        mix(b.inks.mid, b.inks.dark, 0.5))
    for x in (-0.16, -0.08):
        b.limb([(x, -0.28), (x - 0.09, 0.0)], [0.012, 0.03], (1.0, 1.0, 1.0), 0.4)
    b.glow(0, 0, 0.5, b.inks.light, 0.22)


@motif(
    "book,books,bible,diary,novel,story",
    Kind("close", 0.62, "#7a2f36", "room", 3, (0.0, -0.38, 0.4), 0.6),
)
def book(b: Brush) -> None:
    """An open book, light rising from it."""
    b.soft([(-0.56, -0.12), (0, -0.02), (0.56, -0.12), (0.58, 0.34), (0, 0.42), (-0.58, 0.34)], b.inks.main)
    page = mix(b.inks.pale, b.inks.light, 0.25)
    for s in (-1, 1):
        for k in range(3):
            off = 0.014 * (2 - k)
            b.shape([(0, 0.02 + off), (s * 0.12, -0.10 + off), (s * 0.34, -0.15 + off),
                (s * 0.52, -0.13 + off), (s * 0.53, 0.28 + off), (s * 0.33, 0.26 + off),
                (s * 0.12, 0.30 + off), (0, 0.37 + off)], (shade(page, -0.07 * (2 - k)), shade(page, -0.10)))
        for row in range(7):
            y = -0.05 + row * 0.044
            b.limb([(s * 0.08, y), (s * 0.27, y - 0.036), (s * (0.46 - 0.07 * b.rng.random()), y - 0.030)],
                [0.009, 0.009], b.inks.dark, 0.5)
    b.limb([(0.0, 0.0), (0, 0.38)], [0.012, 0.014], b.inks.deep)
    for _ in range(16):
        b.disc((b.rng.normal() * 0.22, -0.15 - abs(b.rng.normal()) * 0.22), b.rng.uniform(0.006, 0.014),
            b.inks.light, emit=0.9)
    b.glow(0, -0.1, 0.4, None, 0.6)


@motif(
    "letter,letters,paper,envelope,postcard,note,newspaper,poem,page,pages",
    Kind("close", 0.58, 0.95, "room", 7, None, 0.4),
)
def letter(b: Brush) -> None:
    """A letter leaving its envelope, sealed in wax."""
    b.turn = -0.12
    b.shape(rect(-0.48, -0.16, 0.48, 0.42), b.inks.deep)
    b.shape([(-0.36, 0.20), (-0.33, -0.50), (0.36, -0.46), (0.36, 0.20)], (b.inks.lift, b.inks.main))
    for row in range(7):
        y = -0.40 + row * 0.065
        b.limb([(-0.26, y), (0.0, y + 0.012), (0.28 - 0.16 * b.rng.random(), y + 0.006)], [0.010, 0.008],
            b.inks.dark, 0.6)
    b.shape([(-0.48, -0.16), (0, 0.18), (-0.48, 0.42)], shade(b.inks.main, -0.07))
    b.shape([(0.48, -0.16), (0, 0.18), (0.48, 0.42)], shade(b.inks.main, -0.10))
    b.shape([(-0.48, 0.42), (0, 0.10), (0.48, 0.42)], b.inks.main)
    b.disc((0, 0.17), 0.07, (0.66, 0.12, 0.14))
    b.disc((0, 0.17), 0.045, (0.80, 0.22, 0.22))


@motif(
    "photo,photograph,picture,frame,polaroid,camera,film,movie",
    Kind("close", 0.62, 0.95, "room", 5, None, 0.4),
)
def photo(b: Brush) -> None:
    """A photograph of a shore, a little faded."""
    b.turn = 0.10
    b.shape(rect(-0.40, -0.44, 0.40, 0.46), b.inks.main)
    b.shape(rect(-0.34, -0.38, 0.34, 0.26), (b.inks.mid, mix(b.inks.light, b.inks.accent, 0.3)))
    b.disc((0.10, -0.02), 0.08, b.inks.light, emit=0.3)
    b.shape([(-0.34, 0.06), (-0.12, -0.10), (0.06, 0.06)], mix(b.inks.mid, b.inks.dark, 0.5))
    b.shape(rect(-0.34, 0.06, 0.34, 0.26), mix(b.inks.dark, b.inks.mid, 0.4))
    for x in (-0.06, 0.0):
        b.limb([(x - 0.12, 0.18), (x - 0.12, 0.04)], [0.05, 0.035], b.inks.dark)
        b.disc((x - 0.12, 0.01), 0.026, b.inks.dark)
    b.limb([(-0.22, 0.36), (0.02, 0.35), (0.2, 0.37)], [0.010, 0.010], b.inks.deep, 0.7)


@motif(
    "glass,glasses,wine,wineglass,whisky,whiskey,cup,champagne,chalice,goblet,beer",
    Kind("close", 0.74, "#8a1630", "room", 2, None, 0.7),
)
def wine(b: Brush) -> None:
    """A glass of wine with the light through it."""
    clear = mix(b.inks.pale, b.inks.mid, 0.35)
    b.soft([(-0.20, -0.46), (0.20, -0.46), (0.26, -0.22), (0.20, -0.02), (0.06, 0.08), (-0.06, 0.08),
        (-0.20, -0.02), (-0.26, -0.22)], clear, 0.45)
    b.soft([(-0.255, -0.22), (0.255, -0.22), (0.195, -0.03), (0.06, 0.06), (-0.06, 0.06), (-0.195, -0.03)],
        (b.inks.lift, b.inks.main), 0.95, emit=0.12)
    b.shape(oval(0, -0.22, 0.252, 0.040), b.inks.lift)
    b.limb([(0, 0.06), (0, 0.2), (0, 0.42)], [0.05, 0.024, 0.05], clear, 0.85)
    b.shape(oval(0, 0.44, 0.20, 0.035), clear, 0.9)
    b.shape(oval(0, -0.46, 0.20, 0.030), clear, 0.5)
    b.limb([(-0.17, -0.40), (-0.20, -0.22), (-0.15, -0.05)], [0.010, 0.026, 0.008], (1.0, 1.0, 1.0), 0.7)
    b.glow(0, -0.14, 0.36, b.inks.main, 0.4)


@motif("umbrella,umbrellas,parasol", Kind("ground", 0.62, "#c22f36", "street", 7, None, 0.7))
def umbrella(b: Brush) -> None:
    """Somebody under an umbrella."""
    b.limb([(-0.03, -0.40), (-0.06, 0.0)], [0.08, 0.05], b.inks.dark)
    b.limb([(0.04, -0.40), (0.08, 0.0)], [0.08, 0.05], b.inks.dark)
    b.soft([(-0.09, -0.68), (0.09, -0.68), (0.13, -0.32), (-0.13, -0.32)], mix(b.inks.dark, b.inks.mid, 0.3))
    b.disc((0, -0.75), 0.068, b.inks.dark)
    b.limb([(0.05, -0.62), (0.12, -0.55)], [0.06, 0.05], b.inks.dark)
    b.line([(0.12, -0.52), (0.10, -1.18)], 0.016, b.inks.dark)
    top, rim = -1.16, -0.84
    dome = [(x, rim - 0.33 * np.sin(np.pi * (x + 0.52) / 1.26) ** 0.6) for x in np.linspace(-0.52, 0.74, 30)]
    for k in range(6):
        lo, hi = k * 5, min(k * 5 + 6, 30)
        x0, x1 = dome[lo][0], dome[hi - 1][0]
        scallop = [(x0 + (x1 - x0) * t, rim - 0.05 * np.sin(np.pi * t)) for t in np.linspace(1, 0, 8)]
        tone = (b.inks.main, b.inks.lift, b.inks.deep)[k % 3]
        b.shape([*dome[lo:hi], *scallop], tone)
    b.line([(0.105, top), (0.105, top - 0.06)], 0.016, b.inks.dark)


@motif(
    "chair,chairs,bench,armchair,throne,bed,sofa,seat",
    Kind("ground", 0.56, "#8a5a3a", "room", 3, None, 0.6),
)
def chair(b: Brush) -> None:
    """An empty chair."""
    for x, y in ((-0.22, -0.05), (0.26, -0.05)):
        b.line([(x + 0.06, -0.44), (x + 0.05, y)], 0.040, b.inks.deep)
    b.line([(-0.26, -0.46), (-0.30, -1.05)], 0.048, b.inks.main)
    b.line([(0.10, -0.48), (0.12, -1.07)], 0.048, b.inks.main)
    for y in (-0.98, -0.80, -0.64):
        b.limb([(-0.29, y), (-0.09, y - 0.03), (0.115, y - 0.015)], [0.065, 0.08, 0.065], b.inks.main)
    b.shape([(-0.30, -0.46), (0.10, -0.50), (0.32, -0.40), (-0.12, -0.35)], (b.inks.lift, b.inks.main))
    b.shape([(-0.12, -0.35), (0.32, -0.40), (0.32, -0.35), (-0.12, -0.295)], b.inks.deep)
    for x, top in ((-0.12, -0.32), (0.31, -0.38)):
        b.line([(x, top), (x - 0.01, 0.03)], 0.044, b.inks.main)
    b.line([(-0.26, -0.44), (-0.27, -0.02)], 0.042, b.inks.deep)


@motif("telephone,phone,telephones,receiver", Kind("close", 0.52, "#23252e", "room", 2, None, 0.9))
def telephone(b: Brush) -> None:
    """An old telephone with its dial."""
    b.soft([(-0.40, 0.40), (-0.34, 0.10), (-0.18, -0.10), (0.18, -0.10), (0.34, 0.10), (0.40, 0.40)],
        (b.inks.lift, b.inks.main))
    b.limb([(-0.44, -0.12), (-0.34, -0.28), (0, -0.34), (0.34, -0.28), (0.44, -0.12)],
        [0.16, 0.12, 0.10, 0.12, 0.16], b.inks.main)
    b.disc((0, 0.15), 0.185, b.inks.pale)
    b.disc((0, 0.15), 0.075, b.inks.main)
    for k in range(10):
        a = k * 0.55 + 0.6
        b.disc((0.13 * np.cos(a), 0.15 + 0.13 * np.sin(a)), 0.026, b.inks.dark)
    b.limb([(-0.38, 0.36), (-0.55, 0.42), (-0.62, 0.30), (-0.56, 0.0), (-0.46, -0.10)], [0.022, 0.022],
        b.inks.deep)
