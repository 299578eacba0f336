"""Sounds and files the hearing tests are made of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

from livevis.flow.worker import Tick
from livevis.messages import AudioBlock


def noise(frames: int, channels: int = 1, seed: int = 0, scale: float = 0.1) -> NDArray[np.float32]:
    """Smooth noise (lossy coders keep it): float32 (frames, channels)."""
    white = np.random.default_rng(seed).standard_normal((frames + 15, channels))
    kernel = np.hanning(16) / 4
    smooth = np.stack([np.convolve(white[:, c], kernel, mode="valid") for c in range(channels)], axis=1)
    return np.clip(scale * smooth, -0.99, 0.99).astype(np.float32)


def write(path: Path, samples: NDArray[np.float32], rate: int) -> Path:
    """A recording; the ending of ``path`` says of what kind."""
    if path.suffix in {".m4a", ".mp4"}:
        _encode(path, samples, rate, "aac")
    else:
        soundfile.write(str(path), samples, rate)
    return path


def _encode(path: Path, samples: NDArray[np.float32], rate: int, codec: str) -> None:
    layout = "mono" if samples.shape[1] == 1 else "stereo"
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout)
        for first in range(0, len(samples), 1024):
            piece = np.ascontiguousarray(samples[first : first + 1024].T)
            frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout=layout)
            frame.sample_rate, frame.pts = rate, first
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def blocks_of(
    samples: NDArray[np.float32], rate: int, frames: int, start: float = 0.0, take: float | None = None
) -> list[AudioBlock]:
    """``samples`` cut into blocks of ``frames`` (the last one shorter)."""
    return [
        AudioBlock(
            samples[first : first + frames].copy(),
            rate,
            start + first / rate,
            take_start=None if take is None else take + first / rate,
        )
        for first in range(0, len(samples), frames)
    ]


def run(source: Any, until: float, step: float | None = None) -> list[Any]:
    """Everything a timed worker says up to ``until``, woken when it asks (or every ``step``)."""
    said: list[Any] = []
    at = source.due() or 0.0
    while at <= until + 1e-12:
        said += list(source(Tick(at)))
        at = at + step if step is not None else source.due()
    return said


def joined(items: Iterable[Any]) -> NDArray[np.float32]:
    """The samples of all blocks among ``items``, end to end."""
    return np.concatenate([item.samples for item in items if isinstance(item, AudioBlock)])


def only(kind: type, items: Iterable[Any]) -> list[Any]:
    """The items of one kind."""
    return [item for item in items if isinstance(item, kind)]
