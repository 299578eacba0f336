from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import livevis.hear
from livevis.errors import DeviceLost
from livevis.hear.devices import InputDevice, MicrophoneWish, choose, input_devices, look_again, portaudio
from tests.hear.card import device, put_in, take_portaudio_away

DEVICES = [
    InputDevice("HDA Intel PCH: ALC257 Analog", 0, 2, 44_100, default=True),
    InputDevice("USB Audio CODEC 3", 3, 2, 48_000),
    InputDevice("USB Audio", 5, 1, 48_000),
    InputDevice("X32 Live", 7, 32, 48_000),
]


@pytest.mark.parametrize(
    ("wish", "taken", "said"),
    [
        (MicrophoneWish(), "HDA", ""),
        (MicrophoneWish("x32"), "X32", ""),
        (MicrophoneWish("usb audio"), "USB Audio", ""),  # exactly so called goes before containing it
        (MicrophoneWish("codec"), "USB Audio CODEC 3", ""),
        (MicrophoneWish("7"), "X32", ""),
        (MicrophoneWish("3"), "USB Audio CODEC 3", ""),
        (MicrophoneWish("5"), "USB Audio", ""),  # the index, not the first name with a 5 in it
        (MicrophoneWish("6"), "HDA", "no input is called '6'"),
        (MicrophoneWish("Focusrite", ("x32",)), "X32", "no input is called 'Focusrite'"),
        (MicrophoneWish("Focusrite", ("Behringer",)), "HDA", "took 'HDA"),
        (MicrophoneWish("", ("x32",)), "X32", ""),
    ],
)
def test_a_name_finds_its_device_and_a_substitute_is_said(
    wish: MicrophoneWish, taken: str, said: str
) -> None:
    found, sentence = choose(DEVICES, wish)
    assert found.name.startswith(taken)
    assert (said in sentence) if said else not sentence


@pytest.mark.parametrize(
    ("wish", "taken", "said"),
    [
        (MicrophoneWish("x32"), "X32", ""),
        (MicrophoneWish("usb", heard="X32 Live"), "X32", "again, heard before, though 'usb' is here too"),
        (MicrophoneWish("Focusrite", heard="X32 Live"), "X32", "no input is called 'Focusrite': took 'X32"),
        (MicrophoneWish("x32", heard="Focusrite"), "X32", ""),
        (MicrophoneWish("Rode", ("Shure", "codec"), heard="Focusrite"), "USB Audio CODEC 3", "called 'Rode'"),
        (MicrophoneWish(heard="X32 Live"), "X32", ""),
        (MicrophoneWish("Rode", heard="Focusrite"), "", ""),
        (MicrophoneWish(heard="Focusrite"), "", ""),
        (MicrophoneWish(heard="USB"), "", ""),  # that very device, not one with a name like it
        (MicrophoneWish("3", heard="Focusrite"), "", ""),  # numbers have moved since
    ],
)
def test_a_strict_wish_takes_what_was_heard_or_a_name_and_never_the_default(
    wish: MicrophoneWish, taken: str, said: str
) -> None:
    strict = replace(wish, strict=True)
    if not taken:
        with pytest.raises(DeviceLost, match=f"'{wish.heard}' is not there"):
            choose(DEVICES, strict)
        return
    found, sentence = choose(DEVICES, strict)
    assert found.name.startswith(taken)
    assert (said in sentence) if said else not sentence


def test_without_a_default_the_first_is_taken_and_without_any_it_is_told() -> None:
    assert choose(DEVICES[1:], MicrophoneWish())[0].index == 3
    with pytest.raises(DeviceLost, match="no sound input"):
        choose([], MicrophoneWish("x32"))


def test_the_list_leaves_outputs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(monkeypatch, device("HDMI", 0), device("Mic", 1, 48_000.0), standing=1)
    assert input_devices() == [InputDevice("Mic", 1, 1, 48_000, default=True)]


def test_a_missing_portaudio_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    take_portaudio_away(monkeypatch)
    for ask in (portaudio, input_devices, look_again):
        with pytest.raises(DeviceLost, match=r"PortAudio.*missing.*apt-get install libportaudio2"):
            ask()


def test_a_broken_sound_service_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    card = put_in(monkeypatch, device("Mic"))
    card.silent = "Unanticipated host error"
    for ask in (input_devices, look_again):
        with pytest.raises(DeviceLost, match="Unanticipated host error"):
            ask()


def test_looking_again_restarts_portaudio(monkeypatch: pytest.MonkeyPatch) -> None:
    card = put_in(monkeypatch, device("Mic"))
    look_again()
    assert card.restarts == 1


def test_a_portaudio_that_failed_to_start_once_starts_the_next_time(monkeypatch: pytest.MonkeyPatch) -> None:
    card = put_in(monkeypatch, device("Mic"))
    card.silent = "Internal PortAudio error"
    with pytest.raises(DeviceLost, match="does not start"):
        look_again()
    card.silent = ""
    look_again()
    assert card.running
    assert [found.name for found in input_devices()] == ["Mic"]


def test_no_file_of_the_room_brings_a_heavy_library_in() -> None:
    names = sorted(path.stem for path in Path(livevis.hear.__file__).parent.glob("*.py"))
    assert len(names) > 10
    program = "import sys; " + "; ".join(f"import livevis.hear.{name}" for name in names)
    program += "; print(*(set(sys.modules) & {'sounddevice', 'soundfile', 'av', 'soxr', 'scipy', 'torch'}))"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ""
