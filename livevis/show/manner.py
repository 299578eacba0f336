"""How a show is run tonight: live or rehearsed, from where, to what end. Values only; any thread."""

from __future__ import annotations

from dataclasses import dataclass

from livevis.units import Seconds


@dataclass(frozen=True)
class Manner:
    """How a show is run: a rehearsal starts its songs itself, a live show waits for GO.

    ``autostart``: songs start without GO. ``first``: the song to begin with (index). ``line`` and
    ``take_from``: where to enter that first song. ``replay``: the takes are replayed (rehearsal).
    ``once``: when the last song is over, so is the show; ``repeat``: it begins again instead.
    ``resume``: the first song starts at once, at ``line``. ``lead``: seconds from the decision to start a
    song to its first sound. ``rest``: seconds between songs. ``idle``: seconds without a new picture
    before the theme is painted anew. ``lost``: seconds off the lyrics before heard words paint instead.
    ``silence``: a live song in which nobody has sung for so long is over.
    """

    autostart: bool = False
    first: int = 0
    only_first: bool = False
    repeat: bool = False
    resume: bool = False
    line: int | None = None
    take_from: Seconds = 0.0
    replay: bool = False
    once: bool = False
    lead: Seconds = 0.5
    rest: Seconds = 1.5
    idle: Seconds = 14.0
    lost: Seconds = 8.0
    silence: Seconds = 45.0
