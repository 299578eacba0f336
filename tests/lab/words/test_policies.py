"""Policies by name."""

from __future__ import annotations

from pathlib import Path

from livevis.lab.words.policies import POLICIES, players
from livevis.lab.words.script import Habits, Script
from livevis.messages import SongStart

from .songs import gold


def test_every_policy_makes_a_worker_whose_passes_are_paid_for(tmp_path: Path) -> None:
    script = Script.written(gold(tmp_path), Habits(), 1)
    for policy in POLICIES.values():
        made = players(policy, script, 1, 0.3, "de")
        assert made.language == "de"
        with made.words() as worker:
            list(worker(SongStart("s", "S", 12.0)))
            assert worker.nominal_cost == 0.0
            worker.reset()
        assert policy.about


def test_ours_come_before_what_they_are_compared_with() -> None:
    baselines = [policy.baseline for policy in POLICIES.values()]
    assert baselines == sorted(baselines)
