"""The keyboard, through the wall's and the desk's windows.

Enters: pygame's events (this is their one reader). Leaves: `Command`s. Thread: the main one, as SDL asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from livevis.desk.bindings import Action
from livevis.desk.edge import Edge
from livevis.messages import Command
from livevis.messages.keys import key_name
from livevis.units import Seconds


class Keyboard:
    """Commands from the keys in ``table``; closing a window is ``quit``, at once.

    Parameters: ``table`` from `livevis.desk.bindings.bindings`; ``go_guard_ms`` the double-GO guard.
    A display must be open (see livevis/wall/display).
    """

    def __init__(self, table: Mapping[str, Action], go_guard_ms: float = 500.0) -> None:
        self._edge = Edge(table, go_guard_ms)

    def commands(self, at: Seconds) -> Iterable[Command]:
        """What was done since last asked, in order; all are dated ``at``."""
        import pygame

        if not pygame.display.get_init():
            return []
        return list(self._read(pygame.event.get(), at))

    def _read(self, events: Iterable[Any], at: Seconds) -> Iterator[Command]:
        import pygame

        closing = False
        for event in events:
            if event.type == pygame.KEYDOWN:
                command = self._edge.down(_name(event.key), at)
                if command is not None:
                    yield command
            elif event.type == pygame.KEYUP:
                self._edge.up(_name(event.key))
            elif event.type == pygame.WINDOWFOCUSLOST:
                self._edge.release_all()
            elif event.type in (pygame.QUIT, pygame.WINDOWCLOSE) and not closing:
                closing = True  # SDL says both when the last window closes
                yield Command("quit", at)


def _name(key: int) -> str:
    """pygame's key code as this house names keys; the number pad's digits count as digits."""
    import pygame

    name: str = pygame.key.name(key)
    if name.startswith("[") and name.endswith("]"):
        name = name[1:-1]
    return key_name(name)
