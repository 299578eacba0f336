"""A show ready to play: what the conductor holds in its hands.

Enters: nothing; `show/load` fills these. Leaves: frozen values, looks already merged. Any thread.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from livevis.messages import Look, Lyrics
from livevis.show.cue import At
from livevis.units import Seconds


@dataclass(frozen=True)
class Cue:
    """A change of scene inside a song.

    ``name`` is its id (unique in the song), or "cue-N" where the file gives none. ``look`` is
    complete (show < song < cue). ``prompt`` is the standing theme of the scene: the cue's own,
    else the song's.
    """

    name: str
    at: At
    look: Look
    prompt: str = ""


@dataclass(frozen=True)
class Song:
    """One song of the evening.

    ``look`` is complete (show < song). ``theme`` is the standing prompt of the song. ``take`` is
    the recording to rehearse with: an existing file, its content not yet read. ``reference`` is
    the show's own take, which the lyrics' times belong to, whatever is rehearsed with. ``cues`` keep the
    file's order. ``notes`` are the band's own words, for the overlay.
    """

    id: str
    title: str
    look: Look
    theme: str = ""
    language: str = "en"
    bpm: float | None = None
    notes: str = ""
    lyrics: Lyrics = field(default_factory=Lyrics)
    take: Path | None = None
    reference: Path | None = None
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True)
class Setlist:
    """A whole show.

    ``on_end``: "hold" | "next" | "black", what happens when a song ends. ``go_guard``: a second GO
    within this time is refused. ``warnings`` are things worth saying that stop nothing.
    """

    title: str
    folder: Path
    songs: tuple[Song, ...]
    look: Look = field(default_factory=Look)
    on_end: str = "hold"
    go_guard: Seconds = 0.5
    auto_advance: bool = False
    warnings: tuple[str, ...] = ()

    def song(self, song_id: str) -> Song | None:
        """The song of that id, or None."""
        return next((song for song in self.songs if song.id == song_id), None)

    def barring(self, words: tuple[str, ...]) -> Setlist:
        """The same show where ``words`` are not painted either: the house's rule added to the band's."""
        if not words:
            return self

        def barred(look: Look) -> Look:
            return replace(look, never=tuple(dict.fromkeys((*look.never, *words))))

        songs = tuple(
            replace(
                song,
                look=barred(song.look),
                cues=tuple(replace(cue, look=barred(cue.look)) for cue in song.cues),
            )
            for song in self.songs
        )
        return replace(self, look=barred(self.look), songs=songs)
