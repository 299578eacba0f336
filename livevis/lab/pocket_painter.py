"""`livevis lab pocket-painter`: trains the painter that travels inside the repository.

Enters: a `PainterWish`. Leaves: a diffusers folder in ``out/painter``; on the way, packed scenes and kept
weights in ``out``, from which a later run goes on. Thread: the caller's, and a process for each worker.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from livevis.lab.painter import denoise, encode, reading
from livevis.lab.painter.captioned import Captioned, Telling
from livevis.lab.painter.folder import assemble, write
from livevis.lab.painter.keep import weights_of
from livevis.lab.painter.loop import Task
from livevis.lab.painter.onward import begin
from livevis.lab.painter.packed import Stock, fill, fill_latents
from livevis.lab.painter.parts import autoencoder, tokenizer
from livevis.lab.painter.ranks import Rank, Work, run
from livevis.lab.painter.sheets import MANY, sheets
from livevis.lab.painter.size import POCKET, SMOKE, SMOKE_COURSE, Course, Size
from livevis.lab.pocket.glyphs import Glyphs
from livevis.lab.pocket.vocabulary import Vocabulary, vocabulary
from livevis.units import Seconds
from livevis.weights.carried import pocket_folder

Say = Callable[[str], None]
STAGES = ("autoencoder", "reading", "painter")


@dataclass(frozen=True)
class PainterWish:
    """The command line of ``livevis lab pocket-painter``.

    Attributes:
        out: the run's folder; a folder of an earlier run is gone on with.
        minutes: of training, all stages together; drawing and packing scenes come on top (a few minutes).
        seed: decides scenes, weights and order; the same seed, workers and minutes retrace a run but for
            the number of steps, which hangs on the machine.
        smoke: a thumbnail of a run on the glyph strip of the repository: seconds, and no picture to look at.
        stage: "all", or one of `STAGES`, or "write" for the folder alone.
        threads: unused by torch's own pools, which keep to one; kept for machines to come.
        workers: processes that train side by side.
        vocabulary: how many (subjects, places, looks) of the list.
        font: the Noto Color Emoji font, None: where Debian puts it.
        onward: the folder of a finished painter to go on from, None: from nothing.
    """

    out: Path
    minutes: float = 90.0
    seed: int = 1
    smoke: bool = False
    stage: str = "all"
    threads: int = 1
    workers: int = 2
    vocabulary: tuple[int, int, int] = (60, 8, 4)
    font: Path | None = None
    onward: Path | None = None

    @property
    def size(self) -> Size:
        """How large the painter is."""
        return SMOKE if self.smoke else POCKET

    @property
    def course(self) -> Course:
        """How it learns."""
        return SMOKE_COURSE if self.smoke else Course()

    def seconds(self, stage: str) -> Seconds:
        """The training time of a stage."""
        return self.minutes * 60.0 * self.course.shares[STAGES.index(stage)]


def train(wish: PainterWish, say: Say) -> int:
    """Train, or go on training, and write the folder. Returns the exit code.

    Raises:
        LivevisError: there is no font, or ``onward`` is no painter of this size.
    """
    wish.out.mkdir(parents=True, exist_ok=True)
    if wish.onward is not None:
        begin(wish.onward, wish.out, wish.size)
    if not (wish.out / "tokenizer" / "tokenizer.json").exists():
        tokenizer(wish.out / "tokenizer", vocabulary().words(), wish.size)
    for stage in STAGES:
        if wish.stage in ("all", stage):
            say(f"{stage}: {wish.seconds(stage) / 60:.1f} minutes on {wish.workers} core(s)")
            run(_WORK[stage], (wish, say), wish.workers)
    if wish.stage in ("all", "write"):
        folder = write(wish.out / "painter", assemble(wish.out, wish.size))
        say(f"{folder}: {sum(file.stat().st_size for file in folder.rglob('*')) / 1e6:.1f} MB")
        _show(wish, folder, say)
    return 0


def _show(wish: PainterWish, folder: Path, say: Say) -> None:
    many = 8 if wish.smoke else MANY
    for path in sheets(folder, stock(wish).vocabulary, wish.seed, say, many):
        say(f"look at {path}")


def known(wish: PainterWish, glyphs: Glyphs | None = None) -> Vocabulary:
    """The run's vocabulary; with the strip's ``glyphs``, its subjects only."""
    words = vocabulary().limited(*wish.vocabulary)
    if glyphs is None:
        return words
    return replace(words, subjects=tuple(one for one in words.subjects if one.name in glyphs.names))


def stock(wish: PainterWish) -> Stock:
    """What the run's scenes are drawn from."""
    if wish.smoke:
        shelf = pocket_folder() or Path()
        glyphs = Glyphs.from_strip(shelf / "glyphs.png", shelf / "glyphs.json")
        return Stock(known(wish, glyphs), glyphs, wish.size.side, wish.seed)
    words = known(wish)
    return Stock(words, Glyphs.from_font(wish.font, words.subjects), wish.size.side, wish.seed)


def _learn_to_encode(rank: Rank, given: tuple[PainterWish, Say]) -> None:
    wish, say = given
    scenes = fill(stock(wish), wish.out / "crops.u8", wish.course.crops, rank, say)
    encode.train(_task("autoencoder", rank, wish, say), scenes)


def _read(rank: Rank, given: tuple[PainterWish, Say]) -> None:
    wish, say = given
    tokens = _tokens(wish)
    telling = Telling(stock(wish), tokens, (wish.seed, rank.index))
    reading.train(_task("reading", rank, wish, say), telling, tokens)


def _paint(rank: Rank, given: tuple[PainterWish, Say]) -> None:
    wish, say = given
    batches, tokens = _batches(rank, wish, say), _tokens(wish)
    denoise.train(_task("painter", rank, wish, say), batches, tokens, wish.out / "reading.pt")


_WORK: dict[str, Work] = {"autoencoder": _learn_to_encode, "reading": _read, "painter": _paint}


def _task(stage: str, rank: Rank, wish: PainterWish, say: Say) -> Task:
    kept = wish.out / f"{stage}.pt"
    most = wish.course.most[STAGES.index(stage)]
    return Task(kept, wish.size, wish.course, wish.seconds(stage), wish.seed, rank, say, most)


def _tokens(wish: PainterWish) -> Any:
    from transformers import CLIPTokenizer

    return CLIPTokenizer.from_pretrained(wish.out / "tokenizer")


def _batches(rank: Rank, wish: PainterWish, say: Say) -> Captioned:
    """Batches of the run's latents, packed first where they are not yet."""
    model = weights_of(wish.out / "autoencoder.pt", "ema", autoencoder(wish.size))
    drawn = stock(wish)
    file, count = wish.out / "latents.f16", wish.course.scenes
    packed = fill_latents(drawn, file, count, encode.encoder(model), (rank, say))
    return Captioned(packed, Telling(drawn, _tokens(wish), (wish.seed, rank.index, count)))
