"""What an operator acts on: keys today; pads, faders, a phone tomorrow.

Enters: what hands do. Leaves: `Command`s. Thread: a keyboard's is the main one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from livevis.messages import Command
from livevis.units import Seconds


class Surface(Protocol):
    """Something commands come from."""

    def commands(self, at: Seconds) -> Iterable[Command]:
        """What the operator did since last asked; ``at`` is now. Never waits."""
