"""Training: it goes on where it stopped, and leaves a folder that the prompter opens."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from livevis.errors import ModelFault
from livevis.lab.summary.pairs import Pair, confusion_of, pairs
from livevis.lab.summary.tokenizer import learn
from livevis.lab.summary.trainer import Recipe, Training, rate
from livevis.lab.summary.vocabulary import vocabulary
from livevis.prompt.summary import T5Prompter

TINY = Recipe(
    seed=3,
    steps=8,
    minutes=1.0,
    batch=8,
    width=48,
    heads=4,
    inner=32,
    readers=1,
    writers=1,
    warm_up=2,
    every=4,
)


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return learn((f"{pair.heard} {pair.said}" for pair in islice(drawn(1), 200)), 500)


def drawn(seed: int) -> Iterator[Pair]:
    words = vocabulary()
    return pairs(words, confusion_of(words), seed)


def test_a_run_is_told_kept_and_opened_by_the_prompter(tokenizer: Any, tmp_path: Path) -> None:
    told: list[str] = []
    training = Training(TINY, tokenizer, drawn, tmp_path)
    done = training.run(told.append)
    assert done.steps == len(done.losses) == 8
    assert [line.split(",")[0] for line in told] == ["step 4 of 8", "step 8 of 8"]
    with T5Prompter(training.model_folder) as prompter:
        assert isinstance(prompter.condense("a boat on the river"), str)
        assert prompter._settings == {
            "max_new_tokens": 48,
            "no_repeat_ngram_size": 3,
            "repetition_penalty": 1.0,
        }


def test_a_stopped_run_goes_on(tokenizer: Any, tmp_path: Path) -> None:
    Training(replace(TINY, minutes=0.0), tokenizer, drawn, tmp_path).run(print)
    first = Training(replace(TINY, minutes=1.0), tokenizer, drawn, tmp_path)
    assert first.run(print).steps == 8
    assert Training(TINY, tokenizer, drawn, tmp_path).run(print).steps == 8
    with pytest.raises(ModelFault, match="another recipe"):
        Training(replace(TINY, rate=1.0), tokenizer, drawn, tmp_path)


def test_a_run_may_begin_with_a_models_weights(tokenizer: Any, tmp_path: Path) -> None:
    first = Training(TINY, tokenizer, drawn, tmp_path / "one")
    first.keep()
    second = Training(TINY, tokenizer, drawn, tmp_path / "two", first.model_folder)
    assert second.model.shared.weight.sub(first.model.shared.weight).abs().max() < 0.01
    with pytest.raises(ModelFault, match="another size"):
        Training(replace(TINY, readers=2), tokenizer, drawn, tmp_path / "three", first.model_folder)


def test_the_rate_warms_up_and_fades() -> None:
    rates = [rate(Recipe(warm_up=10, steps=100), step) for step in range(100)]
    assert max(rates) == pytest.approx(2e-3)
    assert rates[0] == pytest.approx(2e-4)
    assert rates[-1] < 0.02 * max(rates)
