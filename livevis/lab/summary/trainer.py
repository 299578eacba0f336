"""Training the pocket summariser: a small T5 on pairs made as it goes.

Enters: a `Recipe`, pairs, a tokenizer. Leaves: a folder `prompt/summary` opens, and a checkpoint to go on
from. torch and transformers are imported when first called; the caller's thread, and torch's as asked.

T5 (Raffel et al. 2020, arXiv 1910.10683) with a deeper encoder than decoder, for speed where it writes
(Kasai et al. 2021, arXiv 2006.10369); AdamW, warm-up and cosine; products in bfloat16 where the processor
has them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from livevis.errors import ModelFault
from livevis.flow.clock import stopwatch
from livevis.lab.summary.copying import teach_copying
from livevis.lab.summary.pairs import Pair
from livevis.lab.summary.tokenizer import Encoder, save

PREFIX = "summarize"
"""T5's task word; `prompt/summary` says "summarize: ", and the tokenizer drops the colon."""
_POOL = 48
_STRIDE = 4
"""Lengths are rounded up to this: fewer shapes, so fewer kernels to build and keep."""
_IGNORED = -100


@dataclass(frozen=True)
class Recipe:
    """Size and schedule. ``steps`` is the whole schedule; ``minutes`` may end a run earlier, to be resumed.

    ``cut`` is the share of words cut at random. ``every`` is how often (steps) a checkpoint is kept and told.
    """

    seed: int = 0
    steps: int = 3600
    minutes: float = 120.0
    batch: int = 64
    width: int = 160
    heads: int = 4
    inner: int = 448
    readers: int = 4
    writers: int = 2
    rate: float = 2e-3
    warm_up: int = 300
    cut: float = 0.08
    threads: int = 1
    every: int = 200


@dataclass(frozen=True)
class Progress:
    """Where a run stands: ``steps`` done in ``seconds``, and the loss of each, in nats a piece."""

    steps: int
    seconds: float
    losses: tuple[float, ...]


class Training:
    """One run; ``folder`` holds checkpoint.pt and, from `keep` on, the model as shipped.

    ``onward``: a model folder whose weights it begins with, if no checkpoint is there.

    Raises:
        ModelFault: the checkpoint found there, or ``onward``, is of another recipe.
    """

    def __init__(
        self,
        recipe: Recipe,
        tokenizer: Any,
        pairs: Callable[[int], Iterator[Pair]],
        folder: Path,
        onward: Path | None = None,
    ) -> None:
        import torch

        torch.set_num_threads(recipe.threads)
        self.recipe = recipe
        self._tokenizer = tokenizer
        self._encoder = Encoder(tokenizer)
        self._pairs = pairs
        self._folder = folder
        self.model_folder = folder / "model"
        self._bfloat = bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(recipe.seed)
            self.model = model(recipe, tokenizer.get_vocab_size())
        if onward:
            self._go_on_from(onward)
        else:
            teach_copying(self.model, recipe.seed)
        self._optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=recipe.rate, betas=(0.9, 0.98), weight_decay=0.01
        )
        self._losses: list[float] = []
        self._seconds = 0.0
        self._resume()

    def run(self, say: Callable[[str], None]) -> Progress:
        """Trains until the schedule or the minutes are over, then keeps the model."""
        begun, before = stopwatch(), self._seconds
        batches = self._batches(len(self._losses))
        while len(self._losses) < self.recipe.steps and self._seconds - before < 60.0 * self.recipe.minutes:
            self._losses.append(self._step(*next(batches)))
            self._seconds = before + stopwatch() - begun
            if len(self._losses) % self.recipe.every == 0:
                recent = self._losses[-self.recipe.every :]
                say(
                    f"step {len(self._losses)} of {self.recipe.steps}, {self._seconds:.0f} s, "
                    f"loss {sum(recent) / len(recent):.3f}"
                )
                self.checkpoint()
        self.checkpoint()
        self.keep()
        return Progress(len(self._losses), self._seconds, tuple(self._losses))

    def checkpoint(self) -> None:
        """Keeps everything a later run needs to go on."""
        import torch

        self._folder.mkdir(parents=True, exist_ok=True)
        state = {
            "recipe": _identity(self.recipe),
            "model": self.model.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "losses": self._losses,
            "seconds": self._seconds,
        }
        torch.save(state, self._folder / "checkpoint.new")
        (self._folder / "checkpoint.new").replace(self._folder / "checkpoint.pt")

    def keep(self) -> None:
        """Writes the model as shipped into `model_folder`: float16 weights, tokenizer, configuration."""
        import torch
        from transformers.utils import logging

        logging.disable_progress_bar()
        small = model(self.recipe, self._tokenizer.get_vocab_size())
        small.load_state_dict(self.model.state_dict())
        small.to(torch.float16).save_pretrained(self.model_folder)
        (self.model_folder / "model.safetensors").chmod(0o644)
        save(self._tokenizer, self.model_folder)

    def _step(self, read: Any, shown: Any, written: Any) -> float:
        """One step of AdamW. Returns the batch's loss, nats a piece."""
        import torch

        for group in self._optimizer.param_groups:
            group["lr"] = rate(self.recipe, len(self._losses))
        with torch.autocast("cpu", torch.bfloat16, enabled=self._bfloat):
            loss = self.model(input_ids=read, attention_mask=shown, labels=written).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    def _batches(self, done: int) -> Iterator[tuple[Any, Any, Any]]:
        """Batches of alike length, in an order drawn by the seed; none of those already trained on."""
        turn = 0
        while True:
            rng = random.Random(self.recipe.seed * 100_003 + done + turn)
            drawn = self._pairs(self.recipe.seed * 100_003 + done + turn)
            coded = [self._coded(pair, rng) for pair in islice(drawn, _POOL * self.recipe.batch)]
            coded.sort(key=lambda pair: (len(pair[0]), len(pair[1])))
            starts = list(range(0, len(coded), self.recipe.batch))
            rng.shuffle(starts)
            for start in starts:
                yield _padded(coded[start : start + self.recipe.batch])
            turn += _POOL

    def _coded(self, pair: Pair, rng: random.Random) -> tuple[list[int], list[int]]:
        cuts = self._encoder.cuts(pair.heard, self.recipe.cut, rng)
        return self._encoder.ids(f"{PREFIX} {pair.heard}", cuts), self._encoder.ids(pair.said, cuts)

    def _go_on_from(self, folder: Path) -> None:
        """Takes the weights of the model in ``folder``, which must be of the recipe's size."""
        from safetensors.torch import load_file

        weights = {name: weight.float() for name, weight in load_file(folder / "model.safetensors").items()}
        told = self.model.load_state_dict(weights, strict=False)
        tied = {name for name in told.missing_keys if "embed_tokens" in name or name == "lm_head.weight"}
        if told.unexpected_keys or set(told.missing_keys) - tied:
            raise ModelFault(f"{folder}: of another size", "Name a model of this recipe")

    def _resume(self) -> None:
        import torch

        file = self._folder / "checkpoint.pt"
        if not file.is_file():
            return
        state = torch.load(file, weights_only=True)
        if state["recipe"] != _identity(self.recipe):
            raise ModelFault(f"{file}: of another recipe", "Name another folder with --out, or remove it")
        self.model.load_state_dict(state["model"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._losses, self._seconds = list(state["losses"]), float(state["seconds"])


def model(recipe: Recipe, pieces: int) -> Any:
    """A T5 with fresh weights, and the way it is to generate with."""
    from transformers import GenerationConfig, T5Config, T5ForConditionalGeneration

    made = T5ForConditionalGeneration(
        T5Config(
            vocab_size=pieces,
            d_model=recipe.width,
            d_kv=recipe.width // recipe.heads,
            d_ff=recipe.inner,
            num_layers=recipe.readers,
            num_decoder_layers=recipe.writers,
            num_heads=recipe.heads,
            dropout_rate=0.0,
            feed_forward_proj="relu",
            pad_token_id=0,
            eos_token_id=1,
            decoder_start_token_id=0,
            tie_word_embeddings=True,
        )
    )
    made.generation_config = GenerationConfig(
        pad_token_id=0,
        eos_token_id=1,
        decoder_start_token_id=0,
        max_new_tokens=48,
        no_repeat_ngram_size=3,
        repetition_penalty=1.0,
    )
    return made


def rate(recipe: Recipe, step: int) -> float:
    """The learning rate of ``step``: linear warm-up, then a cosine to a hundredth."""
    if step < recipe.warm_up:
        return recipe.rate * (step + 1) / recipe.warm_up
    along = (step - recipe.warm_up) / max(1, recipe.steps - recipe.warm_up)
    return recipe.rate * (0.01 + 0.99 * 0.5 * (1.0 + math.cos(math.pi * min(1.0, along))))


def _identity(recipe: Recipe) -> dict[str, Any]:
    """What must be the same for a checkpoint to be gone on from."""
    kept = asdict(recipe)
    for name in ("minutes", "threads", "every"):
        del kept[name]
    return kept


def _padded(coded: list[tuple[list[int], list[int]]]) -> tuple[Any, Any, Any]:
    """Ids (batch, longest), their mask, and the ids to write, padding told to be ignored; int64."""
    import torch

    wide = -(-max(len(read) for read, _ in coded) // _STRIDE) * _STRIDE
    long = -(-max(len(written) for _, written in coded) // _STRIDE) * _STRIDE
    read = torch.tensor([ids + [0] * (wide - len(ids)) for ids, _ in coded])
    written = torch.tensor([ids + [_IGNORED] * (long - len(ids)) for _, ids in coded])
    return read, (read != 0).long(), written
