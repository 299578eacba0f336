"""The wall's steady loop: a frame every 1/fps, whatever the painters do.

Enters: Tick (a frame is due), Show, Scene and Command (from the conductor). Leaves: Frame (for the
film), Shown, Command (from the keys). Thread: the main one; pygame will have no other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from livevis.app.events import Shown
from livevis.desk.surface import Surface
from livevis.flow.spread import Spread
from livevis.flow.worker import Tick
from livevis.messages import Command, Frame, Scene, Show
from livevis.units import Seconds
from livevis.wall.compositor import Compositor
from livevis.wall.output import Output

BRIGHTER = 0.1
"""One press of the brightness key."""

BLACKOUT: Seconds = 0.5


@dataclass
class WallBooks:
    """Frames presented, late, and how long they took. Outlives the loop: a rebuilt one counts on here.

    ``next`` is the number of the next frame, None before the first.
    """

    next: int | None = None
    frames: int = 0
    late: int = 0
    work: Spread = field(default_factory=Spread)

    def presented(self, due: Seconds, taken: Seconds, done: Seconds, period: Seconds) -> None:
        """Book a frame: begun at ``taken``, presented at ``done``; late if over a period after ``due``."""
        self.frames += 1
        self.work.add(done - taken)
        if done - due > period:
            self.late += 1


class WallLoop:
    """The wall as a timed worker: `due` is the next frame's time.

    ``outputs`` are shown each frame on this thread (a display); slow ones (film, lights) stand behind a
    channel. ``each_frame(at)`` lets the overlay and the sound clock take part.
    A frame that was due more than a frame ago is late; frames nobody could present are skipped and
    count as late too, but for those before the outputs were open for the first time.
    """

    nominal_cost: Seconds = 0.0

    def __init__(
        self,
        compositor: Compositor,
        outputs: Sequence[Output],
        surfaces: Sequence[Surface] = (),
        each_frame: Callable[[Seconds], None] | None = None,
        books: WallBooks | None = None,
    ) -> None:
        self.compositor = compositor
        self.books = books or WallBooks()
        self._fps = compositor.fps
        self._outputs = tuple(outputs)
        self._surfaces = tuple(surfaces)
        self._each_frame = each_frame
        self._stack = contextlib.ExitStack()
        self._orders: dict[str, Callable[[Command], None]] = {
            "freeze": lambda c: compositor.freeze(not compositor.frozen(c.at), c.at),
            "blackout": lambda c: compositor.blackout(
                not compositor.dark(c.at), c.at, c.argument or BLACKOUT
            ),
            "panic": lambda c: compositor.panic(c.at),
            "restore": lambda c: compositor.restore(c.at),
            "brightness": self._brightness,
        }

    def __enter__(self) -> WallLoop:
        for output in self._outputs:
            self._stack.enter_context(output)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def reset(self) -> None:
        return None

    def due(self) -> Seconds:
        """When the next frame is due."""
        return (self.books.next or 0) / self._fps

    def __call__(self, item: Any) -> Iterator[Any]:
        if isinstance(item, Tick):
            yield from self._frame(item.at)
        elif isinstance(item, Show):
            self.compositor.add(item)
        elif isinstance(item, Scene):
            self.compositor.opening(item.look.palette, self.due())
        elif isinstance(item, Command):
            order = self._orders.get(item.name)
            if order is not None:
                order(item)

    def _frame(self, now: Seconds) -> Iterator[Any]:
        present, books = int(now * self._fps + 1e-6), self.books
        number = present if books.next is None else books.next
        if present - number > 1:  # a stall: present the present, and own up to the frames nobody saw
            books.late += present - number - 1
            number = present - 1
        at = number / self._fps
        frame = Frame(self.compositor.canvas(at), at, number)
        books.next = number + 1
        for output in self._outputs:
            output.show(frame)
        yield frame  # first of all answers: its mark is the time the frame took
        for show in self.compositor.newly_shown():
            yield Shown(show.picture.id, show.line, at)
        for surface in self._surfaces:
            yield from surface.commands(now)
        if self._each_frame is not None:
            self._each_frame(now)

    def _brightness(self, command: Command) -> None:
        now = self.compositor.master(command.at)
        self.compositor.brightness(now + BRIGHTER * (command.argument or 1.0), command.at)
