"""Listening phrase by phrase: a running guess at once, the whole phrase decoded again for what is final.

Enters: `AudioBlock` at 16 kHz, `SongStart`, `SongEnd`. Leaves: `Heard`. Thread: its stage's. Pure but for
the ear handed in, which decodes.

Every ``hop`` of sound goes to a running utterance, whose words are the partial. Now and then the phrase so
far is decoded again as a whole, which hears better; what two such passes agree on is final. The sound is cut
into hops of its own, so the same samples give the same words however they come in blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from livevis.flow.worker import Part
from livevis.messages import AudioBlock, Heard, Lyrics, SongEnd, SongStart, Word
from livevis.units import SPEECH_RATE, Seconds
from livevis.words.agree import Agreement
from livevis.words.gate import GATES, Edge
from livevis.words.transcriber import WordsIn
from livevis.words.window import Mono, Window, pieces


@dataclass(frozen=True)
class PhraseOptions:
    """How to listen.

    ``gate``: singing | speech | off. ``hop``: sound between two partials. ``youngest``: a phrase is
    first decoded as a whole at this age; ``between``: new sound between two such passes, at least
    (see `Pace`). ``edge``: the youngest sound, whose words do not commit yet. ``longest``: a phrase
    is cut there. ``rest``: that much without a new word ends a phrase. ``breath``: a pause this long
    after committed words parts two phrases.
    """

    gate: str = "singing"
    hop: Seconds = 0.1
    youngest: Seconds = 0.8
    between: Seconds = 0.5
    edge: Seconds = 0.25
    longest: Seconds = 8.0
    rest: Seconds = 0.6
    breath: Seconds = 0.15


@dataclass(frozen=True)
class Pace:
    """How often an ear can afford a pass: after the phrase has grown by ``growth`` (a share of its length).

    ``patience``: the longest wait between two passes. A phrase of length L costs at most about
    L * (1 + 1 / growth) seconds of decoded sound.
    """

    growth: float
    patience: Seconds


class Ear(Protocol):
    """A decoder pair: one runs along (`open`, `stream`, `close`), one decodes whole phrases (`whole`).

    Sound is float32 (frames,) at 16 kHz; ``start`` is the show time of the phrase's first sample,
    and the words come back on show time.
    """

    pace: Pace

    def open(self) -> None:
        """Begin a running utterance, ending the last."""

    def stream(self, sound: Mono, start: Seconds) -> tuple[Word, ...]:
        """Feed more of it; all its words so far."""

    def close(self) -> None:
        """End the running utterance, if there is one."""

    def whole(self, sound: Mono, start: Seconds) -> tuple[Word, ...]:
        """Decode a phrase at once."""


MOUTHFUL: Seconds = 2.0
"""A longer block is taken in pieces of this."""


class PhraseTranscriber(Part):
    """Listens with the ears ``ear_for`` makes: one for each song, from its lyrics."""

    nominal_cost: Seconds = 0.005
    """For a block of 20 ms, pocketsphinx on a song's own words: measured 0.19 of one core."""

    def __init__(
        self, ear_for: Callable[[Lyrics], Ear] | None = None, options: PhraseOptions | None = None
    ) -> None:
        self.phrasing = options or PhraseOptions()
        self._ear_for = ear_for
        self._window = Window(capacity=self.phrasing.longest + 2 * MOUTHFUL)
        self._gate = GATES[self.phrasing.gate]()
        self._agreement = Agreement()
        self._ear: Ear | None = None
        self._phrase: _Phrase | None = None
        self._now: Seconds = 0.0
        self._earliest: Seconds = float("-inf")
        self._shown: tuple[Word, ...] = ()

    def reset(self) -> None:
        """Forget the song and everything heard; the models stay."""
        self._hush()
        self._window.clear()
        self._gate.reset()
        self._agreement = Agreement()
        self._ear = None
        self._shown = ()
        self._earliest = float("-inf")

    def __call__(self, item: WordsIn) -> Iterable[Heard]:
        """Listen to a block, or turn to another song."""
        if isinstance(item, SongStart):
            return self._begin(item)
        if isinstance(item, SongEnd):
            return self._finish()
        return self._hear(item)

    # -- songs ---------------------------------------------------------------------------------

    def _begin(self, song: SongStart) -> Iterator[Heard]:
        """End the last song's phrase, then expect this song's words."""
        yield from self._finish()
        assert self._ear_for is not None, "ears are made in __enter__"
        self._ear = self._ear_for(song.lyrics)

    def _finish(self) -> Iterator[Heard]:
        """Say what is left of the phrase."""
        yield from self._close(self._now)

    # -- sound ---------------------------------------------------------------------------------

    def _hear(self, block: AudioBlock) -> Iterator[Heard]:
        if self._ear is None:
            assert self._ear_for is not None, "ears are made in __enter__"
            self._ear = self._ear_for(Lyrics())
        if not self._window.follows(block):
            yield from self._close(self._now)
            self._window.clear()
            self._gate.reset()
        for piece in pieces(block, MOUTHFUL):
            if not len(self._window):
                self._now = piece.start
            self._window.feed(piece)
            while self._window.end - self._now >= self.phrasing.hop - 1e-6:
                self._now += self.phrasing.hop
                yield from self._hop(self._now - self.phrasing.hop, self._now)

    def _hop(self, begin: Seconds, end: Seconds) -> Iterator[Heard]:
        """One hop of sound: gate, running utterance, and a pass over the phrase where one is due."""
        for turn in self._gate.feed(self._window.between(begin, end), begin):
            if turn.edge is Edge.START and self._phrase is None:
                self._open(max(turn.at, self._earliest, self._window.start))
            elif turn.edge is Edge.END and self._phrase is not None:
                yield from self._close(end)
        phrase, ear = self._phrase, self._ear
        if phrase is None or ear is None:
            return
        if phrase.fed < end:
            phrase.quick = ear.stream(self._window.between(phrase.fed, end), phrase.start)
            phrase.fed = end
        yield from self._partial()
        if phrase.due <= end:
            yield from self._pass(phrase, ear, end)

    def _pass(self, phrase: _Phrase, ear: Ear, end: Seconds) -> Iterator[Heard]:
        """Decode the phrase so far as a whole; commit, and cut where it rests or has grown too long."""
        words = ear.whole(self._window.between(phrase.start, end), phrase.start)
        said = self._agreement.propose(words, end - self.phrasing.edge)
        yield from self._final(said, end)
        yield from self._partial()
        # The running guess counts too: where it hears words and the pass does not, more sound will tell.
        last = max((w.end for w in (*words, *phrase.quick)), default=phrase.start)
        breath = _breath(words, self._agreement.committed_end, self.phrasing.breath)
        if end - phrase.start >= self.phrasing.longest:
            yield from self._close(self._weakest(phrase, end))
            self._reopen(end)
        elif end - last >= self.phrasing.rest and not self._agreement.pending:
            self._restart(end)
        elif breath is not None:
            self._earliest = breath
            self._reopen(end)
        if self._phrase is not None:
            grown = (end - self._phrase.start) * ear.pace.growth
            self._phrase.due = end + min(max(self.phrasing.between, grown), ear.pace.patience)

    def _open(self, start: Seconds) -> None:
        assert self._ear is not None
        self._ear.open()
        self._phrase = _Phrase(start, due=start + self.phrasing.youngest)

    def _restart(self, end: Seconds) -> None:
        """Nothing new is being sung: begin a new phrase shortly before now."""
        self._hush()
        self._earliest = max(end - 0.4, self._agreement.committed_end)
        if self._gate.open:
            self._reopen(end)

    def _reopen(self, end: Seconds) -> None:
        """Go on listening right after a cut."""
        assert self._ear is not None
        self._open(max(self._earliest, self._window.start))
        assert self._phrase is not None
        self._phrase.quick = self._ear.stream(
            self._window.between(self._phrase.start, end), self._phrase.start
        )
        self._phrase.fed = end

    def _close(self, at: Seconds) -> Iterator[Heard]:
        """The phrase ends at ``at``: a last pass, everything it heard is final."""
        phrase, ear = self._phrase, self._ear
        if phrase is None or ear is None:
            return
        self._hush()
        self._earliest = at
        said = self._agreement.propose(ear.whole(self._window.between(phrase.start, at), phrase.start))
        yield from self._final(said + self._agreement.flush(), self._now)
        yield from self._partial()

    def _hush(self) -> None:
        """Stop the running utterance."""
        if self._phrase is not None and self._ear is not None:
            self._ear.close()
        self._phrase = None
        self._agreement.withdraw()

    def _weakest(self, phrase: _Phrase, end: Seconds) -> Seconds:
        """The quietest moment of the phrase's later half: where to cut it."""
        begin = max(phrase.start + self.phrasing.longest / 2, self._agreement.committed_end)
        begin = min(begin, end - 0.2)
        sound = self._window.between(begin, end)
        frame = int(0.05 * SPEECH_RATE)
        count = max(len(sound) // frame, 1)
        energy = np.square(sound[: count * frame]).reshape(count, -1).mean(axis=1)
        return begin + (int(energy.argmin()) + 0.5) * frame / SPEECH_RATE

    # -- answers -------------------------------------------------------------------------------

    def _final(self, words: tuple[Word, ...], at: Seconds) -> Iterator[Heard]:
        if words:
            yield self._heard(words, final=True, at=at)

    def _partial(self) -> Iterator[Heard]:
        """The present guess after the committed words: the last pass, then what the stream heard since."""
        pending = self._agreement.pending[:-1]
        quick = self._agreement.fresh(self._phrase.quick) if self._phrase else ()
        reach = pending[-1].end if pending else float("-inf")
        guess = pending + tuple(w for w in quick if (w.start + w.end) / 2 > reach)
        if [w.text for w in guess] != [w.text for w in self._shown]:
            self._shown = guess
            yield self._heard(guess, final=False, at=self._now)

    def _heard(self, words: tuple[Word, ...], final: bool, at: Seconds) -> Heard:
        offset = self._window.take_offset
        take_s = words[-1].end + offset if words and offset is not None else None
        return Heard(words, final=final, at=at, take_s=take_s)


@dataclass
class _Phrase:
    """A phrase being sung: where it began, what the running utterance has been fed and heard."""

    start: Seconds
    due: Seconds
    fed: Seconds = float("-inf")
    quick: tuple[Word, ...] = ()

    def __post_init__(self) -> None:
        self.fed = self.start


def _breath(words: tuple[Word, ...], committed: Seconds, least: Seconds) -> Seconds | None:
    """A moment in the last pause that has only committed words before it and words after it."""
    for before, after in zip(reversed(words[:-1]), reversed(words[1:]), strict=True):
        if after.start - before.end >= least and before.end <= committed + 0.05:
            return max((before.end + after.start) / 2, after.start - 0.3)
    return None
