"""What the operator orders, and what the conductor then does.

Enters: `Command`. Leaves: what the conductor says to it, or the command itself where it is the wall's to
obey. Thread: the conductor's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from livevis.messages import Command, LyricPlace, Notice, Scene
from livevis.show.manner import Manner
from livevis.show.scenes import ScenePlan
from livevis.show.setlist import Setlist, Song
from livevis.units import Seconds

TO_THE_WALL = frozenset({"freeze", "blackout", "panic", "restore", "brightness", "overlay", "go-rejected"})
"""Commands the wall itself obeys; the conductor only passes them on."""


class Podium(Protocol):
    """What orders need of the conductor: where the show stands, and the moves it can make."""

    setlist: Setlist
    manner: Manner
    plan: ScenePlan | None
    scene: Scene | None
    place: LyricPlace | None
    song_index: int
    standby: int
    held: bool
    deaf: bool

    @property
    def song(self) -> Song | None: ...
    def begin(self, index: int, at: Seconds) -> Iterator[Any]: ...
    def enter(self, scene: Scene, at: Seconds, prompt: str) -> Iterator[Any]: ...
    def stand_at(self, place: LyricPlace) -> Iterator[Any]: ...
    def show_line(self, index: int, at: Seconds) -> Iterator[Any]: ...
    def end_show(self, at: Seconds) -> Iterator[Any]: ...


class Orders:
    """Obeys the commands of the contract's key list."""

    def __init__(self, podium: Podium) -> None:
        self._podium = podium
        self._orders: dict[str, Callable[[Command], Iterator[Any]]] = {
            "go": self._go,
            "back": lambda c: podium.begin(max(0, podium.song_index - 1), c.at),
            "jump": self._jump,
            "nudge": self._nudge,
            "hold": self._hold,
            "mute": self._mute,
            "quit": lambda c: podium.end_show(c.at),
        }

    def obey(self, command: Command) -> Iterator[Any]:
        """Do what is the conductor's to do; pass on what is the wall's; an unknown command does nothing."""
        order = self._orders.get(command.name)
        if order is not None:
            yield from order(command)
        elif command.name in TO_THE_WALL:
            yield command

    def _go(self, command: Command) -> Iterator[Any]:
        cue = self._podium.plan.next_manual(self._podium.scene) if self._podium.plan is not None else None
        if cue is not None:
            yield from self._podium.enter(cue.scene, command.at, cue.prompt or cue.scene.theme)
        else:
            yield from self._podium.begin(self._podium.standby, command.at)

    def _jump(self, command: Command) -> Iterator[Any]:
        number = int(command.argument)
        if 1 <= number <= len(self._podium.setlist.songs):
            yield from self._podium.begin(number - 1, command.at)
        else:
            yield Notice(command.at, f"there is no song {number}", fault=False)

    def _nudge(self, command: Command) -> Iterator[Any]:
        song = self._podium.song
        if song is None or self._podium.plan is None or not song.lyrics.lines:
            return
        here = self._podium.place.line if self._podium.place is not None else -1
        line = min(max(0, here + int(command.argument or 1)), len(song.lyrics.lines) - 1)
        place = LyricPlace(song.id, line, 0, 1.0, True, command.at)
        yield place
        yield from self._podium.stand_at(place)

    def _mute(self, command: Command) -> Iterator[Any]:
        """Mute the ears: on stage nothing that is said paints; a rehearsal only plays silently."""
        self._podium.deaf = not self._podium.deaf and not self._podium.manner.replay
        yield command

    def _hold(self, command: Command) -> Iterator[Any]:
        self._podium.held = not self._podium.held
        yield Notice(command.at, "hold" if self._podium.held else "hold released", fault=False)
        if not self._podium.held and self._podium.place is not None:
            yield from self._podium.show_line(self._podium.place.line, command.at)
