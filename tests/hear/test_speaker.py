from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from livevis.errors import InputFaults
from livevis.hear.speaker import Loudspeaker
from tests.hear.builders import noise, write
from tests.hear.card import Card, Stream, device, put_in, take_portaudio_away

RATE = 8000


@pytest.fixture
def take(tmp_path: Path) -> Path:
    return write(tmp_path / "take.wav", noise(RATE, 2), RATE)


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    return put_in(monkeypatch, device("Room", 0, outputs=2))


def opened(card: Card, speaker: Loudspeaker, take: Path, take_from: float = 0.0) -> Stream:
    assert speaker.open(take, take_from) == "Room"
    assert speaker.said == ""
    return card.streams[-1]


def test_the_take_is_played_as_it_is(card: Card, take: Path) -> None:
    stream = opened(card, Loudspeaker(), take)
    assert stream.running
    assert (stream.wanted["samplerate"], stream.wanted["channels"]) == (RATE, 2)
    played = np.concatenate([stream.play(300, 0.1) for _ in range(28)])
    assert np.allclose(played[:RATE] / 32767.0, noise(RATE, 2), atol=1e-4)
    assert not played[RATE:].any()


def test_the_position_is_what_the_room_hears_now(card: Card, take: Path) -> None:
    speaker = Loudspeaker()
    assert speaker.position() is None
    stream = opened(card, speaker, take, take_from=0.25)
    assert speaker.position() is None  # nothing has been asked for yet
    stream.clock = 10.0
    stream.play(800, heard_at=10.05)
    assert speaker.position() == 0.25  # on its way, not heard
    stream.clock = 10.09
    assert speaker.position() == pytest.approx(0.29)
    stream.play(800, heard_at=10.15)
    assert speaker.position() == pytest.approx(0.29)  # the next block changes nothing of what is heard now
    stream.clock = 10.20
    assert speaker.position() == pytest.approx(0.40)


def test_behind_the_take_s_end_and_on_a_dead_card_there_is_no_position(card: Card, take: Path) -> None:
    speaker = Loudspeaker()
    stream = opened(card, speaker, take)
    stream.play(6000, heard_at=5.0)
    stream.clock = 5.4
    assert speaker.position() == pytest.approx(0.4)
    stream.clock = 5.6  # nothing was asked for since: the card has stalled
    assert speaker.position() is None
    stream.play(4000, heard_at=5.75)
    stream.clock = 5.9
    assert speaker.position() == pytest.approx(0.9)
    stream.clock = 6.1
    assert speaker.position() is None
    stream.play(800, heard_at=6.2)
    stream.clock = None
    assert speaker.position() is None


def test_a_driver_that_tells_no_time_is_compensated_by_its_latency(card: Card, take: Path) -> None:
    speaker = Loudspeaker()
    stream = opened(card, speaker, take)
    stream.play(800, heard_at=0.0)
    stream.play(800, heard_at=0.0)
    assert speaker.position() == pytest.approx(0.1 - 0.03)


def test_mute_fades_over_one_block_and_the_take_goes_on(card: Card, take: Path) -> None:
    speaker = Loudspeaker()
    stream = opened(card, speaker, take)
    stream.play(800, 0.1)
    speaker.mute(True)
    fading = stream.play(800, 0.2) / 32767.0
    whole = noise(RATE, 2)
    assert np.allclose(fading, whole[800:1600] * np.linspace(1, 0, 800)[:, None], atol=1e-3)
    assert not stream.play(800, 0.3).any()
    speaker.mute(False)
    stream.play(800, 0.4)
    assert np.allclose(stream.play(800, 0.5) / 32767.0, whole[3200 + 0 : 4000], atol=1e-3)


def test_a_mute_given_before_holds_for_the_next_take(card: Card, take: Path) -> None:
    speaker = Loudspeaker()
    speaker.mute(True)
    assert not opened(card, speaker, take).play(800, 0.1).any()


def test_another_take_ends_the_first_and_closing_ends_all(card: Card, take: Path) -> None:
    speaker = Loudspeaker()
    first = opened(card, speaker, take)
    second = opened(card, speaker, take)
    assert first.closed
    speaker.close()
    speaker.close()
    assert second.closed
    assert speaker.position() is None


def test_no_sound_card_is_said_and_raises_nothing(
    monkeypatch: pytest.MonkeyPatch, card: Card, take: Path
) -> None:
    speaker = Loudspeaker()
    card.devices = []
    assert speaker.open(take) is None
    assert "no sound card" in speaker.said
    assert speaker.position() is None
    card.devices, card.stalls = [device("Room", 0, outputs=2)], "Device unavailable"
    assert speaker.open(take) is None
    assert "Device unavailable" in speaker.said
    assert card.streams[-1].closed
    take_portaudio_away(monkeypatch)
    assert speaker.open(take) is None
    assert "libportaudio2" in speaker.said


def test_what_is_prepared_is_decoded_before_and_only_started_when_opened(card: Card, take: Path) -> None:
    speaker = Loudspeaker()
    speaker.prepare(take, 0.25)
    (stream,) = card.streams
    assert not stream.running
    assert speaker.position() is None
    take.unlink()  # whoever decodes only now finds nothing
    assert opened(card, speaker, take, 0.25) is stream
    assert stream.running
    assert np.allclose(stream.play(800, 0.1) / 32767.0, noise(RATE, 2)[2000:2800], atol=1e-4)
    stream.clock = 0.15
    assert speaker.position() == pytest.approx(0.30)


def test_what_was_prepared_serves_once_and_for_its_own_place_only(card: Card, take: Path) -> None:
    speaker = Loudspeaker()
    speaker.prepare(take, 0.25)
    other = opened(card, speaker, take, 0.5)
    assert card.streams[0].closed
    assert np.allclose(other.play(800, 0.1) / 32767.0, noise(RATE, 2)[4000:4800], atol=1e-4)
    speaker.prepare(take)
    assert other.closed
    speaker.close()
    assert card.streams[-1].closed
    take.unlink()
    with pytest.raises(InputFaults):
        speaker.open(take)


def test_a_mute_between_preparing_and_playing_is_silence_from_the_first_sample(
    card: Card, take: Path
) -> None:
    speaker = Loudspeaker()
    speaker.prepare(take)
    speaker.mute(True)
    assert not opened(card, speaker, take).play(800, 0.1).any()


def test_a_card_missing_while_preparing_is_said_when_opened(card: Card, take: Path) -> None:
    speaker = Loudspeaker()
    card.devices = []
    speaker.prepare(take)
    assert speaker.open(take) is None
    assert "no sound card" in speaker.said


def test_a_broken_take_is_told(card: Card, tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="no such recording"):
        Loudspeaker().prepare(tmp_path / "nothing.wav")
    with pytest.raises(InputFaults, match="no such recording"):
        Loudspeaker().open(tmp_path / "nothing.wav")
