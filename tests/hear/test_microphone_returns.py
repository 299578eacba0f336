"""A microphone that comes back to a machine that has other inputs too."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from livevis.flow.worker import Tick
from livevis.hear.microphone import Microphone, MicrophoneWish
from livevis.messages import Level
from tests.hear.builders import only
from tests.hear.card import Card, device, put_in

RATE = 8000
LAPTOP, SINGER, SPARE = (device(name, 1, RATE) for name in ("Laptop", "X32 Live", "Spare USB"))


class Venue:
    """A machine with inputs that come and go: all that is open gives sound as long as it is plugged in."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.at = 0.0

    def plugged(self, *devices: dict[str, Any]) -> None:
        self.card.devices[:] = devices

    def run(self, microphone: Microphone, until: float) -> list[Any]:
        said: list[Any] = []
        while microphone.due() <= until + 1e-9:
            at = microphone.due()
            frames = round(at * RATE) - round(self.at * RATE)
            for stream in self.card.streams:
                if stream.running and stream.came_from in self.card.devices:
                    stream.hear(np.full((frames, 1), 0.1, dtype=np.float32))
            self.at = at
            said += list(microphone(Tick(at)))
        return said


@pytest.fixture
def venue(monkeypatch: pytest.MonkeyPatch) -> Venue:
    card = put_in(monkeypatch, LAPTOP, SINGER, SPARE)
    opened = card.InputStream

    def remember(**wanted: Any) -> Any:
        stream = opened(**wanted)
        stream.came_from = card.devices[wanted["device"]]
        return stream

    monkeypatch.setattr(card, "InputStream", remember)
    return Venue(card)


def heard(said: list[Any]) -> list[str]:
    """Whom the microphone heard, in order; "" for nobody."""
    return [level.device if level.alive else "" for level in only(Level, said)]


def test_the_wished_microphone_is_waited_for_though_another_is_there(venue: Venue) -> None:
    with Microphone(MicrophoneWish("x32")) as microphone:
        said = venue.run(microphone, 3.0)
        venue.plugged(LAPTOP, SPARE)
        said += venue.run(microphone, 20.0)
        venue.plugged(LAPTOP, SPARE, SINGER)
        back = venue.run(microphone, 24.0)
    assert heard(said) == ["X32 Live", ""]
    assert heard(back) == ["X32 Live"]
    assert only(Level, back)[0].at < 20.0 + 2.0 + 0.1


def test_a_fallback_of_the_rig_takes_over_and_is_not_interrupted(venue: Venue) -> None:
    with Microphone(MicrophoneWish("x32", ("spare",))) as microphone:
        said = venue.run(microphone, 3.0)
        venue.plugged(LAPTOP, SPARE)
        said += venue.run(microphone, 8.0)
        venue.plugged(LAPTOP, SPARE, SINGER)
        said += venue.run(microphone, 20.0)  # the wished one is back; the spare works
        venue.plugged(LAPTOP, SINGER)
        said += venue.run(microphone, 26.0)
    assert heard(said) == ["X32 Live", "", "Spare USB", "", "X32 Live"]


def test_a_substitute_for_a_wish_never_there_is_waited_for_too(venue: Venue) -> None:
    venue.plugged(LAPTOP, SPARE)
    with Microphone(MicrophoneWish("x32")) as microphone:
        said = venue.run(microphone, 3.0)
        venue.plugged(SPARE)
        said += venue.run(microphone, 10.0)
        venue.plugged(SPARE, SINGER)
        said += venue.run(microphone, 14.0)
    assert heard(said) == ["Laptop", "", "X32 Live"]


def test_without_a_wish_the_very_device_has_ten_seconds_to_return(venue: Venue) -> None:
    with Microphone() as microphone:
        said = venue.run(microphone, 3.0)
        venue.plugged(SPARE)
        said += venue.run(microphone, 8.0)
        venue.plugged(SPARE, LAPTOP)
        said += venue.run(microphone, 12.0)
        assert heard(said) == ["Laptop", "", "Laptop"]
        venue.plugged(SPARE)
        gone = venue.run(microphone, 21.9)
        assert heard(gone) == [""]
        later = venue.run(microphone, 26.0)
    assert heard(later) == ["Spare USB"]


def test_until_something_was_heard_anything_will_do(venue: Venue) -> None:
    venue.plugged()
    with Microphone(MicrophoneWish("x32")) as microphone:
        said = venue.run(microphone, 3.0)
        venue.plugged(LAPTOP)
        said += venue.run(microphone, 6.0)
    assert heard(said) == ["", "Laptop"]
