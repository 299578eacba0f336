"""What a part of the ear has to say to people.

Enters: nothing. Leaves: `Notice`, for the operator's overlay and the timeline. Any thread.
"""

from __future__ import annotations

from dataclasses import dataclass

from livevis.units import Seconds


@dataclass(frozen=True)
class Notice:
    """Something the operator should know: said once when it begins and once when it clears, never in between.

    Attributes:
        at: when, seconds since the show opened.
        text: what happened, one sentence without its full stop.
        remedy: what to do about it; empty where nothing needs doing.
        fault: False where it is good news ("microphone is back").
    """

    at: Seconds
    text: str
    remedy: str = ""
    fault: bool = True

    def __str__(self) -> str:
        return f"{self.text}. {self.remedy}" if self.remedy else self.text
