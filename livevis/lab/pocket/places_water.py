"""Places by the water: sea, harbor, river, lake.

Enters: a sheet whose sky is drawn, the air, chance. Leaves: water and shores on the sheet, and where feet and
hulls may be. Any thread, one sheet each.
"""

from __future__ import annotations

import numpy as np

from livevis.lab.pocket.places_air import Air, Lie
from livevis.lab.pocket.places_plants import blades, round_tree
from livevis.lab.pocket.places_sheet import ACROSS, Sheet, lift, mix, swell, under
from livevis.lab.pocket.plan import RGB


def _deep(air: Air, blue: RGB, near: float = 0.0) -> RGB:
    """Return water's colour: its own blue, and the sky's, the more the farther (``near`` 0) it lies."""
    return mix(air.seen(blue), air.stops[1], 0.45 - 0.35 * near)


def _glitter(sheet: Sheet, air: Air, rows: tuple[float, float], rng: np.random.Generator) -> None:
    """Draw the path of light under a low sun or a moon: short bars, wider towards the eye."""
    if not air.shows:
        return
    tone = {
        "day": (226, 244, 255),
        "dawn": (255, 232, 196),
        "sunset": (255, 190, 92),
        "night": (196, 208, 236),
    }
    count = 15
    for k, (shift, wide) in enumerate(
        zip(rng.uniform(-1, 1, count), rng.uniform(0.35, 1.0, count), strict=True)
    ):
        share = (k + 0.5) / count
        half = (0.030 + 0.075 * share) * float(wide)
        x = air.sun[0] + (0.008 + 0.05 * share) * float(shift)
        y = rows[0] + (rows[1] - rows[0]) * share**1.15
        sheet.oval((x, y), (half, 0.004 + 0.004 * share), tone[air.hour])


def sea(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """Open water to a straight horizon: waves in bands, wider towards the eye, and a path of light."""
    h = air.horizon
    blue = lift((28, 112, 176), float(rng.uniform(0.92, 1.08)))
    sheet.wash(h, 1.0, (_deep(air, lift(blue, 1.25)), _deep(air, blue, 1.0)))
    for k in range(6):
        share = (k + 0.6) / 6.0
        y = h + (1.0 - h) * share**1.5
        waves = (0.004 + 0.017 * share, 7.0 - 4.2 * share, float(rng.random()))
        crest = np.abs(np.sin(np.pi * (waves[1] * ACROSS4 + waves[2])))
        curve = np.stack([ACROSS4, y + waves[0] * (1.0 - 2.0 * crest)], axis=1)
        tone = _deep(air, lift(blue, 1.12 - 0.55 * share), share)
        sheet.shape(under(curve), tone)
        sheet.line(curve, mix(tone, air.seen((236, 248, 255)), 0.5), 0.004 + 0.004 * share)
    _glitter(sheet, air, (h + 0.008, 0.90), rng)
    return Lie(h, (h + 0.20, 0.92), wet=(h + 0.14, 0.92), water=True)


ACROSS4 = np.linspace(-0.02, 1.02, 97)
"""The x of curves with many small waves."""


def _ripples(sheet: Sheet, rows: tuple[float, float], colour: RGB, rng: np.random.Generator) -> None:
    """Draw a few short level strokes on calm water."""
    for x, y, wide in rng.random((9, 3)):
        at = rows[0] + (rows[1] - rows[0]) * float(y)
        half = 0.03 + 0.05 * float(wide)
        sheet.oval((float(x), at), (half, 0.0035), colour)


def harbor(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """A quay with houses far off, masts at rest, a pier on posts, and a near quay with a lamp."""
    h = air.horizon
    jig = rng.uniform(-0.02, 0.02, 6)
    _quay_houses(sheet, air, rng)
    blue = (36, 104, 136)
    sheet.wash(h + 0.045, 1.0, (_deep(air, lift(blue, 1.2)), _deep(air, lift(blue, 0.8), 1.0)))
    _ripples(sheet, (h + 0.08, 0.84), _deep(air, lift(blue, 1.55), 0.5), rng)
    for k, (x, tall) in enumerate(((0.09, 0.40), (0.24, 0.32), (0.36, 0.22))):
        _moored(sheet, air, (x + float(jig[k]), h + 0.10 - 0.02 * k), tall, k)
    _pier(sheet, air, h)
    stone = air.laid((150, 140, 132))
    sheet.wash(0.865, 1.02, (lift(stone, 1.12), lift(stone, 0.88)))
    sheet.wash(0.865, 0.882, (lift(stone, 1.30), lift(stone, 1.25)))
    for x in np.linspace(0.06, 0.94, 5) + float(jig[4]):
        sheet.box((float(x), float(x) + 0.006), (0.885, 1.0), lift(stone, 0.70))
    _quay_lamp(sheet, air, 0.93 + 0.5 * float(jig[5]))
    return Lie(h, (0.90, 0.95), wet=(h + 0.12, 0.83))


def _quay_houses(sheet: Sheet, air: Air, rng: np.random.Generator) -> None:
    """Draw the far side: a row of gabled houses on a stone wall."""
    h = air.horizon
    walls: tuple[RGB, ...] = (
        (196, 92, 72),
        (226, 190, 120),
        (110, 140, 160),
        (232, 226, 210),
        (180, 120, 90),
    )
    edges = np.linspace(0.46, 1.06, 6)
    for k, wall in enumerate(walls):
        left, right = float(edges[k]), float(edges[k + 1]) - 0.008
        top = h - 0.10 - 0.07 * float(rng.random())
        tone = air.seen(wall, 0.16)
        roof = air.laid((120, 66, 58), 0.12)
        sheet.shape([(left, h + 0.02), (left, top), (right, top), (right, h + 0.02)], tone)
        sheet.shape([(left - 0.008, top), (0.5 * (left + right), top - 0.065), (right + 0.008, top)], roof)
        pane = air.lamplit((70, 84, 104))
        for x in (0.3, 0.7):
            at = left + x * (right - left)
            sheet.box((at - 0.010, at + 0.010), (top + 0.025, top + 0.055), pane)
    stone = air.laid((140, 132, 126), 0.15)
    sheet.wash(h + 0.0, h + 0.045, (stone, lift(stone, 0.72)))


def _moored(sheet: Sheet, air: Air, at: tuple[float, float], tall: float, kind: int) -> None:
    """Draw a boat at rest: hull, bare mast, stays."""
    x, y = at
    hulls: tuple[RGB, ...] = ((232, 232, 226), (176, 66, 58), (52, 82, 120))
    half = 0.26 * tall
    wood = air.seen((92, 66, 50))
    sheet.line([(x, y), (x, y - tall)], wood, 0.010)
    sheet.line([(x - half, y - 0.03), (x, y - tall), (x + half, y - 0.03)], lift(wood, 1.2), 0.003)
    sheet.line([(x - 0.5 * half, y - 0.70 * tall), (x + 0.5 * half, y - 0.70 * tall)], wood, 0.006)
    hull = [(x - half, y - 0.14 * tall), (x + 1.1 * half, y - 0.14 * tall)]
    hull += [(x + 0.8 * half, y + 0.02), (x - 0.8 * half, y + 0.02)]
    sheet.shape(hull, air.seen(hulls[kind]))


def _pier(sheet: Sheet, air: Air, h: float) -> None:
    """Draw a pier of planks on posts, running from the right edge towards the middle."""
    wood = air.laid((150, 108, 76))
    deck = [(0.66, h + 0.13), (1.05, h + 0.13), (1.05, h + 0.225), (0.80, h + 0.225)]
    dark = lift(air.seen((150, 108, 76)), 0.55)
    for x, y in ((0.68, 0.125), (0.74, 0.17), (0.80, 0.215), (0.91, 0.215), (0.995, 0.215)):
        sheet.box((x - 0.011, x + 0.011), (h + y - 0.055, h + y + 0.095), dark)
    sheet.shape(deck, wood)
    sheet.shape(
        [(0.80, h + 0.225), (1.05, h + 0.225), (1.05, h + 0.243), (0.80, h + 0.243)], lift(wood, 0.66)
    )
    for x in (0.76, 0.84, 0.92, 1.0):
        sheet.line([(x - 0.03, h + 0.132), (x + 0.07, h + 0.222)], lift(wood, 0.78), 0.004)


def _quay_lamp(sheet: Sheet, air: Air, x: float) -> None:
    iron = lift(air.seen((58, 60, 70)), 0.9)
    sheet.box((x - 0.008, x + 0.008), (0.36, 0.90), iron)
    sheet.box((x - 0.022, x + 0.022), (0.88, 0.905), iron)
    if air.lamp > 0.2:
        sheet.glow((x, 0.335), 0.20, lift((150, 116, 50), air.lamp))
    sheet.shape(
        [(x - 0.026, 0.30), (x + 0.026, 0.30), (x + 0.018, 0.37), (x - 0.018, 0.37)],
        air.lamplit((210, 216, 214), (255, 232, 160)),
    )
    sheet.shape([(x - 0.036, 0.302), (x, 0.268), (x + 0.036, 0.302)], iron)


def river(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """A broad river in an S from the horizon to the foreground, between green banks."""
    h = air.horizon
    jig = rng.uniform(-0.02, 0.02, 4)
    sheet.shape(
        under(swell(ACROSS, h - 0.03, (0.018, 1.2, float(rng.random())))), air.laid((110, 150, 128), 0.45)
    )
    green = lift((116, 170, 76), float(rng.uniform(0.94, 1.06)))
    sheet.wash(h, 1.0, (air.laid(green, 0.22), air.laid(lift(green, 0.72))))
    along = np.linspace(0.0, 1.0, 30)
    y = h + 0.005 + (1.0 - h) * 1.02 * along**1.25
    bend = (0.06 + 0.24 * along) * np.sin(0.4 + 5.4 * along**0.8)
    middle = 0.56 + float(jig[0]) + bend
    half = 0.012 + 0.42 * along**1.25
    left, right = np.stack([middle - half, y], 1), np.stack([middle + half, y], 1)
    bank = air.laid((206, 186, 126), 0.08)
    edge = np.stack([0.006 + 0.02 * along, np.zeros(30)], 1)
    sheet.shape(np.concatenate([left - edge, (right + edge)[::-1]]), bank)
    sheet.shaded(
        np.concatenate([left, right[::-1]]), _deep(air, (96, 180, 226)), _deep(air, (34, 112, 176), 1.0)
    )
    tone = mix(_deep(air, (70, 150, 206), 0.5), air.seen((240, 250, 255)), 0.45)
    for offset in (-0.45, 0.1, 0.55):
        flow = np.stack([middle + offset * half, y], 1)
        for start in (8, 16, 23):
            sheet.line(flow[start : start + 5], tone, 0.005)
    for x, low, tall in ((0.08, 0.05, 0.16), (0.20, 0.03, 0.11), (0.92, 0.06, 0.17), (0.82, 0.025, 0.10)):
        leaves = air.dusted((60, 122, 62), 0.06)
        round_tree(sheet, (x + float(jig[1]), h + low), tall, (leaves, air.seen((92, 66, 48))))
    near = np.stack([ACROSS, 0.875 + 0.07 * ACROSS + 0.012 * np.sin(9.0 * ACROSS + float(jig[2]))], axis=1)
    sheet.shape(under(near - np.array([0.0, 0.014])), bank)
    sheet.shaded(under(near), air.laid(green), air.laid(lift(green, 0.66)))
    return Lie(h, (0.91, 0.96), wet=(h + 0.22, 0.85))


def lake(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """Calm water ringed by far hills, which it mirrors, and a near shore with reeds."""
    h = air.horizon
    phase = rng.random(2)
    back = swell(ACROSS, h - 0.13, (0.045, 1.5, float(phase[0])))
    sheet.shape(under(back, h), air.laid((92, 128, 140), 0.46))
    fore = swell(ACROSS, h - 0.055, (0.035, 2.0, float(phase[1])))
    sheet.shaded(under(fore, h), air.laid((64, 120, 92), 0.18), air.laid((48, 98, 78), 0.14))
    row, side = sheet.row(h), sheet.side
    deep = min(side - row, row)
    water = np.asarray(mix(_deep(air, (60, 128, 168), 0.6), air.stops[2], 0.35), dtype=np.uint16)
    mirror = sheet.pixels[row - deep : row][::-1].astype(np.uint16)
    sheet.pixels[row : row + deep] = ((mirror * 11 + water * 5) >> 4).astype(np.uint8)
    sheet.pixels[row + deep :] = sheet.pixels[row + deep - 1] if deep < side - row else 0
    sheet.wash(h - 0.003, h + 0.005, (air.laid((206, 198, 160), 0.2), air.laid((206, 198, 160), 0.2)))
    _ripples(sheet, (h + 0.10, 0.84), mix(air.stops[2], (255, 255, 255), 0.25), rng)
    shore = np.stack([ACROSS, 0.90 + 0.035 * np.cos(2 * np.pi * (ACROSS - 0.5)) - 0.0], axis=1)
    sheet.shaded(under(shore), air.laid((134, 150, 92)), air.laid((80, 104, 62)))
    reed = air.seen((66, 112, 62))
    sheet.shapes(blades(0.0, 0.17, 0.93, 0.26, rng), reed)
    sheet.shapes(blades(0.85, 1.0, 0.93, 0.22, rng), lift(reed, 0.86))
    if air.snow:
        sheet.oval((0.5, 1.0), (0.6, 0.05), air.white())
    return Lie(h, (0.90, 0.95), wet=(h + 0.14, 0.86))
