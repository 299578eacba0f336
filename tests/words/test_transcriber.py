"""Both recognisers keep the protocol, and importing the room stays light."""

import subprocess
import sys
from pathlib import Path

from livevis.words.sphinx import SphinxTranscriber
from livevis.words.transcriber import Transcriber
from livevis.words.whisper import WhisperOptions, WhisperTranscriber


def test_both_are_transcribers() -> None:
    assert isinstance(SphinxTranscriber(), Transcriber)
    assert isinstance(WhisperTranscriber(WhisperOptions(Path("nowhere"))), Transcriber)


def test_the_room_imports_nothing_heavy() -> None:
    code = (
        "import sys, livevis.words.sphinx, livevis.words.whisper, livevis.words.follow;"
        "print(sorted({m.split('.')[0] for m in sys.modules} & "
        "{'pocketsphinx', 'faster_whisper', 'ctranslate2', 'torch', 'scipy', 'onnxruntime'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
