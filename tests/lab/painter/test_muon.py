"""Muon beside AdamW."""

from __future__ import annotations

from pathlib import Path

import pytest

from livevis.lab.painter.keep import Kept
from livevis.lab.painter.muon import MuonW, orthogonal, shared_out


@pytest.mark.parametrize("shape", [(8, 8), (4, 30), (30, 4)])
def test_directions_become_equally_strong(shape: tuple[int, int]) -> None:
    import torch

    torch.manual_seed(1)
    matrix = torch.randn(shape) @ torch.diag(torch.linspace(0.2, 3.0, shape[1]))
    values = torch.linalg.svdvals(orthogonal(matrix))
    assert float(values.min()) > 0.5
    assert float(values.max()) < 1.4


def test_matrices_and_the_rest_go_downhill_and_tables_stay_with_adam(tmp_path: Path) -> None:
    import torch

    torch.manual_seed(2)
    model = torch.nn.Sequential(torch.nn.Embedding(5, 6), torch.nn.Linear(6, 6))
    optimiser = MuonW(model.parameters(), model[0].parameters(), lr=0.02)
    assert [len(group["params"]) for group in optimiser.param_groups] == [2, 1]
    goal = torch.randn(5, 6)
    losses = []
    for _ in range(60):
        loss = (model(torch.arange(5)) - goal).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.5 * losses[0]
    assert "momentum" in optimiser.state[model[1].weight]
    assert "exp_avg" in optimiser.state[model[0].weight]
    Kept(tmp_path / "k.pt", {"m": model}, optimiser).keep()
    again = MuonW(model.parameters(), model[0].parameters(), lr=0.02)
    assert Kept(tmp_path / "k.pt", {"m": model}, again).resume()
    assert torch.equal(again.state[model[1].weight]["momentum"], optimiser.state[model[1].weight]["momentum"])


def test_matrices_keep_their_own_pace() -> None:
    import torch

    model = torch.nn.Linear(6, 6)
    optimiser = MuonW(model.parameters(), (), lr=0.02, pace=2.0)
    assert [group["pace"] for group in optimiser.param_groups] == [1.0, 2.0]


def test_the_work_is_shared_out_evenly() -> None:
    shapes = [(160, 1440)] * 5 + [(96, 864)] * 7 + [(8, 8)] * 9
    for count in (1, 2, 3):
        whose = shared_out(shapes, count)
        load = [0.0] * count
        for shape, who in zip(shapes, whose, strict=True):
            load[who] += min(shape) ** 2 * max(shape)
        assert set(whose) == set(range(count))
        assert max(load) - min(load) <= 160**2 * 1440
    assert shared_out([], 2) == []
