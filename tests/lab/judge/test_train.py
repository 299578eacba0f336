"""The judge learns, goes on where it stopped, and is the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from livevis.lab.judge.answers import NOWHERE, Marks
from livevis.lab.judge.train import Lesson, Taught, cycle, train, varied
from livevis.lab.judge.verdict import score, verdict

from .pupils import ANSWERS, lessons

SHORT = Lesson(seed=1, steps=6, batch=8)


def test_it_learns_what_there_is_to_see(tmp_path: Path) -> None:
    lesson = Lesson(seed=1, steps=45, batch=24)
    net = train(ANSWERS, lessons(240, 1), lesson, tmp_path / "judge.pt", [].append)
    unseen = lessons(60, 2)
    found = score(verdict(net, unseen.pictures), unseen.marks)
    assert (found.subject or 0) > 0.9
    assert (found.both or 0) > 0.8
    assert (found.place or 0) > 0.9


def test_the_same_seed_gives_the_same_judge_and_another_another(tmp_path: Path) -> None:
    taught = lessons(40, 1)
    told = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        lesson = Lesson(seed=seed, steps=6, batch=8)
        told.append(train(ANSWERS, taught, lesson, tmp_path / f"{name}.pt", [].append).subjects.weight)
    assert torch.equal(told[0], told[1])
    assert not torch.equal(told[0], told[2])


def test_a_training_broken_off_goes_on(tmp_path: Path) -> None:
    taught, said = lessons(40, 1), list[str]()
    train(ANSWERS, taught, SHORT, tmp_path / "judge.pt", said.append)
    longer = Lesson(seed=1, steps=8, batch=8, keep_every=0.0)
    train(ANSWERS, taught, longer, tmp_path / "judge.pt", said.append)
    assert said[0].startswith("  the judge goes on at step 6")
    assert [line.split(", loss")[0] for line in said[1:]] == [
        "  judge:  75%, step 7",
        "  judge:  88%, step 8",
    ]


def test_scenes_without_a_place_or_a_subject_are_learnt_from_too(tmp_path: Path) -> None:
    taught = lessons(8, 1)
    nowhere = np.full(8, NOWHERE)
    empty = Taught(taught.pictures, Marks(np.zeros((8, 3), np.float32), nowhere, taught.marks.looks))
    net = train(ANSWERS, empty, Lesson(steps=2, batch=4), tmp_path / "judge.pt", [].append)
    assert all(bool(torch.isfinite(weights).all()) for weights in net.parameters())


def test_no_minutes_are_no_training(tmp_path: Path) -> None:
    net = train(ANSWERS, lessons(4, 1), Lesson.lasting(0.0, 1), tmp_path / "judge.pt", [].append)
    assert not net.training
    assert Lesson.lasting(7.0, 3) == Lesson(steps=3500, seed=3)


def test_the_rate_rises_and_falls() -> None:
    rates = [cycle(share / 20) for share in range(21)]
    assert max(rates) == pytest.approx(1.0)
    assert rates.index(max(rates)) == 4
    assert rates[-1] == pytest.approx(0.0)
    assert rates[0] < 0.1


def test_varied_pictures_stay_pictures() -> None:
    pictures = torch.linspace(-1, 1, 4 * 3 * 16 * 16).reshape(4, 3, 16, 16)
    seen = [varied(pictures, np.random.default_rng(seed)) for seed in range(6)]
    assert all(one.shape == pictures.shape and bool(torch.isfinite(one).all()) for one in seen)
    assert torch.equal(seen[0], varied(pictures, np.random.default_rng(0)))
    assert not torch.equal(seen[0], seen[1])
    assert float(torch.stack(seen).abs().max()) < 1.5
