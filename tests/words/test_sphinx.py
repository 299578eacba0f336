"""pocketsphinx for real: short tests on the demo song, which is part of the project."""

import pickle
import re
from collections.abc import Iterable
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr
from numpy.typing import NDArray

from livevis.lab.words.conditions import pink
from livevis.messages import AudioBlock, Heard, LyricLine, Lyrics, LyricWord, SongEnd, SongStart, Word
from livevis.words.follow import LyricFollower
from livevis.words.spelling import sound_key
from livevis.words.sphinx import SphinxEar, SphinxTranscriber

ROOT = Path(__file__).parents[2]
SONG = ROOT / "shows" / "first-light"
RATE = 16_000


@cache
def lyrics() -> Lyrics:
    """The demo's lyrics with their word stamps."""
    lines = []
    for text in (SONG / "first-light.lrc").read_text(encoding="utf-8").splitlines():
        stamps = re.findall(r"<(\d+):([\d.]+)>([^<]*)", text)
        times = [60 * int(m) + float(s) for m, s, _ in stamps]
        words = [
            LyricWord(w.strip(), a, b) for (_, _, w), (a, b) in zip(stamps, pairwise(times), strict=False)
        ]
        if words:
            lines.append(LyricLine(len(lines), tuple(words), words[0].start, words[-1].end))
    return Lyrics(tuple(lines))


@cache
def sound(path: Path) -> NDArray[np.float32]:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    return np.asarray(soxr.resample(samples.mean(axis=1), rate, RATE), dtype=np.float32)


def listen(samples: NDArray[np.float32], song: Lyrics) -> list[Heard]:
    heard: list[Heard] = []
    with SphinxTranscriber() as worker:
        heard += worker(SongStart("s", "S", 0.0, song))
        for i in range(0, len(samples), 1600):
            heard += worker(AudioBlock(samples[i : i + 1600, None], RATE, i / RATE, 0.0, i / RATE))
        heard += worker(SongEnd("s", len(samples) / RATE))
    return heard


def word_errors(said: list[Word], gold: list[LyricWord]) -> float:
    """Word error rate: (substitutions + deletions + insertions) / gold words."""
    left, right = [sound_key(w.text) for w in gold], [sound_key(w.text) for w in said]
    row = list(range(len(right) + 1))
    for a in left:
        last, row[0] = row[:], row[0] + 1
        for j, b in enumerate(right):
            row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (a != b))
    return row[-1] / len(left)


def word_errors_of(gold: list[str], said: Iterable[Word]) -> int:
    """How many substitutions, deletions and insertions."""
    words = [LyricWord(word) for word in gold]
    return round(word_errors(list(said), words) * len(words))


def partial_delays(heard: list[Heard], gold: list[LyricWord]) -> list[float | None]:
    """From each gold word's end to the first `Heard` that holds it; None if none does."""
    return [next((h.at - w.end for h in heard if holds(h, w)), None) for w in gold if w.end is not None]


def holds(heard: Heard, gold: LyricWord) -> bool:
    assert gold.start is not None
    assert gold.end is not None
    middle = (gold.start + gold.end) / 2
    return any(
        sound_key(w.text) == sound_key(gold.text) and abs((w.start + w.end) / 2 - middle) < 0.5
        for w in heard.words
    )


def judged(until: float) -> tuple[list[Heard], list[LyricWord]]:
    heard = listen(sound(SONG / "first-light.ogg")[: round(until * RATE)], lyrics())
    gold = [w for line in lyrics().lines for w in line.words if w.end is not None and w.end < until - 0.3]
    return heard, gold


def assert_heard_well(heard: list[Heard], gold: list[LyricWord], most_errors: float) -> None:
    finals = [w for h in heard if h.final for w in h.words]
    assert word_errors(finals, gold) <= most_errors
    delays = partial_delays(heard, gold)
    known = sorted(d for d in delays if d is not None)
    assert delays.count(None) <= 0.15 * len(gold)
    assert known[len(known) // 2] <= 0.3
    assert all(a.end <= b.start + 1e-6 for a, b in pairwise(finals))


def test_the_first_lines_of_the_demo() -> None:
    heard, gold = judged(until=16.0)
    assert_heard_well(heard, gold, most_errors=0.35)


@pytest.mark.parametrize("silence", [0.841, 1.535])
def test_the_first_line_is_heard_however_the_band_before_it_is_cut(silence: float) -> None:
    """When the microphone opened decides where a phrase begins, so how much of the band is in it."""
    take = np.concatenate([np.zeros(round(silence * RATE), np.float32), sound(SONG / "first-light.ogg")])
    heard = listen(take[: round((silence + 8.2) * RATE)], lyrics())
    said = [sound_key(w.text) for h in heard if h.final for w in h.words]
    assert said[:5] == [sound_key(w) for w in ("black", "water", "holds", "the", "moon")]


@pytest.mark.slow
def test_the_whole_demo_and_where_the_singer_is() -> None:
    heard, gold = judged(until=70.0)
    assert_heard_well(heard, gold, most_errors=0.15)
    follower = LyricFollower()
    list(follower(SongStart("s", "S", 0.0, lyrics())))
    locks: dict[int, float] = {}
    for item in heard:
        for place in follower(item):
            if place.locked:
                locks.setdefault(place.line, item.at)
    delays = [locks[line.index] - line.start for line in lyrics().lines if line.index in locks and line.start]
    assert len(delays) >= len(lyrics().lines) - 1
    assert all(-0.5 <= delay <= 1.5 for delay in delays)
    assert sorted(delays)[len(delays) // 2] <= 0.8


def test_free_speech_without_lyrics() -> None:
    shared = ROOT.parent / "shared" / "audio" / "lj001-0002.wav"
    if not shared.exists():
        pytest.skip("../shared is absent")
    heard = listen(sound(shared), Lyrics())
    gold = [LyricWord(w) for w in shared.with_suffix(".txt").read_text(encoding="utf-8").split()]
    assert word_errors([w for h in heard if h.final for w in h.words], gold) <= 0.6


@pytest.mark.slow
def test_free_speech_along_the_way_is_heard_as_well_as_at_once_and_in_time() -> None:
    shared = ROOT.parent / "shared" / "audio"
    clips = sorted(shared.glob("lj001-*.wav"))
    if not clips:
        pytest.skip("../shared is absent")
    at_once = along = 0
    late: list[float] = []
    for clip in clips:
        samples = sound(clip)
        gold = clip.with_suffix(".txt").read_text(encoding="utf-8").split()
        with SphinxTranscriber() as worker:
            list(worker(SongStart("s", "S", 0.0)))
            assert worker._ear is not None
            at_once += word_errors_of(gold, worker._ear.whole(samples, 0.0))
        finals = [
            h for h in listen(np.concatenate([samples, np.zeros(2 * RATE, np.float32)]), Lyrics()) if h.final
        ]
        along += word_errors_of(gold, [w for h in finals for w in h.words])
        late += [h.at - w.end for h in finals for w in h.words]
    assert along <= at_once + 3
    assert float(np.median(late)) <= 1.5


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["silence", "hum", "pink"])
def test_twenty_minutes_of_nothing_commit_no_word(kind: str) -> None:
    t = np.arange(60 * RATE) / RATE
    rng = np.random.default_rng(1)
    hum = sum(0.02 / k * np.sin(2 * np.pi * 50 * k * t + k) for k in (1, 2, 3, 5, 7))
    minute = {
        "silence": np.zeros(len(t)),
        "hum": hum + 0.0005 * rng.standard_normal(len(t)),
        "pink": 0.03 * pink(len(t), rng),
    }[kind].astype(np.float32)
    with SphinxTranscriber() as worker:
        list(worker(SongStart("s", "S", 0.0, lyrics())))
        for second in range(20 * 60):
            first = second % 60 * RATE
            block = AudioBlock(minute[first : first + RATE, None].copy(), RATE, float(second))
            assert not any(heard.final for heard in worker(block))


def test_silence_and_noise_say_nothing() -> None:
    hiss = np.random.default_rng(0).standard_normal(4 * RATE).astype(np.float32) * np.float32(0.01)
    assert listen(np.zeros(3 * RATE, np.float32), lyrics()) == []
    assert [h for h in listen(hiss, lyrics()) if h.final] == []


def test_only_english_is_heard() -> None:
    worker = SphinxTranscriber()
    assert worker.hears("en")
    assert worker.hears("en-GB")
    assert not worker.hears("de")


def test_the_factory_travels_to_another_process() -> None:
    made = pickle.loads(pickle.dumps(partial(SphinxTranscriber)))()
    assert made.hears("en")


def test_words_in_another_script_fall_back_to_the_full_vocabulary() -> None:
    with SphinxTranscriber() as worker:
        song = Lyrics((LyricLine(0, (LyricWord("雪"),)),))
        assert list(worker(SongStart("s", "S", 0.0, song))) == []
        assert isinstance(worker._ear, SphinxEar)
        assert worker._ear is worker._free


def test_a_word_is_believed_in_the_company_it_has_in_the_song() -> None:
    from livevis.messages import LyricLine, Lyrics, LyricWord, Word
    from livevis.words.sphinx import _believed, neighbours

    lines = ("white horses cross the valley", "a green field")
    known = Lyrics(
        tuple(LyricLine(n, tuple(LyricWord(w) for w in line.split())) for n, line in enumerate(lines))
    )
    pairs = neighbours(known)

    def heard(*words: tuple[str, float, float]) -> list[str]:
        said = tuple(Word(text, start, start + 0.3, p) for text, start, p in words)
        return [word.text for word in _believed(said, pairs)]

    assert heard(("white", 1.0, 0.5), ("horses", 1.4, 0.5)) == ["white", "horses"]
    assert heard(("horses", 1.0, 0.5), ("the", 1.4, 0.5)) == ["horses", "the"]
    assert heard(("cross", 1.0, 0.5), ("valley", 1.5, 0.5)) == ["cross", "valley"], "a small word was missed"
    assert heard(("valley", 1.0, 0.5), ("a", 1.4, 0.5)) == ["valley", "a"], "across the line's end"
    assert heard(("white", 1.0, 0.9), ("field", 1.4, 0.9)) == [], "never neighbours in the song"
    assert heard(("white", 1.0, 0.99)) == ["white"]
    assert heard(("white", 1.0, 0.05), ("horses", 1.4, 0.99)) == ["horses"]
    assert heard(("white", 1.0, 0.5), ("horses", 3.0, 0.5)) == [], "too far apart"
