"""Things that shine: lanterns, candles, fires, stars, lighthouses.

Enters: a brush. Leaves: marks on its plate. Any thread.
"""

# Outlines are kept in rows, as they were drawn.
# fmt: off
from __future__ import annotations

import numpy as np

from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.colour import Ink, mix, shade
from livevis.paint.lantern_kit.plate import arc, oval, rect
from livevis.paint.lantern_kit.registry import Kind, motif

WHITE: Ink = (1.0, 0.98, 0.92)


def flame(b: Brush, x: float, y: float, tall: float, wide: float) -> None:
    """A single flame standing on (x, y): a dark-orange coat, a bright body, a white heart."""
    light = b.inks.light
    coat = mix(light, b.inks.accent, 0.6)
    lean = b.wind * 0.25 * tall
    for share, ink in ((1.0, coat), (0.72, light), (0.42, WHITE)):
        h, w = tall * share, wide * share
        b.soft([(x, y), (x - w * 0.5, y - h * 0.28), (x - w * 0.20 + lean * 0.4, y - h * 0.62),
            (x + lean, y - h), (x + w * 0.26 + lean * 0.4, y - h * 0.58), (x + w * 0.5, y - h * 0.26)], ink,
            emit=0.4)
    b.glow(x, y - tall * 0.5, tall * 1.1, light, 0.6)
    b.glow(x, y - tall * 0.5, tall * 3.0, light, 0.25)


@motif(
    "lantern,lanterns,paper lantern,lamp,lamplight,lampion",
    Kind("close", 0.46, "#d9822b", "river", 7, None, 0.4),
)
def lantern(b: Brush) -> None:
    """A ribbed paper lantern with its own light."""
    warm = mix(b.inks.main, b.inks.light, 0.35)
    for t, share in ((0.0, 1.0), (0.35, 0.74), (0.65, 0.45)):
        b.shape(oval(0, 0, 0.36 * share, 0.40 * (0.9 * share + 0.1)), mix(warm, WHITE, t), emit=0.3 + 0.5 * t)
    for k in range(-4, 5):
        w = 0.36 * np.sqrt(max(1 - (k / 4.9) ** 2, 0))
        b.limb([(-w, k * 0.082), (0, k * 0.082 + 0.016), (w, k * 0.082)], [0.010, 0.010], b.inks.deep, 0.6)
    for y in (-0.41, 0.38):
        b.soft([(-0.15, y - 0.025), (0.15, y - 0.025), (0.16, y + 0.045), (-0.16, y + 0.045)], b.inks.dark)
    b.limb([(0, -0.42), (0.02, -0.62)], [0.012, 0.012], b.inks.dark)
    for x in (-0.05, 0.0, 0.05):
        b.limb([(x * 0.6, 0.42), (x, 0.62)], [0.014, 0.010], b.inks.deep)
    b.glow(0, 0, 0.55, mix(warm, b.inks.light, 0.5), 0.8)
    b.glow(0, 0, 1.5, warm, 0.25)


@motif("candle,candles,taper", Kind("close", 0.56, 0.93, "room", 5, None, 0.7))
def candle(b: Brush) -> None:
    """A candle with running wax in a dish."""
    b.soft([(-0.30, 0.40), (0.30, 0.40), (0.22, 0.49), (-0.22, 0.49)], b.inks.dark)
    b.shape([(-0.10, -0.08), (-0.06, -0.11), (0.06, -0.11), (0.10, -0.08), (0.105, 0.42), (-0.105, 0.42)],
        (mix(b.inks.main, b.inks.light, 0.75), b.inks.deep))
    for x, low in ((-0.085, 0.10), (0.03, 0.02), (0.09, 0.18)):
        b.limb([(x, -0.08), (x, low)], [0.035, 0.028], mix(b.inks.lift, b.inks.light, 0.3))
    b.limb([(0, -0.11), (0.008, -0.17)], [0.012, 0.008], b.inks.dark)
    flame(b, 0, -0.145, 0.32, 0.13)


@motif("torch,torches,matchstick,match", Kind("close", 0.6, "#6b4a2c", "void", 3))
def torch(b: Brush) -> None:
    """A burning brand."""
    b.limb([(0.02, 0.5), (0, 0.2), (0, -0.06)], [0.05, 0.07, 0.09], b.inks.main)
    b.soft([(-0.08, -0.1), (0.08, -0.1), (0.06, 0.06), (-0.06, 0.06)], b.inks.dark)
    flame(b, 0, -0.04, 0.46, 0.28)


@motif("fire,fires,bonfire,campfire,blaze,ember,embers,pyre", Kind("ground", 0.55, "#4a2b1a", "hills", 3))
def fire(b: Brush) -> None:
    """A fire of logs, tongues and sparks."""
    for x0, x1 in ((-0.42, 0.30), (0.40, -0.30), (-0.2, 0.44)):
        b.limb([(x0, 0.0), (x1, -0.12)], [0.09, 0.07], b.inks.dark)
    coat, light = mix(b.inks.accent, (0.85, 0.2, 0.05), 0.5), b.inks.light
    for layer, (ink, share) in enumerate(((coat, 1.0), (mix(coat, light, 0.6), 0.78), (WHITE, 0.48))):
        for k, x in enumerate((-0.24, 0.22, -0.08, 0.10, 0.0)):
            tall = (0.52, 0.46, 0.78, 0.66, 1.0)[k] * share * b.rng.uniform(0.9, 1.08)
            wide = (0.20, 0.19, 0.26, 0.24, 0.34)[k] * share
            lean = b.wind * 0.3 * tall + b.rng.normal() * 0.03
            b.soft([(x, 0.0), (x - wide * 0.6, -tall * 0.24), (x - wide * 0.18 + lean * 0.3, -tall * 0.6),
                (x + lean, -tall), (x + wide * 0.32 + lean * 0.3, -tall * 0.55),
                (x + wide * 0.6, -tall * 0.22)], ink, 0.9, emit=0.18 + 0.10 * layer)
    for _ in range(26):
        x, y = b.rng.normal() * 0.28 + b.wind * 0.5, -b.rng.uniform(0.5, 1.9)
        b.disc((x, y), b.rng.uniform(0.006, 0.016), light, emit=0.9)
    b.glow(0, -0.4, 0.7, mix(light, coat, 0.6), 0.45)
    b.glow(0, -0.3, 2.2, coat, 0.3)


@motif("flame,flames", Kind("close", 0.7, "#e8742a", "void", 3))
def one_flame(b: Brush) -> None:
    """One great flame."""
    flame(b, 0, 0.45, 0.95, 0.55)
    for _ in range(14):
        b.disc((b.rng.normal() * 0.22, -b.rng.uniform(0.2, 0.9)), b.rng.uniform(0.006, 0.014), b.inks.light,
            emit=0.9)


@motif(
    "star,stars,starlight,constellation,pole star,guiding star",
    Kind("air", 0.30, 0.97, "hills", 9, None, 0.2),
)
def star(b: Brush) -> None:
    """A star with long rays."""
    ink = mix(b.inks.main, WHITE, 0.5)
    for reach, width, turn in ((0.5, 0.030, 0.0), (0.26, 0.022, np.pi / 4)):
        for k in range(4):
            a = turn + k * np.pi / 2
            c, s = np.cos(a), np.sin(a)
            b.shape([(-s * width, c * width), (c * reach, s * reach), (s * width, -c * width)], ink, emit=0.8)
    b.disc((0, 0), 0.07, WHITE, emit=1.0)
    b.glow(0, 0, 0.30, ink, 0.7)


@motif("comet,comets,shooting star,falling star,meteor", Kind("air", 0.9, 0.97, "hills", 5, None, 0.0))
def comet(b: Brush) -> None:
    """A head of light and its tail."""
    ink = mix(b.inks.main, WHITE, 0.4)
    for k in range(7):
        off = (k - 3) * 0.03
        b.limb([(-0.42, 0.24), (0.05, 0.02 + off * 0.6), (0.55 + 0.1 * (k % 3), -0.22 + off * 3)],
            [0.06, 0.03, 0.004], ink, 0.30, emit=0.25)
    b.disc((-0.42, 0.24), 0.05, WHITE, emit=1.0)
    b.glow(-0.42, 0.24, 0.25, ink, 0.9)
    b.glow(-0.1, 0.1, 0.4, ink, 0.25)


@motif("lighthouse,lighthouses,beacon", Kind("ground", 0.86, 0.9, "sea", 2, None, 0.9))
def lighthouse(b: Brush) -> None:
    """A banded tower on a rock, its beam turning over the sea."""
    rock = [(-0.44, 0.07), (-0.33, -0.05), (-0.2, -0.10), (-0.08, -0.15), (0.1, -0.14), (0.2, -0.08),
        (0.34, -0.05), (0.46, 0.07)]
    b.shape(rock, (shade(b.inks.dark, 0.10), b.inks.dark))
    foot, top, high = 0.115, 0.068, -0.80
    band = mix(b.inks.accent, (0.75, 0.12, 0.1), 0.55)
    for k in range(6):
        y0, y1 = -0.12 + (high + 0.12) * k / 6, -0.12 + (high + 0.12) * (k + 1) / 6
        w0, w1 = foot + (top - foot) * k / 6, foot + (top - foot) * (k + 1) / 6
        b.shape([(-w0, y0), (w0, y0), (w1, y1 - 0.002), (-w1, y1 - 0.002)],
            b.inks.main if k % 2 == 0 else band)
    for y in (-0.3, -0.52, -0.7):
        b.soft([(-0.014, y), (0.014, y), (0.014, y + 0.04), (-0.014, y + 0.04)], b.inks.light, emit=0.5)
    b.shape(rect(-0.105, high - 0.02, 0.105, high + 0.012), b.inks.dark)
    b.shape(rect(-0.055, high - 0.115, 0.055, high - 0.02), mix(b.inks.light, WHITE, 0.5), emit=1.0)
    for x in (-0.055, -0.018, 0.018, 0.055):
        b.line([(x, high - 0.115), (x, high - 0.02)], 0.007, b.inks.dark)
    b.soft([(-0.08, high - 0.11), (0.08, high - 0.11), (0.04, high - 0.17), (0, high - 0.20),
        (-0.04, high - 0.17)], band)
    b.line([(0, high - 0.19), (0, high - 0.25)], 0.008, b.inks.dark)
    b.beam((0, high - 0.065), np.pi + 0.10, 0.15, 2.6, 0.95)
    b.beam((0, high - 0.065), -0.16, 0.15, 2.6, 0.75)
    b.glow(0, high - 0.065, 0.22, None, 1.0)
    b.glow(0, high - 0.065, 0.6, None, 0.3)


@motif("moon,moons,moonlight,crescent,full moon", Kind("air", 0.62, 0.97, "hills", 1, None, 0.0))
def moon(b: Brush) -> None:
    """A great moon with its seas."""
    face = mix(b.inks.main, WHITE, 0.45)
    b.disc((0, 0), 0.5, (face, mix(face, b.inks.light, 0.5)), emit=0.08)
    for _ in range(11):
        a, r = b.rng.uniform(0, 6.28), b.rng.uniform(0.02, 0.36)
        b.shape(oval(r * np.cos(a), r * np.sin(a), b.rng.uniform(0.03, 0.12), b.rng.uniform(0.03, 0.09), a),
            shade(face, -0.13), 0.55)
    b.glow(0, 0, 0.85, b.inks.light, 0.20)
    b.glow(0, 0, 1.7, b.inks.light, 0.16)


@motif("sun,suns,sunlight,sunshine,sunrise", Kind("air", 0.5, "#f8c040", "field", 1, None, 0.0))
def sun(b: Brush) -> None:
    """A great sun, low and round."""
    core = mix(b.inks.light, WHITE, 0.3)
    for k in range(4):
        b.disc((0, 0), 0.74 - 0.06 * k, b.inks.main, 0.10)
    b.disc((0, 0), 0.5, (core, mix(core, b.inks.main, 0.85)), emit=0.12)
    b.glow(0, 0, 0.9, b.inks.main, 0.22)
    b.glow(0, 0, 1.9, b.inks.main, 0.12)


@motif(
    "firefly,fireflies,glowworm,spark,sparks,glow,light,lights",
    Kind("air", 0.5, 0.95, "forest", 5, None, 0.0, True),
)
def firefly(b: Brush) -> None:
    """A drift of small lights."""
    total = min(14 + 3 * max(b.count, 4), 130)
    for k in range(total):
        x, y = b.rng.uniform(-1.1, 1.1) + 0.2 * b.rng.normal(), b.rng.normal() * 0.36
        r = 0.005 + 0.016 * b.rng.random() ** 2
        b.disc((x, y), r, mix(b.inks.light, WHITE, 0.4), emit=0.8)
        if k < 26:
            b.glow(x, y, r * 6, b.inks.light, 0.5)


@motif("lightning,thunderbolt,bolt,flash", Kind("air", 0.95, 0.98, "sea", 2, None, 0.0))
def lightning(b: Brush) -> None:
    """A forked stroke from the cloud."""

    def fork(x: float, y: float, length: float, wide: float, lean: float) -> None:
        points = [(x, y)]
        for _ in range(7):
            x, y = x + lean * length / 7 + b.rng.normal() * length * 0.055, y + length / 7
            points.append((x, y))
            if wide > 0.012 and b.rng.random() < 0.4:
                fork(x, y, length * 0.4, wide * 0.5, b.rng.choice([-0.9, 0.9]))
        b.line(points, wide, WHITE, emit=1.0)

    fork(0.1, -0.62, 1.15, 0.020, -0.15)
    b.glow(0.05, -0.4, 0.5, b.inks.light, 0.7)
    b.glow(-0.05, 0.1, 0.7, b.inks.light, 0.3)


@motif("rainbow,rainbows", Kind("air", 1.15, 0.9, "hills", 2, None, 0.0))
def rainbow(b: Brush) -> None:
    """Seven bands."""
    hues = ((0.85, 0.25, 0.25), (0.95, 0.55, 0.25), (0.97, 0.85, 0.4), (0.45, 0.75, 0.45), (0.3, 0.6, 0.85),
        (0.35, 0.35, 0.75), (0.55, 0.35, 0.7))
    for k, hue in enumerate(hues):
        r = 0.98 - k * 0.034
        outline = np.vstack([arc(0, 0.55, r, np.pi, 2 * np.pi), arc(0, 0.55, r - 0.036, 2 * np.pi, np.pi)])
        b.shape(outline, mix(hue, b.inks.light, 0.25), 0.62)


@motif(
    "window,windows,windowpane,pane,windowsill,sill",
    Kind("close", 0.86, "#5a4030", "room", 3, (0.0, 0.12, 0.42), 0.5),
)
def window(b: Brush) -> None:
    """A lit window with its cross, sill and curtains."""
    pane = mix(b.inks.light, b.inks.accent, 0.35)
    b.shape(rect(-0.40, -0.50, 0.40, 0.42), b.inks.main)
    b.shape(rect(-0.35, -0.45, 0.35, 0.38), (mix(pane, WHITE, 0.25), mix(pane, b.inks.accent, 0.35)),
        emit=0.22)
    for x in (-1, 1):
        for k in range(3):
            x0 = x * (0.36 - 0.045 * k)
            cloth = mix(b.inks.accent, b.inks.dark, 0.35 + 0.12 * k)
            b.soft([(x0, -0.46), (x0 - x * 0.06, -0.46), (x0 - x * 0.08, -0.1), (x0 - x * 0.02, 0.14),
                (x0 - x * 0.035, 0.38), (x0 + x * 0.01, 0.38)], cloth, 0.92)
    b.shape(rect(-0.018, -0.47, 0.018, 0.40), b.inks.main)
    b.shape(rect(-0.37, -0.10, 0.37, -0.07), b.inks.main)
    b.shape(rect(-0.46, 0.39, 0.46, 0.45), b.inks.lift)
    b.shape(rect(-0.43, 0.45, 0.43, 0.49), b.inks.deep)
    b.glow(0, -0.05, 0.75, pane, 0.35)
