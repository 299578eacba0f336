"""The loop of training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from livevis.lab.painter.keep import Kept
from livevis.lab.painter.loop import Task, loop, ramp
from livevis.lab.painter.ranks import Rank
from livevis.lab.painter.size import SMOKE, SMOKE_COURSE


class Parabola:
    """A lesson with one weight, whose least loss is at 3."""

    def __init__(self, model: Any) -> None:
        self.weights = list(model.parameters())
        self.steps: list[int] = []

    def loss(self, share: float) -> Any:
        assert 0.0 <= share < 1.0
        return (self.weights[0] - 3.0).square().sum()

    def after(self, step: int) -> None:
        self.steps.append(step)


def test_it_goes_downhill_tells_and_keeps(tmp_path: Path) -> None:
    import torch

    model = torch.nn.Linear(1, 1, bias=False)
    state = Kept(tmp_path / "a.pt", {"m": model}, torch.optim.AdamW(model.parameters(), lr=0.05))
    said: list[str] = []
    lesson = Parabola(model)
    loop(Task(state.path, SMOKE, SMOKE_COURSE, 3600.0, 1, Rank(), said.append, 120), state, lesson)
    assert lesson.steps == list(range(1, state.step + 1))
    assert state.notes["last"] < state.notes["first"]
    assert "a: step 50" in said[0]
    assert state.path.exists()
    assert state.step == 120


def test_every_group_keeps_its_pace(tmp_path: Path) -> None:
    import torch

    model, other = torch.nn.Linear(1, 1, bias=False), torch.nn.Linear(1, 1, bias=False)
    groups = [{"params": model.parameters()}, {"params": other.parameters(), "pace": 3.0}]
    state = Kept(tmp_path / "a.pt", {"m": model}, torch.optim.AdamW(groups, lr=0.05))
    loop(Task(state.path, SMOKE, SMOKE_COURSE, 3600.0, 1, Rank(), lambda _: None, 5), state, Parabola(model))
    slow, fast = (group["lr"] for group in state.optimiser.param_groups)
    assert fast == 3.0 * slow


def test_the_rate_rises_then_falls() -> None:
    assert ramp(0.0, 0) < ramp(0.0, 200)
    assert ramp(0.2, 999) > ramp(0.9, 999) > 0.0
    assert ramp(1.5, 999) == ramp(1.0, 999)


def test_time_ends_it_too(tmp_path: Path) -> None:
    import torch

    model = torch.nn.Linear(1, 1, bias=False)
    state = Kept(tmp_path / "a.pt", {"m": model}, torch.optim.AdamW(model.parameters()))
    state.spent = 59.0
    task = Task(state.path, SMOKE, SMOKE_COURSE, 60.0, 1, Rank(), lambda _: None, 1000)
    assert task.share(state) == 59.0 / 60.0
    state.step = 999
    assert task.share(state) == 0.999
    assert Task(state.path, SMOKE, SMOKE_COURSE, 0.0, 1, Rank(), lambda _: None).share(state) == 1.0
