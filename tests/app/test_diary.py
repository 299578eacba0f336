"""One line per thing that happened, with the keys the contract names; a full disk costs the diary only."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from livevis.app.diary import Diary, by_song, clock_text, read_timeline
from livevis.app.events import Shown
from livevis.flow.clock import VirtualClock
from livevis.flow.letter import Letter, Mark
from livevis.messages import (
    Command,
    Heard,
    Level,
    Look,
    LyricPlace,
    Notice,
    Picture,
    Prompt,
    Scene,
    SongEnd,
    SongStart,
    Urgency,
    Why,
    Word,
)

PROMPT = Prompt("p-1", "a river, ink", Why.LINE, Urgency.NOW, "one", Look(), 7, 1.0, for_line=3)


def picture(fault: str = "") -> Picture:
    return Picture("pic-1", PROMPT, np.zeros((2, 2, 3), np.uint8), 7, "paintbox", fault)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def diary(tmp_path: Path, clock: VirtualClock) -> Diary:
    return Diary(clock, tmp_path / "timeline.jsonl")


def told(diary: Diary, *values: Any, stage: str = "somebody", done: float = 2.0) -> list[dict[str, Any]]:
    for value in values:
        diary.witness(stage, Letter(value, 0.0, (Mark(stage, 1.5, done),)))
    diary.close()
    return read_timeline(diary.path)


EXPECTED = [
    (Scene("one/refrain", "one", "One", Look()), {"event": "scene", "name": "one/refrain"}),
    (
        SongStart("one", "One", 3.5, take=Path("/a/take.ogg"), take_from=1.0),
        {
            "event": "song",
            "id": "one",
            "title": "One",
            "zero": 2.5,
            "begins": 3.5,
            "take": "take.ogg",
            "reference": None,
        },
    ),
    (SongEnd("one", 9.0), {"event": "song_end", "id": "one"}),
    (
        Heard((Word("wide", 1.25, 1.75, 0.5), Word("river", 1.8, 2.0)), False, 2.0, 12.3456),
        {
            "event": "heard",
            "text": "wide river",
            "final": False,
            "words": [
                {"text": "wide", "start": 1.25, "end": 1.75, "p": 0.5},
                {"text": "river", "start": 1.8, "end": 2.0, "p": 1.0},
            ],
            "take_s": 12.346,
        },
    ),
    (
        LyricPlace("one", 4, 2, 0.98765, True, 2.0),
        {"event": "line", "index": 4, "locked": True, "certainty": 0.988},
    ),
    (PROMPT, {"event": "prompt", "id": "p-1", "text": "a river, ink", "why": "line", "for_line": 3}),
    (
        picture(),
        {
            "event": "picture",
            "id": "pic-1",
            "prompt": "p-1",
            "seed": 7,
            "painter": "paintbox",
            "seconds": 0.5,
        },
    ),
    (Shown("pic-1", 3, 2.0), {"event": "shown", "id": "pic-1", "line": 3}),
    (Command("jump", 2.0, 4.0), {"event": "command", "name": "jump", "argument": 4.0}),
    (
        Notice(2.0, "the disk is full", "Make room."),
        {"event": "fault", "text": "the disk is full. Make room."},
    ),
    (Notice(2.0, "hold", fault=False), {"event": "notice", "text": "hold"}),
]


@pytest.mark.parametrize(("value", "row"), EXPECTED, ids=[row["event"] for _, row in EXPECTED])
def test_an_event_has_the_keys_of_the_contract(diary: Diary, value: Any, row: dict[str, Any]) -> None:
    assert told(diary, value) == [{"t": 2.0, **row}]


def test_what_is_not_worth_a_line_has_none(diary: Diary) -> None:
    assert told(diary, Level(1.0, -20.0, -10.0), "anything") == []


def test_a_command_is_told_once_though_the_conductor_passes_it_on(diary: Diary) -> None:
    assert told(diary, Command("freeze", 2.0), stage="conductor") == []


def test_a_picture_s_fault_is_told_beside_it(diary: Diary) -> None:
    rows = told(diary, picture("black"))
    assert [row["event"] for row in rows] == ["picture", "fault"]
    assert rows[1] == {"t": 2.0, "event": "fault", "text": "black", "picture": "pic-1"}


def test_a_line_is_told_when_it_or_its_lock_changes(diary: Diary) -> None:
    places = [(0, 0, False), (0, 1, False), (0, 2, True), (0, 3, True), (1, 0, True), (0, 0, True)]
    rows = told(diary, *(LyricPlace("one", line, word, 0.9, lock, 2.0) for line, word, lock in places))
    assert [(row["index"], row["locked"]) for row in rows] == [(0, False), (0, True), (1, True), (0, True)]


def test_the_same_line_of_the_song_sung_again_is_news(diary: Diary) -> None:
    here = LyricPlace("one", 0, 0, 0.9, True, 2.0)
    rows = told(diary, here, SongStart("one", "One", 5.0), here)
    assert [row["event"] for row in rows] == ["line", "song", "line"]


def test_a_stage_s_fate(diary: Diary, clock: VirtualClock) -> None:
    clock.move_to(4.25)
    diary.news("paint", "failed", "ValueError: no")
    row = {"t": 4.25, "event": "stage", "name": "paint", "state": "failed", "reason": "ValueError: no"}
    assert told(diary) == [row]


def test_drops_are_told_at_once_then_summed_for_a_second(diary: Diary, clock: VirtualClock) -> None:
    for tenth in range(25):
        clock.move_to(tenth / 10)
        diary.dropped("a>b", 2)
        if tenth == 5:
            diary.dropped("c>d", 1)
    rows = [(row["t"], row["edge"], row["count"]) for row in told(diary)]
    assert rows == [(0.0, "a>b", 2), (0.5, "c>d", 1), (1.0, "a>b", 20), (2.0, "a>b", 20), (2.4, "a>b", 8)]


def test_each_line_is_on_the_disk_at_once(diary: Diary) -> None:
    diary.note(1.23456, {"event": "show", "title": "x"})
    assert diary.path.read_text() == '{"t": 1.2346, "event": "show", "title": "x"}\n'
    diary.close()


def test_listeners_hear_every_event_and_may_go_away(diary: Diary) -> None:
    heard: list[dict[str, Any]] = []

    def gone(row: dict[str, Any]) -> None:
        heard.append(row)
        raise BrokenPipeError

    diary.listeners += [gone, heard.append]
    diary.note(1.0, {"event": "a"})
    diary.note(2.0, {"event": "b"})
    diary.close()
    assert [row["event"] for row in heard] == ["a", "a", "b"]
    assert len(read_timeline(diary.path)) == 2


class FullDisk(io.StringIO):
    """Takes a few letters, then no more; its last will is refused as well."""

    def flush(self) -> None:
        if self.getvalue():
            raise OSError(28, "No space left on device")

    def close(self) -> None:
        self.flush()


def test_a_full_disk_costs_the_diary_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Path, "open", lambda *_, **__: FullDisk())
    diary = Diary(VirtualClock(), tmp_path / "timeline.jsonl")
    seen: list[dict[str, Any]] = []
    diary.listeners.append(seen.append)
    for number in range(3):
        diary.note(float(number), {"event": "a"})
    diary.close()
    assert len(seen) == 3


def test_a_late_thread_may_still_speak_when_the_book_is_closed(diary: Diary) -> None:
    diary.close()
    diary.note(1.0, {"event": "late"})
    diary.dropped("a>b", 1)
    diary.close()
    assert read_timeline(diary.path) == []


def test_many_threads_write_whole_lines(diary: Diary) -> None:
    def write(name: int) -> None:
        for number in range(200):
            diary.note(0.0, {"event": "x", "who": name, "n": number})
            diary.dropped(f"{name}>", 1)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    diary.close()
    rows = read_timeline(diary.path)
    assert sum(row["event"] == "x" for row in rows) == 800
    assert sum(row["count"] for row in rows if row["event"] == "drop") == 800


def test_numbers_of_an_engine_s_own_kind_are_written(diary: Diary) -> None:
    word = Word("wide", np.float32(1.5), np.float32(2.0), np.float32(0.25))  # type: ignore[arg-type]
    rows = told(diary, Heard((word,), True, 2.0), done=np.float32(2.5))  # type: ignore[arg-type]
    assert rows[0]["words"] == [{"text": "wide", "start": 1.5, "end": 2.0, "p": 0.25}]
    assert rows[0]["t"] == 2.5


@pytest.mark.parametrize("text", ["a\u2028b", "a\x85b", "a\x0bb", "a\nb", 'say "no"', "<script>", "\udc80"])
def test_any_text_comes_back_as_it_was(diary: Diary, text: str) -> None:
    assert [row["text"] for row in told(diary, Notice(1.0, text))] == [text]


def test_a_timeline_cut_by_a_kill_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "timeline.jsonl"
    whole = json.dumps({"t": 1.0, "event": "heard", "text": "Größe"}, ensure_ascii=False).encode()
    path.write_bytes(whole + b"\n" + whole[:-4])
    assert len(read_timeline(path)) == 1
    path.write_bytes(whole + b"\n" + whole[: whole.index(b"\xc3") + 1])  # in the middle of a letter
    assert len(read_timeline(path)) == 1
    path.write_bytes(b"")
    assert read_timeline(path) == []


def test_times_for_people() -> None:
    assert clock_text(0.0) == "0:00.0"
    assert clock_text(63.54) == "1:03.5"
    assert clock_text(59.96) == "1:00.0"
    assert clock_text(3599.97) == "60:00.0"
    assert clock_text(-0.44) == "-0:00.4"
    assert clock_text(-0.01) == "0:00.0"


def test_the_timeline_is_cut_at_its_songs() -> None:
    rows = [{"event": name} for name in ("show", "song", "heard", "song", "line", "song_end")]
    assert by_song(rows) == [rows[1:3], rows[3:]]
    assert by_song(rows[:1]) == []
