"""The live ear.

Enters: ticks (and, on PortAudio's thread, samples, which go into a ring and nowhere else). Leaves:
blocks at the device's own rate, `Level` and `Notice` when the device comes or goes. Thread: the
stage of the source opens, reads and closes; the callback belongs to PortAudio.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livevis.errors import DeviceLost
from livevis.flow.worker import Part, Tick
from livevis.hear.devices import MicrophoneWish
from livevis.hear.inlet import LATENCY, Inlet, OpenInlet, open_portaudio
from livevis.hear.level import FLOOR
from livevis.hear.ring import Ring
from livevis.hear.source import BLOCK, QUIET_RATE, SLACK, Pace, SourceIn, SourceOut, silence, tame
from livevis.hear.tone import amplitude
from livevis.messages import Level, Notice
from livevis.units import Seconds

__all__ = ["Microphone", "MicrophoneWish"]

PATIENCE: Seconds = 0.5
"""A device that has given no sample for so long is gone."""

RETRY: Seconds = 2.0
"""How often a device that is gone is looked for."""

HOMESICK: Seconds = 10.0
"""For so long, where the rig names no input, only the very device that was lost will do; then the default."""

RING: Seconds = 2.0
"""How much sound waits for a stage that is held up."""

WINDOW: Seconds = 2.0
"""Over how long the device's clock is compared with the show's before the stamps are moved."""

DEADBAND: Seconds = 0.001
STEP: Seconds = 0.002  # per window: follows clocks that differ by up to 1000 ppm, five times a bad crystal
SKIPPED: Seconds = 0.250  # more than this cannot be a clock: the device itself lost samples


class Microphone(Part):
    """Hears a device, says which, and goes on in silence while there is none.

    The show never waits for it: no PortAudio, no device, a device taken by another program or unplugged
    in the middle are one and the same path: `Level` (alive=False) and a `Notice` once, silent blocks
    meanwhile, a new attempt every 2 s of tick time, and the ``gap`` in the first block after it.

    A device that was heard is looked for by its own name, then by the rig's names: the machine's other
    inputs do not replace the singer's microphone while it is plugged in again. A device that works is
    never left for a better one.
    """

    def __init__(
        self,
        wish: MicrophoneWish | None = None,
        open_stream: OpenInlet = open_portaudio,
        block: Seconds = BLOCK,
    ) -> None:
        self._wish = MicrophoneWish() if wish is None else wish
        self._open = open_stream
        self._block = block
        self._gain = np.float32(amplitude(self._wish.gain_db))
        self._answers: deque[SourceOut] = deque()
        self._at: Seconds | None = None
        self._device = ""  # the one opened last
        self._heard_from = ""  # the one that last gave sound
        self._inlet: Inlet | None = None
        self._ring = Ring(1, 1)
        self._pace = Pace(0.0, QUIET_RATE, block)
        self._channels = 1
        self._lag = LATENCY + self._wish.delay_ms / 1000.0
        self._fault: DeviceLost | None = None  # why the last attempt failed
        self._alive: bool | None = None  # as told; None: not yet anything
        self._gone_since: Seconds = 0.0
        self._next_try: Seconds = 0.0
        self._fresh: Seconds | None = None  # last tick that found new samples; None: just opened
        self._seen = 0  # frames the ring had been given by then
        self._gap: Seconds = 0.0  # to be told with the next block
        self._skip = 0  # frames older than what has been told already
        self._late, self._compared = np.inf, 0.0  # least lateness since that instant

    def __enter__(self) -> Any:
        self._try(self._wish, again=False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._let_go()

    def due(self) -> Seconds:
        """One block after the last tick."""
        return 0.0 if self._at is None else self._at + self._block

    def __call__(self, item: SourceIn) -> Iterator[SourceOut]:
        """`Tick` yields what was heard since the last; songs make no difference to a microphone."""
        if isinstance(item, Tick):
            self._tick(item.at)
        # Answers wait in a queue, not in this generator: if it is closed early, the next call gives the rest.
        while self._answers:
            yield self._answers.popleft()

    def _tick(self, at: Seconds) -> None:
        if self._at is None:
            self._pace = Pace(at, QUIET_RATE, self._block)
            self._gone_since = at
            self._next_try = at + RETRY
        elif self._inlet is None and at >= self._next_try - SLACK:
            self._next_try = at + RETRY
            self._try(self._wish_again(at), again=True)
        self._at = at
        if self._inlet is None:
            self._say_gone(at)
        else:
            self._listen(at, self._inlet)
        if self._alive is False:
            while self._pace.next_end <= at - self._lag + SLACK:
                self._answers.append(self._pace.stamp(silence(self._pace.block_frames, self._channels)))

    def _wish_again(self, at: Seconds) -> MicrophoneWish:
        """Anything will do until a device has been heard; then that one, or what the rig names."""
        vain = not self._wish.name and at - self._gone_since >= HOMESICK - SLACK
        strict = bool(self._heard_from) and not vain
        return replace(self._wish, heard=self._heard_from, strict=strict)

    def _try(self, wish: MicrophoneWish, again: bool) -> None:
        inlet: Inlet | None = None
        try:
            inlet = self._open(wish, again)
            self._ring = Ring(max(1, round(inlet.rate * RING)), inlet.channels)
            inlet.start(self._ring.write)
        except DeviceLost as error:
            self._fault = error
            if inlet is not None:
                inlet.close()
            return
        self._inlet, self._fault = inlet, None
        self._device = inlet.device
        self._fresh, self._seen = None, 0

    def _let_go(self) -> None:
        inlet, self._inlet = self._inlet, None
        if inlet is not None:
            inlet.close()

    def _listen(self, at: Seconds, inlet: Inlet) -> None:
        written = self._ring.written
        if written > self._seen:
            self._fresh, self._seen = at, written
            if not self._alive:
                self._welcome(at, inlet)
        elif self._fresh is None:
            self._fresh = at  # patience counts from the first look, not from before a slow opening
        elif at - self._fresh >= PATIENCE - SLACK:
            self._let_go()
            self._next_try = at + RETRY
            self._say_gone(at)
        if self._alive:
            self._take_in()
            self._compare_clocks(at)

    def _say_gone(self, at: Seconds) -> None:
        if self._alive is False:
            return
        if self._alive:
            self._gone_since = self._pace.end
            self._pace = Pace(self._pace.end, self._pace.rate, self._block)
        what, remedy = f"the input '{self._device}' gives no sound any more", "Plug it in again"
        if self._fault is not None:
            what, remedy = self._fault.what, self._fault.remedy
        elif self._alive is None:
            what, remedy = f"the input '{self._device}' is open but gives no sound", "Look at its driver"
        self._alive = False
        self._answers.append(Notice(at, what, f"{remedy}; the show goes on, a new try every {RETRY:.0f} s"))
        self._answers.append(Level(at, FLOOR, FLOOR, alive=False, device=self._device))

    def _welcome(self, at: Seconds, inlet: Inlet) -> None:
        self._lag = inlet.latency + self._wish.delay_ms / 1000.0
        zero = at - self._lag - len(self._ring) / inlet.rate
        floor = self._pace.end
        self._skip = max(0, round((floor - zero) * inlet.rate))
        if self._alive is False:
            self._gap = max(zero, floor) - self._gone_since
        self._pace = Pace(max(zero, floor), inlet.rate, self._block)
        self._late, self._compared = np.inf, at
        self._alive = True
        self._heard_from = inlet.device
        self._channels = 1 if self._wish.channel is not None else inlet.channels
        what = f"hearing '{inlet.device}', {inlet.rate} Hz, {inlet.channels} channels open"
        if inlet.said:  # in one: a second notice would at once take the first one's place on the overlay
            told = Notice(at, f"{inlet.said}; {what}", "Correct [hear] input in the rig")
        else:
            told = Notice(at, what, fault=False)
        self._answers.append(told)
        self._answers.append(Level(at, FLOOR, FLOOR, alive=True, device=inlet.device))

    def _take_in(self) -> None:
        if self._skip:
            samples, lost = self._ring.read(self._skip)
            self._skip -= min(self._skip, len(samples) + lost)
        while not self._skip and len(self._ring) >= self._pace.block_frames:
            samples, lost = self._ring.read(self._pace.block_frames)
            self._pace.frames += lost
            self._gap += lost / self._pace.rate
            if len(samples):
                self._answers.append(self._pace.stamp(self._heard(samples), gap=self._gap))
                self._gap = 0.0

    def _heard(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        if self._wish.channel is not None:
            one = min(max(self._wish.channel, 1), samples.shape[1]) - 1
            samples = np.ascontiguousarray(samples[:, one : one + 1])
        samples *= self._gain
        return tame(samples)

    def _compare_clocks(self, at: Seconds) -> None:
        """Keep stamps within 2 ms of the show's clock, which no sound card's clock follows by itself.

        Delivery jitters, but never early: the least lateness in a window is the clocks' own.
        """
        known = self._pace.frames + len(self._ring) - self._skip
        late = at - self._lag - self._pace.zero - known / self._pace.rate
        self._late = min(self._late, late)
        if at - self._compared < WINDOW:
            return
        if self._late > SKIPPED:
            self._pace.zero += self._late
            self._gap += self._late
        elif abs(self._late) > DEADBAND:
            self._pace.zero += min(STEP, max(-STEP, self._late))
        self._late, self._compared = np.inf, at
