"""Humming for the gate."""

from __future__ import annotations

import numpy as np

from livevis.lab.words.gold import Gold, SungWord
from livevis.lab.words.voice import Room, hummed, syllables
from livevis.messages import Lyrics
from livevis.units import SPEECH_RATE
from livevis.words.gate import Gate

WORDS = (SungWord("silver", 3.0, 3.6, 0), SungWord("river", 3.7, 4.4, 0))
GOLD = Gold(Lyrics(), WORDS, (3.0,), (0,), 7.0)


def test_it_sounds_where_words_are_sung_and_nowhere_else() -> None:
    sound = hummed(GOLD, 2.0, Room(), 1)
    assert sound.dtype == np.float32
    assert len(sound) == 7 * SPEECH_RATE
    level = np.sqrt((sound.reshape(-1, 160) ** 2).mean(1))  # of every 10 ms
    assert np.median(level[310:340]) > 20 * level[:290].max()
    assert level[460:].max() < 0.01
    assert np.array_equal(sound, hummed(GOLD, 2.0, Room(), 1))
    assert not np.array_equal(sound, hummed(GOLD, 2.0, Room(), 2))


def test_the_gate_opens_for_it_and_counts_its_syllables() -> None:
    gate = Gate()
    turns = gate.feed(hummed(GOLD, 2.0, Room(), 1), 0.0)
    assert [turn.edge.value for turn in turns] == ["start", "end"]
    assert 2.5 < turns[0].at < 3.1
    share, onsets = gate.support(3.0, 4.4)
    assert share > 0.8
    assert 3 <= onsets <= 6


def test_people_clap_before_and_a_band_plays_under_it() -> None:
    quiet = hummed(GOLD, 2.0, Room(), 1)
    clapped = hummed(GOLD, 2.0, Room(applause=True), 1)
    played = hummed(GOLD, 2.0, Room(band=-20.0), 1)
    power = [float((sound[: 2 * SPEECH_RATE] ** 2).mean()) for sound in (quiet, clapped)]
    assert power[1] > 4 * power[0]
    assert float((played[5 * SPEECH_RATE :] ** 2).mean()) > 100 * float(
        (quiet[5 * SPEECH_RATE :] ** 2).mean()
    )


def test_syllables_are_counted_by_vowels() -> None:
    assert [syllables(word) for word in ("moon", "silver", "Verdächtig", "pst")] == [1, 2, 3, 1]
