"""A whole show in virtual time: repeatable, balanced, and hard to bring down."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from livevis.app.ladder import Ladder, Rung
from livevis.app.perform import Outcome, perform
from livevis.flow.worker import Part, Tick
from livevis.messages import Command, Lyrics, Prompt

from .stagehands import (
    LINES,
    REHEARSED,
    Ear,
    Echo,
    Paintbox,
    Prophet,
    balanced,
    cast,
    events,
    performance,
    setlist,
    song,
)


def times(folder: Path) -> list[float]:
    return [row["t"] for row in events(folder)]


def test_what_is_sung_is_what_is_seen(tmp_path: Path) -> None:
    outcome = perform(performance(tmp_path))
    assert [row["index"] for row in events(tmp_path, "line")] == [0, 1, 2, 3]
    assert [row["line"] for row in events(tmp_path, "shown") if row["line"] is not None] == [0, 1, 2, 3]
    ends = outcome.report["end_to_end"]
    assert ends["words"] == sum(len(line.split()) for line in LINES)
    assert ends["missed"] == ends["unshown"] == 0
    # A word is heard half a second after its end, within a block of 0.1 s and the recogniser's 10 ms.
    assert 500 <= ends["word_to_final_ms"]["p50"] <= 630
    assert outcome.report["lost"] == 0
    assert not outcome.failed
    assert not outcome.late
    assert outcome.report["aware"] is False
    assert outcome.report["parts"] == {"words": "prophet", "prompt": "echo", "paint": "paintbox"}


def test_lines_are_painted_before_they_are_sung_and_a_refrain_once(tmp_path: Path) -> None:
    outcome = perform(performance(tmp_path))
    assert outcome.report["end_to_end"]["ahead_share"] == 1.0
    ahead = [row["for_line"] for row in events(tmp_path, "prompt") if row["why"] == "ahead"]
    assert ahead == [0, 1, 2]  # line 3 sings what line 1 sang
    shown = {row["line"]: row["id"] for row in events(tmp_path, "shown") if row["line"] is not None}
    assert shown[1] == shown[3]


def test_every_edge_balances(tmp_path: Path) -> None:
    report = perform(performance(tmp_path, film=True, pictures=True, keep_take=True)).report
    assert balanced(report["edges"])
    assert report["edges"]["wall>film"]["taken"] == report["wall"]["frames"]
    assert report["edges"]["hear>keeper"]["dropped"] == 0
    assert (tmp_path / "take.flac").stat().st_size > 0
    made = {row["id"] for row in events(tmp_path, "picture")}
    assert {path.stem for path in (tmp_path / "pictures").iterdir()} == made
    assert report["wall"]["frames"] == pytest.approx(10 * report["seconds"], abs=2)


def test_the_timeline_is_the_same_to_the_byte(tmp_path: Path) -> None:
    show = performance(tmp_path, setlist=setlist(song("one"), song("two", Lyrics())))
    told = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        perform(replace(show, folder=folder))
        told.append((folder / "timeline.jsonl").read_bytes())
    assert told[0] == told[1]
    assert [row["id"] for row in events(tmp_path / "a", "song")] == ["one", "two"]
    assert times(tmp_path / "a") == sorted(times(tmp_path / "a"))


def test_the_first_event_is_the_show(tmp_path: Path) -> None:
    perform(performance(tmp_path, longest=0.5))
    first = events(tmp_path, "show")
    assert [(row["t"], row["title"]) for row in first] == [(0.0, "A paper show")]


# -- what throws ------------------------------------------------------------------------


class Tally:
    """Counts, and throws at the counts it was told."""

    def __init__(self, *at: int) -> None:
        self.at, self.count = at, 0

    def __call__(self, item: Any) -> None:
        self.count += 1
        if self.count in self.at:
            raise ValueError(f"number {self.count}")


def states(folder: Path, name: str) -> list[str]:
    return [row["state"] for row in events(folder, "stage") if row["name"] == name]


def test_a_painter_that_throws_is_built_anew(tmp_path: Path) -> None:
    moody = Tally(2)
    outcome = perform(performance(tmp_path, cast=cast(painter=lambda: Paintbox(before=moody))))
    assert states(tmp_path, "paint") == ["running", "failed", "running", "stopped"]
    assert outcome.report["stages"]["paint"]["lost"] == outcome.report["lost"] == 1
    assert balanced(outcome.report["edges"])
    assert not outcome.failed
    shown = [row["line"] for row in events(tmp_path, "shown")]
    assert 3 in shown
    fault = next(row for row in events(tmp_path, "stage") if row["state"] == "failed")
    assert fault["reason"] == "ValueError: number 2"


def test_a_painter_that_always_throws_gives_up_and_the_show_goes_on(tmp_path: Path) -> None:
    def spoilt(prompt: Prompt) -> None:
        raise MemoryError("no room")

    outcome = perform(performance(tmp_path, cast=cast(painter=lambda: Paintbox(before=spoilt))))
    assert states(tmp_path, "paint")[-1] == "gave up"
    assert outcome.report["stages"]["paint"]["lost"] == 4
    assert not events(tmp_path, "shown")
    ends = outcome.report["end_to_end"]
    assert ends["unshown"] == ends["words"] > 0
    assert balanced(outcome.report["edges"])
    assert not outcome.failed
    assert outcome.report["seconds"] > 9.0
    assert events(tmp_path, "song_end")


def test_a_painter_that_cannot_be_built_costs_the_pictures_only(tmp_path: Path) -> None:
    def nobody() -> Any:
        raise OSError("no such model")

    outcome = perform(performance(tmp_path, cast=cast(painter=nobody)))
    assert states(tmp_path, "paint") == ["failed"] * 4 + ["gave up"]
    assert outcome.report["seconds"] > 9.0
    assert balanced(outcome.report["edges"])


class Stumbling(Prophet):
    def __init__(self, moody: Tally) -> None:
        super().__init__()
        self._moody = moody

    def __call__(self, item: Any) -> Iterator[Any]:
        self._moody(item)
        yield from super().__call__(item)


def test_a_recogniser_that_throws_costs_a_block(tmp_path: Path) -> None:
    moody = Tally(30)
    outcome = perform(performance(tmp_path, cast=cast(words=lambda: Stumbling(moody))))
    assert states(tmp_path, "words") == ["running", "failed", "running", "stopped"]
    assert outcome.report["lost"] == 1
    assert outcome.report["end_to_end"]["missed"] == 0, "the next recogniser knows the song"
    assert balanced(outcome.report["edges"])
    assert not outcome.failed


@pytest.mark.parametrize(("role", "part"), [("words", Prophet), ("prompter", Echo)])
def test_the_report_names_who_ran_not_who_was_to(tmp_path: Path, role: str, part: type[Part]) -> None:
    def broken() -> Any:
        raise OSError("the model is damaged")

    ladder = Ladder(Rung("model", broken), Rung("understudy", part))
    players = cast(**{role: ladder})
    key = role.removesuffix("er")
    players = replace(players, ran=lambda: {key: ladder.name})
    parts = perform(performance(tmp_path, cast=players)).report["parts"]
    assert parts == {"words": "prophet", "prompt": "echo", "paint": "paintbox"} | {key: "understudy"}
    assert events(tmp_path, "shown")


def test_the_wall_s_gamma_bends_what_is_filmed(tmp_path: Path) -> None:
    seen = {}
    for gamma in (1.0, 3.0):
        folder = tmp_path / str(gamma)
        folder.mkdir()
        perform(performance(folder, film=True, gamma=gamma, longest=2.0))
        seen[gamma] = brightness_of(folder / "film.mp4")
    assert seen[3.0] < 0.7 * seen[1.0]


class Silent(Part):
    def __call__(self, item: Any) -> Iterator[Any]:
        return iter(())


def test_who_hears_nothing_misses_every_word(tmp_path: Path) -> None:
    ends = perform(performance(tmp_path, cast=cast(words=Silent))).report["end_to_end"]
    assert ends["missed"] == ends["words"] == sum(len(line.split()) for line in LINES)
    assert ends["ahead_share"] == 0.0


class Deaf(Ear):
    def __call__(self, item: Any) -> Iterator[Any]:
        if isinstance(item, Tick) and item.at > 2.0:
            raise OSError("the take is gone")
        yield from super().__call__(item)


def test_a_rehearsal_without_its_ear_ends_and_has_failed(tmp_path: Path) -> None:
    outcome = perform(performance(tmp_path, cast=cast(source=Deaf)))
    assert outcome.failed == "hear gave up: OSError: the take is gone"
    assert outcome.report["seconds"] < 3.0
    assert balanced(outcome.report["edges"])


def test_on_stage_the_wall_outlives_the_ear(tmp_path: Path) -> None:
    on_stage = replace(REHEARSED, replay=False, once=False)
    outcome = perform(performance(tmp_path, cast=cast(source=Deaf), manner=on_stage, longest=6.0))
    assert outcome.report["wall"]["frames"] == pytest.approx(61, abs=1)
    assert outcome.failed.startswith("hear gave up")


# -- too slow ---------------------------------------------------------------------------


def test_a_slow_painter_drops_the_old_and_paints_the_newest(tmp_path: Path) -> None:
    show = performance(
        tmp_path,
        setlist=setlist(song("one", Lyrics())),
        cast=cast(painter=lambda: Paintbox(cost=3.0), source=lambda: Ear(60.0)),
    )
    report = perform(show).report
    now = report["edges"]["prompt>paint now"]
    assert now["high_water"] == 1
    assert now["dropped"] > 10
    assert balanced(report["edges"])
    assert report["edges"]["paint>album"]["high_water"] <= 1
    asked = [(row["t"], row["id"]) for row in events(tmp_path, "prompt")]
    painted = {row["prompt"]: row["t"] - row["seconds"] for row in events(tmp_path, "picture")}
    for name, begun in painted.items():
        newest = [prompt for at, prompt in asked if at <= begun + 1e-3]
        assert newest[-1] == name
    told = sum(row["count"] for row in events(tmp_path, "drop") if row["edge"] == "prompt>paint now")
    assert told == now["dropped"]


# -- the end ----------------------------------------------------------------------------


def test_longest_ends_it(tmp_path: Path) -> None:
    endless = replace(REHEARSED, once=False, repeat=True, only_first=True)
    outcome = perform(performance(tmp_path, manner=endless, longest=25.0))
    assert outcome.report["seconds"] == pytest.approx(25.0, abs=0.3)
    assert [row["id"] for row in events(tmp_path, "song")] == ["one"] * 3
    ends = outcome.report["end_to_end"]
    # Sung again, a line shows the picture of the first time: made ahead, and made long ago.
    assert ends["ahead_share"] == 1.0
    assert ends["missed"] == 0


class Hand:
    """Presses a key at a time."""

    def __init__(self, *presses: tuple[float, str]) -> None:
        self._presses = list(presses)

    def commands(self, at: float) -> list[Command]:
        due = [Command(name, at) for when, name in self._presses if when <= at]
        self._presses = self._presses[len(due) :]
        return due


def test_the_operator_may_end_it(tmp_path: Path) -> None:
    outcome = perform(performance(tmp_path, surfaces=(Hand((2.0, "hold"), (3.0, "quit")),)))
    assert outcome.report["seconds"] == pytest.approx(3.0, abs=0.2)
    assert [row["name"] for row in events(tmp_path, "command")] == ["hold", "quit"]
    assert not outcome.interrupted


def interrupting(after: str) -> Callable[[dict[str, Any]], None]:
    done = []

    def on_event(row: dict[str, Any]) -> None:
        if row["event"] == after and not done:
            done.append(row)
            signal.raise_signal(signal.SIGINT)

    return on_event


def brightness_of(film: Path) -> float:
    import av

    with av.open(str(film)) as file:
        return max(float(frame.to_ndarray(format="gray").mean()) for frame in file.decode(video=0))


def frames_of(film: Path) -> int:
    import av

    with av.open(str(film)) as file:
        return sum(1 for _ in file.decode(video=0))


def test_an_interrupt_ends_it_and_all_is_whole(tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    outcome = perform(performance(tmp_path, film=True, on_event=interrupting("line")))
    assert outcome.interrupted
    assert not outcome.failed
    assert outcome.report["seconds"] < 4.0
    assert all(states(tmp_path, name)[-1] == "stopped" for name in outcome.report["stages"])
    assert frames_of(tmp_path / "film.mp4") >= outcome.report["wall"]["frames"]
    assert (tmp_path / "timeline.jsonl").read_bytes().endswith(b"\n")
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_interrupt_ends_it_at_once(tmp_path: Path) -> None:
    def impatient(row: dict[str, Any]) -> None:
        if row["event"] == "line":
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        perform(performance(tmp_path, on_event=impatient))


def test_a_film_that_failed_goes_on_in_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from livevis.wall.film import Film

    show, moody = Film.__call__, Tally(100)

    def stumbling(self: Film, item: Any) -> Any:
        moody(item)
        return show(self, item)

    monkeypatch.setattr(Film, "__call__", stumbling)
    outcome: Outcome = perform(performance(tmp_path, film=True))
    assert outcome.films == 2
    first, second = (frames_of(tmp_path / name) for name in ("film.mp4", "film-2.mp4"))
    failed = next(row["t"] for row in events(tmp_path, "stage") if row["state"] == "failed")
    assert first == pytest.approx(10 * failed, abs=4)  # and the second does not repeat the time before
    assert first + second == pytest.approx(outcome.report["wall"]["frames"], abs=8)
