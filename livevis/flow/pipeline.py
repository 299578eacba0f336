"""The whole flow as one thing to start and stop.

Enters: stages, sources first. Leaves: nothing. Thread: the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence

from livevis.flow.clock import Deadline
from livevis.flow.stage import Stage
from livevis.units import Seconds


class Pipeline:
    """Stages in the order of the flow: sources first, sinks last. Sinks start first and stop last."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        self.stages = tuple(stages)

    def start(self) -> None:
        """Start every stage on its thread, sinks first."""
        for stage in reversed(self.stages):
            stage.start()

    def ready(self, seconds: Seconds) -> list[str]:
        """Wait until every worker is loaded, ``seconds`` in all; the names of those that are not."""
        deadline = Deadline(seconds)
        return [stage.name for stage in self.stages if not stage.ready.wait(deadline.left())]

    def stop(self, seconds: Seconds) -> list[str]:
        """Close the sources, drain, under one deadline; whoever is late is named, with where it stands."""
        deadline = Deadline(seconds)
        late = []
        for stage in self.stages:
            stage.stop()
            # A stage that drains may need most of the time; the others only finish their item.
            if not stage.join(deadline.left() if stage.plan.drains else min(deadline.left(), seconds / 4)):
                late.append(f"{stage.name} (at {stage.where()})")
        return late
