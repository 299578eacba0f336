"""What a run keeps, it takes up again."""

from __future__ import annotations

from pathlib import Path

import pytest

from livevis.lab.painter.keep import Kept, follow, weights_of


def test_a_run_goes_on_where_it_was_left(tmp_path: Path) -> None:
    import torch

    model = torch.nn.Linear(2, 2)
    optimiser = torch.optim.AdamW(model.parameters())
    kept = Kept(tmp_path / "x" / "a.pt", {"m": model}, optimiser)
    assert not kept.resume()
    model(torch.ones(1, 2)).sum().backward()
    optimiser.step()
    kept.step, kept.spent, kept.notes = 7, 3.5, {"first": 1.0}
    kept.keep()

    other = torch.nn.Linear(2, 2)
    again = Kept(kept.path, {"m": other}, torch.optim.AdamW(other.parameters()))
    assert again.resume()
    assert (again.step, again.spent, again.notes) == (7, 3.5, {"first": 1.0})
    assert torch.equal(other.weight, model.weight)
    assert len(again.optimiser.state) == 2
    assert torch.equal(weights_of(kept.path, "m", torch.nn.Linear(2, 2)).weight, model.weight)


def test_what_is_not_held_stays_as_it_is(tmp_path: Path) -> None:
    import torch

    model, fresh = torch.nn.Linear(2, 2), torch.nn.Linear(2, 2)
    Kept(tmp_path / "a.pt", {"m": model}).keep()
    before, other = fresh.weight.clone(), torch.nn.Linear(2, 2)
    again = Kept(tmp_path / "a.pt", {"m": other, "n": fresh}, torch.optim.AdamW(other.parameters()))
    assert again.resume()
    assert torch.equal(other.weight, model.weight)
    assert torch.equal(fresh.weight, before)


def test_the_average_follows() -> None:
    import torch

    shadow, model = torch.nn.Linear(1, 1, bias=False), torch.nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        shadow.weight.fill_(0.0)
        model.weight.fill_(1.0)
    follow(shadow, model, 0.9)
    assert float(shadow.weight.detach()) == pytest.approx(0.1)
