"""Where the singing is: phrases cut from a stream that may hold music all the time.

Enters: mono sound in any pieces. Leaves: phrase starts and ends with their times, and whether a voice
sounds now. Pure numpy, its worker's thread.

A frame counts as sung when it is louder than the adaptive floor of its surroundings in the band where
voices carry their words, and periodic within a singer's range. Silero alone misses high singing
(silero-vad #565), so it is only ever OR-ed in (`attend`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from livevis.units import SPEECH_RATE, Decibels, Hertz, Seconds

FRAME = 512
"""Samples a frame is judged on (32 ms)."""

HOP = 160
"""Samples from frame to frame (10 ms)."""

REMEMBERED = 3000
"""Frames whose level is kept for `Gate.support` (30 s)."""

SILENCE: Decibels = -75.0
"""Below this nothing is sung, however quiet the room."""


class Edge(str, Enum):
    """The two ends of a phrase."""

    START = "start"
    END = "end"


@dataclass(frozen=True)
class Turn:
    """A phrase begins or ends at ``at`` (show seconds); a start already includes the pre-roll."""

    edge: Edge
    at: Seconds


@dataclass(frozen=True)
class GateOptions:
    """How phrases are cut.

    ``rise``: dB above the floor that count as a voice. ``needs_pitch``: loud frames must also be
    periodic now and then. ``onset``: how much of the last 150 ms must be voice to open.
    ``hang``: quiet that closes. ``pre_roll``: sound before the opening that belongs to the phrase.
    ``memory``: how long the floor remembers. ``quiet_share``: the share of that time taken as floor.
    """

    rise: Decibels = 4.0
    needs_pitch: bool = True
    onset: Seconds = 0.06
    hang: Seconds = 0.6
    pre_roll: Seconds = 0.3
    memory: Seconds = 12.0
    quiet_share: float = 0.15
    lowest: Hertz = 80
    highest: Hertz = 1100
    clarity: float = 0.45


class Gate:
    """Cuts phrases; see `GATES` for the three that ship. Bounded: remembers ``memory`` seconds of levels."""

    def __init__(self, options: GateOptions | None = None) -> None:
        self.options = options or GateOptions()
        self._window = np.hanning(FRAME).astype(np.float32)
        bins = np.fft.rfftfreq(2 * FRAME, 1 / SPEECH_RATE)
        # Words live between 250 Hz and 4 kHz; the tilt favours formants over a bass line.
        self._band = np.where((bins >= 250) & (bins <= 4000), np.minimum(bins / 500.0, 2.0), 0.0)
        self._lags = (SPEECH_RATE // self.options.highest, SPEECH_RATE // self.options.lowest)
        taper = np.fft.irfft(np.abs(np.fft.rfft(self._window, 2 * FRAME)) ** 2)[:FRAME]
        self._taper = np.maximum(taper / taper[0], 0.05)
        self.reset()

    def reset(self) -> None:
        """Forget the room: a new stretch of sound begins."""
        self._rest: NDArray[np.float32] = np.zeros(0, dtype=np.float32)
        self._clock: Seconds | None = None
        self._levels: deque[float] = deque(maxlen=round(self.options.memory * SPEECH_RATE / HOP))
        self._recent: deque[bool] = deque(maxlen=15)
        self._pitched: deque[bool] = deque(maxlen=30)
        self._history: deque[tuple[Seconds, Decibels, bool]] = deque(maxlen=REMEMBERED)
        self._last_voice: Seconds = float("-inf")
        self._floor: Decibels = SILENCE
        self._count = 0
        self.open = False
        self.voiced = False
        self.level: Decibels = -120.0

    @property
    def floor(self) -> Decibels:
        """The level taken for the room without the singer, dB in the words' band."""
        return self._floor

    def feed(self, samples: NDArray[np.float32], start: Seconds) -> tuple[Turn, ...]:
        """Listen on: ``samples`` float32 (frames,) at 16 kHz, the first heard at ``start``.

        Pieces must follow one another; call `reset` where sound is missing.
        """
        if self._clock is None:
            self._clock = start
        data = np.concatenate([self._rest, samples]) if len(self._rest) else samples
        count = max((len(data) - FRAME) // HOP + 1, 0)
        turns: list[Turn] = []
        if count:
            frames = np.lib.stride_tricks.sliding_window_view(data, FRAME)[: count * HOP : HOP]
            levels, pitched = self._judge(frames)
            for level, pitch in zip(levels.tolist(), pitched.tolist(), strict=True):
                turn = self._step(level, pitch, self._clock + FRAME / SPEECH_RATE)
                if turn:
                    turns.append(turn)
                self._clock += HOP / SPEECH_RATE
        self._rest = np.array(data[count * HOP :], dtype=np.float32)
        return tuple(turns)

    def attend(self, at: Seconds) -> Turn | None:
        """Another detector heard speech at ``at``: open, or stay open, on its word."""
        self._last_voice = max(self._last_voice, at)
        return self._open_at(at) if not self.open else None

    def support(self, begin: Seconds, end: Seconds) -> tuple[float, int]:
        """What the sound of [begin, end) says for words in it: (share of voiced frames, onsets).

        An onset is a level peak that stands 2 dB above the dip before it: a syllable, roughly.
        Looks back 30 s at most; (0.0, 0) where nothing was heard.
        """
        here = [(level, voiced) for at, level, voiced in self._history if begin <= at < end]
        if not here:
            return 0.0, 0
        share = sum(voiced for _, voiced in here) / len(here)
        width = min(5, len(here))
        levels = np.convolve([level for level, _ in here], np.ones(width) / width, mode="valid")
        onsets, dip, peak, rising = 0, levels[0], levels[0], False
        for level in levels.tolist():
            if rising:
                peak = max(peak, level)
                if level < peak - 2.0:
                    rising, dip = False, level
            else:
                dip = min(dip, level)
                if level > dip + 2.0:
                    rising, peak, onsets = True, level, onsets + 1
        return share, onsets

    def _judge(self, frames: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Level in the words' band (dB) and periodicity of each frame."""
        power = np.abs(np.fft.rfft(frames * self._window, 2 * FRAME, axis=1)) ** 2
        energy = (power * self._band).sum(axis=1) / (FRAME * FRAME)
        levels = 10 * np.log10(energy + 1e-12)
        # Autocorrelation by Wiener-Khinchin, divided by the window's own (Boersma 1993).
        correlation = np.fft.irfft(power, axis=1)[:, :FRAME] / self._taper
        low, high = self._lags
        clarity = correlation[:, low:high].max(axis=1) / (correlation[:, 0] + 1e-9)
        return levels, clarity > self.options.clarity

    def _step(self, level: Decibels, pitched: bool, at: Seconds) -> Turn | None:
        """One frame on; ``at`` is its end."""
        self.level = level
        self._levels.append(level)
        if self._count % 10 == 0:
            self._floor = max(float(np.quantile(self._levels, self.options.quiet_share)), SILENCE)
        self._count += 1
        self._pitched.append(pitched)
        loud = level > self._floor + self.options.rise
        self.voiced = loud and (any(self._pitched) or not self.options.needs_pitch)
        self._recent.append(self.voiced)
        self._history.append((at, level, self.voiced))
        if self.voiced:
            self._last_voice = at
        if self.open:
            return self._close_at(at)
        if sum(self._recent) * HOP / SPEECH_RATE >= self.options.onset:
            return self._open_at(at)
        return None

    def _open_at(self, at: Seconds) -> Turn:
        self.open = True
        return Turn(Edge.START, at - len(self._recent) * HOP / SPEECH_RATE - self.options.pre_roll)

    def _close_at(self, at: Seconds) -> Turn | None:
        if at - self._last_voice < self.options.hang:
            return None
        self.open = False
        self._recent.clear()
        return Turn(Edge.END, at)


class OpenGate(Gate):
    """Opens on the first sound and never closes: where another judge decides."""

    def _step(self, level: Decibels, pitched: bool, at: Seconds) -> Turn | None:
        super()._step(level, pitched, at)
        if self._count > 1:
            return None
        self.open = True
        return Turn(Edge.START, at - FRAME / SPEECH_RATE)

    def _close_at(self, at: Seconds) -> Turn | None:
        return None


GATES: Mapping[str, Callable[[], Gate]] = {
    "singing": Gate,
    "speech": lambda: Gate(replace(GateOptions(), hang=0.45, rise=6.0)),
    "off": OpenGate,
}
"""The gates by the name a show gives them."""
