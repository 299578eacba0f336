"""The whole show as one graph: read it top to bottom and you have read livevis.

Enters: who plays (the cast), what is played (setlist, manner), where (wall). Leaves: stages and edges,
not yet started. Any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from livevis.app.cast import Cast
from livevis.app.diary import Diary
from livevis.flow.cell import Cell
from livevis.flow.channel import Channel, Joint, Newest, WhenFull
from livevis.flow.clock import Clock
from livevis.flow.letter import Letter
from livevis.flow.stage import Plan, Stage, Tap
from livevis.flow.worker import Worker
from livevis.hear.level import LevelMeter
from livevis.hear.speech import Joined, SpeechFeed
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
    TakePlace,
    Trigger,
    Urgency,
)
from livevis.show.conductor import Conductor
from livevis.show.manner import Manner
from livevis.show.setlist import Setlist

OLD, NEW, WAIT = WhenFull.DROP_OLD, WhenFull.DROP_NEW, WhenFull.WAIT

EDGES: dict[str, tuple[float, WhenFull]] = {
    "mic>words": (64, OLD),
    "hear>follow": (64, OLD),
    "hear>music": (64, OLD),
    "hear>keeper": (256, OLD),
    "hear>film": (512, OLD),
    "hear>conductor": (16, WAIT),
    "conductor>hear": (4, WAIT),
    "conductor>words": (4, WAIT),
    "conductor>music": (4, WAIT),
    "music>follow": (4, OLD),
    "words>follow": (16, OLD),
    "words>conductor": (16, OLD),
    "conductor>follow": (8, WAIT),
    "follow>conductor": (16, OLD),
    "commands>conductor": (64, WAIT),
    "conductor>prompt": (16, OLD),
    "conductor>wall": (64, WAIT),
    "conductor>speaker": (8, WAIT),
    "prompt>paint now": (1, OLD),
    "prompt>paint ahead": (4, OLD),
    "paint>album": (8, OLD),
    "paint>pictures": (32, NEW),
    "wall>film": (64.0, NEW),
}
"""Room on each edge, and what a full one does. ``wall>film`` counts megabytes of frames: beyond them
the film loses, never the wall; all others count letters. A command is never lost in silence (WAIT)."""

JOINTS: dict[str, Joint] = {
    **dict.fromkeys(("mic>words", "hear>follow", "hear>music"), Joined()),
    "music>follow": Newest(),
}
"""What waits on these is taken at once."""


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
    listening = ("music",) if cast.listener is not None else ()
    loom = _Loom(house, ("hear", "words", *listening, "follow", "prompt"))
    plans = [
        _hear(loom, cast),
        _words(loom, cast),
        *_music(loom, cast),
        _follow(loom, cast),
        _conductor(loom, setlist, manner),
        _prompt(loom, cast),
        _paint(loom, cast),
        _wall(loom),
        *_sinks(loom),
    ]

    def witness(name: str, letter: Letter[Any]) -> None:
        house.diary.witness(name, letter)
        if house.witness is not None:
            house.witness(name, letter)

    stages = [Stage(plan, house.clock, witness, house.diary.news) for plan in plans]
    wall = next(stage for stage in stages if stage.name == "wall")
    return Graph(stages, wall, {name: loom.edges[name] for name in EDGES if name in loom.edges}, loom.facts)


class _Loom:
    """Edges by name, made when first asked for, and the facts they feed. ``told``: who hears of each song."""

    def __init__(self, house: House, told: tuple[str, ...]) -> None:
        self.house = house
        self.told = told
        self.edges: dict[str, Channel[Any]] = {}
        self.facts = Facts()
        self.notices = Tap(Notice, self.facts.notice)

    def edge(self, name: str) -> Channel[Any]:
        """The edge of that name; the same one each time."""
        if name not in self.edges:
            capacity, when_full = EDGES[name]
            clock, dropped = self.house.clock, self.house.diary.dropped
            channel: Channel[Any] = Channel(name, capacity, when_full, clock, on_drop=dropped)
            if name == "wall>film":
                channel.weigh = _megabytes
            channel.joint = JOINTS.get(name)
            self.edges[name] = channel
        return self.edges[name]


def _hear(loom: _Loom, cast: Cast) -> Plan:
    """Sound in -> blocks for the words, the level, the film and the keeper."""
    meter = LevelMeter()
    taps = [
        Tap(AudioBlock, loom.edge("mic>words"), through=SpeechFeed()),
        Tap(AudioBlock, loom.edge("hear>follow"), through=SpeechFeed()),
        Tap(AudioBlock, loom.facts.level, through=meter),
        Tap(Level, loom.facts.level, through=meter),
        Tap(SongEnd, loom.edge("hear>conductor")),
        loom.notices,
    ]
    if cast.listener is not None:
        taps.append(Tap(AudioBlock, loom.edge("hear>music"), through=SpeechFeed()))
    if loom.house.keeper is not None:
        taps.append(Tap(AudioBlock, loom.edge("hear>keeper")))
    if loom.house.film is not None:
        taps.append(Tap(AudioBlock, loom.edge("hear>film")))
    return Plan("hear", cast.source, (loom.edge("conductor>hear"),), tuple(taps), remembers=SongStart)


def _words(loom: _Loom, cast: Cast) -> Plan:
    """Sound -> words: every guess for the follower, what is final for the conductor."""
    taps = (
        # The conductor first: it answers in microseconds, the follower would make it wait its turn.
        Tap(Heard, loom.edge("words>conductor"), when=lambda heard: heard.final),
        Tap(Heard, loom.edge("words>follow")),
        loom.notices,
    )
    inlets = (loom.edge("conductor>words"), loom.edge("mic>words"))
    return Plan("words", cast.words, inlets, taps, remembers=SongStart)


def _music(loom: _Loom, cast: Cast) -> list[Plan]:
    """Sound -> the place in the song's reference take, for the follower."""
    if cast.listener is None:
        return []
    inlets = (loom.edge("conductor>music"), loom.edge("hear>music"))
    taps = (Tap(TakePlace, loom.edge("music>follow")), loom.notices)
    return [Plan("music", cast.listener, inlets, taps, remembers=SongStart)]


def _follow(loom: _Loom, cast: Cast) -> Plan:
    """Words, sound and music -> the place in the lyrics."""
    taps = (
        Tap(LyricPlace, loom.edge("follow>conductor")),
        Tap(LyricPlace, loom.facts.place),
        loom.notices,
    )
    inlets = [loom.edge("conductor>follow"), loom.edge("words>follow"), loom.edge("hear>follow")]
    if cast.listener is not None:
        inlets.insert(1, loom.edge("music>follow"))  # who leads is heard first
    return Plan("follow", cast.follower, tuple(inlets), taps, remembers=SongStart)


def _conductor(loom: _Loom, setlist: Setlist, manner: Manner) -> Plan:
    """What is sung, asked and painted -> what to do."""
    facts, wall = loom.facts, loom.edge("conductor>wall")
    told = [loom.edge(f"conductor>{role}") for role in loom.told]
    taps = [
        *(Tap(SongStart, to) for to in told),
        Tap(SongStart, facts.song),
        *(Tap(LyricPlace, to) for to in told if to.name in ("conductor>follow", "conductor>music")),
        Tap(LyricPlace, facts.place),
        Tap(Trigger, loom.edge("conductor>prompt")),
        *(Tap(kind, wall) for kind in (Show, Command, Scene)),
        Tap(Scene, facts.scene),
        Tap(Command, facts.command),
        loom.notices,
    ]
    if loom.house.speaker is not None:
        aloud = loom.edge("conductor>speaker")
        taps += [Tap(SongStart, aloud), Tap(Command, aloud)]
    inlets = ("commands>conductor", "hear>conductor", "follow>conductor", "words>conductor", "paint>album")
    # One conductor for the whole show, also after a failure: where the show stands is known to it alone,
    # and a new one would begin the first song again.
    conductor = Conductor(setlist, manner)
    return Plan("conductor", lambda: conductor, [loom.edge(name) for name in inlets], taps)


def _prompt(loom: _Loom, cast: Cast) -> Plan:
    """Occasions -> prompts, those wanted now apart from those that will be."""
    now, ahead = loom.edge("prompt>paint now"), loom.edge("prompt>paint ahead")
    taps = (
        Tap(Prompt, now, when=_is_now),
        Tap(Prompt, ahead, when=lambda prompt: not _is_now(prompt)),
        loom.notices,
    )
    inlets = (loom.edge("conductor>prompt"),)
    return Plan("prompt", cast.prompter, inlets, taps, newest_wins=True, remembers=SongStart)


def _paint(loom: _Loom, cast: Cast) -> Plan:
    """Prompts -> pictures, for the album and perhaps for the disk."""
    taps = [Tap(Picture, loom.edge("paint>album")), loom.notices]
    if loom.house.pictures is not None:
        taps.append(Tap(Picture, loom.edge("paint>pictures")))
    inlets = (loom.edge("prompt>paint now"), loom.edge("prompt>paint ahead"))
    return Plan("paint", cast.painter, inlets, taps, newest_wins=True)


def _wall(loom: _Loom) -> Plan:
    """Pictures and a clock -> the wall -> the film; the keys come in here, for pygame's sake."""
    taps = [Tap(Command, loom.edge("commands>conductor"))]
    if loom.house.film is not None:
        taps.append(Tap(Frame, loom.edge("wall>film")))
    return Plan("wall", loom.house.wall, (loom.edge("conductor>wall"),), taps)


def _sinks(loom: _Loom) -> list[Plan]:
    """The take, the loudspeaker, the pictures on disk and the film, as far as they are wanted."""
    house, sinks = loom.house, []
    if house.keeper is not None:
        sinks.append(Plan("keeper", house.keeper, (loom.edge("hear>keeper"),), drains=True))
    if house.speaker is not None:
        sinks.append(Plan("speaker", house.speaker, (loom.edge("conductor>speaker"),), (loom.notices,)))
    if house.pictures is not None:
        sinks.append(Plan("pictures", house.pictures, (loom.edge("paint>pictures"),), drains=True))
    if house.film is not None:
        film = (loom.edge("hear>film"), loom.edge("wall>film"))
        sinks.append(Plan("film", house.film, film, drains=True))
    return sinks


def _is_now(prompt: Prompt) -> bool:
    return prompt.urgency is Urgency.NOW


def _megabytes(frame: Frame) -> float:
    return frame.pixels.nbytes / 1e6
