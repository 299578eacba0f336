"""Others' ways, as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from livevis.lab.words.baselines import FixedSegments, LocalAgreement2
from livevis.lab.words.script import Habits, Script, ScriptedEngine
from livevis.messages import AudioBlock, Heard, SongEnd, SongStart
from livevis.words.spelling import sound_key

from .songs import gold

PERFECT = Habits(0.0, 0.0, 0.0, (0.0, 0.0), 0.0, 0.0, 0.0, 0.0)


def listen(worker: FixedSegments | LocalAgreement2, length: float) -> Iterator[Heard]:
    yield from worker(SongStart("s", "S", 0.0))
    for number in range(round(length / 0.1)):
        block = np.zeros((1600, 1), np.float32)
        yield from worker(AudioBlock(block, 16_000, number * 0.1))
    yield from worker(SongEnd("s", length))


@pytest.mark.parametrize("kind", [FixedSegments, LocalAgreement2])
def test_every_word_is_said_once_and_in_order(kind: type, tmp_path: Path) -> None:
    known = gold(tmp_path)
    engine = ScriptedEngine(Script.written(known, PERFECT, 1), 1)
    finals = [heard for heard in listen(kind(engine), known.length) if heard.final]
    said = [sound_key(word.text) for heard in finals for word in heard.words]
    sung = [word.text for word in known.words]
    assert said == sung if kind is LocalAgreement2 else len(said) >= len(sung) - 1
    assert engine.passes == (2 if kind is FixedSegments else int(known.length))


def test_agreement_asks_for_the_very_same_letters(tmp_path: Path) -> None:
    known = gold(tmp_path)
    engine = ScriptedEngine(Script.written(known, PERFECT, 1), 1)
    heard = list(listen(LocalAgreement2(engine), known.length))
    first = next(one for one in heard if one.final)
    assert first.at - first.words[0].end > 0.9  # twice a second apart, at the least
    partials = [one for one in heard if not one.final and one.words]
    assert partials


def test_the_buffer_is_cut_at_a_committed_segment(tmp_path: Path) -> None:
    known = gold(tmp_path)
    lengths: list[int] = []
    script = ScriptedEngine(Script.written(known, PERFECT, 1), 1)

    def engine(sound: np.ndarray, begin: float, language: str, hint: str) -> Iterator[object]:
        lengths.append(len(sound))
        return script(sound, begin, language, hint)

    list(listen(LocalAgreement2(engine, trim=8.0), known.length))  # type: ignore[arg-type]
    assert max(lengths) < 14 * 16_000
    assert lengths[-1] < max(lengths)
