"""From folder to pipeline, through the real loading code."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from livevis.errors import ModelFault
from livevis.paint.diffusion_load import device_of, dtype_of, load, surveyed
from livevis.paint.diffusion_wish import DiffusionWish
from tests.fakes.tiny_diffusion import TinySd, build_tiny_sd, build_tiny_taesd


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_sd(tmp_path_factory.mktemp("sd"), TinySd(kl=True, flags=False))


@pytest.fixture(scope="module")
def taesd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_taesd(tmp_path_factory.mktemp("taesd"))


def loaded(wish: DiffusionWish, dtype: str = "float32"):  # type: ignore[no-untyped-def]
    import torch

    return load(wish, surveyed(wish), getattr(torch, dtype))


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_every_weight_is_in_the_one_dtype(whole: Path, taesd: Path, dtype: str) -> None:
    import torch

    pipeline = loaded(DiffusionWish(whole, taesd=taesd, safety=True), dtype)
    parts = (pipeline.unet, pipeline.vae, pipeline.text_encoder, pipeline.safety_checker)
    assert {str(weight.dtype) for part in parts for weight in part.parameters()} == {f"torch.{dtype}"}
    assert not any(part.training for part in parts)
    assert torch.get_default_dtype() == torch.float32


def test_the_tiny_decoder_replaces_the_full_one(whole: Path, taesd: Path) -> None:
    assert type(loaded(DiffusionWish(whole)).vae).__name__ == "AutoencoderKL"
    assert type(loaded(DiffusionWish(whole, taesd=taesd)).vae).__name__ == "AutoencoderTiny"


def test_with_a_tiny_decoder_the_full_one_need_not_be_there(whole: Path, taesd: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "sd"))
    shutil.rmtree(folder / "vae")
    assert loaded(DiffusionWish(folder, taesd=taesd)).vae_scale_factor == 8


def test_the_checker_is_left_out_unless_asked_for(whole: Path) -> None:
    assert loaded(DiffusionWish(whole)).safety_checker is None
    assert loaded(DiffusionWish(whole, safety=True)).safety_checker is not None


def test_a_checker_that_is_not_there_is_told(tmp_path: Path) -> None:
    folder = build_tiny_sd(tmp_path / "sd")
    with pytest.raises(ModelFault, match="holds no safety checker") as raised:
        surveyed(DiffusionWish(folder, safety=True))
    assert "safety = false" in raised.value.remedy


def test_missing_tensors_are_not_filled_with_random_numbers(whole: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    folder = Path(shutil.copytree(whole, tmp_path / "sd"))
    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    tensors = load_file(file)
    del tensors["conv_in.weight"]
    save_file(tensors, file, metadata={"format": "pt"})
    with pytest.raises(ModelFault, match=r"unet: the weights lack 1 tensors \(conv_in\.weight"):
        loaded(DiffusionWish(folder))


@pytest.mark.parametrize("part", ["unet", "text_encoder"])
def test_weights_of_another_shape_are_told(whole: Path, tmp_path: Path, part: str) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "sd"))
    config = folder / part / "config.json"
    config.write_text(
        config.read_text().replace('"layers_per_block": 1', '"layers_per_block": 2').replace('": 64', '": 96')
    )
    with pytest.raises(ModelFault, match=str(folder / part)) as raised:
        loaded(DiffusionWish(folder))
    assert "livevis models fetch" in raised.value.remedy


def test_a_broken_scheduler_or_tokenizer_is_told(whole: Path, tmp_path: Path) -> None:
    for part, file in (("scheduler", "scheduler_config.json"), ("tokenizer", "tokenizer.json")):
        folder = Path(shutil.copytree(whole, tmp_path / part))
        (folder / part / file).write_text("{")
        with pytest.raises(ModelFault, match="does not load"):
            loaded(DiffusionWish(folder))


def test_a_broken_decoder_folder_is_told(whole: Path, taesd: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelFault, match=r"none: config\.json is missing"):
        surveyed(DiffusionWish(whole, taesd=tmp_path / "none"))
    broken = Path(shutil.copytree(taesd, tmp_path / "broken"))
    file = broken / "diffusion_pytorch_model.safetensors"
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(ModelFault, match="damaged or cut short"):
        surveyed(DiffusionWish(whole, taesd=broken))


def test_half_precision_only_folders_load(whole: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "sd"))
    for file in folder.rglob("*.safetensors"):
        file.rename(file.with_name(f"{file.stem}.fp16.safetensors"))
    assert loaded(DiffusionWish(folder, safety=True)).unet.dtype.itemsize == 4


def test_loading_is_quiet(whole: Path, capfd: pytest.CaptureFixture[str]) -> None:
    loaded(DiffusionWish(whole, safety=True))
    assert capfd.readouterr() == ("", "")


def test_dtype_and_device_are_explicit() -> None:
    import torch

    cpu = torch.device("cpu")
    wish = DiffusionWish(Path("x"))
    native = torch.ops.mkldnn._is_mkldnn_bf16_supported()
    assert dtype_of(wish, cpu) is (torch.bfloat16 if native else torch.float32)
    assert dtype_of(wish, torch.device("cuda")) is torch.float16
    assert dtype_of(replace(wish, dtype="float32"), torch.device("cuda")) is torch.float32
    assert device_of(replace(wish, device="cpu")) == cpu


def test_a_gpu_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(ModelFault, match="finds no CUDA device") as raised:
        device_of(DiffusionWish(Path("x"), device="cuda:0"))
    assert "auto or cpu" in raised.value.remedy
