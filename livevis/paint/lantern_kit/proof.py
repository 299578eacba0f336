"""The proof: the picture while it is being printed, plate upon plate, and the light on it.

Enters: plates with a depth. Leaves: rgb, with what the styles need to know (outlines, subjects). Any thread.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from livevis.paint.lantern_kit.colour import Ink
from livevis.paint.lantern_kit.noise import Field
from livevis.paint.lantern_kit.plate import Beam, Glow, Plate
from livevis.paint.lantern_kit.scene import Scene


@dataclass(frozen=True)
class Lay:
    """How a plate is laid: ``depth`` 0 far (hazed) .. 1 near; ``relief`` how round it looks; ``counter`` how
    much the ground behind it steps back; ``subject`` marks what the picture is about; ``line`` how much its
    outline counts."""

    depth: float = 1.0
    relief: float = 0.0
    counter: float = 0.0
    subject: bool = False
    shadow: bool = True
    line: float = 1.0


class Proof:
    """Everything laid so far. ``rgb``, ``emit`` float32 (h, w, 3); ``edges``, ``focus`` float32 (h, w)."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        shape = (scene.height, scene.width)
        self.rgb: Field = np.zeros((*shape, 3), np.float32)
        self.emit: Field = np.zeros((*shape, 3), np.float32)
        self.edges: Field = np.zeros(shape, np.float32)
        self.focus: Field = np.zeros(shape, np.float32)
        self.depth: Field = np.zeros(shape, np.float32)
        self.light: Field = np.zeros((*shape, 3), np.float32)
        self.glows: list[Glow] = []
        self.beams: list[Beam] = []
        self.cut = scene.sketch.style == "papercut"

    def plate(self) -> Plate:
        """An empty plate of the picture's size."""
        return Plate(self.scene.width, self.scene.height)

    def lay(self, plate: Plate, how: Lay) -> None:
        """Print a plate over what is there."""
        self.glows += plate.glows
        self.beams += plate.beams
        if plate.box is None:
            return
        margin = int(0.06 * self.scene.unit) + 4
        x0, y0 = max(plate.box[0] - margin, 0), max(plate.box[1] - margin, 0)
        x1 = min(plate.box[2] + margin, self.scene.width)
        y1 = min(plate.box[3] + margin, self.scene.height)
        part = np.s_[y0:y1, x0:x1]
        alpha, colour = plate.alpha[part], plate.rgb[part]
        if how.relief > 0:
            colour = colour + self._relief(alpha, how.relief)[..., None]
        if how.depth < 1:
            haze = np.array(self.scene.tones.far, np.float32)
            colour = colour + (haze - colour) * np.float32(0.72 * (1 - how.depth))
        under = self.rgb[part]
        if how.counter:
            under += self._counter(alpha, how.counter, colour, under)
        if self.cut and how.shadow:
            under *= 1 - self._cast(alpha)[..., None]
            colour = colour + self._bevel(alpha)[..., None]
        solid = alpha[..., None]
        under += (colour - under) * solid
        self.emit[part] *= 1 - solid
        self.emit[part] += plate.emit[part]
        edge = np.abs(alpha - cv2.blur(alpha, (3, 3))) * np.float32(2.2)
        self.edges[part] = np.maximum(
            self.edges[part] * (1 - alpha),
            np.minimum(edge, 1) * np.float32(how.line * (0.3 + 0.7 * how.depth)),
        )
        self.depth[part] += (np.float32(how.depth) - self.depth[part]) * alpha
        if how.subject:
            self.focus[part] = np.maximum(self.focus[part], alpha)
        else:
            self.focus[part] *= 1 - alpha

    def _towards_light(self, plate_box_centre: tuple[float, float]) -> tuple[float, float]:
        dx = self.scene.light_x - plate_box_centre[0]
        dy = self.scene.light_y - plate_box_centre[1]
        length = max(float(np.hypot(dx, dy)), 1.0)
        return dx / length, dy / length

    def _relief(self, alpha: Field, strength: float) -> Field:
        """Shading of a soft cushion lit from the light's side, float32 about -strength..strength."""
        sigma = 0.014 * self.scene.unit
        cushion = cv2.GaussianBlur(alpha, (0, 0), sigma) + cv2.GaussianBlur(alpha, (0, 0), sigma * 0.35)
        step = 1 if self.scene.light_x > self.scene.width / 2 else -1
        slope_x = cv2.Sobel(cushion, cv2.CV_32F, 1, 0, ksize=3) * np.float32(-step * sigma * 0.3)
        slope_y = cv2.Sobel(cushion, cv2.CV_32F, 0, 1, ksize=3) * np.float32(sigma * 0.3)
        return np.asarray(np.clip(slope_x + slope_y, -0.5, 1.0) * np.float32(strength * 0.24) * alpha)

    def _counter(self, alpha: Field, strength: float, colour: Field, under: Field) -> Field:
        """A breath of lighter or darker air around a shape, so that it stands off its ground."""
        weight = float(alpha.sum()) + 1e-3
        own = float((colour.mean(axis=2) * alpha).sum()) / weight
        there = float((under.mean(axis=2) * alpha).sum()) / weight
        scale = 4
        small = cv2.resize(alpha, None, fx=1 / scale, fy=1 / scale, interpolation=cv2.INTER_AREA)
        halo = cv2.GaussianBlur(small, (0, 0), max(0.02 * self.scene.unit / scale * 2, 0.6))
        halo = cv2.resize(halo, (alpha.shape[1], alpha.shape[0]), interpolation=cv2.INTER_LINEAR)
        close = max(0.0, 1 - abs(own - there) / 0.35)
        if own <= there + 0.04:
            target = np.array(self.scene.tones.horizon, np.float32)
            target = np.maximum(target, np.array(self.scene.tones.far, np.float32))
        else:
            target = under * np.float32(0.45)
            strength *= 0.8
        return np.asarray((target - under) * (halo * np.float32(strength * (0.25 + 0.6 * close)))[..., None])

    def _cast(self, alpha: Field) -> Field:
        """The soft shadow a sheet of paper casts, float32 0..1."""
        side = -1.0 if self.scene.light_x > self.scene.width / 2 else 1.0
        drop = 0.016 * self.scene.unit
        move = np.array([[1, 0, side * drop], [0, 1, drop * 1.1]], np.float32)
        moved = cv2.warpAffine(alpha, move, (alpha.shape[1], alpha.shape[0]))
        return np.asarray(cv2.GaussianBlur(moved, (0, 0), max(drop * 0.8, 0.8)) * np.float32(0.62))

    def _bevel(self, alpha: Field) -> Field:
        """The lit rim of a cut sheet."""
        side = 1.0 if self.scene.light_x > self.scene.width / 2 else -1.0
        reach = max(0.0028 * self.scene.unit, 0.6)
        move = np.array([[1, 0, -side * reach], [0, 1, reach]], np.float32)
        moved = cv2.warpAffine(alpha, move, (alpha.shape[1], alpha.shape[0]))
        return np.asarray((alpha - moved) * np.float32(0.16))

    def mirror(self, top: float, tint: Ink, seed: str, calm: float = 1.0) -> None:
        """Turn everything below ``top`` (pixels) into water that reflects what stands above it."""
        scene = self.scene
        y0 = int(np.clip(round(top), 1, scene.height - 2))
        rows, columns = scene.height - y0, scene.width
        rng = scene.rng("water", seed)
        away = np.arange(rows, dtype=np.float32)[:, None]
        deep = away / max(rows, 1)
        wave = np.sin(np.sqrt(away + 1) * np.float32(34 / np.sqrt(scene.unit)) * 2.2 + rng.random() * 6)
        chop = cv2.resize(
            rng.random((max(rows // 3, 2), max(columns // 40, 2)), dtype=np.float32), (columns, rows),
            interpolation=cv2.INTER_CUBIC,
        ) - np.float32(0.5)  # fmt: skip
        sway = (chop * 2.2 + wave * 0.35) * (deep * 0.9 + 0.06) * np.float32(0.035 * scene.unit / calm)
        x = np.arange(columns, dtype=np.float32)[None] + sway
        y = np.clip(y0 - 1 - away * np.float32(1.15) + sway * 0.8, 0, y0 - 1)
        seen = cv2.remap(
            self.rgb,
            x,
            np.broadcast_to(y, x.shape).astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT,
        )
        lit = cv2.remap(
            self.emit,
            x,
            np.broadcast_to(y, x.shape).astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REFLECT,
        )
        body = np.array(tint, np.float32)
        share = (0.14 + 0.44 * deep)[..., None]
        self.rgb[y0:] = seen * np.float32(0.97) * (1 - share) + body * share
        self.emit[y0:] = lit * np.float32(0.45)
        self.edges[y0:] = 0
        self.focus[y0:] = 0
