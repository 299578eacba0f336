"""The pocket painter's models, untrained, in the classes every Stable Diffusion folder names.

Enters: a `Size`, a corpus. Leaves: diffusers and transformers models. Torch is imported here, late.

The noise schedule reaches pure noise at its last step (S. Lin et al., "Common Diffusion Noise Schedules
and Sample Steps are Flawed", 2023), so the UNet answers with v, not with noise (T. Salimans and J. Ho,
"Progressive Distillation for Fast Sampling of Diffusion Models", 2022, section 4).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from livevis.lab.painter.size import Size

START, END = "<|startoftext|>", "<|endoftext|>"


def tokenizer(folder: Path, corpus: Iterable[str], size: Size) -> Any:
    """A CLIP tokenizer of at most ``size.words`` pieces learned from ``corpus``, written to ``folder``."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
    from transformers import CLIPTokenizer

    learner = Tokenizer(models.BPE(end_of_word_suffix="</w>", unk_token=END))
    learner.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    learner.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation(), pre_tokenizers.ByteLevel(False)]
    )
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(
        vocab_size=max(size.words - len(alphabet) - 2, len(alphabet) * 2),
        min_frequency=1,
        initial_alphabet=alphabet,
        end_of_word_suffix="</w>",
        show_progress=False,
    )
    learner.train_from_iterator(corpus, trainer)
    merges = [tuple(pair) for pair in json.loads(learner.to_str())["model"]["merges"]]
    pieces = [*alphabet, *(letter + "</w>" for letter in alphabet)]
    pieces += [piece for piece in dict.fromkeys("".join(pair) for pair in merges) if piece not in set(pieces)]
    vocab = {piece: index for index, piece in enumerate([*pieces, START, END])}
    made = CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=size.tokens)
    folder.mkdir(parents=True, exist_ok=True)
    made.save_pretrained(folder)
    return made


def text_encoder(size: Size, tokens: Any) -> Any:
    """A CLIP text model over ``tokens``' vocabulary."""
    from transformers import CLIPTextConfig, CLIPTextModel

    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokens),
            hidden_size=size.text_width,
            intermediate_size=3 * size.text_width,
            num_hidden_layers=size.text_layers,
            num_attention_heads=4,
            max_position_embeddings=size.tokens,
            bos_token_id=tokens.bos_token_id,
            eos_token_id=tokens.eos_token_id,
            pad_token_id=tokens.pad_token_id,
        )
    )


def unet(size: Size) -> Any:
    """Convolutions where latents are many; words where they are few, on the last level.

    There, 8 x 8 cells hold a patch of 4 x 4 latents each; the way up only unpacks them.

    The words' sum is also heard everywhere, beside the step, as scale and shift of every layer (E. Perez et
    al., "FiLM", 2018): attention alone, from nothing, takes longer to find out what is asked for.
    """
    import torch
    from diffusers import UNet2DConditionModel
    from diffusers.models.attention_processor import AttnProcessor

    made = UNet2DConditionModel(
        sample_size=size.latent_side,
        in_channels=size.channels,
        out_channels=size.channels,
        layers_per_block=1,
        block_out_channels=size.unet,
        down_block_types=("DownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D"),
        mid_block_type=None,
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D", "UpBlock2D"),
        transformer_layers_per_block=size.depth,
        use_linear_projection=True,
        cross_attention_dim=size.text_width,
        attention_head_dim=size.heads,
        norm_num_groups=size.groups,
        time_embedding_dim=256,
        addition_embed_type="text",
        addition_embed_type_num_heads=12,
        resnet_time_scale_shift="scale_shift",
    )
    made.set_attn_processor(AttnProcessor())  # plain products: learning, a step takes a seventh less time
    return made.to(memory_format=torch.channels_last)


def autoencoder(size: Size) -> Any:
    """TAESD (O. Boer Bohan, 2023, github.com/madebyollin/taesd), narrow, its work where pixels are few."""
    import torch
    from diffusers import AutoencoderTiny

    levels = len(size.decoder_blocks)
    made = AutoencoderTiny(
        encoder_block_out_channels=(size.vae_width,) * levels,
        decoder_block_out_channels=(size.vae_width,) * levels,
        num_encoder_blocks=size.encoder_blocks,
        num_decoder_blocks=size.decoder_blocks,
        latent_channels=size.channels,
    )
    return made.to(memory_format=torch.channels_last)


def scheduler() -> Any:
    """The few-step sampler that stands in the folder: consistency steps, 1 to 4 of them."""
    from diffusers import LCMScheduler

    return LCMScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        prediction_type="v_prediction",
        rescale_betas_zero_snr=True,
        clip_sample=False,
        set_alpha_to_one=False,
        steps_offset=1,
    )


@cache
def signal() -> Any:
    """sqrt(alpha-bar) of each of the 1000 steps, float32: how much of the picture is left."""
    return scheduler().alphas_cumprod.sqrt().float()
