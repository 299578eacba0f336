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


@pytest.mark.slow
def test_a_rank_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="only the second"):
        run(fails, None, 2)


def fails(rank: Rank, _: Any) -> None:
    if rank.index == 1:
        raise ValueError("only the second fails")
