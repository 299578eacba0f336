"""Hearing words with Whisper through faster-whisper and CTranslate2, from a folder on this machine.

Enters: `AudioBlock` at 16 kHz, `SongStart`, `SongEnd`. Leaves: `Heard`. Thread: its stage's (the library
releases the GIL); the only file that knows faster-whisper. The way of listening stands in `passes`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from livevis.errors import ModelFault
from livevis.messages import Word
from livevis.units import SPEECH_RATE, Seconds
from livevis.words.passes import PassOptions, PassTranscriber, Segment
from livevis.words.window import Mono

NEEDED = ("model.bin", "config.json", "tokenizer.json")
"""Files a folder must hold; without tokenizer.json faster-whisper would ask the hub."""

VOCABULARIES = ("vocabulary.json", "vocabulary.txt")
"""One of these must be there too."""

SILERO_FRAME = 512


@dataclass(frozen=True)
class WhisperOptions:
    """Where Whisper lies and how it runs.

    ``folder``: a CTranslate2 Whisper folder. ``device``: cpu | cuda | auto. ``compute_type``: as
    CTranslate2 names it ("default": as stored). ``threads``: CPU threads of the engine, 0 for its
    own choice. ``beam``: beam size. ``bias``: give the lyrics around the singer as hot words.
    ``silero``: let Silero's opinion open the gate as well.
    """

    folder: Path
    device: str = "cpu"
    compute_type: str = "default"
    threads: int = 1
    beam: int = 1
    bias: bool = True
    silero: bool = True
    policy: PassOptions = field(default_factory=PassOptions)


class WhisperTranscriber(PassTranscriber):
    """faster-whisper as a `Transcriber`."""

    nominal_cost: Seconds = 0.05

    def __init__(self, options: WhisperOptions) -> None:
        super().__init__(options=options.policy)
        self.options = options
        self._loaded: FasterWhisper | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """What the operator should know of the engine; only grows while it is loaded."""
        return self._loaded.notes if self._loaded is not None else ()

    def __enter__(self) -> WhisperTranscriber:
        """Load the model and run it once. Raises ModelFault naming the folder and what is wrong with it."""
        engine = FasterWhisper(self.options)
        for _ in engine(np.zeros(SPEECH_RATE, dtype=np.float32), 0.0, self.policy.language_fallback, ""):
            pass
        self._engine = self._loaded = engine
        self._judge = SileroJudge() if self.options.silero and self.policy.gate != "off" else None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the model go."""
        self.reset()
        self._engine = self._judge = self._loaded = None

    def hears(self, language: str) -> bool:
        """English always; any of Whisper's languages if the folder's model is multilingual."""
        code = language.lower().replace("_", "-").split("-")[0]
        if code in {"", "en"}:
            return True
        if not multilingual(self.options.folder):
            return False
        from faster_whisper.tokenizer import _LANGUAGE_CODES

        return code == "auto" or code in _LANGUAGE_CODES


class FasterWhisper:
    """A loaded model as a `passes.Engine`.

    A GPU it does not load on, for whatever reason, and a CUDA failure while segments are drawn (they
    are lazy) send it to the CPU in int8, once; running out of memory in the middle of a show does not:
    the stage builds a new one, which may. ``notes`` tells of the fall.
    """

    def __init__(self, options: WhisperOptions) -> None:
        self.options = options
        self.notes: tuple[str, ...] = ()
        self._fallen = False
        check_folder(options.folder)
        self._model = self._first()

    def _first(self) -> Any:
        try:
            return self._load(self.options.device, self.options.compute_type)
        except ModelFault as error:
            if self.options.device == "cpu":
                raise
            return self._fall(error)

    def _fall(self, error: Exception) -> Any:
        """The model on the CPU. Raises ModelFault where it does not load there either."""
        self._fallen = True
        model = self._load("cpu", "int8")
        self.notes = (*self.notes, f"Whisper listens on the CPU: {error.__cause__ or error}")
        return model

    def __call__(self, sound: Mono, begin: Seconds, language: str, hint: str) -> Iterator[Segment]:
        """Transcribe; see `passes.Engine`."""
        try:
            segments = self._transcribe(sound, language, hint)
        except RuntimeError as error:
            if not self._may_fall(error):
                raise
            self._model = self._fall(error)
            segments = self._transcribe(sound, language, hint)
        return iter(segments)

    def _may_fall(self, error: RuntimeError) -> bool:
        """True for the first failure of a GPU that is not a lack of memory."""
        on_gpu = getattr(self._model.model, "device", self.options.device) == "cuda"
        return on_gpu and not self._fallen and "out of memory" not in str(error).lower()

    def _transcribe(self, sound: Mono, language: str, hint: str) -> list[Segment]:
        if len(sound) < SPEECH_RATE // 10:
            return []
        spoken = language if self._model.model.is_multilingual else "en"
        segments, _ = self._model.transcribe(
            np.ascontiguousarray(sound),
            language=None if spoken in {"", "auto"} else spoken,
            beam_size=self.options.beam,
            best_of=1,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=True,
            vad_filter=False,
            hotwords=hint if hint and self.options.bias else None,
        )
        length = len(sound) / SPEECH_RATE
        return [_segment(found, length) for found in segments]

    def _load(self, device: str, compute_type: str) -> Any:
        from faster_whisper import WhisperModel

        try:
            return WhisperModel(
                str(self.options.folder),
                device=device,
                compute_type=compute_type,
                cpu_threads=self.options.threads,
                num_workers=1,
                local_files_only=True,
            )
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelFault(
                f"the Whisper model in {self.options.folder} does not load on {device}: {error}",
                "Fetch it again (livevis models fetch), or name another folder under [words] model",
            ) from error


class SileroJudge:
    """Silero's opinion on half a second of sound, through the model inside the faster-whisper package."""

    def __init__(self, threshold: float = 0.5) -> None:
        from faster_whisper.vad import get_vad_model

        self.threshold = threshold
        self._model = get_vad_model()

    def __call__(self, sound: Mono) -> bool:
        count = len(sound) // SILERO_FRAME * SILERO_FRAME
        if count < 4 * SILERO_FRAME:
            return False
        likelihood = self._model(np.array(sound[-count:], dtype=np.float32))
        return bool(np.mean(np.ravel(likelihood)[-4:]) > self.threshold)


def check_folder(folder: Path) -> None:
    """Raise ModelFault, naming what is missing, unless ``folder`` holds a CTranslate2 Whisper model."""
    remedy = "Fetch one (livevis models fetch), or name another folder under [words] model"
    if not folder.is_dir():
        raise ModelFault(f"there is no Whisper folder {folder}", remedy)
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in VOCABULARIES):
        missing.append(" or ".join(VOCABULARIES))
    if missing:
        raise ModelFault(f"the Whisper folder {folder} lacks {', '.join(missing)}", remedy)


def multilingual(folder: Path) -> bool:
    """True if the model in ``folder`` knows languages beside English, told from its files alone."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return len(config.get("lang_ids", ())) > 1


def _segment(found: Any, length: Seconds) -> Segment:
    """faster-whisper's segment as ours; times kept inside the sound, words without letters left out."""
    words = []
    for word in found.words or ():
        text = word.word.strip()
        start = min(max(float(word.start), 0.0), length)
        end = min(max(float(word.end), start), length)
        if any(c.isalnum() for c in text):
            words.append(Word(text, start, end, float(word.probability)))
    return Segment(tuple(words), float(found.no_speech_prob), float(found.avg_logprob))
