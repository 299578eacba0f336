"""The songs of a show: what their keys point at, and whether it is there.

Enters: a checked `ShowFile`. Leaves: `Song` values, faults with their lines, notes. Any thread;
reads lyrics, only looks for takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from livevis.errors import Fault
from livevis.messages import Lyrics
from livevis.show.cue import At, AtBar, AtLine, Manual, parse_at
from livevis.show.load_paths import file_inside
from livevis.show.load_toml import Document, Loc
from livevis.show.lyrics import read_lyrics
from livevis.show.setlist import Cue, Song
from livevis.show.setlist_file import CueFile, ShowFile, SongFile, merge


@dataclass
class SongReader:
    """Reads the songs of one document in order, gathering faults and notes on the way."""

    document: Document
    folder: Path
    cut: set[Loc]
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def song(self, index: int, file: ShowFile) -> Song:
        """Song ``index`` (from 0). Where something is at fault, a stand-in keeps the rest readable."""
        keys = file.song[index]
        loc: Loc = ("song", index)
        song_id = self._id(loc, keys, index)
        lyrics = self._lyrics(loc, keys)
        look, theme = merge([file.look, keys])
        take = self._take(loc, keys)
        return Song(
            id=song_id,
            title=keys.title if keys.title is not None else song_id,
            look=look,
            theme=theme,
            language=keys.language,
            bpm=keys.bpm,
            notes=keys.notes,
            lyrics=lyrics or Lyrics(),
            take=take,
            reference=take,
            cues=self._cues(loc, file, keys, lyrics),
        )

    def _fault(self, loc: Loc, what: str, remedy: str) -> None:
        self.faults.append(Fault(self.document.where(loc), what, remedy))

    def _id(self, loc: Loc, keys: SongFile, index: int) -> str:
        if keys.id is None:
            if (*loc, "id") not in self.cut and loc not in self.cut:
                self._fault(loc, "'id' is missing", 'Give the song a short name: id = "rain".')
            return f"song-{index + 1}"
        if keys.id in self.seen:
            what = f"id '{keys.id}' is taken by song {self.seen[keys.id] + 1}"
            self._fault((*loc, "id"), what, "Give every song an id of its own.")
        self.seen.setdefault(keys.id, index)
        return keys.id

    def _lyrics(self, loc: Loc, keys: SongFile) -> Lyrics | None:
        """The lyrics, or None if the song has none or they could not be read whole."""
        if keys.lyrics is None:
            return None
        where = self.document.where((*loc, "lyrics"))
        path, faults = file_inside(self.folder, keys.lyrics, where, "lyrics")
        self.faults.extend(faults)
        if path is None:
            return None
        read = read_lyrics(path, str(self.folder / keys.lyrics))
        self.faults.extend(read.faults)
        self.notes.extend(read.notes)
        return None if read.faults else read.lyrics

    def _take(self, loc: Loc, keys: SongFile) -> Path | None:
        if keys.take is None:
            return None
        path, faults = file_inside(self.folder, keys.take, self.document.where((*loc, "take")), "take")
        self.faults.extend(faults)
        return path

    def _cues(self, loc: Loc, file: ShowFile, keys: SongFile, lyrics: Lyrics | None) -> tuple[Cue, ...]:
        cues: list[Cue] = []
        names: dict[str, int] = {}
        for index, cue in enumerate(keys.cue):
            place: Loc = (*loc, "cue", index)
            name = cue.id or cue.name or f"cue-{index + 1}"
            if name in names:
                what = f"the name '{name}' is taken by cue {names[name] + 1}"
                self._fault(place, what, "Give every cue of a song a name of its own.")
            names.setdefault(name, index)
            at = self._at(place, cue, keys, lyrics)
            look, theme = merge([file.look, keys, cue])
            cues.append(Cue(name, at, look, theme))
        return tuple(cues)

    def _at(self, place: Loc, cue: CueFile, keys: SongFile, lyrics: Lyrics | None) -> At:
        loc: Loc = (*place, "at")
        if cue.at is None:
            if loc not in self.cut and place not in self.cut:
                self._fault(
                    place, "'at' is missing", 'Say when: at = "line:12", "1:03.5", "bar:33" or "manual".'
                )
            return Manual()
        at = parse_at(cue.at)
        if isinstance(at, AtBar) and keys.bpm is None and (*place[:2], "bpm") not in self.cut:
            self._fault(loc, f"'{cue.at}' needs the song's tempo", "Add bpm = … to the song.")
        if isinstance(at, AtLine):
            self._check_line(loc, at, keys, lyrics)
        return at

    def _check_line(self, loc: Loc, at: AtLine, keys: SongFile, lyrics: Lyrics | None) -> None:
        number = at.index + 1
        if keys.lyrics is None:
            if (*loc[:2], "lyrics") not in self.cut:
                self._fault(loc, f"line {number} of a song without lyrics", "Add lyrics = … or use a time.")
        elif lyrics is not None and at.index >= len(lyrics.lines):
            what = f"line {number} is beyond the lyrics, which have {len(lyrics.lines)} lines"
            self._fault(loc, what, f"Use a line from 1 to {len(lyrics.lines)}.")
