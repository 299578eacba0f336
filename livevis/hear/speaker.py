"""The rehearsal's loudspeaker: plays a song's take and says what of it is being heard.

Enters: a take. Leaves: sound, and the play position, by which the show's clock can follow the sound.
Thread: ``prepare``, ``open``, ``mute`` and ``close`` one thread's; ``position`` any; PortAudio's callback
only copies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from livevis.errors import DeviceLost
from livevis.hear.devices import portaudio
from livevis.hear.takes import open_take
from livevis.units import Hertz, Seconds

LONGEST: Seconds = 30 * 60.0
"""Takes are decoded whole before they play; this is 0.3 GB of 16-bit stereo."""

STALLED: Seconds = 0.5
"""A card that has asked for nothing for so long plays nothing."""

Fill: TypeAlias = Callable[[NDArray[np.int16], Seconds | None], None]
"""(room, heard_at): fill ``room``, int16 (frames, channels), which will be heard at ``heard_at`` on the
outlet's own clock (None where the driver does not say)."""


class Outlet(Protocol):
    """An open output: its name, its clock, and the delay from filling to hearing."""

    device: str
    latency: Seconds

    def now(self) -> Seconds | None:
        """The outlet's own clock; None if it stands still."""

    def start(self) -> None:
        """Begin asking for sound. Raises `DeviceLost`."""

    def close(self) -> None:
        """Stop; never raises."""


OpenOutlet: TypeAlias = Callable[[Hertz, int, Fill], Outlet]
"""(rate, channels, fill) -> an output that is not started yet, or `DeviceLost`."""


class _PortAudioOutlet:
    def __init__(self, rate: Hertz, channels: int, fill: Fill) -> None:
        sounddevice = portaudio()
        self._broken = sounddevice.PortAudioError
        self._fill = fill
        try:
            self.device = str(sounddevice.query_devices(kind="output")["name"])
            self._stream: Any = sounddevice.OutputStream(
                samplerate=rate, channels=channels, dtype="int16", latency="high", callback=self._callback
            )
        except (self._broken, ValueError) as error:
            raise _no_output(error) from error
        self.latency: Seconds = max(0.0, float(self._stream.latency))

    def _callback(self, room: NDArray[np.int16], frames: int, time: Any, status: object) -> None:
        heard_at = float(time.outputBufferDacTime)  # some drivers leave it at 0
        self._fill(room, heard_at if heard_at > 0.0 else None)

    def now(self) -> Seconds | None:
        try:
            return float(self._stream.time)
        except self._broken:  # the card is gone
            return None

    def start(self) -> None:
        try:
            self._stream.start()
        except self._broken as error:
            raise _no_output(error) from error

    def close(self) -> None:
        self._stream.close(ignore_errors=True)


def _no_output(error: Exception) -> DeviceLost:
    return DeviceLost(f"no sound card plays here ({error})", "The rehearsal keeps its own time instead")


def open_default_output(rate: Hertz, channels: int, fill: Fill) -> Outlet:
    """The default output at ``rate``, 16 bit. Raises `DeviceLost` where there is none."""
    return _PortAudioOutlet(rate, channels, fill)


class _Playing:
    """A decoded take and how far it has been handed to the sound card."""

    def __init__(self, samples: NDArray[np.int16], rate: Hertz, first: Seconds) -> None:
        self._samples = samples
        self._rate = rate
        self._first = first
        self._next = 0
        self._mark: tuple[int, Seconds | None] | None = None  # one tuple: replaced in one step
        self.begin(loud=True)

    def begin(self, loud: bool) -> None:
        """Start loud or not, without a fade; before the first `fill`."""
        self.loud = self._was_loud = loud

    def fill(self, room: NDArray[np.int16], heard_at: Seconds | None) -> None:
        start = self._next
        piece = self._samples[start : start + len(room)]
        room[: len(piece)] = piece
        room[len(piece) :] = 0
        loud, was = self.loud, self._was_loud
        if loud != was:  # one block of fade instead of a pop
            fade = np.linspace(float(was), float(loud), len(room), dtype=np.float32)
            room[:] = (room * fade[:, None]).astype(np.int16)
        elif not loud:
            room[:] = 0
        self._was_loud = loud
        self._mark = (start, heard_at)
        self._next = start + len(room)

    def position(self, now: Seconds, latency: Seconds) -> Seconds | None:
        mark = self._mark
        if mark is None:
            return None
        frames, heard_at = mark
        ahead = -latency if heard_at is None else now - heard_at
        played = frames / self._rate + ahead
        # The card's clock goes on between two callbacks; after long without one there is no sound.
        if ahead > STALLED or played > len(self._samples) / self._rate:
            return None
        return self._first + max(0.0, played)


@dataclass(frozen=True)
class _Ready:
    """A take that waits for its moment: ``outlet`` is None where no card plays, for the reason ``said``."""

    path: Path
    take_from: Seconds
    playing: _Playing
    outlet: Outlet | None
    said: str = ""


class Loudspeaker:
    """Plays one take at a time on the default output.

    Decoding a song takes from a tenth of a second to seconds: ``prepare`` does it ahead, and ``open``
    then only starts the card.

    Where nothing can play, ``open`` returns None, ``said`` tells why and what to do, and ``position``
    stays None: the show then keeps its own time.
    """

    def __init__(self, open_stream: OpenOutlet = open_default_output) -> None:
        self.said = ""
        self._open = open_stream
        self._ready: _Ready | None = None
        self._outlet: Outlet | None = None
        self._playing: _Playing | None = None
        self._muted = False

    def open(self, path: Path, take_from: Seconds = 0.0) -> str | None:
        """Play ``path`` from ``take_from`` on, at once if that was prepared; ends what played before.

        Returns the output's name, or None if there is no sound card (see ``said``).

        Raises:
            InputFaults: the take cannot be read.
        """
        ready = self._ready
        if ready is None or (ready.path, ready.take_from) != (path, take_from):
            ready = self._made_ready(path, take_from)
        self._ready = None
        outlet, self.said = ready.outlet, ready.said
        if outlet is None:
            return None
        ready.playing.begin(loud=not self._muted)
        try:
            outlet.start()
        except DeviceLost as error:
            outlet.close()
            self.said = str(error)
            return None
        self._outlet, self._playing = outlet, ready.playing
        return outlet.device

    def prepare(self, path: Path, take_from: Seconds = 0.0) -> None:
        """Decode ``path`` from ``take_from`` on and open the card for it; ends what played before.

        Raises:
            InputFaults: the take cannot be read.
        """
        self._ready = self._made_ready(path, take_from)

    def _made_ready(self, path: Path, take_from: Seconds) -> _Ready:
        self.close()
        samples, rate = _decode(path, take_from)
        playing = _Playing(samples, rate, take_from)
        try:
            outlet = self._open(rate, samples.shape[1], playing.fill)
        except DeviceLost as error:
            return _Ready(path, take_from, playing, None, str(error))
        return _Ready(path, take_from, playing, outlet)

    def position(self) -> Seconds | None:
        """How far into the take the sound in the room is, seconds.

        None where there is no such sound: before the first, after the take's end, without a card, or
        when the card has stalled.
        """
        outlet, playing = self._outlet, self._playing
        if outlet is None or playing is None:
            return None
        now = outlet.now()
        return None if now is None else playing.position(now, outlet.latency)

    def mute(self, muted: bool) -> None:
        """Silence it, or let it sound again; the position goes on."""
        self._muted = muted
        if self._playing is not None:
            self._playing.loud = not muted

    def close(self) -> None:
        """Stop, and forget what was prepared. A closed loudspeaker can open another take."""
        outlet, self._outlet, self._playing = self._outlet, None, None
        ready, self._ready = self._ready, None
        for each in (outlet, ready.outlet if ready is not None else None):
            if each is not None:
                each.close()


def _decode(path: Path, take_from: Seconds) -> tuple[NDArray[np.int16], Hertz]:
    """The take from ``take_from`` on: int16 (frames, 1 or 2 channels), and its rate."""
    reader = open_take(path)
    try:
        reader.skip(round(take_from * reader.rate))
        pieces, frames = [np.zeros((0, min(2, reader.channels)), dtype=np.int16)], 0
        while frames < LONGEST * reader.rate:
            samples = reader.read(reader.rate)
            if not len(samples):
                break
            pieces.append((samples[:, :2] * 32767.0).astype(np.int16))
            frames += len(samples)
        return np.concatenate(pieces), reader.rate
    finally:
        reader.close()
