"""T5 folders, whole and broken, through the real loading code."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from livevis.errors import ModelFault
from livevis.prompt.summary_load import check, load
from tests.fakes.tiny_t5 import build_tiny_t5


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return build_tiny_t5(tmp_path / "t5")


def test_a_whole_folder_loads_in_float32(folder: Path) -> None:
    tokenizer, model = load(folder, "cpu")
    assert str(model.dtype) == "torch.float32"
    assert not model.training
    assert tokenizer("paper boat").input_ids[-1] == tokenizer.eos_token_id


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("config.json", "config.json is missing"),
        ("model.safetensors", "no .safetensors weights"),
        ("tokenizer.json", "neither tokenizer.json nor spiece.model"),
    ],
)
def test_a_missing_file_is_named_with_its_remedy(folder: Path, name: str, said: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelFault, match=said) as raised:
        load(folder, "cpu")
    assert "livevis models fetch" in raised.value.remedy
    assert str(folder) in str(raised.value)


def test_weights_cut_short_are_named(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1000])
    with pytest.raises(ModelFault, match=r"model\.safetensors: damaged or cut short"):
        check(folder)


def test_missing_tensors_are_not_filled_with_random_numbers(folder: Path) -> None:
    from safetensors.numpy import load_file, save_file

    tensors = load_file(folder / "model.safetensors")
    del tensors["decoder.final_layer_norm.weight"]
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelFault, match=r"lack 1 tensors \(decoder.final"):
        load(folder, "cpu")


def test_another_kind_of_model_is_told(folder: Path) -> None:
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "is_encoder_decoder": False}))
    with pytest.raises(ModelFault, match="not an encoder-decoder"):
        check(folder)


def test_a_broken_configuration_is_told(folder: Path) -> None:
    (folder / "config.json").write_text("{")
    with pytest.raises(ModelFault, match=r"config\.json: cannot be read"):
        check(folder)


def test_a_broken_tokenizer_is_told(folder: Path) -> None:
    (folder / "tokenizer.json").write_text("[]")
    with pytest.raises(ModelFault, match="does not load"):
        load(folder, "cpu")
