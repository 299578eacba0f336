"""A take through the show's graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from livevis.errors import LivevisError, ModelFault
from livevis.flow.worker import Part
from livevis.lab.words.gold import Gold
from livevis.lab.words.play import PAINTING, Played, Players, Priced, play
from livevis.lab.words.voice import Room, hummed
from livevis.messages import AudioBlock, Heard, LyricPlace, SongStart, Word

from .songs import gold


class Prompt(Part):
    """Says every gold word at its end, with no doubt."""

    def __init__(self, known: Gold) -> None:
        self._words = list(known.words)
        self._zero = 0.0
        self.passes = 0

    def __call__(self, item: Any) -> Iterator[Heard]:
        if isinstance(item, SongStart):
            self._zero = item.at
        while isinstance(item, AudioBlock) and self._words and self._zero + self._words[0].end <= item.end:
            word = self._words.pop(0)
            self.passes += 1
            start, end = self._zero + word.start, self._zero + word.end
            yield Heard((Word(word.text, start, end),), final=True, at=item.end)


class Places(Part):
    """Stands at line 0 from the first word on."""

    def __call__(self, item: Any) -> Iterator[LyricPlace]:
        if isinstance(item, Heard):
            yield LyricPlace("song", 0, 0, 1.0, True, item.at)


def run(tmp_path: Path, compute: float = 0.0) -> tuple[Gold, Played]:
    known = gold(tmp_path)
    prompt = Prompt(known)
    words = lambda: Priced(prompt, lambda: prompt.passes, compute)  # noqa: E731
    return known, play(known, hummed(known, 3.0, Room(), 1), Players(words, Places))


def test_what_is_heard_placed_and_shown_is_told_on_the_take_s_time(tmp_path: Path) -> None:
    known, played = run(tmp_path)
    heard = [row for row in played.events if row["event"] == "heard"]
    assert [row["text"] for row in heard] == [word.text for word in known.words]
    late = [row["t"] - played.zero - word.end for row, word in zip(heard, known.words, strict=True)]
    assert min(late) >= 0.0
    assert max(late) < 0.05
    assert len(played.places) == len(known.words)
    (shown,) = [row for row in played.events if row["event"] == "shown" and row.get("line") == 0]
    assert shown["t"] >= played.zero + known.words[0].end
    assert played.backlog < 0.01
    assert 0.0 < PAINTING < 1.0


def test_a_pass_costs_its_time_and_listening_costs_none(tmp_path: Path) -> None:
    _, quick = run(tmp_path)
    _, slow = run(tmp_path, compute=0.3)
    first = [next(row["t"] for row in one.events if row["event"] == "heard") for one in (quick, slow)]
    assert first[1] - first[0] == pytest.approx(0.3, abs=0.001)
    assert slow.backlog < 0.5


def test_a_slow_recogniser_falls_behind(tmp_path: Path) -> None:
    _, played = run(tmp_path, compute=0.8)
    assert played.backlog > 2.0
    assert any(row["event"] == "drop" and row["edge"] == "mic>words" for row in played.events)


def test_a_part_that_gives_up_leaves_no_figures(tmp_path: Path) -> None:
    def broken() -> Part:
        raise ModelFault("there is no model", "Fetch one.")

    known = gold(tmp_path)
    with pytest.raises(LivevisError, match=r"words gave up: .*there is no model"):
        play(known, hummed(known, 3.0, Room(), 1), Players(broken, Places))
