"""The film of the show: what was on the wall, with what was heard.

Enters: `Frame`s and `AudioBlock`s as they come. Leaves: an MP4 file (H.264 and AAC), nothing else.
Thread: one, its stage's. The encoder lets the interpreter go while it works.

While it is written the file is a fragmented MP4: killed at any moment it plays up to its last second
or two. Closed properly, it is turned into a plain one with its index first. The film's time is the show's:
second 12 of the film is second 12 of the timeline. Frames stand at a constant rate by their ``at``:
a stall repeats the last one, a surplus is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.errors import LivevisError
from livevis.flow.worker import Part
from livevis.messages import AudioBlock, Frame
from livevis.units import Pixels, Seconds
from livevis.wall.soundtrack import RATE, Samples, Soundtrack

#: How far sound may lag behind the picture before silence takes its place. The two are woven in the
#: file, so a silent microphone must not hold the picture back.
LAG: Seconds = 2.0

#: An AAC frame.
AAC_FRAME = 1024

#: Larger films stay fragmented (they play just as well): rewriting them would hold up the show's end.
REWRITE_LIMIT_BYTES = 600_000_000

#: ``delay_moov`` writes the header with the first fragment, so that it can tell players to skip the 21 ms
#: in which the sound's encoder settles; with ``empty_moov`` picture and sound both begin that much late.
FRAGMENTED = {"movflags": "frag_keyframe+delay_moov+default_base_moof", "flush_packets": "1"}


@dataclass(frozen=True)
class FilmWish:
    """What film is wanted.

    ``size`` (width, height): odd ones get one more row or column. ``crf``: x264's quality, less is
    better. ``preset`` ultrafast costs 3.5 ms a 1280x720 frame, superfast 5.6, veryfast 9.
    ``origin``: show time of the film's beginning. ``rewrite``: make a plain MP4 of it at the end.
    """

    path: Path
    size: tuple[Pixels, Pixels]
    fps: float = 30.0
    crf: int = 21
    preset: str = "ultrafast"
    threads: int = 1
    origin: Seconds = 0.0
    rewrite: bool = True


class Film(Part):
    """Writes the film of ``wish``; an existing file is replaced.

    Attributes: ``written`` frames in the file, ``repeated`` of them to heal stalls; ``surplus`` frames
    dropped because their place was taken; ``soundtrack`` for what became of the sound.
    """

    nominal_cost: Seconds = 0.006

    def __init__(self, wish: FilmWish) -> None:
        self.wish = wish
        self.written = self.repeated = self.surplus = 0
        self.soundtrack = Soundtrack(wish.origin)
        self._heard = False
        self._last: NDArray[np.uint8] | None = None
        self._waiting: list[Samples] = []
        self._sound_pts = 0
        self._file: Any = None

    def __enter__(self) -> Film:
        import av

        try:
            self.wish.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = av.open(str(self.wish.path), "w", format="mp4", options=FRAGMENTED)
        except OSError as error:
            raise LivevisError(f"cannot write {self.wish.path}: {error}", "Choose another --out") from error
        self._picture, self._sound = self._streams(self._file)
        return self

    def _streams(self, file: Any) -> tuple[Any, Any]:
        wish = self.wish
        rate = Fraction(wish.fps).limit_denominator(1001)
        options = {"preset": wish.preset, "crf": str(wish.crf), "tune": "zerolatency", "bf": "0"}
        picture = file.add_stream("libx264", rate=rate, options=options)
        picture.width, picture.height = (side + side % 2 for side in wish.size)
        picture.pix_fmt = "yuv420p"
        context = picture.codec_context
        context.thread_count = wish.threads
        context.gop_size = max(1, round(wish.fps))
        context.time_base = picture.time_base = 1 / rate
        # OpenCV's conversion is BT.601 in video range; said so, players show the colours of the wall.
        context.colorspace, context.color_range, context.color_primaries, context.color_trc = 6, 1, 1, 1
        sound = file.add_stream("aac", rate=RATE, options={"b": "160k"})
        sound.layout = "stereo"
        return picture, sound

    def __call__(self, item: Frame | AudioBlock) -> Iterable[Any]:
        """Put ``item`` in the film. Gives back nothing."""
        if isinstance(item, Frame):
            self._show(item)
        else:
            self._heard = True
            self._write_sound(self.soundtrack.add(item))
        return ()

    # -- pictures

    def _show(self, frame: Frame) -> None:
        place = round((frame.at - self.wish.origin) * self.wish.fps)
        if place < self.written:
            self.surplus += 1
            return
        fresh = self._planes(frame.pixels)
        old = self._last if self._last is not None else fresh
        self._repeat(old, place)
        self._write(fresh)
        self._last = fresh
        self._write_sound(self.soundtrack.pad(frame.at - LAG))

    def _planes(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """RGB canvas to I420 planes: uint8 (height * 3 / 2, width), sides even."""
        import cv2

        width, height = self.wish.size
        if pixels.shape[:2] != (height, width):
            pixels = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA)
        if width % 2 or height % 2:
            pixels = np.pad(pixels, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
        planes: NDArray[np.uint8] = cv2.cvtColor(pixels, cv2.COLOR_RGB2YUV_I420)
        return planes

    def _repeat(self, planes: NDArray[np.uint8], until: int) -> None:
        while self.written < until:
            self._write(planes)
            self.repeated += 1

    def _write(self, planes: NDArray[np.uint8]) -> None:
        import av

        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts = self.written
        frame.time_base = self._picture.codec_context.time_base
        self._file.mux(self._picture.encode(frame))
        self.written += 1

    # -- sound

    def _write_sound(self, pieces: Iterable[Samples]) -> None:
        """Cut ``pieces`` into the encoder's frames."""
        self._waiting += pieces
        while sum(map(len, self._waiting)) >= AAC_FRAME:
            line = np.concatenate(self._waiting)
            whole = len(line) - len(line) % AAC_FRAME
            for begin in range(0, whole, AAC_FRAME):
                self._encode_sound(line[begin : begin + AAC_FRAME])
            self._waiting = [line[whole:]]

    def _encode_sound(self, samples: Samples) -> None:
        import av

        planes = np.ascontiguousarray(np.clip(samples, -1.0, 1.0).T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
        frame.sample_rate = RATE
        frame.pts = self._sound_pts
        frame.time_base = Fraction(1, RATE)
        self._sound_pts += len(samples)
        self._file.mux(self._sound.encode(frame))

    # -- the end

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is None:
            return
        try:
            self._finish()
        finally:
            file, self._file = self._file, None
            file.close()
        if self.wish.rewrite and self.wish.path.stat().st_size <= REWRITE_LIMIT_BYTES:
            rewrite(self.wish.path, with_sound=self._heard)

    def _finish(self) -> None:
        """Let picture and sound end together, and the encoders give out what they hold."""
        width, height = self.wish.size
        self._write_sound(self.soundtrack.close())
        still = self._last if self._last is not None else self._planes(np.zeros((height, width, 3), np.uint8))
        heard = round((self.soundtrack.end - self.wish.origin) * self.wish.fps)
        self._repeat(still, max(1, min(heard, self.written + round(LAG * self.wish.fps))))
        self._write_sound(self.soundtrack.pad(self.wish.origin + self.written / self.wish.fps))
        if rest := sum(map(len, self._waiting)):
            self._encode_sound(np.concatenate(self._waiting)[:rest])
        self._file.mux(self._picture.encode(None))
        self._file.mux(self._sound.encode(None))


def rewrite(path: Path, with_sound: bool = True) -> None:
    """Turn the fragmented film at ``path`` into a plain MP4, index first, in one atomic step.

    Nothing is encoded anew. ``with_sound=False`` leaves the (silent) sound out.
    """
    import av

    part = path.with_name(f".{path.name}.part")
    with (
        av.open(str(path)) as old,
        av.open(str(part), "w", format="mp4", options={"movflags": "faststart"}) as new,
    ):
        wanted = [s for s in old.streams if s.type == "video" or with_sound]
        streams = {s.index: new.add_stream_from_template(s) for s in wanted}
        for packet in old.demux(wanted):
            if packet.dts is not None:
                packet.stream = streams[packet.stream.index]
                new.mux(packet)
    part.replace(path)
