"""What the show is seen on: a window, a wall, or nothing at all.

Enters: a rig. Leaves: outputs, key surfaces and the overlay's hook. Thread: the main one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from livevis.app.loop import Surface
from livevis.show.rig import Rig
from livevis.show.setlist import Setlist
from livevis.wall.output import Output


@dataclass(frozen=True)
class Screen:
    """``shown`` is True if somebody can see it."""

    shown: bool = False
    outputs: tuple[Output, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    dress: Any = None


def screen_for(rig: Rig, setlist: Setlist, headless: bool, say: Callable[[str], None]) -> Screen:
    """The screen of this show, or none."""
    return Screen()
