"""Places where things grow: forest, snowfield, garden.

Enters: a sheet whose sky is drawn, the air, chance. Leaves: trees, hedges and paths on the sheet, and where
feet may stand. Any thread, one sheet each.
"""

from __future__ import annotations

import numpy as np

from livevis.lab.pocket.places_air import Air, Lie
from livevis.lab.pocket.places_plants import pine, round_tree, trunk
from livevis.lab.pocket.places_sheet import ACROSS, Sheet, lift, mix, swell, under
from livevis.lab.pocket.plan import RGB


def snowfield(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """White mounds between firs that carry snow."""
    h = air.horizon
    white, blue = air.white(), air.seen((176, 202, 232))
    sheet.shape(under(swell(ACROSS, h - 0.03, (0.03, 0.9, float(rng.random())))), air.white(0.30))
    for x in np.linspace(0.02, 0.98, 13):
        tall = float(rng.uniform(0.06, 0.10))
        pine(
            sheet, (float(x), h + 0.01), tall, (air.seen((96, 132, 140), 0.3), air.seen((96, 132, 140), 0.3))
        )
    sheet.shaded(
        under(swell(ACROSS, h + 0.02, (0.02, 0.8, float(rng.random())))), white, mix(white, blue, 0.5)
    )
    sheet.shaded(under(swell(ACROSS, h + 0.15, (0.03, 0.6, float(rng.random())))), white, blue)
    needles, wood = air.seen((44, 96, 88)), air.seen((96, 70, 56))
    for x, y, tall in ((0.20, 0.09, 0.30), (0.80, 0.08, 0.28), (0.06, 0.20, 0.50), (0.95, 0.19, 0.48)):
        grown = tall * float(rng.uniform(0.9, 1.08))
        foot = (x + float(rng.uniform(-0.02, 0.02)), h + y)
        sheet.oval((foot[0], foot[1]), (0.32 * grown, 0.035 * grown), blue)
        pine(sheet, foot, grown, (needles, wood), white)
    return Lie(h, (h + 0.17, 0.93))


def forest(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """Tall trunks left and right of a clearing, under a roof of leaves."""
    h = air.horizon
    sheet.wash(h - 0.16, h + 0.02, (air.seen((150, 186, 140), 0.45), air.seen((116, 160, 112), 0.35)))
    for x in (0.02, 0.10, 0.19, 0.27, 0.35, 0.64, 0.72, 0.80, 0.89, 0.97):
        wide = 0.020 + 0.008 * float(rng.random())
        trunk(sheet, x + float(rng.uniform(-0.015, 0.015)), wide, h + 0.03, air.seen((92, 108, 88), 0.38))
    sheet.shaded(
        under(swell(ACROSS, h + 0.02, (0.015, 1.0, 0.25))),
        air.laid((104, 138, 78), 0.12),
        air.laid((40, 72, 44)),
    )
    for x, wide, y in ((0.27, 0.045, 0.08), (0.75, 0.045, 0.08), (0.14, 0.075, 0.17), (0.87, 0.075, 0.17)):
        trunk(sheet, x + float(rng.uniform(-0.02, 0.02)), wide, h + y, air.seen((98, 70, 52), 0.06))
    for x, y in ((-0.005, 0.30), (1.005, 0.30)):
        trunk(sheet, x, 0.12, h + y, air.seen((72, 50, 40)))
    leaves = air.dusted((44, 98, 56))
    for k, x in enumerate(np.linspace(0.0, 1.0, 9)):
        low = 0.03 + 0.13 * abs(2.0 * float(x) - 1.0) + float(rng.uniform(-0.01, 0.01))
        sheet.disc((float(x), low), 0.10, leaves if k % 2 else lift(leaves, 0.84))
    sheet.wash(0.0, 0.05, (lift(leaves, 0.7), lift(leaves, 0.84)))
    return Lie(h, (h + 0.15, 0.93))


def garden(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """Clipped hedges and flower beds along a path that leads under an arch of roses."""
    h = air.horizon
    lawn = air.laid((134, 192, 92))
    for x, tall in ((0.04, 0.30), (0.17, 0.24), (0.84, 0.25), (0.97, 0.31)):
        round_tree(sheet, (x, h), tall, (air.dusted((92, 150, 86), 0.25), air.seen((100, 74, 56), 0.2)))
    hedge = air.dusted((46, 112, 62))
    for left, right in ((0.0, 0.34), (0.66, 1.0)):
        sheet.box((left, right), (h - 0.10, h + 0.02), lift(hedge, 1.08))
    sheet.box((0.34, 0.66), (h - 0.04, h + 0.02), air.laid((150, 190, 120), 0.4))
    sheet.wash(h + 0.02, 1.0, (lawn, lift(lawn, 0.74)))
    sheet.shaded(
        [(0.455, h - 0.04), (0.545, h - 0.04), (0.76, 1.02), (0.24, 1.02)],
        air.laid((236, 218, 182)),
        air.laid((214, 188, 146)),
    )
    for sign in (-1.0, 1.0):
        near = [(0.5 + sign * 0.19, h + 0.02), (0.5 + sign * 0.19, h - 0.08), (0.5 + sign * 0.56, h - 0.02)]
        sheet.shape([*near, (0.5 + sign * 0.56, h + 0.28)], lift(hedge, 0.80))
        bed = [
            (0.5 + sign * 0.19, h + 0.03),
            (0.5 + sign * 0.13, h + 0.03),
            (0.5 + sign * 0.33, 1.02),
            (0.5 + sign * 0.60, 1.02),
            (0.5 + sign * 0.60, h + 0.30),
        ]
        sheet.shape(bed, air.laid((92, 74, 56)))
    _arch(sheet, air, h, rng)
    _flowers(sheet, air, h, rng)
    return Lie(h, (h + 0.18, 0.93))


_PETALS: tuple[RGB, ...] = ((232, 62, 84), (255, 206, 66), (244, 130, 190), (250, 246, 240), (150, 96, 214))


def _arch(sheet: Sheet, air: Air, h: float, rng: np.random.Generator) -> None:
    """Draw the arch of leaves over the path's far end, with roses on it."""
    turn = np.linspace(np.pi, 2.0 * np.pi, 19)
    bow = np.stack([0.5 + 0.17 * np.cos(turn), h - 0.16 + 0.19 * np.sin(turn)], axis=1)
    feet = np.array([[0.33, h + 0.05]]), np.array([[0.67, h + 0.05]])
    whole = np.concatenate([feet[0], bow, feet[1]])
    sheet.line(whole, air.dusted((58, 128, 66)), 0.055)
    rose = air.seen(_PETALS[0])
    for k, (x, y) in enumerate(whole[::2]):
        shift = rng.uniform(-0.012, 0.012, 2)
        sheet.disc((float(x + shift[0]), float(y + shift[1])), 0.015, rose if k % 2 else air.seen(_PETALS[2]))


def _flowers(sheet: Sheet, air: Air, h: float, rng: np.random.Generator) -> None:
    """Dot both beds with flowers, larger towards the eye."""
    colours = [air.seen(petal) for petal in _PETALS]
    for k, (u, v) in enumerate(rng.random((44, 2))):
        share = (k // 2 + float(v)) / 22.0
        sign = 1.0 if k % 2 else -1.0
        inner, outer = 0.15 + 0.19 * share, 0.20 + 0.40 * min(1.0, share * 1.5)
        x = 0.5 + sign * (inner + (outer - inner) * float(u))
        y = h + 0.04 + (0.98 - h) * share
        sheet.disc((x, y), 0.007 + 0.013 * share, colours[int(5 * float(u + v)) % 5])
