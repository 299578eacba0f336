"""What can go wrong at the door, each fault with its place and its remedy.

Enters: a place ("show.toml:14, song 3, cue 1"), what is wrong, what to do.
Leaves: one line a person can act on. Any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing wrong in what somebody gave us.

    Parameters: ``where`` names file, line and entry; ``what`` the fault; ``remedy`` what to do.
    """

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}".rstrip()


class LivevisError(Exception):
    """Base of all errors livevis raises on purpose; prints as message and remedy."""

    exit_code = 1

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}. {self.remedy}".strip() if self.remedy else self.what


class InputFaults(LivevisError):
    """The input was wrong: every fault found, all at once (exit code 2)."""

    exit_code = 2

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class DeviceLost(LivevisError):
    """A device (microphone, display) is gone or cannot be opened; it may come back."""


class ModelFault(LivevisError):
    """A model folder is missing, incomplete, or does not load: wrong input, where a person named it."""

    exit_code = 2


class Unreachable(LivevisError):
    """A model hub could not be reached."""
