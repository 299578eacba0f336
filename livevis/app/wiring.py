"""The whole show as one graph: read it top to bottom and you have read livevis.

Enters: who plays (the cast), what is played (setlist, manner), where (wall). Leaves: stages and edges,
not yet started. Any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from livevis.app.cast import Cast
from livevis.app.diary import Diary
from livevis.flow.cell import Cell
from livevis.flow.channel import Channel, WhenFull
from livevis.flow.clock import Clock
from livevis.flow.letter import Letter
from livevis.flow.stage import Plan, Stage, Tap
from livevis.flow.worker import Worker
from livevis.hear.level import LevelMeter
from livevis.hear.speech import SpeechFeed
from livevis.messages import (
    AudioBlock,
    Command,
    Frame,
    Heard,
    Level,
    LyricPlace,
    Notice,
    Picture,
    Prompt,
    Scene,
    Show,
    SongEnd,
    SongStart,
    Trigger,
    Urgency,
)
from livevis.show.conductor import Conductor
from livevis.show.manner import Manner
from livevis.show.setlist import Setlist

OLD, NEW, WAIT = WhenFull.DROP_OLD, WhenFull.DROP_NEW, WhenFull.WAIT
FILM_ROOM = 64.0
"""Megabytes of frames that may wait for the film; beyond that the film loses, never the wall."""


@dataclass
class Facts:
    """What is true now, for the overlay."""

    level: Cell[Level | None] = field(default_factory=lambda: Cell(None))
    song: Cell[SongStart | None] = field(default_factory=lambda: Cell(None))
    place: Cell[LyricPlace | None] = field(default_factory=lambda: Cell(None))
    scene: Cell[Scene | None] = field(default_factory=lambda: Cell(None))
    notice: Cell[Notice | None] = field(default_factory=lambda: Cell(None))
    command: Cell[Command | None] = field(default_factory=lambda: Cell(None))
    latency: Cell[float | None] = field(default_factory=lambda: Cell(None))


@dataclass
class Graph:
    """The stages, sources first; ``wall`` is the one the main thread serves. ``edges`` by name."""

    stages: list[Stage]
    wall: Stage
    edges: dict[str, Channel[Any]]
    facts: Facts


@dataclass(frozen=True)
class House:
    """What the graph stands on: the clock, the diary, the wall's own worker, and the sinks.

    ``film``, ``keeper``, ``speaker`` and ``pictures`` make workers, or are None. ``witness`` sees all.
    """

    clock: Clock
    diary: Diary
    wall: Callable[[], Worker[Any, Any]]
    film: Callable[[], Worker[Any, Any]] | None = None
    keeper: Callable[[], Worker[Any, Any]] | None = None
    speaker: Callable[[], Worker[Any, Any]] | None = None
    pictures: Callable[[], Worker[Any, Any]] | None = None
    witness: Callable[[str, Letter[Any]], None] | None = None


def build(cast: Cast, setlist: Setlist, manner: Manner, house: House) -> Graph:
    """Wire the graph; nothing runs yet."""
    edges: dict[str, Channel[Any]] = {}
    facts = Facts()
    plans: list[Plan] = []

    def edge(name: str, capacity: float, when_full: WhenFull, weigh: Any = None) -> Channel[Any]:
        channel: Channel[Any] = Channel(name, capacity, when_full, house.clock, on_drop=house.diary.dropped)
        if weigh is not None:
            channel.weigh = weigh
        return edges.setdefault(name, channel)

    # sound in -> blocks for the words, the level, the film and the keeper
    sound = edge("mic>words", 64, OLD)
    starts = edge("conductor>hear", 4, WAIT)
    told = edge("hear>conductor", 16, WAIT)
    meter = LevelMeter()
    taps = [
        Tap(AudioBlock, sound, through=SpeechFeed()),
        Tap(AudioBlock, facts.level, through=meter),
        Tap(SongEnd, told),
        Tap(Notice, facts.notice),
        Tap(Level, facts.level, through=meter),
    ]
    sinks = _sinks(house, edge, taps)
    plans.append(Plan("hear", cast.source, (starts,), tuple(taps)))

    # sound -> words -> place in the lyrics
    songs = edge("conductor>words", 4, WAIT)
    heard, read = edge("words>follow", 16, OLD), edge("words>conductor", 16, OLD)
    plans.append(
        Plan(
            "words",
            cast.words,
            (songs, sound),
            (Tap(Heard, heard), Tap(Heard, read, when=_is_final), Tap(Notice, facts.notice)),
        )
    )
    lyrics = edge("conductor>follow", 8, WAIT)
    places = edge("follow>conductor", 16, OLD)
    plans.append(
        Plan(
            "follow", cast.follower, (lyrics, heard), (Tap(LyricPlace, places), Tap(LyricPlace, facts.place))
        )
    )

    # what is sung, asked and painted -> what to do
    commands, album = edge("commands>conductor", 64, WAIT), edge("paint>album", 8, OLD)
    occasions, up = edge("conductor>prompt", 16, OLD), edge("conductor>wall", 64, WAIT)
    conductor_taps = [
        *(Tap(SongStart, to) for to in (starts, songs, lyrics, occasions, facts.song)),
        Tap(LyricPlace, lyrics),
        Tap(LyricPlace, facts.place),
        Tap(Trigger, occasions),
        *(Tap(kind, up) for kind in (Show, Command, Scene)),
        Tap(Scene, facts.scene),
        Tap(Notice, facts.notice),
        Tap(Command, facts.command),
    ]
    if house.speaker is not None:
        aloud = edge("conductor>speaker", 8, WAIT)
        conductor_taps += [Tap(SongStart, aloud), Tap(Command, aloud)]
        sinks.append(Plan("speaker", house.speaker, (aloud,), (Tap(Notice, facts.notice),)))
    plans.append(
        Plan(
            "conductor",
            lambda: Conductor(setlist, manner),
            (commands, told, places, read, album),
            tuple(conductor_taps),
        )
    )

    # occasions -> prompts -> pictures -> the album
    now, ahead = edge("prompt>paint now", 1, OLD), edge("prompt>paint ahead", 4, OLD)
    plans.append(
        Plan(
            "prompt",
            cast.prompter,
            (occasions,),
            (Tap(Prompt, now, when=_is_now), Tap(Prompt, ahead, when=lambda p: not _is_now(p))),
            newest_wins=True,
        )
    )
    plans.append(Plan("paint", cast.painter, (now, ahead), (Tap(Picture, album),), newest_wins=True, nice=5))

    if house.pictures is not None:
        finished = edge("paint>pictures", 32, NEW)
        plans[-1] = replace(plans[-1], taps=(*plans[-1].taps, Tap(Picture, finished)))
        sinks.append(Plan("pictures", house.pictures, (finished,), (), drains=True, nice=5))

    # pictures and a clock -> the wall -> the film
    wall_taps = [Tap(Command, commands)]
    if house.film is not None:
        frames = edge("wall>film", FILM_ROOM, NEW, weigh=_megabytes)
        wall_taps.append(Tap(Frame, frames))
        heard_too = edges["hear>film"]
        sinks.append(Plan("film", house.film, (heard_too, frames), (), drains=True, nice=3))
    wall_plan = Plan("wall", house.wall, (up,), tuple(wall_taps))

    def witness(name: str, letter: Letter[Any]) -> None:
        house.diary.witness(name, letter)
        if house.witness is not None:
            house.witness(name, letter)

    stages = [Stage(plan, house.clock, witness, house.diary.news) for plan in (*plans, wall_plan, *sinks)]
    wall = next(stage for stage in stages if stage.name == "wall")
    return Graph(stages, wall, edges, facts)


def _sinks(house: House, edge: Callable[..., Channel[Any]], taps: list[Tap]) -> list[Plan]:
    """The keeper of the take, and the film's ear, both fed straight from the source."""
    sinks: list[Plan] = []
    if house.keeper is not None:
        kept = edge("hear>keeper", 256, OLD)
        taps.append(Tap(AudioBlock, kept))
        sinks.append(Plan("keeper", house.keeper, (kept,), (), drains=True))
    if house.film is not None:
        taps.append(Tap(AudioBlock, edge("hear>film", 512, OLD)))
    return sinks


def _is_final(heard: Heard) -> bool:
    return heard.final


def _is_now(prompt: Prompt) -> bool:
    return prompt.urgency is Urgency.NOW


def _megabytes(frame: Frame) -> float:
    return frame.pixels.nbytes / 1e6
