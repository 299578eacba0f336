"""Devices by the names a rig uses; what cannot be listed says why."""

from __future__ import annotations

import pytest

from livevis.app.devices import screens_here, show_devices
from livevis.errors import DeviceLost
from livevis.hear.devices import InputDevice
from livevis.wall.screens import Screen


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr("livevis.hear.devices.input_devices", list)
    return []


def test_microphones_with_the_default_marked(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    found = [InputDevice("UMC202HD", 3, 2, 48_000), InputDevice("Built-in", 0, 1, 44_100, default=True)]
    monkeypatch.setattr("livevis.hear.devices.input_devices", lambda: found)
    assert show_devices(said.append) == 0
    assert "    UMC202HD   2 channels, 48000 Hz" in said
    assert "  * Built-in   1 channels, 44100 Hz" in said


def test_none_at_all_says_what_to_do(said: list[str]) -> None:
    assert show_devices(said.append) == 0
    assert any("none; plug one in" in line for line in said)
    assert any("no screen here" in line for line in said)  # the tests' driver shows nothing


def test_a_missing_library_says_how_to_get_it(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> list[InputDevice]:
        raise DeviceLost("PortAudio is missing", "Install it")

    monkeypatch.setattr("livevis.hear.devices.input_devices", missing)
    assert show_devices(said.append) == 0
    assert "    PortAudio is missing. Install it" in said


def test_screens_by_name(said: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    found = [Screen(0, "EPSON PJ", (800, 0, 1920, 1080))]
    monkeypatch.setattr("livevis.app.devices.screens_here", lambda: found)
    show_devices(said.append)
    assert "    EPSON PJ   1920x1080 at 800,0" in said


def test_screens_are_listed_without_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    import pygame

    assert screens_here() == []
    monkeypatch.setattr("livevis.wall.display.available", lambda: True)
    pygame.display.quit()
    assert len(screens_here()) >= 1
    assert not pygame.display.get_init()
    pygame.display.init()
    assert len(screens_here()) >= 1
    assert pygame.display.get_init()  # somebody else's is left as it was
    pygame.display.quit()
