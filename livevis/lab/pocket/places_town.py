"""Places people made: city, street, room.

Enters: a sheet whose sky is drawn, the air, chance. Leaves: walls, lamps and floors on the sheet, and where
feet may stand. Any thread, one sheet each.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from livevis.lab.pocket.places_air import Air, Lie
from livevis.lab.pocket.places_sheet import Points, Sheet, lift, mix
from livevis.lab.pocket.plan import RGB

_SKYLINE = (
    (-0.02, 0.13, 0.46),
    (0.14, 0.26, 0.58),
    (0.28, 0.38, 0.36),
    (0.40, 0.52, 0.24),
    (0.54, 0.63, 0.30),
    (0.65, 0.76, 0.42),
    (0.77, 0.89, 0.60),
    (0.90, 1.02, 0.44),
)
"""Towers from left to right: their sides, their usual height; lower in the middle, where the subject is."""


def city(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """A skyline of towers with lit windows, over an empty square."""
    h = air.horizon
    edges = np.linspace(-0.03, 1.03, 12)
    for k in range(11):
        top = h - 0.20 - 0.16 * float(rng.random())
        sheet.box((float(edges[k]), float(edges[k + 1])), (top, h), air.seen((120, 140, 170), 0.42))
    tones: tuple[RGB, ...] = ((70, 86, 118), (88, 98, 122), (60, 74, 104), (96, 92, 110))
    for k, (left, right, tall) in enumerate(_SKYLINE):
        top = max(0.04, h - tall * float(rng.uniform(0.86, 1.10)))
        _windows(sheet, air, ((left, right), (top, h)), (tones[k % 4], rng))
    ground = air.laid((128, 130, 140))
    sheet.wash(h, 1.0, (lift(ground, 0.78), ground))
    sheet.wash(h, h + 0.022, (air.laid((176, 178, 184)), air.laid((150, 152, 160))))
    shift = float(rng.uniform(0.0, 0.14))
    for x in np.arange(-0.1, 1.0, 0.14) + shift:
        sheet.box((max(0.0, float(x)), float(x) + 0.08), (h + 0.085, h + 0.098), lift(ground, 1.5))
    sheet.wash(h + 0.165, 1.0, (lift(ground, 1.32), lift(ground, 1.12)))
    sheet.wash(h + 0.165, h + 0.180, (lift(ground, 1.5), lift(ground, 1.5)))
    for x in np.linspace(-0.3, 1.3, 13):
        sheet.line([(0.5 + 0.8 * (float(x) - 0.5), h + 0.18), (float(x), 1.02)], lift(ground, 1.0), 0.004)
    return Lie(h, (h + 0.19, 0.95))


def _windows(
    sheet: Sheet,
    air: Air,
    box: tuple[tuple[float, float], tuple[float, float]],
    wall: tuple[RGB, np.random.Generator],
) -> None:
    """Draw a tower with a grid of windows, many of them lit after dark, and a mast or a step on top."""
    (left, right), (top, foot) = box
    tone, rng = air.seen(wall[0], 0.04), wall[1]
    sheet.box((left, right), (top, foot), tone)
    sheet.box((right - 0.018, right), (top, foot), lift(tone, 0.74))
    middle = 0.5 * (left + right)
    if rng.random() < 0.5:
        sheet.box((middle - 0.004, middle + 0.004), (top - 0.06, top), tone)
    else:
        sheet.box((left + 0.025, right - 0.03), (top - 0.025, top), tone)
    columns = max(2, round((right - left - 0.02) / 0.028))
    xs = np.linspace(left + 0.012, right - 0.018, columns + 1)
    ys = np.arange(top + 0.022, foot - 0.035, 0.040)
    lit = rng.random((len(ys), columns)) < (0.62 if air.dark else 0.0)
    off = mix(tone, air.stops[1], 0.5) if not air.dark else lift(tone, 0.72)
    on = mix(off, (255, 216, 116), min(1.0, 0.4 + air.lamp))
    for j, y in enumerate(ys):
        for i in range(columns):
            x = float(xs[i])
            sheet.box((x, x + 0.016), (float(y), float(y) + 0.022), on if lit[j, i] else off)


def street(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """A road to one vanishing point, between house fronts with lamps."""
    point = (0.5 + float(rng.uniform(-0.03, 0.03)), air.horizon)
    road = air.laid((104, 104, 114))
    pave = air.laid((170, 162, 154))
    sheet.shape([(-0.1, 1.02), (-0.1, 0.9), point, (1.1, 0.9), (1.1, 1.02)], pave)
    sheet.shape(
        [(-0.02, 1.02), (point[0] - 0.012, point[1]), (point[0] + 0.012, point[1]), (1.02, 1.02)], road
    )
    dash = lift(road, 1.45)
    for near, end in ((0.05, 0.09), (0.14, 0.22), (0.32, 0.48), (0.66, 1.0)):
        rows = [point[1] + (1.02 - point[1]) * share for share in (near, end)]
        half = [0.022 * near, 0.022 * end]
        x = point[0]
        sheet.shape(
            [(x - half[0], rows[0]), (x + half[0], rows[0]), (x + half[1], rows[1]), (x - half[1], rows[1])],
            dash,
        )
    fronts: tuple[RGB, ...] = (
        (198, 104, 82),
        (222, 186, 130),
        (140, 152, 164),
        (186, 132, 104),
        (214, 204, 186),
    )
    for sign in (-1.0, 1.0):
        order = rng.permutation(5)
        _fronts(sheet, air, (point, sign), [fronts[int(k)] for k in order])
    for depth in (0.36, 0.78):
        for sign in (-1.0, 1.0):
            _street_lamp(sheet, air, (point[0] + sign * 0.47 * depth, point[1]), depth)
    return Lie(air.horizon, (air.horizon + 0.20, 0.93))


def _on_wall(
    stand: tuple[tuple[float, float], float], u: tuple[float, float], v: tuple[float, float]
) -> Points:
    """Return a panel of one side's walls: between depths ``u`` and heights ``v`` (positive is down)."""
    (px, py), sign = stand
    near, far = px + sign * 0.62 * u[0], px + sign * 0.62 * u[1]
    return [
        (near, py + v[1] * u[0]),
        (near, py + v[0] * u[0]),
        (far, py + v[0] * u[1]),
        (far, py + v[1] * u[1]),
    ]


def _fronts(sheet: Sheet, air: Air, stand: tuple[tuple[float, float], float], walls: list[RGB]) -> None:
    """Draw one side's houses from far to near. ``stand``: vanishing point, -1 for left or 1 for right."""
    pane = air.lamplit((74, 88, 108))
    for k, (wall, (a, b)) in enumerate(
        zip(walls, pairwise((0.10, 0.16, 0.28, 0.46, 0.74, 1.20)), strict=True)
    ):
        far = 1.0 - b / 1.2
        tall = -0.62 - 0.16 * ((k * 7) % 3) / 2.0
        tone = air.seen(lift(wall, 0.92 if stand[1] > 0 else 1.0), 0.42 * far)
        sheet.shape(_on_wall(stand, (a, b), (tall, 0.30)), tone)
        sheet.shape(_on_wall(stand, (a, b), (tall - 0.07, tall)), air.laid((116, 70, 64), 0.30 * far))
        panes = []
        for u in (0.22, 0.62):
            across = (a + (b - a) * u, a + (b - a) * (u + 0.2))
            panes += [_on_wall(stand, across, (-0.24, -0.10)), _on_wall(stand, across, (-0.50, -0.36))]
        sheet.shapes(panes, pane)
        door = (a + (b - a) * 0.40, a + (b - a) * 0.58)
        sheet.shape(_on_wall(stand, door, (0.04, 0.30)), lift(tone, 0.5))


def _street_lamp(sheet: Sheet, air: Air, at: tuple[float, float], depth: float) -> None:
    x, y = at
    iron = lift(air.seen((52, 54, 64)), 0.9)
    foot, top = y + 0.36 * depth, y - 0.36 * depth
    sheet.line([(x, foot), (x, top)], iron, 0.016 * depth)
    if air.lamp > 0.2:
        sheet.glow((x, top), 0.20 * depth + 0.03, lift((160, 120, 50), air.lamp))
    sheet.disc((x, top), 0.030 * depth, air.lamplit((226, 228, 224), (255, 236, 170)))


def room(sheet: Sheet, air: Air, rng: np.random.Generator) -> Lie:
    """Indoors: a back wall with a large window and curtains, boards on the floor, a lamp, a rug."""
    foot = 0.70 + float(rng.uniform(-0.02, 0.02))
    wall = air.seen(((206, 176, 142), (150, 170, 168), (190, 150, 150))[int(rng.integers(3))])
    left, right, top, low = 0.10, 0.44, 0.12, 0.52
    _papered(sheet, wall, foot, ((left, right), (top, low)))
    _window_frame(sheet, air, (left, right), (top, low))
    board = air.seen((156, 102, 64))
    sheet.wash(foot, 1.0, (lift(board, 0.82), lift(board, 1.10)))
    for x in np.linspace(-0.9, 1.9, 17):
        sheet.line([(0.5 + 0.45 * (float(x) - 0.5), foot), (float(x), 1.02)], lift(board, 0.66), 0.005)
    sheet.wash(foot - 0.03, foot, (lift(wall, 1.25), lift(wall, 1.1)))
    sheet.oval((0.5, 0.88), (0.40, 0.085), air.seen((158, 60, 66)))
    sheet.oval((0.5, 0.88), (0.34, 0.066), air.seen((210, 126, 98)))
    _floor_lamp(sheet, air, (0.88, foot + 0.06))
    return Lie(foot, (foot + 0.10, 0.93))


def _papered(
    sheet: Sheet, wall: RGB, foot: float, gap: tuple[tuple[float, float], tuple[float, float]]
) -> None:
    """Draw the back wall, striped, down to ``foot``, around the window's ``gap`` (two x, two y)."""
    (left, right), (top, low) = gap
    light = lift(wall, 1.05)
    for x, y in (((0.0, left), (0.0, foot)), ((right, 1.0), (0.0, foot))):
        sheet.box(x, y, light)
    sheet.box((left, right), (0.0, top), light)
    sheet.box((left, right), (low, foot), light)
    for stripe in range(8):
        x0 = 0.125 * stripe
        behind = left - 0.05 < x0 < right + 0.05
        for y in ((0.0, top - 0.02), (low + 0.03, foot)) if behind else ((0.0, foot),):
            sheet.box((x0, x0 + 0.035), y, lift(wall, 0.96))


def _window_frame(sheet: Sheet, air: Air, x: tuple[float, float], y: tuple[float, float]) -> None:
    """Draw the frame, its cross, and a curtain at either side."""
    frame = air.seen((246, 240, 228))
    middle, across = 0.5 * (x[0] + x[1]), y[0] + 0.45 * (y[1] - y[0])
    for left, right, top, low in (
        (x[0] - 0.015, x[1] + 0.015, y[0] - 0.02, y[0]),
        (x[0] - 0.03, x[1] + 0.03, y[1], y[1] + 0.028),
        (middle - 0.008, middle + 0.008, y[0], y[1]),
        (x[0], x[1], across - 0.007, across + 0.007),
    ):
        sheet.box((left, right), (top, low), frame)
    cloth = air.seen((184, 64, 72))
    for edge, sign in ((x[0], 1.0), (x[1], -1.0)):
        drape = [(edge - sign * 0.06, y[0] - 0.05), (edge + sign * 0.075, y[0] - 0.05)]
        drape += [
            (edge + sign * 0.03, y[0] + 0.24),
            (edge + sign * 0.015, y[1] + 0.10),
            (edge - sign * 0.06, y[1] + 0.10),
        ]
        sheet.shape(drape, cloth)
        for dx in (-0.035, 0.0):
            sheet.line(
                [(edge + sign * dx, y[0] - 0.04), (edge + sign * (dx - 0.005), y[1] + 0.09)],
                lift(cloth, 0.74),
                0.008,
            )
    sheet.line([(x[0] - 0.09, y[0] - 0.055), (x[1] + 0.09, y[0] - 0.055)], lift(cloth, 0.5), 0.012)


def _floor_lamp(sheet: Sheet, air: Air, foot: tuple[float, float]) -> None:
    x, y = foot
    iron = air.seen((70, 60, 58))
    sheet.box((x - 0.006, x + 0.006), (y - 0.40, y), iron)
    sheet.oval((x, y), (0.05, 0.014), iron)
    shade = [(x - 0.045, y - 0.50), (x + 0.045, y - 0.50), (x + 0.085, y - 0.37), (x - 0.085, y - 0.37)]
    if air.lamp > 0.2:
        sheet.glow((x, y - 0.42), 0.34, lift((130, 92, 44), air.lamp))
    sheet.shape(shade, air.lamplit((232, 206, 160), (255, 222, 140)))
