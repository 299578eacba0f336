"""Test patterns for setting up a wall.

Enters: the canvas's size and the time. Leaves: a canvas, uint8 (h, w, 3) sRGB. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from livevis.errors import LivevisError
from livevis.units import Pixels, Seconds

Size = tuple[Pixels, Pixels]
Canvas = NDArray[np.uint8]
Pattern = Callable[[Size, Seconds], Canvas]

#: 75 % colour bars in the order of SMPTE RP 219 (white, yellow, cyan, green, magenta, red, blue).
BARS = ((191, 191, 191), (191, 191, 0), (0, 191, 191), (0, 191, 0), (191, 0, 191), (191, 0, 0), (0, 0, 191))

#: Steps of the grey ramp: 0, 15 or 16, ... 255.
RAMP_STEPS = 17

#: Aimed size of a grid cell; LED cabinets are 128 to 192 pixels wide.
CELL: Pixels = 128


def _black(size: Size) -> Canvas:
    return np.zeros((size[1], size[0], 3), np.uint8)


def _write(canvas: Canvas, text: str, at: tuple[int, int], height: int, colour: int = 255) -> None:
    """Text with its lower left corner at ``at``, about ``height`` pixels high."""
    import cv2

    scale = max(0.25, height / 22.0)
    thick = max(1, round(scale * 1.6))
    cv2.putText(canvas, text, at, cv2.FONT_HERSHEY_SIMPLEX, scale, (colour,) * 3, thick, cv2.LINE_AA)


def border(size: Size) -> Canvas:
    """A one-pixel white border, a cross, and the names of the corners: is every pixel there, unscaled?"""
    canvas = _black(size)
    width, height = size
    canvas[height // 2, :] = 90
    canvas[:, width // 2] = 90
    text = max(6, height // 24)
    _write(canvas, "TOP LEFT", (text, 2 * text), text)
    _write(canvas, "BOTTOM RIGHT", (width - 11 * text, height - text), text)
    _write(canvas, f"{width} x {height}", (width // 2 + text, height // 2 - text // 2), text)
    canvas[[0, -1], :] = 255
    canvas[:, [0, -1]] = 255
    return canvas


def grid(size: Size) -> Canvas:
    """Numbered cells in two greys with one-pixel lines: do the cabinets hang in order?"""
    canvas = _black(size)
    width, height = size
    cell = min(CELL, max(8, height // 4))
    number = 0
    for top in range(0, height, cell):
        for left in range(0, width, cell):
            number += 1
            shade = 38 if (left // cell + top // cell) % 2 else 18
            canvas[top : top + cell, left : left + cell] = shade
            canvas[top, left : left + cell] = 255
            canvas[top : top + cell, left] = 255
            text = cell // 5
            _write(canvas, str(number), (left + text // 2, top + 2 * text), text)
    canvas[-1, :] = 255
    canvas[:, -1] = 255
    return canvas


def ramp(size: Size) -> Canvas:
    """Above, grey in 17 steps with their values; below, every level: gamma, banding, black level."""
    width, height = size
    steps = np.round(np.linspace(0, 255, RAMP_STEPS)).astype(np.uint8)
    canvas = _black(size)
    which = np.arange(width) * RAMP_STEPS // width
    canvas[: height * 2 // 3] = steps[which][None, :, None]
    canvas[height * 2 // 3 :] = np.linspace(0, 255, width).round().astype(np.uint8)[None, :, None]
    text = max(4, width // 110)
    for i, value in enumerate(steps):
        place = (i * width // RAMP_STEPS + text, height * 2 // 3 - text)
        _write(canvas, str(value), place, text, 0 if value > 127 else 255)
    return canvas


def bars(size: Size) -> Canvas:
    """75 % colour bars."""
    which = np.arange(size[0]) * len(BARS) // size[0]
    row = np.array(BARS, np.uint8)[which]
    return np.ascontiguousarray(np.broadcast_to(row, (size[1], size[0], 3)))


def circles(size: Size) -> Canvas:
    """A large circle and four in the corners: round only if no one scales the picture."""
    import cv2

    canvas = _black(size)
    width, height = size
    big, small = height * 9 // 20, height // 8
    middles = [(width // 2, height // 2, big), (width // 2, height // 2, big // 2)]
    middles += [
        (x, y, small) for x in (small + 2, width - small - 3) for y in (small + 2, height - small - 3)
    ]
    for x, y, radius in middles:
        cv2.circle(canvas, (x, y), radius, (255, 255, 255), max(1, height // 360), cv2.LINE_AA)
    canvas[height // 2, :] = 128
    canvas[:, width // 2] = 128
    return canvas


def moving(size: Size, at: Seconds) -> Canvas:
    """A one-pixel line and a bar crossing in 4 s, and the time: tearing, judder, delay."""
    canvas = _black(size)
    width, height = size
    place = int(at * width / 4.0) % width
    canvas[:, place] = 255
    canvas[height // 2 : height * 3 // 4, max(0, place - width // 16) : place] = 120
    _write(canvas, f"{at:8.3f} s", (width // 16, height // 5), height // 12)
    return canvas


def _still(draw: Callable[[Size], Canvas]) -> Pattern:
    return lambda size, _at: draw(size)


def _flat(red: int, green: int, blue: int) -> Pattern:
    """One colour all over: dead pixels, tint, power."""
    return lambda size, _at: np.full((size[1], size[0], 3), (red, green, blue), np.uint8)


PATTERNS: dict[str, Pattern] = {
    "border": _still(border),
    "grid": _still(grid),
    "ramp": _still(ramp),
    "bars": _still(bars),
    "circles": _still(circles),
    "red": _flat(255, 0, 0),
    "green": _flat(0, 255, 0),
    "blue": _flat(0, 0, 255),
    "white": _flat(255, 255, 255),
    "moving": moving,
}


def names() -> tuple[str, ...]:
    """The patterns' names, in the order one goes through them."""
    return tuple(PATTERNS)


def pattern(name: str) -> Pattern:
    """The pattern called ``name``; raises `LivevisError` naming those there are."""
    if name not in PATTERNS:
        raise LivevisError(f"no test pattern is called '{name}'", f"There are {', '.join(PATTERNS)}")
    return PATTERNS[name]
