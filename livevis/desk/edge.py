"""From key movements to deliberate acts.

Enters: key downs and ups with their times, however often repeated. Leaves: `Command`s. Pure, time is an
argument; one thread. Every input path comes through here.

- A key acts once when it goes down, and again only after it has come up: a held key fires once.
- GO within the guard after the last GO is not obeyed, and says so ("go-rejected").
- Quit asks to be pressed twice within two seconds ("quit-armed", then "quit").
"""

from __future__ import annotations

from collections.abc import Mapping

from livevis.desk.bindings import Action
from livevis.messages import Command
from livevis.units import Seconds

#: The second quit must come this soon.
QUIT_WITHIN: Seconds = 2.0


class Edge:
    """Rising edges of the keys in ``table`` (key name to `Action`).

    ``go_guard_ms``: two GOs closer than this are one slip of the finger; a rejected GO does not extend it.
    """

    def __init__(self, table: Mapping[str, Action], go_guard_ms: float = 500.0) -> None:
        self._table = dict(table)
        self._guard: Seconds = go_guard_ms / 1000.0
        self._held: set[str] = set()
        self._last_go: Seconds | None = None
        self._quit_armed: Seconds | None = None

    def down(self, key: str, at: Seconds) -> Command | None:
        """``key`` is down at ``at`` (perhaps still): the command it gives, if any."""
        if key in self._held:
            return None
        self._held.add(key)
        action = self._table.get(key)
        if action is None:
            return None
        if action.name == "go":
            return self._go(at)
        if action.name == "quit":
            return self._quit(at)
        return Command(action.name, at, action.argument)

    def up(self, key: str) -> None:
        """``key`` has come up: it may act again."""
        self._held.discard(key)

    def release_all(self) -> None:
        """The window lost its focus: the ups of held keys will never be seen."""
        self._held.clear()

    def _go(self, at: Seconds) -> Command:
        if self._last_go is not None and at - self._last_go < self._guard:
            return Command("go-rejected", at)
        self._last_go = at
        return Command("go", at)

    def _quit(self, at: Seconds) -> Command:
        if self._quit_armed is not None and at - self._quit_armed <= QUIT_WITHIN:
            self._quit_armed = None
            return Command("quit", at)
        self._quit_armed = at
        return Command("quit-armed", at)
