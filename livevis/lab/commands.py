"""The command line of the lab: ``livevis lab words``, and the training and judging of the pocket models.

Enters: the parser of ``livevis``. Leaves: its ``lab`` group; each command imports what it needs when it
runs, so that --help answers at once. Thread: the main one.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

Say = Callable[[str], None]

STAGES = ("all", "autoencoder", "reading", "painter", "write")
"""What ``pocket-painter --stage`` may be; "write" makes the folder of what has been learnt so far."""

POLICY_NAMES = ("agree", "lyrics", "la2", "fixed")
"""What ``words --policy`` may be: ours first, then what they are compared with."""

CONDITION_NAMES = ("plain", "noise", "reverb", "drift", "semitone", "all")
"""What ``words --condition`` may be."""

_PAINTER = """\
What it does: draws scenes by the thousand (subjects of the Noto Color Emoji font in procedural places, lit,
weathered, in many looks), trains an autoencoder, then a text encoder to read captions, then a
UNet to paint that in 1 to 4 steps, and writes a diffusers folder of fp16 weights in shards of at most 8 MB.

It may be stopped (Ctrl-C) and begun again with the same --out at any time: drawings and checkpoints are
kept there and taken up. --minutes is the training of all stages together; drawing the scenes comes on top,
some minutes. --smoke is the whole way in half a minute at toy size: it proves the road, not the model.

needs: the font Noto Color Emoji (Debian: apt install fonts-noto-color-emoji) or --font FILE, but for --smoke
when it is good: put DIR/painter into assets/pocket/painter, then run livevis lab pocket-judge"""

_SUMMARY = """\
What it does: makes pairs of sung lines and scene sentences by a grammar, damages the lines as a recogniser
would, and trains a small T5 on them: concrete words are copied, known or not. Writes a transformers folder.

It may be stopped (Ctrl-C) and begun again with the same --out: checkpoints are kept there and taken up.
One core: about --minutes, whatever they are; --smoke takes half a minute and proves the road.
when it is good: put the model's folder into assets/pocket/summary"""

_JUDGE = """\
What it does: draws scenes the painter never saw, trains a small classifier on them (or takes up the one in
--out), states how well that knows unseen drawings, then has the painter paint held-out captions and tells
how often subject, place and look are found, at each number of steps. The painter is run by the very code
that runs it on stage. Beside ten pictures the sheet shows the nearest of a few thousand training drawings.

It may be stopped and begun again with the same --out: drawings and classifier are kept there. About
7 minutes of one core for the training, 3 for the drawings, and --count pictures for every entry of --steps.
files: DIR/judge (the classifier), DIR/judged.json, DIR/sheet.png"""

_WORDS = """\
What it does: plays a song through the show's own graph in virtual time, heard by a scripted recogniser that
mishears, loses and invents words, comes late, loops and speaks in pauses as Whisper does. It tells how long
after a word's end each policy gives it for good, with the recogniser's own time and without, how many words
are wrong, and which lines were found. The follower gets the words without a single time, and the song begins
after up to 90 seconds of silence or applause. No recogniser runs: the figures judge policies, not ears.

With --audio and --recogniser real sound is heard by a real recogniser, words and sound follow together, and
its time is what it takes here. --policy lyrics is what a show with known words does. With --reference the
music is followed as well, by a take whose times stand in GOLD; --condition makes another evening of --audio.

GOLD: lyrics with a time for every word (LRC with word stamps, UltraStar, TTML)"""


def add_lab(commands: Any, add: Callable[..., argparse.ArgumentParser], say: Say) -> None:
    """Add the ``lab`` group to ``commands``; ``add`` makes a command of the house's form, ``say`` prints."""
    line = "Measure how words are followed; train and judge the pocket models."
    group = commands.add_parser("lab", help=line, description=line)
    parsers = group.add_subparsers(dest="action", required=True, metavar="words|pocket-painter|…")
    _add_words(
        add(parsers, "words", "Measure how soon and how rightly words are known.", _with(say, _words), _WORDS)
    )
    _add_painter(add(parsers, "pocket-painter", "Train the pocket painter.", _with(say, _painter), _PAINTER))
    _add_summary(add(parsers, "pocket-summary", "Train the pocket summary.", _with(say, _summary), _SUMMARY))
    _add_judge(
        add(parsers, "pocket-judge", "Judge the pocket painter's pictures.", _with(say, _judge), _JUDGE)
    )


def _with(say: Say, run: Callable[[argparse.Namespace, Say], int]) -> Callable[[argparse.Namespace], int]:
    return lambda wish: run(wish, say)


def _add_words(p: argparse.ArgumentParser) -> None:
    p.add_argument("gold", type=Path, metavar="GOLD", help="lyrics with a time for every word")
    p.add_argument(
        "--policy",
        type=_policies,
        default=POLICY_NAMES,
        metavar="NAME[,NAME]",
        help=f"{', '.join(POLICY_NAMES)}, or all (default)",
    )
    p.add_argument(
        "--lyrics", type=Path, metavar="FILE", help="another sheet for the follower (default: GOLD)"
    )
    p.add_argument("--audio", type=Path, metavar="FILE", help="real singing of GOLD, for a real recogniser")
    p.add_argument(
        "--recogniser",
        default="scripted",
        metavar="NAME",
        help="scripted (default), sphinx, or a folder with a Whisper model",
    )
    p.add_argument(
        "--reference",
        type=Path,
        metavar="FILE",
        help="a take that GOLD's times belong to: the music is followed by it (with --audio)",
    )
    p.add_argument(
        "--condition",
        default="plain",
        choices=CONDITION_NAMES,
        help="made of --audio: noise (10 dB), reverb, a drifting tempo, a semitone up, all but reverb",
    )
    p.add_argument("--language", default="en", metavar="XX", help="the song's, ISO 639-1 (en)")
    p.add_argument("--skip-verse", type=_whole, default=0, metavar="N", help="section N is not sung")
    p.add_argument("--double-chorus", action="store_true", help="the refrain is sung twice in a row")
    p.add_argument("--seed", type=_whole, default=1, metavar="N", help="the first take's (1)")
    p.add_argument("--seeds", type=_count, default=5, metavar="K", help="how many takes are pooled (5)")
    p.add_argument(
        "--compute",
        type=_seconds,
        default=0.3,
        metavar="S",
        help="seconds a pass of the recogniser takes (0.3)",
    )
    p.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    p.add_argument("--plot", type=Path, metavar="PNG", help="draw the latencies there")


def _add_painter(p: argparse.ArgumentParser) -> None:
    _training(p, "out/pocket-painter", 90.0, 1)
    p.add_argument(
        "--stage",
        default="all",
        choices=STAGES,
        help=f"only this stage of the course: {', '.join(STAGES[1:])} (default: all)",
    )
    p.add_argument("--workers", type=_count, default=2, metavar="N", help="processes that train and draw (2)")
    p.add_argument(
        "--vocabulary",
        type=_vocabulary,
        default=(60, 8, 4),
        metavar="S,P,L",
        help="how many subjects, places and looks are learnt (60,8,4)",
    )
    p.add_argument("--font", type=Path, metavar="F", help="Noto Color Emoji (default: where Debian puts it)")
    p.add_argument(
        "--onward", type=Path, metavar="FOLDER", help="go on from this painter, with more words or longer"
    )


def _add_summary(p: argparse.ArgumentParser) -> None:
    _training(p, "out/pocket-summary", 30.0, 7)
    p.add_argument(
        "--onward", type=Path, metavar="FOLDER", help="go on from this model, after a changed grammar"
    )


def _training(p: argparse.ArgumentParser, out: str, minutes: float, seed: int) -> None:
    p.add_argument(
        "--out", type=Path, default=Path(out), metavar="DIR", help=f"where everything goes ({out})"
    )
    p.add_argument(
        "--minutes", type=_minutes, default=minutes, metavar="N", help=f"how long to train ({minutes:g})"
    )
    p.add_argument(
        "--seed", type=_whole, default=seed, metavar="N", help=f"everything comes from it ({seed})"
    )
    p.add_argument("--smoke", action="store_true", help="the whole way at toy size, in half a minute")
    p.add_argument("--threads", type=_count, default=1, metavar="N", help="threads of a process (1)")


def _add_judge(p: argparse.ArgumentParser) -> None:
    p.add_argument(
        "--out", type=Path, default=Path("out/pocket-judge"), metavar="DIR", help="where everything goes"
    )
    p.add_argument(
        "--painter", type=Path, metavar="FOLDER", help="a pipeline folder (default: the built-in one)"
    )
    p.add_argument(
        "--count", type=_whole, default=600, metavar="N", help="pictures at each number of steps (600)"
    )
    p.add_argument("--steps", type=_steps, default=(1, 2, 4), metavar="N,N", help="numbers of steps (1,2,4)")
    p.add_argument(
        "--train-minutes",
        type=_minutes,
        default=7.0,
        metavar="M",
        help="train the judge so long on an idle core (7)",
    )
    p.add_argument("--json", type=Path, metavar="F", help="write the figures there too")
    p.add_argument("--sheet", type=Path, metavar="PNG", help="pictures and their nearest training drawings")
    p.add_argument("--seed", type=_whole, default=7, metavar="N", help="everything comes from it (7)")
    p.add_argument(
        "--vocabulary",
        type=_vocabulary,
        default=(60, 8, 4),
        metavar="S,P,L",
        help="what the painter was taught: subjects, places, looks (60,8,4)",
    )
    p.add_argument("--threads", type=_count, default=1, metavar="N", help="threads of torch (1)")


# -- what may be written ----------------------------------------------------------------


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number, 0 or more")
    return int(text)


def _count(text: str) -> int:
    if _whole(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number, 1 or more")
    return int(text)


def _minutes(text: str) -> float:
    return _number(text, 100_000, "a number of minutes")


def _seconds(text: str) -> float:
    return _number(text, 60.0, "a number of seconds, 0 to 60")


def _number(text: str, most: float, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0.0 <= value <= most:
        raise argparse.ArgumentTypeError(f"'{text}' is not {what}")
    return value


def _policies(text: str) -> tuple[str, ...]:
    named = POLICY_NAMES if text == "all" else tuple(text.split(","))
    unknown = next((name for name in named if name not in POLICY_NAMES), None)
    if unknown is not None:
        raise argparse.ArgumentTypeError(f"no policy '{unknown}'; there are {', '.join(POLICY_NAMES)}")
    return named


def _steps(text: str) -> tuple[int, ...]:
    steps = tuple(_count(part) for part in text.split(","))
    if max(steps) > 8:
        raise argparse.ArgumentTypeError(f"'{text}': steps lie within 1..8")
    return steps


def _vocabulary(text: str) -> tuple[int, int, int]:
    parts = [_count(part) for part in text.split(",")]
    if len(parts) != 3:
        raise argparse.ArgumentTypeError(f"'{text}' is not SUBJECTS,PLACES,LOOKS, 60,8,4 say")
    return parts[0], parts[1], parts[2]


# -- what runs ----------------------------------------------------------------------------


def _words(wish: argparse.Namespace, say: Say) -> int:
    from livevis.lab.words_harness import WordsWish, run

    names = (
        "gold", "lyrics", "audio", "recogniser", "reference", "condition", "language", "skip_verse",
        "double_chorus", "seed", "seeds", "compute", "json", "plot",
    )  # fmt: skip
    return run(WordsWish(policies=wish.policy, **{name: getattr(wish, name) for name in names}), say)


def _painter(wish: argparse.Namespace, say: Say) -> int:
    from livevis.lab.pocket_painter import PainterWish, train

    names = ("out", "minutes", "seed", "smoke", "stage", "threads", "workers", "vocabulary", "font", "onward")
    return int(train(PainterWish(**{name: getattr(wish, name) for name in names}), say))


def _summary(wish: argparse.Namespace, say: Say) -> int:
    from livevis.lab.pocket_summary import Wish, train

    names = ("out", "minutes", "seed", "smoke", "threads", "onward")
    return int(train(Wish(**{name: getattr(wish, name) for name in names}), say))


def _judge(wish: argparse.Namespace, say: Say) -> int:
    from livevis.lab.pocket_judge import JudgeWish, judge

    names = (
        "out", "painter", "count", "steps", "train_minutes", "json", "sheet", "seed", "vocabulary", "threads",
    )  # fmt: skip
    return judge(JudgeWish(**{name: getattr(wish, name) for name in names}), say)
