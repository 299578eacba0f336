"""The way of listening, with an ear that knows the truth and mishears as it is told."""

from collections.abc import Iterator

import numpy as np
import pytest

from livevis.messages import AudioBlock, Heard, Lyrics, SongEnd, SongStart, Word
from livevis.words.phrases import Pace, PhraseOptions, PhraseTranscriber
from livevis.words.window import Mono

RATE = 16_000
SUNG = [
    Word("black", 2.0, 2.4), Word("water", 2.4, 2.9), Word("holds", 2.9, 3.3), Word("the", 3.3, 3.45),
    Word("moon", 3.45, 4.0), Word("paint", 6.0, 6.4), Word("the", 6.4, 6.6), Word("mountain", 6.6, 7.4),
]  # fmt: skip
LENGTH = 10.0


class ScriptedEar:
    """Hears the words that end inside the sound it is given; the running utterance mishears "water"."""

    def __init__(self, words: list[Word] = SUNG) -> None:
        self.pace = Pace(growth=0.25, patience=0.8)
        self.words = words
        self.decoded = 0.0
        self._fed = 0

    def open(self) -> None:
        self._fed = 0

    def close(self) -> None:
        self._fed = 0

    def stream(self, sound: Mono, start: float) -> tuple[Word, ...]:
        self._fed += len(sound)
        heard = self._between(start, start + self._fed / RATE)
        return tuple(Word("daughter", w.start, w.end) if w.text == "water" else w for w in heard)

    def whole(self, sound: Mono, start: float) -> tuple[Word, ...]:
        self.decoded += len(sound) / RATE
        return self._between(start, start + len(sound) / RATE)

    def _between(self, begin: float, end: float) -> tuple[Word, ...]:
        return tuple(w for w in self.words if begin - 0.05 <= w.start and w.end <= end + 1e-6)


def sound() -> Mono:
    t = np.arange(round(LENGTH * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * 200 * n * t) / n for n in range(1, 10)).astype(np.float32) * np.float32(0.2)
    sung = np.zeros(len(t), bool)
    for word in SUNG:
        sung |= (t >= word.start) & (t < word.end)
    hiss = np.random.default_rng(1).standard_normal(len(t)).astype(np.float32) * np.float32(0.001)
    return np.where(sung, tone, np.float32(0)) + hiss


def blocks(size: int, lost: tuple[float, float] = (0.0, 0.0), offset: float = 30.0) -> Iterator[AudioBlock]:
    samples, gap = sound(), 0.0
    for i in range(0, len(samples), size):
        if lost[0] <= i / RATE < lost[1]:
            gap += size / RATE
            continue
        yield AudioBlock(samples[i : i + size, None], RATE, i / RATE, gap, offset + i / RATE)
        gap = 0.0


def listen(
    size: int = 1600, lost: tuple[float, float] = (0.0, 0.0), ear: ScriptedEar | None = None
) -> list[Heard]:
    worker = PhraseTranscriber(lambda _: ear or ScriptedEar())
    heard = list(worker(SongStart("s", "S", 0.0, Lyrics())))
    for block in blocks(size, lost):
        heard += worker(block)
    return heard + list(worker(SongEnd("s", LENGTH)))


def finals(heard: list[Heard]) -> list[Word]:
    return [word for item in heard if item.final for word in item.words]


def test_every_word_is_final_once_and_in_order() -> None:
    assert [w.text for w in finals(listen())] == [w.text for w in SUNG]


def test_a_partial_comes_right_after_the_word() -> None:
    heard = listen()
    for word in SUNG:
        first = next(h for h in heard if any(abs(w.start - word.start) < 0.01 for w in h.words))
        assert -0.01 <= first.at - word.end <= 0.2, word


def test_partials_leave_out_what_is_final_and_are_taken_back_when_empty() -> None:
    committed = float("-inf")
    shown: tuple[Word, ...] = ()
    for item in listen():
        if item.final:
            committed = item.words[-1].end
        else:
            assert all(w.end > committed for w in item.words)
            assert [w.text for w in item.words] != [w.text for w in shown]
            shown = item.words
    assert shown == ()


def test_the_careful_pass_corrects_the_running_guess() -> None:
    heard = listen()
    assert any("daughter" in h.text for h in heard if not h.final)
    assert "daughter" not in [w.text for w in finals(heard)]


def test_the_size_of_the_blocks_does_not_matter() -> None:
    reference = [(h.final, h.text, round(h.at, 6)) for h in listen()]
    for size in (317, 4801, 40_000, 160_000):
        assert [(h.final, h.text, round(h.at, 6)) for h in listen(size)] == reference, size


def test_the_place_in_the_take_comes_along() -> None:
    heard = [h for h in listen() if h.words]
    assert all(h.take_s == pytest.approx(h.words[-1].end + 30.0) for h in heard)


def test_a_gap_ends_the_phrase_and_nothing_is_said_twice() -> None:
    texts = [w.text for w in finals(listen(lost=(3.4, 5.0)))]
    assert texts == ["black", "water", "holds", "paint", "the", "mountain"]


def test_a_song_without_a_pause_is_cut_and_its_cost_is_bounded() -> None:
    endless = [Word(f"w{i}", 0.5 + 0.5 * i, 1.0 + 0.5 * i) for i in range(100)]
    ear = ScriptedEar(endless)
    worker = PhraseTranscriber(lambda _: ear, PhraseOptions(gate="off"))
    tone = np.tile(sound()[2 * RATE : 4 * RATE], 26)
    heard = []
    for i in range(0, 50 * RATE, 1600):
        heard += worker(AudioBlock(tone[i : i + 1600, None], RATE, i / RATE))
    said = [w.text for w in finals(heard)]
    assert len(said) == len(set(said)) >= 85
    assert said == sorted(said, key=lambda text: int(text[1:]))
    assert ear.decoded < 50 * 10


def test_reset_forgets_the_song() -> None:
    worker = PhraseTranscriber(lambda _: ScriptedEar())
    for _ in range(2):
        heard = [h for block in blocks(1600) for h in worker(block)]
        assert [w.text for w in finals(heard)] == [w.text for w in SUNG]
        worker.reset()


def test_an_abandoned_answer_loses_no_later_word() -> None:
    worker = PhraseTranscriber(lambda _: ScriptedEar())
    heard: list[Heard] = []
    for number, block in enumerate(blocks(1600)):
        answers = iter(worker(block))
        if number % 7 == 3:  # the stage may close an answer when something newer came
            heard += [h for h in [next(answers, None)] if h]
            getattr(answers, "close", lambda: None)()
        else:
            heard += answers
    heard += worker(SongEnd("s", LENGTH))
    said = [w.text for w in finals(heard)]
    assert len(said) >= len(SUNG) - 3
    assert set(said) <= {w.text for w in SUNG}
