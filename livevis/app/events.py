"""Values only the app itself passes around."""

from __future__ import annotations

from dataclasses import dataclass

from livevis.units import Seconds


@dataclass(frozen=True)
class Shown:
    """A picture has come to the wall: the first frame where its weight is at least a half."""

    picture: str
    line: int | None
    at: Seconds
