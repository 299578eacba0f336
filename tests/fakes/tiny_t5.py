"""A tiny T5 folder in the real format, built in a moment, with no network.

Its weights are random, so it babbles in words of its small vocabulary; every file, class and call
is the real one: a SentencePiece-style Unigram tokenizer and an encoder-decoder of two layers.
"""

from __future__ import annotations

from pathlib import Path

_WORDS = (
    "a an the on in under over of and with is are night river boat paper lantern light moon star sea "
    "water rain road house bird tree window door fire snow wind summarize black white red blue golden "
    "lonely cold silver old"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz'.,:-"


def build_tiny_t5(folder: Path, seed: int = 31) -> Path:
    """Writes a T5ForConditionalGeneration folder and its tokenizer. Returns ``folder``."""
    import torch
    from transformers import T5Config, T5ForConditionalGeneration
    from transformers.utils import logging

    logging.disable_progress_bar()
    tokenizer = _tokenizer()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = T5ForConditionalGeneration(
            T5Config(
                vocab_size=len(tokenizer),
                d_model=32,
                d_kv=8,
                d_ff=64,
                num_layers=2,
                num_heads=4,
                pad_token_id=tokenizer.pad_token_id,
                eos_token_id=tokenizer.eos_token_id,
                decoder_start_token_id=tokenizer.pad_token_id,
                tie_word_embeddings=False,
            )
        )
        with torch.no_grad():
            model.lm_head.weight.normal_()  # untied and loud, or it would say its first word for ever
    unsaid = tokenizer.convert_tokens_to_ids(["<pad>", "<unk>", "\u2581", "\u2581summarize", *_LETTERS])
    model.generation_config.suppress_tokens = unsaid  # so that it babbles in whole words
    model.generation_config.bad_words_ids = [[word, word] for word in range(3, len(tokenizer))]
    model.generation_config.begin_suppress_tokens = [tokenizer.eos_token_id]
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def _tokenizer():  # type: ignore[no-untyped-def]
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    pieces = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", -20.0)]
    pieces += [(f"\u2581{word}", -2.0 - rank / 100) for rank, word in enumerate(_WORDS.split())]
    pieces += [("\u2581", -5.0), *((letter, -8.0) for letter in _LETTERS)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=2))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        model_max_length=512,
    )
