"""`livevis lab pocket-summary`: trains the pocket summariser and examines it.

Enters: a `Wish`. Leaves: in its folder a model `prompt/summary` opens, a checkpoint to go on from, and what
was reached, said. The caller's thread; torch is imported when training begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from livevis.lab.summary.examination import examined, golden
from livevis.lab.summary.pairs import Pair, confusion_of, pairs
from livevis.lab.summary.tokenizer import learn, opened
from livevis.lab.summary.trainer import Recipe, Training
from livevis.lab.summary.vocabulary import bundled_dictionary, vocabulary

GOLDEN = Path(__file__).resolve().parents[2] / "tests" / "golden" / "summary.toml"
"""Lines for the examination, and the words no training line may hold."""
_PIECES = 3500
_READ = 30_000
_SMOKE = Recipe(
    steps=60, minutes=1.0, batch=24, width=64, heads=4, inner=128, readers=1, writers=1, warm_up=10, every=20
)
_SMOKE_PIECES = 900
_SMOKE_READ = 1500


@dataclass(frozen=True)
class Wish:
    """What is asked for: ``out`` the folder, ``minutes`` at most (a later call goes on), the rest plain.

    ``onward``: a model folder to go on from instead of fresh weights, at half the rate for a third of the
    steps: what a changed grammar wants. ``smoke``: a thimbleful, without CMUdict, in seconds: the loss falls,
    the model is of no use.
    """

    out: Path = Path("out/pocket-summary")
    minutes: float = 30.0
    seed: int = 7
    smoke: bool = False
    threads: int = 1
    golden: Path = GOLDEN
    onward: Path | None = None


def train(wish: Wish, say: Callable[[str], None]) -> int:
    """Trains, keeps and examines. Returns 0, or 1 if the loss did not fall.

    Raises:
        ModelFault: the golden lines are missing or damaged, or the folder holds a run of another recipe.
    """
    held = golden(wish.golden)
    training = prepared(wish, held.held_out)
    say(f"{sum(weights.numel() for weights in training.model.parameters())} parameters")
    done = training.run(say)
    say(f"{done.steps} steps, {done.seconds:.0f} s; the model is in {training.model_folder}")
    if not wish.smoke:
        for said in examined(training.model_folder, held).told():
            say(said)
    few = max(1, len(done.losses) // 6)
    return int(sum(done.losses[-few:]) >= sum(done.losses[:few]))


def prepared(wish: Wish, refused: tuple[str, ...]) -> Training:
    """The training ``wish`` asks for, ready to run or to go on."""
    words = vocabulary(refused, None if wish.smoke else bundled_dictionary())
    confusion = confusion_of(words)

    def drawn(seed: int) -> Iterator[Pair]:
        return pairs(words, confusion, seed)

    if wish.onward:
        return Training(_recipe(wish), opened(wish.onward), drawn, wish.out, wish.onward)
    read = _SMOKE_READ if wish.smoke else _READ
    common = islice(pairs(words, confusion, wish.seed + 1, odds=(0.05,)), 2 * read // 3)
    odd = islice(pairs(words, confusion, wish.seed + 2), read // 3)
    texts = (f"summarize {pair.heard} {pair.said}" for pair in chain(common, odd))
    tokenizer: Any = learn(texts, _SMOKE_PIECES if wish.smoke else _PIECES)
    return Training(_recipe(wish), tokenizer, drawn, wish.out)


def _recipe(wish: Wish) -> Recipe:
    whole = _SMOKE if wish.smoke else Recipe()
    if wish.onward:
        whole = replace(whole, steps=whole.steps // 3, rate=whole.rate / 2, warm_up=whole.warm_up // 3)
    return replace(whole, seed=wish.seed, threads=wish.threads, minutes=min(wish.minutes, whole.minutes))
