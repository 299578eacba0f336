"""LocalAgreement-2 with an engine that reads from a script."""

from collections.abc import Iterator

import numpy as np
import pytest

from livevis.messages import AudioBlock, Heard, LyricLine, Lyrics, LyricWord, SongEnd, SongStart, Word
from livevis.words.passes import PassOptions, PassTranscriber, Segment
from livevis.words.window import Mono

RATE = 16_000
SUNG = [
    Word(text, 2.0 + 0.5 * i, 2.5 + 0.5 * i)
    for i, text in enumerate(["old", "lanterns", "guard", "the", "harbor", "tonight"])
]
BREAK = 9.0
LENGTH = 11.0


def sound() -> Mono:
    t = np.arange(round(LENGTH * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * 200 * n * t) / n for n in range(1, 10)).astype(np.float32) * np.float32(0.2)
    sung = (t >= 2.0) & (t < 5.0)
    hiss = np.random.default_rng(1).standard_normal(len(t)).astype(np.float32) * np.float32(0.001)
    return np.where(sung, tone, np.float32(0)) + hiss


class ScriptedEngine:
    """Knows where the buffer lies by its content; mishears the youngest word, as Whisper does."""

    def __init__(self, samples: Mono, words: list[Word], phantom: str = "") -> None:
        self.samples, self.words, self.phantom = samples, words, phantom
        self.calls: list[tuple[float, str, str]] = []

    def __call__(self, sound: Mono, begin: float, language: str, hint: str) -> Iterator[Segment]:
        self.calls.append((len(sound) / RATE, language, hint))
        begin = self._place(sound) / RATE
        end = begin + len(sound) / RATE
        words = [w for w in self.words if begin - 0.1 <= w.start and w.start + 0.2 < end]
        if words and words[-1].end > end:
            words[-1] = Word("mumble", words[-1].start, end)
        yield Segment(tuple(Word(w.text, w.start - begin, w.end - begin, 0.9) for w in words), 0.1, -0.3)
        if self.phantom:
            quiet = Word(self.phantom, len(sound) / RATE - 0.1, len(sound) / RATE, 0.9)
            yield Segment((quiet,), 0.9, -2.0)

    def _place(self, sound: Mono) -> int:
        probe = sound[:64]
        view = np.lib.stride_tricks.sliding_window_view(self.samples, 64)
        return int(np.flatnonzero((view == probe).all(axis=1))[0])


def lyrics() -> Lyrics:
    lines = [
        "Old lanterns guard the harbor",
        "tonight we sail",
        "Paint the mountain red",
        "Snow falls",
        "a",
        "b",
        "c",
    ]
    return Lyrics(tuple(LyricLine(i, tuple(map(LyricWord, line.split()))) for i, line in enumerate(lines)))


def blocks(samples: Mono, size: int = 800) -> Iterator[AudioBlock]:
    for i in range(0, len(samples), size):
        yield AudioBlock(samples[i : i + size, None], RATE, i / RATE, 0.0, i / RATE)


def listen(
    engine: ScriptedEngine, options: PassOptions | None = None, song: Lyrics | None = None
) -> list[Heard]:
    worker = PassTranscriber(engine, options)
    heard = list(worker(SongStart("s", "S", 0.0, song or Lyrics(), language="de")))
    for block in blocks(engine.samples):
        heard += worker(block)
    return heard + list(worker(SongEnd("s", LENGTH)))


def finals(heard: list[Heard]) -> list[str]:
    return [word.text for item in heard if item.final for word in item.words]


def test_what_two_passes_agree_on_is_final_and_the_misheard_edge_is_not() -> None:
    heard = listen(ScriptedEngine(sound(), SUNG))
    assert finals(heard) == [w.text for w in SUNG]
    assert any("mumble" in h.text for h in heard if not h.final)


def test_words_are_final_two_hops_after_they_end() -> None:
    heard = listen(ScriptedEngine(sound(), SUNG), PassOptions(hop=0.4))
    for word in SUNG:
        final = next(h for h in heard if h.final and any(abs(w.start - word.start) < 0.01 for w in h.words))
        assert final.at - word.end < 1.5


def test_times_and_take_are_absolute() -> None:
    heard = [h for h in listen(ScriptedEngine(sound(), SUNG)) if h.final]
    found = [(w.start, w.end) for h in heard for w in h.words]
    assert found == [pytest.approx((w.start, w.end)) for w in SUNG]
    assert heard[-1].take_s == pytest.approx(SUNG[-1].end)


def test_the_engine_rests_while_nobody_sings() -> None:
    engine = ScriptedEngine(sound(), SUNG)
    worker = PassTranscriber(engine)
    for block in blocks(engine.samples[: 2 * RATE - 1600]):
        assert list(worker(block)) == []
    assert engine.calls == []


def test_doubtful_segments_fall_through_the_sieve() -> None:
    heard = listen(ScriptedEngine(sound(), SUNG, phantom="you"))
    assert "you" not in " ".join(h.text for h in heard).split()


def test_the_song_gives_language_and_hint_around_the_singer() -> None:
    engine = ScriptedEngine(sound(), SUNG)
    listen(engine, song=lyrics())
    assert {language for _, language, _ in engine.calls} == {"de"}
    assert engine.calls[0][2].startswith("Old lanterns guard the harbor tonight")
    assert all(len(hint.split()) <= 60 for _, _, hint in engine.calls)
    assert not any(hint.endswith("c") for _, _, hint in engine.calls[:3])


def test_the_buffer_is_bounded_even_when_nothing_settles() -> None:
    rng = np.random.default_rng(3)
    samples = np.tile(sound()[2 * RATE : 4 * RATE], 15) + rng.standard_normal(30 * RATE).astype(
        np.float32
    ) * np.float32(1e-4)
    calls: list[float] = []

    def restless(sound: Mono, begin: float, language: str, hint: str) -> list[Segment]:
        calls.append(len(sound) / RATE)
        return [Segment((Word(f"word{len(calls)}", 0.1, 0.6, 0.9),))]

    worker = PassTranscriber(restless, PassOptions(gate="off", longest=6.0))
    for block in blocks(samples):
        list(worker(block))
    assert len(calls) > 30
    assert max(calls) < 6.0 + 0.6 + 0.1


def test_a_second_judge_opens_the_gate() -> None:
    engine = ScriptedEngine(sound(), SUNG)
    worker = PassTranscriber(engine, judge=lambda _: True)
    for block in blocks(engine.samples[: 2 * RATE - 1600]):
        list(worker(block))
    assert engine.calls


def test_reset_forgets() -> None:
    engine = ScriptedEngine(sound(), SUNG)
    worker = PassTranscriber(engine)
    for _ in range(2):
        heard = [h for block in blocks(engine.samples) for h in worker(block)]
        assert finals(heard) == [w.text for w in SUNG]
        worker.reset()
