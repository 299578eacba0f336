"""The show's diary: timeline.jsonl, one line per thing that happened.

Enters: letters, as the stages' witness, and news of stages and drops; from any thread. Leaves: lines in
the file, flushed at once so that a killed show keeps its diary, and the same events for the report.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from livevis.app.events import Shown
from livevis.flow.clock import Clock
from livevis.flow.letter import Letter
from livevis.messages import Command, Heard, LyricPlace, Notice, Picture, Prompt, Scene, SongEnd, SongStart
from livevis.units import Seconds

DROP_PAUSE: Seconds = 1.0
"""Drops of one edge are told once a second, summed: a flood of losses must not become a flood of lines."""

Row = dict[str, Any]


class Diary:
    """Writes the timeline to ``path``; nothing stays in memory, so a long show costs none."""

    def __init__(self, clock: Clock, path: Path) -> None:
        self.path = path
        self._clock = clock
        self._lock = threading.Lock()
        self._file: TextIO | None = path.open("w", encoding="utf-8")
        self._place: tuple[str, int, bool] | None = None
        self._drops: dict[str, tuple[Seconds, int]] = {}
        self.listeners: list[Callable[[Row], None]] = []
        self._tellers: dict[type, Callable[[Any, Letter[Any]], Row | None]] = {
            Scene: lambda v, _: {"event": "scene", "name": v.name},
            SongStart: _song,
            SongEnd: lambda v, _: {"event": "song_end", "id": v.song},
            Heard: _heard,
            LyricPlace: self._line,
            Prompt: _prompt,
            Picture: _picture,
            Shown: _shown,
            Command: lambda v, _: {"event": "command", "name": v.name, "argument": v.argument},
            Notice: lambda v, _: {"event": "fault" if v.fault else "notice", "text": str(v)},
        }

    # -- what the flow calls ---------------------------------------------------

    def witness(self, stage: str, letter: Letter[Any]) -> None:
        """A stage's answer went out; write it down if it is worth a line."""
        teller = self._tellers.get(type(letter.value))
        if teller is None or _passed_on(stage, letter.value):
            return
        row = teller(letter.value, letter)
        if row is not None:
            self.note(letter.marks[-1].done, row)
        fault = getattr(letter.value, "fault", "")
        if isinstance(letter.value, Picture) and fault:
            self.note(letter.marks[-1].done, {"event": "fault", "text": fault, "picture": letter.value.id})

    def news(self, stage: str, state: str, reason: str) -> None:
        """A stage changed its state."""
        self.note(self._clock.now(), {"event": "stage", "name": stage, "state": state, "reason": reason})

    def dropped(self, edge: str, count: int) -> None:
        """An edge lost letters; summed for a second, then told."""
        now = self._clock.now()
        with self._lock:
            told, owed = self._drops.get(edge, (-DROP_PAUSE, 0))
            owed += count
            if now - told < DROP_PAUSE:
                self._drops[edge] = (told, owed)
                return
            self._drops[edge] = (now, 0)
        self.note(now, {"event": "drop", "edge": edge, "count": owed})

    def note(self, at: Seconds, row: Row) -> None:
        """Write one event. A full disk costs the diary, never the show."""
        line = {"t": round(at, 4), **row}
        with self._lock:
            if self._file is not None:
                try:
                    self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
                    self._file.flush()
                except OSError:
                    self._file = None
        for listener in self.listeners:
            listener(line)

    def close(self) -> None:
        """Tell what is still owed and close the file."""
        for edge, (_, owed) in sorted(self._drops.items()):
            if owed:
                self.note(self._clock.now(), {"event": "drop", "edge": edge, "count": owed})
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    # -- how each value is told --------------------------------------------------

    def _line(self, place: LyricPlace, _: Letter[Any]) -> Row | None:
        """A place is told when the line or the lock changes, not at every word."""
        now = (place.song, place.line, place.locked)
        if now == self._place:
            return None
        self._place = now
        return {
            "event": "line",
            "index": place.line,
            "locked": place.locked,
            "certainty": round(place.certainty, 3),
        }


def read_timeline(path: Path) -> list[Row]:
    """The events of a timeline; a last line cut short by a kill is left out."""
    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            continue
    return rows


def _passed_on(stage: str, value: Any) -> bool:
    """The conductor only passes commands on; they were told when they were given."""
    return stage == "conductor" and isinstance(value, Command)


def _song(song: SongStart, _: Letter[Any]) -> Row:
    return {"event": "song", "id": song.song, "title": song.title, "zero": round(song.at - song.take_from, 4)}


def _heard(heard: Heard, _: Letter[Any]) -> Row:
    words = [
        {"text": w.text, "start": round(w.start, 3), "end": round(w.end, 3), "p": round(w.probability, 3)}
        for w in heard.words
    ]
    take = None if heard.take_s is None else round(heard.take_s, 3)
    return {"event": "heard", "text": heard.text, "final": heard.final, "words": words, "take_s": take}


def _prompt(prompt: Prompt, _: Letter[Any]) -> Row:
    return {
        "event": "prompt",
        "id": prompt.id,
        "text": prompt.text,
        "why": prompt.why.value,
        "for_line": prompt.for_line,
    }


def _picture(picture: Picture, letter: Letter[Any]) -> Row:
    mark = letter.marks[-1]
    return {
        "event": "picture",
        "id": picture.id,
        "prompt": picture.prompt.id,
        "seed": picture.seed,
        "painter": picture.painter,
        "seconds": round(mark.done - mark.taken, 4),
    }


def _shown(shown: Shown, _: Letter[Any]) -> Row:
    return {"event": "shown", "id": shown.picture, "line": shown.line}
