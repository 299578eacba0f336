"""A show from its opening to its end: live and rehearsed are the same lines of code.

Enters: a performance (who plays what, where to). Leaves: an outcome, and files in its folder. Thread:
the main one; the wall is served on it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from livevis.app.cast import Cast
from livevis.app.diary import Diary
from livevis.app.events import Shown
from livevis.app.gauges import MemoryGauge
from livevis.app.loop import WallBooks, WallLoop
from livevis.app.report import Circumstances, report
from livevis.app.signals import interrupts, switching_fast
from livevis.app.sinks import Aloud, PictureKeeper
from livevis.app.wiring import Facts, Graph, House, build
from livevis.desk.surface import Surface
from livevis.flow.aside import Aside
from livevis.flow.clock import SystemClock, VirtualClock
from livevis.flow.letter import Letter
from livevis.flow.pipeline import Pipeline
from livevis.flow.step import step
from livevis.messages import Command, Frame, Show, ShowOver
from livevis.show.manner import Manner
from livevis.show.setlist import Setlist
from livevis.units import Pixels, Seconds
from livevis.wall.compositor import Compositor
from livevis.wall.output import NullOutput, Output

LOADING: Seconds = 300.0
"""A big model on a cold disk; whoever is not ready by then starts late, the show does not."""

ENDING: Seconds = 2.5
"""Ctrl-C to the end of everything, film closed."""

ESSENTIAL = frozenset({"hear", "conductor", "wall"})
"""Stages a show cannot be without: with one of them gone for good it has failed."""

EachFrame = Callable[[Seconds], None]


@dataclass(frozen=True)
class Performance:
    """One evening.

    ``folder``: where timeline, pictures (and the film, if ``film``) go. ``outputs`` are shown on the
    main thread. ``dress(facts, graph, loop)`` makes the overlay's per-frame hook, or None.
    ``longest``: the show ends then at the latest; None: when it is over.
    """

    setlist: Setlist
    cast: Cast
    manner: Manner
    folder: Path
    size: tuple[Pixels, Pixels] = (1280, 720)
    fps: float = 30.0
    brightness: float = 1.0
    gamma: float = 1.0
    film: bool = True
    keep_take: bool = False
    pictures: bool = True
    virtual: bool = False
    speed: float = 1.0
    aloud: bool = False
    outputs: tuple[Output, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    dress: Callable[[Facts, Graph, WallBooks, Compositor], EachFrame] | None = None
    longest: Seconds | None = None
    on_event: Callable[[dict[str, Any]], None] | None = None


@dataclass
class Outcome:
    """What came of it: the report, who was late to stop, whether the operator broke it off.

    ``failed`` names what gave up although the show cannot be without it; empty if all went well.
    ``films``: into how many files the film went (a film that failed goes on in film-2.mp4).
    """

    report: dict[str, Any]
    folder: Path
    late: list[str] = field(default_factory=list)
    interrupted: bool = False
    failed: str = ""
    films: int = 0


def perform(show: Performance) -> Outcome:
    """Play the show to its end."""
    run = _Run(show)
    try:
        if show.virtual:
            run.virtually()
        else:
            run.really()
    finally:
        run.diary.close()
    return run.outcome()


class _Run:
    """The moving parts of one performance."""

    def __init__(self, show: Performance) -> None:
        self.show = show
        self.clock: SystemClock | VirtualClock = (
            VirtualClock() if show.virtual else SystemClock(show.speed, running=False)
        )
        self.diary = Diary(self.clock, show.folder / "timeline.jsonl")
        self.diary.listeners.append(self._watch)
        if show.on_event is not None:
            self.diary.listeners.append(show.on_event)
        self.books = WallBooks()
        self.memory = MemoryGauge()
        self.over = threading.Event()
        self.interrupted = False
        self.late: list[str] = []
        self.failed = ""
        self.films = 0
        self._behind: dict[str, Seconds] = {}
        self.compositor = Compositor(show.size, show.fps, show.gamma)
        self.compositor.opening(show.setlist.look.palette)
        if show.brightness < 1.0:
            self.compositor.brightness(show.brightness, 0.0)
        self.outputs = show.outputs or (NullOutput(),)
        self.speaker = Aloud(self.clock) if show.aloud and isinstance(self.clock, SystemClock) else None
        self.graph = build(show.cast, show.setlist, show.manner, self._house())
        self._hook = (
            show.dress(self.graph.facts, self.graph, self.books, self.compositor) if show.dress else None
        )

    def _house(self) -> House:
        show = self.show
        speaker = self.speaker
        return House(
            clock=self.clock,
            diary=self.diary,
            wall=self._wall,
            film=(partial(Aside, self._film) if show.virtual else self._film) if show.film else None,
            keeper=self._keeper if show.keep_take else None,
            speaker=(lambda: speaker) if speaker is not None else None,
            pictures=(lambda: PictureKeeper(show.folder / "pictures")) if show.pictures else None,
            witness=self._witness,
        )

    # -- the workers of this performance ----------------------------------------

    def _wall(self) -> WallLoop:
        return WallLoop(self.compositor, self.outputs, self.show.surfaces, self._each_frame, self.books)

    def _film(self) -> Any:
        from livevis.wall.film import Film, FilmWish

        self.films += 1  # a rebuilt film begins a new file: the first half is not thrown away
        name = "film.mp4" if self.films == 1 else f"film-{self.films}.mp4"
        wish = FilmWish(self.show.folder / name, self.show.size, self.show.fps, origin=self.clock.now())
        return Film(wish)

    def _keeper(self) -> Any:
        from livevis.hear.keep import TakeKeeper

        return TakeKeeper(self.show.folder / "take.flac")

    def _each_frame(self, now: Seconds) -> None:
        self.memory.look(now)
        if self.speaker is not None:
            self.speaker.steer()
        if self._hook is not None:
            self._hook(now)
        if self.show.longest is not None and now >= self.show.longest:
            self.over.set()
        if self.interrupted or self.over.is_set():
            self.graph.wall.stop()

    def _witness(self, _stage: str, letter: Letter[Any]) -> None:
        if isinstance(letter.value, Frame):
            mark = letter.marks[-1]
            self.books.presented(letter.value.at, mark.taken, mark.done, 1.0 / self.show.fps)
        elif isinstance(letter.value, Shown):
            self._word_to_wall(letter)
        elif isinstance(letter.value, Show):
            self._behind[letter.value.picture.id] = letter.heard
        elif isinstance(letter.value, ShowOver) or _is_quit(letter.value):
            self.over.set()

    def _word_to_wall(self, letter: Letter[Any]) -> None:
        """What the overlay calls latency: from the sound behind a picture to the picture's being seen."""
        heard = self._behind.pop(letter.value.picture, None)
        if heard is not None:
            self.graph.facts.latency.set(max(0.0, letter.marks[-1].done - heard) * 1000.0)

    def _watch(self, row: dict[str, Any]) -> None:
        """Without its ear or its conductor a rehearsal would never end; on stage the operator decides."""
        if row["event"] == "stage" and row["state"] == "gave up" and row["name"] in ESSENTIAL:
            self.failed = self.failed or f"{row['name']} gave up: {row['reason']}"
            if self.show.manner.replay:
                self.over.set()

    # -- the two ways of time ------------------------------------------------------

    def virtually(self) -> None:
        """The same graph on one thread, in virtual time."""
        assert isinstance(self.clock, VirtualClock)
        self.diary.note(0.0, self._opening())
        until = self.show.longest if self.show.longest is not None else float("inf")
        with interrupts(self._interrupt):
            step(self.graph.stages, self.clock, until, going=self._going)

    def _going(self) -> bool:
        return not (self.over.is_set() or self.interrupted)

    def really(self) -> None:
        """Real time: load, open, serve the wall until the show is over, stop everything."""
        assert isinstance(self.clock, SystemClock)
        others = [stage for stage in self.graph.stages if stage is not self.graph.wall]
        pipeline = Pipeline(others)
        with switching_fast(), interrupts(self._interrupt):
            pipeline.start()
            try:
                missing = self._wait_until_loaded(pipeline)
                self.clock.open()
                self.diary.note(0.0, self._opening())
                for name in missing:
                    self.diary.news(name, "late", "still loading; the show has opened without it")
                self.graph.wall.run_here()
            finally:
                self.late = pipeline.stop(ENDING)

    def _wait_until_loaded(self, pipeline: Pipeline) -> list[str]:
        waited = 0.0
        while waited < LOADING and not self.interrupted:
            missing = pipeline.ready(0.2)
            if not missing:
                return []
            waited += 0.2
        return pipeline.ready(0.0)

    def _opening(self) -> dict[str, Any]:
        return {"event": "show", "title": self.show.setlist.title, "parts": self._players()}

    def _players(self) -> dict[str, str]:
        return {**self.show.cast.names, **self.show.cast.ran()}

    def _interrupt(self) -> None:
        self.interrupted = True

    # -- afterwards -------------------------------------------------------------------

    def outcome(self) -> Outcome:
        """The report, from the graph and the timeline."""
        from livevis.app.diary import read_timeline

        memory = self.memory.block()
        events = read_timeline(self.diary.path)
        painters = ", ".join(dict.fromkeys(row["painter"] for row in events if row["event"] == "picture"))
        about = Circumstances(
            title=self.show.setlist.title,
            # A part that kept failing was replaced: the report names who played, not who was to.
            parts={**self._players(), **({"paint": painters} if painters else {})},
            size=self.show.size,
            fps=self.show.fps,
            virtual=self.show.virtual,
            replayed=self.show.manner.replay,
            seconds=self.clock.now(),
            lyrics={song.id: song.lyrics for song in self.show.setlist.songs},
            memory=memory,
        )
        written = report(self.graph, events, self.books, about)
        return Outcome(written, self.show.folder, self.late, self.interrupted, self.failed, self.films)


def _is_quit(value: Any) -> bool:
    """The quit key works even when the conductor does not."""
    return isinstance(value, Command) and value.name == "quit"
