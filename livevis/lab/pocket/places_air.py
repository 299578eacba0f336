"""What an hour and a weather do to every colour of a place.

Enters: names of an hour and a weather, chance. Leaves: an `Air` that turns the colours of a clear noon into
those seen now. Pure; any thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from livevis.errors import LivevisError
from livevis.lab.pocket.places_sheet import mix
from livevis.lab.pocket.plan import RGB

_Triple = tuple[float, float, float]
SNOW: RGB = (242, 247, 252)
"""Fresh snow at noon."""


@dataclass(frozen=True)
class _Hour:
    """Sky colours from the zenith down, what falls on things, how brightly lamps burn (0..1), how far
    colours fade to grey (0..1) before the light tints them."""

    stops: tuple[RGB, RGB, RGB]
    cast: _Triple
    light: _Triple
    lamp: float
    grey: float = 0.0


HOURS: dict[str, _Hour] = {
    "dawn": _Hour(
        ((116, 138, 206), (244, 176, 190), (255, 218, 160)), (1.0, 0.84, 0.82), (1.04, 0.93, 0.92), 0.25
    ),
    "day": _Hour(((52, 130, 220), (112, 182, 238), (198, 230, 246)), (1.0, 1.0, 1.0), (1.0, 1.0, 1.0), 0.0),
    "sunset": _Hour(
        ((66, 36, 104), (206, 66, 84), (255, 150, 48)), (0.88, 0.60, 0.54), (1.06, 0.84, 0.70), 0.55
    ),
    "night": _Hour(
        ((9, 13, 46), (24, 40, 96), (86, 116, 178)), (0.46, 0.57, 0.88), (0.64, 0.70, 0.80), 1.0, 0.5
    ),
}
"""The hours by name."""


@dataclass(frozen=True)
class _Weather:
    """``grey``: how far the sky turns to cloud, ``cloud`` its colour at noon; ``dim`` multiplies all light.

    ``veil``: haze added over distance, ``snow``: share of lying snow. ``sun``: True if sun and moon show.
    """

    grey: float = 0.0
    cloud: RGB = (255, 255, 255)
    dim: float = 1.0
    veil: float = 0.0
    snow: float = 0.0
    sun: bool = True
    fade: float = 0.0


WEATHERS: dict[str, _Weather] = {
    "": _Weather(),
    "rain": _Weather(0.76, (120, 132, 148), 0.80, 0.10, 0.0, False, 0.2),
    "snow": _Weather(0.66, (168, 182, 202), 0.95, 0.06, 0.78, False, 0.1),
    "fog": _Weather(0.70, (214, 218, 222), 0.95, 0.50, 0.0, False, 0.2),
    "storm": _Weather(0.80, (52, 56, 74), 0.62, 0.05, 0.0, False, 0.15),
    "cloud": _Weather(0.18, (190, 204, 220), 0.94, 0.0, 0.0, True),
}
"""The weathers by name; "" is clear."""


@dataclass(frozen=True)
class Air:
    """The light of one moment, for one picture.

    ``stops``: sky from zenith to horizon. ``cast`` multiplies a noon colour, ``light`` a subject's.
    ``lamp``: 0 (off) .. 1. ``fade``: how far colours go grey. ``veil``: haze over distance. ``snow``: share
    of snow lying on what faces up. ``shows``: True if sun and moon do. ``sun``: where the sun or moon stands.
    ``horizon``: share of the height where sky meets ground.
    """

    hour: str
    weather: str
    stops: tuple[RGB, RGB, RGB]
    cast: _Triple
    light: _Triple
    lamp: float
    fade: float
    veil: float
    snow: float
    shows: bool
    sun: tuple[float, float]
    horizon: float

    @property
    def haze(self) -> RGB:
        """The colour far things fade into."""
        return mix(self.stops[2], self.stops[1], 0.25)

    @property
    def dark(self) -> bool:
        """True when windows are lit."""
        return self.lamp > 0.4

    def seen(self, colour: RGB, far: float = 0.0) -> RGB:
        """Return a noon colour as seen now, ``far`` 0 (here) .. 1 (lost in haze)."""
        luma = round(0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2])
        here = tinted(mix(colour, (luma, luma, luma), self.fade), self.cast)
        return mix(here, self.haze, min(0.92, far + self.veil * (0.12 + 0.88 * far)))

    def white(self, far: float = 0.0) -> RGB:
        """Return fresh snow as seen now: it takes on less of the light's tint than anything else."""
        return mix(tinted(SNOW, _eased(self.cast, 0.72)), self.haze, min(0.92, far))

    def laid(self, colour: RGB, far: float = 0.0) -> RGB:
        """Return what lies open to the sky: `seen`, with snow on it when it snows."""
        if not self.snow:
            return self.seen(colour, far)
        bright = min(1.0, 0.50 + 0.50 * (colour[0] + colour[1] + colour[2]) / 480)  # folds stay seen
        return mix(self.seen(colour, far), mix(self.white(far), self.stops[0], 1.0 - bright), self.snow)

    def dusted(self, colour: RGB, far: float = 0.0) -> RGB:
        """Return the colour of leaves: `seen`, with a little of the falling snow on them."""
        return mix(self.seen(colour, far), self.white(far), 0.35 * self.snow)

    def lamplit(self, off: RGB, on: RGB = (255, 214, 120)) -> RGB:
        """Return a pane or lamp: ``off`` as seen now by day, ``on`` when lamps burn."""
        return mix(self.seen(off), on, min(1.0, 1.3 * self.lamp))


def _eased(triple: _Triple, share: float) -> _Triple:
    """Return the factors, moved towards 1: ``share`` 1 leaves them, 0 makes them 1."""
    return (1.0 - share * (1.0 - triple[0]), 1.0 - share * (1.0 - triple[1]), 1.0 - share * (1.0 - triple[2]))


def _scaled(triple: _Triple, factors: _Triple) -> _Triple:
    return (triple[0] * factors[0], triple[1] * factors[1], triple[2] * factors[2])


def _sun(hour: str, horizon: float, rng: np.random.Generator) -> tuple[float, float]:
    """Return where sun or moon stands: to one side, so that the middle stays free."""
    side = float(rng.uniform(0.16, 0.32))
    if hour in ("dawn", "sunset"):
        return side, horizon - (0.05 if hour == "dawn" else 0.03) - float(rng.uniform(0.0, 0.04))
    return side * 0.8, float(rng.uniform(0.10, 0.17))


def air(hour: str, weather: str, horizon: float, rng: np.random.Generator) -> Air:
    """Return the air of an hour ("" is day) in a weather ("" is clear), its colours a little varied.

    Raises `LivevisError` if a name is not one of `HOURS` or `WEATHERS`.
    """
    named = hour or "day"
    if named not in HOURS or weather not in WEATHERS:
        known = f"Hours: {', '.join(HOURS)}. Weathers: {', '.join(filter(None, WEATHERS))}"
        raise LivevisError(f"no such hour or weather: {hour!r}, {weather!r}", known)
    time, now = HOURS[named], WEATHERS[weather]
    warmth, light = float(rng.uniform(-0.05, 0.05)), float(rng.uniform(0.95, 1.05))
    warm: _Triple = (light * (1.0 + warmth), light, light * (1.0 - warmth))
    cloud = tinted(now.cloud, _eased(time.cast, 0.75))
    skies = [
        mix(tinted(stop, warm), cloud, now.grey * part)
        for stop, part in zip(time.stops, (1.0, 0.94, 0.72), strict=True)
    ]
    dim = 1.0 - (1.0 - now.dim) * (0.4 if named == "night" else 1.0)
    dimmed = 0.5 + 0.5 * now.dim
    return Air(
        hour=named,
        weather=weather,
        stops=(skies[0], skies[1], skies[2]),
        cast=_scaled(_scaled(time.cast, (dim, dim, dim)), warm),
        light=_scaled(time.light, (dimmed, dimmed, dimmed)),
        lamp=min(1.0, time.lamp + (0.5 if weather == "storm" else 0.0)),
        fade=min(0.6, time.grey + now.fade),
        veil=now.veil,
        snow=now.snow,
        shows=now.sun,
        sun=_sun(named, horizon, rng),
        horizon=horizon,
    )


def tinted(colour: RGB, factors: _Triple) -> RGB:
    """Multiply each channel of a colour by its own factor, clipped to 0..255."""
    return (
        min(255, max(0, round(colour[0] * factors[0]))),
        min(255, max(0, round(colour[1] * factors[1]))),
        min(255, max(0, round(colour[2] * factors[2]))),
    )


def indoors(outside: Air) -> Air:
    """Return the air of a room: half the light from outside, the rest from a lamp that burns warm."""
    lamp = outside.lamp
    warm: _Triple = (1.0 + 0.04 * lamp, 1.0 - 0.18 * lamp, 1.0 - 0.42 * lamp)
    share = 0.62
    cast = tuple(a * (1.0 - share) + b * share for a, b in zip(outside.cast, warm, strict=True))
    light = tuple(a * 0.4 + b * 0.6 for a, b in zip(outside.light, warm, strict=True))
    return replace(
        outside,
        cast=(cast[0], cast[1], cast[2]),
        light=(light[0], light[1], light[2]),
        fade=0.0,
        veil=0.0,
        snow=0.0,
    )


@dataclass(frozen=True)
class Lie:
    """How a place lies, in shares of the side: as in `Ground`. ``blades``: colour of grass in front."""

    horizon: float
    floor: tuple[float, float]
    wet: tuple[float, float] = (0.0, 0.0)
    water: bool = False
    blades: RGB | None = None
