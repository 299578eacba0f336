"""Whether the recogniser that was chosen hears what will be sung.

Enters: songs, a rig, the choice for words. Leaves: a fault for each song nobody here can hear. Thread: the
main one. Nothing is loaded: a Whisper folder is asked by its config alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from livevis.app.parts import Casting, choice_for
from livevis.errors import Fault
from livevis.show.rig import Rig
from livevis.show.setlist import Song
from livevis.weights.catalogue import Role
from livevis.weights.choose import Choice

REMEDY = 'Run: livevis models fetch whisper-small. Or set language_fallback = "en" in [words].'


def language_faults(songs: Iterable[Song], casting: Casting) -> Iterator[Fault]:
    """A fault for each of ``songs`` that the words part of ``casting`` cannot hear. Raises ModelFault."""
    yield from unheard(songs, casting.rig, choice_for(Role.WORDS, casting))


def say_unheard(songs: Iterable[Song], casting: Casting, say: Callable[[str], None]) -> None:
    """The same as warnings: on stage a show is not refused. Raises ModelFault."""
    for fault in language_faults(songs, casting):
        say(f"  ! {fault}")


def unheard(songs: Iterable[Song], rig: Rig, words: Choice) -> Iterator[Fault]:
    """A fault for each song heard neither in its own language nor in the rig's ``language_fallback``.

    A song in "auto" is left to the recogniser; a fallback must be a language it really listens in.
    """
    fallback = rig.words.language_fallback
    for song in songs:
        if song.language == "auto" or hears(words, song.language):
            continue
        if fallback is not None and hears(words, fallback):
            continue
        neither = f", nor the fallback '{fallback}'" if fallback is not None else ""
        what = f"no recogniser here hears '{song.language}'{neither} ({words.name} hears English only)"
        yield Fault(f"song '{song.id}'", what, REMEDY)


def hears(words: Choice, language: str) -> bool:
    """Whether the chosen part understands ``language``; "auto" only if it can tell languages apart."""
    from livevis.words.whisper import multilingual

    if language.lower().replace("_", "-").split("-")[0] in ("", "en"):
        return True
    return words.folder is not None and multilingual(words.folder)
