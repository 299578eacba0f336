"""The diffusion painter on tiny real folders: every file, class and call is the real one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from livevis.errors import ModelFault
from livevis.messages import Look, Picture, Prompt, Urgency, Why
from livevis.paint.diffusion import DiffusionPainter
from livevis.paint.diffusion_wish import DiffusionWish
from livevis.paint.guard import bad
from tests.fakes.tiny_diffusion import TinySd, build_tiny_sd, build_tiny_taesd


def has_cuda() -> bool:
    import importlib.util

    if importlib.util.find_spec("torch") is None:
        return False
    import torch

    return bool(torch.cuda.is_available())


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds a folder for a plan, once."""
    built: dict[TinySd, Path] = {}

    def of(**plan: Any) -> Path:
        wanted = TinySd(**plan)
        if wanted not in built:
            built[wanted] = build_tiny_sd(tmp_path_factory.mktemp("sd"), wanted)
        return built[wanted]

    return of


def prompt(text: str, seed: int = 5, urgency: Urgency = Urgency.NOW, name: str = "1") -> Prompt:
    return Prompt(f"p-{name}", text, Why.LINE, urgency, "song", Look(), seed, 0.0)


def paint(wish: DiffusionWish, *prompts: Prompt) -> list[Picture]:
    with DiffusionPainter(wish) as painter:
        return [picture for one in prompts for picture in painter(one)]


def difference(one: Picture, other: Picture) -> float:
    return float(np.abs(one.pixels.astype(int) - other.pixels.astype(int)).mean())


@pytest.mark.parametrize("scheduler", ["euler", "lcm"])
@pytest.mark.parametrize("steps", [1, 4])
def test_it_paints_the_same_picture_for_the_same_seed_and_words(
    folder: Callable[..., Path], scheduler: str, steps: int
) -> None:
    wish = DiffusionWish(folder(scheduler=scheduler), steps=steps, device="cpu")
    boat, again, reseeded, reworded = paint(
        wish, prompt("a boat"), prompt("a boat"), prompt("a boat", 6), prompt("a sea")
    )
    assert (boat.id, boat.painter, boat.seed, boat.fault) == ("pic-p-1", "diffusion", 5, "")
    assert boat.pixels.shape == (64, 64, 3)
    assert bad(boat.pixels) == ""
    assert np.array_equal(boat.pixels, again.pixels)
    assert np.array_equal(boat.pixels, paint(wish, prompt("a boat"))[0].pixels)
    assert difference(boat, reseeded) > 10
    assert (
        1 < difference(boat, reworded) < difference(boat, reseeded)
    )  # one noise keeps a scene's pictures kin


def test_steps_and_schedulers_make_a_difference(folder: Callable[..., Path]) -> None:
    one, four = (paint(DiffusionWish(folder(), steps=n, device="cpu"), prompt("a boat"))[0] for n in (1, 4))
    (lcm,) = paint(DiffusionWish(folder(scheduler="lcm"), steps=4, device="cpu"), prompt("a boat"))
    assert difference(one, four) > 0.5
    assert difference(four, lcm) > 0.5


def test_words_are_encoded_once(folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    with DiffusionPainter(DiffusionWish(folder(), device="cpu")) as painter:
        encoded: list[str] = []
        encode = painter._pipeline.encode_prompt

        def counted(text: str | None, *rest: Any, **more: Any) -> Any:
            if text is not None:  # the pipeline itself passes embeddings through here
                encoded.append(text)
            return encode(text, *rest, **more)

        monkeypatch.setattr(painter._pipeline, "encode_prompt", counted)
        monkeypatch.setattr("livevis.paint.diffusion._REMEMBERED", 2)
        for text in ("a", "b", "a", "b", "a", "c", "a", "b"):
            list(painter(prompt(text)))
        assert encoded == ["a", "b", "c", "b"]  # the least lately used goes


def test_the_text_encoder_itself_runs_once_a_text(folder: Callable[..., Path]) -> None:
    with DiffusionPainter(DiffusionWish(folder(), device="cpu")) as painter:
        runs: list[int] = []
        painter._pipeline.text_encoder.register_forward_hook(lambda *_: runs.append(1))
        for _ in range(3):
            list(painter(prompt("a boat")))
        assert len(runs) == 1


def test_a_size_is_rounded_to_what_the_model_can_paint(folder: Callable[..., Path]) -> None:
    wish = DiffusionWish(folder(), size=(100, 50), device="cpu")
    with DiffusionPainter(wish) as painter:
        assert painter.size == (96, 48)
        (picture,) = painter(prompt("a boat"))
        assert picture.pixels.shape == (48, 96, 3)


def test_the_tiny_decoder_paints_another_picture_than_the_full_one(
    folder: Callable[..., Path], tmp_path: Path
) -> None:
    taesd = build_tiny_taesd(tmp_path / "taesd")
    (full,) = paint(DiffusionWish(folder(kl=True), device="cpu"), prompt("a boat"))
    (tiny,) = paint(DiffusionWish(folder(kl=True), taesd=taesd, device="cpu"), prompt("a boat"))
    assert difference(full, tiny) > 5


def test_travel_paints_the_way_from_the_last_prompt(folder: Callable[..., Path]) -> None:
    wish = DiffusionWish(folder(), travel=2, device="cpu")
    pictures = paint(wish, prompt("a boat", name="1"), prompt("the black sea at night", name="2"))
    assert [picture.id for picture in pictures] == ["pic-p-1", "pic-p-2-1", "pic-p-2-2", "pic-p-2"]
    boat, first, second, sea = pictures
    assert np.array_equal(sea.pixels, paint(DiffusionWish(folder(), device="cpu"), sea.prompt)[0].pixels)
    assert 0 < difference(boat, first) < difference(boat, sea)
    assert 0 < difference(second, sea) < difference(boat, sea)


def test_what_is_painted_ahead_is_not_travelled_to_or_from(folder: Callable[..., Path]) -> None:
    wish = DiffusionWish(folder(), travel=2, device="cpu")
    with DiffusionPainter(wish) as painter:
        list(painter(prompt("a boat")))
        assert len(list(painter(prompt("a sea", urgency=Urgency.AHEAD)))) == 1
        last = painter._last
        assert np.array_equal(last, painter._embedding("a boat"))
        painter.reset()
        assert len(list(painter(prompt("a sea")))) == 1


def test_group_offload_on_a_processor_paints_the_same_picture(folder: Callable[..., Path]) -> None:
    whole, grouped = (
        paint(
            DiffusionWish(folder(), steps=4, offload=offload, dtype="float32", device="cpu"), prompt("a boat")
        )[0]
        for offload in ("none", "group")
    )
    assert difference(whole, grouped) < 0.5  # another memory layout rounds differently


@pytest.mark.gpu
@pytest.mark.parametrize("offload", ["model", "sequential", "group"])
def test_offload_on_a_gpu_paints_the_same_picture(folder: Callable[..., Path], offload: str) -> None:
    if not has_cuda():
        pytest.skip("needs a CUDA GPU")
    whole, kept = (
        paint(DiffusionWish(folder(), steps=4, offload=policy, dtype="float32"), prompt("a boat"))[0]
        for policy in ("none", offload)
    )
    assert difference(whole, kept) < 1.0


@pytest.mark.parametrize("offload", ["model", "sequential"])
def test_an_offload_that_needs_a_gpu_is_told_without_one(folder: Callable[..., Path], offload: str) -> None:
    with DiffusionPainter(DiffusionWish(folder(), offload=offload, device="cpu")) as painter:
        assert painter.notes == (
            f"{offload} offload needs a CUDA GPU; the weights stay in main memory instead",
        )
        assert next(iter(painter(prompt("a boat")))).fault == ""


def test_a_flagged_picture_is_held_back_and_never_black(folder: Callable[..., Path]) -> None:
    with DiffusionPainter(DiffusionWish(folder(flags=False), safety=True, device="cpu")) as painter:
        (shown,) = painter(prompt("a boat"))
        assert shown.fault == ""
        checker = painter._pipeline.safety_checker
        checker.concept_embeds_weights.data.fill_(-2.0)  # from now on it flags everything
        (held,) = painter(prompt("a sea", name="2"))
        assert np.array_equal(held.pixels, shown.pixels)
        assert held.fault == "the safety checker flagged the picture; the last good picture stays"
        assert (held.id, held.seed) == ("pic-p-2", 5)


def test_a_checker_that_flags_from_the_start_leaves_a_gradient(folder: Callable[..., Path]) -> None:
    (held,) = paint(DiffusionWish(folder(flags=True), safety=True, device="cpu"), prompt("a boat"))
    assert bad(held.pixels) == ""
    assert "gradient" in held.fault
    (free,) = paint(DiffusionWish(folder(flags=True), device="cpu"), prompt("a boat"))
    assert free.fault == ""


def test_a_decoder_that_yields_nan_or_black_is_held(folder: Callable[..., Path]) -> None:
    with DiffusionPainter(DiffusionWish(folder(), device="cpu")) as painter:
        (shown,) = painter(prompt("a boat"))
        last = painter._pipeline.vae.decoder.layers[-1]
        for value, word in ((float("nan"), "NaN"), (-1e4, "black"), (0.2, "flat")):
            last.weight.data.zero_()
            last.bias.data.fill_(value)
            (held,) = painter(prompt("a boat", name="2"))
            assert np.array_equal(held.pixels, shown.pixels)
            assert word in held.fault


def break_memory(monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """Makes the next ``times`` runs of any pipeline run out of memory."""
    import torch
    from diffusers import StableDiffusionPipeline

    run = StableDiffusionPipeline.__call__
    failures: list[int] = []

    def failing(self: Any, *args: Any, **kwargs: Any) -> Any:
        if len(failures) < times:
            failures.append(1)
            raise torch.OutOfMemoryError("CUDA out of memory")
        return run(self, *args, **kwargs)

    monkeypatch.setattr(StableDiffusionPipeline, "__call__", failing)
    return failures


def test_a_full_memory_steps_down_the_ladder_once(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    wish = DiffusionWish(folder(), dtype="float32", device="cpu")
    (expected,) = paint(wish, prompt("a boat"))
    with DiffusionPainter(wish) as painter:
        break_memory(monkeypatch, 1)
        (picture,) = painter(prompt("a boat"))
        assert difference(picture, expected) < 0.5  # another memory layout rounds differently
        assert painter.notes == ("memory ran out; group offload from now on, slower",)


def test_a_memory_full_again_is_a_fault_with_a_remedy(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with DiffusionPainter(DiffusionWish(folder(), device="cpu")) as painter:
        break_memory(monkeypatch, 2)
        with pytest.raises(ModelFault, match="64x64 pictures do not fit") as raised:
            list(painter(prompt("a boat")))
        assert "smaller [paint] size" in raised.value.remedy


def test_a_corrupt_folder_is_told_on_entering(tmp_path: Path) -> None:
    folder = build_tiny_sd(tmp_path / "sd")
    file = folder / "vae" / "diffusion_pytorch_model.safetensors"
    file.write_bytes(b"not weights at all")
    with (
        pytest.raises(ModelFault, match=r"vae/diffusion_pytorch_model\.safetensors") as raised,
        DiffusionPainter(DiffusionWish(folder)),
    ):
        pass
    assert "livevis models fetch" in raised.value.remedy


def test_a_distilled_lcm_is_told_the_guidance_it_was_trained_with(folder: Callable[..., Path]) -> None:
    wish = DiffusionWish(folder(scheduler="lcm", guided=True), steps=4, device="cpu")
    with DiffusionPainter(wish) as painter:
        assert type(painter._pipeline).__name__ == "LatentConsistencyModelPipeline"
        (picture,) = painter(prompt("a boat"))
        assert painter._pipeline.guidance_scale == 8.0
        assert picture.fault == ""


def test_leaving_gives_the_memory_back(folder: Callable[..., Path]) -> None:
    painter = DiffusionPainter(DiffusionWish(folder(), device="cpu", cost=0.7))
    assert painter.nominal_cost == 0.7
    with painter:
        pass
    assert painter._pipeline is None
