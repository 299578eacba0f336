from __future__ import annotations

import numpy as np
import pytest

from livevis.errors import DeviceLost
from livevis.hear.devices import MicrophoneWish
from livevis.hear.inlet import open_portaudio
from livevis.hear.ring import Ring
from tests.hear.builders import noise
from tests.hear.card import device, put_in


def test_the_callback_fills_the_ring_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    card = put_in(monkeypatch, device("X32", 32, 48_000.0))
    inlet = open_portaudio(MicrophoneWish("x32"))
    assert (inlet.device, inlet.rate, inlet.channels, inlet.said) == ("X32", 48_000, 2, "")
    assert inlet.latency == pytest.approx(0.03)
    (stream,) = card.streams
    stream.hear(noise(100, 2))  # before the start: nobody listens yet
    ring = Ring(1000, 2)
    inlet.start(ring.write)
    sound = noise(100, 2, seed=1)
    stream.hear(sound)
    assert stream.running
    assert np.array_equal(ring.read(1000)[0], sound)
    inlet.close()
    assert stream.closed


@pytest.mark.parametrize(
    ("inputs", "channel", "opened", "said"),
    [(1, None, 1, ""), (2, 1, 1, ""), (32, 17, 17, ""), (2, 5, 2, "'Mic' has 2 channels, not 5")],
)
def test_no_more_channels_are_opened_than_are_heard(
    monkeypatch: pytest.MonkeyPatch, inputs: int, channel: int | None, opened: int, said: str
) -> None:
    put_in(monkeypatch, device("Mic", inputs))
    inlet = open_portaudio(MicrophoneWish("mic", channel=channel))
    assert inlet.channels == opened
    assert inlet.said.startswith(said)
    assert bool(inlet.said) == bool(said)


def test_both_substitutions_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in(monkeypatch, device("Mic", 1))
    said = open_portaudio(MicrophoneWish("Focusrite", channel=2)).said
    assert "Focusrite" in said
    assert "1 channels, not 2" in said


def test_a_device_that_cannot_be_opened_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    card = put_in(monkeypatch, device("Mic"))
    card.refuses = "Device unavailable"
    with pytest.raises(DeviceLost, match=r"'Mic' cannot be opened \(Device unavailable\)\. Close"):
        open_portaudio(MicrophoneWish())
    card.refuses, card.stalls = "", "Illegal error number"
    with pytest.raises(DeviceLost, match="Illegal error number"):
        open_portaudio(MicrophoneWish()).start(print)


def test_portaudio_is_restarted_only_when_asked_to_look_again(monkeypatch: pytest.MonkeyPatch) -> None:
    card = put_in(monkeypatch, device("Mic"))
    open_portaudio(MicrophoneWish(), False)
    assert card.restarts == 0
    open_portaudio(MicrophoneWish(), True)
    assert card.restarts == 1
