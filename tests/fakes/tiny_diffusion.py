"""Tiny Stable Diffusion folders in the real format, built in about a second, with no network.

They paint coloured clouds, not things, but every file, class and call is the real one: a byte-level
CLIP tokenizer, a two-layer CLIP text model, a UNet, a (tiny) decoder, a scheduler.
"""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WIDTH = 32
_TEXT_LENGTH = 77


@dataclass(frozen=True)
class TinySd:
    """What to build: ``scheduler`` "euler" (trailing) or "lcm"; ``kl``: a KL decoder, as full folders
    have, in place of the tiny one; ``flags``: a safety checker that flags everything (True) or
    nothing (False), or none at all (None); ``guided``: a UNet that reads its guidance as an embedding,
    as distilled LCMs do, in a LatentConsistencyModelPipeline."""

    scheduler: str = "euler"
    kl: bool = False
    flags: bool | None = None
    guided: bool = False
    sample_size: int = 8


def build_tiny_sd(folder: Path, plan: TinySd = TinySd()) -> Path:
    """Writes a StableDiffusionPipeline folder; its pictures are 64x64 (8 latents x 8). Returns ``folder``."""
    _import_quietly()
    import torch
    from diffusers import LatentConsistencyModelPipeline, StableDiffusionPipeline, UNet2DConditionModel

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(20)
        unet = UNet2DConditionModel(
            sample_size=plan.sample_size,
            in_channels=4,
            out_channels=4,
            block_out_channels=(32, 64),
            layers_per_block=1,
            down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
            up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"),
            cross_attention_dim=_WIDTH,
            attention_head_dim=4,
            norm_num_groups=8,
            time_cond_proj_dim=16 if plan.guided else None,
        )
        _listen(unet)
        parts: dict[str, Any] = {
            "vae": _tiny_kl() if plan.kl else _tiny_decoder(),
            "text_encoder": _tiny_text_encoder(),
            "tokenizer": _byte_tokenizer(folder / "tokenizer"),
            "unet": unet,
            "scheduler": _scheduler(plan.scheduler),
            "safety_checker": None,
            "feature_extractor": None,
        }
        if plan.flags is not None:
            parts.update(_tiny_checker(plan.flags))
        family = LatentConsistencyModelPipeline if plan.guided else StableDiffusionPipeline
        pipeline = family(**parts, requires_safety_checker=plan.flags is not None)
    pipeline.save_pretrained(folder, safe_serialization=True)
    return folder


def build_tiny_taesd(folder: Path) -> Path:
    """Writes an AutoencoderTiny folder, such as replaces a full decoder. Returns ``folder``."""
    _import_quietly()
    import torch

    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(21)
        _tiny_decoder().save_pretrained(folder, safe_serialization=True)
    return folder


def _import_quietly() -> None:
    """Imports the libraries without what they say on import (torch.jit.script is old) or while saving."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import diffusers
        import transformers
        from diffusers.pipelines.stable_diffusion import safety_checker  # noqa: F401 - lazy otherwise
    for library in (diffusers, transformers):
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()


def _listen(unet: Any) -> None:
    """Turns up the cross-attention: an untrained UNet hardly hears the text."""
    import torch

    with torch.no_grad():
        for name, weights in unet.named_parameters():
            if ".attn2.to_out" in name or ".attn2.to_v" in name:
                weights.mul_(10.0)


def _tiny_decoder() -> Any:
    import torch
    from diffusers import AutoencoderTiny

    decoder = AutoencoderTiny(
        encoder_block_out_channels=(16, 16, 16, 16),
        decoder_block_out_channels=(16, 16, 16, 16),
        num_encoder_blocks=(1, 1, 1, 1),
        num_decoder_blocks=(1, 1, 1, 1),
    )
    with torch.no_grad():  # untrained weights shrink the signal to a grey haze: give it contrast
        last = decoder.decoder.layers[-1]
        last.weight.mul_(5.0)
        last.bias.fill_(0.5)
    return decoder


def _tiny_kl() -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(16, 16, 16, 16),
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        latent_channels=4,
        norm_num_groups=4,
        sample_size=64,
    )


def _tiny_text_encoder() -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel

    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=514,
            hidden_size=_WIDTH,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=4,
            max_position_embeddings=_TEXT_LENGTH,
            bos_token_id=512,
            eos_token_id=513,
            pad_token_id=513,
        )
    )


def _byte_tokenizer(folder: Path) -> Any:
    """A CLIP tokenizer without merges: 256 byte characters, the same ending a word, two marks."""
    from transformers import CLIPTokenizer

    characters = _byte_characters()
    words = [
        *characters,
        *(character + "</w>" for character in characters),
        "<|startoftext|>",
        "<|endoftext|>",
    ]
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {word: index for index, word in enumerate(words)}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    (folder / "merges.txt").write_text("#version: 0.2\n", "utf-8")
    return CLIPTokenizer.from_pretrained(folder, model_max_length=_TEXT_LENGTH)


def _byte_characters() -> list[str]:
    """The 256 printable stand-ins for bytes of GPT-2's byte-level BPE."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return [chr(byte) for byte in printable] + [chr(256 + index) for index in range(len(others))]


def _scheduler(name: str) -> Any:
    from diffusers import EulerDiscreteScheduler, LCMScheduler

    made = {
        "euler": lambda: EulerDiscreteScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            timestep_spacing="trailing",
            steps_offset=1,
        ),
        "lcm": lambda: LCMScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1
        ),
    }
    return made[name]()


def _tiny_checker(flags: bool) -> dict[str, Any]:
    """A real safety checker whose thresholds lie so that everything, or nothing, is flagged."""
    import torch
    from diffusers.pipelines.stable_diffusion.safety_checker import StableDiffusionSafetyChecker
    from transformers import CLIPConfig, CLIPImageProcessor

    vision = {
        "hidden_size": 16,
        "intermediate_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "image_size": 32,
        "patch_size": 16,
        "projection_dim": 16,
    }
    checker = StableDiffusionSafetyChecker(
        CLIPConfig(text_config={"projection_dim": 16}, vision_config=vision, projection_dim=16)
    )
    threshold = -2.0 if flags else 2.0  # a cosine lies within -1..1
    with torch.no_grad():
        checker.concept_embeds.normal_()
        checker.special_care_embeds.normal_()
        checker.concept_embeds_weights.fill_(threshold)
        checker.special_care_embeds_weights.fill_(threshold)
    processor = CLIPImageProcessor(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32})
    return {"safety_checker": checker, "feature_extractor": processor}
