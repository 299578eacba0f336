"""Ctrl-C ends a show once gently, twice at once; and everything is put back."""

from __future__ import annotations

import signal
import sys
import threading

import pytest

from livevis.app.signals import SWITCH, interrupts, switching_fast


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_asks_the_second_breaks_off(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    asked: list[str] = []

    def twice() -> None:
        with interrupts(lambda: asked.append("stop")):
            signal.raise_signal(number)
            assert asked == ["stop"]
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        twice()
    assert asked == ["stop"]
    assert signal.getsignal(number) is before


def test_on_another_thread_signals_are_left_alone() -> None:
    before, inside = signal.getsignal(signal.SIGINT), []

    def play() -> None:
        with interrupts(lambda: None):
            inside.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=play)
    thread.start()
    thread.join(30)
    assert inside == [before]


def test_threads_take_turns_quickly_and_then_as_before() -> None:
    before = sys.getswitchinterval()

    def fail() -> None:
        with switching_fast():
            assert sys.getswitchinterval() == pytest.approx(SWITCH)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert sys.getswitchinterval() == before
