"""Who plays which role tonight.

Enters: nothing. Leaves: factories of workers with the name each goes by in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from livevis.flow.worker import Worker


@dataclass(frozen=True)
class Cast:
    """Factories, one a role; a failed worker is replaced by calling its factory again.

    ``names``: role -> who was chosen, for the report; ``ran()``: role -> who plays now, where a failed
    one may have been replaced. ``table``: the rows of the preflight table
    (role, what you got, why, the command that gets you more). ``listener`` follows the music of songs that
    have a reference take; without one nobody does.
    """

    source: Callable[[], Worker[Any, Any]]
    words: Callable[[], Worker[Any, Any]]
    follower: Callable[[], Worker[Any, Any]]
    prompter: Callable[[], Worker[Any, Any]]
    painter: Callable[[], Worker[Any, Any]]
    listener: Callable[[], Worker[Any, Any]] | None = None
    names: dict[str, str] = field(default_factory=dict)
    ran: Callable[[], Mapping[str, str]] = dict
    table: tuple[tuple[str, str, str, str], ...] = ()
