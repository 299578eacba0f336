"""A stage outlives its workers, books what it loses, and never makes a sender wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from livevis.flow.cell import Cell
from livevis.flow.channel import WhenFull
from livevis.flow.clock import SystemClock
from livevis.flow.letter import Letter, Mark
from livevis.flow.stage import Budget, Tap, close
from livevis.flow.worker import Part, Tick

from .parts import SOON, Apply, Diary, HandClock, Metronome, edge, end, same, send, stage, to


def explode(item: Any) -> Iterator[Any]:
    if item == "bad":
        raise ValueError("wrong note")
    yield item


def test_answers_travel_to_their_taps_by_kind_condition_and_converter() -> None:
    diary, inlet, words, numbers, many = Diary(), edge(), edge(), edge(), edge()
    newest: Cell[Any] = Cell(None)
    taps = (
        to(words, str),
        Tap(int, numbers, when=lambda value: value > 1),
        Tap(str, newest),
        Tap(str, many, through=lambda word: word.split("-")),
    )
    echo = stage(lambda: Apply(same), inlet, diary=diary, taps=taps)
    echo.start()
    send(inlet, 1, "la-la", 2, "do", heard=4.0)
    diary.wait(lambda it: len(it.letters) == 4)
    end(echo)
    assert [words.poll().value for _ in range(2)] == ["la-la", "do"]  # type: ignore[union-attr]
    assert numbers.books().put == 1
    assert newest.get() == "do"
    assert [many.poll().value for _ in range(3)] == ["la", "la", "do"]  # type: ignore[union-attr]
    assert all(letter.heard == 4.0 for _, letter in diary.letters)


def test_the_witness_sees_marks_in_the_order_of_time() -> None:
    diary, clock = Diary(), SystemClock()
    first, second = edge(clock), edge(clock)
    one = stage(
        lambda: Apply(lambda n: [n, n]), first, diary=diary, clock=clock, name="one", taps=[to(second)]
    )
    two = stage(lambda: Apply(same), second, diary=diary, clock=clock, name="two")
    for each in (two, one):
        each.start()
    for number in range(20):
        send(first, number, heard=number / 10)
    diary.wait(lambda it: len(it.values("two")) == 40)
    end(one, two)
    for name, letter in diary.letters:
        assert letter.marks[-1].stage == name
        assert letter.heard == letter.value / 10
        times = [at for mark in letter.marks for at in (mark.taken, mark.done)]
        assert times == sorted(times)


def test_the_first_inlet_is_served_first() -> None:
    diary, now, ahead = Diary(), edge(), edge()
    send(ahead, "ahead 1", "ahead 2")
    send(now, "now")
    painter = stage(lambda: Apply(same), now, ahead, diary=diary)
    painter.start()
    diary.wait(lambda it: len(it.letters) == 3)
    end(painter)
    assert diary.values("b") == ["now", "ahead 1", "ahead 2"]


def test_a_failed_worker_is_rebuilt_and_its_item_counted_lost() -> None:
    diary, inlet, made = Diary(), edge(), []

    def make() -> Apply:
        made.append(Apply(explode))
        return made[-1]

    brittle = stage(make, inlet, diary=diary)
    brittle.start()
    send(inlet, 1, "bad", 2)
    diary.wait(lambda it: len(it.letters) == 2)
    end(brittle)
    assert diary.values("b") == [1, 2]
    assert len(made) == 2
    assert brittle.lost == 1
    assert diary.told("b") == ["running", "failed", "running", "stopped"]
    assert diary.states[1][2] == "ValueError: wrong note"
    books = inlet.books()
    assert books.put == books.taken + books.dropped + books.depth
    assert books.taken == brittle.count + brittle.lost


def test_a_worker_that_cannot_be_built_loses_no_item() -> None:
    diary, inlet = Diary(), edge()
    send(inlet, 1)
    tries = []

    def make() -> Apply:
        tries.append(1)
        if len(tries) < 3:
            raise OSError("no such device")
        return Apply(same)

    late = stage(make, inlet, diary=diary)
    late.start()
    diary.wait(lambda it: it.values("b") == [1])
    end(late)
    assert late.lost == 0
    assert diary.told("b") == ["failed", "failed", "running", "stopped"]


@pytest.mark.parametrize("when_full", list(WhenFull))
def test_a_stage_that_gives_up_never_makes_a_sender_wait(when_full: WhenFull) -> None:
    diary = Diary()
    inlet = edge(SystemClock(), 4, when_full, patience=SOON * 100)
    hopeless = stage(lambda: Apply(explode), inlet, diary=diary, budget=Budget(times=2, breath=0.0))
    hopeless.start()
    for _ in range(3):
        send(inlet, "bad")
    diary.wait(lambda it: "gave up" in it.told("b"))
    assert hopeless.join(SOON)
    send(inlet, *range(10))  # would take minutes if anybody waited
    assert diary.told("b") == ["running", "failed"] * 3 + ["gave up"]
    assert hopeless.lost == 3
    books = inlet.books()
    assert (books.put, books.taken, books.dropped, books.depth) == (13, 3, 10, 0)
    assert hopeless.ready.is_set()
    assert hopeless.where() == "not running"


def test_the_budget_forgets_old_failures() -> None:
    clock = HandClock()
    brittle = stage(lambda: Apply(explode), clock=clock, budget=Budget(times=1, window=60.0))
    assert brittle.failed(ValueError())
    clock.at = 61.0
    assert brittle.failed(ValueError())
    clock.at = 62.0
    assert not brittle.failed(ValueError())
    assert brittle.state == "gave up"


def test_a_worker_that_fails_while_leaving_is_told_and_does_not_come_back() -> None:
    class Clingy(Part):
        def __call__(self, item: Any) -> Iterator[Any]:
            yield item

        def __exit__(self, *_: Any) -> None:
            raise OSError("the file is full")

    diary, inlet = Diary(), edge()
    clingy = stage(Clingy, inlet, diary=diary)
    clingy.start()
    send(inlet, 1)
    diary.wait(lambda it: len(it.letters) == 1)
    end(clingy)
    assert diary.told("b") == ["running", "failed"]
    assert clingy.lost == 0


class Sketcher(Part):
    """Gives a picture in four passes; between the passes something newer may come."""

    def __init__(self, between: list[Any]) -> None:
        self.closed: list[Any] = []
        self._between = between

    def __call__(self, item: Any) -> Iterator[Any]:
        try:
            for step in range(4):
                if step == 1 and self._between:
                    self._between.pop()()
                yield (item, step)
        except GeneratorExit:
            self.closed.append(item)
            raise


def sketch(newest_wins: bool, inlet_of_the_newer: int) -> tuple[list[Any], list[Any]]:
    diary, now, ahead = Diary(), edge(capacity=1), edge()
    inlets = (now, ahead)
    worker = Sketcher([lambda: send(inlets[inlet_of_the_newer], "newer")])
    painter = stage(lambda: worker, now, ahead, diary=diary, newest_wins=newest_wins)
    send(ahead, "older")
    painter.start()
    diary.wait(lambda it: ("newer", 3) in it.values("b"))
    end(painter)
    return diary.values("b"), worker.closed


def test_newest_wins_closes_the_older_generator() -> None:
    seen, closed = sketch(newest_wins=True, inlet_of_the_newer=0)
    assert seen == [("older", 0), ("older", 1), *(("newer", step) for step in range(4))]
    assert closed == ["older"]


def test_only_the_first_inlet_is_newer() -> None:
    seen, closed = sketch(newest_wins=True, inlet_of_the_newer=1)
    assert len(seen) == 8
    assert closed == []


def test_without_newest_wins_every_answer_is_given() -> None:
    seen, closed = sketch(newest_wins=False, inlet_of_the_newer=0)
    assert len(seen) == 8
    assert closed == []


def test_a_list_has_nothing_to_close() -> None:
    close(iter([1]))


def test_a_timed_worker_is_given_ticks_at_its_beats() -> None:
    diary, clock = Diary(), SystemClock()
    beats = stage(lambda: Metronome(0.002, 20), diary=diary, clock=clock)
    beats.start()
    diary.wait(lambda it: len(it.letters) == 20)
    end(beats)
    assert diary.values("b") == list(range(20))
    for _, letter in diary.letters:
        (mark,) = letter.marks
        assert letter.value * 0.002 <= mark.taken <= mark.done == letter.heard


def test_a_timed_worker_serves_its_items_too() -> None:
    class Alarm(Part):
        def __init__(self) -> None:
            self.at: float | None = None

        def due(self) -> float | None:
            return self.at

        def __call__(self, item: Any) -> Iterator[Any]:
            self.at = None if isinstance(item, Tick) else item
            yield item

    diary, clock, inlet = Diary(), SystemClock(), edge()
    alarm = stage(Alarm, inlet, diary=diary, clock=clock)
    alarm.start()
    send(inlet, 0.01)
    diary.wait(lambda it: len(it.letters) == 2)
    end(alarm)
    setting, ringing = diary.values("b")
    assert setting == 0.01
    assert isinstance(ringing, Tick)
    assert ringing.at >= 0.01


def test_what_a_tick_brings_says_itself_how_young_its_sound_is() -> None:
    @dataclass
    class Block:
        end: float

    diary = Diary()
    source = stage(lambda: Apply(same), diary=diary, clock=HandClock())
    source.send(Block(2.5), Letter(Tick(3.0), 3.0), Mark("b", 3.0, 3.1))
    source.send("a notice", Letter(Tick(3.0), 3.0), Mark("b", 3.0, 3.1))
    assert [letter.heard for _, letter in diary.letters] == [2.5, 3.1]


def test_a_worker_always_behind_its_time_still_hears() -> None:
    class Late(Part):
        """Always due, as a wall is that cannot keep its pace."""

        def due(self) -> float:
            return 0.0

        def __call__(self, item: Any) -> Iterator[Any]:
            if not isinstance(item, Tick):
                yield item

    diary, inlet = Diary(), edge()
    late = stage(Late, inlet, diary=diary)
    late.start()
    send(inlet, "blackout", "panic")
    diary.wait(lambda it: [letter.value for _, letter in it.letters] == ["blackout", "panic"])
    end(late)
