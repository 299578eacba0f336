"""The show's diary: timeline.jsonl, one line per thing that happened.

Enters: letters, as the stages' witness, and news of stages and drops; from any thread. Leaves: lines in
the file, flushed at once so that a killed show keeps its diary, and the same events for the report.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Mapping, Sequence
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
        # A name no encoding can hold is told escaped; a lone "\n" ends a line on every system.
        self._file: TextIO | None = path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")
        self._place: tuple[str, int, bool] | None = None
        self._drops: dict[str, tuple[Seconds, int]] = {}
        self.listeners: list[Callable[[Row], None]] = []
        self._tellers: dict[type, Callable[[Any, Letter[Any]], Row | None]] = {
            Scene: lambda v, _: {"event": "scene", "name": v.name},
            SongStart: self._song,
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
        line = {"t": round(float(at), 4), **row}
        with self._lock:
            if self._file is not None:
                try:
                    self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
                    self._file.flush()
                except OSError:
                    self._shut()
        for listener in tuple(self.listeners):
            try:
                listener(line)
            except OSError:  # whoever reads along (a closed terminal) may go; the show goes on
                self.listeners.remove(listener)

    def close(self) -> None:
        """Tell what is still owed and close the file."""
        with self._lock:
            drops, self._drops = self._drops, {}
        for edge, (_, owed) in sorted(drops.items()):
            if owed:
                self.note(self._clock.now(), {"event": "drop", "edge": edge, "count": owed})
        with self._lock:
            self._shut()

    def _shut(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):  # what a full disk would not take is lost
                file.close()

    # -- how each value is told --------------------------------------------------

    def _song(self, song: SongStart, _: Letter[Any]) -> Row:
        """``zero``: show time of the song's first moment; ``begins``: of the first that is played."""
        self._place = None  # the same song again: its first line is news again
        zero, begins = round(song.at - song.take_from, 4), round(song.at, 4)
        take = song.take.name if song.take is not None else None
        return {
            "event": "song",
            "id": song.song,
            "title": song.title,
            "zero": zero,
            "begins": begins,
            "take": take,
            "reference": song.reference.name if song.reference is not None else None,
        }

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
            "certainty": _short(place.certainty),
        }


def read_timeline(path: Path) -> list[Row]:
    """The events of a timeline; a last line cut short by a kill is left out."""
    rows: list[Row] = []
    # Only "\n" ends a line: lyrics may hold other characters that `splitlines` would cut at.
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        if isinstance(row, dict):
            rows.append(row)
    return rows


def by_song(events: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """The timeline cut at its song events, each part beginning with its own; what comes before the first
    belongs to none."""
    starts = [number for number, event in enumerate(events) if event["event"] == "song"]
    return [list(events[start:end]) for start, end in zip(starts, [*starts, len(events)][1:], strict=True)]


def clock_text(seconds: Seconds) -> str:
    """A time for people, to the tenth: "1:03.5"."""
    tenths = round(abs(seconds) * 10)
    sign = "-" if seconds < 0 and tenths else ""
    return f"{sign}{tenths // 600}:{tenths % 600 / 10:04.1f}"


def _passed_on(stage: str, value: Any) -> bool:
    """The conductor only passes commands on; they were told when they were given."""
    return stage == "conductor" and isinstance(value, Command)


def _short(number: float) -> float:
    """Three decimals, and a plain float whatever kind an engine hands over."""
    return round(float(number), 3)


def _heard(heard: Heard, _: Letter[Any]) -> Row:
    words = [
        {"text": w.text, "start": _short(w.start), "end": _short(w.end), "p": _short(w.probability)}
        for w in heard.words
    ]
    take = None if heard.take_s is None else _short(heard.take_s)
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
