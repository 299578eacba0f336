"""Things people build: houses, castles, doors, stairs; smoke and the wave that takes them.

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


def pane(b: Brush, x: float, y: float, w: float, h: float) -> None:
    """A lit window with its cross; (x, y) its top left."""
    b.shape(rect(x, y, x + w, y + h), mix(b.inks.light, b.inks.accent, 0.25), emit=0.6)
    b.line([(x + w / 2, y), (x + w / 2, y + h)], w * 0.12, b.inks.dark)
    b.line([(x, y + h / 2), (x + w, y + h / 2)], w * 0.12, b.inks.dark)


@motif(
    "house,houses,home,cabin,cottage,hut,barn,farmhouse,village,mill",
    Kind("ground", 0.5, "#8a5a44", "field", 5, None, 0.6),
)
def house(b: Brush) -> None:
    """A house with its windows lit and smoke from the chimney."""
    for k in range(9):
        t = k / 8
        b.disc((0.29 + 0.14 * t * (1 + b.wind) + 0.03 * np.sin(k * 1.9), -0.92 - 0.55 * t),
            0.035 + 0.075 * t, mix(b.inks.pale, b.inks.mid, 0.4), 0.30 * (1 - 0.7 * t))
    b.shape(rect(0.24, -0.88, 0.34, -0.5), b.inks.deep)
    b.shape(rect(-0.44, -0.46, 0.44, 0.02), (b.inks.main, b.inks.deep))
    b.shape([(-0.54, -0.43), (-0.26, -0.82), (0.26, -0.82), (0.54, -0.43)], (shade(b.inks.dark, 0.10),
        b.inks.dark))
    pane(b, -0.33, -0.33, 0.17, 0.18)
    pane(b, 0.17, -0.33, 0.17, 0.18)
    b.soft([(-0.06, -0.66), (0.06, -0.66), (0.06, -0.55), (-0.06, -0.55)], mix(b.inks.light, b.inks.accent,
        0.3), emit=0.5)
    b.shape([(-0.085, 0.02), (-0.085, -0.28), (0, -0.33), (0.085, -0.28), (0.085, 0.02)], b.inks.dark)
    b.disc((0.05, -0.13), 0.012, b.inks.light, emit=0.7)
    b.glow(-0.24, -0.24, 0.22, None, 0.5)
    b.glow(0.26, -0.24, 0.22, None, 0.5)


@motif("castle,fortress,palace,citadel", Kind("ground", 0.82, "#5a5468", "mountain", 2, None, 0.6))
def castle(b: Brush) -> None:
    """A castle of five towers with pennants."""
    for x, w, h in ((-0.28, 0.10, 0.66), (0.30, 0.10, 0.60), (-0.50, 0.12, 0.44), (0.50, 0.13, 0.42),
        (0.02, 0.14, 0.86)):
        b.shape(rect(x - w, -h, x + w, 0.05), (b.inks.main, b.inks.deep))
        b.shape([(x - w * 1.25, -h + 0.005), (x, -h - w * 2.3), (x + w * 1.25, -h + 0.005)],
            mix(b.inks.accent, b.inks.dark, 0.45))
        b.line([(x, -h - w * 2.2), (x, -h - w * 3.0)], 0.008, b.inks.dark)
        b.shape([(x, -h - w * 3.0), (x + 0.10, -h - w * 2.75), (x, -h - w * 2.5)], b.inks.accent)
        for y in (0.12, 0.26):
            b.soft([(x - 0.018, -h + y), (x + 0.018, -h + y), (x + 0.018, -h + y + 0.06),
                (x - 0.018, -h + y + 0.06)], b.inks.light, emit=0.6)
    teeth = [rect(x, -0.345, x + 0.045, -0.27) for x in np.arange(-0.6, 0.58, 0.085)]
    b.shapes([*teeth, rect(-0.62, -0.30, 0.62, 0.06)], (b.inks.lift, b.inks.deep))
    b.shape([(-0.09, 0.06), (-0.09, -0.12), *arc(0, -0.12, 0.09, np.pi, 2 * np.pi), (0.09, 0.06)],
        b.inks.dark)


@motif(
    "tower,towers,steeple,spire,eiffel,windmill,chimney",
    Kind("ground", 0.88, "#4d4a5a", "city", 3, None, 0.6),
)
def tower(b: Brush) -> None:
    """A clock tower."""
    b.shape([(-0.13, 0.04), (-0.105, -0.62), (0.105, -0.62), (0.13, 0.04)], (b.inks.main, b.inks.deep))
    b.shape(rect(-0.14, -0.83, 0.14, -0.61), b.inks.lift)
    b.shape([(-0.15, -0.82), (-0.03, -1.02), (0.0, -1.14), (0.03, -1.02), (0.15, -0.82)], b.inks.dark)
    b.disc((0, -0.72), 0.085, mix(b.inks.light, (1, 1, 1), 0.3), emit=0.6)
    b.line([(0, -0.72), (0, -0.785)], 0.010, b.inks.dark)
    b.line([(0, -0.72), (0.04, -0.70)], 0.012, b.inks.dark)
    for y in (-0.5, -0.36, -0.22):
        b.soft([(-0.016, y), (0.016, y), (0.016, y + 0.06), (-0.016, y + 0.06)], b.inks.light, emit=0.6)
    b.glow(0, -0.72, 0.22, None, 0.45)


@motif(
    "door,doors,gate,gates,doorway,threshold",
    Kind("ground", 0.84, "#7a3d2a", "void", 3, (0.0, -0.2, 0.4), 0.5),
)
def door(b: Brush) -> None:
    """A door ajar, light falling out of it over the floor."""
    light = mix(b.inks.light, (1, 1, 1), 0.25)
    b.shape([(-0.26, 0.0), (0.20, 0.0), (0.62, 0.26), (-0.52, 0.26)], light, 0.40, emit=0.15)
    b.shape(rect(-0.36, -0.98, 0.36, 0.02), b.inks.dark)
    b.shape(rect(-0.29, -0.92, 0.29, 0.01), (light, mix(light, b.inks.accent, 0.25)), emit=0.5)
    b.shape([(0.29, -0.92), (0.29, 0.01), (-0.02, 0.085), (-0.02, -0.985)], (b.inks.lift, b.inks.main))
    for y0, y1 in ((-0.87, -0.50), (-0.40, 0.0)):
        for x0, x1 in ((0.02, 0.11), (0.15, 0.25)):
            lean = 0.05
            b.shape([(x0, y0 - lean * (0.3 - x0)), (x1, y0 - lean * (0.3 - x1)),
                (x1, y1 + lean * (0.3 - x1)), (x0, y1 + lean * (0.3 - x0))], b.inks.deep)
    b.disc((0.018, -0.43), 0.024, b.inks.light, emit=0.4)
    b.glow(-0.14, -0.45, 0.5, light, 0.5)


@motif("ladder,ladders", Kind("ground", 1.0, "#9a7448", "sky", 2, None, 0.6))
def ladder(b: Brush) -> None:
    """A ladder up into the air."""
    for s in (-1, 1):
        b.line([(s * 0.17, 0.02), (s * 0.085 + 0.10, -1.12)], 0.030, b.inks.main)
    for k in range(11):
        t = (k + 0.6) / 11.4
        half, x, y = 0.17 - 0.085 * t, 0.10 * t, -1.12 * t
        b.line([(x - half, y), (x + half, y)], 0.026 * (1 - 0.4 * t), b.inks.lift)


@motif("stairs,stair,staircase,steps,stairway,step", Kind("ground", 0.9, "#8b8492", "sky", 1, None, 0.2))
def stairs(b: Brush) -> None:
    """Stairs that climb to an open light."""
    count = 11
    for k in range(count - 1, -1, -1):
        t, u = k / count, (k + 1) / count
        half, y0, y1 = 0.62 - 0.45 * t, 0.05 - 0.84 * t, 0.05 - 0.84 * u
        x = 0.10 * np.sin(t * 2.4)
        tone = mix(b.inks.deep, b.inks.lift, 0.2 + 0.7 * t)
        b.shape(rect(x - half, y1, x + half, y0 + 0.01), (tone, shade(tone, -0.12)))
        b.shape([(x - half, y1), (x + half, y1), (x + half - 0.04, y1 - 0.022),
            (x - half + 0.04, y1 - 0.022)], shade(tone, 0.14))
    b.shape([(-0.05, -0.78), (-0.05, -1.08), *arc(0.07, -1.08, 0.12, np.pi, 2 * np.pi), (0.19, -0.78)],
        mix(b.inks.light, (1, 1, 1), 0.4), emit=0.8)
    b.glow(0.07, -1.0, 0.45, None, 0.75)


@motif(
    "ferris wheel,ferris,carousel,fair,fairground,carnival,merry-go-round,roundabout",
    Kind("ground", 0.92, "#4a3a6a", "city", 1, None, 0.2),
)
def ferris_wheel(b: Brush) -> None:
    """A great wheel of lights."""
    x, y, radius = 0.0, -0.56, 0.46
    for s in (-1, 1):
        b.limb([(x, y), (s * 0.30, 0.03)], [0.03, 0.045], b.inks.dark)
    for r in (radius, radius * 0.86, radius * 0.3):
        b.limb(arc(x, y, r, 0, 2 * np.pi), [0.013, 0.013], b.inks.dark)
    for k in range(16):
        a = k * np.pi / 8
        px, py = x + radius * np.cos(a), y + radius * np.sin(a)
        b.line([(x, y), (px, py)], 0.008, b.inks.dark)
        tone = (b.inks.accent, b.inks.light, mix(b.inks.accent, b.inks.mid, 0.5))[k % 3]
        b.soft([(px - 0.04, py + 0.015), (px + 0.04, py + 0.015), (px + 0.03, py + 0.075),
            (px - 0.03, py + 0.075)], tone, emit=0.3)
        for r in (0.5, 0.72, 1.0):
            b.disc((x + radius * r * np.cos(a), y + radius * r * np.sin(a)), 0.010, b.inks.light, emit=1.0)
    b.disc((x, y), 0.045, b.inks.light, emit=0.8)
    b.glow(x, y, 0.5, b.inks.accent, 0.4)


@motif("swing,swings,playground,seesaw", Kind("ground", 0.8, "#7a5a3c", "hills", 2, None, 0.5))
def swing(b: Brush) -> None:
    """A child's swing under a great bough, flying."""
    b.limb([(-0.85, 0.05), (-0.78, -0.4), (-0.70, -0.85), (-0.4, -1.05), (0.2, -1.06), (0.75, -1.0)],
        [0.24, 0.16, 0.15, 0.10, 0.07, 0.02], b.inks.dark)
    for x, y, r in ((-0.75, -1.1, 0.22), (-0.4, -1.18, 0.25), (-0.05, -1.16, 0.20), (0.3, -1.12, 0.18),
        (0.6, -1.05, 0.14), (-1.0, -0.95, 0.2)):
        b.shape(oval(x, y, r, r * 0.6), mix(b.inks.dark, b.inks.mid, 0.35), 0.95)
    for x in (-0.04, 0.10):
        b.line([(x, -1.02), (x + 0.34, -0.34)], 0.009, b.inks.pale)
    b.line([(0.27, -0.32), (0.50, -0.37)], 0.035, b.inks.main)
    b.limb([(0.40, -0.38), (0.43, -0.60)], [0.12, 0.10], b.inks.accent)
    b.disc((0.46, -0.70), 0.065, b.inks.dark)
    b.limb([(0.41, -0.37), (0.58, -0.40), (0.70, -0.32)], [0.07, 0.055, 0.035], b.inks.dark)
    b.limb([(0.44, -0.58), (0.32, -0.62)], [0.04, 0.03], b.inks.dark)


@motif("smoke,steam,ash,ashes,cigarette", Kind("close", 0.9, 0.85, "void", 2, None, 0.5))
def smoke(b: Brush) -> None:
    """Smoke rising and turning."""
    for strand in range(5):
        phase, lean = b.rng.random() * 6, b.rng.normal() * 0.05
        k = np.arange(11)
        drift = (strand - 2) * k / 160 + np.sin(k * 0.9 + phase) * k / 90 + lean * k / 4 + b.wind * 0.02 * k
        points = np.stack([drift, 0.5 - k * 0.105], 1)
        b.limb(points, [0.012, 0.05, 0.14, 0.20, 0.10, 0.01], b.inks.main, 0.5)
        b.limb(points, [0.006, 0.02, 0.04, 0.05, 0.02, 0.004], b.inks.lift, 0.6)
    b.disc((0, 0.5), 0.02, b.inks.accent, emit=1.0)
    b.glow(0, 0.48, 0.15, b.inks.accent, 0.6)


@motif("wave,great wave,breaker,tsunami,flood", Kind("water", 0.8, "#2c5f8a", "sea", 1, None, 0.5))
def wave(b: Brush) -> None:
    """A breaking wave, its fingers of foam."""
    b.soft([(-1.5, 0.25), (-1.2, 0.0), (-0.8, -0.30), (-0.45, -0.66), (0.0, -0.88), (0.42, -0.78),
        (0.62, -0.52), (0.60, -0.36), (0.40, -0.50), (0.15, -0.48), (0.02, -0.25), (0.18, 0.02),
        (0.6, 0.18), (1.4, 0.25)], (b.inks.lift, b.inks.deep))
    for k in range(7):
        t = k / 7
        b.limb([(-1.1 + 0.9 * t, 0.15), (-0.62 + 0.62 * t, -0.30 - 0.1 * t),
            (-0.1 + 0.42 * t, -0.74 + 0.12 * t), (0.40 + 0.12 * t, -0.68 + 0.2 * t)],
            [0.010, 0.020, 0.024, 0.006], b.inks.pale, 0.55)
    foam = mix(b.inks.pale, (1, 1, 1), 0.5)
    for _ in range(70):
        t = b.rng.random()
        px, py = np.interp(t, [0, 0.5, 1], [-0.3, 0.25, 0.66]), np.interp(t, [0, 0.5, 1],
            [-0.78, -0.88, -0.42])
        b.disc((px + b.rng.normal() * 0.05, py + b.rng.normal() * 0.05), b.rng.uniform(0.01, 0.045), foam,
            0.9)
    for k in range(6):
        x = 0.34 + 0.06 * k
        b.limb([(x - 0.04, -0.66), (x + 0.05, -0.52), (x + 0.02, -0.38)], [0.05, 0.04, 0.012], foam)


@motif(
    "mountain top,volcano eruption,pyramid,pyramids,tent,camp",
    Kind("ground", 0.6, "#b08a50", "desert", 3, None, 0.3),
)
def pyramid(b: Brush) -> None:
    """A pyramid, one face lit."""
    b.shape([(-0.75, 0.04), (-0.05, -0.92), (0.18, 0.10)], (b.inks.lift, b.inks.main))
    b.shape([(0.18, 0.10), (-0.05, -0.92), (0.75, 0.04)], (b.inks.deep, b.inks.dark))
    for k in range(1, 12):
        t = k / 12
        b.line([(-0.05 - 0.70 * t, -0.92 + 0.96 * t), (-0.05 + 0.23 * t, -0.92 + 1.02 * t)], 0.005,
            b.inks.deep, 0.5)
