"""What the process does differently while a show plays: how it is interrupted, how threads take turns.

Enters: a function to call. Leaves: nothing; everything is put back. Thread: the main one (elsewhere
signals cannot be heard, and are left alone).
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from livevis.units import Seconds

SWITCH: Seconds = 0.0001
"""Python's thread switch interval: the default 5 ms is a sixth of a frame."""


@contextmanager
def switching_fast() -> Iterator[None]:
    """Let threads take turns quickly while a show plays; afterwards as before."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def interrupts(stop: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and a polite kill end the show cleanly; a second Ctrl-C ends it at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = False

    def handler(*_: object) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        stop()

    before = {number: signal.signal(number, handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
