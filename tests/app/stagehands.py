"""A whole show of paper: quick, deterministic workers for every role, and the setlist they play."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from livevis.app.cast import Cast
from livevis.app.diary import read_timeline
from livevis.app.perform import Performance
from livevis.flow.worker import Part, Tick
from livevis.messages import (
    AudioBlock,
    Heard,
    Look,
    LyricLine,
    LyricPlace,
    Lyrics,
    LyricWord,
    Prompt,
    SongEnd,
    SongStart,
    TakePlace,
    Trigger,
    Word,
)
from livevis.paint.painter import finished
from livevis.prompt.prompter import Draft, addressed
from livevis.show.manner import Manner
from livevis.show.setlist import Setlist, Song
from tests.fakes.broken_shows import write_wav

RATE = 16_000
BLOCK = 0.1
LINES = ("the river is wide", "carry the light", "a boat on the stones", "carry the light")


def lyrics(lines: tuple[str, ...] = LINES, every: float = 2.0) -> Lyrics:
    """Line i begins at 1 + i * ``every`` seconds; a word lasts 0.3 s."""
    made = []
    for index, text in enumerate(lines):
        start = 1.0 + every * index
        words = tuple(
            LyricWord(word, start + 0.3 * n, start + 0.3 * (n + 1)) for n, word in enumerate(text.split())
        )
        made.append(LyricLine(index, words, start, words[-1].end))
    return Lyrics(tuple(made))


def song(name: str = "one", known: Lyrics | None = None, **more: Any) -> Song:
    given = lyrics() if known is None else known
    return Song(name, name.title(), Look(style="ink"), "a valley", lyrics=given, take=Path("t.wav"), **more)


def setlist(*songs: Song, **more: Any) -> Setlist:
    title = more.pop("title", "A paper show")
    return Setlist(title, Path(), songs or (song(),), **more)


class Ear(Part):
    """Silence in blocks of 0.1 s; a song ends ``length`` seconds after it began."""

    def __init__(self, length: float = 9.0) -> None:
        self._length = length
        self._blocks = 0
        self._ends: tuple[str, float] | None = None

    def due(self) -> float:
        return (self._blocks + 1) * BLOCK

    def __call__(self, item: Any) -> Iterator[Any]:
        if isinstance(item, SongStart):
            self._ends = (item.song, item.at + self._length)
        elif isinstance(item, Tick):
            while self.due() <= item.at + 1e-9:
                start, self._blocks = self._blocks * BLOCK, self._blocks + 1
                yield AudioBlock(np.zeros((int(RATE * BLOCK), 1), np.float32), RATE, start)
            if self._ends is not None and item.at >= self._ends[1]:
                name, self._ends = self._ends[0], None
                yield SongEnd(name, item.at)


class Prophet(Part):
    """Hears the song's own words ``delay`` seconds after each is over; "la" forever in a song without."""

    nominal_cost = 0.01

    def __init__(self, delay: float = 0.5) -> None:
        self._delay = delay
        self._words: list[Word] = []

    def __call__(self, item: Any) -> Iterator[Heard]:
        if isinstance(item, SongStart):
            zero = item.at - item.take_from
            self._words = [
                Word(word.text, zero + (word.start or 0.0), zero + (word.end or 0.0))
                for line in item.lyrics.lines
                for word in line.words
            ] or [Word(f"la{n}", item.at + 0.4 * n, item.at + 0.4 * n + 0.3) for n in range(500)]
        elif isinstance(item, AudioBlock):
            while self._words and self._words[0].end + self._delay <= item.end:
                yield Heard((self._words.pop(0),), True, item.end)


class Companion(Part):
    """Knows no take, so never says where in it the band is."""

    def __call__(self, item: Any) -> Iterator[TakePlace]:
        yield from ()


class Reader(Part):
    """Follows the lyrics word by word, without a doubt."""

    nominal_cost = 0.001

    def __init__(self) -> None:
        self._song: SongStart | None = None
        self._places: list[tuple[int, int]] = []

    def __call__(self, item: Any) -> Iterator[LyricPlace]:
        if isinstance(item, SongStart):
            self._song = item
            self._places = [
                (line.index, number) for line in item.lyrics.lines for number in range(len(line.words))
            ]
        elif isinstance(item, Heard) and self._song is not None:
            for _ in item.words:
                if self._places:
                    line, word = self._places.pop(0)
                    yield LyricPlace(self._song.song, line, word, 0.99, True, item.at)


class Echo(Part):
    """The prompt is the text."""

    nominal_cost = 0.005

    def __call__(self, item: Any) -> Iterator[Prompt]:
        if isinstance(item, Trigger):
            yield addressed(item, Draft(item.text))


class Paintbox(Part):
    """One colour a prompt; ``before(prompt)`` may throw, or wait."""

    def __init__(self, cost: float = 0.2, before: Callable[[Prompt], None] | None = None) -> None:
        self.nominal_cost = cost
        self._before = before

    def __call__(self, item: Prompt) -> Iterator[Any]:
        if self._before is not None:
            self._before(item)
        yield finished(item, np.full((9, 16, 3), 40 + item.seed % 200, np.uint8), "paintbox")


def cast(**parts: Any) -> Cast:
    """All paper; any of ``source words follower listener prompter painter`` may be your own."""
    names = {"words": "prophet", "prompt": "echo", "paint": "paintbox"}
    made = {
        "source": Ear,
        "words": Prophet,
        "follower": Reader,
        "listener": Companion,
        "prompter": Echo,
        "painter": Paintbox,
    }
    return Cast(**(made | parts), names=names)


REHEARSED = Manner(autostart=True, replay=True, once=True, rest=0.2)


def performance(folder: Path, **more: Any) -> Performance:
    """A small wall, in virtual time, nothing kept but the timeline."""
    given: dict[str, Any] = {
        "setlist": setlist(),
        "cast": cast(),
        "manner": REHEARSED,
        "size": (64, 36),
        "fps": 10.0,
        "film": False,
        "pictures": False,
        "virtual": True,
    }
    return Performance(folder=folder, **(given | more))


def events(folder: Path, kind: str | None = None) -> list[dict[str, Any]]:
    """The timeline, or its events of one kind."""
    rows = read_timeline(folder / "timeline.jsonl")
    return [row for row in rows if kind is None or row["event"] == kind]


def write_timeline(folder: Path, rows: list[dict[str, Any]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "timeline.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def balanced(edges: dict[str, dict[str, Any]]) -> bool:
    return all(e["put"] == e["taken"] + e["dropped"] + e["depth"] for e in edges.values())


LRC = "[00:00.50]<00:00.50>red <00:01.00>lanterns<00:01.50>\n[00:02.00]<00:02.00>burn<00:02.50>\n[00:02.50]\n"
RIG = 'schema = 1\n[wall]\nsize = [64, 36]\nfps = 10\n[paint]\nmodel = "testcard"\n'


def write_show(folder: Path, more: str = "", rig: str = RIG) -> tuple[str, str]:
    """A real show on disk, one song of three silent seconds, and a rig with a small wall: their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    text = f'schema = 1\n{more}\n[[song]]\nid = "one"\nlyrics = "one.lrc"\ntake = "one.wav"\n'
    (folder / "show.toml").write_text(text, encoding="utf-8")
    (folder / "one.lrc").write_text(LRC, encoding="utf-8")
    write_wav(folder / "one.wav")
    (folder / "rig.toml").write_text(rig, encoding="utf-8")
    return str(folder), str(folder / "rig.toml")


def move_house(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """A machine of its own: no models, built-in ones neither, no state, no GPU; returns where its state
    would be. What should have come along may be put into ``folder / "assets"``."""
    for name in ("LIVEVIS_MODELS", "HF_HUB_CACHE", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    monkeypatch.setattr("livevis.weights.carried.shelves", lambda: [folder / "assets"])
    monkeypatch.setattr("livevis.app.parts.has_cuda", lambda: False)
    monkeypatch.setattr("livevis.app.parts.apply_environment", lambda _budget: {})
    monkeypatch.chdir(folder)
    return folder / "xdg_state_home" / "livevis"
