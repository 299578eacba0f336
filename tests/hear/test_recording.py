from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from livevis.errors import InputFaults
from livevis.flow.worker import Tick, Timed
from livevis.hear.recording import RecordingSource, probe
from livevis.messages import AudioBlock, Notice, SongEnd, SongStart
from tests.hear.builders import joined, noise, only, run, write

RATE = 44_100


def song(take: Path | None, at: float = 0.0, take_from: float = 0.0, name: str = "one") -> SongStart:
    return SongStart(name, name.title(), at, take=take, take_from=take_from)


def seams(items: list[Any]) -> list[float]:
    blocks = only(AudioBlock, items)
    return [b.start - a.end for a, b in pairwise(blocks) if abs(b.start - a.end) > 1e-9]


@pytest.fixture
def take(tmp_path: Path) -> Path:
    return write(tmp_path / "take.wav", noise(RATE + 100, 2), RATE)


def test_between_songs_there_is_silence_in_time() -> None:
    source = RecordingSource()
    assert isinstance(source, Timed)
    said = run(source, 1.0)
    assert len(said) == 50
    assert all(b.rate == 48_000 and b.samples.shape == (960, 1) and not b.samples.any() for b in said)
    assert said[0].start == 0.0
    assert said[-1].end == 1.0
    assert said[0].take_start is None


def test_a_tick_gives_every_block_that_has_ended_and_no_other() -> None:
    source = RecordingSource()
    list(source(Tick(0.0)))
    assert [round(b.end, 3) for b in source(Tick(0.059))] == [0.02, 0.04]
    assert source.due() == pytest.approx(0.06)
    assert [round(b.end, 3) for b in source(Tick(source.due()))] == [0.06]
    assert list(source(Tick(source.due() - 0.001))) == []


def test_the_take_plays_from_the_song_s_start(take: Path) -> None:
    sound = noise(RATE + 100, 2)
    with RecordingSource() as source:
        said = run(source, 0.5)
        said += list(source(song(take, at=0.5)))
        said += run(source, 2.5)
    heard = [item for item in said if isinstance(item, AudioBlock) and item.take_start is not None]
    for n, block in enumerate(heard):
        assert block.start == 0.5 + n * 882 / RATE
        assert block.take_start == n * 882 / RATE
        assert block.samples.shape == (882, 2)
    assert np.allclose(joined(heard)[: len(sound)], sound, atol=1e-4)
    assert not joined(heard)[len(sound) :].any()
    (end,) = only(SongEnd, said)
    assert end == SongEnd("one", heard[-1].end)
    assert said[next(n for n, item in enumerate(said) if item is end) - 1] is heard[-1]
    assert seams(said) == []
    assert only(AudioBlock, said)[-1].rate == 48_000


def test_a_song_that_begins_later_lets_silence_fill_up_to_it(take: Path) -> None:
    source = RecordingSource()
    said = run(source, 0.1) + list(source(song(take, at=0.333)))
    said += run(source, 0.5)
    first = next(item for item in said if item.take_start is not None)
    assert first.start == 0.333
    # The joint lies on the nearest frame of the silence.
    assert all(abs(seam) <= 0.5 / 48_000 for seam in seams(said))


def test_a_song_told_late_starts_where_it_belongs_and_catches_up(take: Path) -> None:
    source = RecordingSource()
    run(source, 1.0)
    list(source(song(take, at=0.7)))
    said = list(source(Tick(1.0)))
    assert said[0].start == 0.7
    assert said[0].take_start == 0.0
    assert said[-1].end == pytest.approx(1.0)


def test_the_middle_of_a_take_can_be_entered(take: Path) -> None:
    source = RecordingSource()
    list(source(song(take, at=0.0, take_from=0.25)))
    said = run(source, 0.1)
    assert said[0].take_start == 0.25
    assert np.allclose(joined(said), noise(RATE + 100, 2)[11_025 : 11_025 + len(joined(said))], atol=1e-4)


def test_entering_behind_the_end_ends_the_song(take: Path) -> None:
    source = RecordingSource()
    list(source(song(take, at=0.0, take_from=99.0)))
    said = run(source, 0.1)
    assert only(SongEnd, said) == [SongEnd("one", 0.0)]
    assert only(Notice, said) == []
    assert seams(said) == []


def test_a_song_without_a_take_is_silence_until_told_otherwise(take: Path) -> None:
    source = RecordingSource()
    list(source(song(take, at=0.0)))
    said = run(source, 0.1)
    list(source(song(None, at=0.1, name="two")))
    later = run(source, 3.0)
    assert all(not item.samples.any() for item in later)
    assert seams(said + later) == []


def test_the_operator_ends_a_song_and_time_goes_on(take: Path) -> None:
    source = RecordingSource()
    list(source(song(take, at=0.0)))
    said = run(source, 0.2) + list(source(SongEnd("other", 0.2)))
    said += run(source, 0.3) + list(source(SongEnd("one", 0.3)))
    after = run(source, 0.5)
    assert only(SongEnd, said + after) == []
    assert all(block.take_start is None for block in after)
    assert seams(said + after) == []


def test_one_song_after_another(take: Path, tmp_path: Path) -> None:
    second = write(tmp_path / "second.flac", noise(8000), 8000)
    source = RecordingSource()
    list(source(song(take, at=0.0)))
    said = run(source, 0.5) + list(source(song(second, at=0.6, name="two")))
    said += run(source, 2.0)
    assert [end.song for end in only(SongEnd, said)] == ["two"]
    rates = [block.rate for block in only(AudioBlock, said)]
    assert rates == sorted(rates, key=[RATE, 8000, 48_000].index)
    assert next(b for b in only(AudioBlock, said) if b.rate == 8000).start == 0.6


def test_a_missing_take_ends_its_song_with_a_word_and_no_crash(tmp_path: Path) -> None:
    with pytest.raises(InputFaults):
        probe(tmp_path / "gone.wav")
    source = RecordingSource()
    notice, end = source(song(tmp_path / "gone.wav", at=0.5))
    assert isinstance(notice, Notice)
    assert "gone.wav" in str(notice)
    assert end == SongEnd("one", 0.5)
    assert len(run(source, 1.0)) == 25


def test_a_take_that_breaks_off_ends_its_song_with_a_word(tmp_path: Path) -> None:
    path = write(tmp_path / "take.flac", noise(4 * RATE), RATE)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    source = RecordingSource()
    list(source(song(path)))
    said = run(source, 4.0)
    (notice,) = only(Notice, said)
    assert "breaks off" in notice.text
    (end,) = only(SongEnd, said)
    assert 1.0 < end.at < 3.0
    assert seams(said) == []


def test_an_hour_of_song_does_not_drift(tmp_path: Path) -> None:
    path = write(tmp_path / "hour.flac", np.zeros((3600 * 1000, 1), dtype=np.float32), 1000)
    source = RecordingSource(block=0.5)
    list(source(song(path, at=0.1)))
    said = run(source, 3601.0)
    (end,) = only(SongEnd, said)
    assert end.at == 3600.1
    last = [b for b in only(AudioBlock, said) if b.take_start is not None][-1]
    assert last.take_start == 3599.5


def test_an_answer_cut_short_is_given_next_time(take: Path) -> None:
    source = RecordingSource()
    list(source(song(take, at=0.0)))
    run(source, 1.0)
    answers = source(Tick(1.03))
    first = next(answers)
    answers.close()
    assert isinstance(first, AudioBlock)
    assert isinstance(next(iter(source(Tick(1.03)))), SongEnd)


def test_two_runs_are_the_same_to_the_bit(take: Path) -> None:
    def once() -> list[tuple[float, bytes]]:
        source = RecordingSource()
        list(source(song(take, at=0.1)))
        return [(b.start, b.samples.tobytes()) for b in only(AudioBlock, run(source, 1.5))]

    assert once() == once()


def test_reset_and_exit_let_the_file_go(take: Path) -> None:
    with RecordingSource() as source:
        list(source(song(take, at=0.0)))
        said = run(source, 0.1)
        list(source(song(take, at=9.0, name="two")))
        source.reset()
        said += run(source, 0.2)
        assert seams(said) == []
        assert said[-1].take_start is None
        list(source(song(take, at=0.2)))
        run(source, 0.3)
    assert run(source, 0.4)[-1].take_start is None
