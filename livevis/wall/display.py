"""The wall as a window or a whole screen, and the operator's window beside it.

Enters: `Frame`s, and the overlay's panel. Leaves: light. Thread: the main one only; SDL will have no other.
Events are not read here (livevis/desk/keyboard is their one reader).
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.errors import DeviceLost
from livevis.messages import Frame
from livevis.units import Pixels
from livevis.wall.screens import Screen, choose, screens

#: SDL drivers that draw to nothing anyone can see.
BLIND = frozenset({"dummy", "offscreen", "evdev"})

#: What SDL must know before it starts: stay up when another window takes the focus; real pixels, not
#: scaled ones; no greeting on the terminal.
SETTINGS = {
    "SDL_VIDEO_MINIMIZE_ON_FOCUS_LOSS": "0",
    "SDL_WINDOWS_DPI_AWARENESS": "permonitorv2",
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",
}

OPERATOR_SIZE = (960, 430)

Rect = tuple[Pixels, Pixels, Pixels, Pixels]


@dataclass(frozen=True)
class DisplayWish:
    """What display is wanted.

    ``name`` of the screen, ``index`` only a hint for where it was. ``size`` of the window, or canvas.
    ``rect`` (x, y, width, height): where on it the picture goes, unscaled beyond it (LED processors take
    a corner of the screen); None fits it to the window. ``operator``: open the operator's window
    if there is a screen for it.
    """

    name: str = ""
    index: int = 0
    size: tuple[Pixels, Pixels] = (1280, 720)
    fullscreen: bool = False
    rect: Rect | None = None
    operator: bool = True
    title: str = "livevis"


def available() -> bool:
    """Whether there is a screen somebody can see. Never raises; on the main thread."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("SDL_VIDEODRIVER")
    ):
        return False
    if os.environ.get("SDL_VIDEODRIVER", "") in BLIND:
        return False
    try:
        pygame = _pygame()
        running = pygame.display.get_init()
        pygame.display.init()
    except (ImportError, RuntimeError, OSError):  # pygame.error is a RuntimeError
        return False
    seen = pygame.display.get_driver() not in BLIND and pygame.display.get_num_displays() > 0
    if not running:
        pygame.display.quit()
    return bool(seen)


def fit(canvas: tuple[Pixels, Pixels], window: tuple[Pixels, Pixels]) -> Rect:
    """Where a canvas stands in a window: as large as it goes whole, in the middle."""
    scale = min(window[0] / canvas[0], window[1] / canvas[1])
    width, height = max(1, round(canvas[0] * scale)), max(1, round(canvas[1] * scale))
    return ((window[0] - width) // 2, (window[1] - height) // 2, width, height)


def _pygame() -> Any:
    for key, value in SETTINGS.items():
        os.environ.setdefault(key, value)
    import pygame

    return pygame


class Display:
    """An `Output` on a screen. ``notices()`` says what turned out other than wished."""

    def __init__(self, wish: DisplayWish) -> None:
        self.wish = wish
        self.screen: Screen | None = None
        self._notices: list[str] = []
        self._pg: Any = None
        self._window: Any = None
        self._operator: Any = None
        self._panel: NDArray[np.uint8] | None = None
        self._laid: Any = None
        self._closed = False

    def __enter__(self) -> Display:
        self._pg = _pygame()
        try:
            self._pg.display.init()
            self._open()
        except RuntimeError as error:
            self._pg.display.quit()
            remedy = "Start from a desktop session, or leave the window out with --headless"
            raise DeviceLost(f"no window can be opened here: {error}", remedy) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()
        if self._pg is not None:
            self._pg.display.quit()

    def notices(self) -> list[str]:
        """What the operator should know, since last asked."""
        said, self._notices = self._notices, []
        return said

    def closed(self) -> bool:
        """Whether someone has closed a window (for those who read no keyboard); leaves the event in place."""
        if not self._closed and self._pg is not None and self._pg.display.get_init():
            self._pg.event.pump()
            self._closed = bool(self._pg.event.peek((self._pg.QUIT, self._pg.WINDOWCLOSE)))
        return self._closed

    def show(self, frame: Frame) -> None:
        """Present ``frame`` now. A screen that went away is replaced by one that is left, and said so."""
        try:
            self._show(frame.pixels)
        except RuntimeError as error:
            self._notices.append(f"the wall's window was lost ({error}); opening another")
            self._close()
            try:
                self._open()
                self._show(frame.pixels)
            except RuntimeError as again:
                raise DeviceLost(
                    f"the wall's window was lost: {again}", "Plug the screen in again"
                ) from again

    @property
    def has_desk(self) -> bool:
        """Whether the operator has a window of their own, beside the wall's."""
        return self._operator is not None

    def panel(self, panel: NDArray[np.uint8] | None) -> None:
        """The operator's overlay, uint8 (h, w, 4), or None for none.

        Goes to the operator's window at once; without one it is laid over the picture from the next frame on.
        """
        self._panel, self._laid = panel, None
        if self._operator is None:
            return
        surface = self._operator.get_surface()
        surface.fill((0, 0, 0))
        if panel is not None:
            surface.blit(self._image(panel), (0, 0))
        self._operator.flip()

    # -- inside

    def _open(self) -> None:
        pg, wish = self._pg, self.wish
        found = screens()
        self.screen, notice = choose(found, wish.name, wish.index)
        if notice:
            self._notices.append(notice)
        x, y, width, height = self.screen.rect
        if wish.fullscreen:
            self._window = pg.Window(wish.title, (width, height), position=(x, y), borderless=True)
            self._window.set_fullscreen(desktop=True)
            pg.mouse.set_visible(False)
        else:
            inside = (min(wish.size[0], width), min(wish.size[1], height))
            corner = (x + (width - inside[0]) // 2, y + (height - inside[1]) // 2)
            self._window = pg.Window(wish.title, inside, position=corner, resizable=True)
        pg.display.set_allow_screensaver(False)
        others = [screen for screen in found if screen.index != self.screen.index]
        if wish.operator and others:
            place = (others[0].rect[0] + 40, others[0].rect[1] + 60)
            self._operator = pg.Window(f"{wish.title}: desk", OPERATOR_SIZE, position=place, resizable=True)

    def _close(self) -> None:
        for window in (self._operator, self._window):
            if window is not None:
                window.destroy()
        self._operator = self._window = None

    def _show(self, pixels: NDArray[np.uint8]) -> None:
        surface = self._window.get_surface()
        x, y, width, height = self.wish.rect or fit((pixels.shape[1], pixels.shape[0]), surface.get_size())
        if (width, height) != surface.get_size():
            surface.fill((0, 0, 0))
        surface.blit(self._image(_scaled(pixels, (width, height))), (x, y))
        if self._panel is not None and self._operator is None:
            self._lay_over(surface, self._panel)
        self._window.flip()

    def _lay_over(self, surface: Any, panel: NDArray[np.uint8]) -> None:
        """The panel along the lower edge, scaled down if the window is smaller.

        Kept in SDL's own pixel order between frames.
        """
        width, height = surface.get_size()
        scale = min(1.0, width / panel.shape[1], height / panel.shape[0])
        size = (round(panel.shape[1] * scale), round(panel.shape[0] * scale))
        if self._laid is None or self._laid.get_size() != size:
            self._laid = self._pg.Surface(size, self._pg.SRCALPHA, 32)
            self._laid.blit(self._image(_scaled(panel, size)), (0, 0))
        surface.blit(self._laid, ((width - size[0]) // 2, height - size[1]))

    def _image(self, pixels: NDArray[np.uint8]) -> Any:
        form = "RGBA" if pixels.shape[2] == 4 else "RGB"
        return self._pg.image.frombuffer(np.ascontiguousarray(pixels), pixels.shape[1::-1], form)


def _scaled(pixels: NDArray[np.uint8], size: tuple[Pixels, Pixels]) -> NDArray[np.uint8]:
    if pixels.shape[1::-1] == size:
        return pixels
    import cv2

    how = cv2.INTER_AREA if size[0] < pixels.shape[1] else cv2.INTER_LINEAR
    scaled: NDArray[np.uint8] = cv2.resize(pixels, size, interpolation=how)
    return scaled
