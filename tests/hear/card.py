"""A sounddevice module made of plain Python, for tests without PortAudio."""

from __future__ import annotations

import importlib.abc
import sys
from collections.abc import Sequence
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest


class PortAudioError(Exception):
    pass


def device(name: str, inputs: int = 2, rate: float = 44_100.0, outputs: int = 0) -> dict[str, Any]:
    return {
        "name": name,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": rate,
    }


class Stream:
    """A stream whose callback the test calls itself."""

    def __init__(self, card: Card, wanted: dict[str, Any]) -> None:
        if card.refuses:
            raise PortAudioError(card.refuses)
        self.card, self.wanted = card, wanted
        self.callback = wanted["callback"]
        self.samplerate = float(wanted["samplerate"])
        self.latency = 0.03
        self.clock: float | None = 0.0
        self.running = self.closed = False
        card.streams.append(self)

    @property
    def time(self) -> float:
        if self.clock is None:
            raise PortAudioError("Error getting stream time")
        return self.clock

    def start(self) -> None:
        if self.card.stalls:
            raise PortAudioError(self.card.stalls)
        self.running = True

    def close(self, ignore_errors: bool = True) -> None:
        self.running, self.closed = False, True

    def hear(self, samples: np.ndarray) -> None:
        self.callback(samples, len(samples), None, None)

    def play(self, frames: int, heard_at: float) -> np.ndarray:
        room = np.full((frames, self.wanted["channels"]), 99, dtype=np.int16)
        self.callback(room, frames, SimpleNamespace(outputBufferDacTime=heard_at), None)
        return room


class Card(ModuleType):
    """Stands in for the module ``sounddevice``."""

    PortAudioError = PortAudioError

    def __init__(self, devices: Sequence[dict[str, Any]], standing: int = 0) -> None:
        super().__init__("sounddevice")
        self.devices = list(devices)
        self.default = SimpleNamespace(device=[standing, standing])
        self.streams: list[Stream] = []
        self.refuses = self.stalls = self.silent = ""
        self.restarts = 0
        self.running = True

    def query_devices(self, kind: str | None = None) -> Any:
        if self.silent:
            raise PortAudioError(self.silent)
        if kind is None:
            return self.devices
        found = [one for one in self.devices if one[f"max_{kind}_channels"]]
        if not found:
            raise PortAudioError("Error querying device -1")
        return found[0]

    def InputStream(self, **wanted: Any) -> Stream:  # noqa: N802 - sounddevice's name
        return Stream(self, wanted)

    def OutputStream(self, **wanted: Any) -> Stream:  # noqa: N802 - sounddevice's name
        return Stream(self, wanted)

    def _terminate(self) -> None:
        if not self.running:
            raise PortAudioError("PortAudio not initialized")
        self.restarts += 1
        self.running = False

    def _initialize(self) -> None:
        if self.silent:
            raise PortAudioError(self.silent)
        self.running = True


def put_in(monkeypatch: pytest.MonkeyPatch, *devices: dict[str, Any], standing: int = 0) -> Card:
    card = Card(devices, standing)
    monkeypatch.setitem(sys.modules, "sounddevice", card)
    return card


class _NoPortAudio(importlib.abc.MetaPathFinder):
    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")


def take_portaudio_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without libportaudio2: the import itself fails, with OSError."""
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "meta_path", [_NoPortAudio(), *sys.meta_path])
