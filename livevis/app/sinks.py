"""Small workers at the edge of the graph: pictures onto the disk, the song into the room.

Enters: Picture; SongStart and Command. Leaves: files; sound; Notice. Thread: each its stage's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from livevis.errors import InputFaults
from livevis.flow.clock import SystemClock
from livevis.flow.worker import Part, Tick
from livevis.hear.speaker import Loudspeaker
from livevis.messages import Command, Notice, Picture, SongStart
from livevis.units import Seconds


class PictureKeeper(Part):
    """Writes each picture to ``folder``/ID.png. A picture that cannot be written is told, once."""

    nominal_cost = 0.0

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told = False

    def __enter__(self) -> PictureKeeper:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __call__(self, item: Picture) -> Iterator[Any]:
        import cv2

        name = self._folder / f"{item.id}.png"
        good, data = cv2.imencode(".png", item.pixels[:, :, ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 1])
        try:
            if good:
                name.write_bytes(data.tobytes())
        except OSError as error:
            if not self._told:
                self._told = True
                yield Notice(0.0, f"pictures cannot be kept in {self._folder} ({error})", "Free some disk.")


class Aloud:
    """Plays the song into the room and lets the show's clock follow the sound.

    A song is decoded when it is announced and sounds from its ``at`` on: models may still be loading
    before, and a take decoded only then would sound late.
    """

    nominal_cost = 0.0

    def __init__(self, clock: SystemClock, speaker: Loudspeaker | None = None) -> None:
        self._clock = clock
        self._speaker = speaker or Loudspeaker()
        self._song: SongStart | None = None
        self._next: SongStart | None = None
        self._muted = False

    def __enter__(self) -> Aloud:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._song = None
        self._speaker.close()

    def reset(self) -> None:
        return None

    def due(self) -> Seconds | None:
        """When the next song is to be heard."""
        return self._next.at if self._next is not None else None

    def __call__(self, item: Tick | SongStart | Command) -> Iterator[Notice]:
        if isinstance(item, SongStart):
            self._song, self._next = None, item
            self._speaker.close()
            if item.take is not None:
                with suppress(InputFaults):  # told at its moment, when it is missed
                    self._speaker.prepare(item.take, item.take_from)
        elif isinstance(item, Tick):
            yield from self._begin(item.at)
        elif item.name == "mute":
            self._muted = not self._muted
            self._speaker.mute(self._muted)

    def _begin(self, at: Seconds) -> Iterator[Notice]:
        song, self._next = self._next, None
        if song is None or song.take is None:
            return
        try:
            device = self._speaker.open(song.take, song.take_from)
        except InputFaults as error:  # the show goes on in silence
            yield Notice(at, f"song '{song.song}' cannot be played aloud: {error}")
            return
        if device is None:
            yield Notice(at, self._speaker.said, fault=False)
        else:
            self._song = song

    def steer(self) -> None:
        """Called once a frame: the show's time is the sound's, while there is sound."""
        song = self._song
        if song is None:
            return
        position = self._speaker.position()
        if position is not None:
            self._clock.steer(song.at + position - song.take_from)
