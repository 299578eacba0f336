"""From sound to locked lines."""

from __future__ import annotations

import numpy as np
import pytest

from livevis.messages import LyricPlace
from livevis.words.chain import Chain
from livevis.words.track import FRAME, SongTracker, TrackOptions

from .songs import ToyModel, lyrics, say, sung

SONG = lyrics("ab cd", "dda acb", "ab cd", "bb ccc")


class Script:
    """Scores by a script instead of features."""

    def __init__(self, rows: list[np.ndarray]) -> None:
        self.rows = rows

    def score(self, features: np.ndarray) -> np.ndarray:
        count = min(len(features), len(self.rows))
        taken, self.rows = self.rows[:count], self.rows[count:]
        return np.stack(taken) if taken else np.zeros((0, 1), np.float32)


def follow(
    text: str, options: TrackOptions | None = None, frames: int = 14
) -> tuple[list[LyricPlace], SongTracker]:
    chain = Chain(SONG, say, ToyModel())  # type: ignore[arg-type]
    rows = list(sung(text, chain.senones, frames))
    tracker = SongTracker("s", chain, Script(rows), options)
    sound = np.random.default_rng(1).standard_normal(160 * (len(rows) + 6)).astype(np.float32) * 0.01
    places = []
    for number in range(0, len(sound), 640):
        end = 10.0 + (number + 640) / 16_000
        places += list(tracker.feed(sound[number : number + 640], end))
    return places, tracker


def test_each_line_locks_once_and_its_words_follow() -> None:
    places, tracker = follow("ab cd  dda acb  ab cd", TrackOptions(first_depth=9))
    assert [place.line for place in places] == sorted(place.line for place in places)
    assert {place.line for place in places} == {0, 1, 2}
    assert {(place.line, place.word) for place in places} >= {(0, 1), (1, 1), (2, 1)}
    assert len({(place.line, place.word) for place in places}) == len(places)
    assert all(place.locked and place.song == "s" and 0.0 <= place.certainty <= 1.0 for place in places)
    assert tracker.line == 2


def test_times_are_those_of_the_frames_heard() -> None:
    places, _ = follow("ab cd", TrackOptions(first_depth=9))
    assert places[0].at == pytest.approx(10.0 + 10 * 14 * FRAME + 0.3, abs=0.3)
    assert [place.at for place in places] == sorted(place.at for place in places)


def test_the_first_line_must_show_more_of_itself() -> None:
    eager, _ = follow("ab c", TrackOptions(first_depth=3))
    patient, _ = follow("ab c", TrackOptions(first_depth=30))
    assert eager
    assert not patient


def test_a_line_out_of_order_needs_longer_proof() -> None:
    quick = TrackOptions(first_depth=9, far_margin=3.0, far_hold=0.0)
    slow = TrackOptions(first_depth=9, far_margin=1e9)
    jumped, _ = follow("ab cd     bb ccc     ", quick)
    stayed, _ = follow("ab cd     bb ccc     ", slow)
    assert jumped[-1].line == 3
    assert all(place.line == 0 for place in stayed)


def test_it_goes_where_it_is_told_and_survives_a_gap() -> None:
    chain = Chain(SONG, say, ToyModel())  # type: ignore[arg-type]
    tracker = SongTracker("s", chain, Script(list(sung("bb ccc", chain.senones))))
    tracker.seek(3)
    tracker.gap()
    sound = np.zeros(160 * 200, np.float32)
    places = list(tracker.feed(sound, 1.0))
    assert {place.line for place in places} == {3}
    tracker.favour(1)
    assert tracker.line == 1


def test_who_is_in_the_middle_of_a_line_beyond_doubt_is_sure() -> None:
    chain = Chain(SONG, say, ToyModel())  # type: ignore[arg-type]
    assert not SongTracker("s", chain, Script([])).sure(0.0)
    _, within = follow("ab cd  dda ac", TrackOptions(first_depth=9))
    assert within.line == 1
    assert within.sure(4.0)
    assert not within.sure(1e6)
    _, behind = follow("ab cd  dda acb       ", TrackOptions(first_depth=9))
    assert not behind.sure(4.0), "in the gap after it anything may come"
