"""The worker that follows songs by their music."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from livevis.errors import Fault, InputFaults
from livevis.messages import (
    AudioBlock,
    LyricLine,
    LyricPlace,
    Lyrics,
    LyricWord,
    Notice,
    SongEnd,
    SongStart,
    TakePlace,
)
from livevis.music.companion import TakeFollower

from .band import RATE, played, score

TAKE = Path("take.ogg")
SOUND = played(score(1, 20.0))
TIMED = Lyrics((LyricLine(0, (LyricWord("la"),), 1.0, 2.0),))


def begun(lyrics: Lyrics = TIMED, reference: Path | None = TAKE, at: float = 0.0) -> SongStart:
    return SongStart("s", "Song", at, lyrics, reference=reference)


def blocks(sound: np.ndarray, at: float = 0.0, size: int = 640) -> list[AudioBlock]:
    return [AudioBlock(sound[i : i + size, None], RATE, at + i / RATE) for i in range(0, len(sound), size)]


def sound_of(path: Path) -> np.ndarray:
    assert path == TAKE
    return SOUND


def told(follower: TakeFollower, *items: Any) -> list[Any]:
    return [answer for item in items for answer in follower(item)]


def test_a_place_a_block_once_it_is_known() -> None:
    follower = TakeFollower(sound_of)
    told(follower, begun(at=100.0))
    places = told(follower, *blocks(SOUND, at=100.0))
    assert all(isinstance(place, TakePlace) for place in places)
    assert len(places) > 0.8 * len(SOUND) / 640
    assert places[-1].song == "s"
    assert places[-1].seconds == pytest.approx(places[-1].at - 100.0, abs=0.1)


def test_a_reference_is_read_once() -> None:
    read: list[Path] = []

    def counted(path: Path) -> np.ndarray:
        read.append(path)
        return SOUND

    follower = TakeFollower(counted)
    told(follower, begun(), SongEnd("s", 20.0), begun(at=30.0))
    assert read == [TAKE]


@pytest.mark.parametrize(
    "start", [begun(reference=None), begun(lyrics=Lyrics())], ids=["no take", "no times"]
)
def test_without_a_reference_or_times_nothing_is_read_or_told(start: SongStart) -> None:
    def never(path: Path) -> np.ndarray:
        raise AssertionError(path)

    assert told(TakeFollower(never), start, *blocks(SOUND[:RATE])) == []


def test_a_reference_that_cannot_be_used_is_told_once_and_the_show_goes_on() -> None:
    def broken(path: Path) -> np.ndarray:
        raise InputFaults([Fault(str(path), "cannot be read as sound", "Export it again.")])

    (notice,) = told(TakeFollower(broken), begun(), *blocks(SOUND[: 2 * RATE]))
    assert isinstance(notice, Notice)
    assert "not followed by its music" in notice.text
    assert "take.ogg" in notice.text


def test_a_hole_in_the_sound_is_a_new_stretch_at_the_same_place() -> None:
    follower = TakeFollower(sound_of)
    told(follower, begun())
    told(follower, *blocks(SOUND[: 8 * RATE]))
    after = told(follower, *blocks(SOUND[9 * RATE :], at=9.0))
    assert after[-1].seconds == pytest.approx(after[-1].at, abs=0.2)


def test_the_operator_s_line_is_where_the_music_goes_on() -> None:
    lyrics = Lyrics((*TIMED.lines, LyricLine(1, (LyricWord("lo"),), 12.0, 13.0)))
    follower = TakeFollower(sound_of)
    told(follower, begun(lyrics), *blocks(SOUND[: 5 * RATE]))
    told(follower, LyricPlace("another", 1, 0, 1.0, True, 5.0))
    before = told(follower, *blocks(SOUND[5 * RATE :][:3200], at=5.0))
    assert before[-1].seconds == pytest.approx(5.2, abs=0.2)
    told(follower, LyricPlace("s", 1, 0, 1.0, True, 5.2))
    after = told(follower, *blocks(SOUND[12 * RATE : 15 * RATE], at=5.2))
    assert after[-1].seconds == pytest.approx(15.0, abs=0.2)


def test_a_song_that_is_over_is_followed_no_more() -> None:
    follower = TakeFollower(sound_of)
    told(follower, begun(), *blocks(SOUND[: 5 * RATE]), SongEnd("s", 5.0))
    assert told(follower, *blocks(SOUND[5 * RATE : 8 * RATE], at=5.0)) == []
