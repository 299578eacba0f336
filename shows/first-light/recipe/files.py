"""What lies on disk: the take as OGG Vorbis, the words as enhanced LRC.

Enters: the mixed take and the sung lines. Leaves: ``first-light.ogg`` and ``first-light.lrc``.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile as sf
from instruments import RATE
from sing import Sung
from song import ARTIST, TITLE

COMPRESSION = 0.55  # libsndfile's 0 (large) .. 1 (small)
BLOCK = 1 << 16  # frames written at a time: libsndfile's encoder keeps a block on its stack


def write_ogg(path: Path, take: np.ndarray) -> None:
    """``take`` (frames, 2) float32 as OGG Vorbis."""
    with sf.SoundFile(
        path, "w", RATE, 2, format="OGG", subtype="VORBIS", compression_level=COMPRESSION
    ) as file:
        file.title, file.artist, file.license = TITLE, ARTIST, "MIT"
        for at in range(0, len(take), BLOCK):
            file.write(take[at : at + BLOCK])


def stamp(seconds: float) -> str:
    """``mm:ss.xx``."""
    hundredths = round(seconds * 100)
    return f"{hundredths // 6000:02d}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"


def write_lrc(path: Path, lines: list[Sung], seconds: float) -> None:
    """Line stamps, a stamp before each word, and one where the line's last word ends.

    A word of this format ends where the next stamp stands; the singer runs her words together,
    so that is where she ends them too.
    """
    rows = [f"[ti:{TITLE}]", f"[ar:{ARTIST}]", f"[length:{stamp(round(seconds))[:5]}]", "[la:en]", ""]
    for sung in lines:
        words = " ".join(f"<{stamp(word.start)}>{word.text}" for word in sung.words)
        rows.append(f"[{stamp(sung.words[0].start)}]{words} <{stamp(sung.words[-1].end)}>")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
