"""The scripted recogniser."""

from __future__ import annotations

import numpy as np
import pytest

from livevis.lab.words.gold import Gold, SungWord
from livevis.lab.words.script import Habits, Script, ScriptedEngine
from livevis.messages import Lyrics
from livevis.words.spelling import sound_key

SONG = "old lanterns guard the harbor tonight we sail snow falls on my hand silver rivers carry me home"
TEXTS = SONG.split()
WORDS = tuple(SungWord(TEXTS[i % len(TEXTS)], 5.0 + 0.5 * i, 5.4 + 0.5 * i, i // 6) for i in range(600))
GOLD = Gold(Lyrics(), WORDS, (), (), 330.0)
PERFECT = Habits(0.0, 0.0, 0.0, (0.0, 0.0), 0.0, 0.0, 0.0, 0.0)


def heard(engine: ScriptedEngine, begin: float, end: float) -> list[str]:
    sound = np.zeros(round((end - begin) * 16_000), np.float32)
    return [sound_key(word.text) for segment in engine(sound, begin, "en", "") for word in segment.words]


def test_without_habits_it_hears_exactly_what_was_sung() -> None:
    engine = ScriptedEngine(Script.written(GOLD, PERFECT, 1), 1)
    assert heard(engine, 4.8, 8.0) == TEXTS[:6]
    assert heard(engine, 0.0, 4.9) == []
    assert engine.passes == 2
    (segment,) = ScriptedEngine(Script.written(GOLD, PERFECT, 1), 1)(
        np.zeros(24_000, np.float32), 4.9, "", ""
    )
    assert segment.words[0].start == pytest.approx(0.1)  # from the start of the sound handed in
    assert segment.words[0].end == pytest.approx(0.5)


def test_the_show_s_zero_moves_everything() -> None:
    engine = ScriptedEngine(Script.written(GOLD, PERFECT, 1), 1, zero=100.0)
    assert heard(engine, 104.8, 108.0) == TEXTS[:6]


def test_the_shares_are_as_promised_and_mistakes_persist() -> None:
    script = Script.written(GOLD, Habits(loops=0.0, phantoms=0.0), 3)
    wrong = sum(sound_key(w.text) not in TEXTS for w in script.words)
    assert 0.03 < wrong / 600 < 0.25  # some are other words of the song
    assert abs(len(script.words) - 600 * 0.98) < 25
    engine = ScriptedEngine(script, 3)
    assert heard(engine, 40.0, 60.0) == heard(engine, 40.0, 60.0)
    assert Script.written(GOLD, Habits(), 3) == Script.written(GOLD, Habits(), 3)
    assert Script.written(GOLD, Habits(), 3) != Script.written(GOLD, Habits(), 4)


def test_a_word_comes_late_and_half_of_it_before() -> None:
    script = Script.written(GOLD, Habits(0.0, 0.0, 0.0, (0.2, 0.1), 1.0, 0.0, 0.0, 0.0), 5)
    late = np.array([word.ready - gold.end for word, gold in zip(script.words, WORDS, strict=True)])
    assert 0.17 < late.mean() < 0.23
    assert late.min() >= 0.0
    engine = ScriptedEngine(script, 5)
    word = script.words[7]
    before = heard(engine, 4.8, (word.start + 0.15 + word.ready) / 2)[7:8]
    after = heard(engine, 4.8, word.ready + 0.01)[7]
    assert before != [after]
    assert after == sound_key(WORDS[7].text)


def test_loops_repeat_what_was_said_to_the_edge_and_stop() -> None:
    script = Script.written(GOLD, Habits(0.0, 0.0, 0.0, (0.0, 0.0), 0.0, 2.0, 0.0, 0.0), 2)
    assert script.loops
    loop, engine = script.loops[0], ScriptedEngine(script, 2)
    inside = (loop.since + loop.until) / 2
    looping = heard(engine, inside - 6.0, inside)
    assert looping[-loop.length :] == looping[-2 * loop.length : -loop.length]
    assert heard(engine, loop.until + 0.02 - 6.0, loop.until + 0.02)[-1] != ""
    first = next(i for i, w in enumerate(script.words) if w.start > loop.until - 5.5)
    behind = heard(engine, script.words[first].start - 0.05, loop.until + 4.0)
    assert behind[:3] == [sound_key(w.text) for w in script.words[first : first + 3]]


def test_phantoms_speak_where_nobody_sings_and_doubt_themselves() -> None:
    script = Script.written(GOLD, Habits(0.0, 0.0, 0.0, (0.0, 0.0), 0.0, 0.0, 30.0, 0.0), 2)
    assert script.phantoms
    phantom = script.phantoms[0]
    assert phantom.until <= 5.0 or phantom.at >= WORDS[-1].end
    engine = ScriptedEngine(script, 2)
    sound = np.zeros(round(2.0 * 16_000), np.float32)
    segments = list(engine(sound, phantom.at - 1.9, "en", ""))
    assert any(segment.no_speech >= 0.3 and segment.words for segment in segments)
