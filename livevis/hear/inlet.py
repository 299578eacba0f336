"""An open PortAudio input stream.

Enters: a wish. Leaves: float32 frames, handed on PortAudio's own thread to one function that must not
wait (a ring's ``write``). Opened and closed on the microphone's stage.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from livevis.errors import DeviceLost
from livevis.hear.devices import InputDevice, MicrophoneWish, choose, input_devices, look_again, portaudio
from livevis.units import Hertz, Seconds

LATENCY: Seconds = 0.050
"""Asked of PortAudio: room for a callback that waits for the interpreter, far below what a word takes."""

Heard: TypeAlias = Callable[[NDArray[np.float32]], None]


class Inlet(Protocol):
    """A device that is open: what it is, and its samples once started.

    ``said`` is empty, or tells why it is not the device that was asked for.
    """

    device: str
    rate: Hertz
    channels: int
    latency: Seconds
    said: str

    def start(self, heard: Heard) -> None:
        """Hand every piece of sound to ``heard``: float32 (frames, channels), valid during the call only."""

    def close(self) -> None:
        """Stop and let the device go; never raises."""


OpenInlet: TypeAlias = Callable[[MicrophoneWish, bool], Inlet]
"""(wish, again) -> an open inlet, or `DeviceLost`; ``again`` asks to look for new devices first. What
was lost, and whether anything else will do, stands in the wish (``heard``, ``strict``)."""


class PortAudioInlet:
    """A sounddevice stream whose callback passes samples on and does nothing else."""

    def __init__(self, device: InputDevice, channels: int, said: str) -> None:
        sounddevice = portaudio()
        self._broken = sounddevice.PortAudioError
        self._heard: Heard | None = None
        self.device = device.name
        self.channels = channels
        self.said = said
        self._stream: Any = sounddevice.InputStream(
            device=device.index,
            channels=channels,
            samplerate=device.rate,
            dtype="float32",
            blocksize=0,
            latency=LATENCY,
            callback=self._callback,
        )
        self.rate: Hertz = round(self._stream.samplerate)
        self.latency: Seconds = min(0.1, max(0.0, float(self._stream.latency)))

    def _callback(self, samples: NDArray[np.float32], frames: int, time: object, status: object) -> None:
        if self._heard is not None:
            self._heard(samples)

    def start(self, heard: Heard) -> None:
        self._heard = heard
        try:
            self._stream.start()
        except self._broken as error:
            raise _refused(self.device, error) from error

    def close(self) -> None:
        self._stream.close(ignore_errors=True)


def open_portaudio(wish: MicrophoneWish, again: bool = False) -> Inlet:
    """Open the input a wish means, at the device's own rate, with no more channels than are heard.

    Raises:
        DeviceLost: no PortAudio, no input that will do, or it is taken or broken; with what to do.
    """
    if again:
        look_again()
    device, said = choose(input_devices(), wish)
    channels = min(2, device.channels)
    if wish.channel is not None:
        channels = min(wish.channel, device.channels)
        if channels < wish.channel:
            also = f"'{device.name}' has {channels} channels, not {wish.channel}: took its last"
            said = f"{said}; {also}" if said else also
    try:
        return PortAudioInlet(device, channels, said)
    except portaudio().PortAudioError as error:
        raise _refused(device.name, error) from error


def _refused(device: str, error: Exception) -> DeviceLost:
    return DeviceLost(
        f"the input '{device}' cannot be opened ({error})",
        "Close the program that holds it, or name another in the rig: [hear] input",
    )
