"""A live show: the microphone in, the wall out, until the operator ends it.

Enters: a show, a rig. Leaves: light; with --record the take, the film, the timeline and the report.
Thread: the main one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from livevis.app.languages import say_unheard
from livevis.app.parts import Casting, cast
from livevis.app.perform import Outcome, Performance, perform
from livevis.app.rehearse import LEAVES, PICTURES, SUNG, Progress, rig_folder, say_table
from livevis.app.screen import screen_for
from livevis.errors import Fault, InputFaults
from livevis.show.load import load
from livevis.show.manner import Manner
from livevis.show.rig import Rig
from livevis.show.setlist import Setlist

Say = Callable[[str], None]

BLOCK = 0.04
"""Blocks of 40 ms: what the recogniser holds up in its longest pass still fits the edge before it."""


@dataclass(frozen=True)
class LiveWish:
    """The command line of ``livevis live``."""

    show: str
    rig: str | None = None
    song: str | None = None
    record: Path | None = None
    resume: bool = False


def live(wish: LiveWish, say: Say) -> Outcome:
    """Play from the microphone. Raises InputFaults, ModelFault; a missing device is said, not raised."""
    setlist, rig = load(wish.show, wish.rig)
    setlist = setlist.barring(rig.words.never)
    bookmark = Bookmark(setlist)
    manner = _manner(setlist, wish, bookmark, say)
    folder = _folder(wish, setlist)
    players = cast(Casting(rig, rig_folder(wish.rig)), partial(ear, rig))
    say_table(players.table, say)
    say_unheard(setlist.songs, Casting(rig, rig_folder(wish.rig)), say)
    film = _filmed(rig, wish, say)
    screen = screen_for(rig, setlist, False, say)
    _say_how_it_starts(setlist, manner, screen.shown, say)
    progress = Progress(setlist, say)

    def tell(row: dict[str, Any]) -> None:
        bookmark.note(row)
        progress.tell(row)

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
            film=film,
            keep_take=wish.record is not None,
            pictures=wish.record is not None,
            outputs=screen.outputs,
            surfaces=screen.surfaces,
            dress=screen.dress,
            on_event=tell,
        )
    )
    _say_goodbye(outcome, wish, setlist, say)
    return outcome


def _filmed(rig: Rig, wish: LiveWish, say: Say) -> bool:
    """A film is made where the rig asks for one and there is a folder to find it in."""
    wanted = any(output.kind == "film" and output.enabled for output in rig.output)
    if wanted and wish.record is None:
        say("  [[output]] film needs --record DIR: no film tonight")
    return wanted and wish.record is not None


def _say_how_it_starts(setlist: Setlist, manner: Manner, keys: bool, say: Say) -> None:
    if manner.resume:
        where = f", line {manner.line + 1}" if manner.line is not None else ""
        say(f"  going on with: {setlist.songs[manner.first].title}{where}")
    elif not setlist.auto_advance:
        say(
            "  standing by: space starts the first song; q then q ends the show"
            if keys
            else "  no screen, so no keys: only auto_advance = true in show.toml would start a song here"
        )


def ear(rig: Rig) -> Any:
    """The microphone the rig names; ``input = "tone"`` gives a test tone."""
    if rig.hear.input == "tone":
        from livevis.hear.tone import ToneSource

        return ToneSource()
    from livevis.hear.microphone import Microphone, MicrophoneWish

    hear = rig.hear
    wish = MicrophoneWish(hear.input, hear.fallback, hear.channel, hear.gain_db, hear.delay_ms)
    return Microphone(wish, block=BLOCK)


def _manner(setlist: Setlist, wish: LiveWish, bookmark: Bookmark, say: Say) -> Manner:
    manner = Manner(autostart=setlist.auto_advance, lead=0.0)
    ids = [song.id for song in setlist.songs]
    if wish.song is not None:
        if wish.song not in ids:
            raise InputFaults([Fault("--song", f"no song '{wish.song}'", f"Songs: {', '.join(ids)}.")])
        manner = replace(manner, first=ids.index(wish.song))
    if wish.resume:
        song, line = bookmark.read()
        if song in ids:
            manner = replace(manner, first=ids.index(song), line=line, resume=True)
        else:
            say("  nothing to resume: no show of this name stopped here before")
    return manner


def _folder(wish: LiveWish, setlist: Setlist) -> Path:
    """Where the timeline goes: the record folder, else the user's state folder."""
    if wish.record is not None:
        folder = wish.record
    else:
        import platformdirs

        folder = platformdirs.user_state_path("livevis") / "shows" / setlist.folder.resolve().name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if wish.record is not None:
            set_aside(folder)
        (folder / "timeline.jsonl").touch()
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise InputFaults([Fault(str(folder), what, "Choose another --record folder.")]) from None
    return folder


def set_aside(folder: Path) -> None:
    """Move what an earlier recording left in ``folder`` to its "earlier-N": no evening is overwritten."""
    several = (path for form in ("take*.flac", "film-*.mp4", SUNG) for path in folder.glob(form))
    kept = [*(folder / name for name in LEAVES), *several]
    left = [path for path in kept if path.is_file() and path.stat().st_size]
    if not left:
        return
    number = 1
    while (folder / f"earlier-{number}").exists():
        number += 1
    shelf = folder / f"earlier-{number}"
    (shelf / "pictures").mkdir(parents=True)
    for path in (*left, *folder.glob(PICTURES)):
        path.rename(shelf / path.relative_to(folder))


def _say_goodbye(outcome: Outcome, wish: LiveWish, setlist: Setlist, say: Say) -> None:
    if wish.record is None:
        if outcome.failed:
            say(f"FAILED: {outcome.failed}")
        say(f"  {outcome.folder / 'timeline.jsonl'}  everything that happened")
        return
    from livevis.app.afterwards import leave_behind

    leave_behind(outcome, setlist, say)


class Bookmark:
    """Which song and line the show was in: one small file, replaced at once, read by --resume."""

    def __init__(self, setlist: Setlist) -> None:
        import platformdirs

        name = setlist.folder.resolve().name
        self._path = platformdirs.user_state_path("livevis") / "shows" / name / "state.json"
        self._song = ""

    def note(self, row: dict[str, Any]) -> None:
        """Take one event of the diary. A disk that refuses costs the bookmark only."""
        if row["event"] == "song":
            self._song = row["id"]
            self._write(None)
        elif row["event"] == "line" and row["locked"]:
            self._write(row["index"])

    def _write(self, line: int | None) -> None:
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps({"song": self._song, "line": line}), encoding="utf-8")
            os.replace(fresh, self._path)  # noqa: PTH105 - atomic on every system
        except OSError:
            return

    def read(self) -> tuple[str, int | None]:
        """Song and line of the last show; ("", None) if there is none."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            line = kept["line"]
            return str(kept["song"]), line if isinstance(line, int) and line >= 0 else None
        except (OSError, ValueError, KeyError, TypeError):
            return "", None
