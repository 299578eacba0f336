"""A place drawn and ready for its subjects: fourteen of them, in four hours and six weathers.

Enters: names of a place, an hour and a weather, chance, a size. Leaves: a `Ground`. The same chance gives the
same picture, to the bit. Any thread.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from livevis.errors import LivevisError
from livevis.lab.pocket import places_land, places_town, places_water, places_wild
from livevis.lab.pocket.places_air import Air, Lie, air, indoors
from livevis.lab.pocket.places_plants import blades
from livevis.lab.pocket.places_sheet import ACROSS, Points, Sheet, gradient, lift, swell, under
from livevis.lab.pocket.plan import RGB, Ground
from livevis.lab.pocket.skies import sky
from livevis.lab.pocket.weathers import front, haze, lay_over

Painter = Callable[[Sheet, Air, np.random.Generator], Lie]

PLACES: dict[str, tuple[Painter, float]] = {
    "": (places_land.plain, 0.62),
    "sea": (places_water.sea, 0.47),
    "harbor": (places_water.harbor, 0.47),
    "mountains": (places_land.mountains, 0.62),
    "valley": (places_land.valley, 0.52),
    "field": (places_land.field, 0.60),
    "forest": (places_wild.forest, 0.60),
    "city": (places_town.city, 0.70),
    "river": (places_water.river, 0.46),
    "desert": (places_land.desert, 0.54),
    "snowfield": (places_wild.snowfield, 0.56),
    "lake": (places_water.lake, 0.46),
    "garden": (places_wild.garden, 0.56),
    "street": (places_town.street, 0.54),
    "room": (places_town.room, 0.44),
}
"""Who draws a place, and the usual height of its horizon (share of the side from the top)."""


_BOLTS = {"room": 0.22, "harbor": 0.42}
"""Where lightning strikes (x), unless a little right of the middle."""


def ground(place: str, hour: str, weather: str, rng: np.random.Generator, side: int) -> Ground:
    """Draw a place at an hour in a weather.

    ``place``: a key of `PLACES`, "" a plain backdrop. ``hour``: dawn, day, sunset, night or "" (day).
    ``weather``: rain, snow, fog, storm, cloud or "" (clear). ``rng`` decides horizon (within 8 %), positions,
    colours, and whether the picture is mirrored left to right. ``side``: pixels, 32 or more.
    Raises `LivevisError` on an unknown name or too small a side.
    """
    if place not in PLACES or side < 32:
        raise LivevisError(
            f"no place {place!r} of {side} pixels", f"Places: {', '.join(filter(None, PLACES))}"
        )
    painter, usual = PLACES[place]
    flip = bool(rng.random() < 0.5)
    now = air(hour, weather, usual * float(rng.uniform(0.92, 1.08)), rng)
    sheet = Sheet(side)
    inside = place == "room"
    sky(sheet, now, rng, _BOLTS.get(place, 0.61))
    before = front(now, side, rng)
    if inside:
        _behind_glass(sheet, now, before)
        before, now = None, indoors(now)
    lie = painter(sheet, now, rng)
    if not inside:
        haze(sheet, now)
    if lie.blades is not None:
        before = lay_over(_grass(lie.blades, side, rng), before)
    return _finished(sheet, now, lie, before, flip)


def _finished(sheet: Sheet, now: Air, lie: Lie, before: NDArray[np.uint8] | None, flip: bool) -> Ground:
    side, pixels = sheet.side, sheet.pixels
    if flip:
        pixels = cv2.flip(pixels, 1)
        before = None if before is None else cv2.flip(before, 1)
    return Ground(
        pixels=pixels,
        horizon=round(lie.horizon * side),
        floor=(round(lie.floor[0] * side), round(lie.floor[1] * side)),
        light=now.light,
        front=before,
        water=lie.water,
        wet=(round(lie.wet[0] * side), round(lie.wet[1] * side)),
    )


def _behind_glass(sheet: Sheet, now: Air, before: NDArray[np.uint8] | None) -> None:
    """Draw what a room shows through its window only: a hill, and the weather before it."""
    sheet.shape(under(swell(ACROSS, now.horizon, (0.02, 2.0, 0.1)), 0.60), now.laid((96, 140, 96), 0.2))
    if before is not None:
        share = before[..., 3:].astype(np.uint16)
        mixed = sheet.pixels * (255 - share) + before[..., :3] * share
        sheet.pixels[:] = (mixed >> 8).astype(np.uint8)


def _grass(colour: RGB, side: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return a front of grain along the lower edge, low in the middle and tall at the sides."""
    made = np.empty((side, side, 4), np.uint8)
    made[..., :3] = gradient((lift(colour, 1.2), colour), side)[:, None, :]
    mask = np.zeros((side, side), np.uint8)
    stems: list[Points] = blades(0.0, 0.17, 1.02, 0.26, rng) + blades(0.83, 1.0, 1.02, 0.26, rng)
    stems += blades(0.16, 0.84, 1.02, 0.085, rng)
    for stem in stems:
        corners = np.rint(np.asarray(stem) * side * 16).astype(np.int32)
        cv2.fillPoly(mask, [corners], 255, cv2.LINE_AA, 4)
    made[..., 3] = mask
    return made
