"""Processes that train together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from livevis.lab.painter.ranks import Rank, run


def mean_of_gradients(rank: Rank, folder: str) -> None:
    """Each rank's gradient is its number plus one; the mean over two is 1.5."""
    import torch

    weight = torch.nn.Parameter(torch.zeros(3))
    weight.grad = torch.full((3,), float(rank.index + 1))
    rank.average([weight])
    begun = torch.nn.Parameter(torch.full((2,), float(rank.index + 7)))
    rank.same_start([begun])
    said = rank.agree(10.0 if rank.first else -1.0)
    (Path(folder) / str(rank.index)).write_text(f"{float(weight.grad[0])} {said} {float(begun[0].detach())}")


def test_one_is_enough(tmp_path: Path) -> None:
    run(mean_of_gradients, str(tmp_path), 1)
    assert (tmp_path / "0").read_text() == "1.0 10.0 7.0"
    assert Rank().first


@pytest.mark.slow
def test_two_agree(tmp_path: Path) -> None:
    run(mean_of_gradients, str(tmp_path), 2)
    assert (tmp_path / "0").read_text() == (tmp_path / "1").read_text() == "1.5 10.0 7.0"


def moved_by_muon(rank: Rank, folder: str) -> None:
    """The same gradients everywhere: where a layer's weights go in three steps."""
    import torch

    from livevis.lab.painter.muon import MuonW

    torch.manual_seed(4)
    model = torch.nn.Sequential(torch.nn.Linear(6, 8), torch.nn.Linear(8, 8), torch.nn.Linear(8, 3))
    optimiser = MuonW(model.parameters(), (), lr=0.01, rank=rank)
    for _ in range(3):
        optimiser.zero_grad()
        model(torch.ones(2, 6)).square().sum().backward()
        optimiser.step()
    torch.save(model.state_dict(), Path(folder) / f"{rank.index}-of-{rank.count}.pt")


@pytest.mark.slow
def test_matrices_turned_by_two_go_where_one_would_have_them(tmp_path: Path) -> None:
    import torch

    for count in (1, 2):
        run(moved_by_muon, str(tmp_path), count)
    alone, first, second = (
        torch.load(tmp_path / f"{name}.pt", weights_only=True) for name in ("0-of-1", "0-of-2", "1-of-2")
    )
    assert all(torch.equal(first[key], second[key]) for key in first)
    assert all(torch.allclose(alone[key], first[key], atol=1e-6) for key in first)


@pytest.mark.slow
def test_a_rank_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="only the second"):
        run(fails, None, 2)


def fails(rank: Rank, _: Any) -> None:
    if rank.index == 1:
        raise ValueError("only the second fails")
