"""Things of the water: boats, fish, whales, anchors, bottles.

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


@motif("paper boat,paper boats,paper ship", Kind("water", 0.42, 0.97, "river", 5, (0.0, -0.42, 0.4), 0.3))
def paper_boat(b: Brush) -> None:
    """A folded boat: hull of two planes, a peak in the middle, creases."""
    b.shape([(-0.24, -0.36), (0, -0.82), (0.24, -0.36), (0, -0.26)], (b.inks.main, b.inks.deep))
    b.shape([(0, -0.82), (0.24, -0.36), (0, -0.26)], shade(b.inks.main, -0.16))
    b.shape([(-0.72, -0.47), (0.0, -0.26), (0.0, 0.05), (-0.40, 0.05)], (shade(b.inks.main, 0.04),
        b.inks.main))
    b.shape([(0.72, -0.47), (0.0, -0.26), (0.0, 0.05), (0.40, 0.05)],
        (b.inks.deep, shade(b.inks.main, -0.24)))
    b.shape([(-0.72, -0.47), (-0.24, -0.36), (0.0, -0.26), (-0.30, -0.22)], shade(b.inks.main, -0.06), 0.8)
    b.line([(0, -0.82), (0, 0.04)], 0.008, shade(b.inks.main, -0.3), 0.6)
    b.glow(0, -0.3, 0.7, b.inks.light, 0.22)


@motif(
    "boat,boats,rowboat,canoe,raft,gondola,dinghy,ferry",
    Kind("water", 0.30, "#7a4a2c", "lake", 4, (0.0, -0.35, 0.8), 0.6),
)
def boat(b: Brush) -> None:
    """A rowing boat with somebody at the oars and a lamp at the bow."""
    b.limb([(0.05, -0.45), (0.02, -0.2)], [0.20, 0.26], b.inks.dark)
    b.disc((0.06, -0.62), 0.085, b.inks.dark)
    b.limb([(0.06, -0.42), (0.2, -0.28), (0.34, -0.32)], [0.08, 0.06, 0.05], b.inks.dark)
    b.limb([(0.32, -0.34), (-0.05, -0.1), (-0.42, 0.14)], [0.025, 0.025, 0.06], b.inks.dark)
    b.soft([(-1.0, -0.34), (-0.7, -0.20), (0, -0.14), (0.7, -0.20), (1.0, -0.40), (0.82, -0.05),
        (0.55, 0.07), (0, 0.10), (-0.55, 0.07), (-0.85, -0.05)], (b.inks.main, b.inks.deep))
    b.limb([(-0.98, -0.33), (-0.6, -0.19), (0, -0.14), (0.6, -0.19), (0.98, -0.38)], [0.035, 0.05, 0.035],
        b.inks.lift)
    b.line([(0.9, -0.36), (0.9, -0.62)], 0.02, b.inks.dark)
    b.disc((0.9, -0.66), 0.055, b.inks.light, emit=1.0)
    b.glow(0.9, -0.66, 0.35, None, 0.8)


@motif(
    "sailboat,sail,sails,yacht,sailing boat,sail boat,schooner",
    Kind("water", 0.72, 0.95, "sea", 4, None, 0.5),
)
def sailboat(b: Brush) -> None:
    """Two sails full of wind."""
    b.soft([(-0.36, -0.12), (0.0, -0.09), (0.42, -0.15), (0.33, 0.0), (0.2, 0.03), (-0.22, 0.03),
        (-0.3, -0.02)], (shade(b.inks.dark, 0.08), b.inks.dark))
    b.line([(0.02, -0.10), (0.02, -1.0)], 0.014, b.inks.dark)
    b.soft([(0.0, -0.98), (-0.05, -0.7), (-0.28, -0.3), (-0.36, -0.18), (-0.16, -0.15), (0.0, -0.16),
        (0.005, -0.5)], (b.inks.lift, b.inks.main))
    b.soft([(0.04, -0.9), (0.16, -0.6), (0.36, -0.3), (0.40, -0.19), (0.2, -0.17), (0.05, -0.2),
        (0.045, -0.5)], (b.inks.main, b.inks.deep))
    b.shape([(0.02, -1.0), (0.16, -0.965), (0.02, -0.93)], b.inks.accent)


@motif("ship,ships,galleon,vessel,titanic,pirate", Kind("water", 0.74, "#5b3a29", "sea", 3, None, 0.5))
def ship(b: Brush) -> None:
    """A three-master under full sail."""
    b.soft([(-0.62, -0.26), (-0.52, -0.15), (0, -0.11), (0.42, -0.17), (0.62, -0.22), (0.5, -0.02),
        (0.4, 0.05), (-0.38, 0.05), (-0.52, -0.06)], (b.inks.main, b.inks.dark))
    for k in range(8):
        b.disc((-0.42 + k * 0.11, -0.06), 0.013, b.inks.light, emit=0.8)
    b.line([(0.55, -0.2), (0.85, -0.34)], 0.018, b.inks.dark)
    canvas = mix(b.inks.pale, b.inks.main, 0.12)
    for x, high in ((-0.36, 0.78), (0.02, 0.98), (0.36, 0.74)):
        b.line([(x, -0.12), (x, -high)], 0.018, b.inks.dark)
        for level in range(3):
            top = -high * (0.95 - 0.26 * level)
            low = top + high * 0.22
            w = 0.09 + 0.035 * level
            b.soft([(x - w, top), (x + w, top), (x + w * 1.25 + 0.03, (top + low) / 2), (x + w * 1.1, low),
                (x, low - 0.03), (x - w * 1.1, low), (x - w * 0.8, (top + low) / 2)],
                (canvas, shade(canvas, -0.14)))
        b.shape([(x, -high), (x + 0.11, -high + 0.02), (x, -high + 0.045)], b.inks.accent)
    b.shape([(0.40, -0.62), (0.82, -0.33), (0.44, -0.22)], (canvas, shade(canvas, -0.12)), 0.95)
    b.line([(-0.36, -0.78), (0.02, -0.98), (0.36, -0.74), (0.85, -0.34)], 0.006, b.inks.dark)


@motif("whale,whales,leviathan", Kind("water", 0.62, "#33506b", "sea", 2, None, 0.7))
def whale(b: Brush) -> None:
    """A whale leaping, flukes up, its belly grooved, its breath a fountain."""
    b.turn = 0.20
    b.soft([(-0.92, -0.34), (-0.86, -0.55), (-0.62, -0.72), (-0.25, -0.76), (0.15, -0.62), (0.45, -0.40),
        (0.66, -0.30), (0.80, -0.42), (0.84, -0.34), (0.74, -0.16), (0.52, -0.10), (0.25, -0.06),
        (-0.10, -0.02), (-0.5, -0.06), (-0.80, -0.18)], (b.inks.lift, b.inks.deep))
    b.soft([(0.74, -0.30), (0.70, -0.52), (0.56, -0.72), (0.70, -0.72), (0.82, -0.60), (0.86, -0.48),
        (0.96, -0.60), (1.14, -0.66), (1.22, -0.60), (1.06, -0.50), (0.94, -0.38), (0.84, -0.28)],
        b.inks.main)
    belly = mix(b.inks.pale, b.inks.main, 0.3)
    b.soft([(-0.92, -0.33), (-0.70, -0.30), (-0.35, -0.27), (-0.05, -0.17), (0.05, -0.05), (-0.30, -0.02),
        (-0.62, -0.08), (-0.84, -0.20)], belly)
    for k in range(6):
        b.limb([(-0.84 + k * 0.035, -0.28 + k * 0.036), (-0.5, -0.21 + k * 0.032),
            (-0.06, -0.12 + k * 0.018)], [0.004, 0.010, 0.004], b.inks.deep, 0.8)
    b.limb([(-0.92, -0.33), (-0.74, -0.33), (-0.58, -0.31), (-0.50, -0.36)], [0.008, 0.012, 0.010, 0.006],
        b.inks.dark)
    b.disc((-0.54, -0.46), 0.020, b.inks.dark)
    b.disc((-0.547, -0.467), 0.007, b.inks.pale)
    b.soft([(-0.34, -0.14), (-0.20, -0.16), (-0.06, 0.06), (0.02, 0.22), (-0.14, 0.14), (-0.30, 0.0)],
        b.inks.deep)
    spray = mix(b.inks.pale, b.inks.light, 0.3)
    for k in range(-3, 4):
        b.limb([(-0.42, -0.75), (-0.42 + k * 0.05, -1.02 + abs(k) * 0.03),
            (-0.42 + k * 0.12, -0.96 + abs(k) * 0.05)], [0.020, 0.014, 0.004], spray, 0.75)
    b.turn = 0.0
    for _ in range(34):
        side = b.rng.choice([-0.55, 0.2])
        b.disc((side + b.rng.normal() * 0.22, -abs(b.rng.normal()) * 0.12 + 0.03),
            b.rng.uniform(0.006, 0.022), spray, 0.8)
    b.soft([(-1.0, 0.06), (-0.7, -0.05), (-0.45, 0.03), (-0.15, -0.03), (0.1, 0.03), (0.4, -0.04),
        (0.6, 0.06), (0.2, 0.11), (-0.5, 0.11)], spray, 0.55)


@motif("dolphin,dolphins,porpoise,shark", Kind("water", 0.46, "#4c7088", "sea", 3, None, 0.9))
def dolphin(b: Brush) -> None:
    """A dolphin in its leap."""
    b.limb([(-0.52, -0.42), (-0.3, -0.70), (0.02, -0.74), (0.32, -0.50), (0.46, -0.22)],
        [0.05, 0.22, 0.28, 0.15, 0.04], b.inks.main)
    b.limb([(-0.48, -0.42), (-0.60, -0.33)], [0.07, 0.035], b.inks.main)
    b.soft([(-0.06, -0.82), (0.08, -1.0), (0.14, -0.98), (0.13, -0.78)], b.inks.deep)
    b.soft([(0.44, -0.28), (0.60, -0.26), (0.70, -0.16), (0.52, -0.16), (0.46, -0.02), (0.40, 0.0),
        (0.40, -0.16)], b.inks.deep)
    b.soft([(-0.20, -0.58), (-0.08, -0.56), (-0.14, -0.34), (-0.22, -0.30)], b.inks.deep)
    b.limb([(-0.44, -0.42), (-0.26, -0.56), (0.02, -0.62), (0.24, -0.48)], [0.02, 0.09, 0.08, 0.01],
        mix(b.inks.pale, b.inks.main, 0.4))
    b.disc((-0.38, -0.54), 0.014, b.inks.dark)
    for _ in range(20):
        b.disc((b.rng.normal() * 0.3, 0.02 - abs(b.rng.normal()) * 0.08), b.rng.uniform(0.006, 0.018),
            b.inks.pale, 0.8)


@motif("fish,fishes,goldfish,koi,salmon,herring", Kind("close", 0.34, "#e2682e", "underwater", 9, None, 0.9))
def fish(b: Brush) -> None:
    """A fish with fins and scales."""
    b.soft([(-0.52, 0.0), (-0.34, -0.17), (-0.05, -0.23), (0.22, -0.13), (0.38, -0.03), (0.38, 0.05),
        (0.22, 0.14), (-0.05, 0.22), (-0.34, 0.16)], (b.inks.main, b.inks.lift))
    b.soft([(0.33, 0.01), (0.52, -0.22), (0.70, -0.26), (0.60, 0.0), (0.70, 0.27), (0.52, 0.22)],
        (b.inks.lift, b.inks.main), 0.92)
    b.soft([(-0.16, -0.20), (-0.02, -0.38), (0.20, -0.34), (0.18, -0.15)], b.inks.deep, 0.9)
    b.soft([(-0.14, 0.14), (-0.02, 0.34), (0.10, 0.32), (0.08, 0.16)], b.inks.deep, 0.9)
    for row in range(4):
        for col in range(5):
            b.limb(arc(-0.16 + col * 0.10, -0.10 + row * 0.07, 0.045, -1.2, 1.2), [0.006, 0.010, 0.006],
                b.inks.deep, 0.6)
    b.limb(arc(-0.42, 0.0, 0.17, -0.9, 0.9), [0.006, 0.014, 0.006], b.inks.deep, 0.8)
    b.disc((-0.40, -0.04), 0.034, b.inks.pale)
    b.disc((-0.41, -0.04), 0.018, b.inks.dark)


@motif("octopus,squid,jellyfish,medusa", Kind("close", 0.6, "#c86a8a", "underwater", 3, None, 0.6))
def jellyfish(b: Brush) -> None:
    """A bell of light with long arms."""
    for k in range(9):
        x = -0.24 + k * 0.06
        sway = 0.06 * np.sin(k * 1.7)
        b.limb([(x, -0.05), (x + sway, 0.14), (x - sway, 0.32), (x + sway * 1.5, 0.52)],
            [0.022, 0.016, 0.006], b.inks.main, 0.75)
    b.soft([(-0.34, -0.02), (-0.32, -0.24), (-0.18, -0.42), (0, -0.47), (0.18, -0.42), (0.32, -0.24),
        (0.34, -0.02), (0.18, -0.07), (0, -0.03), (-0.18, -0.07)], (b.inks.lift, b.inks.main), 0.92, emit=0.2)
    b.shape(oval(0, -0.24, 0.16, 0.13), mix(b.inks.lift, b.inks.light, 0.5), 0.6, emit=0.3)
    b.glow(0, -0.2, 0.5, b.inks.main, 0.5)


@motif("swan,swans,duck,heron", Kind("water", 0.5, 0.97, "lake", 3, None, 0.8))
def swan(b: Brush) -> None:
    """A swan, its wings a little lifted."""
    b.soft([(-0.30, -0.10), (-0.22, -0.26), (0.0, -0.34), (0.30, -0.30), (0.56, -0.34), (0.46, -0.14),
        (0.30, 0.02),
        (-0.16, 0.03)], (b.inks.main, b.inks.deep))
    b.limb([(-0.20, -0.16), (-0.36, -0.30), (-0.34, -0.50), (-0.20, -0.66), (-0.24, -0.82), (-0.36, -0.84)],
        [0.17, 0.12, 0.085, 0.075, 0.085, 0.075], b.inks.main)
    b.bones([(-0.38, -0.84), (-0.50, -0.79)], [0.06, 0.02], mix(b.inks.accent, (0.9, 0.45, 0.1), 0.6))
    b.disc((-0.405, -0.845), 0.022, b.inks.dark)
    b.disc((-0.345, -0.865), 0.011, b.inks.dark)
    for k in range(4):
        y = -0.34 + 0.07 * k
        b.limb([(-0.06 + 0.03 * k, y + 0.08), (0.20, y - 0.05), (0.62 - 0.07 * k, y - 0.08 + 0.03 * k)],
            [0.06, 0.13, 0.012], b.inks.lift if k % 2 else b.inks.main)


@motif("anchor,anchors", Kind("close", 0.68, "#39424e", "underwater", 2, None, 0.9))
def anchor(b: Brush) -> None:
    """An anchor with its ring and rope."""
    b.limb([(0.02, -0.38), (0.2, -0.5), (0.12, -0.72), (0.35, -0.95), (0.3, -1.3)], [0.03, 0.03],
        mix(b.inks.pale, b.inks.dark, 0.35))
    b.limb(arc(0, -0.40, 0.075, 0, 6.3), [0.035, 0.035], b.inks.main)
    b.shape(rect(-0.035, -0.33, 0.035, 0.42), b.inks.main)
    b.limb([(-0.22, -0.21), (0.22, -0.21)], [0.06, 0.06], b.inks.main)
    b.limb([(-0.38, 0.10), (-0.28, 0.32), (0, 0.45), (0.28, 0.32), (0.38, 0.10)],
        [0.045, 0.075, 0.095, 0.075, 0.045], b.inks.main)
    for s in (-1, 1):
        b.shape([(s * 0.38, 0.0), (s * 0.47, 0.17), (s * 0.28, 0.15)], b.inks.main)


@motif("bottle,bottles,message in a bottle", Kind("close", 0.66, "#3f8f7a", "sea", 3, (0.0, 0.2, 0.25), 0.8))
def bottle(b: Brush) -> None:
    """A glass bottle with a letter in it."""
    b.soft([(-0.065, -0.44), (0.065, -0.44), (0.065, -0.22), (0.16, -0.08), (0.18, 0.04), (0.175, 0.42),
        (0.12, 0.47), (-0.12, 0.47), (-0.175, 0.42), (-0.18, 0.04), (-0.16, -0.08), (-0.065, -0.22)],
        (b.inks.lift, b.inks.main), 0.88)
    b.limb([(-0.06, 0.38), (0.05, 0.02)], [0.12, 0.11], b.inks.pale, 0.92)
    b.limb([(-0.03, 0.2), (0.035, 0.2)], [0.035, 0.035], b.inks.accent)
    b.shape(rect(-0.055, -0.52, 0.055, -0.43), mix(b.inks.accent, b.inks.dark, 0.45))
    b.limb([(-0.12, -0.02), (-0.135, 0.12), (-0.13, 0.36)], [0.012, 0.030, 0.012], (1.0, 1.0, 1.0), 0.55)
    b.glow(0, 0.1, 0.4, b.inks.light, 0.25)


@motif("shell,shells,seashell,conch", Kind("close", 0.5, "#efc3a4", "sea", 4, None, 0.9))
def shell(b: Brush) -> None:
    """A scallop."""
    rim = [(0.46 * np.cos(a) * (1 + 0.04 * np.cos(a * 22)),
        0.30 - 0.62 * np.sin(a) * (1 + 0.04 * np.cos(a * 22))) for a in np.linspace(0.12, np.pi - 0.12, 60)]
    b.shape([(0.08, 0.40), *rim, (-0.08, 0.40)], (b.inks.lift, b.inks.main))
    b.shape([(-0.15, 0.44), (-0.09, 0.34), (0.09, 0.34), (0.15, 0.44)], b.inks.deep)
    for a in np.linspace(0.35, np.pi - 0.35, 9):
        b.limb([(0, 0.38), (0.42 * np.cos(a), 0.30 - 0.56 * np.sin(a))], [0.006, 0.016], b.inks.deep, 0.7)
