"""Opening recordings: what is in a file, and its samples piece by piece.

Enters: a path. Leaves: `TakeInfo`, or a `TakeReader` that decodes as it is asked. Thread: the
caller's. soundfile (libsndfile) reads WAV, FLAC, OGG; PyAV (FFmpeg) reads MP3, M4A and the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from livevis.errors import Fault, InputFaults
from livevis.hear.resample import Mono
from livevis.hear.source import tame
from livevis.messages import AudioBlock
from livevis.units import Hertz, Seconds

BY_FFMPEG = frozenset({".mp3", ".m4a", ".mp4", ".aac", ".mka", ".mkv", ".mov", ".webm", ".wma", ".opus"})
"""Endings for which FFmpeg is asked first: it knows their encoder delay, libsndfile does not."""

READABLE = "Give a WAV, FLAC, OGG, MP3 or M4A file that plays elsewhere"
_MANY = 1 << 40  # of a FLAC that was never closed libsndfile states an astronomic length; FFmpeg copes
_CHUNK = 1 << 16


@dataclass(frozen=True)
class TakeInfo:
    """What a recording holds: its length in seconds, sample rate in Hz, channels.

    ``seconds`` of a lossy file without an index is FFmpeg's estimate.
    """

    seconds: Seconds
    rate: Hertz
    channels: int


class TakeReader(Protocol):
    """A recording, open at its first frame."""

    rate: Hertz
    channels: int

    @property
    def frames(self) -> int | None:
        """Its length as its header states it, None where the header does not know."""

    def skip(self, frames: int) -> None:
        """Move on by so many frames (beyond the end: to the end)."""

    def read(self, frames: int) -> NDArray[np.float32]:
        """The next frames, float32 (frames, channels), -1..1; fewer only where the take ends or breaks."""

    def close(self) -> None:
        """Let the file go."""


def _fault(path: Path, what: str, remedy: str = READABLE) -> InputFaults:
    return InputFaults([Fault(str(path), what, remedy)])


class _ByLibsndfile:
    frames: int

    def __init__(self, path: Path) -> None:
        import soundfile

        self._broken = soundfile.SoundFileError
        self._open = soundfile.SoundFile
        self._path = str(path)
        self._file = self._open(self._path)
        self.rate: Hertz = int(self._file.samplerate)
        self.channels = int(self._file.channels)
        self.frames = int(self._file.frames)

    def skip(self, frames: int) -> None:
        here = self._file.tell()
        there = min(here + frames, self.frames)
        try:
            self._file.seek(there)
        except self._broken:  # a cut FLAC cannot be sought and is no good after it was tried; it still plays
            self._file.close()
            self._file = self._open(self._path)
            _read_past(self, there)

    def read(self, frames: int) -> NDArray[np.float32]:
        # At a cut libsndfile raises after it has decoded what was there: marks show how far that goes.
        samples = np.full((frames, self.channels), np.nan, dtype=np.float32)
        try:
            got: NDArray[np.float32] = self._file.read(frames, out=samples)
        except self._broken:
            got = samples[~np.isnan(samples[:, 0])]
        return tame(got)

    def close(self) -> None:
        self._file.close()


class _ByFfmpeg:
    def __init__(self, path: Path) -> None:
        import av

        self._broken: tuple[type[Exception], ...] = (av.FFmpegError, ValueError)
        self._container: Any = av.open(str(path), metadata_errors="ignore")
        if not self._container.streams.audio:
            self._container.close()
            raise _fault(path, "there is no sound in it")
        stream = self._container.streams.audio[0]
        self.rate: Hertz = int(stream.rate)
        self.channels = int(stream.channels)
        self.frames: int | None = None
        if stream.duration is not None:
            self.frames = round(float(stream.duration * stream.time_base) * self.rate)
        elif self._container.duration is not None:
            self.frames = round(self._container.duration / 1e6 * self.rate)
        self._to_float: Any = av.AudioResampler(format="flt", layout=stream.layout, rate=self.rate)
        self._pieces = self._decode(stream)
        self._rest = np.zeros((0, self.channels), dtype=np.float32)

    def _decode(self, stream: Any) -> Iterator[NDArray[np.float32]]:
        try:
            for frame in self._container.decode(stream):
                for piece in self._to_float.resample(frame):
                    yield piece.to_ndarray().reshape(-1, self.channels)
        except self._broken:  # the file breaks off here: what came before it was good
            return

    def skip(self, frames: int) -> None:
        # Decoding is some hundred times faster than the music; seeking in MP3 is only roughly right.
        _read_past(self, frames)

    def read(self, frames: int) -> NDArray[np.float32]:
        pieces, have = [self._rest], len(self._rest)
        while have < frames and (piece := next(self._pieces, None)) is not None:
            pieces.append(piece)
            have += len(piece)
        whole = np.concatenate(pieces)
        self._rest = whole[frames:].copy()
        return tame(whole[:frames].astype(np.float32))

    def close(self) -> None:
        self._pieces = iter(())
        self._container.close()


def _read_past(reader: TakeReader, frames: int) -> None:
    while frames > 0 and (got := len(reader.read(min(frames, _CHUNK)))):
        frames -= got


def open_take(path: Path) -> TakeReader:
    """Open a recording at its first frame.

    Raises:
        InputFaults: the file is missing, empty, or nothing here can read it; with its remedy.
    """
    if not path.is_file():
        what = "is a folder, not a recording" if path.is_dir() else "there is no such recording"
        raise _fault(path, what, "Correct the path of the take; it is relative to the show's folder")
    if path.stat().st_size == 0:
        raise _fault(path, "the file is empty", "Export or copy the recording again")
    first, second = _open_by_libsndfile, _open_by_ffmpeg
    if path.suffix.lower() in BY_FFMPEG:
        first, second = second, first
    opened = first(path)
    if isinstance(opened, str):
        other = second(path)
        if isinstance(other, str):
            raise _fault(path, f"cannot be read as sound ({opened}; {other})")
        opened = other
    return opened


def _open_by_libsndfile(path: Path) -> TakeReader | str:
    import soundfile

    try:
        reader = _ByLibsndfile(path)
    except soundfile.SoundFileError as error:
        return f"libsndfile: {getattr(error, 'error_string', error)}".rstrip(".")
    if not 0 <= reader.frames < _MANY:
        reader.close()
        return "libsndfile: its header states no length"
    return reader


def _open_by_ffmpeg(path: Path) -> TakeReader | str:
    import av

    try:
        return _ByFfmpeg(path)
    except (av.FFmpegError, ValueError, OSError) as error:
        return f"FFmpeg: {getattr(error, 'strerror', None) or error}".rstrip(".")


def probe(path: Path) -> TakeInfo:
    """What ``path`` holds, read from its header, its first samples and (where it can be sought) its last.

    Raises:
        InputFaults: missing, unreadable, without sound, or cut off; with its remedy.
    """
    reader = open_take(path)
    try:
        piece = max(1, reader.rate // 10)
        if len(reader.read(piece)) == 0:
            raise _fault(path, "there is not one sample in it", "Export or copy the recording again")
        if isinstance(reader, _ByLibsndfile):
            _check_end(path, reader, piece)
        frames = reader.frames
        if frames is None:
            frames = piece + _count(reader)
        return TakeInfo(frames / reader.rate, reader.rate, reader.channels)
    finally:
        reader.close()


def mono_of(path: Path, rate: Hertz) -> NDArray[np.float32]:
    """A whole recording: float32 (frames,) at ``rate``, the mean of its channels.

    Raises:
        InputFaults: missing, unreadable or without sound; with its remedy.
    """
    reader = open_take(path)
    mono, pieces, at = Mono(rate), [np.zeros(0, np.float32)], 0
    try:
        while len(some := reader.read(_CHUNK)):
            pieces += [out.mono() for out in mono.feed(AudioBlock(some, reader.rate, at / reader.rate))]
            at += len(some)
    finally:
        reader.close()
    if not at:
        raise _fault(path, "there is not one sample in it", "Export or copy the recording again")
    return np.concatenate([*pieces, *(out.mono() for out in mono.flush())])


def _check_end(path: Path, reader: _ByLibsndfile, piece: int) -> None:
    whole = reader.frames
    last = max(0, min(piece, whole - piece))
    reader.skip(whole - piece - last)
    if len(reader.read(last)) < last:
        what = f"it breaks off before its stated length of {whole / reader.rate:.1f} s"
        raise _fault(path, what, "Export or copy the recording again")


def _count(reader: TakeReader) -> int:
    frames = 0
    while got := len(reader.read(_CHUNK)):
        frames += got
    return frames
