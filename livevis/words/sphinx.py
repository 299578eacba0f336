"""Hearing words with pocketsphinx: the recogniser that ships in a package, no download, one core.

Enters: `AudioBlock` at 16 kHz, `SongStart`, `SongEnd`. Leaves: `Heard`. Thread: a process of its own
(the library never releases the GIL); the only file that knows pocketsphinx.

A running utterance gives partials every 100 ms; finals come from decoding the phrase so far again as
a whole (its cepstral mean is then known, which is worth 14 to 29 points of word error) and committing
what two such passes agree on. Where the lyrics are known, they are the language model.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.errors import ModelFault
from livevis.flow.worker import Part
from livevis.messages import AudioBlock, Heard, SongEnd, SongStart, Word
from livevis.units import SPEECH_RATE, Seconds
from livevis.words.agree import Agreement
from livevis.words.g2p import Lexicon
from livevis.words.gate import GATES, Edge
from livevis.words.songmodel import GARBAGE, SongModel, song_model
from livevis.words.transcriber import WordsIn
from livevis.words.window import Window

FRAME: Seconds = 0.01
"""One frame of the decoder."""


@dataclass(frozen=True)
class SphinxOptions:
    """How to listen.

    ``gate``: singing | speech | off. ``hop``: sound between two partials. ``first_pass``: sound
    between two passes over a young phrase; later passes wait until the phrase has grown by
    ``growth`` (lyrics known; at most ``longest_wait``) or ``free_growth`` (not known): it bounds the cost.
    ``edge``: the youngest sound, whose words do not commit yet. ``longest``: a phrase is cut there.
    ``rest``: that much without a new word ends a phrase. ``garbage``: see `song_model`.
    """

    gate: str = "singing"
    hop: Seconds = 0.1
    first_pass: Seconds = 0.5
    growth: float = 0.25
    free_growth: float = 1.0
    edge: Seconds = 0.25
    longest: Seconds = 8.0
    longest_wait: Seconds = 0.8
    rest: Seconds = 0.8
    garbage: float = 0.95


YOUNGEST: Seconds = 0.8
"""A phrase is first decoded as a whole at this age."""

BREATH: Seconds = 0.15
"""A pause this long between committed and pending words may part two phrases."""


class SphinxTranscriber(Part):
    """Pocketsphinx as a `Transcriber`; English only."""

    nominal_cost: Seconds = 0.01

    def __init__(self, options: SphinxOptions | None = None) -> None:
        self.options = options or SphinxOptions()
        self._window = Window(capacity=self.options.longest + 4.0)
        self._gate = GATES[self.options.gate]()
        self._agreement = Agreement()
        self._lexicon: Lexicon | None = None
        self._ear: _Ear | None = None
        self._free: _Ear | None = None
        self._phrase: _Phrase | None = None
        self._now: Seconds = 0.0
        self._earliest: Seconds = float("-inf")
        self._shown: tuple[Word, ...] = ()

    def hears(self, language: str) -> bool:
        """Only English ships in the package."""
        return language.lower().replace("_", "-").split("-")[0] in {"en", ""}

    def __enter__(self) -> SphinxTranscriber:
        """Read the dictionary (0.3 s) and load the model for unknown words (0.3 s)."""
        self._lexicon = Lexicon.load(_model_file("cmudict-en-us.dict"))
        self._free = self._ear = _Ear(None, self.options.free_growth, self.options.longest)
        return self

    def reset(self) -> None:
        """Forget the song and everything heard; the models stay."""
        self._hush()
        self._window.clear()
        self._gate.reset()
        self._agreement = Agreement()
        self._ear = self._free
        self._shown = ()
        self._earliest = float("-inf")

    def __call__(self, item: WordsIn) -> Iterable[Heard]:
        """Listen to a block, or turn to another song."""
        if isinstance(item, SongStart):
            return self._begin(item)
        if isinstance(item, SongEnd):
            return self._finish()
        return self._hear(item)

    # -- songs ---------------------------------------------------------------------------------

    def _begin(self, song: SongStart) -> Iterator[Heard]:
        """End the last song's phrase, then expect this song's words."""
        yield from self._finish()
        assert self._lexicon is not None
        assert self._free is not None
        model = song_model(song.lyrics, self._lexicon.pronounce, self.options.garbage)
        self._ear = _Ear(model, self.options.growth, self.options.longest_wait) if model else self._free

    def _finish(self) -> Iterator[Heard]:
        """Say what is left of the phrase."""
        yield from self._close(self._now)

    # -- sound ---------------------------------------------------------------------------------

    def _hear(self, block: AudioBlock) -> Iterator[Heard]:
        if not self._window.follows(block):
            yield from self._close(self._now)
            self._window.clear()
            self._gate.reset()
        fresh = not len(self._window)
        self._window.feed(block)
        if fresh:
            self._now = self._window.start
        hop = self.options.hop
        while self._window.end - self._now >= hop - 1e-6:
            self._now += hop
            yield from self._hop(self._now - hop, self._now)

    def _hop(self, begin: Seconds, end: Seconds) -> Iterator[Heard]:
        """One hop of sound: gate, running utterance, and a pass over the phrase where one is due."""
        for turn in self._gate.feed(self._window.between(begin, end), begin):
            if turn.edge is Edge.START and self._phrase is None:
                self._open(max(turn.at, self._earliest, self._window.start))
            elif turn.edge is Edge.END and self._phrase is not None:
                yield from self._close(end)
        phrase, ear = self._phrase, self._ear
        if phrase is None or ear is None:
            return
        if phrase.fed < end:
            phrase.quick = ear.stream(self._window.between(phrase.fed, end), phrase.start)
            phrase.fed = end
        yield from self._partial()
        if phrase.due <= end:
            yield from self._pass(phrase, ear, end)

    def _pass(self, phrase: _Phrase, ear: _Ear, end: Seconds) -> Iterator[Heard]:
        """Decode the phrase so far as a whole; commit, and cut where it rests or has grown too long."""
        words = ear.whole(self._window.between(phrase.start, end), phrase.start)
        said = self._agreement.propose(words, end - self.options.edge)
        yield from self._final(said, end)
        yield from self._partial()
        last = max((w.end for w in words), default=phrase.start)
        breath = _breath(words, self._agreement.committed_end)
        if end - phrase.start >= self.options.longest:
            yield from self._close(self._weakest(phrase, end))
            self._reopen(end)
        elif end - last >= self.options.rest and not self._agreement.pending:
            self._restart(end)
        elif breath is not None:
            self._earliest = breath
            self._reopen(end)
        if self._phrase is not None:
            grown = (end - self._phrase.start) * ear.growth
            self._phrase.due = end + min(max(self.options.first_pass, grown), ear.patience)

    def _open(self, start: Seconds) -> None:
        assert self._ear is not None
        self._ear.open()
        self._phrase = _Phrase(start, due=start + YOUNGEST)

    def _restart(self, end: Seconds) -> None:
        """Nothing new is being sung: begin a new phrase shortly before now."""
        self._hush()
        self._earliest = max(end - 0.4, self._agreement.committed_end)
        if self._gate.open:
            self._reopen(end)

    def _reopen(self, end: Seconds) -> None:
        """Go on listening right after a cut."""
        assert self._ear is not None
        self._open(max(self._earliest, self._window.start))
        assert self._phrase is not None
        self._phrase.quick = self._ear.stream(
            self._window.between(self._phrase.start, end), self._phrase.start
        )
        self._phrase.fed = end

    def _close(self, at: Seconds) -> Iterator[Heard]:
        """The phrase ends at ``at``: a last pass, everything it heard is final."""
        phrase, ear = self._phrase, self._ear
        if phrase is None or ear is None:
            return
        self._hush()
        self._earliest = at
        said = self._agreement.propose(ear.whole(self._window.between(phrase.start, at), phrase.start))
        yield from self._final(said + self._agreement.flush(), self._now)
        yield from self._partial()

    def _hush(self) -> None:
        """Stop the running utterance."""
        if self._phrase is not None and self._ear is not None:
            self._ear.close()
        self._phrase = None
        self._agreement.withdraw()

    def _weakest(self, phrase: _Phrase, end: Seconds) -> Seconds:
        """The quietest moment of the phrase's later half: where to cut it."""
        begin = max(phrase.start + self.options.longest / 2, self._agreement.committed_end)
        begin = min(begin, end - 0.2)
        sound = self._window.between(begin, end)
        frame = int(0.05 * SPEECH_RATE)
        count = max(len(sound) // frame, 1)
        energy = np.square(sound[: count * frame]).reshape(count, -1).mean(axis=1)
        return begin + (int(energy.argmin()) + 0.5) * frame / SPEECH_RATE

    # -- answers -------------------------------------------------------------------------------

    def _final(self, words: tuple[Word, ...], at: Seconds) -> Iterator[Heard]:
        if words:
            self._shown = self._shown[len(words) :]
            yield self._heard(words, final=True, at=at)

    def _partial(self) -> Iterator[Heard]:
        """The present guess after the committed words: the last pass, then what the stream heard since."""
        pending = self._agreement.pending[:-1]
        quick = self._agreement.fresh(self._phrase.quick) if self._phrase else ()
        reach = pending[-1].end if pending else float("-inf")
        guess = pending + tuple(w for w in quick if (w.start + w.end) / 2 > reach)
        if [w.text for w in guess] != [w.text for w in self._shown]:
            self._shown = guess
            yield self._heard(guess, final=False, at=self._now)

    def _heard(self, words: tuple[Word, ...], final: bool, at: Seconds) -> Heard:
        offset = self._window.take_offset
        take_s = words[-1].end + offset if words and offset is not None else None
        return Heard(words, final=final, at=at, take_s=take_s)


@dataclass
class _Phrase:
    """A phrase being sung: where it began, what the running utterance has been fed and heard."""

    start: Seconds
    due: Seconds
    fed: Seconds = float("-inf")
    quick: tuple[Word, ...] = ()

    def __post_init__(self) -> None:
        self.fed = self.start


def _breath(words: tuple[Word, ...], committed: Seconds) -> Seconds | None:
    """A moment in the last pause that has only committed words before it and words after it."""
    for before, after in zip(reversed(words[:-1]), reversed(words[1:]), strict=True):
        if after.start - before.end >= BREATH and before.end <= committed + 0.05:
            return max((before.end + after.start) / 2, after.start - 0.3)
    return None


class _Ear:
    """Two decoders on one model: ``quick`` runs along, ``careful`` decodes whole phrases."""

    def __init__(self, model: SongModel | None, growth: float, patience: Seconds) -> None:
        self.growth = growth
        self.patience = patience
        self._surface = dict(model.surface) if model else {}
        with tempfile.TemporaryDirectory(prefix="livevis-words-") as folder:
            files = _song_files(model, Path(folder))
            self._quick = _decoder(files, fwdflat=False, bestpath=False, ds=2 if model is None else 1)
            self._careful = _decoder(files, ds=2)
        self._mean = ""
        self._running = False

    def open(self) -> None:
        """Begin an utterance, with the cepstral mean of the last whole phrase where one is known."""
        self.close()
        if self._mean:
            self._quick.set_cmn(self._mean)
        self._quick.start_utt()
        self._running = True

    def stream(self, sound: NDArray[np.float32], start: Seconds) -> tuple[Word, ...]:
        """Feed more of the utterance that began at ``start``; all its words so far."""
        self._quick.process_raw(_pcm(sound), False, False)
        return self._words(self._quick, start)

    def close(self) -> None:
        """End the utterance."""
        if self._running:
            self._quick.end_utt()
        self._running = False

    def whole(self, sound: NDArray[np.float32], start: Seconds) -> tuple[Word, ...]:
        """Decode a whole phrase at once."""
        if len(sound) < SPEECH_RATE // 10:
            return ()
        self._careful.start_utt()
        self._careful.process_raw(_pcm(sound), False, True)
        self._careful.end_utt()
        self._mean = self._careful.get_cmn()
        return self._words(self._careful, start)

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


def _pcm(sound: NDArray[np.float32]) -> bytes:
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
            "Reinstall it: pip install --force-reinstall pocketsphinx",
        ) from error


def _model_file(name: str) -> Path:
    """A file of the English model in the package."""
    try:
        from pocketsphinx import get_model_path
    except ImportError as error:
        raise ModelFault("pocketsphinx is not installed", "pip install 'pocketsphinx>=5.0.4,<6'") from error
    path = Path(get_model_path(f"en-us/{name}"))
    if not path.exists():
        raise ModelFault(
            f"pocketsphinx has no {path}", "Reinstall it: pip install --force-reinstall pocketsphinx"
        )
    return path
