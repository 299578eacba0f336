"""What the show is seen on: a window, a wall, or nothing at all; and the operator's overlay.

Enters: a rig. Leaves: outputs, key surfaces and the overlay's per-frame hook. Thread: the main one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from livevis.app.loop import WallBooks
from livevis.app.wiring import Facts, Graph
from livevis.desk.surface import Surface
from livevis.messages import Command, Notice
from livevis.show.rig import Rig
from livevis.show.setlist import Setlist
from livevis.units import Pixels, Seconds
from livevis.wall.compositor import Compositor
from livevis.wall.display import Display, DisplayWish, available
from livevis.wall.output import Output
from livevis.wall.overlay import Overlay, OverlayState

Dress = Callable[[Facts, Graph, WallBooks, Compositor], Callable[[Seconds], None]]

REFRESH: Seconds = 0.1
"""The overlay is for reading, not for watching: ten times a second is plenty."""

BLINK: Seconds = 0.8
"""How long a rejected GO stays red."""


@dataclass(frozen=True)
class Screen:
    """``shown`` is True if somebody can see it."""

    shown: bool = False
    outputs: tuple[Output, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    dress: Dress | None = None


def screen_for(rig: Rig, setlist: Setlist, headless: bool, say: Callable[[str], None]) -> Screen:
    """The screen of this show; an empty one when headless, or where there is none to be had."""
    if headless:
        return Screen()
    if not available():
        say("  no screen here: playing headless")
        return Screen()
    from livevis.desk.bindings import bindings
    from livevis.desk.keyboard import Keyboard

    wall = rig.wall
    display = Display(DisplayWish(wall.display, 0, wall.size, wall.fullscreen, wall.rect))
    keys = Keyboard(bindings(dict(rig.keys)), setlist.go_guard * 1000.0)

    def dress(facts: Facts, graph: Graph, books: WallBooks, compositor: Compositor) -> Any:
        desk = Desk(facts, graph, books, compositor, setlist)
        return Overlook(desk, display.panel, display.notices, lambda: display.has_desk).look

    return Screen(True, (display,), (keys,), dress)


@dataclass(frozen=True)
class Desk:
    """What the overlay reads its facts from."""

    facts: Facts
    graph: Graph
    books: WallBooks
    compositor: Compositor
    setlist: Setlist


class Overlook:
    """Gathers the facts ten times a second and draws them for the operator.

    ``show_panel`` takes the panel's pixels, or None to take it away; ``notices`` gives what the display
    itself has to say. ``at_once``: whether the overlay stands there from the start; laid over the only
    picture there is, it waits until it is asked for.
    """

    def __init__(
        self,
        desk: Desk,
        show_panel: Callable[[Any], None],
        notices: Callable[[], Sequence[str]] = list,
        at_once: Callable[[], bool] = lambda: True,
        size: tuple[Pixels, Pixels] = (960, 420),
    ) -> None:
        self._facts, self._graph, self._books = desk.facts, desk.graph, desk.books
        self._compositor = desk.compositor
        self._songs = {song.id: song for song in desk.setlist.songs}
        self._show = show_panel
        self._display_notices = notices
        self._panel = Overlay(size)
        self._next: Seconds = 0.0
        self._at_once = at_once
        self._wanted: bool | None = None
        self._muted = self._held = False
        self._rejected_until: Seconds = -1.0
        self._last_command: Command | None = None
        self._last_notice: Notice | None = None
        self._said: deque[str] = deque(maxlen=3)
        self._frames: deque[tuple[Seconds, int]] = deque(maxlen=30)

    def look(self, now: Seconds) -> None:
        """Called once a frame."""
        if self._wanted is None:
            self._wanted = self._at_once()
        self._obey(now)
        if now < self._next:
            return
        self._next = now + REFRESH
        self._frames.append((now, self._books.frames))
        self._show(self._panel.draw(self.state(now)) if self._wanted else None)

    def _obey(self, now: Seconds) -> None:
        command = self._facts.command.get()
        if command is not None and command is not self._last_command:
            self._last_command = command
            if command.name == "overlay":
                self._wanted = not self._wanted
            elif command.name == "mute":
                self._muted = not self._muted
            elif command.name == "go-rejected":
                self._rejected_until = now + BLINK
        notice = self._facts.notice.get()
        if notice is not None and notice is not self._last_notice:
            self._last_notice = notice
            if notice.text in ("hold", "hold released"):
                self._held = notice.text == "hold"
            else:
                self._said.append(str(notice))
        self._said.extend(self._display_notices())

    def state(self, now: Seconds) -> OverlayState:
        """What the operator should know at ``now``."""
        song, place = self._facts.song.get(), self._facts.place.get()
        lines = song.lyrics.lines if song is not None else ()
        here = place.line if place is not None and song is not None and place.song == song.song else -1
        first, frames = self._frames[0] if self._frames else (now, self._books.frames)
        passed = now - first
        books = [(name, channel.books().dropped) for name, channel in self._graph.edges.items()]
        drops = tuple((name, dropped) for name, dropped in books if dropped)
        waiting = self._songs[song.song].notes if song is not None and song.song in self._songs else ""
        return OverlayState(
            song=song.title if song is not None else "standing by: GO starts the first song",
            line=lines[here].text if 0 <= here < len(lines) else waiting,
            next_line=lines[here + 1].text if here + 1 < len(lines) else "",
            level=self._facts.level.get(),
            fps=(self._books.frames - frames) / passed if passed > 0 else 0.0,
            late=self._books.late,
            latency_ms=self._facts.latency.get(),
            drops=drops,
            notices=tuple(self._said),
            held=self._held,
            frozen=self._compositor.frozen(now),
            blackout=self._compositor.dark(now),
            muted=self._muted,
            brightness=self._compositor.master(now),
            rejected_go=now < self._rejected_until,
        )
