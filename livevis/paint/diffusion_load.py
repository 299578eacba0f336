"""From a folder to a diffusion pipeline in memory, with every fault told by its file and remedy.

Enters: a `DiffusionWish` and a surveyed folder. Leaves: a diffusers pipeline on the processor, in
one dtype throughout, quiet, never having touched the network. The painter's thread; torch,
diffusers and transformers are imported here, on the first call.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from livevis.errors import ModelFault
from livevis.paint.diffusion_folder import WEIGHED, FolderPlan, survey, weight_files
from livevis.paint.diffusion_wish import DiffusionWish

_REMEDY = "Fetch it again with 'livevis models fetch', or name another folder in the rig"
_CHECKER = ("safety_checker", "feature_extractor")


def device_of(wish: DiffusionWish) -> Any:
    """The torch device to paint on.

    Raises:
        ModelFault: CUDA was asked for and there is none.
    """
    import torch

    cuda = torch.cuda.is_available()
    device = torch.device(("cuda" if cuda else "cpu") if wish.device == "auto" else wish.device)
    if device.type == "cuda" and not cuda:
        raise ModelFault(
            f"the rig asks to paint on {wish.device}, and torch finds no CUDA device",
            "Set [paint] device to auto or cpu, or install a CUDA build of torch",
        )
    return device


def dtype_of(wish: DiffusionWish, device: Any) -> Any:
    """The one dtype of all weights; always explicit, since a default mixes precisions."""
    import torch

    if wish.dtype != "auto":
        return getattr(torch, wish.dtype)
    if device.type == "cuda":
        return torch.float16
    return torch.bfloat16 if torch.ops.mkldnn._is_mkldnn_bf16_supported() else torch.float32


def surveyed(wish: DiffusionWish) -> FolderPlan:
    """What stands in the folders of ``wish``, looked at without loading anything.

    Raises:
        ModelFault: they will not do; see `survey`.
    """
    unwanted = (*(() if wish.safety else _CHECKER), *(("vae",) if wish.taesd else ()), "image_encoder")
    plan = survey(wish.folder, unwanted)
    if wish.taesd is not None:
        weight_files(wish.taesd)
    if wish.safety and not plan.components.keys() >= set(_CHECKER):
        raise ModelFault(
            f"model folder {plan.folder}: safety = true, and it holds no safety checker",
            "Name a folder that has one, or set safety = false",
        )
    return plan


def load(wish: DiffusionWish, plan: FolderPlan, dtype: Any) -> Any:
    """The pipeline of ``plan``, on the processor, in ``dtype``.

    Raises:
        ModelFault: something in the folder does not load.
    """
    with quiet():
        from diffusers import AutoencoderTiny, AutoPipelineForText2Image

        parts = {name: _component(plan, name, dtype) for name in WEIGHED if name in plan.components}
        if wish.taesd is not None:
            parts["vae"] = _loaded(AutoencoderTiny, wish.taesd, dtype, None)
        if not wish.safety:
            parts |= {"safety_checker": None, "feature_extractor": None, "requires_safety_checker": False}
        with faults_of(plan.folder):
            pipeline = AutoPipelineForText2Image.from_pretrained(
                plan.folder, dtype=dtype, local_files_only=True, use_safetensors=True, **parts
            )
    pipeline.set_progress_bar_config(disable=True)
    _spare_warnings(pipeline.scheduler)
    return pipeline


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps the libraries' advice to developers off the operator's screen while they load."""
    with warnings.catch_warnings():
        # torch.jit.script is deprecated (diffusers decorates with it at import); numpy 2 on tensors
        # without __array__(copy=) (schedulers, in their constructors)
        warnings.filterwarnings(
            "ignore", category=DeprecationWarning, module=r"(torch|diffusers|transformers)\b"
        )
        from diffusers.utils import logging as diffusers_logging
        from transformers.utils import logging as transformers_logging

        for logging in (diffusers_logging, transformers_logging):
            logging.set_verbosity_error()
            logging.disable_progress_bar()
        yield


@contextmanager
def faults_of(folder: Path) -> Iterator[None]:
    """Turns what the libraries raise about a bad folder into one `ModelFault` that names it."""
    import torch
    from safetensors import SafetensorError

    try:
        yield
    except torch.OutOfMemoryError:
        raise  # not the folder's fault: the painter steps down its ladder
    except (
        SafetensorError,
        OSError,
        RuntimeError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        ImportError,
    ) as error:
        said = (str(error).strip().splitlines() or ["no reason given"])[0]
        raise ModelFault(
            f"model folder {folder} does not load ({type(error).__name__}: {said})",
            _REMEDY,
        ) from error


def _component(plan: FolderPlan, name: str, dtype: Any) -> Any:
    """One model of the folder, loaded by its own class so that missing tensors are noticed."""
    import diffusers
    import transformers
    from diffusers.pipelines.stable_diffusion import safety_checker

    library, cls = plan.components[name]
    modules = {"diffusers": diffusers, "transformers": transformers, "stable_diffusion": safety_checker}
    with faults_of(plan.folder / name):
        made = getattr(modules[library], cls)
    return _loaded(made, plan.folder / name, dtype, plan.variants[name])


def _loaded(cls: Any, folder: Path, dtype: Any, variant: str | None) -> Any:
    """``cls`` from ``folder``; unasked, a tensor the file lacks is filled with random numbers in silence."""
    with faults_of(folder):
        model, told = cls.from_pretrained(
            folder,
            dtype=dtype,
            variant=variant,
            local_files_only=True,
            use_safetensors=True,
            output_loading_info=True,
        )
    if lacking := sorted(told["missing_keys"]):
        raise ModelFault(
            f"model folder {folder}: the weights lack {len(lacking)} tensors ({lacking[0]} among them)",
            _REMEDY,
        )
    return model.eval()


def _spare_warnings(scheduler: Any) -> None:
    """Euler schedulers hand this tensor to numpy for every picture, and numpy 2 warns; an array passes.

    Only `set_timesteps` reads it while painting (`get_velocity`, which wants a tensor, is for training).
    """
    if type(scheduler).__name__.startswith("Euler"):
        scheduler.alphas_cumprod = scheduler.alphas_cumprod.numpy()
