"""The same graph in virtual time: exact, repeatable, equal in values to the live one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.errors import LivevisError
from livevis.flow.channel import Channel, WhenFull
from livevis.flow.clock import VirtualClock
from livevis.flow.pipeline import Pipeline
from livevis.flow.stage import Budget, Stage
from livevis.flow.step import step
from livevis.flow.worker import Part, Tick

from .parts import SOON, Apply, Diary, Metronome, edge, same, send, stage, to


class Graph:
    """A singer every ``pace`` seconds, a painter that needs ``cost`` a picture, a wall."""

    def __init__(self, pace: float, cost: float, count: int = 20, capacity: int = 1, **plan: Any) -> None:
        self.clock, self.diary = VirtualClock(), Diary()
        self.drops: list[float] = []
        self.prompts: Channel[Any] = edge(
            self.clock,
            capacity,
            name="prompt>paint",
            on_drop=lambda _name, _count: self.drops.append(self.clock.now()),
        )
        self.pictures: Channel[Any] = edge(self.clock, name="paint>wall")
        known = {"diary": self.diary, "clock": self.clock}
        act = plan.pop("act", same)
        self.painter = stage(
            lambda: Apply(act, cost), self.prompts, name="painter", taps=[to(self.pictures)], **known, **plan
        )
        self.singer = stage(lambda: Metronome(pace, count), name="singer", taps=[to(self.prompts)], **known)
        self.wall = stage(lambda: Apply(same), self.pictures, name="wall", drains=True, **known)
        self.stages = (self.singer, self.painter, self.wall)

    def run(self, until: float = 1000.0) -> Graph:
        step(self.stages, self.clock, until)
        return self

    def trace(self) -> list[Any]:
        return [(name, letter.value, letter.heard, letter.marks) for name, letter in self.diary.letters]


def test_latencies_are_exact() -> None:
    graph = Graph(pace=1.0, cost=0.25).run()
    walls = [letter for name, letter in graph.diary.letters if name == "wall"]
    assert len(walls) == 20
    for number, letter in enumerate(walls):
        singer, painter, wall = letter.marks
        assert (singer.taken, singer.done) == (number, number)
        assert (painter.taken, painter.done) == (number, number + 0.25)
        assert wall.done == number + 0.25
        assert letter.heard == number
    assert graph.painter.work.max == pytest.approx(0.25)
    assert graph.painter.work.count == 20


def test_a_painter_slower_than_its_prompts_drops_them_counted_and_nobody_waits_long() -> None:
    graph = Graph(pace=1.0, cost=2.5).run()
    books = graph.prompts.books()
    assert books.put == 20
    assert books.put == books.taken + books.dropped
    assert books.dropped == len(graph.drops) > 8
    assert books.high_water == 1
    # Newest wins: what the painter takes is never older than one breath of the singer.
    assert graph.painter.wait.max <= 1.0
    walls = [letter for name, letter in graph.diary.letters if name == "wall"]
    assert max(letter.marks[-1].done - letter.heard for letter in walls) <= 1.0 + 2.5
    assert [letter.value for letter in walls] == [0, 2, 5, 7, 10, 12, 15, 17, 19]


def test_a_run_repeats_itself_exactly() -> None:
    one, other = (Graph(pace=0.3, cost=0.71, count=60).run() for _ in range(2))
    assert one.trace() == other.trace()
    assert one.drops == other.drops
    assert one.prompts.books() == other.prompts.books()


@given(
    pace=st.floats(0.01, 2.0),
    cost=st.floats(0.0, 3.0),
    capacity=st.integers(1, 5),
    newest_wins=st.booleans(),
)
def test_books_balance_and_time_flows_forward_for_any_pace(
    pace: float, cost: float, capacity: int, newest_wins: bool
) -> None:
    graph = Graph(
        pace, cost, capacity=capacity, newest_wins=newest_wins, act=lambda item: [(item, 0), (item, 1)]
    ).run()
    for channel in (graph.prompts, graph.pictures):
        books = channel.books()
        assert books.put == books.taken + books.dropped + books.depth
        assert books.depth == 0
    last = 0.0
    for _, letter in graph.diary.letters:
        assert all(mark.taken <= mark.done for mark in letter.marks)
        assert letter.marks[-1].done >= last
        last = letter.marks[-1].done


def test_live_equals_virtual_in_values() -> None:
    def build() -> tuple[Diary, Channel[Any], list[Stage]]:
        diary, first, second = Diary(), edge(), edge()
        double = stage(
            lambda: Apply(lambda n: [n, n * 2]), first, diary=diary, name="double", taps=[to(second)]
        )
        odd = stage(
            lambda: Apply(lambda n: [n] if n % 2 else []), second, diary=diary, name="odd", drains=True
        )
        return diary, first, [double, odd]

    virtual, inlet, stages = build()
    send(inlet, *range(10))
    step(stages, VirtualClock(), 10.0)

    live, inlet, stages = build()
    pipeline = Pipeline(stages)
    send(inlet, *range(10))
    pipeline.start()
    live.wait(lambda it: len(it.values("double")) == 20)
    assert pipeline.stop(SOON) == []

    for name in ("double", "odd"):
        assert live.values(name) == virtual.values(name)
        assert live.told(name) == virtual.told(name)
    assert virtual.values("odd") == [1, 3, 5, 7, 9]


def explode(item: Any) -> Iterator[Any]:
    yield item
    if item % 5 == 3:
        raise ValueError("wrong note")


def test_a_worker_that_fails_in_virtual_time_is_rebuilt_and_its_item_lost() -> None:
    graph = Graph(pace=100.0, cost=0.5, act=explode).run(1e6)
    assert graph.diary.values("wall") == list(range(20))
    assert graph.painter.lost == 4
    assert graph.diary.told("painter") == ["running", *["failed", "running"] * 4, "stopped"]


def test_a_stage_that_gives_up_leaves_the_others_running() -> None:
    graph = Graph(pace=1.0, cost=0.5, act=explode, budget=Budget(times=1, window=60.0)).run()
    assert graph.diary.values("singer") == list(range(20))
    assert graph.diary.values("wall") == list(range(9))
    assert graph.diary.told("painter")[-1] == "gave up"
    books = graph.prompts.books()
    assert (books.put, books.taken, books.dropped, books.depth) == (20, 9, 11, 0)
    assert graph.drops == [float(second) for second in range(9, 20)]  # each at once, none held back


def test_a_worker_that_dies_in_the_door_costs_no_item() -> None:
    tries: list[int] = []

    def make() -> Apply:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("no such device")
        return Apply(same)

    diary, inlet = Diary(), edge()
    send(inlet, 1)
    one = stage(make, inlet, diary=diary)
    step([one], VirtualClock(), 1.0)
    assert diary.values("b") == [1]
    assert one.lost == 0
    assert diary.told("b") == ["failed", "running", "stopped"]


def test_one_that_always_dies_in_the_door_gives_up() -> None:
    def make() -> Apply:
        raise OSError("no such device")

    diary, inlet = Diary(), edge()
    send(inlet, 1)
    step([stage(make, inlet, diary=diary)], VirtualClock(), 1.0)
    assert diary.told("b") == ["failed"] * 4 + ["gave up"]
    assert inlet.books().dropped == 1


class Doors(Part):
    """Tells how it left."""

    def __init__(self, log: list[Any], fails_to_leave: bool = False) -> None:
        self._log, self._fails = log, fails_to_leave

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self._log.append(kind)
        if self._fails:
            raise OSError("the file is full")

    def __call__(self, item: Any) -> Iterator[Any]:
        yield from explode(item)


def test_a_failed_worker_leaves_by_its_door_knowing_why() -> None:
    log: list[Any] = []
    inlet = edge()
    send(inlet, 3)
    step([stage(lambda: Doors(log), inlet)], VirtualClock(), 1.0)
    assert log == [ValueError, None]


def test_failing_to_leave_is_told_and_hurts_nobody() -> None:
    diary, inlet = Diary(), edge()
    send(inlet, 3, 1)
    one = stage(lambda: Doors([], fails_to_leave=True), inlet, diary=diary)
    step([one], VirtualClock(), 1.0)
    assert diary.values("b") == [3, 1]
    assert diary.told("b") == ["running", "failed", "running", "failed"]
    assert one.lost == 1


def test_newest_wins_closes_the_older_generator_in_virtual_time() -> None:
    closed: list[Any] = []

    def sketch(item: Any) -> Iterator[Any]:
        try:
            for number in range(4):
                yield (item, number)
        except GeneratorExit:
            closed.append(item)
            raise

    graph = Graph(pace=1.0, cost=0.4, count=2, act=sketch, newest_wins=True).run()
    assert graph.diary.values("painter") == [(0, 0), (0, 1), (0, 2), *((1, n) for n in range(4))]
    assert closed == [0]
    painted = [letter.marks[-1] for name, letter in graph.diary.letters if name == "painter"]
    assert [mark.done for mark in painted] == pytest.approx([0.4, 0.8, 1.2, 1.6, 2.0, 2.4, 2.8])


def test_an_item_without_an_answer_costs_as_much_as_one_with() -> None:
    graph = Graph(pace=1.0, cost=2.0, count=4, act=lambda item: [item] if item == 3 else []).run()
    painted = [letter.marks[-1] for name, letter in graph.diary.letters if name == "painter"]
    assert [mark.taken for mark in painted] == [4.0]
    assert graph.painter.work.count == 3
    assert graph.painter.count == 3
    assert graph.painter.work.max == pytest.approx(2.0)


def test_it_ends_when_told_when_idle_or_at_its_time() -> None:
    assert Graph(pace=1.0, cost=0.0).run(until=4.5).diary.values("wall") == [0, 1, 2, 3, 4]
    idle = Graph(pace=1.0, cost=0.0).run()
    assert idle.clock.now() == 19.0
    told = Graph(pace=1.0, cost=0.0)
    step(told.stages, told.clock, 1000.0, going=lambda: told.clock.now() < 2.0)
    assert told.diary.values("wall") == [0, 1, 2]


def test_at_the_end_a_stage_that_drains_finishes_and_the_others_let_go() -> None:
    clock, diary = VirtualClock(), Diary()
    frames, prompts = edge(clock), edge(clock)
    closed: list[Any] = []

    def slow(item: Any) -> Iterator[Any]:
        try:
            yield item
        except GeneratorExit:
            closed.append(item)
            raise

    film = stage(
        lambda: Apply(lambda n: [n, n], 5.0), frames, diary=diary, clock=clock, name="film", drains=True
    )
    painter = stage(lambda: Apply(slow, 5.0), prompts, diary=diary, clock=clock, name="painter")
    send(frames, 1, 2)
    send(prompts, 1, 2)
    step([painter, film], clock, 1.0)
    assert diary.values("film") == [1, 1, 2, 2]
    assert diary.values("painter") == []
    assert closed == [1]
    assert prompts.books().dropped == 1
    assert clock.now() == 0.0


def test_what_a_draining_stage_holds_at_the_end_is_finished_too() -> None:
    clock, diary, frames = VirtualClock(), Diary(), edge()
    film = stage(lambda: Apply(same, 5.0), frames, diary=diary, clock=clock, drains=True)
    send(frames, "last frame")
    step([film], clock, 1.0)
    assert diary.values("b") == ["last frame"]


def test_ticks_wait_for_a_worker_that_is_busy() -> None:
    class Busy(Part):
        nominal_cost = 1.5

        def __init__(self) -> None:
            self._next = 1.0

        def due(self) -> float | None:
            return self._next if self._next < 4 else None

        def __call__(self, item: Any) -> Iterator[Any]:
            assert isinstance(item, Tick)
            self._next += 1.0
            yield item.at

    diary, clock = Diary(), VirtualClock()
    step([stage(Busy, diary=diary, clock=clock)], clock, 100.0)
    assert diary.values("b") == [1.0, 2.5, 4.0]


def test_a_worker_that_is_always_due_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Restless(Part):
        def due(self) -> float:
            return 0.0

        def __call__(self, item: Any) -> list[Any]:
            return []

    monkeypatch.setattr("livevis.flow.step._ROUNDS", 50)
    with pytest.raises(LivevisError, match=r"virtual time stands still at 0\.000 s \(restless\)"):
        step([stage(Restless, name="restless", clock=VirtualClock())], VirtualClock(), 1.0)


def test_nobody_waits_in_virtual_time_either() -> None:
    clock = VirtualClock()
    inlet = edge(clock, 1, WhenFull.WAIT, patience=0.0)
    source = stage(lambda: Metronome(0.0, 3), clock=clock, name="source", taps=[to(inlet)])
    sink = stage(lambda: Apply(same, 1.0), inlet, clock=clock, name="sink")
    step([source, sink], clock, 100.0)
    books = inlet.books()
    assert books.put == 3
    assert books.put == books.taken + books.dropped
