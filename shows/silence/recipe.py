"""Makes ``silence.flac``: ``python shows/silence/recipe.py``.

Enters: nothing. Leaves: 20 s of the sound of a quiet room, beside this file: soft brown noise at
about -66 dBFS with a slow breath in it, mono, 16000 Hz, 16 bit. Not run at show time.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile as sf
from scipy.signal import butter, sosfilt

RATE, SECONDS, LEVEL_DB, SEED = 16000, 20, -66.0, 1


def room() -> np.ndarray:
    """The room: float64 (frames,), faded in and out over half a second."""
    t = np.arange(RATE * SECONDS) / RATE
    noise = np.random.default_rng(SEED).standard_normal(len(t))
    noise = sosfilt(butter(1, (40, 400), "bandpass", fs=RATE, output="sos"), noise)
    noise *= (1 + 0.3 * np.sin(2 * np.pi * t / 7)) * np.clip(np.minimum(t, SECONDS - t) / 0.5, 0, 1)
    return noise * 10 ** (LEVEL_DB / 20) / np.sqrt(np.mean(noise**2))


if __name__ == "__main__":
    sf.write(Path(__file__).with_name("silence.flac"), room(), RATE, subtype="PCM_16")
