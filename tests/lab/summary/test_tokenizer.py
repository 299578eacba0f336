"""Word pieces: nothing is unknown, and training sees what the tokenizer would see."""

import random
from pathlib import Path
from typing import Any

import pytest

from livevis.errors import ModelFault
from livevis.lab.summary.tokenizer import END, Encoder, learn, opened, save

TEXTS = [
    "a paper boat on the black river, a lantern",
    "summarize old boats and papers under the lanterns",
] * 20


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return learn(TEXTS, 400)


@pytest.mark.parametrize(
    "text", ["a paper boat, a lantern on the river", "xylophones", "it's 1999", "привет", "\u6c34"]
)
def test_everything_can_be_spelled_and_read_back(tokenizer: Any, text: str) -> None:
    ids = tokenizer.encode(text).ids
    assert tokenizer.token_to_id("<unk>") not in ids
    assert tokenizer.decode(ids) == text


def test_case_accents_and_punctuation_are_levelled(tokenizer: Any) -> None:
    assert (
        tokenizer.decode(tokenizer.encode("Summarize: l\u2019\u00c9T\u00c9 \u2014 boats!").ids)
        == "summarize l'ete boats"
    )


def test_word_by_word_is_the_same(tokenizer: Any) -> None:
    text = "summarize a paper boat, under xylophones"
    assert Encoder(tokenizer).ids(text) == tokenizer.encode(text).ids


def test_a_cut_word_has_the_same_cut_everywhere_and_still_reads_the_same(tokenizer: Any) -> None:
    encoder = Encoder(tokenizer)
    cuts = encoder.cuts("the lantern on the lantern", 1.0, random.Random(3))
    ids = encoder.ids("the lantern on the lantern", cuts)
    assert tokenizer.decode(ids) == "the lantern on the lantern"
    assert tuple(ids).count(cuts["lantern"][-1]) >= 2
    assert encoder.cuts("the lantern", 0.0, random.Random(3)) == {}


def test_transformers_opens_the_folder(tokenizer: Any, tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    save(tokenizer, tmp_path)
    assert opened(tmp_path).encode("a boat").ids == tokenizer.encode("a boat").ids
    fast = AutoTokenizer.from_pretrained(tmp_path, local_files_only=True)
    assert fast("a boat").input_ids == tokenizer.encode("a boat").ids
    assert fast.eos_token == END


def test_a_missing_or_damaged_tokenizer_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match="cannot be read"):
        opened(tmp_path)
    (tmp_path / "tokenizer.json").write_text("{")
    with pytest.raises(ModelFault, match="cannot be read"):
        opened(tmp_path)
