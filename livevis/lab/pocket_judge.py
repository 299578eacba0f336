"""Judging the pocket painter: does it paint what the words say, also in combinations it never saw?

Enters: a `JudgeWish`. Leaves: a trained judge, a table, figures as JSON, a sheet of pictures beside their
nearest training drawings. Thread: the caller's; one thread of torch unless more are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.app.report import check_writable, machine, write_json
from livevis.errors import ModelFault
from livevis.lab.judge.answers import Answers
from livevis.lab.judge.asked import Asked, asked
from livevis.lab.judge.drawn import SIDE, Drawer, drawn, shrunk
from livevis.lab.judge.folder import load, save, there
from livevis.lab.judge.motion import motion
from livevis.lab.judge.nearest import nearest
from livevis.lab.judge.paint import painted
from livevis.lab.judge.train import Lesson, Taught, train
from livevis.lab.judge.verdict import score, verdict, weakest
from livevis.lab.pocket.captions import holdout
from livevis.lab.pocket.glyphs import Glyphs
from livevis.lab.pocket.scene import draw, render
from livevis.lab.pocket.vocabulary import Vocabulary, vocabulary
from livevis.weights import carried
from livevis.weights.catalogue import Role

Say = Callable[[str], None]
Pixels = NDArray[np.uint8]

_OWN = 900_000_000
"""The judge's scenes are numbered from here: far from any training run's."""
_SHOWN = 10
_WALKS = 4
_FRAMES = 32
"""Pairs of captions between which the painter travels, and the pictures of each way."""


@dataclass(frozen=True)
class JudgeWish:
    """The command line of ``livevis lab pocket-judge``.

    ``painter``: a pipeline folder, None for the one that came along. ``count``: pictures at each of
    ``steps``; 0 trains the judge and stops. ``train_minutes``: 0 takes the judge that came along.
    ``vocabulary``: how many subjects, places, looks the painter was taught. ``taught`` / ``unseen``:
    drawings to learn from, to be tested on. ``glyphs``: None for the font.
    """

    out: Path
    painter: Path | None = None
    count: int = 600
    steps: tuple[int, ...] = (1, 2, 4)
    train_minutes: float = 7.0
    json: Path | None = None
    sheet: Path | None = None
    seed: int = 7
    vocabulary: tuple[int, int, int] = (60, 8, 4)
    threads: int = 1
    taught: int = 20_000
    unseen: int = 1_500
    glyphs: Glyphs | None = None


@dataclass(frozen=True)
class _Bench:
    """What a judging works with."""

    wish: JudgeWish
    known: Vocabulary
    drawer: Drawer
    hand: str
    say: Say

    def drawings(self, first: int, count: int) -> Pixels:
        """Drawings ``first`` .. ``first + count``, packed in the run's folder."""
        file = self.wish.out / f"drawn-{self.hand}-{first}-{count}.u8"
        return drawn(self.drawer, file, (first, count), self.say)


def judge(wish: JudgeWish, say: Say) -> int:
    """Train the judge if need be, have the painter paint, tell how often it was right. Returns 0.

    Raises:
        InputFaults: ``json`` or ``sheet`` cannot be written.
        ModelFault: there is no painter, or no judge where none is to be trained.
        LivevisError: there is no font to draw with.
    """
    import torch

    for path, option in ((wish.json, "--json"), (wish.sheet, "--sheet")):
        if path is not None:
            check_writable(path, option)
    painter = _painter(wish)
    torch.set_num_threads(wish.threads)
    known = vocabulary().limited(*wish.vocabulary)
    glyphs = wish.glyphs if wish.glyphs is not None else Glyphs.from_font()
    first = _OWN + wish.seed * 1_000_000
    drawer = Drawer(lambda index: draw(first + index, known), lambda scene: render(scene, glyphs))
    bench = _Bench(wish, known, drawer, drawer.hand(), say)
    net, result = _trained(bench)
    if painter is not None:
        result["painter"] = {"folder": painter.name, "count": wish.count}
        result["steps"], shown = _judged(bench, net, painter)
        result["copies"] = _copies(bench, shown)
        result["motion"] = _moving(bench, painter, shown.wanted)
    write_json(wish.json or wish.out / "judged.json", result)
    say(f"written: {wish.json or wish.out / 'judged.json'}")
    return 0


def _painter(wish: JudgeWish) -> Path | None:
    """The folder to be judged, looked for before anything is trained."""
    if not wish.count:
        return None
    folder = wish.painter or carried.place_of(Role.PAINT)
    if folder is None or not (folder / "model_index.json").is_file():
        what = f"{folder} holds no painter" if folder else "no pocket painter came along"
        raise ModelFault(
            what, "Name a pipeline folder with --painter, or say --count 0 to train the judge alone."
        )
    return folder


# -- the judge itself ---------------------------------------------------------------------


def _trained(bench: _Bench) -> tuple[Any, dict[str, Any]]:
    """A judge for this vocabulary, and what it knows of unseen drawings."""
    wish, say = bench.wish, bench.say
    answers = Answers.of(bench.known)
    folder = wish.out / "judge"
    if wish.train_minutes <= 0 and not there(folder):
        pocket = carried.pocket_folder()
        folder = folder if pocket is None else pocket / "judge"
    if wish.train_minutes > 0 and not _up_to_date(bench, folder):
        say(f"drawing {wish.taught} scenes to learn from, {wish.unseen} to be tested on")
        scenes = bench.drawer.scenes(wish.unseen, wish.taught)
        taught = Taught(bench.drawings(wish.unseen, wish.taught), answers.marks(scenes))
        lesson = Lesson.lasting(wish.train_minutes, wish.seed)
        say(f"training the judge: {lesson.steps} steps, about {wish.train_minutes:g} minutes of an idle core")
        net = train(answers, taught, lesson, wish.out / f"judge-{bench.hand}.pt", say)
        save(net, answers, _about(bench, _unseen(bench, net, answers)), folder)
    net, known, _ = load(folder)  # what is judged with is what is kept: half precision
    if known != answers:
        raise ModelFault(
            f"{folder} is a judge of another vocabulary", "Name another --out, or train one there."
        )
    unseen = _unseen(bench, net, answers)
    say(f"the judge on {wish.unseen} unseen drawings: {_row(unseen)}")
    return net, {"schema": 1, "machine": machine(), "vocabulary": list(wish.vocabulary), "unseen": unseen}


def _up_to_date(bench: _Bench, folder: Path) -> bool:
    """Whether a judge stands there that has learnt from drawings as they are made now."""
    if not there(folder):
        return False
    _, _, about = load(folder)
    if about.get("hand") != bench.hand:
        bench.say("the drawings have changed since the judge was trained: training another")
        return False
    return True


def _unseen(bench: _Bench, net: Any, answers: Answers) -> dict[str, Any]:
    """How often ``net`` is right about drawings it never saw."""
    scenes = bench.drawer.scenes(0, bench.wish.unseen)
    seen = verdict(net, bench.drawings(0, bench.wish.unseen))
    right = answers.marks(scenes)
    return {**score(seen, right).written(), "weakest": weakest(seen, right, answers)}


def _about(bench: _Bench, unseen: dict[str, Any]) -> dict[str, Any]:
    wish, here = bench.wish, machine()
    parts = ",".join(map(str, wish.vocabulary))
    return {
        "side": SIDE,
        "hand": bench.hand,
        "minutes": wish.train_minutes,
        "command": f"livevis lab pocket-judge --vocabulary {parts} --seed {wish.seed}",
        "machine": f"{wish.threads} thread of {here['processor']}, {here['cores']} cores",
        "drawings": wish.taught,
        "unseen": {name: value for name, value in unseen.items() if name != "weakest"},
    }


# -- the painter's pictures ------------------------------------------------------------------


@dataclass(frozen=True)
class _Shown:
    """Pictures of the most steps: all of them small, the first few whole."""

    small: Pixels
    whole: list[Pixels]
    wanted: list[Asked]


def _judged(bench: _Bench, net: Any, painter: Path) -> tuple[dict[str, Any], _Shown]:
    """Scores at each number of steps, and the pictures of the last."""
    wish, say = bench.wish, bench.say
    answers = Answers.of(bench.known)
    wanted = asked(bench.known, wish.count, wish.seed)
    right = answers.marks([one.scene for one in wanted])
    table: dict[str, Any] = {}
    shown = None
    for steps in sorted(wish.steps):
        whole, small, seconds = _pictures(painter, steps, wanted, say)
        seen = verdict(net, small)
        row = score(seen, right).written()
        row["median_ms"] = round(float(np.median(seconds)) * 1000.0, 1)
        table[str(steps)] = {**row, "weakest": weakest(seen, right, answers)}
        say(f"{steps} step{'s' if steps > 1 else ' '}: {_row(row)}   {row['median_ms']:.0f} ms a picture")
        shown = _Shown(small, whole, wanted)
    assert shown is not None
    say(f"weakest at {max(wish.steps)} steps: {', '.join(table[str(max(wish.steps))]['weakest'])}")
    return table, shown


def _pictures(
    painter: Path, steps: int, wanted: Sequence[Asked], say: Say
) -> tuple[list[Pixels], Pixels, list[float]]:
    whole: list[Pixels] = []
    small: list[Pixels] = []
    seconds: list[float] = []
    for picture, took in painted(painter, steps, wanted, say):
        small.append(shrunk(picture))
        seconds.append(took)
        if len(whole) < _SHOWN:
            whole.append(picture)
    return whole, np.stack(small), seconds


def _moving(bench: _Bench, painter: Path, wanted: Sequence[Asked]) -> dict[str, Any]:
    """How even the way from one caption to the next is, at the most steps."""
    pairs = list(zip(wanted[: 2 * _WALKS : 2], wanted[1 : 2 * _WALKS : 2], strict=False))
    moved = motion(painter, max(bench.wish.steps), pairs, _FRAMES)
    row = moved.written()
    again = "the same again" if moved.repeats else "NOT the same again"
    bench.say(f"motion: greatest jump {row['worst']} times the median; same words and seed: {again}")
    return row


def _copies(bench: _Bench, shown: _Shown) -> dict[str, Any]:
    """How near the pictures come to training drawings, beside how near unseen drawings come to them."""
    wish = bench.wish
    scenes = bench.drawer.scenes(wish.unseen, wish.taught)
    trained = np.array([number for number, scene in enumerate(scenes) if not holdout(scene)])
    drawings = bench.drawings(wish.unseen, wish.taught)[trained]
    mine = nearest(shown.small, drawings)
    theirs = nearest(bench.drawings(0, wish.unseen), drawings)
    path = wish.sheet or wish.out / "sheet.png"
    _write_sheet(path, shown, drawings[mine.index[: len(shown.whole)]], mine.distance)
    bench.say(f"written: {path}")
    return {
        "drawings": len(drawings),
        "pictures_to_nearest_drawing": _spread(mine.distance),
        "unseen_drawings_to_nearest_drawing": _spread(theirs.distance),
    }


def _write_sheet(path: Path, shown: _Shown, beside: Pixels, distance: NDArray[np.float64]) -> None:
    """Each picture, and right of it the nearest training drawing."""
    from PIL import Image

    from livevis.lab.pocket.sheet import sheet

    pictures, texts = [], []
    for number, picture in enumerate(shown.whole):
        height, width = picture.shape[:2]
        near = Image.fromarray(beside[number]).resize((width, height), Image.Resampling.LANCZOS)
        pictures += [picture, np.asarray(near)]
        texts += [shown.wanted[number].caption, f"its nearest training drawing, {distance[number]:.0f} away"]
    Image.fromarray(sheet(pictures, texts, columns=4)).save(path)


def _spread(distance: NDArray[np.float64]) -> dict[str, float]:
    return {"min": round(float(distance.min()), 2), "median": round(float(np.median(distance)), 2)}


def _row(figures: dict[str, Any]) -> str:
    """ "subject 96.2 %  both 88.0 %  place 98.1 %  look 99.0 %"."""
    names = ("subject", "both", "place", "look")
    return "  ".join(f"{name} {figures[name]:.1%}" for name in names if figures[name] is not None)
