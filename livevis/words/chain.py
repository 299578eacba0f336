"""A whole song as one chain of sounds, and where in it the singer is.

Enters: lyrics, pronunciations, an acoustic model; then senone scores frame by frame. Leaves: the best place
and how much better it is than any other line's. Pure numpy, its worker's thread; never reads a time out of
lyrics.

One hidden Markov model over the song (L. Rabiner, 1989), stepped by Viterbi's rule every ten milliseconds:
three states a phone, in the context of its neighbours; between words a pause may come, between lines a gap,
in which anything may sound that is no word. No beam, no pruning: a song has some thousand states, and what is
pruned in a loud bar is missing in the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livevis.messages import Lyrics
from livevis.words.senones import SILENT, AcousticModel
from livevis.words.songmodel import token

Floats = NDArray[np.float32]
Pronounce = Callable[[str], tuple[str, ...]]

SILENCE = "SIL"
LEAD = 40.0
"""Nats that recognised words are worth: what a band alone made the sound believe before is overruled."""


@dataclass(frozen=True)
class ChainOptions:
    """``stay``: chance that a state lasts another frame. ``gap``: what a frame of pause costs beside the best
    of the silent senones, nats. ``into_pause``: what entering a pause inside a line costs; ``jump``: what
    going from any gap to the start of any section costs, nats."""

    stay: float = 0.7
    gap: float = 0.5
    into_pause: float = 2.0
    jump: float = 160.0


@dataclass(frozen=True)
class Spot:
    """The best place: ``line`` and ``word`` in it (-1: no line yet, or between lines), ``depth`` states into
    the line, ``margin`` nats by which it beats every state of other lines."""

    line: int
    word: int
    depth: int
    margin: float


class Chain:
    """The song's states in order. ``senones``: what must be scored, in the order `step` wants the scores."""

    def __init__(
        self, lyrics: Lyrics, pronounce: Pronounce, model: AcousticModel, options: ChainOptions | None = None
    ) -> None:
        self.options = options or ChainOptions()
        self._states: list[tuple[int, int, int]] = []  # senone (-1: pause), line, word
        words = _spoken(lyrics, pronounce)
        self._pause(-1, -1)
        for line, spoken in words:
            for place, (word, _) in enumerate(spoken):
                self._word(model, [phones for _, phones in spoken], place, (line, word))
                self._pause(line if place + 1 < len(spoken) else -1, word)
        silent = [senone for phone in SILENT for senone in model.states_of(phone, SILENCE, SILENCE, 0)]
        wanted = sorted({state[0] for state in self._states if state[0] >= 0} | set(silent))
        self.senones: tuple[int, ...] = tuple(wanted)
        number = {senone: column for column, senone in enumerate(wanted)}
        self._silent = np.array([number[senone] for senone in silent])
        self._column = np.array([number.get(state[0], 0) for state in self._states])
        self._is_pause = np.array([state[0] < 0 for state in self._states])
        self.line = np.array([state[1] for state in self._states])
        self.word = np.array([state[2] for state in self._states])
        # A line's states lie together: first and one past the last.
        self._bounds = {
            int(line): (int(here[0]), int(here[-1]) + 1)
            for line, here in ((line, np.flatnonzero(self.line == line)) for line in set(self.line.tolist()))
            if line >= 0
        }
        self._gaps = np.flatnonzero(self._is_pause & (self.line < 0))
        self._entries = np.array(
            [self._bounds[line][0] for line in section_starts(lyrics) if line in self._bounds]
        )
        self._costs()
        self.reset()

    def __len__(self) -> int:
        return len(self._states)

    @property
    def lines(self) -> int:
        """How many lines can be spoken."""
        return len(self._bounds)

    def length(self, line: int) -> int:
        """How many states ``line`` has."""
        first, behind = self._bounds[line]
        return behind - first

    def reset(self) -> None:
        """Before the song: in its first gap."""
        self.score: Floats = np.full(len(self._states), -np.inf, np.float32)
        self.score[0] = 0.0

    def favour(self, line: int) -> None:
        """Other evidence speaks for ``line``: its best state leads all other lines' by `LEAD`."""
        here = self.line == line
        best = self.score[here].max(initial=-np.inf)
        if np.isfinite(best):
            self.score[here] -= best
            self.score[~here] -= LEAD
        else:
            self.seek(line)

    def anywhere(self) -> None:
        """The song is entered somewhere: right before any line."""
        self.score = np.full(len(self._states), -np.inf, np.float32)
        self.score[self._gaps] = 0.0

    def step(self, scores: Floats) -> None:
        """One frame on: ``scores`` float32 (senones,), log-likelihoods in the order of `senones`."""
        emitted = scores[self._column]
        emitted[self._is_pause] = scores[self._silent].max() - self.options.gap
        best = self.score + self._stay
        np.maximum(best[1:], self.score[:-1] + self._go, out=best[1:])
        np.maximum(best[2:], self.score[:-2] + self._hop, out=best[2:])
        if len(self._entries):
            jumped = self.score[self._gaps].max() - self.options.jump
            best[self._entries] = np.maximum(best[self._entries], jumped)
        best += emitted
        self.score = best - best.max()

    def seek(self, line: int) -> None:
        """Somebody knows: the singer is about to sing ``line``, or is in it already."""
        if line in self._bounds:
            first, behind = self._bounds[line]
            self.score = np.full(len(self._states), -np.inf, np.float32)
            self.score[first - 1 : behind] = 0.0

    def spot(self) -> Spot:
        """Where the singer most likely is now."""
        top = int(self.score.argmax())
        line = int(self.line[top])
        if line < 0:
            return Spot(-1, -1, 0, 0.0)
        first, behind = self._bounds[line]  # before it there is always a gap, behind it too
        others = max(self.score[:first].max(), self.score[behind:].max())
        return Spot(line, int(self.word[top]), top - first, float(self.score[top] - others))

    # -- building ------------------------------------------------------------------------------

    def _pause(self, line: int, word: int) -> None:
        self._states.append((-1, line, word))

    def _word(
        self, model: AcousticModel, spoken: Sequence[tuple[str, ...]], place: int, where: tuple[int, int]
    ) -> None:
        phones = spoken[place]
        before = spoken[place - 1][-1] if place else SILENCE
        after = spoken[place + 1][0] if place + 1 < len(spoken) else SILENCE
        around = [before, *phones, after]
        for number, phone in enumerate(phones):
            first, last = number == 0, number == len(phones) - 1
            position = 3 if first and last else 1 if first else 2 if last else 0
            for senone in model.states_of(phone, around[number], around[number + 2], position):
                self._states.append((senone, *where))

    def _costs(self) -> None:
        """Of staying, of going on by one, of leaving a pause out."""
        stay = np.log(self.options.stay)
        go = np.log(1.0 - self.options.stay)
        self._stay = np.where(self._is_pause, -0.05, stay).astype(np.float32)
        into = np.where(self._is_pause[1:] & (self.line[1:] >= 0), go - self.options.into_pause, go)
        self._go = into.astype(np.float32)
        between = self._is_pause[1:-1]
        self._hop = np.where(between, go, -np.inf).astype(np.float32)


def section_starts(lyrics: Lyrics) -> tuple[int, ...]:
    """Where a singer may go on after leaving something out: where stretches of lines that return begin, and
    what follows them. Told from the words alone."""
    texts = [tuple(token(word.text) for word in line.words) for line in lyrics.lines]
    count = len(texts)
    starts = {0} if count else set()
    for i in range(count):
        for j in range(i + 1, count):
            if texts[i] != texts[j] or (i and texts[i - 1] == texts[j - 1]):
                continue
            length = next((n for n in range(count - j) if texts[i + n] != texts[j + n]), count - j)
            if length >= 2 and i + length <= j:
                starts |= {i, j, i + length, j + length}
    return tuple(sorted(start for start in starts if start < count))


def _spoken(lyrics: Lyrics, pronounce: Pronounce) -> list[tuple[int, list[tuple[int, tuple[str, ...]]]]]:
    """Lines with the words that can be said: (line, [(word's number in it, its phones)])."""
    found = []
    for line in lyrics.lines:
        words = []
        for number, word in enumerate(line.words):
            said = pronounce(token(word.text)) if token(word.text) else ()
            if said:
                words.append((number, tuple(said[0].split())))
        if words:
            found.append((line.index, words))
    return found
