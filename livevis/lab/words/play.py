"""One take through the very graph of the show, in virtual time.

Enters: a `Gold` performance, its sound, makers of a recogniser and a follower. Leaves: a `Played`: everything
that was heard, placed and shown, with its show time. Thread: the caller's; nothing here waits.

Words, follower, conductor, prompter, album and edges are the show's own (`livevis.app.wiring`); the painter
is the test card at a declared cost, the wall a worker that only tells when a picture has come.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from livevis.app.cast import Cast
from livevis.app.diary import Diary, read_timeline
from livevis.app.events import Shown
from livevis.app.wiring import House, build
from livevis.errors import LivevisError
from livevis.flow.clock import VirtualClock, stopwatch
from livevis.flow.letter import Letter
from livevis.flow.step import step
from livevis.flow.worker import Part, Tick, Worker
from livevis.hear.recording import RecordingSource
from livevis.lab.words.gold import Gold
from livevis.lab.words.voice import Mono
from livevis.messages import Look, LyricPlace, Show, ShowOver, TakePlace
from livevis.paint.testcard import TestCard
from livevis.prompt.picker import WordPicker
from livevis.show.manner import Manner
from livevis.show.setlist import Setlist, Song
from livevis.units import SPEECH_RATE, Seconds

BLOCK: Seconds = 0.04
PAINTING: Seconds = 0.15
"""What a picture is declared to cost: the pocket painter's on one core of a common machine."""
_LONGEST_AFTER: Seconds = 60.0


@dataclass(frozen=True)
class Players:
    """Makers of those that are looked at. ``language``: the song's. ``listener`` follows the music of
    ``reference``, a take that the sheet's times belong to, if there is one."""

    words: Callable[[], Worker[Any, Any]]
    follower: Callable[[], Worker[Any, Any]]
    language: str = "en"
    listener: Callable[[], Worker[Any, Any]] | None = None
    reference: Path | None = None


@dataclass
class Played:
    """``events``: the timeline. ``places``: (show time, place) as told; ``take_places``: (sound's show time,
    seconds into the reference) as the music said. ``zero``: show time of the take's first sample.
    ``backlog``: the longest a block of sound waited to be taken."""

    events: list[dict[str, Any]] = field(default_factory=list)
    places: list[tuple[Seconds, LyricPlace]] = field(default_factory=list)
    zero: Seconds = 0.0
    backlog: Seconds = 0.0
    take_places: list[tuple[Seconds, Seconds]] = field(default_factory=list)


def play(gold: Gold, sound: Mono, players: Players) -> Played:
    """Play the take to its end. The same players give the same answers.

    Raises:
        LivevisError: a part gave up (a recogniser without its model): what the others did alone is no figure.
    """
    played = Played()
    with tempfile.TemporaryDirectory(prefix="livevis-words-") as folder:
        take = Path(folder) / "take.wav"
        _written(sound, take)
        song = Song(
            "song",
            "song",
            Look(),
            language=players.language,
            lyrics=gold.known,
            take=take,
            reference=players.reference,
        )
        clock = VirtualClock()
        diary = Diary(clock, Path(folder) / "timeline.jsonl")
        over = _Over(played)
        cast = Cast(
            source=partial(RecordingSource, BLOCK),
            words=players.words,
            follower=players.follower,
            listener=players.listener,
            prompter=WordPicker,
            painter=_Painter,
        )
        manner = Manner(autostart=True, replay=True, once=True)
        house = House(clock, diary, wall=_Wall, witness=over.witness)
        graph = build(cast, Setlist("words", Path(folder), (song,)), manner, house)
        step(graph.stages, clock, gold.length + _LONGEST_AFTER, going=lambda: not over.there)
        diary.close()
        played.events = read_timeline(diary.path)
    lost = next((row for row in played.events if row["event"] == "stage" and row["state"] == "gave up"), None)
    if lost is not None:
        raise LivevisError(f"{lost['name']} gave up: {lost['reason']}", "Mend that part, then measure.")
    start = next((row for row in played.events if row["event"] == "song"), None)
    played.zero = start["zero"] if start is not None else 0.0
    return played


class Around(Part):
    """A worker around another, which does the work. ``nominal_cost`` is asked for after each answer."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __enter__(self) -> Any:
        self._inner.__enter__()
        return self

    def __exit__(self, *why: Any) -> None:
        self._inner.__exit__(*why)

    def __call__(self, item: Any) -> Any:
        return self._inner(item)

    def reset(self) -> None:
        self._inner.reset()


class Priced(Around):
    """A transcriber that costs ``compute`` seconds for each pass of its engine, and nothing while it only
    listens. ``passes``: how many passes there have been."""

    def __init__(self, inner: Any, passes: Callable[[], int], compute: Seconds) -> None:
        super().__init__(inner)
        self._passes, self._compute = passes, compute
        self._paid = 0

    @property
    def nominal_cost(self) -> Seconds:  # type: ignore[override]
        """Of what was done since it was last asked."""
        done = self._passes()
        owed, self._paid = done - self._paid, done
        return owed * self._compute


class Measured(Around):
    """Items cost in virtual time what they took in real time, or nothing if not ``counted``."""

    def __init__(self, inner: Any, counted: bool) -> None:
        super().__init__(inner)
        self._counted = counted
        self._owed: Seconds = 0.0

    @property
    def nominal_cost(self) -> Seconds:  # type: ignore[override]
        """Of what was done since it was last asked."""
        owed, self._owed = self._owed, 0.0
        return owed if self._counted else 0.0

    def __call__(self, item: Any) -> Any:
        begun = stopwatch()
        answers = list(self._inner(item))
        self._owed += stopwatch() - begun
        return answers


class _Over:
    """The show's witness: notes places and waits, and sees the end."""

    def __init__(self, played: Played) -> None:
        self._played = played
        self.there = False

    def witness(self, stage: str, letter: Letter[Any]) -> None:
        value, mark = letter.value, letter.marks[-1] if letter.marks else None
        if isinstance(value, LyricPlace) and stage == "follow" and mark is not None:
            self._played.places.append((mark.done, value))
        elif isinstance(value, TakePlace):
            self._played.take_places.append((value.at, value.seconds))
        elif isinstance(value, ShowOver):
            self.there = True
        elif stage == "words" and mark is not None:
            self._played.backlog = max(self._played.backlog, mark.taken - letter.heard)


class _Painter(TestCard):
    nominal_cost = PAINTING

    def __init__(self) -> None:
        super().__init__((64, 36))


class _Wall(Part):
    """Tells a picture when its crossfade is half done."""

    def __init__(self) -> None:
        self._coming: list[tuple[Seconds, Show]] = []

    def due(self) -> Seconds | None:
        return self._coming[0][0] if self._coming else None

    def __call__(self, item: Any) -> Iterator[Shown]:
        if isinstance(item, Show):
            self._coming.append((item.at + item.crossfade.seconds / 2, item))
            self._coming.sort(key=lambda one: one[0])
        elif isinstance(item, Tick):
            while self._coming and self._coming[0][0] <= item.at:
                at, show = self._coming.pop(0)
                yield Shown(show.picture.id, show.line, at)


def _written(sound: Mono, path: Path) -> None:
    import soundfile

    soundfile.write(path, sound, SPEECH_RATE, subtype="FLOAT")
