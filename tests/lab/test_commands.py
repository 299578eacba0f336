"""The lab's command line: help that teaches, wishes that arrive whole, faults that are named."""

from __future__ import annotations

import sys
import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from livevis.cli import main

NAMES = ("pocket-painter", "pocket-summary", "pocket-judge")
"""Those that train and keep."""


def leave(arguments: list[str]) -> int:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert isinstance(end.value.code, int)
    return end.value.code


def test_the_group_lists_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(["lab", "--help"]) == 0
    text = capsys.readouterr().out
    assert [name for name in ("words", *NAMES) if f"\n    {name}" not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_help_teaches(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(["lab", name, "--help"]) == 0
    text = capsys.readouterr().out
    for told in ("What it does:", "--out DIR", "--seed N", "begun again with the same --out", "inutes"):
        assert told in text
    options = [line for line in text.splitlines() if line.startswith("  --")]
    assert [line for line in options if not line.split("  ", 2)[-1].strip()] == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "pocket-painter"),
        (["pocket-judge", "--steps", "1,9"], "steps lie within 1..8"),
        (["pocket-judge", "--steps", "0"], "1 or more"),
        (["pocket-judge", "--vocabulary", "60,8"], "is not SUBJECTS,PLACES,LOOKS"),
        (["pocket-judge", "--count", "-1"], "not a whole number"),
        (["pocket-judge", "--train-minutes", "soon"], "not a number of minutes"),
        (["pocket-painter", "--minutes", "nan"], "not a number of minutes"),
        (["pocket-painter", "--stage", "half"], "invalid choice: 'half'"),
        (["pocket-painter", "--workers", "0"], "1 or more"),
        (["pocket-summary", "--seed", "x"], "not a whole number"),
        (["words"], "GOLD"),
        (["words", "a.lrc", "--policy", "agree,guess"], "no policy 'guess'"),
        (["words", "a.lrc", "--compute", "-1"], "not a number of seconds"),
    ],
)
def test_wrong_arguments_are_named(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert leave(["lab", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_the_stages_are_those_of_the_painter() -> None:
    from livevis.lab.commands import STAGES
    from livevis.lab.pocket_painter import STAGES as COURSE

    assert ("all", *COURSE, "write") == STAGES


class Asked:
    """In place of a lab function: keeps the wish, ends with ``code``."""

    def __init__(self, code: int = 0) -> None:
        self.wishes: list[Any] = []
        self.code = code

    def __call__(self, wish: Any, say: Any) -> int:
        say("heard")
        self.wishes.append(wish)
        return self.code


def test_a_judge_s_wish_arrives_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Asked()
    monkeypatch.setattr("livevis.lab.pocket_judge.judge", asked)
    given = "--out o --painter p --count 5 --steps 4,1 --train-minutes 0 --json j --sheet s --seed 3"
    assert main(["lab", "pocket-judge", *given.split(), "--vocabulary", "150,14,6", "--threads", "2"]) == 0
    (wish,) = asked.wishes
    assert (wish.out, wish.painter, wish.json, wish.sheet) == (Path("o"), Path("p"), Path("j"), Path("s"))
    assert (wish.count, wish.steps, wish.train_minutes, wish.seed) == (5, (4, 1), 0.0, 3)
    assert (wish.vocabulary, wish.threads) == ((150, 14, 6), 2)
    assert capsys.readouterr().out == "heard\n"
    main(["lab", "pocket-judge"])
    wish = asked.wishes[1]
    assert (wish.painter, wish.count, wish.steps, wish.vocabulary) == (None, 600, (1, 2, 4), (60, 8, 4))


def test_a_painter_s_wish_arrives_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked(1)
    monkeypatch.setattr("livevis.lab.pocket_painter.train", asked)
    given = "--out o --minutes 3 --seed 3 --smoke --stage reading --threads 2 --workers 1 --font f.ttf"
    assert main(["lab", "pocket-painter", *given.split(), "--vocabulary", "150,14,6", "--onward", "p"]) == 1
    (wish,) = asked.wishes
    assert (wish.out, wish.minutes, wish.seed, wish.smoke) == (Path("o"), 3.0, 3, True)
    assert (wish.stage, wish.threads, wish.workers, wish.font) == ("reading", 2, 1, Path("f.ttf"))
    assert (wish.vocabulary, wish.onward) == ((150, 14, 6), Path("p"))


def test_a_summary_s_wish_arrives_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass(frozen=True)
    class Wish:
        out: Path
        minutes: float
        seed: int
        smoke: bool
        threads: int
        onward: Path | None

    asked = Asked()
    module = types.SimpleNamespace(Wish=Wish, train=asked)
    monkeypatch.setitem(sys.modules, "livevis.lab.pocket_summary", module)  # type: ignore[arg-type]
    assert main(["lab", "pocket-summary", "--out", "o", "--minutes", "2", "--smoke"]) == 0
    assert asked.wishes == [Wish(Path("o"), 2.0, 7, True, 1, None)]


def test_words_arrive_whole(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from livevis.lab import words_harness
    from livevis.lab.commands import CONDITION_NAMES, POLICY_NAMES
    from livevis.lab.words.conditions import CONDITIONS
    from livevis.lab.words.policies import POLICIES

    assert tuple(POLICIES) == POLICY_NAMES
    assert tuple(CONDITIONS) == CONDITION_NAMES
    wishes: list[Any] = []
    monkeypatch.setattr(words_harness, "run", lambda wish, _: wishes.append(wish) or 0)
    assert main(["lab", "words", "a.lrc", "--policy", "la2,agree", "--skip-verse", "2", "--seeds", "3"]) == 0
    assert main(["lab", "words", "a.lrc", "--double-chorus", "--compute", "0.5", "--json", "x.json"]) == 0
    first, second = wishes
    assert (first.gold, first.policies, first.skip_verse, first.seeds) == (
        Path("a.lrc"),
        ("la2", "agree"),
        2,
        3,
    )
    assert (second.policies, second.double_chorus, second.compute) == (POLICY_NAMES, True, 0.5)
    assert second.json == Path("x.json")
    with pytest.raises(SystemExit):
        main(["lab", "words", "--help"])
    told = capsys.readouterr().out
    assert "What it does:" in told
    assert "No recogniser runs" in told
