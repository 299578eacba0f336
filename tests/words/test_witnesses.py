"""Words and sound together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from livevis.errors import ModelFault
from livevis.messages import (
    AudioBlock,
    Heard,
    LyricLine,
    LyricPlace,
    Lyrics,
    LyricWord,
    SongEnd,
    SongStart,
    TakePlace,
    Word,
)
from livevis.words.senones import AcousticModel
from livevis.words.track import SongTracker
from livevis.words.witnesses import SURE, Acoustics, SongFollower

from .songs import ToyModel, lyrics, say

SONG = lyrics("ab cd", "dda acb", "abba dada", "bb ccc", "caab dd")


class Deaf:
    """A toy model to which all sounds are alike."""

    class Scorer:
        def __init__(self, count: int) -> None:
            self.count = count

        def score(self, features: np.ndarray) -> np.ndarray:
            return np.zeros((len(features), self.count), np.float32)

    def __init__(self) -> None:
        self.states_of = ToyModel().states_of

    def scorer(self, senones: tuple[int, ...]) -> Deaf.Scorer:
        return self.Scorer(len(senones))


def acoustics() -> Acoustics:
    model: AcousticModel = Deaf()  # type: ignore[assignment]
    return Acoustics(model, say, lambda language: language == "en")


def missing() -> Acoustics:
    raise ModelFault("there is none", "Install it.")


def start(language: str = "en") -> SongStart:
    return SongStart("s", "S", 0.0, SONG, language)


def heard(*texts: str, at: float = 1.0) -> Heard:
    words = tuple(Word(text, at + 0.3 * i, at + 0.3 * i + 0.2) for i, text in enumerate(texts))
    return Heard(words, final=True, at=at + 0.3 * len(texts))


def lines(follower: SongFollower, *items: SongStart | Heard | LyricPlace | TakePlace) -> list[int]:
    return [place.line for item in items for place in follower(item)]


@pytest.mark.parametrize(("load", "language"), [(missing, "en"), (acoustics, "de")])
def test_without_a_model_for_the_language_the_words_lead_alone(
    load: Callable[[], Acoustics], language: str
) -> None:
    with SongFollower(load) as follower:
        assert list(follower(start(language))) == []
        assert lines(follower, heard("ab", "cd"))[-1] == 0
        assert list(follower(AudioBlock(np.zeros((640, 1), np.float32), 16_000, 2.0))) == []
        assert [note for note in follower.notes if "there is none" in note] == [*follower.notes]
        assert bool(follower.notes) == (load is missing)


def test_the_words_lead_to_the_next_line_at_once() -> None:
    with SongFollower(acoustics) as follower:
        follower(start())
        assert lines(follower, heard("ab", "cd"))[:1] == [0]
        assert lines(follower, heard("dda", "acb", at=3.0))[:1] == [1]


def test_elsewhere_they_need_two_lines_in_a_row() -> None:
    def told(*numbers: int) -> list[int]:
        places = [LyricPlace("s", number, 0, 1.0, True, 5.0) for number in numbers]
        return [place.line for place in follower._judged(places)]

    with SongFollower(acoustics) as follower:
        follower(start())
        lines(follower, heard("ab", "cd"))
        assert told(3, 3) == []
        assert told(2, 4) == []
        assert told(3, 4) == [4]
        assert told(4) == []  # where it is now


def test_sound_is_heard_and_corrections_are_taken() -> None:
    with SongFollower(acoustics) as follower:
        follower(start())
        follower(LyricPlace("s", 3, 0, 1.0, True, 2.0))
        assert follower._tracker is not None
        assert follower._tracker.line == 3
        for number in range(20):
            list(follower(AudioBlock(np.zeros((640, 1), np.float32), 16_000, 2.0 + 0.04 * number)))
        with pytest.raises(ValueError, match="16000 Hz"):
            list(follower(AudioBlock(np.zeros((640, 1), np.float32), 48_000, 4.0)))
        follower(SongEnd("s", 9.0))
        assert follower._tracker is None


TIMED = Lyrics(
    tuple(
        LyricLine(
            line.index,
            tuple(LyricWord(w.text, 4.0 * line.index + 2 + n) for n, w in enumerate(line.words)),
            4.0 * line.index + 2,
        )
        for line in SONG.lines
    )
)


def timed_start() -> SongStart:
    return SongStart("s", "S", 0.0, TIMED, "en", reference=Path("take.ogg"))


def music(seconds: float) -> TakePlace:
    return TakePlace("s", seconds, 0.3, seconds)


def test_where_the_music_knows_the_place_it_leads_and_the_words_keep_still() -> None:
    with SongFollower(acoustics) as follower:
        assert lines(follower, timed_start(), music(2.1)) == [0]
        assert lines(follower, heard("dda", "acb", at=2.2)) == []
        assert lines(follower, music(6.1)) == [1]


def test_words_that_insist_end_the_lead_of_the_music() -> None:
    with SongFollower(acoustics) as follower:
        lines(follower, timed_start(), music(14.1))
        assert lines(follower, heard("ab", "cd", at=14.2), heard("dda", "acb", at=14.9)) == [1]
        assert lines(follower, music(17.2)) == []


def test_the_operator_overrules_the_music() -> None:
    with SongFollower(acoustics) as follower:
        lines(follower, timed_start(), music(2.1))
        lines(follower, LyricPlace("another", 3, 0, 1.0, True, 2.4))
        assert lines(follower, music(3.1)) == [0]
        lines(follower, LyricPlace("s", 1, 0, 1.0, True, 3.2))
        assert lines(follower, music(5.2)) == [], (
            "told again a second before the next line, but for the nudge"
        )
        assert lines(follower, music(6.1)) == [1]


@pytest.mark.parametrize(
    "begun", [start(), SongStart("s", "S", 0.0, TIMED, "en")], ids=["no times", "no take"]
)
def test_without_times_or_a_take_the_music_says_nothing(begun: SongStart) -> None:
    with SongFollower(acoustics) as follower:
        assert lines(follower, begun, music(2.1), music(6.1)) == []


def test_where_the_sound_is_sure_of_its_line_words_lead_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    with SongFollower(acoustics) as follower:
        assert lines(follower, start(), heard("ab", "cd")) == [0]
        monkeypatch.setattr(SongTracker, "sure", lambda self, margin: self.line == 0 and margin == SURE)
        assert lines(follower, heard("dda", "acb", at=3.0), heard("abba", "dada", at=6.0)) == []
        monkeypatch.setattr(SongTracker, "sure", lambda *_: False)
        assert lines(follower, heard("bb", "ccc", at=9.0), heard("caab", "dd", at=12.0)) == [4]
