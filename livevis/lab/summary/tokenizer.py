"""The summariser's tokenizer: word pieces learnt from training lines, and a way to spell anything.

Enters: texts. Leaves: a tokenizer folder that `transformers` opens as it opens any; and, for training, ids
word by word. tokenizers and transformers are imported when first called; any thread.

Pieces by the unigram language model (Kudo 2018, "Subword Regularization", arXiv 1804.10959), with every
letter a piece of its own and bytes below that, so that nothing is unknown. As there, words are now and then
cut at random in training; a word has the same cut in the line and in its summary, for it is to be copied.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from livevis.errors import ModelFault

PAD, END, UNKNOWN = "<pad>", "</s>", "<unk>"
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789'-&"
_SPACE = "\u2581"
_LONGEST_CUT = 4


def learn(texts: Iterable[str], size: int) -> Any:
    """A `tokenizers.Tokenizer` of at most ``size`` pieces, bytes included."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, processors, trainers

    tokenizer = Tokenizer(models.Unigram())
    _level(tokenizer)
    byte_pieces = [f"<0x{byte:02X}>" for byte in range(256)]
    trainer = trainers.UnigramTrainer(
        vocab_size=size - len(byte_pieces),
        special_tokens=[PAD, END, UNKNOWN],
        unk_token=UNKNOWN,
        initial_alphabet=[*_LETTERS, ",", _SPACE],
        max_piece_length=12,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    pieces = _with_every_letter(tokenizer)
    tokenizer.model = models.Unigram(
        [*pieces, *((piece, -30.0) for piece in byte_pieces)], unk_id=2, byte_fallback=True
    )
    tokenizer.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Metaspace()])
    tokenizer.post_processor = processors.TemplateProcessing(single=f"$A {END}", special_tokens=[(END, 1)])
    tokenizer.add_special_tokens(
        [AddedToken(piece, normalized=False, special=True) for piece in (PAD, END, UNKNOWN)]
    )
    return tokenizer


def _level(tokenizer: Any) -> None:
    """Small letters, no accents, no marks but commas and apostrophes; words and commas apart."""
    from tokenizers import Regex, normalizers, pre_tokenizers

    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex("[\u2018\u2019\u0060]"), "'"),
            normalizers.Replace(Regex(r"[^\p{L}\p{N}',&\s]+"), " "),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Metaspace(), pre_tokenizers.Split(",", "isolated")]
    )


def opened(folder: Path) -> Any:
    """The tokenizer that was saved into ``folder``.

    Raises:
        ModelFault: it is missing or damaged.
    """
    from tokenizers import Tokenizer

    file = folder / "tokenizer.json"
    try:
        text = file.read_text("utf-8")
        json.loads(text)
    except (OSError, ValueError) as error:
        raise ModelFault(f"{file}: cannot be read ({error})", "Name a folder with a trained model") from error
    return Tokenizer.from_str(text)


def save(tokenizer: Any, folder: Path) -> None:
    """Writes ``tokenizer`` into ``folder`` as `transformers` wants it."""
    from transformers import PreTrainedTokenizerFast

    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token=PAD, eos_token=END, unk_token=UNKNOWN, model_max_length=512
    ).save_pretrained(folder)


class Encoder:
    """Texts to ids, word by word, which is what the tokenizer does too, and remembered: much faster."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}
        self._pieces: dict[str, int] = tokenizer.get_vocab()
        self.end = self._pieces[END]

    def ids(self, text: str, cuts: dict[str, tuple[int, ...]] | None = None) -> list[int]:
        """The ids of ``text`` and the end mark; words in ``cuts`` as cut there."""
        made: list[int] = []
        for word in text.replace(",", " , ").split():
            made += (cuts or {}).get(word) or self._whole(word)
        return [*made, self.end]

    def cuts(self, text: str, share: float, rng: random.Random) -> dict[str, tuple[int, ...]]:
        """Random cuts for about ``share`` of the words of ``text``."""
        return {word: self._cut(word, rng) for word in text.replace(",", " ").split() if rng.random() < share}

    def _whole(self, word: str) -> tuple[int, ...]:
        if word not in self._known:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids
            self._known[word] = (self._pieces[","],) if word == "," else tuple(ids)
        return self._known[word]

    def _cut(self, word: str, rng: random.Random) -> tuple[int, ...]:
        left, made = _SPACE + word, []
        while left:
            longest = min(_LONGEST_CUT, len(left))
            for length in (rng.randint(1, longest), 1, 2):
                if left[:length] in self._pieces:
                    break
            else:
                return self._whole(word)
            made.append(self._pieces[left[:length]])
            left = left[length:]
        return tuple(made)


def _with_every_letter(tokenizer: Any) -> list[tuple[str, float]]:
    """The learnt pieces with their scores, and any letter that was pruned."""
    pieces = [(str(piece), float(score)) for piece, score in json.loads(tokenizer.to_str())["model"]["vocab"]]
    have = {piece for piece, _ in pieces}
    lowest = min(score for _, score in pieces)
    return [*pieces, *((letter, lowest - 2.0) for letter in [*_LETTERS, ",", _SPACE] if letter not in have)]
