"""Small workers at the edge of the graph: pictures onto the disk, the song into the room.

Enters: Picture; SongStart, SongEnd and Command. Leaves: files; sound; Notice. Thread: each its stage's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from livevis.flow.clock import SystemClock
from livevis.flow.worker import Part
from livevis.hear.speaker import Loudspeaker
from livevis.messages import Command, Notice, Picture, SongStart


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
    """Plays the song into the room and lets the show's clock follow the sound."""

    nominal_cost = 0.0

    def __init__(self, clock: SystemClock) -> None:
        self._clock = clock
        self._speaker = Loudspeaker()
        self._song: SongStart | None = None
        self._muted = False

    def __enter__(self) -> Aloud:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._speaker.close()

    def reset(self) -> None:
        return None

    def __call__(self, item: SongStart | Command) -> Iterator[Notice]:
        if isinstance(item, Command):
            if item.name == "mute":
                self._muted = not self._muted
                self._speaker.mute(self._muted)
            return
        self._song = None
        if item.take is None:
            self._speaker.close()
            return
        device = self._speaker.open(item.take, item.take_from)
        if device is None:
            yield Notice(item.at, self._speaker.said, fault=False)
        else:
            self._song = item

    def steer(self) -> None:
        """Called once a frame: the show's time is the sound's, while there is sound."""
        song = self._song
        if song is None:
            return
        position = self._speaker.position()
        if position is not None:
            self._clock.steer(song.at + position - song.take_from)
