"""From pictures and a time to the canvas of that time.

Enters: `Show`s and the operator's freeze, blackout, panic, restore, brightness. Leaves: a canvas, uint8
(h, w, 3) sRGB. Thread: one, the wall's loop (on stage the main thread).

Pure in time: `canvas(at)` depends on the schedule and ``at`` alone, so a stall, or a look back, shows
what belongs there and flashes nothing. Before the first picture, and if none ever comes, the opening field.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livevis.messages import Show
from livevis.units import Pixels, Seconds
from livevis.wall import effects
from livevis.wall.crossfade import BLENDS, Mix, mix_perceptual
from livevis.wall.opening import Opening
from livevis.wall.ramp import Ramp
from livevis.wall.schedule import Bake, Entry, Layer, Schedule

#: Pictures kept fitted to the canvas, and bakes kept: enough for three live layers and two to come.
KEPT = 5

#: Leaving a freeze fades from the frozen canvas to the present one over this long.
THAW: Seconds = 0.6

PANIC: Seconds = 1.0

#: A picture that begins this soon is fitted when it is added, not in the frame that first needs it.
SOON: Seconds = 1.0

#: The operator's brightness glides this long, and goes no lower: dark is what blackout is for.
GLIDE: Seconds = 0.15
DIMMEST = 0.05


NEVER: Seconds = float("-inf")


def _curve(gamma: float) -> NDArray[np.uint8]:
    """uint8 (256,): value v becomes 255 (v / 255) ** ``gamma``, rounded; black and white stay."""
    return np.rint(255.0 * (np.arange(256) / 255.0) ** gamma).astype(np.uint8)


@dataclass
class _Freeze:
    still: NDArray[np.uint8]
    on: Seconds
    off: Seconds | None = None


class Compositor:
    """The wall's picture.

    Parameters: ``size`` (width, height) of the canvas; ``fps`` the pace its users mean to ask at, kept
    for them: no motion here depends on it; ``gamma`` an exponent on the finished canvas, above 1 darker
    in the middle, 1 as it is.
    """

    def __init__(self, size: tuple[Pixels, Pixels], fps: float = 30.0, gamma: float = 1.0) -> None:
        import cv2

        cv2.setNumThreads(1)
        self.size = size
        self.fps = fps
        self._curve = _curve(gamma) if gamma != 1.0 else None
        width, height = size
        self._schedule = Schedule()
        self._opening = Opening(size)
        self._fitted: OrderedDict[tuple[str, float], NDArray[np.uint8]] = OrderedDict()
        self._baked: OrderedDict[Bake, NDArray[np.uint8]] = OrderedDict()
        self._mixture = np.empty((height, width, 4), np.uint8)
        self._layer = np.empty((height, width, 4), np.uint8)
        self._light = Ramp(1.0)
        self._master = Ramp(1.0)
        self._freezes: list[_Freeze] = []
        self._asked: Seconds = NEVER
        self._news: list[Show] = []

    # -- what the show says

    def opening(self, palette: Sequence[str], at: Seconds = 0.0) -> None:
        """Colours ("#rrggbb") of the field shown before the first picture; changes glide."""
        self._opening.palette(palette, max(at, self._asked) if self._asked > NEVER else NEVER)

    def add(self, show: Show) -> None:
        """Put a picture on the wall; its crossfade begins at ``show.at``, or now if that is past."""
        self._schedule.add(show, not_before=self._asked)
        if show.at <= self._asked + SOON:
            self._fit(show)

    # -- what the operator says (from the last time asked for on: what was seen is never rewritten)

    def _now(self, at: Seconds) -> Seconds:
        return max(at, self._asked)

    def freeze(self, on: bool, at: Seconds) -> None:
        """Stop the wall as it stands, or let it go on with a short fade. Light stays under control."""
        at = self._now(at)
        if on and not self.frozen(at):
            self._freezes.append(_Freeze(self._content(at).copy(), at))
            del self._freezes[:-2]
        elif not on and self.frozen(at):
            self._freezes[-1].off = at

    def blackout(self, on: bool, at: Seconds, seconds: Seconds = 0.5) -> None:
        """Fade to black, or back, within ``seconds``; 0 snaps."""
        self._light.to(0.0 if on else 1.0, self._now(at), seconds)

    def panic(self, at: Seconds, seconds: Seconds = PANIC) -> None:
        """Fade to black within ``seconds``; said again before it is dark, snap."""
        at = self._now(at)
        self._light.to(0.0, at, 0.0 if self.dark(at) else seconds)

    def restore(self, at: Seconds, seconds: Seconds = PANIC) -> None:
        """Undo blackout, panic and freeze, as gently as panic came."""
        self.freeze(False, at)
        self._light.to(1.0, self._now(at), seconds)

    def brightness(self, value: float, at: Seconds | None = None) -> None:
        """Master brightness 0.05..1, from ``at`` (default: the last time asked for) on."""
        when = self._now(self._asked if at is None else at)
        self._master.to(min(1.0, max(DIMMEST, value)), when, GLIDE if math.isfinite(when) else 0.0)

    # -- what the overlay asks

    def frozen(self, at: Seconds) -> bool:
        """Whether a freeze holds at ``at``."""
        return any(f.on <= at and (f.off is None or at < f.off) for f in self._freezes)

    def dark(self, at: Seconds) -> bool:
        """Whether a blackout or panic is in force, or on its way, at ``at``."""
        return self._light.target(at) == 0.0

    def master(self, at: Seconds) -> float:
        """The master brightness set at ``at`` (where it glides to), 0.05..1."""
        return self._master.target(at)

    # -- the canvas

    def canvas(self, at: Seconds) -> NDArray[np.uint8]:
        """The canvas at ``at``: uint8 (height, width, 3) sRGB.

        A fresh array each time, never touched again here: it may be handed to another thread.
        """
        import cv2

        self._asked = at
        canvas: NDArray[np.uint8] = cv2.cvtColor(self._content(at), cv2.COLOR_RGBA2RGB)
        light = self._light.level(at)
        share = light * self._thawed(at)
        if share >= 0.5:
            self._news += self._schedule.shown(at, share)
        effects.dim(canvas, light * self._master.level(at))
        if self._curve is not None:
            cv2.LUT(canvas, self._curve, dst=canvas)
        return canvas

    def newly_shown(self) -> list[Show]:
        """Shows whose weight on the wall reached 0.5 since last asked, in order; each once, ever."""
        news, self._news = self._news, []
        return news

    # -- inside

    def _thawed(self, at: Seconds) -> float:
        """Weight 0..1 of the living wall over the frozen one."""
        held = self._freeze_at(at)
        if held is None:
            return 1.0
        if held.off is None or at < held.off:
            return 0.0
        x = min(1.0, (at - held.off) / THAW)
        return x * x * (3.0 - 2.0 * x)

    def _freeze_at(self, at: Seconds) -> _Freeze | None:
        return next((held for held in reversed(self._freezes) if held.on <= at), None)

    def _content(self, at: Seconds) -> NDArray[np.uint8]:
        """The mixture before brightness, uint8 (h, w, 4): valid until the next call."""
        k, held = self._thawed(at), self._freeze_at(at)
        if held is None or k >= 1.0:
            return self._mix(self._schedule.layers(at), at)
        if k <= 0.0:
            return held.still
        living = self._mix(self._schedule.layers(at), at)
        return mix_perceptual(held.still, living, k, self._mixture)

    def _mix(self, layers: tuple[Layer, ...], at: Seconds) -> NDArray[np.uint8]:
        below = self._draw(layers[0].content, at, self._mixture)
        for layer in layers[1:]:
            if layer.weight <= 0.0:
                continue
            above = self._draw(layer.content, at, self._layer)
            below = self._blend(layer.content)(below, above, layer.weight, self._mixture)
        return below

    def _draw(self, content: Entry | Bake, at: Seconds, out: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Pixels of a layer: ``out``, or a kept array nobody may write to."""
        if isinstance(content, Bake):
            return self._bake(content)
        if content.show is None:
            return self._opening.draw(at, out)
        view = effects.drift(content.show.picture.id, at - content.born, content.show.drift)
        kept = self._fit(content.show)
        return kept if view is effects.WHOLE else effects.look_through(kept, view, out)

    def _bake(self, bake: Bake) -> NDArray[np.uint8]:
        """What `Bake` describes, drawn once while it is among the last few used."""
        if bake not in self._baked:
            width, height = self.size
            made, above = np.empty((height, width, 4), np.uint8), np.empty((height, width, 4), np.uint8)
            below = self._draw(bake.below, bake.at, made)
            above = self._draw(bake.top, bake.at, above)
            self._blend(bake.top)(below, above, bake.top.weight(bake.at), made)
            self._baked[bake] = made
            if len(self._baked) > KEPT:
                self._baked.popitem(last=False)
        self._baked.move_to_end(bake)
        return self._baked[bake]

    def _blend(self, content: Entry | Bake) -> Mix:
        return BLENDS[content.fade.blend] if isinstance(content, Entry) else mix_perceptual

    def _fit(self, show: Show) -> NDArray[np.uint8]:
        """The picture fitted to the canvas, once, while it is among the last few used."""
        scale = effects.overscan(show.drift)
        key = (show.picture.id, scale)
        if key not in self._fitted:
            self._fitted[key] = effects.cover(show.picture.pixels, self.size, scale)
            if len(self._fitted) > KEPT:
                self._fitted.popitem(last=False)
        self._fitted.move_to_end(key)
        return self._fitted[key]
