"""From show.toml and rig.toml to a show ready to play, all faults told at once.

Enters: a folder, a file or the name of a show that came with the program; perhaps a rig file.
Leaves: `Setlist` and `Rig`, or `InputFaults`. Any thread; reads the show's text files, never its audio.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import livevis
from livevis.errors import Fault, InputFaults
from livevis.show.load_rig import read_rig
from livevis.show.load_songs import SongReader
from livevis.show.load_toml import Loc, check, in_order, read_toml
from livevis.show.rig import Rig
from livevis.show.setlist import Setlist, Song
from livevis.show.setlist_file import ShowFile, merge

T = TypeVar("T")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)


@dataclass(frozen=True)
class Read(Generic[T]):
    """What could be read (None if nothing) and everything wrong with it."""

    value: T | None
    faults: tuple[Fault, ...] = ()


def load_show(show: str | Path) -> Setlist:
    """The setlist of ``show`` (folder, show.toml or a name). Raises InputFaults with every fault found."""
    return _sound(read_show(show))


def load_rig(path: str | Path | None) -> Rig:
    """The rig of a file, or the defaults for this machine. Raises InputFaults with every fault found."""
    return _sound(_read_rig(path))


def load(show: str | Path, rig: str | Path | None) -> tuple[Setlist, Rig]:
    """Both at once: the faults of show, songs, cues, lyrics and rig come in one InputFaults."""
    setlist, machine = read_show(show), _read_rig(rig)
    faults = (*setlist.faults, *machine.faults)
    if faults or setlist.value is None or machine.value is None:
        raise InputFaults(faults)
    return setlist.value, machine.value


def read_show(show: str | Path) -> Read[Setlist]:
    """As much of the setlist as can be saved, with its faults: for `check`, which looks on regardless."""
    try:
        path = find_show(show)
    except InputFaults as error:
        return Read(None, error.faults)
    document, faults = read_toml(path, _label)
    if document is None:
        return Read(None, tuple(faults))
    checked = check(document, ShowFile)
    faults.extend(checked.faults)
    file = checked.model
    if file is None:
        return Read(None, in_order(faults))
    if not file.song and ("song",) not in checked.cut:
        faults.append(Fault(document.name, "no [[song]]", "Add at least one [[song]] with id and title."))
    reader = SongReader(document, path.parent, checked.cut)
    songs = tuple(reader.song(index, file) for index in range(len(file.song)))
    faults.extend(reader.faults)
    look, _ = merge([file.look])
    setlist = Setlist(
        title=file.show.title if file.show.title is not None else path.parent.name,
        folder=path.parent,
        songs=songs,
        look=look,
        on_end=file.show.on_end,
        go_guard=file.show.go_guard_ms / 1000.0,
        auto_advance=file.show.auto_advance,
        warnings=(*reader.notes, *_not_yet(songs)),
    )
    return Read(setlist, in_order(faults))


def read_rig_file(path: str | Path | None) -> Read[Rig]:
    """As much of the rig as can be saved, with its faults; the defaults for this machine without a file."""
    return _read_rig(path)


def find_show(show: str | Path) -> Path:
    """The show.toml meant by ``show``: a folder, the file itself, or the name of a show that came along.

    Names are looked up in the package, then in the source tree beside it. Raises InputFaults.
    """
    text = str(show)
    path = Path(text)
    try:
        if path.is_dir():
            return _inside(path)
        if path.exists():
            return path
    except (OSError, ValueError):
        raise InputFaults([Fault(text[:200], "is no path", "Give a folder that holds show.toml.")]) from None
    shelves = _shelves()
    if _NAME.fullmatch(text):
        for shelf in shelves:
            if (shelf / text / "show.toml").is_file():
                return shelf / text / "show.toml"
    names = sorted({found.parent.name for shelf in shelves for found in shelf.glob("*/show.toml")})
    close = difflib.get_close_matches(text, names, n=1)
    remedy = f"Did you mean '{close[0]}'?" if close else "Give a folder that holds show.toml."
    if names and not close:
        remedy += f" Shows that came along: {', '.join(names)}."
    raise InputFaults([Fault(text, "no such show", remedy)])


def _read_rig(path: str | Path | None) -> Read[Rig]:
    if path is None:
        return Read(Rig.for_this_machine())
    rig, faults = read_rig(Path(path))
    return Read(rig, in_order(faults))


def _inside(folder: Path) -> Path:
    found = folder / "show.toml"
    if not found.is_file():
        raise InputFaults([Fault(str(folder), "holds no show.toml", "Give the folder of a show.")])
    return found


def _not_yet(songs: Sequence[Song]) -> list[str]:
    """Keys of the show that are read, but that nothing acts on yet."""
    looks = [look for song in songs for look in (song.look, *(cue.look for cue in song.cues))]
    beat = any(amount > 0.0 for look in looks for amount in look.beat.values())
    return ["beat is read, but this version does not listen for a beat: nothing reacts to it"] if beat else []


def _shelves() -> list[Path]:
    """Where shows that came along may stand: inside the package, else at the top of the source tree."""
    package = Path(livevis.__file__).resolve().parent
    return [package / "shows", package.parent / "shows"]


def _sound(read: Read[T]) -> T:
    if read.faults or read.value is None:
        raise InputFaults(read.faults)
    return read.value


def _label(data: dict[str, Any], loc: Loc) -> str:
    """ "song 3, scene 'chorus'", or the table's name."""
    if not loc:
        return ""
    if loc[0] != "song":
        return f"[{loc[0]}]" if loc[0] in ("show", "look") else ""
    if len(loc) < 2:
        return ""
    label = f"song {int(loc[1]) + 1}"
    if len(loc) >= 4 and loc[2] == "cue":
        cue = data["song"][loc[1]]["cue"][loc[3]]
        name = (cue.get("name") or cue.get("id")) if isinstance(cue, dict) else None
        label += f", scene '{name}'" if isinstance(name, str) else f", cue {int(loc[3]) + 1}"
    return label
