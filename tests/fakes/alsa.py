"""A microphone made of a file: a real PortAudio and a real ALSA, and no sound card.

Enters: a recording. Leaves: an ALSA configuration whose only PCM, "take", reads it, and a pacer, for
ALSA's file device hands its samples over as fast as they are asked for.

ALSA's file plugin over its null device takes any format, so it is what PortAudio asks for first, float32,
that must stand in the raw file (int16 there would be read as NaN). Past the file's end it repeats an old
buffer: the raw file ends in silence.

PortAudio reads ``ALSA_CONFIG_PATH`` when it starts, so the variable is set before sounddevice is imported:
in another process.
"""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import numpy as np
import soundfile
import soxr

from livevis.hear.devices import MicrophoneWish
from livevis.hear.inlet import Heard, Inlet, OpenInlet, PortAudioInlet

RATE = 44_100
CHANNELS = 2
SYSTEM = Path("/usr/share/alsa/alsa.conf")

PCM = """
pcm.take {{
  type file
  slave.pcm null
  file "{out}"
  infile "{raw}"
  format raw
  hint {{ show on description "take" }}
}}
"""


class AlsaTake:
    """The device "take" in ``folder``: plug it in, pull it out, from this process or another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "alsa.conf"
        self.raw = folder / "take.raw"
        self.out = folder / "played.raw"
        self.pulled = folder / "pulled"
        self.begun = folder / "begun"

    @property
    def env(self) -> dict[str, str]:
        """What the hearing process needs in its environment."""
        return {"ALSA_CONFIG_PATH": str(self.config), "LIVEVIS_TEST_ALSA": str(self.folder)}

    def load(self, take: Path, take_from: float = 0.0, tail: float = 120.0) -> np.ndarray:
        """Make ``take`` what the device hears from its next opening on: float32 (frames, 2) at 44.1 kHz."""
        samples, rate = soundfile.read(str(take), dtype="float32", always_2d=True)
        samples = samples[round(take_from * rate) :]
        if rate != RATE:
            samples = soxr.resample(samples, rate, RATE)
        samples = np.ascontiguousarray(
            np.repeat(samples.mean(axis=1, dtype=np.float32)[:, None], CHANNELS, axis=1)
        )
        aside = self.raw.with_suffix(".new")
        with aside.open("wb") as file:
            file.write(samples.tobytes())
            file.write(bytes(round(tail * RATE) * CHANNELS * 4))
        aside.replace(self.raw)
        return samples

    def plug(self) -> None:
        """The device is there (and, opened anew, begins at the start of its file)."""
        self._configure(PCM.format(raw=self.raw, out=self.out))
        self.pulled.unlink(missing_ok=True)

    def begin(self) -> None:
        """The band begins: until now an open device hears silence, however long the show takes to load."""
        self.begun.touch()

    def pull(self) -> None:
        """The device is gone from the list, and what is open gives nothing more."""
        self.pulled.touch()
        self._configure("")

    def _configure(self, pcm: str) -> None:
        aside = self.config.with_suffix(".new")
        aside.write_text(f"<{SYSTEM}>\n{pcm}")
        aside.replace(self.config)


class Pacer:
    """Stands between PortAudio's callback and the product's ring: each piece waits for its time.

    Until the file "begun" is there the first piece waits, and silence is heard in its place.
    """

    def __init__(self, heard: Heard, rate: int, folder: Path) -> None:
        self._heard = heard
        self._rate = rate
        self._pulled = folder / "pulled"
        self._begun = folder / "begun"
        self._zero: float | None = None
        self._frames = 0
        self.closed = threading.Event()

    def __call__(self, samples: np.ndarray) -> None:
        if self._zero is None:
            self._zero = time.monotonic()
            while not (self._begun.exists() or self.closed.is_set()):
                self._give(np.zeros_like(samples))
        self._give(samples)

    def _give(self, samples: np.ndarray) -> None:
        self._frames += len(samples)
        self.closed.wait(max(0.0, self._zero + self._frames / self._rate - time.monotonic()))
        if not self.closed.is_set() and not self._pulled.exists():
            self._heard(samples)


def paced(open_inlet: OpenInlet, folder: Path) -> OpenInlet:
    """The same opener, its inlets paced by the wall clock and mute while the device in ``folder`` is."""

    def opened(wish: MicrophoneWish, again: bool) -> Inlet:
        return _PacedInlet(open_inlet(wish, again), folder)

    return opened


class _PacedInlet:
    def __init__(self, inlet: Inlet, folder: Path) -> None:
        self._inlet = inlet
        self._folder = folder
        self._pacer: Pacer | None = None
        self.device, self.rate, self.channels = inlet.device, inlet.rate, inlet.channels
        self.latency, self.said = inlet.latency, inlet.said

    def start(self, heard: Heard) -> None:
        self._pacer = Pacer(heard, self.rate, self._folder)
        self._inlet.start(self._pacer)

    def close(self) -> None:
        if self._pacer is not None:
            self._pacer.closed.set()
        self._inlet.close()


def pace_all_inlets() -> None:
    """Pace every inlet this process opens from now on, if the environment names a folder of `AlsaTake`."""
    named = os.environ.get("LIVEVIS_TEST_ALSA")
    if named is None:
        return
    folder = Path(named)
    start, close = PortAudioInlet.start, PortAudioInlet.close

    def paced_start(inlet: PortAudioInlet, heard: Heard) -> None:
        inlet.pacer = Pacer(heard, inlet.rate, folder)
        start(inlet, inlet.pacer)

    def paced_close(inlet: PortAudioInlet) -> None:
        if (pacer := getattr(inlet, "pacer", None)) is not None:
            pacer.closed.set()
        close(inlet)

    PortAudioInlet.start, PortAudioInlet.close = paced_start, paced_close


def available() -> bool:
    """True if this machine has PortAudio and ALSA's system configuration."""
    import ctypes.util

    return SYSTEM.exists() and ctypes.util.find_library("portaudio") is not None
