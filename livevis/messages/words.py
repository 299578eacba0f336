"""Words heard, words known, and where in the known words the singer is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from livevis.units import Seconds


@dataclass(frozen=True)
class Word:
    """One recognised word; ``start`` and ``end`` in seconds since the show opened, probability 0..1."""

    text: str
    start: Seconds
    end: Seconds
    probability: float = 1.0


@dataclass(frozen=True)
class Heard:
    """What a recogniser says.

    ``final=True``: newly committed words, append-only, each word once in its life.
    ``final=False``: the present guess at everything after the last committed word; it replaces
    the partial before it. ``take_s`` is the place in the recording of the last word's end
    (None from a microphone).
    """

    words: tuple[Word, ...]
    final: bool
    at: Seconds
    take_s: Seconds | None = None

    @property
    def text(self) -> str:
        """The words, joined by spaces."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class LyricWord:
    """A word of the lyrics; times are seconds into the song, None where the file has none."""

    text: str
    start: Seconds | None = None
    end: Seconds | None = None


@dataclass(frozen=True)
class LyricLine:
    """A sung line: ``index`` is its occurrence in the song, from 0 (a refrain has several)."""

    index: int
    words: tuple[LyricWord, ...]
    start: Seconds | None = None
    end: Seconds | None = None

    @property
    def text(self) -> str:
        """The line as it is sung."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Lyrics:
    """The known words of a song, in order."""

    lines: tuple[LyricLine, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def timed(self) -> bool:
        """True if every line has a start time."""
        return bool(self.lines) and all(line.start is not None for line in self.lines)


@dataclass(frozen=True)
class LyricPlace:
    """Where the singer is: line ``line`` of the song (occurrence, from 0), ``word`` in that line.

    ``next_in``: seconds until the next line begins, where the follower can tell.
    """

    song: str
    line: int
    word: int
    certainty: float
    locked: bool
    at: Seconds
    next_in: Seconds | None = None


@dataclass(frozen=True)
class TakePlace:
    """Where in the song's reference take the band is: ``seconds`` into the take, heard at ``at``.

    ``certainty`` 0..1: how much worse everywhere else fits; low where the song repeats itself.
    """

    song: str
    seconds: Seconds
    certainty: float
    at: Seconds


@dataclass(frozen=True)
class SongStart:
    """A song begins: workers that keep state per song forget the last one.

    ``at`` is the show time of the song's first moment; ``take`` the recording to replay in
    rehearsal, entered at ``take_from`` seconds (the song's own zero then lies at ``at - take_from``);
    ``reference`` a recording of the song that the lyrics' times belong to, for who follows by music.
    """

    song: str
    title: str
    at: Seconds
    lyrics: Lyrics = field(default_factory=Lyrics)
    language: str = "en"
    take: Path | None = None
    take_from: Seconds = 0.0
    reference: Path | None = None


@dataclass(frozen=True)
class SongEnd:
    """A song is over: its take has run out, or its last line lies behind."""

    song: str
    at: Seconds
