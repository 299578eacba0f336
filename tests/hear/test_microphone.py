from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from livevis.errors import DeviceLost
from livevis.flow.worker import Tick, Timed
from livevis.hear.inlet import Heard
from livevis.hear.microphone import Microphone, MicrophoneWish
from livevis.hear.tone import Sine
from livevis.messages import AudioBlock, Level, Notice, SongStart
from tests.hear.builders import joined, noise, only
from tests.hear.card import take_portaudio_away


class Rig:
    """A device that can be pulled out, heard in the show's time; ``crystal`` is its clock's error."""

    def __init__(self, rate: int = 48_000, channels: int = 2, crystal: float = 1.0) -> None:
        self.rate, self.channels, self.crystal = rate, channels, crystal
        self.sound = np.repeat(Sine(440.0).samples(0, 60 * rate, rate)[:, None], channels, axis=1)
        self.there = True
        self.opened: list[bool] = []
        self.closed = 0
        self.said = ""
        self.latency = 0.0
        self.played = 0
        self.heard: Heard | None = None
        self.now = 0.0

    def open(self, wish: MicrophoneWish, again: bool) -> Rig:
        self.opened.append(again)
        if not self.there:
            raise DeviceLost("there is no sound input on this machine", "Plug one in")
        return self

    @property
    def device(self) -> str:
        return "Rig"

    def start(self, heard: Heard) -> None:
        self.heard = heard

    def close(self) -> None:
        self.heard = None
        self.closed += 1

    def run(self, microphone: Microphone, until: float, step: float | None = None) -> list[Any]:
        """Tick the microphone to ``until``, the device playing meanwhile."""
        said: list[Any] = []
        while True:
            at = microphone.due() if step is None else self.now + step
            if at > until + 1e-9:
                return said
            speed = self.rate * self.crystal
            frames = round(at * speed) - round(self.now * speed)
            if self.there and self.heard is not None:
                self.heard(self.sound[self.played : self.played + frames])
                self.played += frames
            self.now = at
            said += list(microphone(Tick(at)))


def seams(said: list[Any], more_than: float = 1e-6) -> list[float]:
    return [b.start - a.end for a, b in pairwise(only(AudioBlock, said)) if abs(b.start - a.end) > more_than]


def test_what_is_played_is_heard_in_time_at_the_device_s_own_rate() -> None:
    rig = Rig(rate=22_050)
    microphone = Microphone(open_stream=rig.open)
    assert isinstance(microphone, Timed)
    with microphone:
        said = rig.run(microphone, 2.0)
    assert seams(said) == []
    blocks = only(AudioBlock, said)
    assert {(b.rate, b.samples.shape, b.gap, b.take_start) for b in blocks} == {(22_050, (441, 2), 0.0, None)}
    assert blocks[0].start == pytest.approx(0.0, abs=0.021)
    assert blocks[-1].end == pytest.approx(2.0, abs=0.021)
    assert np.array_equal(joined(said), rig.sound[: len(joined(said))])
    assert rig.closed == 1
    assert rig.opened == [False]


def test_the_device_is_said_once() -> None:
    rig = Rig()
    rig.said = "no input is called 'X32': took 'Rig'"
    with Microphone(MicrophoneWish("X32"), open_stream=rig.open) as microphone:
        said = rig.run(microphone, 1.0)
    (notice,) = only(Notice, said)  # in one: a second would hide the first
    assert notice.text.startswith(f"{rig.said}; hearing 'Rig'")
    assert notice.fault
    (level,) = only(Level, said)
    assert (level.alive, level.device) == (True, "Rig")


def test_a_device_pulled_out_is_noticed_within_a_second_and_picked_up_again() -> None:
    rig = Rig()
    with Microphone(open_stream=rig.open) as microphone:
        said = rig.run(microphone, 3.0)
        rig.there = False
        gone = rig.run(microphone, 10.0)
        rig.there = True
        back = rig.run(microphone, 14.0)
    (level,) = only(Level, gone)
    assert (level.alive, level.device) == (False, "Rig")
    assert 3.4 < level.at < 4.0
    (notice,) = only(Notice, gone)  # once, not at every attempt
    assert "'Rig' gives no sound" in notice.text
    assert "every 2 s" in notice.remedy
    assert not only(Notice, back)[0].fault
    silent = only(AudioBlock, gone)
    assert all(not block.samples.any() and block.gap == 0.0 for block in silent)
    assert silent[-1].end == pytest.approx(10.0, abs=0.1)
    assert all(rig.opened[1:])
    assert len(rig.opened) == 1 + 4  # 5.5, 7.5, 9.5, and 11.5 with success
    (alive,) = only(Level, back)
    assert alive.alive
    assert 11.0 < alive.at < 12.1
    (first,) = [block for block in only(AudioBlock, back) if block.gap]
    assert first.gap == pytest.approx(first.start - only(AudioBlock, said)[-1].end, abs=1e-6)
    assert first.samples.any()
    assert seams(said + gone + back, 0.021) == []
    assert min(seams(said + gone + back), default=0.0) > -1e-6


def test_no_microphone_at_the_start_is_the_same_path() -> None:
    rig = Rig()
    rig.there = False
    with Microphone(open_stream=rig.open) as microphone:
        said = rig.run(microphone, 3.0)
        rig.there = True
        later = rig.run(microphone, 6.0)
    (notice,) = only(Notice, said)
    assert "no sound input" in notice.text
    assert (notice.at, only(Level, said)[0].alive) == (0.0, False)
    assert only(AudioBlock, said)[-1].end == pytest.approx(3.0, abs=0.1)
    assert only(Level, later)[0].alive
    assert only(AudioBlock, later)[-1].samples.any()


def test_a_machine_without_portaudio_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    take_portaudio_away(monkeypatch)
    with Microphone(MicrophoneWish("X32")) as microphone:
        rig = Rig()
        said = rig.run(microphone, 5.0)
    (notice,) = only(Notice, said)
    assert "libportaudio2" in notice.remedy
    assert len(only(AudioBlock, said)) > 240


def test_a_device_that_opens_and_stays_mute_is_gone_too() -> None:
    rig = Rig()
    with Microphone(open_stream=rig.open) as microphone:
        rig.sound = rig.sound[:0]
        said = rig.run(microphone, 4.0)
    (notice,) = only(Notice, said)
    assert "open but gives no sound" in notice.text
    assert [level.alive for level in only(Level, said)] == [False]
    assert len(rig.opened) >= 2


def test_a_device_that_opens_but_does_not_start_is_closed_and_retried() -> None:
    rig = Rig()

    def refuse(heard: Heard) -> None:
        raise DeviceLost("the input 'Rig' cannot be opened (busy)", "Close the other program")

    rig.start = refuse  # type: ignore[method-assign]
    with Microphone(open_stream=rig.open) as microphone:
        said = rig.run(microphone, 5.0)
        assert rig.closed == len(rig.opened) == 3
    assert "busy" in only(Notice, said)[0].text


def test_the_chosen_channel_is_amplified_and_kept_within_full_scale() -> None:
    rig = Rig(channels=4)
    rig.sound = noise(60 * 1000, 4, scale=0.2)
    wish = MicrophoneWish(channel=3, gain_db=12.0)
    with Microphone(wish, open_stream=rig.open) as microphone:
        said = rig.run(microphone, 1.0)
    expected = np.clip(rig.sound[: len(joined(said)), 2] * 10 ** (12 / 20), -1, 1)
    assert joined(said).shape[1] == 1
    assert np.allclose(joined(said)[:, 0], expected, atol=1e-6)
    assert float(np.abs(joined(said)).max()) == 1.0


def test_a_driver_that_hands_over_nonsense_does_not_poison_the_ears() -> None:
    rig = Rig()
    rig.sound = np.full_like(rig.sound, np.nan)
    with Microphone(open_stream=rig.open) as microphone:
        said = rig.run(microphone, 0.5)
    assert not joined(said).any()


def test_the_delay_of_the_desk_and_the_card_is_taken_out() -> None:
    rig = Rig()
    rig.latency = 0.05
    with Microphone(MicrophoneWish(delay_ms=150.0), open_stream=rig.open) as microphone:
        said = rig.run(microphone, 5.0)
    assert only(AudioBlock, said)[-1].end == pytest.approx(5.0 - 0.2, abs=0.022)
    assert min(block.start for block in only(AudioBlock, said)) >= 0.0


def test_a_stage_held_up_loses_the_oldest_and_says_how_much() -> None:
    rig = Rig()
    with Microphone(open_stream=rig.open) as microphone:
        said = rig.run(microphone, 1.0)
        assert rig.heard is not None
        for _ in range(250):  # five seconds with nobody taking; the ring holds two
            rig.heard(rig.sound[rig.played : rig.played + 960])
            rig.played += 960
        rig.now = 6.0
        said += list(microphone(Tick(6.0)))
    (after,) = [block for block in only(AudioBlock, said) if block.gap]
    assert after.gap == pytest.approx(3.0, abs=0.05)
    last = only(AudioBlock, said)[-1]
    assert last.end == pytest.approx(6.0, abs=0.05)
    assert np.array_equal(last.samples, rig.sound[rig.played - 960 : rig.played])


@pytest.mark.parametrize("crystal", [1.0003, 0.9997])
def test_a_bad_crystal_does_not_drift_away(crystal: float) -> None:
    rig = Rig(rate=8000, channels=1, crystal=crystal)
    rig.sound = np.ones((8000 * 700, 1), dtype=np.float32)
    with Microphone(open_stream=rig.open) as microphone:
        said = rig.run(microphone, 600.0, step=0.1)
    assert only(AudioBlock, said)[-1].end == pytest.approx(600.0, abs=0.03)
    assert all(block.gap == 0.0 for block in only(AudioBlock, said))
    assert seams(said)  # the stamps were corrected,
    assert max(abs(seam) for seam in seams(said)) < 0.0021  # and never by more than a listener bears


def test_samples_the_driver_lost_are_told_as_a_gap() -> None:
    rig = Rig()
    with Microphone(open_stream=rig.open) as microphone:
        said = rig.run(microphone, 1.0)
        rig.now = 1.4  # 0.4 s never came
        said += rig.run(microphone, 6.0, step=0.02)
    (after,) = [block for block in only(AudioBlock, said) if block.gap]
    assert after.gap == pytest.approx(0.4, abs=0.03)
    assert only(AudioBlock, said)[-1].end == pytest.approx(6.0, abs=0.03)


def test_songs_make_no_difference_and_an_answer_cut_short_is_not_lost() -> None:
    rig = Rig()
    with Microphone(open_stream=rig.open) as microphone:
        rig.run(microphone, 0.1)
        assert list(microphone(SongStart("a", "A", 0.1))) == []
        assert rig.heard is not None
        rig.heard(rig.sound[: 960 * 3])
        answers = iter(microphone(Tick(0.16)))
        first = next(answers)
        answers.close()  # type: ignore[attr-defined]
        rest = list(microphone(Tick(0.16)))
    assert [type(item) for item in (first, *rest)] == [AudioBlock] * 3
