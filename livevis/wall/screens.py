"""The screens of this machine, by name.

Enters: what SDL knows. Leaves: `Screen`s, and the one meant by a name. Thread: the main one for
`screens`; the rest is pure.

pygame tells no screen's name or place, so SDL itself is asked, in the very library pygame has loaded.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from livevis.units import Pixels


@dataclass(frozen=True)
class Screen:
    """A screen: SDL's ``index``, the maker's ``name``, its ``rect`` (x, y, width, height) on the desktop."""

    index: int
    name: str
    rect: tuple[Pixels, Pixels, Pixels, Pixels]


class _Rect(ctypes.Structure):
    _fields_ = [(side, ctypes.c_int) for side in "xywh"]


def screens() -> list[Screen]:
    """All screens, with pygame's display module initialised; without SDL's library nameless and in a row."""
    import pygame

    sizes = pygame.display.get_desktop_sizes()
    sdl = _sdl()
    found: list[Screen] = []
    x = 0
    for index, (width, height) in enumerate(sizes):
        name, rect = f"screen {index + 1}", (x, 0, width, height)
        x += width
        if sdl is not None:
            said = sdl.SDL_GetDisplayName(index)
            name = said.decode("utf-8", "replace") if said else name
            place = _Rect()
            if sdl.SDL_GetDisplayBounds(index, ctypes.byref(place)) == 0:
                rect = (place.x, place.y, place.w, place.h)
        found.append(Screen(index, name, rect))
    return found


def _sdl() -> ctypes.CDLL | None:
    """The SDL 2 library inside pygame's wheel (or the system's), as a second handle on the same one."""
    import pygame

    home = Path(pygame.__file__).parent
    places = [
        (home.parent / "pygame_ce.libs", "libSDL2-2*.so*"),
        (home / ".dylibs", "libSDL2-2*.dylib"),
        (home, "SDL2.dll"),
    ]
    files = [str(path) for folder, pattern in places for path in sorted(folder.glob(pattern))]
    if not files and sys.platform.startswith("linux"):
        files = ["libSDL2-2.0.so.0"]
    for file in files:
        try:
            sdl = ctypes.CDLL(file)
            sdl.SDL_GetDisplayName.restype = ctypes.c_char_p
            sdl.SDL_GetDisplayName.argtypes = [ctypes.c_int]
            sdl.SDL_GetDisplayBounds.argtypes = [ctypes.c_int, ctypes.POINTER(_Rect)]
        except (OSError, AttributeError):
            continue
        return sdl
    return None


def choose(found: Sequence[Screen], name: str, hint: int = 0) -> tuple[Screen, str]:
    """The screen called ``name`` (in any case, or part of it), and what to say if it had to be another.

    ``hint`` is where it stood last time: used if the name is empty or not found. Raises ValueError if
    there is no screen at all.
    """
    if not found:
        raise ValueError("no screen")
    wanted = name.strip().casefold()
    spare = found[hint] if 0 <= hint < len(found) else found[0]
    if not wanted:
        return spare, ""
    exact = [screen for screen in found if screen.name.casefold() == wanted]
    alike = [screen for screen in found if wanted in screen.name.casefold()]
    for group in (exact, alike):
        if group:
            return (spare if spare in group else group[0]), ""
    known = ", ".join(f"'{screen.name}'" for screen in found)
    return spare, f"screen '{name}' is not there; the wall is on '{spare.name}' (there are: {known})"
