"""Who plays which role tonight.

Enters: nothing. Leaves: factories of workers with the name each goes by in the report.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from livevis.flow.worker import Worker


@dataclass(frozen=True)
class Cast:
    """Factories, one a role; a failed worker is replaced by calling its factory again.

    ``names``: role -> what ran, for the report. ``table``: the rows of the preflight table
    (role, what you got, why, the command that gets you more).
    """

    source: Callable[[], Worker[Any, Any]]
    words: Callable[[], Worker[Any, Any]]
    follower: Callable[[], Worker[Any, Any]]
    prompter: Callable[[], Worker[Any, Any]]
    painter: Callable[[], Worker[Any, Any]]
    names: dict[str, str] = field(default_factory=dict)
    table: tuple[tuple[str, str, str, str], ...] = ()
