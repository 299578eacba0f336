"""How marks are given."""

from pathlib import Path

import pytest

from livevis.errors import ModelFault
from livevis.lab.summary.examination import Golden, GoldenLine, alike, golden, marks, was_heard

HELD = Golden(
    (
        GoldenLine("white horses cross the valley tonight", ("horses", "valley")),
        GoldenLine("a gondola by the leaves", ("gondola", "leaves")),
        GoldenLine("a boat by the leaves", ("boat", "leaves")),
    ),
    ("gondola",),
)


def test_marks() -> None:
    found = marks(
        HELD,
        ["white horses crossing a valley at night", "a boat on a leaf", "a boat on a leaf"],
        [0.3, 0.1, 0.2],
    )
    assert found.recall == pytest.approx(5 / 6)
    assert found.recall_new == pytest.approx(1 / 2)
    assert found.invented == pytest.approx(1 / 9)
    assert (found.longest, found.repeated) == (7, 1)
    assert found.seconds == (0.1, 0.2, 0.3)
    assert "83.3%" in found.told()[0]
    assert "200 ms" in found.told()[-1]


def test_one_line_twice_may_have_one_summary() -> None:
    twice = Golden((HELD.lines[0], HELD.lines[0]), ())
    assert marks(twice, ["a boat", "a boat"], [0.1, 0.1]).repeated == 0


def test_forms_of_one_word() -> None:
    assert alike("crossing", "cross")
    assert alike("leaf", "leaves")
    assert alike("rolled", "rolling")
    assert not alike("boat", "goat")
    assert was_heard("night", "tonight")
    assert not was_heard("night", "today")


def test_golden_lines_are_read(tmp_path: Path) -> None:
    file = tmp_path / "golden.toml"
    file.write_text('held_out = "one two"\nline = [{ heard = "a b", nouns = "b" }]')
    assert golden(file) == Golden((GoldenLine("a b", ("b",)),), ("one", "two"))


@pytest.mark.parametrize("text", ["", "held_out = 1", "line = ["])
def test_damaged_golden_lines_are_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "golden.toml"
    file.write_text(text)
    with pytest.raises(ModelFault, match="no golden lines"):
        golden(file)
