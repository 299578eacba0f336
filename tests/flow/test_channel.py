"""The books balance whatever happens; nobody waits longer than told; the newest wins where it should."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest

from livevis.flow.channel import Bell, Channel, Newest, WhenFull
from livevis.flow.clock import SystemClock, VirtualClock
from livevis.flow.letter import Letter, Mark

from .parts import SOON, HandClock, balances, edge, send, taken

LONG = SOON * 100
"""A patience that no test outlives: whoever waits it out has failed."""


def test_letters_come_out_in_the_order_they_went_in() -> None:
    channel = edge()
    send(channel, 1, 2, 3)
    assert taken(channel) == [1, 2, 3]
    assert channel.poll() is None


def test_newest_wins() -> None:
    channel = edge(capacity=1)
    assert channel.put(Letter("old", 0.0))
    assert not channel.put(Letter("new", 0.0))
    assert taken(channel) == ["new"]
    assert channel.books().dropped == 1


def test_drop_old_keeps_the_youngest() -> None:
    channel = edge(capacity=3)
    send(channel, *range(10))
    assert taken(channel) == [7, 8, 9]


def test_drop_new_keeps_the_oldest() -> None:
    channel = edge(capacity=3, when_full=WhenFull.DROP_NEW)
    send(channel, *range(10))
    assert taken(channel) == [0, 1, 2]
    assert channel.books().dropped == 7


def test_wait_gives_up_after_its_patience_and_says_so() -> None:
    told: list[tuple[str, int]] = []
    channel = edge(capacity=1, when_full=WhenFull.WAIT, on_drop=lambda *loss: told.append(loss))
    assert channel.put(Letter("first", 0.0))
    assert not channel.put(Letter("second", 0.0))
    assert told == [("a>b", 1)]
    assert taken(channel) == ["first"]
    assert balances(channel)


class Noticed(Channel[Any]):
    """Says when a sender stands before a full channel."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.found_full = threading.Event()

    def _full(self, weight: float) -> bool:
        full = super()._full(weight)
        if full:
            self.found_full.set()
        return full


def waiting_sender(channel: Noticed, answers: list[bool]) -> threading.Thread:
    thread = threading.Thread(target=lambda: answers.append(channel.put(Letter("late", 0.0))), daemon=True)
    thread.start()
    assert channel.found_full.wait(SOON)
    return thread


def full_channel() -> Noticed:
    channel = Noticed("a>b", 1, WhenFull.WAIT, SystemClock(), patience=LONG)
    channel.put(Letter("first", 0.0))
    return channel


def test_wait_goes_on_as_soon_as_there_is_room() -> None:
    channel, answers = full_channel(), list[bool]()
    sender = waiting_sender(channel, answers)
    assert balances(channel)  # also while somebody waits
    assert channel.poll() is not None
    sender.join(SOON)
    assert answers == [True]
    assert taken(channel) == ["late"]


def test_closing_sends_a_waiting_sender_away() -> None:
    channel, answers = full_channel(), list[bool]()
    sender = waiting_sender(channel, answers)
    channel.close()
    sender.join(SOON)
    assert answers == [False]
    assert taken(channel) == ["first"]
    assert balances(channel)


def test_abandoning_sends_a_waiting_sender_away_and_keeps_nothing() -> None:
    channel, answers = full_channel(), list[bool]()
    sender = waiting_sender(channel, answers)
    channel.abandon()
    sender.join(SOON)
    assert answers == [False]
    assert channel.books().depth == 0
    assert channel.books().dropped == 2


def test_one_heavy_letter_taken_lets_several_light_ones_in() -> None:
    channel = Noticed("wall>film", 4, WhenFull.WAIT, SystemClock(), patience=LONG, weigh=float)
    channel.put(Letter(4, 0.0))
    answers: list[bool] = []
    senders = []
    for _ in range(3):
        channel.found_full.clear()
        light = lambda: answers.append(channel.put(Letter(1, 0.0)))  # noqa: E731
        senders.append(threading.Thread(target=light, daemon=True))
        senders[-1].start()
        assert channel.found_full.wait(SOON)
    channel.poll()
    for sender in senders:
        sender.join(SOON)
    assert answers == [True, True, True]
    assert channel.books().depth == 3


@pytest.mark.parametrize("when_full", list(WhenFull))
def test_after_closing_what_is_inside_comes_out_and_nothing_goes_in(when_full: WhenFull) -> None:
    channel = edge(when_full=when_full)
    send(channel, 1, 2)
    assert not channel.closed
    channel.close()
    assert channel.closed
    assert not channel.put(Letter(3, 0.0))
    assert taken(channel) == [1, 2]
    assert balances(channel)


@pytest.mark.parametrize("when_full", list(WhenFull))
def test_after_abandoning_everything_is_dropped_and_counted(when_full: WhenFull) -> None:
    told: list[tuple[str, int]] = []
    channel = edge(when_full=when_full, on_drop=lambda *loss: told.append(loss))
    send(channel, 1, 2)
    channel.abandon()
    channel.abandon()
    assert not channel.put(Letter(3, 0.0))
    assert channel.poll() is None
    assert sum(count for _, count in told) == channel.books().dropped == 3


def test_weights_bound_the_sum() -> None:
    channel = edge(capacity=10, when_full=WhenFull.DROP_NEW, weigh=float)
    send(channel, 6, 5, 4)
    assert taken(channel) == [6, 4]


def test_a_heavy_letter_pushes_out_as_many_old_ones_as_it_must() -> None:
    told: list[tuple[str, int]] = []
    channel = edge(capacity=10, weigh=float, on_drop=lambda *loss: told.append(loss))
    send(channel, 3, 3, 3, 7)
    assert taken(channel) == [3, 7]
    assert told == [("a>b", 2)]


def test_a_letter_heavier_than_the_channel_goes_in_alone() -> None:
    channel = edge(capacity=10, weigh=float)
    send(channel, 3, 50)
    assert taken(channel) == [50]


def test_weights_leave_no_dust() -> None:
    weights = [0.1, 0.2, 0.6]  # 0.1 + 0.2 + 0.6 - 0.1 - 0.2 - 0.6 is not nothing
    channel = edge(capacity=sum(weights), when_full=WhenFull.DROP_NEW, weigh=float)
    for _ in range(10):
        send(channel, *weights)
        assert taken(channel) == weights


def test_high_water_remembers_the_deepest() -> None:
    channel = edge()
    send(channel, 1, 2, 3)
    taken(channel)
    send(channel, 4)
    assert channel.books().high_water == 3


def test_how_long_letters_stood_is_told() -> None:
    clock = HandClock()
    channel = edge(clock)
    send(channel, 1)
    clock.at = 2.0
    channel.poll()
    assert channel.waited.max == 2.0


def test_handover_counts_only_what_found_the_taker_asleep() -> None:
    clock = HandClock()
    channel = edge(clock)
    send(channel, "nobody waits")
    clock.at = 1.0
    channel.poll()
    assert channel.books().handover_ms["max"] == 0.0
    channel.bell.asleep = True
    send(channel, "somebody waits")
    channel.bell.asleep = False
    clock.at = 1.5
    channel.poll()
    assert channel.books().handover_ms["max"] == 500.0
    assert channel._handover.count == 1


def test_a_sleeping_taker_is_woken_by_a_letter() -> None:
    channel = edge(SystemClock())
    seen: list[Any] = []

    def take() -> None:
        while not seen:
            rings = channel.bell.rings()
            letter = channel.poll()
            if letter is not None:
                seen.append(letter.value)
            else:
                channel.bell.sleep(rings, SOON)

    taker = threading.Thread(target=take)
    taker.start()
    send(channel, "wake up")
    taker.join(SOON)
    assert seen == ["wake up"]


def test_a_bell_rung_between_looking_and_sleeping_is_not_missed() -> None:
    bell = Bell()
    looked = bell.rings()
    bell.ring()
    bell.sleep(looked, None)  # would last for ever if the ring were missed
    assert not bell.asleep


def test_a_bell_s_sleep_ends_by_itself() -> None:
    bell = Bell()
    bell.sleep(bell.rings(), 0.0)
    assert not bell.asleep


def test_no_ring_is_lost_under_a_storm() -> None:
    bell, rounds = Bell(), 3000
    heard = threading.Semaphore(0)
    posted = [0]

    def listen() -> None:
        seen = 0
        while seen < rounds:
            rings = bell.rings()
            if posted[0] > seen:
                seen = posted[0]
                heard.release()
            else:
                bell.sleep(rings, None)

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    for number in range(1, rounds + 1):
        posted[0] = number
        bell.ring()
        assert heard.acquire(timeout=SOON)
    listener.join(SOON)
    assert not listener.is_alive()


class Tens:
    """Numbers of one ten go together, as a list."""

    def fits(self, earlier: int, later: int) -> bool:
        return earlier // 10 == later // 10

    def joined(self, values: Sequence[int]) -> list[int]:
        return list(values)


def test_of_facts_that_waited_only_the_newest_is_true() -> None:
    channel: Channel[Any] = Channel("facts", 4, WhenFull.DROP_OLD, VirtualClock(), joint=Newest())
    send(channel, 1, 2, 3, "other")
    assert taken(channel) == [3, "other"]
    books = channel.books()
    assert (books.put, books.taken, books.dropped) == (4, 4, 0)


def test_with_a_joint_what_fits_is_taken_together_and_the_books_balance() -> None:
    channel: Channel[Any] = Channel("joint", 8, WhenFull.DROP_OLD, VirtualClock(), joint=Tens())
    for number in (1, 2, 3, 11, 21, 22):
        channel.put(Letter(number, number / 10, (Mark("source", 0.0, number / 10),)))
    taken = [channel.poll() for _ in range(4)]
    assert [None if letter is None else letter.value for letter in taken] == [[1, 2, 3], 11, [21, 22], None]
    assert taken[0] is not None
    assert taken[0].heard == 0.3  # of the youngest
    assert taken[0].marks == (Mark("source", 0.0, 0.3),)
    books = channel.books()
    assert (books.put, books.taken, books.dropped, books.depth) == (6, 6, 0, 0)
