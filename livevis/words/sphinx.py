"""Hearing words with pocketsphinx: the recogniser that ships in a package, no download, one core.

Enters: `AudioBlock` at 16 kHz, `SongStart`, `SongEnd`. Leaves: `Heard`. Thread: a process of its own
(the library never releases the GIL); the only file that knows pocketsphinx. The way of listening stands
in `phrases`; what the song may say, in `songmodel`.
"""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias

import numpy as np

from livevis.errors import ModelFault
from livevis.messages import Lyrics, Word
from livevis.units import SPEECH_RATE, Seconds
from livevis.words.g2p import Lexicon
from livevis.words.means import Mean, SingerMean, parsed, spelled
from livevis.words.phrases import Pace, PhraseOptions, PhraseTranscriber
from livevis.words.senones import AcousticModel
from livevis.words.songmodel import GARBAGE, SongModel, song_model
from livevis.words.spelling import sound_key
from livevis.words.window import Mono
from livevis.words.witnesses import Acoustics

FRAME: Seconds = 0.01
"""One frame of the decoder."""

SHORTEST: Seconds = 0.1
"""Less sound than this is not decoded."""

ENOUGH: Seconds = 3.0
"""A phrase this long knows its own cepstral mean."""

TEACHING_WORDS = 3
"""A pass that heard fewer words teaches no mean."""

DOUBT = 0.08
"""A word whose posterior is lower was not sung."""

DOUBT_ALONE = 0.97
"""The same for a word whose neighbour in the song is not heard within `COMPANY`."""

COMPANY: Seconds = 0.7

Pairs: TypeAlias = frozenset[tuple[str, str]]

REMEDY = "Reinstall it: pip install --force-reinstall 'pocketsphinx>=5.0.4,<6'"


@dataclass(frozen=True)
class SphinxOptions:
    """``phrasing``: see `PhraseOptions`. ``garbage``: share of the song's model that is not its words.

    ``song_pace``, ``free_pace``: how often a pass is worth it where the lyrics are known, and where
    the whole vocabulary makes it several times dearer.
    """

    phrasing: PhraseOptions = field(default_factory=PhraseOptions)
    garbage: float = 0.95
    song_pace: Pace = field(default_factory=lambda: Pace(growth=0.25, patience=0.8))
    free_pace: Pace = field(default_factory=lambda: Pace(growth=0.7, patience=8.0))


class SphinxTranscriber(PhraseTranscriber):
    """Pocketsphinx as a `Transcriber`; English only. One block may cost a whole pass (0.3 s of
    CPU), two until the singer is known."""

    def __init__(self, options: SphinxOptions | None = None) -> None:
        self.options = options or SphinxOptions()
        super().__init__(options=self.options.phrasing)
        self._lexicon: Lexicon | None = None
        self._free: SphinxEar | None = None

    def hears(self, language: str) -> bool:
        """Only English ships in the package."""
        return understands(language)

    def __enter__(self) -> SphinxTranscriber:
        """Read the dictionary (0.3 s). Raises ModelFault if the package or its model is not there.

        A song's own model loads in 30 ms when it begins; the full vocabulary (0.6 s, 150 MB more) only
        when a song without known words first asks for it.
        """
        self._lexicon = Lexicon.load(_model_file("cmudict-en-us.dict"))
        self._ear_for = self._ear_of
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the models go."""
        self.reset()
        self._ear_for = self._lexicon = self._free = None

    def _ear_of(self, lyrics: Lyrics) -> SphinxEar:
        """An ear for these lyrics; the full vocabulary where there are none."""
        assert self._lexicon is not None
        model = song_model(lyrics, self._lexicon.pronounce, self.options.garbage)
        if model is not None:
            return SphinxEar(model, self.options.song_pace, neighbours(lyrics))
        if self._free is None:
            self._free = SphinxEar(None, self.options.free_pace)
        return self._free


class SphinxEar:
    """Two decoders on one model as a `phrases.Ear`: ``quick`` runs along, ``careful`` decodes whole phrases.

    ``model`` None: the full English vocabulary. Both subtract a cepstral mean. A long phrase gives its
    own; a short one is too little sound for that and borrows the singer's mean so far, which only passes
    that heard words have taught (the band alone would teach a wrong one). Until a singer is known, a phrase
    with much band before its words has a wrong mean of its own: that of clean speech, at this sound's level,
    is tried too.
    """

    def __init__(self, model: SongModel | None, pace: Pace, pairs: Pairs = frozenset()) -> None:
        self.pace = pace
        self._pairs = pairs
        self._surface = dict(model.surface) if model else {}
        with tempfile.TemporaryDirectory(prefix="livevis-words-") as folder:
            files = _song_files(model, Path(folder))
            skip = 2 if model is None else 1  # a song's few words are cheap enough for every frame
            self._quick = _decoder(files, fwdflat=False, bestpath=False, ds=skip)
            self._careful = _decoder(files, ds=skip)
        self._singer = SingerMean()
        self._fullest: tuple[Seconds, int] = (float("-inf"), 0)
        self._running = False

    def open(self) -> None:
        """Begin a running utterance, ending the last."""
        self.close()
        if self._singer.known is not None:
            self._quick.set_cmn(spelled(self._singer.known))
        self._quick.start_utt()
        self._running = True

    def stream(self, sound: Mono, start: Seconds) -> tuple[Word, ...]:
        """Feed more of it; all its words so far."""
        if not self._running:
            self.open()
        self._quick.process_raw(_pcm(sound), False, False)
        return self._words(self._quick, start)

    def close(self) -> None:
        """End the running utterance, if there is one."""
        if self._running:
            self._quick.end_utt()
        self._running = False

    def whole(self, sound: Mono, start: Seconds) -> tuple[Word, ...]:
        """Decode a phrase at once; again, by another mean, where this one hears less than it should."""
        seconds = len(sound) / SPEECH_RATE
        if seconds < SHORTEST:
            return ()
        known = self._singer.known
        alone = known is None or seconds >= ENOUGH
        words, mean = self._decoded(sound, start, None if alone else known)
        if alone and self._surface and len(words) < self._least(start):
            again, other = self._decoded(sound, start, self._singer.otherwise(mean))
            if len(again) >= self._least(start):
                words, mean = again, other
        self._fullest = start, len(words)
        if alone and len(words) >= TEACHING_WORDS:
            self._singer.learn(mean, seconds)
        return words

    def _least(self, start: Seconds) -> int:
        """How many words a pass should hear: as many as the one before it, and enough to teach a mean."""
        if self._singer.known is None:
            return TEACHING_WORDS
        began, words = self._fullest
        return words if began == start else 0

    def _decoded(self, sound: Mono, start: Seconds, mean: Mean | None) -> tuple[tuple[Word, ...], Mean]:
        """The believed words, and the mean taken off: ``mean``, or the sound's own."""
        if mean is not None:
            self._careful.set_cmn(spelled(mean))
        self._careful.start_utt()
        self._careful.process_raw(_pcm(sound), False, mean is None)
        self._careful.end_utt()
        words = self._words(self._careful, start)
        words = _believed(words, self._pairs) if self._surface else words
        return words, parsed(self._careful.get_cmn()) if mean is None else mean

    def _words(self, decoder: Any, start: Seconds) -> tuple[Word, ...]:
        """The decoder's segmentation on show time, fillers and garbage left out."""
        if decoder.hyp() is None:
            return ()
        found = []
        for segment in decoder.seg():
            name = segment.word.split("(")[0]
            if not name or name[0] in f"<[+{GARBAGE}":
                continue
            text = self._surface.get(name, name)
            begin, end = start + segment.start_frame * FRAME, start + (segment.end_frame + 1) * FRAME
            found.append(Word(text, begin, end, min(max(segment.prob, 0.0), 1.0)))
        return tuple(found)


def english() -> Acoustics:
    """How English sounds: the package's dictionary and senones, without its decoder.

    Raises:
        ModelFault: the package or its model is not there.
    """
    lexicon = Lexicon.load(_model_file("cmudict-en-us.dict"))
    return Acoustics(AcousticModel.load(_model_file("en-us")), lexicon.pronounce, understands)


def understands(language: str) -> bool:
    """Only English ships in the package."""
    return language.lower().replace("_", "-").split("-")[0] in {"", "en"}


def neighbours(lyrics: Lyrics) -> Pairs:
    """Which words follow which in the song, one between them left out or not (small words are missed)."""
    words = [sound_key(word.text) for line in lyrics.lines for word in line.words]
    return frozenset((*itertools.pairwise(words), *zip(words, words[2:], strict=False)))


def _believed(words: tuple[Word, ...], pairs: Pairs) -> tuple[Word, ...]:
    """Without the words whose posterior is low, or only middling where they stand in no company.

    Only for a song's own words: a full vocabulary shares every posterior among like-sounding ones.
    What a band plays often resembles one short word; a sung word rarely comes alone, and its company
    are the words that stand beside it in the song.
    """
    sure = [w for w in words if w.probability >= DOUBT]
    keys = [sound_key(w.text) for w in sure]

    def together(i: int) -> bool:
        near = sure[i + 1].start - sure[i].end < COMPANY
        return near and (keys[i], keys[i + 1]) in pairs

    joined = [together(i) for i in range(len(sure) - 1)]
    kept = []
    for i, word in enumerate(sure):
        company = (i > 0 and joined[i - 1]) or (i < len(joined) and joined[i])
        if company or word.probability >= DOUBT_ALONE:
            kept.append(word)
    return tuple(kept)


def _pcm(sound: Mono) -> bytes:
    return (np.clip(sound, -1.0, 1.0) * 32767).astype("<i2").tobytes()


def _song_files(model: SongModel | None, folder: Path) -> dict[str, str]:
    """Where the decoder finds its language model and dictionary."""
    if model is None:
        return {"lm": str(_model_file("en-us.lm.bin")), "dict": str(_model_file("cmudict-en-us.dict"))}
    (folder / "song.arpa").write_text(model.arpa, encoding="utf-8")
    (folder / "song.dict").write_text(model.dictionary, encoding="utf-8")
    return {"lm": str(folder / "song.arpa"), "dict": str(folder / "song.dict")}


def _decoder(files: dict[str, str], **settings: object) -> Any:
    from pocketsphinx import Decoder

    try:
        return Decoder(
            hmm=str(_model_file("en-us")),
            **files,
            **settings,
            maxhmmpf=3000,
            loglevel="FATAL",
            samprate=SPEECH_RATE,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelFault(
            f"pocketsphinx cannot load {files['lm']}: {error}",
            REMEDY,
        ) from error


def _model_file(name: str) -> Path:
    """A file of the English model in the package."""
    try:
        from pocketsphinx import get_model_path
    except ImportError as error:
        raise ModelFault("pocketsphinx is not installed", "pip install 'pocketsphinx>=5.0.4,<6'") from error
    path = Path(get_model_path(f"en-us/{name}"))
    if not path.exists():
        raise ModelFault(f"pocketsphinx has no {path}", REMEDY)
    return path
