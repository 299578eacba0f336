"""Which microphones there are, and which one a wish means.

Enters: PortAudio's device list and a `MicrophoneWish`. Leaves: `InputDevice`. Thread: any one that
holds no other PortAudio stream while the list is renewed.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from livevis.errors import DeviceLost
from livevis.units import Decibels, Hertz

INSTALL = "Install it: sudo apt-get install libportaudio2 (Fedora: portaudio, Arch: portaudio)"


@dataclass(frozen=True)
class InputDevice:
    """One microphone, line or loopback input as PortAudio lists it.

    ``index`` changes from start to start: only ``name`` is a name. ``rate`` is the device's own.
    """

    name: str
    index: int
    channels: int
    rate: Hertz
    default: bool = False


@dataclass(frozen=True)
class MicrophoneWish:
    """What the rig asks for, and in the middle of a show what was heard before.

    Attributes:
        name: part of the device's name, upper or lower case; empty for the default device. Digits
            alone are an index: a hint for one evening, since indices change with what is plugged in.
        fallback: names to try after it, in order.
        channel: the one channel to hear, from 1; None hears the device's first two.
        gain_db: amplification in dB before anything listens.
        delay_ms: how much later than it was sung the sound arrives here (desk, wireless link,
            converters): time stamps are moved back by it.
        heard: the whole name of the device heard before it was lost: looked for before all others.
        strict: take ``heard`` or one of the names, never the default in their place.
    """

    name: str = ""
    fallback: tuple[str, ...] = ()
    channel: int | None = None
    gain_db: Decibels = 0.0
    delay_ms: float = 0.0
    heard: str = ""
    strict: bool = False


def choose(devices: Sequence[InputDevice], wish: MicrophoneWish) -> tuple[InputDevice, str]:
    """The device a wish means: the one heard before, then by name, then by its fallbacks, then the
    default, then any; a strict wish ends before the default.

    Returns the device and, if it is not what was asked for, a sentence saying so (else "").

    Raises:
        DeviceLost: there is no input at all, or none that a strict wish means.
    """
    asked = [name for name in (wish.name, *wish.fallback) if name]
    if wish.strict:  # whoever lost a device has another numbering by now: an index means some other device
        asked = [name for name in asked if not name.strip().isdecimal()]
    for device in devices:
        if wish.heard and device.name == wish.heard:
            return device, _said_again(devices, device, asked)
    for name in asked:
        if (found := _named(devices, name)) is not None:
            return found, "" if name == asked[0] else f"no input is called '{asked[0]}': took '{found.name}'"
    if wish.strict:
        raise DeviceLost(f"the input '{wish.heard or wish.name}' is not there", "Plug it in again")
    standing = [device for device in devices if device.default] or list(devices)
    if not standing:
        raise DeviceLost(
            "there is no sound input on this machine", "Plug one in; it is looked for all the time"
        )
    if asked:
        return standing[0], f"no input is called '{asked[0]}': took '{standing[0].name}'"
    return standing[0], ""


def _said_again(devices: Sequence[InputDevice], taken: InputDevice, asked: Sequence[str]) -> str:
    """Why a device is taken again though it is not the one asked for first; "" if it is."""
    if not asked or _named([taken], asked[0]) is not None:
        return ""
    if _named(devices, asked[0]) is None:
        return f"no input is called '{asked[0]}': took '{taken.name}'"
    return f"took '{taken.name}' again, heard before, though '{asked[0]}' is here too"


def _named(devices: Sequence[InputDevice], name: str) -> InputDevice | None:
    wanted = name.casefold().strip()
    exact = [device for device in devices if device.name.casefold() == wanted]
    if wanted.isdecimal():  # "3" stands inside half of all names
        partly = [device for device in devices if device.index == int(wanted)]
    else:
        partly = [device for device in devices if wanted in device.name.casefold()]
    return next(iter(exact + partly), None)


def portaudio() -> Any:
    """The sounddevice module.

    Raises:
        DeviceLost: the PortAudio library is not on this machine (the wheel brings none for Linux).
    """
    try:
        import sounddevice
    except OSError as error:
        raise DeviceLost(f"PortAudio, the library for sound cards, is missing ({error})", INSTALL) from error
    return sounddevice


def input_devices() -> list[InputDevice]:
    """Every input PortAudio sees; empty if there is none.

    Raises:
        DeviceLost: PortAudio is missing or broken, with what to do.
    """
    sounddevice = portaudio()
    try:
        listed = sounddevice.query_devices()
        standing = sounddevice.default.device[0]
    except sounddevice.PortAudioError as error:
        raise DeviceLost(f"PortAudio cannot list devices ({error})", "Restart the sound service") from error
    return [
        InputDevice(
            name=str(device["name"]),
            index=index,
            channels=int(device["max_input_channels"]),
            rate=round(device["default_samplerate"]),
            default=index == standing,
        )
        for index, device in enumerate(listed)
        if device["max_input_channels"] > 0
    ]


def look_again() -> None:
    """Let PortAudio see what was plugged in since: it lists devices only when it starts.

    Ends every stream of this process; the caller holds none. Raises `DeviceLost` as `portaudio` does.
    """
    sounddevice = portaudio()
    with suppress(sounddevice.PortAudioError):  # it may not be running, if it failed to start before
        sounddevice._terminate()
    try:
        sounddevice._initialize()
    except sounddevice.PortAudioError as error:
        raise DeviceLost(f"PortAudio does not start ({error})", "Restart the sound service") from error
