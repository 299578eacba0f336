"""A Whisper small enough to build in a test: random weights, but every file the real loading code wants.

faster-whisper opens the folder with no network; what it says is noise.
"""

from __future__ import annotations

import json
from pathlib import Path

LANGUAGES = (
    "en", "zh", "de", "es", "ru", "ko", "fr", "ja", "pt", "tr", "pl", "ca", "nl", "ar",
    "sv", "it", "id", "hi", "fi", "vi", "he", "uk", "el", "ms", "cs", "ro", "da", "hu",
    "ta", "no", "th", "ur", "hr", "bg", "lt", "la", "mi", "ml", "cy", "sk", "te", "fa",
    "lv", "bn", "sr", "az", "sl", "kn", "et", "mk", "br", "eu", "is", "hy", "ne", "mn",
    "bs", "kk", "sq", "sw", "gl", "mr", "pa", "si", "km", "sn", "yo", "so", "af", "oc",
    "ka", "be", "tg", "sd", "gu", "am", "yi", "lo", "uz", "fo", "ht", "ps", "tk", "nn",
    "mt", "sa", "lb", "my", "bo", "tl", "mg", "as", "tt", "haw", "ln", "ha", "ba", "jw",
    "su", "yue",
)  # fmt: skip
"""Whisper's hundred languages, in its order."""

STAMPS = [f"<|{i * 0.02:.2f}|>" for i in range(1501)]


def build_tiny_whisper(folder: Path) -> Path:
    """Write a CTranslate2 Whisper (int8, multilingual) under ``folder`` and return its own folder."""
    source, target = folder / "whisper-hf", folder / "whisper-ct2"
    if (target / "model.bin").exists():
        return target
    from transformers.utils import logging

    logging.disable_progress_bar()
    specials = _write_tokenizer(source)
    _write_model(source, specials)
    from ctranslate2.converters import TransformersConverter

    copied = ["tokenizer.json", "preprocessor_config.json"]
    TransformersConverter(str(source), copy_files=copied).convert(str(target), quantization="int8")
    return target


def _write_tokenizer(source: Path) -> dict[str, int]:
    """A byte-level BPE without merges: 256 byte tokens, then Whisper's specials and time stamps."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
    from transformers import WhisperFeatureExtractor, WhisperTokenizerFast

    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {"": 0, **{character: i + 1 for i, character in enumerate(alphabet)}}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    specials = [
        "<|endoftext|>",
        "<|startoftranscript|>",
        *(f"<|{language}|>" for language in LANGUAGES),
        "<|translate|>",
        "<|transcribe|>",
        "<|startoflm|>",
        "<|startofprev|>",
        "<|nospeech|>",
        "<|notimestamps|>",
    ]
    tokenizer.add_special_tokens([AddedToken(text, special=True) for text in specials])
    tokenizer.add_tokens([AddedToken(text, special=False) for text in STAMPS])
    source.mkdir(parents=True, exist_ok=True)
    fast = WhisperTokenizerFast(
        tokenizer_object=tokenizer,
        unk_token="<|endoftext|>",
        bos_token="<|endoftext|>",
        eos_token="<|endoftext|>",
        pad_token="<|endoftext|>",
    )
    fast.save_pretrained(source)
    tokenizer.save(str(source / "tokenizer.json"))
    WhisperFeatureExtractor(feature_size=80).save_pretrained(source)
    if not (source / "preprocessor_config.json").exists():
        _write_preprocessor(source)
    return {text: tokenizer.token_to_id(text) for text in specials}


def _write_preprocessor(source: Path) -> None:
    settings = {
        "feature_size": 80,
        "sampling_rate": 16000,
        "hop_length": 160,
        "chunk_length": 30,
        "n_fft": 400,
    }
    (source / "preprocessor_config.json").write_text(json.dumps(settings), encoding="utf-8")


def _write_model(source: Path, specials: dict[str, int]) -> None:
    import torch
    from transformers import WhisperConfig, WhisperForConditionalGeneration

    end = specials["<|endoftext|>"]
    config = WhisperConfig(
        vocab_size=1 + 256 + len(specials) + len(STAMPS),
        num_mel_bins=80,
        d_model=64,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=128,
        decoder_ffn_dim=128,
        max_source_positions=1500,
        max_target_positions=448,
        pad_token_id=end,
        bos_token_id=end,
        eos_token_id=end,
        decoder_start_token_id=specials["<|startoftranscript|>"],
        suppress_tokens=[],
        begin_suppress_tokens=[end],
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = WhisperForConditionalGeneration(config)
    generation = model.generation_config
    generation._from_model_config = False  # else lang_to_id is lost when it is read back
    generation.is_multilingual = True
    generation.lang_to_id = {f"<|{code}|>": specials[f"<|{code}|>"] for code in LANGUAGES}
    generation.task_to_id = {"translate": specials["<|translate|>"], "transcribe": specials["<|transcribe|>"]}
    generation.no_timestamps_token_id = specials["<|notimestamps|>"]
    generation.alignment_heads = [[0, 0], [1, 1]]
    generation.suppress_tokens = []
    generation.begin_suppress_tokens = [end]
    model.save_pretrained(source)
