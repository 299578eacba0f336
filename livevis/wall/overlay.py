"""The operator's overlay: where we are, how loud it is, what was lost.

Enters: an `OverlayState`, some ten times a second. Leaves: a panel, uint8 (h, w, 4). Thread: one (pygame's
fonts need no display). Never part of the wall's canvas: it stands in the operator's window, or, where
there is one screen only, on that screen's picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.messages import Level
from livevis.units import Decibels, Pixels
from livevis.wall.typeface import typeface

Colour = tuple[int, int, int]

GROUND = (12, 13, 17, 216)
BRIGHT: Colour = (244, 243, 238)
QUIET: Colour = (150, 155, 168)
GREEN: Colour = (64, 196, 110)
YELLOW: Colour = (240, 196, 60)
RED: Colour = (236, 66, 60)
BLUE: Colour = (92, 160, 255)
TROUGH: Colour = (44, 46, 54)

#: The meter's scale, and from where on it is yellow and red.
QUIETEST: Decibels = -60.0
LOUD: Decibels = -18.0
HOT: Decibels = -6.0

#: At most this many notices and drops are listed, the latest and the largest.
NOTICES, DROPS = 3, 4


@dataclass(frozen=True)
class OverlayState:
    """What the operator should know now.

    ``latency_ms``: words to wall, None while unknown. ``drops``: (edge, count), e.g. ("prompt>paint", 59).
    ``brightness`` 0..1. ``rejected_go``: a GO was just refused by the double-GO guard.
    """

    song: str = ""
    line: str = ""
    next_line: str = ""
    level: Level | None = None
    fps: float = 0.0
    late: int = 0
    latency_ms: float | None = None
    drops: tuple[tuple[str, int], ...] = ()
    notices: tuple[str, ...] = ()
    held: bool = False
    frozen: bool = False
    blackout: bool = False
    muted: bool = False
    brightness: float = 1.0
    rejected_go: bool = False


class Overlay:
    """Draws states on a panel of ``size`` (width, height); 480 wide and more reads well."""

    def __init__(self, size: tuple[Pixels, Pixels] = (960, 420)) -> None:
        import pygame

        pygame.font.init()
        self.size = size
        self._unit = max(9, min(size[0] // 40, size[1] // 18))
        self._fonts = {
            name: pygame.font.Font(typeface(), round(self._unit * scale))
            for name, scale in (("huge", 1.9), ("big", 1.35), ("text", 1.05), ("small", 0.85))
        }
        self._panel = pygame.Surface(size, pygame.SRCALPHA, 32)
        self._drawn: tuple[OverlayState, NDArray[np.uint8]] | None = None

    def draw(self, state: OverlayState) -> NDArray[np.uint8]:
        """The panel for ``state``: uint8 (h, w, 4) RGBA, straight alpha, read-only; kept while unchanged."""
        import pygame

        if self._drawn is not None and self._drawn[0] == state:
            return self._drawn[1]
        self._panel.fill(GROUND)
        self._head(state)
        self._lines(state)
        self._meter(state.level)
        self._figures(state)
        self._news(state)
        if state.rejected_go:
            self._rejected()
        width, height = self.size
        flat = np.frombuffer(pygame.image.tobytes(self._panel, "RGBA"), np.uint8)
        panel = flat.reshape(height, width, 4)
        self._drawn = (state, panel)
        return panel

    # -- the parts, from top to bottom, in units of about a letter's height

    def _head(self, state: OverlayState) -> None:
        unit, right = self._unit, self.size[0] - self._unit
        badges = [
            ("GO TOO SOON", RED, state.rejected_go),
            ("BLACKOUT", RED, state.blackout),
            ("FROZEN", BLUE, state.frozen),
            ("HOLD", YELLOW, state.held),
            ("MUTE", QUIET, state.muted),
        ]
        for text, colour, on in badges:
            if on:
                right = self._badge(text, colour, right, unit) - unit // 2
        self._write(state.song or "no song yet", "big", BRIGHT, (unit, unit), right - 2 * unit)

    def _lines(self, state: OverlayState) -> None:
        unit, room = self._unit, self.size[0] - 2 * self._unit
        line = state.line or "…"
        font = next((f for f in ("huge", "big") if self._fonts[f].size(line)[0] <= room), "text")
        self._write(line, font, BRIGHT, (unit, round(3.6 * unit)), room)
        if state.next_line:
            self._write(f"next   {state.next_line}", "text", QUIET, (unit, round(6.0 * unit)), room)

    def _meter(self, level: Level | None) -> None:
        import pygame

        unit, width = self._unit, self.size[0] - 2 * self._unit
        left, top, high = unit, round(7.8 * unit), round(1.1 * unit)
        pygame.draw.rect(self._panel, TROUGH, (left, top, width, high))
        if level is None or not level.alive:
            device = f" ({level.device})" if level is not None and level.device else ""
            self._write(f"NO INPUT{device}", "small", RED, (left + unit // 2, top + unit // 5), width)
        else:
            for begin, end, colour in ((QUIETEST, LOUD, GREEN), (LOUD, HOT, YELLOW), (HOT, 0.0, RED)):
                a, b = self._along(begin, width), self._along(min(end, level.rms), width)
                if b > a:
                    pygame.draw.rect(self._panel, colour, (left + a, top, b - a, high))
            peak = left + min(width - 3, self._along(level.peak, width))
            pygame.draw.rect(self._panel, RED if level.peak > -1.0 else BRIGHT, (peak, top, 3, high))
        for mark in (-60, -48, -36, -24, -18, -12, -6, 0):
            x = left + min(width - 1, self._along(mark, width))
            pygame.draw.line(self._panel, QUIET, (x, top + high), (x, top + high + unit // 4))
            text = self._fonts["small"].render(f"{mark}", True, QUIET)
            x = min(max(left, x - text.get_width() // 2), left + width - text.get_width())
            self._panel.blit(text, (x, top + high + unit // 3))

    def _along(self, level: Decibels, width: Pixels) -> Pixels:
        return round(width * min(1.0, max(0.0, 1.0 - level / QUIETEST)))

    def _figures(self, state: OverlayState) -> None:
        latency = "–" if state.latency_ms is None else f"{state.latency_ms / 1000.0:.2f} s"
        figures = [
            ("fps", f"{state.fps:.1f}", BRIGHT),
            ("late", str(state.late), YELLOW if state.late else BRIGHT),
            ("word to wall", latency, BRIGHT),
            ("brightness", f"{state.brightness:.0%}", BRIGHT if state.brightness >= 0.995 else YELLOW),
        ]
        step = (self.size[0] - 2 * self._unit) // len(figures)
        for i, (name, value, colour) in enumerate(figures):
            x = self._unit + i * step
            self._write(name, "small", QUIET, (x, round(10.9 * self._unit)), step - self._unit)
            self._write(value, "big", colour, (x, round(11.8 * self._unit)), step - self._unit)

    def _news(self, state: OverlayState) -> None:
        unit, top = self._unit, round(13.9 * self._unit)
        drops = sorted((d for d in state.drops if d[1] > 0), key=lambda d: (-d[1], d[0]))[:DROPS]
        text = "   ".join(f"{edge} {count} dropped" for edge, count in drops)
        room = self.size[0] - 2 * unit
        if text:
            self._write(text, "small", YELLOW, (unit, top), room)
            top += round(1.2 * unit)
        for notice in state.notices[-NOTICES:]:
            self._write(notice, "small", BRIGHT, (unit, top), room)
            top += round(1.2 * unit)

    def _rejected(self) -> None:
        import pygame

        width, height = self.size
        pygame.draw.rect(self._panel, RED, (0, 0, width, height), max(4, self._unit // 3))

    # -- pens

    def _write(self, text: str, font: str, colour: Colour, at: tuple[int, int], room: Pixels) -> None:
        """``text``, cut to ``room`` pixels with an ellipsis."""
        pen: Any = self._fonts[font]
        text = text.replace("\n", " ").replace("\x00", "")
        if room > 0 and pen.size(text)[0] > room:
            low, high = 0, len(text)
            while low < high:
                middle = (low + high + 1) // 2
                fits = pen.size(text[:middle].rstrip() + "…")[0] <= room
                low, high = (middle, high) if fits else (low, middle - 1)
            text = text[:low].rstrip() + "…"
        self._panel.blit(pen.render(text, True, colour), at)

    def _badge(self, text: str, colour: Colour, right: Pixels, top: Pixels) -> Pixels:
        """White on ``colour``, ending at ``right``; gives back where it begins."""
        import pygame

        dark = (16, 16, 18) if sum(colour) > 400 else (255, 255, 255)
        words = self._fonts["text"].render(text, True, dark)
        pad = self._unit // 2
        left = right - words.get_width() - 2 * pad
        box = (left, top, words.get_width() + 2 * pad, words.get_height() + pad)
        pygame.draw.rect(self._panel, colour, box, border_radius=pad)
        self._panel.blit(words, (left + pad, top + pad // 2))
        return left
