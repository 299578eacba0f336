"""From guesses to commitments: what two successive passes agree on is said once, for good.

Enters: the words of each pass over the sound so far, in order. Leaves: newly committed words, and
what is still pending. Pure, its worker's thread.

LocalAgreement-2 (Macháček, Dabre, Bojar 2023, arXiv 2307.14743) with three changes: words compare by
their normal form and commit in the newest surface form; a word at the live edge waits; a repeat at the
seam is taken for an echo only where its time says so, which keeps "na na na" whole.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from livevis.messages import Word
from livevis.units import Seconds
from livevis.words.spelling import sound_key

SEAM_WORDS = 5
"""The longest echo looked for at the seam of committed and new words."""

SEAM_REACH: Seconds = 1.0
"""An echo begins within this of the committed end."""

JITTER: Seconds = 0.12
"""A word's time moves by up to this between passes; sung repeats lie further apart."""


class Agreement:
    """The memory between passes; bounded: the last pass, and the last `SEAM_WORDS` commitments."""

    def __init__(self) -> None:
        self._previous: tuple[Word, ...] = ()
        self._said: deque[Word] = deque(maxlen=SEAM_WORDS)
        self._end: Seconds = float("-inf")

    @property
    def committed_end(self) -> Seconds:
        """End of the last committed word, show seconds (-inf before the first)."""
        return self._end

    @property
    def pending(self) -> tuple[Word, ...]:
        """The newest pass's words that are not committed yet."""
        return self._previous

    def propose(self, words: Sequence[Word], edge: Seconds = float("inf")) -> tuple[Word, ...]:
        """Take a new pass; commit the longest prefix it shares with the last one.

        A word ending after ``edge`` (the live edge: sound too young to be trusted) stays pending.
        """
        fresh = self.fresh(words)
        agreed = 0
        for old, new in zip(self._previous, fresh, strict=False):
            if new.end > edge or sound_key(old.text) != sound_key(new.text):
                break
            agreed += 1
        self._previous = fresh[agreed:]
        return self._commit(fresh[:agreed])

    def flush(self) -> tuple[Word, ...]:
        """Commit everything pending: the phrase is over, and no later pass will hear it again."""
        rest, self._previous = self._previous, ()
        return self._commit(rest)

    def withdraw(self) -> None:
        """Forget what is pending without saying it."""
        self._previous = ()

    def fresh(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """What of ``words`` is not said yet: past the committed end, an echo at the seam removed."""
        rest = [w for w in words if (w.start + w.end) / 2 > self._end or w.start >= self._end]
        return tuple(rest[self._echo(rest) :])

    def _echo(self, words: Sequence[Word]) -> int:
        """How many leading ``words`` repeat the last committed ones.

        The same n words heard again lie where they lay; sung again, they lie a whole length
        later. So an echo begins less than half its own length after the committed copy.
        """
        if not words or words[0].start > self._end + SEAM_REACH:
            return 0
        said = list(self._said)
        for n in range(1, min(SEAM_WORDS, len(said), len(words)) + 1):
            copy = said[-n:]
            length = copy[-1].end - copy[0].start
            shift = words[0].start - copy[0].start
            equal = all(sound_key(a.text) == sound_key(b.text) for a, b in zip(copy, words, strict=False))
            if equal and shift < max(length / 2, JITTER):
                return n
        return 0

    def _commit(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """Say ``words``; their times are made monotone, so that no committed word overlaps another."""
        said = []
        for word in words:
            start = max(word.start, self._end)
            kept = replace(word, start=start, end=max(word.end, start))
            self._end = kept.end
            self._said.append(kept)
            said.append(kept)
        return tuple(said)
