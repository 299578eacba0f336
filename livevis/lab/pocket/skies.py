"""The sky of a place: its colours, sun or moon, stars, clouds and lightning.

Enters: a sheet and the air. Leaves: the sheet's upper part drawn. Any thread.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livevis.lab.pocket.places_air import Air
from livevis.lab.pocket.places_sheet import Sheet, lift, mix
from livevis.lab.pocket.plan import RGB


def sky(sheet: Sheet, air: Air, rng: np.random.Generator, bolt: float = 0.61) -> None:
    """Draw the sky down to a little below the horizon. ``bolt``: about where lightning strikes (x)."""
    sheet.wash(0.0, air.horizon + 0.02, air.stops)
    sheet.wash(air.horizon + 0.02, 1.0, (air.stops[2], air.stops[1]))
    if air.hour == "night" and air.weather in ("", "cloud"):
        _stars(sheet, air, rng)
    if air.shows:
        _lamp_of_the_sky(sheet, air)
    if air.weather in ("cloud", "storm", "rain", "snow"):
        _clouds(sheet, air, rng)
    if air.weather == "storm":
        _lightning(sheet, air, bolt + float(rng.uniform(-0.04, 0.04)), rng)


def _stars(sheet: Sheet, air: Air, rng: np.random.Generator) -> None:
    where = rng.random((46, 2)) * (1.0, air.horizon * 0.92)
    large = rng.random(46) < 0.25
    at = (where * sheet.side).astype(np.intp)
    sheet.pixels[at[:, 1], at[:, 0]] = (210, 220, 250)
    for x, y in where[large]:
        sheet.disc((float(x), float(y)), 0.005, (255, 255, 255))


def _lamp_of_the_sky(sheet: Sheet, air: Air) -> None:
    """Draw the sun, low and large at dawn and sunset, only its glow by day; or a small crescent moon."""
    x, y = air.sun
    if air.hour == "day":
        sheet.glow((x, y), 0.24, (150, 140, 90))
    elif air.hour == "night":
        sheet.glow((x, y), 0.16, (50, 60, 80))
        sheet.shape(_crescent((x, y), 0.050), (244, 242, 222))
    else:
        low = air.hour == "sunset"
        sheet.glow((x, y), 0.34 if low else 0.28, (150, 80, 20) if low else (90, 70, 50))
        sheet.disc((x, y), 0.085 if low else 0.065, (255, 214, 96) if low else (255, 246, 214))


def _crescent(at: tuple[float, float], radius: float) -> NDArray[np.float64]:
    """Return the outline of a waxing moon: half a circle, and half a flatter ellipse back."""
    turn = np.linspace(0.0, np.pi, 13)
    outer = np.stack([-np.sin(turn), -np.cos(turn)], axis=1)
    inner = np.stack([-0.34 * np.sin(turn), np.cos(turn)], axis=1)
    tilt = np.array([[0.88, 0.47], [-0.47, 0.88]])
    outline: NDArray[np.float64] = np.concatenate([outer, inner]) @ tilt * radius + np.asarray(at)
    return outline


def sky_at(air: Air, y: float) -> RGB:
    """Return the clear sky's colour at height ``y`` (share of the side)."""
    share = 2.0 * min(1.0, max(0.0, y / air.horizon))
    if share < 1.0:
        return mix(air.stops[0], air.stops[1], share)
    return mix(air.stops[1], air.stops[2], share - 1.0)


def _cloud_colours(air: Air) -> tuple[RGB, RGB]:
    """Return a cloud's lit upper side and its shaded base."""
    if air.weather == "storm":
        top = lift(air.stops[0], 1.25)
        return top, lift(top, 0.62)
    if air.weather == "cloud":
        lit = {
            "day": (255, 255, 255),
            "dawn": (255, 232, 222),
            "sunset": (255, 170, 120),
            "night": (88, 102, 142),
        }
        return lit[air.hour], mix(lit[air.hour], air.stops[0], 0.32)
    return lift(air.stops[0], 1.10), lift(air.stops[0], 0.88)


def _cloud(sheet: Sheet, at: tuple[float, float], size: float, colours: tuple[RGB, RGB]) -> None:
    """Draw one heap cloud: round heads over a flat base."""
    x, y = at
    for dx, dy, radius in ((-0.9, 0.0, 0.42), (0.95, 0.02, 0.38), (-0.38, -0.28, 0.56), (0.36, -0.20, 0.52)):
        sheet.oval((x + dx * size, y + dy * size), (radius * size, radius * size * 0.8), colours[0])
    sheet.oval((x, y + 0.16 * size), (1.32 * size, 0.24 * size), colours[1])


def _clouds(sheet: Sheet, air: Air, rng: np.random.Generator) -> None:
    colours = _cloud_colours(air)
    if air.weather == "cloud":
        for x, y, size in ((0.16, 0.13, 0.13), (0.60, 0.09, 0.11), (0.90, 0.22, 0.12), (0.36, 0.27, 0.08)):
            jitter = rng.uniform(-0.05, 0.05, 2)
            _cloud(sheet, (x + float(jitter[0]), y + 0.5 * float(jitter[1])), size, colours)
        return
    base = 0.10 if air.weather != "storm" else 0.15
    for k, bump in enumerate(rng.uniform(0.8, 1.2, 7)):
        size = 0.12 * float(bump)
        low = base * (1.25 if k % 2 else 0.85)
        sheet.oval((k / 6.0, low), (size * 1.25, size), mix(colours[0], colours[1], 0.75 if k % 2 else 0.3))
    sheet.wash(0.0, base * 0.75, (colours[1], mix(colours[0], colours[1], 0.5)))


def _lightning(sheet: Sheet, air: Air, x: float, rng: np.random.Generator) -> None:
    """Draw one forked bolt to one side, from the clouds to the horizon."""
    sheet.glow((x, 0.5 * air.horizon), 0.34, (90, 90, 120))
    heights = np.linspace(0.14, max(0.36, air.horizon - 0.02), 6)
    sway = np.array([0.0, 0.045, -0.015, 0.05, -0.02, 0.02]) + rng.uniform(-0.015, 0.015, 6)
    bolt = np.stack([x + sway, heights], axis=1)
    fork = np.array([bolt[3], bolt[3] + (0.05, 0.05), bolt[3] + (0.035, 0.11)])
    sheet.line(fork, (214, 220, 255), 0.006)
    sheet.line(bolt, (255, 252, 224), 0.014)
