"""How often the judge is right."""

from __future__ import annotations

import numpy as np
import pytest

from livevis.lab.judge.answers import NOWHERE, Marks
from livevis.lab.judge.net import JudgeNet
from livevis.lab.judge.verdict import Verdict, score, verdict, weakest

from .pupils import ANSWERS, lessons


def array(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, np.float32)


def test_one_subject_is_the_likeliest_and_two_are_the_two_likeliest() -> None:
    right = Marks(
        array((1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 1, 1)), np.array([0, 1, 0, 1]), np.array([0, 0, 0, 1])
    )
    seen = Verdict(
        array((3, 1, 2), (3, 1, 2), (2, 3, 1), (3, 1, 2)), np.array([0, 1, 1, 1]), np.array([0, 0, 1, 1])
    )
    found = score(seen, right)
    assert (found.pictures, found.singles, found.pairs) == (4, 2, 2)
    assert (found.subject, found.both, found.place, found.look) == (0.5, 0.5, 0.75, 0.75)
    assert found.written()["place"] == 0.75


def test_nothing_to_ask_is_no_share() -> None:
    right = Marks(array((1, 1, 0)), np.array([0]), np.array([0]))
    found = score(Verdict(array((1, 1, 0)), np.array([0]), np.array([0])), right)
    assert (found.subject, found.both) == (None, 1.0)


def test_an_empty_scene_counts_for_its_place_alone() -> None:
    right = Marks(array((0, 0, 0)), np.array([1]), np.array([0]))
    found = score(Verdict(array((1, 1, 0)), np.array([1]), np.array([1])), right)
    assert (found.subject, found.both, found.place, found.look) == (None, None, 1.0, 0.0)


def test_a_scene_on_a_plain_backdrop_is_not_asked_for_its_place() -> None:
    right = Marks(array((1, 0, 0), (1, 0, 0)), np.array([NOWHERE, 1]), np.array([0, 0]))
    seen = Verdict(array((1, 0, 0), (1, 0, 0)), np.array([0, 1]), np.array([0, 0]))
    assert score(seen, right).place == 1.0


def test_the_weakest_are_named_with_what_was_seen_instead() -> None:
    right = Marks(array((1, 0, 0), (1, 0, 0), (0, 1, 0), (1, 1, 0)), np.zeros(4, int), np.zeros(4, int))
    seen = Verdict(array((0, 0, 1), (1, 0, 0), (0, 1, 0), (0, 0, 1)), np.zeros(4, int), np.zeros(4, int))
    assert weakest(seen, right, ANSWERS) == ["red 1/2 (blue)"]


def test_batches_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    net, pictures = JudgeNet(ANSWERS).eval(), lessons(5, 3).pictures
    whole = verdict(net, pictures)
    monkeypatch.setattr("livevis.lab.judge.verdict._BATCH", 2)
    parts = verdict(net, pictures)
    assert np.allclose(whole.subjects, parts.subjects, atol=1e-4)
    assert parts.places.tolist() == whole.places.tolist()
    assert parts.subjects.shape == (5, 3)
