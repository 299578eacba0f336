"""Where in the known lyrics the singer is, told from the words heard and nothing else.

Enters: `SongStart` (the lyrics), `Heard` (partial and final), `LyricPlace` (a correction). Leaves:
`LyricPlace`. Pure numpy, the thread of its stage; never reads a time out of the lyrics.

A hidden Markov model over the song's words, stepped once per heard word (the forward algorithm,
Rabiner 1989): a state says which word was matched last, a heard word moves on, skips, strays or jumps.
Finals move the lasting belief; the partial's words are tried on top of it and forgotten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

from livevis.flow.worker import Part
from livevis.messages import AudioBlock, Heard, LyricPlace, Lyrics, SongEnd, SongStart, Word
from livevis.units import Seconds
from livevis.words.spelling import sound_key

Belief = NDArray[np.float64]
"""Probability of each state, shape (words + 1,): state 0 is "before the song", state i "word i - 1 sung"."""

FollowIn = SongStart | Heard | SongEnd | LyricPlace | AudioBlock


@dataclass(frozen=True)
class FollowOptions:
    """What a singer is believed to do between two heard words.

    ``steps``: to the next word, the one after, and so on, within the line; ``over``: the same into
    the next line from its end. ``stray``: a heard word that is not in the lyrics, inside a line;
    ``stray_between``: the same at a line's end, where bands shout. ``to_line``: to the start of
    any line; ``to_word``: to any word. ``match``: how often a sung word is heard right.
    ``slip``: evidence kept by a word heard quite wrong. ``lock``, ``unlock``: certainties.
    """

    steps: tuple[float, ...] = (0.7, 0.12, 0.04, 0.02)
    over: float = 0.45
    stray: float = 0.12
    stray_between: float = 0.35
    to_line: float = 2e-5
    to_near_line: float = 2e-3
    near: int = 2
    to_word: float = 1e-6
    match: float = 0.75
    slip: float = 0.05
    lock: float = 0.92
    unlock: float = 0.35


class LyricFollower(Part):
    """Follows one song at a time; silent while the song has no known words."""

    nominal_cost: Seconds = 0.001

    def __init__(self, options: FollowOptions | None = None) -> None:
        self.options = options or FollowOptions()
        self.reset()

    def reset(self) -> None:
        """Forget song and place."""
        self._song = ""
        self._score: Score | None = None
        self._belief: Belief = np.ones(1)
        self._tail: tuple[Word, ...] = ()
        self._told: LyricPlace | None = None
        self._guessed = -1

    def __call__(self, item: FollowIn) -> Iterable[LyricPlace]:
        """A song begins, or words were heard."""
        if isinstance(item, SongStart):
            self.reset()
            self._song = item.song
            self._score = Score.of(item.lyrics, self.options)
            if self._score:
                self._belief = self._score.entry(anywhere=item.take_from > 0)
            return ()
        if isinstance(item, SongEnd):
            self.reset()
            return ()
        if isinstance(item, LyricPlace):
            self._correct(item)
            return ()
        if not isinstance(item, Heard):
            return ()  # the sound itself says nothing to who follows by words
        return self._listen(item) if self._score else ()

    def _correct(self, place: LyricPlace) -> None:
        """Somebody who knows says where the singer is: about to sing ``place.line``."""
        if self._score is not None and place.song == self._song:
            self._belief = self._score.before(place.line)
            self._tail = ()
            self._told = place if place.locked else None

    def _listen(self, heard: Heard) -> Iterator[LyricPlace]:
        assert self._score is not None
        if heard.final:
            self._belief = self._score.walk(self._belief, heard.words)
            end = heard.words[-1].end if heard.words else heard.at
            self._tail = tuple(w for w in self._tail if (w.start + w.end) / 2 > end)
        else:
            self._tail = heard.words
        place = self._place(self._score.walk(self._belief, self._tail), heard)
        if place is None or not (heard.final or self._due_or_confirmed(place)):
            return
        if self._worth_telling(place, heard.final):
            self._told = place
            yield place

    def _due_or_confirmed(self, place: LyricPlace) -> bool:
        """May a mere guess lead to ``place``? At once from a line's end; from its middle if said twice."""
        assert self._score is not None
        told, before = self._told, self._guessed
        self._guessed = place.line
        if told is None or not told.locked or place.line == told.line:
            return True
        return told.word >= self._score.length(told.line) - 2 or before == place.line

    def _place(self, belief: Belief, heard: Heard) -> LyricPlace | None:
        """The likeliest line and word; None before the song's first."""
        assert self._score is not None
        told = self._told
        lines = self._score.by_line(belief)
        best = int(lines.argmax())
        if told is not None and told.locked and best != told.line:
            # A partial may lead on; only committed words lead back.
            support = lines[best] if best > told.line or heard.final else 0.0
            if support < self.options.lock:
                best = told.line
        certainty = float(min(lines[best], 1.0))
        if certainty <= 0.0:
            return None
        held = told is not None and told.locked and told.line == best
        locked = certainty >= (self.options.unlock if held else self.options.lock)
        word = self._score.word_in(belief, best)
        return LyricPlace(self._song, best, word, round(certainty, 4), locked, heard.at)

    def _worth_telling(self, place: LyricPlace, final: bool) -> bool:
        told = self._told
        if told is None:
            return place.locked
        if not place.locked and (place.line != told.line or not final):
            return False
        moved_on = place.locked and place.line == told.line and place.word > told.word
        return (place.line, place.locked) != (told.line, told.locked) or moved_on


class Score:
    """The song as a chain of words, and how likely each move between them is."""

    def __init__(self, words: Sequence[str], line_of: Sequence[int], options: FollowOptions) -> None:
        self.options = options
        self._words = tuple(words)
        self._line_of = np.array(line_of)
        self._lines = int(self._line_of.max()) + 1
        self._first = np.array([i == 0 or line_of[i] != line_of[i - 1] for i in range(len(words))])
        self._starts = np.flatnonzero(self._first)
        counts = Counter(words)
        self._rarity = {word: len(words) / n for word, n in counts.items()}
        self._likeness: dict[str, Belief] = {}
        self._moves, self._stray = self._transitions()

    @classmethod
    def of(cls, lyrics: Lyrics, options: FollowOptions) -> Score | None:
        """The score of ``lyrics``; None if no word can be matched."""
        found = [(key, line.index) for line in lyrics.lines for w in line.words if (key := sound_key(w.text))]
        return cls([w for w, _ in found], [i for _, i in found], options) if found else None

    def entry(self, anywhere: bool) -> Belief:
        """The belief before the first word: before the song, or (``anywhere``) right before any line."""
        belief = np.zeros(len(self._words) + 1)
        if anywhere:
            belief[self._starts] = 1.0 / len(self._starts)
        else:
            belief[0] = 1.0
        return belief

    def before(self, line: int) -> Belief:
        """The belief right before ``line``; before the song if there is no such line."""
        belief = np.zeros(len(self._words) + 1)
        here = np.flatnonzero(self._line_of == line)
        belief[int(here[0]) if len(here) else 0] = 1.0
        return belief

    def walk(self, belief: Belief, words: Iterable[Word]) -> Belief:
        """The belief after hearing ``words``."""
        for word in words:
            key = sound_key(word.text)
            if key:
                belief = self._hear(belief, key, min(max(word.probability, 0.5), 1.0))
        return belief

    def by_line(self, belief: Belief) -> Belief:
        """Probability of each line, shape (lines,)."""
        lines: Belief = np.bincount(self._line_of, belief[1:], self._lines).astype(np.float64)
        return lines

    def length(self, line: int) -> int:
        """How many words ``line`` has."""
        return int(np.count_nonzero(self._line_of == line))

    def word_in(self, belief: Belief, line: int) -> int:
        """The likeliest word of ``line``, counted from its first."""
        here = np.flatnonzero(self._line_of == line)
        return int(belief[1:][here].argmax()) if len(here) else 0

    def _hear(self, belief: Belief, key: str, trust: float) -> Belief:
        evidence = trust * self._likelihood(key) + (1 - trust)
        evidence = np.where(self._first & (evidence < 1.0), 0.0, evidence)
        moved = np.empty_like(belief)
        moved[0] = 0.0
        moved[1:] = (belief @ self._moves) * evidence
        moved += belief * self._stray
        total: float = moved.sum()
        return moved / total

    def _likelihood(self, key: str) -> Belief:
        """How much likelier ``key`` is heard at each word than anywhere: shape (words,)."""
        if key not in self._likeness:
            table = {word: self._ratio(key, word) for word in self._rarity}
            if len(self._likeness) >= 4096:
                self._likeness.clear()
            self._likeness[key] = np.array([table[word] for word in self._words])
        return self._likeness[key]

    def _ratio(self, key: str, word: str) -> float:
        if key == word:
            return self.options.match * self._rarity[word]
        likeness = SequenceMatcher(None, key, word, autojunk=False).ratio()
        if likeness < 0.6 or key in self._rarity:
            return self.options.slip
        return max(0.5 * (2 * likeness - 1) ** 2 * self._rarity[word], self.options.slip)

    def _transitions(self) -> tuple[NDArray[np.float64], Belief]:
        """Moves, shape (words + 1, words); and the chance that a word strays from each state."""
        o, n = self.options, len(self._words)
        moves = np.full((n + 1, n), o.to_word)
        moves[:, self._starts] = o.to_line
        line_here = np.concatenate([[-1], self._line_of])
        ends = np.concatenate([[True], np.append(self._first[1:], True)])
        start_line = self._line_of[self._starts]
        for state in range(n + 1):
            ahead = start_line - line_here[state]
            moves[state, self._starts[(ahead > 0) & (ahead <= o.near)]] = o.to_near_line
            for step, chance in enumerate(o.steps):
                target = state + step
                if target < n:
                    crossing = self._line_of[target] != line_here[state]
                    share = o.over if crossing else 1.0
                    moves[state, target] = max(moves[state, target], chance * share)
        return moves, np.where(ends, o.stray_between, o.stray)
