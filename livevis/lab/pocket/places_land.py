"""Places of open land: mountains, valley, field, desert, and the plain backdrop.

Enters: a sheet whose sky is drawn, the air, chance. Leaves: the land on the sheet, and where feet may stand.
Any thread, one sheet each.
"""

from __future__ import annotations

import numpy as np

from livevis.lab.pocket.places_air import Air, Lie
from livevis.lab.pocket.places_plants import bale, cactus, pine, round_tree
from livevis.lab.pocket.places_sheet import ACROSS, Sheet, lift, mix, swell, under
from livevis.lab.pocket.plan import RGB


def plain(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """A plain backdrop: sky over one soft floor."""
    top, low = air.laid((150, 176, 128), 0.25), air.laid((96, 132, 92))
    sheet.shaded(under(swell(ACROSS, air.horizon, (0.012, 0.5, float(rng.random())))), top, low)
    return Lie(air.horizon, (air.horizon + 0.16, 0.93))


def _peak(sheet: Sheet, air: Air, at: tuple[float, float], half: float, look: tuple[float, float]) -> None:
    """Draw one peak. ``at``: its top; ``half``: half its width; ``look``: row of its foot, distance 0..1."""
    x, y = at
    foot, far = look
    rock = air.laid((112, 118, 142), far) if air.snow else air.seen((104, 110, 136), far)
    sheet.shape([(x - half, foot), (x, y), (x + half, foot)], rock)
    spine = [(x, y), (x + 0.10 * half, y + 0.3 * (foot - y)), (x - 0.06 * half, y + 0.62 * (foot - y))]
    sheet.shape([*spine, (x + 0.12 * half, foot), (x + half, foot)], lift(rock, 0.70))
    cap = 0.36 * (foot - y)
    left, right = x - 0.36 * half, x + 0.36 * half
    zig = [(left, y + cap), (x - 0.20 * half, y + 0.72 * cap), (x - 0.08 * half, y + 1.16 * cap)]
    zag = [(x + 0.05 * half, y + 0.80 * cap), (x + 0.18 * half, y + 1.18 * cap), (right, y + cap)]
    snow = air.white(0.7 * far)
    sheet.shape([(x, y), *zig, *zag], snow)
    sheet.shape([(x, y), (x + 0.05 * half, y + 0.80 * cap), *zag[1:]], mix(snow, rock, 0.32))


def mountains(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """Sharp peaks with snow caps in three layers, over a meadow."""
    h = air.horizon
    jig = rng.uniform(-0.03, 0.03, 8)
    for k, x in enumerate((0.34, 0.68)):
        _peak(sheet, air, (x + float(jig[k]), h - 0.34 + float(jig[k + 1])), 0.32, (h + 0.02, 0.46))
    _peak(sheet, air, (0.06 + float(jig[3]), h - 0.46 + float(jig[4])), 0.36, (h + 0.03, 0.18))
    _peak(sheet, air, (0.93 + float(jig[5]), h - 0.50 + float(jig[6])), 0.38, (h + 0.03, 0.12))
    sheet.shaded(
        under(swell(ACROSS, h, (0.012, 1.3, float(rng.random())))),
        air.laid((96, 138, 92), 0.12),
        air.laid((52, 98, 62)),
    )
    for x in (0.03, 0.12, 0.88, 0.97):
        tall = 0.15 + 1.5 * abs(float(jig[7])) + (0.05 if x in (0.03, 0.97) else 0.0)
        _pine_here(sheet, air, (x, h + 0.07), tall, 0.05)
    return Lie(h, (h + 0.14, 0.93))


def _pine_here(sheet: Sheet, air: Air, foot: tuple[float, float], tall: float, far: float) -> None:
    snow = air.white(far) if air.snow else None
    pine(sheet, foot, tall, (air.seen((34, 84, 66), far), air.seen((84, 58, 44), far)), snow)


def valley(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """Two round hills that meet in a V, with a winding path out of it."""
    h = air.horizon
    jig = rng.uniform(-0.025, 0.025, 5)
    far = swell(ACROSS, h - 0.05, (0.02, 1.5, float(rng.random())))
    sheet.shape(under(far), air.laid((120, 168, 140), 0.5))
    turn = np.linspace(0.0, np.pi, 25)
    for sign, tall, tone, grey in ((1, 0.46, (116, 178, 80), 0.10), (-1, 0.42, (80, 146, 68), 0.02)):
        x = 0.5 - sign * 0.5 + sign * np.linspace(-0.05, 0.68, 25) + float(jig[0])
        y = h + 0.10 - (tall + float(jig[1 + (sign > 0)])) * (0.5 + 0.5 * np.cos(turn))
        hill = under(np.stack([x, y], axis=1))
        sheet.shaded(hill, air.laid(lift(tone, 1.12), grey), air.laid(lift(tone, 0.70), grey))
    floor = swell(ACROSS, h + 0.12, (-0.02, 1.0, 0.25))
    sheet.shaded(under(floor), air.laid((128, 184, 84)), air.laid((70, 124, 56)))
    _winding(sheet, air, (h + 0.095, 1.02), 0.5 + float(jig[3]))
    for at, down, tall in ((0.10, 0.07, 0.13), (0.22, 0.13, 0.10), (0.90, 0.08, 0.13), (0.79, 0.14, 0.10)):
        leaves = air.dusted((52, 110, 58), 0.05)
        round_tree(sheet, (at + float(jig[4]), h + down), tall, (leaves, air.seen((88, 62, 46))))
    return Lie(h, (h + 0.20, 0.93))


def _winding(sheet: Sheet, air: Air, rows: tuple[float, float], x: float) -> None:
    """Draw a path that winds towards the eye, a thread at the first row and broad at the second."""
    along = np.linspace(0.0, 1.0, 24)
    middle = x + 0.11 * np.sin(along**0.7 * 8.4) * (0.25 + along)
    half = 0.012 + 0.12 * along**1.5
    y = rows[0] + (rows[1] - rows[0]) * along
    edge = np.concatenate([np.stack([middle - half, y], 1), np.stack([middle + half, y], 1)[::-1]])
    sheet.shaded(edge, air.laid((240, 222, 172), 0.1), air.laid((232, 200, 140)))


def field(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """Rows of grain that run to one point of a low, straight horizon."""
    h = air.horizon
    tone = lift((232, 186, 70), float(rng.uniform(0.94, 1.05)))
    point = 0.5 + float(rng.uniform(-0.04, 0.04))
    sheet.shaded([(-0.1, h), (1.1, h), (1.1, 1.02), (-0.1, 1.02)], air.laid(tone, 0.2), air.laid(tone))
    ends = np.linspace(-2.4, 3.4, 27)
    dark, light = air.laid(lift(tone, 0.58)), air.laid(lift(tone, 1.16))
    sheet.shapes(
        [[(point, h - 0.004), (a, 1.02), (b, 1.02)] for a, b in zip(ends[::2], ends[1::2], strict=False)],
        dark,
    )
    sheet.shapes([[(point, h - 0.004), (b + 0.09, 1.02), (b + 0.13, 1.02)] for b in ends[1::2]], light)
    sheet.wash(h - 0.003, h + 0.012, (air.laid((88, 120, 66), 0.25), air.laid(tone, 0.25)))
    for x, tall in ((0.04, 0.09), (0.10, 0.12), (0.17, 0.08), (0.90, 0.10), (0.96, 0.13)):
        round_tree(sheet, (x, h + 0.01), tall, (air.dusted((74, 112, 62), 0.22), air.seen((90, 66, 48), 0.2)))
    for at, down, tall in ((0.90, 0.11, 0.09), (0.09, 0.19, 0.17)):
        bale(sheet, (at + float(rng.uniform(-0.03, 0.03)), h + down), tall, air.dusted(tone))
    return Lie(h, (h + 0.16, 0.93), blades=air.laid(lift(tone, 0.86)))


def desert(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """Smooth dunes with a lit and a shaded flank, cactuses at the edges."""
    h = air.horizon
    sand = lift((240, 190, 116), float(rng.uniform(0.95, 1.05)))
    shift = float(rng.uniform(-0.06, 0.06))
    sheet.wash(h, 1.0, (air.laid(sand, 0.26), air.laid(sand, 0.06)))
    far = swell(ACROSS, h - 0.035, (0.03, 1.4, float(rng.random())))
    sheet.shape(under(far, h + 0.03), air.laid(lift(sand, 0.80), 0.34))
    _dune(sheet, (0.18 + shift, h - 0.15), (0.46, h + 0.13), air.laid(sand, 0.14))
    _dune(sheet, (0.93 + shift, h - 0.12), (0.44, h + 0.17), air.laid(lift(sand, 0.97), 0.06))
    lower = swell(ACROSS, h + 0.15, (0.035, 0.8, 0.05 + shift))
    sheet.shaded(under(lower), air.laid(lift(sand, 1.06)), air.laid(lift(sand, 0.84)))
    for k in range(3):
        ripple = swell(ACROSS, h + 0.25 + 0.07 * k, (0.012, 1.1, 0.3 * k + shift))
        sheet.line(ripple, air.laid(lift(sand, 0.86)), 0.006)
    green = air.seen((58, 124, 78))
    cactus(sheet, (0.12 + 0.5 * shift, h + 0.26), 0.50, green)
    cactus(sheet, (0.90 + 0.5 * shift, h + 0.20), 0.36, green)
    return Lie(h, (h + 0.18, 0.93))


def _dune(sheet: Sheet, top: tuple[float, float], span: tuple[float, float], sand: RGB) -> None:
    """Draw a dune: ``top`` of its crest, ``span``: half its width and the row of its foot."""
    x, y = top
    half, foot = span
    along = np.linspace(-1.0, 1.0, 25)
    rise = foot - (foot - y) * (1.0 - np.abs(along)) ** 1.25 * (1.0 + 0.55 * np.abs(along))
    outline = np.stack([x + half * along, rise], axis=1)
    sheet.shaded(under(outline, foot + 0.02), lift(sand, 1.08), lift(sand, 0.95))
    crest = outline[12:]
    down = np.linspace(0.0, 1.0, 9)
    spine = np.stack(
        [x + half * (0.30 * np.sin(2.6 * down) - 0.12 * down), y + (foot + 0.02 - y) * down], axis=1
    )
    sheet.shape(np.concatenate([crest, spine[::-1]]), lift(sand, 0.74))
