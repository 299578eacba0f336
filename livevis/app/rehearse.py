"""A rehearsal: recorded takes through the very same graph, in real time or in virtual time.

Enters: a show, perhaps a rig, wishes from the command line. Leaves: the folder of CONTRACT.md section 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from livevis.app.diary import clock_text
from livevis.app.languages import language_faults
from livevis.app.parts import Casting, cast
from livevis.app.perform import Outcome, Performance, perform
from livevis.errors import Fault, InputFaults
from livevis.show.cue import AtLine, parse_from, seconds_of
from livevis.show.load import load
from livevis.show.manner import Manner
from livevis.show.setlist import Setlist, Song
from livevis.units import Seconds

Say = Callable[[str], None]

LEAVES = ("timeline.jsonl", "film.mp4", "contact.png", "report.html", "report.json")
SUNG = "sung-*.lrc"
PICTURES = "pictures/pic-*.png"
"""What a rehearsal leaves in its folder, and so what it replaces there."""


@dataclass(frozen=True)
class RehearseWish:
    """The command line of ``livevis rehearse``."""

    show: str
    rig: str | None = None
    song: str | None = None
    take: Path | None = None
    start: str | None = None
    speed: float = 1.0
    headless: bool = False
    virtual: bool = False
    mute: bool = False
    out: Path | None = None
    seed: int | None = None


def rehearse(wish: RehearseWish, say: Say) -> Outcome:
    """Play the takes of a show; say what was made and where. Raises InputFaults, ModelFault."""
    from livevis.app.afterwards import leave_behind
    from livevis.app.screen import screen_for

    setlist, rig = load(wish.show, wish.rig)
    setlist = setlist.barring(rig.words.never)
    setlist, manner = prepare(setlist, wish)
    casting = Casting(rig, rig_folder(wish.rig), wish.virtual)
    check_takes(setlist, manner, language_faults(playing(setlist, manner), casting))
    players = cast(casting, recording)
    # Last of all: what an earlier rehearsal left goes only when this one can begin.
    folder = clear(wish.out or Path("out") / setlist.folder.resolve().name)
    say_table(players.table, say)
    stage = screen_for(rig, setlist, wish.headless or wish.virtual, say)
    outcome = perform(
        Performance(
            setlist=setlist,
            cast=players,
            manner=manner,
            folder=folder,
            size=rig.wall.size,
            fps=rig.wall.fps,
            brightness=rig.wall.brightness,
            gamma=rig.wall.gamma,
            virtual=wish.virtual,
            speed=wish.speed,
            aloud=stage.shown and not wish.mute and wish.speed == 1.0,
            outputs=stage.outputs,
            surfaces=stage.surfaces,
            dress=stage.dress,
            on_event=Progress(setlist, say).tell,
        )
    )
    leave_behind(outcome, setlist, say)
    return outcome


def prepare(setlist: Setlist, wish: RehearseWish) -> tuple[Setlist, Manner]:
    """The setlist and manner after the command line's wishes: song, take, place to start, seed."""
    first = 0
    if wish.song is not None:
        ids = [song.id for song in setlist.songs]
        if wish.song not in ids:
            raise InputFaults([Fault("--song", f"no song '{wish.song}'", f"Songs: {', '.join(ids)}.")])
        first = ids.index(wish.song)
    songs = list(setlist.songs)
    if wish.take is not None:
        songs[first] = replace(songs[first], take=wish.take)
    if wish.seed is not None:
        songs = [_seeded(song, wish.seed) for song in songs]
    take_from: Seconds = 0.0
    line = None
    if wish.start is not None:
        place = parse_from(wish.start)
        take_from = seconds_of(place, songs[first].lyrics)
        line = place.index if isinstance(place, AtLine) else None
    manner = Manner(
        autostart=True,
        first=first,
        only_first=wish.song is not None or wish.take is not None,
        line=line,
        take_from=take_from,
        replay=True,
        once=True,
    )
    return replace(setlist, songs=tuple(songs)), manner


def _seeded(song: Song, seed: int) -> Song:
    cues = tuple(replace(cue, look=replace(cue.look, seed=seed)) for cue in song.cues)
    return replace(song, look=replace(song.look, seed=seed), cues=cues)


def playing(setlist: Setlist, manner: Manner) -> tuple[Song, ...]:
    """The songs a rehearsal plays, or may play."""
    return setlist.songs[manner.first : manner.first + 1] if manner.only_first else setlist.songs


def check_takes(setlist: Setlist, manner: Manner, also: Iterable[Fault] = ()) -> None:
    """Every song to be rehearsed has a take that can be read; all faults at once, ``also`` found ones too."""
    from livevis.hear.recording import probe

    faults: list[Fault] = []
    for song in playing(setlist, manner):
        if song.take is None:
            remedy = f'Add take = "…" to the song, or play one with --song {song.id} --take FILE.'
            faults.append(Fault(f"song '{song.id}'", "has no take to rehearse with", remedy))
            continue
        try:
            info = probe(song.take)
            if manner.take_from >= info.seconds and song is setlist.songs[manner.first]:
                what = f"starts at {manner.take_from:.1f} s, but the take ends at {info.seconds:.1f} s"
                faults.append(Fault("--from", what, "Start earlier."))
        except InputFaults as error:
            faults.extend(error.faults)
    faults.extend(also)
    if faults:
        raise InputFaults(faults)


def clear(folder: Path) -> Path:
    """Make the folder ready; only what a rehearsal leaves there is replaced.

    Of ``pictures`` only those the album names: other people's pictures may lie in a folder of that name.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in [folder / name for name in LEAVES] + sorted((*folder.glob(PICTURES), *folder.glob(SUNG))):
            old.unlink(missing_ok=True)
        (folder / LEAVES[0]).touch()
    except OSError as error:
        raise InputFaults(
            [Fault(str(folder), f"cannot be written ({error.strerror})", "Choose another --out.")]
        ) from None
    return folder


def recording() -> Any:
    """The ear of a rehearsal."""
    from livevis.hear.recording import RecordingSource

    return RecordingSource(block=0.04)


def rig_folder(rig: str | None) -> Path:
    """Where a rig's relative paths start."""
    return Path(rig).resolve().parent if rig is not None else Path.cwd()


def say_table(table: tuple[tuple[str, str, str, str], ...], say: Say) -> None:
    """What plays each role, why, and the one command that gets you more."""
    for role, name, reason, more in table:
        say(f"  {role:7} {name:14} {reason}" + (f"   more: {more}" if more else ""))


class Progress:
    """Says, as the show goes, what an onlooker wants to read: songs, lines, faults."""

    def __init__(self, setlist: Setlist, say: Say) -> None:
        self._songs = {song.id: song for song in setlist.songs}
        self._song: Song | None = None
        self._line = -1
        self._say = say

    def tell(self, row: dict[str, Any]) -> None:
        """Take one event of the diary."""
        event = row["event"]
        if event == "song":
            self._song, self._line = self._songs.get(row["id"]), -1
            self._say(f"{clock_text(row['t'])}  song: {row['title']}")
        elif event == "line" and row["locked"] and self._song is not None and row["index"] != self._line:
            self._line = row["index"]
            self._say(f"{clock_text(row['t'])}    {self._song.lyrics.lines[self._line].text}")
        elif event in ("fault", "notice"):
            self._say(f"{clock_text(row['t'])}  ! {row['text']}")
        elif event == "stage" and row["state"] in ("failed", "gave up"):
            self._say(f"{clock_text(row['t'])}  ! {row['name']} {row['state']}: {row['reason']}")
