"""The summariser's examination: the concrete nouns it keeps, the words it makes up, its speed.

Enters: a model folder and golden lines. Leaves: `Marks`. Through `T5Prompter`'s
own path; the caller's thread.
"""

from __future__ import annotations

import statistics
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from livevis.errors import ModelFault
from livevis.flow.clock import stopwatch
from livevis.prompt.blend import words_of
from livevis.prompt.lexicon import english
from livevis.prompt.template import SMALL

MOST_WORDS = 16
_MEANS = {
    "tonight": ("night",),
    "underneath": ("under",),
    "upon": ("on",),
    "fall": ("autumn",),
}
"""Words heard, and others that say the same."""
_TIES = SMALL | frozenset(
    ("like", "past", "down", "up", "off", "out", "around", "toward", "towards", "without", "onto")
)
_ENDINGS = ("", "s", "es", "d", "ed", "ing", "'s")


@dataclass(frozen=True)
class GoldenLine:
    """One to three ``heard`` lines and the concrete ``nouns`` a summary should keep."""

    heard: str
    nouns: tuple[str, ...]


@dataclass(frozen=True)
class Golden:
    """All golden lines, and the words that were never trained on."""

    lines: tuple[GoldenLine, ...]
    held_out: tuple[str, ...]

    def is_new(self, line: GoldenLine) -> bool:
        """True if ``line`` has a noun that was never trained on."""
        return any(alike(noun, word) for noun in line.nouns for word in self.held_out)


@dataclass(frozen=True)
class Marks:
    """What an examination found. Shares 0..1; ``seconds`` a summary, sorted; ``said`` one for each line.

    ``recall``: nouns kept, of all; ``recall_new``: of the lines with words never trained on. ``invented``:
    words said that were not heard, of all said but articles and prepositions. ``longest``: words of the
    longest summary. ``repeated``: pairs of successive lines with one summary.
    """

    recall: float
    recall_new: float
    invented: float
    longest: int
    repeated: int
    seconds: tuple[float, ...]
    said: tuple[str, ...]

    def told(self) -> list[str]:
        """The marks, a line each."""
        middle = statistics.median(self.seconds) if self.seconds else 0.0
        slow = self.seconds[int(0.95 * (len(self.seconds) - 1))] if self.seconds else 0.0
        return [
            f"concrete nouns kept: {self.recall:.1%} (lines with unknown words: {self.recall_new:.1%})",
            f"words made up: {self.invented:.1%}",
            f"longest summary: {self.longest} words",
            f"successive lines with one summary: {self.repeated}",
            f"a summary: {1000 * middle:.0f} ms (p95 {1000 * slow:.0f} ms)",
        ]


def golden(file: Path) -> Golden:
    """The golden lines of ``file``.

    Raises:
        ModelFault: it is missing or damaged.
    """
    try:
        raw = tomllib.loads(file.read_text("utf-8"))
        lines = tuple(
            GoldenLine(entry["heard"], tuple(entry["nouns"].split())) for entry in raw.get("line", [])
        )
        return Golden(lines, tuple(raw["held_out"].split()))
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise ModelFault(
            f"{file}: no golden lines ({error})", "Train from a whole copy of the repository, tests included"
        ) from error


def examined(folder: Path, held: Golden) -> Marks:
    """Examines the model in ``folder``.

    Raises:
        ModelFault: the model does not load.
    """
    from livevis.prompt.summary import T5Prompter

    said, seconds = [], []
    with T5Prompter(folder) as prompter:
        for line in held.lines:
            begun = stopwatch()
            said.append(prompter.condense(line.heard))
            seconds.append(stopwatch() - begun)
    return marks(held, said, seconds)


def marks(held: Golden, said: Sequence[str], seconds: Sequence[float]) -> Marks:
    """Marks for what was ``said`` of each golden line."""
    both = list(zip(held.lines, said, strict=True))
    content = [(line.heard, word) for line, text in both for word in words_of(text) if word not in _TIES]
    made_up = [word for heard, word in content if not was_heard(word, heard)]
    return Marks(
        recall=_recall(both),
        recall_new=_recall([(line, text) for line, text in both if held.is_new(line)]),
        invented=len(made_up) / max(1, len(content)),
        longest=max((len(words_of(text)) for text in said), default=0),
        repeated=sum(
            one == other and first.heard != second.heard for (first, one), (second, other) in pairwise(both)
        ),
        seconds=tuple(sorted(seconds)),
        said=tuple(said),
    )


def was_heard(word: str, heard: str) -> bool:
    """True if ``word`` was heard, in whatever form, or says the same as a word heard."""
    return any(alike(word, other) or word in _MEANS.get(other, ()) for other in words_of(heard))


def alike(one: str, other: str) -> bool:
    """True if the words are forms of one: "cross", "crossing"; "leaf", "leaves"."""
    return bool(_stems(one) & _stems(other))


def _recall(both: Sequence[tuple[GoldenLine, str]]) -> float:
    nouns = [(noun, text) for line, text in both for noun in line.nouns]
    return sum(any(alike(noun, word) for word in words_of(text)) for noun, text in nouns) / max(1, len(nouns))


def _stems(word: str) -> set[str]:
    """What ``word`` may be a form of."""
    lexicon = english()
    found = {word, lexicon.basic(word), lexicon.participles.get(word, word)}
    for ending in _ENDINGS:
        if ending and word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            found |= {stem, stem + "e"}
            if stem[-1] == stem[-2]:
                found.add(stem[:-1])
            if stem.endswith("i"):
                found.add(stem[:-1] + "y")
    return found
