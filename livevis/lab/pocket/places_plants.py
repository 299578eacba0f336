"""Trees, bushes, cactuses, bales and reeds: what grows at the sides of places.

Enters: a sheet, where the foot stands and how tall (shares of the side), colours as seen. Leaves: marks on
the sheet. Any thread, one sheet each.
"""

from __future__ import annotations

import numpy as np

from livevis.lab.pocket.places_sheet import Points, Sheet, lift
from livevis.lab.pocket.plan import RGB

Foot = tuple[float, float]
"""Where a plant stands: (x, y) of its foot."""


def pine(sheet: Sheet, foot: Foot, tall: float, colours: tuple[RGB, RGB], snow: RGB | None = None) -> None:
    """Draw a conifer of three tiers. ``colours``: needles, trunk; ``snow``: on its tiers, or None."""
    x, y = foot
    half = 0.27 * tall
    sheet.box((x - 0.035 * tall, x + 0.035 * tall), (y - 0.16 * tall, y), colours[1])
    for wide, low, high in ((1.0, 0.10, 0.52), (0.80, 0.34, 0.76), (0.58, 0.58, 1.0)):
        top = y - high * tall
        left, right, foot_y = x - wide * half, x + wide * half, y - low * tall
        sheet.shape([(left, foot_y), (x, top), (right, foot_y)], colours[0])
        sheet.shape([(x, foot_y), (x, top), (right, foot_y)], lift(colours[0], 0.78))
        if snow is not None:
            drop = 0.55 * (foot_y - top)
            zig = [(x - 0.55 * wide * half, top + drop), (x - 0.25 * wide * half, top + 0.8 * drop)]
            zig += [(x, top + 1.05 * drop), (x + 0.28 * wide * half, top + 0.8 * drop)]
            sheet.shape([(x, top), *zig, (x + 0.55 * wide * half, top + drop)], snow)


def round_tree(sheet: Sheet, foot: Foot, tall: float, colours: tuple[RGB, RGB]) -> None:
    """Draw a leafy tree with a round head. ``colours``: leaves, trunk."""
    x, y = foot
    sheet.box((x - 0.05 * tall, x + 0.05 * tall), (y - 0.45 * tall, y), colours[1])
    for dx, dy, radius in ((-0.17, 0.55, 0.24), (0.18, 0.56, 0.23)):
        sheet.disc((x + dx * tall, y - dy * tall), radius * tall, lift(colours[0], 0.82))
    sheet.disc((x, y - 0.72 * tall), 0.29 * tall, colours[0])


def cactus(sheet: Sheet, foot: Foot, tall: float, colour: RGB) -> None:
    """Draw a saguaro: a column and two raised arms."""
    x, y = foot
    thick = 0.15 * tall
    for dx, elbow, top in ((-0.30, 0.38, 0.74), (0.28, 0.50, 0.88)):
        arm = [(x, y - elbow * tall), (x + dx * tall, y - elbow * tall), (x + dx * tall, y - top * tall)]
        sheet.line(arm, colour, 0.72 * thick)
    sheet.line([(x, y), (x, y - 0.94 * tall)], colour, thick)
    sheet.line([(x + 0.25 * thick, y), (x + 0.25 * thick, y - 0.92 * tall)], lift(colour, 0.76), 0.4 * thick)


def bale(sheet: Sheet, foot: Foot, tall: float, colour: RGB) -> None:
    """Draw a round bale of straw: its rolled end towards the eye, its side in shade, a shadow under it."""
    x, y = foot
    half, rim = 0.5 * tall, lift(colour, 0.50)
    sheet.oval((x + 0.25 * tall, y), (0.85 * tall, 0.10 * tall), lift(colour, 0.40))
    sheet.shape([(x, y - tall), (x + 0.5 * tall, y - 0.97 * tall), (x + 0.5 * tall, y), (x, y)], rim)
    sheet.disc((x + 0.5 * tall, y - 0.485 * tall), 0.485 * tall, rim)
    sheet.disc((x, y - half), half, rim)
    sheet.disc((x, y - half), 0.88 * half, lift(colour, 1.12))
    sheet.disc((x, y - half), 0.58 * half, lift(colour, 0.72))
    sheet.disc((x, y - half), 0.44 * half, lift(colour, 1.08))


def trunk(sheet: Sheet, x: float, wide: float, bottom: float, colour: RGB) -> None:
    """Draw a tall trunk that leaves the picture at the top and spreads a little at its root."""
    left = [(x - 0.42 * wide, -0.05), (x - 0.46 * wide, bottom - 0.10), (x - 0.95 * wide, bottom + 0.015)]
    right = [(x + 0.95 * wide, bottom + 0.015), (x + 0.46 * wide, bottom - 0.10), (x + 0.42 * wide, -0.05)]
    sheet.shape(left + right, colour)
    shade = [(x + 0.12 * wide, -0.05), (x + 0.14 * wide, bottom - 0.10), (x + 0.3 * wide, bottom + 0.015)]
    sheet.shape(shade + right, lift(colour, 0.72))


def blades(left: float, right: float, foot: float, tall: float, rng: np.random.Generator) -> list[Points]:
    """Return polygons of grass or reeds between two x, growing from ``foot`` up to about ``tall``."""
    count = max(2, round((right - left) * 60))
    made: list[Points] = []
    for x, high, lean in zip(
        np.linspace(left, right, count),
        rng.uniform(0.55, 1.0, count),
        rng.uniform(-0.3, 0.3, count),
        strict=True,
    ):
        half = 0.055 * tall + 0.003
        made.append([(x - half, foot), (x + lean * tall, foot - high * tall), (x + half, foot)])
    return made
