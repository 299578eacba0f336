"""Folders, whole and broken, before anything is loaded."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from livevis.errors import ModelFault
from livevis.paint.diffusion_folder import check_safetensors, survey
from tests.fakes.tiny_diffusion import TinySd, build_tiny_sd


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_sd(tmp_path_factory.mktemp("sd"), TinySd(flags=False))


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "sd"))


def rewrite(file: Path, **changes: Any) -> None:
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))


def test_a_whole_folder(whole: Path) -> None:
    plan = survey(whole)
    assert plan.components["unet"] == ("diffusers", "UNet2DConditionModel")
    assert plan.variants == dict.fromkeys(("unet", "vae", "text_encoder", "safety_checker"))
    assert plan.largest_bytes == (whole / "unet" / "diffusion_pytorch_model.safetensors").stat().st_size
    assert plan.largest_bytes < plan.weight_bytes


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("model_index.json", r"model_index\.json is missing"),
        ("unet", "unet is missing"),
        ("tokenizer", "tokenizer is missing"),
        ("vae/config.json", r"vae: config\.json is missing"),
        ("text_encoder/model.safetensors", r"text_encoder: no \.safetensors weights"),
    ],
)
def test_what_is_missing_is_named_with_its_remedy(folder: Path, gone: str, said: str) -> None:
    path = folder / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(ModelFault, match=said) as raised:
        survey(folder)
    assert "livevis models fetch" in raised.value.remedy
    assert str(folder) in str(raised.value)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match="nowhere"):
        survey(tmp_path / "nowhere")


def test_weights_cut_short_are_named(folder: Path) -> None:
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    with pytest.raises(ModelFault, match=r"unet/diffusion_pytorch_model\.safetensors: damaged or cut short"):
        survey(folder)


def test_a_broken_index_is_told(folder: Path) -> None:
    for content in ("{", "[]"):
        (folder / "model_index.json").write_text(content)
        with pytest.raises(ModelFault, match=r"model_index\.json"):
            survey(folder)


def test_a_pipeline_of_another_family_is_told(folder: Path) -> None:
    rewrite(folder / "model_index.json", _class_name="FluxPipeline")
    with pytest.raises(ModelFault, match="FluxPipeline, which this painter does not drive"):
        survey(folder)


def test_code_in_a_folder_is_never_run(folder: Path) -> None:
    rewrite(folder / "model_index.json", unet=["my_unet", "MyUnet"])
    (folder / "unet" / "my_unet.py").write_text("raise SystemExit('ran')")
    with pytest.raises(ModelFault, match=r"my_unet\.MyUnet, code of the folder's own"):
        survey(folder)


def test_pickled_weights_are_not_opened(folder: Path) -> None:
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    weights.rename(weights.with_suffix(".bin"))
    with pytest.raises(
        ModelFault, match=r"diffusion_pytorch_model\.bin there.*pickled weights are never opened"
    ):
        survey(folder)


def test_what_is_unwanted_need_not_be_there(folder: Path) -> None:
    shutil.rmtree(folder / "vae")
    shutil.rmtree(folder / "safety_checker")
    plan = survey(folder, ("vae", "safety_checker", "feature_extractor"))
    assert plan.components.keys() == {"unet", "text_encoder", "tokenizer", "scheduler"}


def test_an_index_may_name_a_checker_that_was_not_fetched(folder: Path) -> None:
    shutil.rmtree(folder / "safety_checker")
    assert "safety_checker" not in survey(folder).components


def test_half_precision_files_are_found_and_plain_ones_preferred(folder: Path) -> None:
    weights = folder / "unet" / "diffusion_pytorch_model.safetensors"
    half = weights.with_name("diffusion_pytorch_model.fp16.safetensors")
    shutil.copy(weights, half)
    assert survey(folder).variants["unet"] is None
    weights.unlink()
    assert survey(folder).variants["unet"] == "fp16"


def test_check_safetensors_takes_a_sound_file(whole: Path) -> None:
    check_safetensors(whole / "vae" / "diffusion_pytorch_model.safetensors")
