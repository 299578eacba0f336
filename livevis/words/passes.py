"""A recogniser that only knows whole stretches of sound, made to listen live.

Enters: `AudioBlock`, `SongStart`, `SongEnd`. Leaves: `Heard`. Thread: its stage's. Pure but for the
engine handed in, which turns a stretch of sound into segments of words.

LocalAgreement-2 over a bounded buffer: every ``hop`` seconds of new sound the phrase so far is
transcribed again; what two passes agree on is final. Nothing recognised is ever prompted back: loops
are stable, so agreement would commit them and the prompt would keep them alive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from livevis.flow.worker import Part
from livevis.messages import AudioBlock, Heard, Lyrics, SongEnd, SongStart, Word
from livevis.units import Seconds
from livevis.words.agree import Agreement
from livevis.words.follow import LyricFollower
from livevis.words.gate import GATES, Edge
from livevis.words.sieve import Evidence, Sieve
from livevis.words.spelling import words_of
from livevis.words.transcriber import WordsIn
from livevis.words.window import Mono, Window


@dataclass(frozen=True)
class Segment:
    """Words of one stretch, timed from the start of the sound handed in, and the engine's doubts."""

    words: tuple[Word, ...]
    no_speech: float = 0.0
    log_probability: float = 0.0


class Engine(Protocol):
    """``sound``: float32 (frames,), 16 kHz; ``begin``: show time of its first sample; ``language``: ISO
    639-1, "" detects; ``hint``: likely words."""

    def __call__(self, sound: Mono, begin: Seconds, language: str, hint: str) -> Iterable[Segment]: ...


SpeechJudge = Callable[[Mono], bool]
"""A second opinion on whether this sound (float32, 16 kHz) holds speech."""


@dataclass(frozen=True)
class PassOptions:
    """How to listen.

    ``hop``: new sound between two passes, at the least; what comes in while a pass runs is in the next.
    ``edge``: the youngest sound, whose words do not commit. ``longest``: the buffer, trimmed to the committed
    words beyond it. ``hint_lines``: lyric lines given as hint, counted from the line before the singer's.
    ``language_fallback``: for songs without one.
    """

    hop: Seconds = 0.2
    edge: Seconds = 0.4
    longest: Seconds = 15.0
    gate: str = "singing"
    hint_lines: int = 5
    hint_words: int = 60
    language_fallback: str = "en"


class PassTranscriber(Part):
    """LocalAgreement-2 around an `Engine`."""

    nominal_cost: Seconds = 0.05

    def __init__(
        self,
        engine: Engine | None = None,
        options: PassOptions | None = None,
        judge: SpeechJudge | None = None,
    ) -> None:
        self.policy = options or PassOptions()
        self._engine = engine
        self._judge = judge
        self._window = Window(capacity=self.policy.longest + 15.0)
        self._gate = GATES[self.policy.gate]()
        self.reset()

    def reset(self) -> None:
        """Forget the song and everything heard."""
        self._agreement = Agreement()
        self._follower = LyricFollower()
        self._window.clear()
        self._gate.reset()
        self._lyrics = Lyrics()
        self._sieve = Sieve()
        self._language = self.policy.language_fallback
        self._line = 0
        self._forget_phrase()
        self._earliest: Seconds = float("-inf")
        self._gated: Seconds | None = None

    def _forget_phrase(self) -> None:
        self._start: Seconds | None = None
        self._passed: Seconds = float("-inf")
        self._shown: tuple[str, ...] = ()

    def __call__(self, item: WordsIn) -> Iterable[Heard]:
        """Listen to a block, or turn to another song."""
        if isinstance(item, SongStart):
            return self._begin(item)
        if isinstance(item, SongEnd):
            return self._close(self._window.end)
        return self._hear(item)

    def _begin(self, song: SongStart) -> Iterator[Heard]:
        yield from self._close(self._window.end)
        self._lyrics = song.lyrics
        self._language = song.language or self.policy.language_fallback
        self._line = 0
        for _ in self._follower(song):
            pass
        self._sieve = Sieve(lyrics=tuple(w for line in song.lyrics.lines for w in words_of(line.text)))

    # -- sound ---------------------------------------------------------------------------------

    def _hear(self, block: AudioBlock) -> Iterator[Heard]:
        if not self._window.follows(block):
            yield from self._close(self._window.end)
            self._window.clear()
            self._gate.reset()
            self._gated = None
        self._window.feed(block)
        end = self._window.end
        yield from self._turns(end)
        if self._start is None:
            self._window.drop_before(end - 2.0)
        elif end - self._passed >= self.policy.hop - 1e-6:
            yield from self._pass(end)
            yield from self._trim(end)

    def _turns(self, end: Seconds) -> Iterator[Heard]:
        """Let the gate hear what is new; begin and end phrases."""
        begin = self._window.start if self._gated is None else self._gated
        turns = list(self._gate.feed(self._window.between(begin, end), begin))
        self._gated = end
        if self._judge is not None and self._judge(self._window.between(end - 0.512, end)):
            turn = self._gate.attend(end)
            turns += [turn] if turn else []
        for turn in turns:
            if turn.edge is Edge.END:
                yield from self._close(turn.at)
            elif self._start is None:
                self._start = max(turn.at, self._earliest, self._window.start)
                self._passed = self._start

    def _pass(self, end: Seconds) -> Iterator[Heard]:
        """Transcribe the phrase so far; commit what this pass and the last agree on."""
        assert self._start is not None
        self._passed = end
        words = self._transcribe(self._start, end)
        yield from self._final(self._agreement.propose(words, end - self.policy.edge), end)
        yield from self._partial(end)

    def _close(self, at: Seconds) -> Iterator[Heard]:
        """The phrase ends at ``at``: one last pass, everything it heard is final."""
        if self._start is None:
            return
        words = self._transcribe(self._start, at)
        self._start, self._earliest = None, at
        said = self._agreement.propose(words) + self._agreement.flush()
        yield from self._final(said, at)
        yield from self._partial(at)

    def _trim(self, end: Seconds) -> Iterator[Heard]:
        """Keep the buffer bounded: cut after the committed words, or give up on what never settles."""
        assert self._start is not None
        if end - self._start <= self.policy.longest:
            return
        committed = self._agreement.committed_end
        if committed > self._start + 1.0:
            self._start = committed
        else:
            self._start = end - 1.0
            early = [w for w in self._agreement.pending if w.end <= self._start]
            rest = self._agreement.pending[len(early) :]
            yield from self._final(self._agreement.propose(early), end)
            self._agreement.withdraw()
            self._agreement.propose(rest)
        self._window.drop_before(self._start - 1.0)

    def _transcribe(self, begin: Seconds, end: Seconds) -> tuple[Word, ...]:
        """The believable words of [begin, end), on show time."""
        assert self._engine is not None, "the engine is loaded in __enter__"
        hint = self._hint()
        sieve = replace(self._sieve, prompt=words_of(hint))
        found: list[Word] = []
        for segment in self._engine(self._window.between(begin, end), begin, self._language, hint):
            words = [replace(w, start=begin + w.start, end=begin + w.end) for w in segment.words]
            if words and not sieve.fault(self._evidence(segment, words)):
                found += words
        return tuple(found)

    def _evidence(self, segment: Segment, words: list[Word]) -> Evidence:
        begin, end = words[0].start, words[-1].end
        voiced, onsets = self._gate.support(begin - 0.1, end + 0.1)
        texts = tuple(w.text for w in words)
        return Evidence(texts, end - begin, segment.no_speech, segment.log_probability, voiced, onsets)

    def _hint(self) -> str:
        """The lyrics around where the singer was last: never the whole song, output needs the room."""
        first = max(self._line - 1, 0)
        lines = self._lyrics.lines[first : first + self.policy.hint_lines]
        return " ".join(" ".join(line.text for line in lines).split()[: self.policy.hint_words])

    # -- answers -------------------------------------------------------------------------------

    def _final(self, words: tuple[Word, ...], at: Seconds) -> Iterator[Heard]:
        if words:
            heard = self._heard(words, final=True, at=at)
            for place in self._follower(heard):
                self._line = place.line
            self._shown = self._shown[len(words) :]
            yield heard

    def _partial(self, at: Seconds) -> Iterator[Heard]:
        guess = self._agreement.pending
        texts = tuple(w.text for w in guess)
        if texts != self._shown:
            self._shown = texts
            yield self._heard(guess, final=False, at=at)

    def _heard(self, words: tuple[Word, ...], final: bool, at: Seconds) -> Heard:
        offset = self._window.take_offset
        take_s = words[-1].end + offset if words and offset is not None else None
        return Heard(words, final=final, at=at, take_s=take_s)
