"""The books of an edge balance under a storm of senders and in any order of acts."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from livevis.flow.channel import WhenFull
from livevis.flow.clock import SystemClock
from livevis.flow.letter import Letter

from .parts import SOON, balances, edge, send, taken


@pytest.mark.parametrize("when_full", list(WhenFull))
def test_the_books_balance_under_a_storm_of_senders(when_full: WhenFull) -> None:
    drops: list[int] = []
    channel = edge(
        SystemClock(), 5, when_full, patience=0.001, on_drop=lambda _name, count: drops.append(count)
    )
    senders, each = 6, 400
    over = threading.Event()
    got: list[Any] = []

    def take() -> None:
        while True:
            rings, last = channel.bell.rings(), over.is_set()
            letter = channel.poll()
            if letter is not None:
                got.append(letter.value)
            elif last:
                return
            else:
                channel.bell.sleep(rings, SOON)

    def pour(sender: int) -> None:
        for number in range(each):
            channel.put(Letter((sender, number), 0.0))
            assert balances(channel)

    taker = threading.Thread(target=take)
    storm = [threading.Thread(target=pour, args=(sender,)) for sender in range(senders)]
    for thread in (taker, *storm):
        thread.start()
    for thread in storm:
        thread.join(SOON)
    over.set()
    channel.bell.ring()
    taker.join(SOON)
    books = channel.books()
    assert books.put == senders * each
    assert books.taken == len(got) == len(set(got))
    assert books.dropped == sum(drops)
    assert books.depth == 0
    assert balances(channel)
    assert books.high_water <= 5
    for sender in range(senders):
        mine = [number for who, number in got if who == sender]
        assert mine == sorted(mine)


class Ledger(RuleBasedStateMachine):
    """Any order of acts leaves the books balanced and the weight within the capacity."""

    when_full = WhenFull.DROP_OLD

    def __init__(self) -> None:
        super().__init__()
        self.drops = 0
        self.channel = edge(
            capacity=5, when_full=self.when_full, patience=0.0, weigh=float, on_drop=self._dropped
        )

    def _dropped(self, _name: str, count: int) -> None:
        self.drops += count

    @rule(weight=st.integers(1, 7))
    def put(self, weight: int) -> None:
        depth = len(self.channel)
        whole = self.channel.put(Letter(weight, 0.0))
        if whole:
            assert len(self.channel) == depth + 1

    @rule()
    def poll(self) -> None:
        depth = len(self.channel)
        assert (self.channel.poll() is None) == (depth == 0)

    @rule(last=st.integers(0, 9))
    def close(self, last: int) -> None:
        if last == 0:
            self.channel.close()

    @rule(last=st.integers(0, 9))
    def abandon(self, last: int) -> None:
        if last == 0:
            self.channel.abandon()

    @invariant()
    def balanced(self) -> None:
        assert balances(self.channel)
        assert self.channel.books().dropped == self.drops
        inside = [waiting.letter.value for waiting in self.channel._queue]
        assert sum(inside) <= 5 or len(inside) == 1


@pytest.mark.parametrize("rule_when_full", list(WhenFull))
def test_the_books_balance_in_any_order_of_acts(rule_when_full: WhenFull) -> None:
    class Case(Ledger):
        when_full = rule_when_full

    run_state_machine_as_test(Case)


@given(values=st.lists(st.integers(), max_size=30), capacity=st.integers(1, 10))
def test_streamed_equals_whole_when_nothing_is_dropped(values: list[int], capacity: int) -> None:
    channel = edge(capacity=capacity)
    got = []
    for value in values:
        send(channel, value)
        got += taken(channel)
    assert got == values
