"""`livevis lab pocket-summary`, and the model it left in the repository."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from livevis.errors import ModelFault
from livevis.lab.pocket_summary import GOLDEN, Wish, prepared, train
from livevis.lab.summary.examination import examined, golden

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "pocket" / "summary"


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_the_golden_lines_are_two_hundred_and_two_fifths_hold_unknown_words() -> None:
    held = golden(GOLDEN)
    assert len(held.lines) == len({line.heard for line in held.lines}) == 200
    assert sum(held.is_new(line) for line in held.lines) >= 80
    assert all(noun in line.heard for line in held.lines for noun in line.nouns)


def test_the_shipped_model_passes_its_examination() -> None:
    found = examined(SHIPPED, golden(GOLDEN))
    assert found.recall >= 0.85
    assert found.recall_new >= 0.85
    assert found.invented <= 0.05
    assert found.longest <= 16
    assert found.repeated == 0


def test_the_shipped_model_is_of_pocket_size() -> None:
    from safetensors import safe_open

    assert sum(file.stat().st_size for file in SHIPPED.iterdir()) <= 6_000_000
    with safe_open(str(SHIPPED / "model.safetensors"), framework="numpy") as weights:
        sizes = [weights.get_slice(name).get_shape() for name in weights.keys()]  # noqa: SIM118
    assert sum(_product(size) for size in sizes) <= 2_500_000


def test_the_card_and_the_configuration_are_there() -> None:
    assert json.loads((SHIPPED / "config.json").read_text())["architectures"] == [
        "T5ForConditionalGeneration"
    ]
    card = (SHIPPED / "README.md").read_text()
    for told in ("livevis lab pocket-summary", "CMUdict", "cannot"):
        assert told in card


def test_a_smoke_run_ends_with_a_falling_loss(tmp_path: Path) -> None:
    told: list[str] = []
    assert train(Wish(out=tmp_path, smoke=True), told.append) == 0
    losses = [float(line.rpartition(" ")[2]) for line in told if "loss" in line]
    assert losses[-1] < 0.8 * losses[0]
    assert (tmp_path / "model" / "tokenizer.json").is_file()


def test_a_run_may_go_on_from_a_model(tmp_path: Path) -> None:
    wish = Wish(out=tmp_path / "one", smoke=True, minutes=0.0)
    prepared(wish, ()).keep()
    onward = prepared(replace(wish, out=tmp_path / "two", onward=tmp_path / "one" / "model"), ())
    assert (onward.recipe.steps, onward.recipe.rate) == (20, 1e-3)


def test_without_golden_lines_there_is_no_training(tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match="no golden lines"):
        train(Wish(out=tmp_path, smoke=True, golden=tmp_path / "none.toml"), print)


@pytest.mark.slow
def test_two_minutes_of_the_whole_recipe_teach_it_to_copy(tmp_path: Path) -> None:
    told: list[str] = []
    assert train(Wish(out=tmp_path, minutes=2.0), told.append) == 0
    found = examined(tmp_path / "model", golden(GOLDEN))
    assert found.recall >= 0.2


def _product(sizes: list[int]) -> int:
    made = 1
    for size in sizes:
        made *= size
    return made
