"""What others do, for comparison: 20-second segments, and LocalAgreement-2 as it was published.

Enters: `AudioBlock`, `SongStart`, `SongEnd`. Leaves: `Heard`. Thread: a stage's own. Pure but for the engine.

Neither hears pauses, filters phantoms or knows lyrics: they are measured as they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from livevis.flow.worker import Part
from livevis.messages import AudioBlock, Heard, SongEnd, SongStart, Word
from livevis.units import Seconds
from livevis.words.passes import Engine
from livevis.words.transcriber import WordsIn
from livevis.words.window import Window


class FixedSegments(Part):
    """Every ``length`` seconds of sound is transcribed once, and what is recognised is final.

    The first report this program grew from did so with 20 seconds.
    """

    nominal_cost: Seconds = 0.05

    def __init__(self, engine: Engine, length: Seconds = 20.0) -> None:
        self._engine = engine
        self._length = length
        self.reset()

    def reset(self) -> None:
        """Forget the song."""
        self._window = Window(self._length + 5.0)
        self._language = ""

    def __call__(self, item: WordsIn) -> Iterator[Heard]:
        if isinstance(item, SongStart):
            self._language = item.language
        elif isinstance(item, SongEnd):
            yield from self._spoken()
        elif isinstance(item, AudioBlock):
            self._window.feed(item)
            if self._window.end - self._window.start >= self._length - 1e-6:
                yield from self._spoken()

    def _spoken(self) -> Iterator[Heard]:
        begin, end = self._window.start, self._window.end
        words = _words(self._engine, self._window, (begin, end), self._language)
        self._window.clear()
        if words:
            yield Heard(words, final=True, at=end)


@dataclass
class _Committed:
    words: list[Word]
    end: Seconds = float("-inf")


class LocalAgreement2(Part):
    """D. Machacek, R. Dabre, O. Bojar, "Turning Whisper into Real-Time Transcription System", 2023.

    As in their program (ufal/whisper_streaming): the whole buffer is transcribed each ``hop``; words that
    start before the committed end less 0.1 s are dropped; if the first left starts within 1 s of that end, up
    to 5 leading words equal to the last committed ones are deleted; the longest common prefix with the last
    hypothesis, compared as strings, is committed. Beyond ``trim`` seconds the buffer is cut at a committed
    segment's end.
    """

    nominal_cost: Seconds = 0.05

    def __init__(self, engine: Engine, hop: Seconds = 1.0, trim: Seconds = 15.0) -> None:
        self._engine = engine
        self._hop = hop
        self._trim = trim
        self.reset()

    def reset(self) -> None:
        """Forget the song."""
        self._window = Window(2 * self._trim + 30.0)
        self._before: list[Word] = []
        self._committed = _Committed([])
        self._passed: Seconds = 0.0
        self._language = ""

    def __call__(self, item: WordsIn) -> Iterator[Heard]:
        if isinstance(item, SongStart):
            self._language = item.language
            self._passed = item.at
        elif isinstance(item, SongEnd):
            rest, self._before = tuple(self._before), []
            if rest:
                yield Heard(rest, final=True, at=self._window.end)
        elif isinstance(item, AudioBlock):
            self._window.feed(item)
            if self._window.end - self._passed >= self._hop - 1e-6:
                yield from self._pass()

    def _pass(self) -> Iterator[Heard]:
        self._passed = end = self._window.end
        segments = [
            _moved(segment.words, self._window.start)
            for segment in self._engine(
                self._window.between(self._window.start, end), self._window.start, self._language, ""
            )
            if segment.no_speech <= 0.9
        ]
        fresh = self._fresh([word for segment in segments for word in segment])
        agreed = 0
        for old, new in zip(self._before, fresh, strict=False):
            if old.text != new.text:
                break
            agreed += 1
        said, self._before = tuple(fresh[:agreed]), fresh[agreed:]
        if said:
            self._committed.words += said
            self._committed.end = said[-1].end
            yield Heard(said, final=True, at=end)
        yield Heard(tuple(self._before), final=False, at=end)
        if end - self._window.start > self._trim:
            self._cut([segment[-1].end for segment in segments if segment])

    def _fresh(self, words: list[Word]) -> list[Word]:
        rest = [word for word in words if word.start > self._committed.end - 0.1]
        if rest and abs(rest[0].start - self._committed.end) < 1.0:
            last = [word.text for word in self._committed.words]
            for count in range(1, min(5, len(last), len(rest)) + 1):
                if last[-count:] == [word.text for word in rest[:count]]:
                    return rest[count:]
        return rest

    def _cut(self, ends: list[Seconds]) -> None:
        """At the end of the last but one segment, if it is committed."""
        done = [end for end in ends[:-1] if end <= self._committed.end]
        if done:
            self._window.drop_before(done[-1])


def _words(engine: Engine, window: Window, span: tuple[Seconds, Seconds], language: str) -> tuple[Word, ...]:
    begin, end = span
    return tuple(
        word
        for segment in engine(window.between(begin, end), begin, language, "")
        for word in _moved(segment.words, begin)
    )


def _moved(words: tuple[Word, ...], by: Seconds) -> list[Word]:
    return [replace(word, start=word.start + by, end=word.end + by) for word in words]
