"""The policies that can be asked for by name, and what is compared with them.

Enters: a `Script`, what a pass costs. Leaves: makers of workers. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from livevis.lab.words.baselines import FixedSegments, LocalAgreement2
from livevis.lab.words.play import Around, Measured, Players, Priced
from livevis.lab.words.script import Script, ScriptedEngine
from livevis.messages import SongStart
from livevis.units import SPEECH_RATE, Seconds
from livevis.words.follow import LyricFollower
from livevis.words.passes import PassTranscriber

MakesWords = Callable[[ScriptedEngine], Any]


@dataclass(frozen=True)
class Policy:
    """``about``: a line for people. ``words``: the transcriber around an engine. ``by_lyrics``: words are
    given by the follower. ``baseline``: another's way, not one of ours."""

    about: str
    words: MakesWords
    by_lyrics: bool = False
    baseline: bool = False


POLICIES: dict[str, Policy] = {
    "agree": Policy("what two passes agree on is final", PassTranscriber),
    "lyrics": Policy(
        "the words are known: a word is given when the follower reaches it", PassTranscriber, True
    ),
    "la2": Policy("LocalAgreement-2 as published, a pass a second", LocalAgreement2, baseline=True),
    "fixed": Policy("20-second segments, as the first report did", FixedSegments, baseline=True),
}


def players(policy: Policy, script: Script, seed: int, compute: Seconds, language: str) -> Players:
    """Who plays for ``policy``: a scripted engine whose pass costs ``compute`` seconds, the real follower."""

    def words() -> Any:
        engine = ScriptedEngine(script, seed)
        return Priced(_Placed(policy.words(engine), engine), lambda: engine.passes, compute)

    return Players(words, LyricFollower, language)


def real_players(recogniser: str, language: str, counted: bool, reference: Path | None = None) -> Players:
    """Who plays where a real recogniser hears real sound: "sphinx", or a Whisper model's folder; words and
    sound both follow, and the music where there is a ``reference``. ``counted``: what an item took here
    counts as its cost, else nothing does."""

    def words() -> Any:
        if recogniser == "sphinx":
            from livevis.words.sphinx import SphinxTranscriber

            return Measured(SphinxTranscriber(), counted)
        from livevis.words.whisper import WhisperOptions, WhisperTranscriber

        return Measured(WhisperTranscriber(WhisperOptions(Path(recogniser))), counted)

    listener = _by_music if reference is not None else None
    return Players(words, _by_both, language, listener, reference)


def _by_music() -> Any:
    from livevis.hear.takes import mono_of
    from livevis.music.companion import TakeFollower

    return TakeFollower(partial(mono_of, rate=SPEECH_RATE))


def _by_both() -> Any:
    from livevis.words.sphinx import english
    from livevis.words.witnesses import SongFollower

    return SongFollower(english)


class _Placed(Around):
    """Tells the engine where the take's first sample lies in the show, when the song starts."""

    def __init__(self, inner: Any, engine: ScriptedEngine) -> None:
        super().__init__(inner)
        self._engine = engine

    def __call__(self, item: Any) -> Any:
        if isinstance(item, SongStart):
            self._engine.zero = item.at - item.take_from
        return self._inner(item)
