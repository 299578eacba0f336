"""Stepping down from a part that keeps failing."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from livevis.app.ladder import TRUST, Ladder, Rung, model_rungs
from livevis.paint.testcard import TestCard


def rung(name: str, asked: list[str], trust: int = TRUST) -> Rung:
    make: Any = partial(asked.append, name)
    return Rung(name, make, trust)


def test_the_ladder_trusts_three_times() -> None:
    asked: list[str] = []
    ladder = Ladder(rung("model", asked), rung("lantern", asked))
    assert ladder.name == "model"
    names = []
    for _ in range(6):
        ladder()
        names.append(ladder.name)
    assert asked == names == ["model"] * 3 + ["lantern"] * 3


def test_each_rung_has_its_turn_and_the_last_one_stays() -> None:
    asked: list[str] = []
    ladder = Ladder(rung("a", asked, 2), rung("b", asked, 1), rung("c", asked), rung("d", asked))
    for _ in range(9):
        ladder()
    assert "".join(asked) == "aabcccddd"


@pytest.mark.parametrize(("models", "turns"), [(1, "aaa"), (2, "aab"), (3, "abc"), (4, "abcd")])
def test_models_share_the_trust_of_one(models: int, turns: str) -> None:
    asked: list[str] = []
    rungs = model_rungs([(name, partial(asked.append, name)) for name in "abcd"[:models]])  # type: ignore[misc]
    ladder = Ladder(*rungs, rung("z", asked))
    for _ in range(len(turns) + 2):
        ladder()
    assert "".join(asked) == turns + "zz"


def test_a_rung_that_cannot_even_be_built_counts_as_asked() -> None:
    def broken() -> Any:
        raise OSError("cut short")

    ladder = Ladder(Rung("model", broken), Rung("testcard", TestCard))
    for _ in range(TRUST):
        with pytest.raises(OSError, match="cut short"):
            ladder()
    assert isinstance(ladder(), TestCard)


def test_a_single_rung_is_a_ladder_too() -> None:
    ladder = Ladder(Rung("testcard", TestCard))
    assert isinstance(ladder(), TestCard)
    assert ladder.name == "testcard"
