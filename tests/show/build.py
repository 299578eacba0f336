"""Small songs, setlists and pictures for the tests of the show's own room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from livevis.messages import (
    Look,
    LyricLine,
    LyricPlace,
    Lyrics,
    LyricWord,
    Picture,
    Prompt,
    Trigger,
)
from livevis.show.cue import At
from livevis.show.setlist import Cue, Setlist, Song

VERSE = "the river is wide"
REFRAIN = "carry the light"
LINES = (VERSE, REFRAIN, "a boat on the stones", REFRAIN)


def lyrics(lines: tuple[str, ...] = LINES, timed: bool = True) -> Lyrics:
    """Lines of two seconds each, from second 1 on."""
    made = []
    for index, text in enumerate(lines):
        start = 1.0 + 2.0 * index
        words = tuple(LyricWord(word) for word in text.split())
        made.append(LyricLine(index, words, start if timed else None, start + 1.5 if timed else None))
    return Lyrics(tuple(made))


def song(
    name: str = "one", known: Lyrics | None = None, cues: tuple[Cue, ...] = (), theme: str = "a quiet valley"
) -> Song:
    look = Look(style="ink", seed=7)
    return Song(name, name.title(), look, theme, lyrics=lyrics() if known is None else known, cues=cues)


def cue(name: str, at: At, prompt: str = "", style: str = "neon") -> Cue:
    return Cue(name, at, Look(style=style, seed=9), prompt)


def setlist(*songs: Song, **more: Any) -> Setlist:
    return Setlist("A show", Path(), songs or (song(),), **more)


def picture(trigger: Trigger, refined: str = "", fault: str = "", side: int = 4) -> Picture:
    """What a painter would send back for ``trigger``."""
    prompt = Prompt(
        id=f"p-{trigger.id}{refined}",
        text=trigger.text,
        why=trigger.why,
        urgency=trigger.urgency,
        song=trigger.scene.song,
        look=trigger.scene.look,
        seed=1,
        at=trigger.at,
        trigger=trigger.id,
        for_line=trigger.line,
    )
    pixels = np.full((side, side, 3), 90, np.uint8)
    return Picture(f"i-{trigger.id}{refined}", prompt, pixels, 1, "test", fault)


def place(line: int, at: float, song_id: str = "one", locked: bool = True) -> LyricPlace:
    return LyricPlace(song_id, line, 0, 0.99, locked, at)
