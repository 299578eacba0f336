"""Keeping what was heard.

Enters: blocks as they come from the source. Leaves: nothing; a FLAC file grows. Thread: its own stage's.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.errors import Fault, InputFaults
from livevis.flow.worker import Part
from livevis.hear.resample import JUMP, Mono
from livevis.hear.source import silence
from livevis.messages import AudioBlock
from livevis.units import Seconds

FLUSH: Seconds = 1.0
"""How much sound a killed process may lose."""


class TakeKeeper(Part):
    """Writes every block to ``path`` (FLAC, 16 bit), at the first block's rate and channels.

    A recording is never overwritten: where ``path`` exists it becomes ``NAME-2.flac`` and so on, and
    ``path`` names the file in use once the first block has come.

    Sound that is missing (a gap, blocks dropped on the way) becomes silence, so the file keeps the
    show's time: its first sample was heard at ``started``. Should the source change its rate, the sound is
    brought to the file's. Raises `InputFaults` if the file cannot be made.
    """

    nominal_cost = 0.0005

    def __init__(self, path: Path) -> None:
        self.started: Seconds | None = None
        self.path = path
        self._file: Any = None
        self._mono: Mono | None = None
        self._end: Seconds = 0.0
        self._unflushed = 0

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            if self._mono is not None:
                for rest in self._mono.flush():
                    self._write(rest)
            self._file.close()
            self._file = None

    def __call__(self, item: object) -> Iterator[None]:
        """`AudioBlock` in; all else is ignored."""
        if isinstance(item, AudioBlock) and len(item.samples):
            if self._file is None:
                self._open(item)
            for block in self._at_file_rate(item):
                self._write(block)
        return iter(())

    def _open(self, first: AudioBlock) -> None:
        import soundfile

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path = _unused(self.path)
            self._file = soundfile.SoundFile(
                str(self.path),
                "w",
                samplerate=first.rate,
                channels=min(8, first.samples.shape[1]),  # FLAC holds no more
                format="FLAC",
                subtype="PCM_16",
            )
        except (OSError, soundfile.SoundFileError) as error:
            fault = Fault(
                str(self.path), f"cannot keep the take here: {error}", "Choose a folder to write in"
            )
            raise InputFaults([fault]) from error
        self.started = self._end = first.start

    def _at_file_rate(self, block: AudioBlock) -> Iterator[AudioBlock]:
        if block.rate == self._file.samplerate:
            if self._mono is not None:
                yield from self._mono.flush()
                self._mono = None
            yield block
            return
        if self._mono is None:
            self._mono = Mono(self._file.samplerate)
        yield from self._mono.feed(block)

    def _write(self, block: AudioBlock) -> None:
        rate, channels = self._file.samplerate, self._file.channels
        # Only a jump between neighbours is a hole: a slowly drifting clock must not cut clicks into the take.
        if (missing := block.start - self._end) > JUMP:
            self._put_silence(round(missing * rate))
        self._put(_as_channels(block.samples, channels))
        self._end = block.end

    def _put_silence(self, frames: int) -> None:
        while frames > 0:
            piece = min(frames, self._file.samplerate)
            self._put(silence(piece, self._file.channels))
            frames -= piece

    def _put(self, samples: NDArray[np.float32]) -> None:
        self._file.write(samples)
        self._unflushed += len(samples)
        if self._unflushed >= FLUSH * self._file.samplerate:
            self._file.flush()
            self._unflushed = 0


def _as_channels(samples: NDArray[np.float32], channels: int) -> NDArray[np.float32]:
    have = samples.shape[1]
    if have == channels:
        return samples
    if have > channels > 1:
        return samples[:, :channels]
    return np.repeat(samples.mean(axis=1, dtype=np.float32)[:, None], channels, axis=1)


def _unused(path: Path) -> Path:
    free, number = path, 2
    while free.exists():
        free = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return free
