"""Treatments that rebuild the picture from marks: glass, woodcut, noir, oil, chalk, screen print.

Enters: a lit proof. Leaves: float32 rgb (h, w, 3). Any thread. All chance comes from the scene's seed.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from livevis.paint.lantern_kit.colour import mix, relight
from livevis.paint.lantern_kit.finish import luma
from livevis.paint.lantern_kit.noise import Field, fbm, grain
from livevis.paint.lantern_kit.proof import Proof
from livevis.paint.lantern_kit.scene import Scene


def _levels(y: Field) -> Field:
    """Luma stretched to 0..1 between its 2nd and 98th percentile."""
    low, high = np.percentile(y[::4, ::4], (2, 98))
    return np.asarray(np.clip((y - low) / max(float(high - low), 0.2), 0, 1), np.float32)


def glass(proof: Proof) -> Field:
    """Stained glass: pieces of one colour cut along the outlines, leaded, lit from behind."""
    scene = proof.scene
    height, width = scene.height, scene.width
    flat = cv2.GaussianBlur(np.clip(proof.rgb, 0, 1), (0, 0), 0.004 * scene.unit + 0.4)
    tones = (np.clip(luma(flat), 0, 0.999) * 6).astype(np.int64)
    tones = cv2.medianBlur(tones.astype(np.uint8), 5).astype(np.int64)
    figure = (proof.focus > 0.5).astype(np.int64)
    cell = _cells(scene)
    piece = (cell * 7 + tones) * 2 + figure
    _, flat_index = np.unique(piece, return_inverse=True)
    index = flat_index.reshape(height, width)
    count = int(index.max()) + 1
    area = np.bincount(index.ravel(), minlength=count).astype(np.float32)
    colours = np.stack([np.bincount(index.ravel(), flat[..., c].ravel(), count) for c in range(3)], 1).astype(
        np.float32
    )
    colours /= area[:, None]
    grey = colours @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    colours = np.clip(grey[:, None] + (colours - grey[:, None]) * np.float32(1.7), 0, 1) ** np.float32(0.85)
    colours *= (0.84 + 0.32 * scene.rng("pane").random((count, 1))).astype(np.float32)
    rgb = colours[index]
    lead = np.zeros((height, width), np.float32)
    lead[:, 1:] = piece[:, 1:] != piece[:, :-1]
    lead[1:] = np.maximum(lead[1:], piece[1:] != piece[:-1])
    lead = np.clip(cv2.GaussianBlur(lead, (0, 0), 0.0028 * scene.unit + 0.25) * np.float32(2.2), 0, 1)
    ripple = fbm((height // 2 + 1, width // 2 + 1), scene.rng("ripple"), (20, 30), 3, 0.6)
    ripple = cv2.resize(ripple, (width, height))
    rgb = rgb * (0.86 + 0.34 * ripple)[..., None]
    lit = cv2.GaussianBlur(rgb, (0, 0), 0.02 * scene.unit + 0.4)
    rgb = 1 - (1 - np.clip(rgb, 0, 1)) * (1 - np.clip(lit, 0, 1) * np.float32(0.22))
    bead = np.array((0.055, 0.055, 0.07), np.float32)
    return np.asarray(rgb + (bead - rgb) * lead[..., None], np.float32)


def _cells(scene: Scene) -> Field:
    """Numbers of the panes (a jittered Voronoi cut), int64 (h, w)."""
    step = max(int(0.085 * scene.unit), 4)
    rng = scene.rng("cells")
    seeds = np.full((scene.height, scene.width), 255, np.uint8)
    rows, columns = np.mgrid[0 : scene.height : step, 0 : scene.width : step]
    y = np.clip(rows + rng.integers(0, step, rows.shape), 0, scene.height - 1)
    x = np.clip(columns + rng.integers(0, step, rows.shape), 0, scene.width - 1)
    seeds[y, x] = 0
    _, labels = cv2.distanceTransformWithLabels(seeds, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    return np.asarray(labels, np.int64)


def woodcut(proof: Proof) -> Field:
    """Woodcut: black lines that swell in the shadows and bend round the forms, over blocks of colour."""
    scene = proof.scene
    y = _levels(luma(proof.rgb))
    form = cv2.GaussianBlur(y, (0, 0), 0.018 * scene.unit + 0.3)
    rows = np.arange(scene.height, dtype=np.float32)[:, None]
    columns = np.arange(scene.width, dtype=np.float32)[None]
    period = max(0.0155 * scene.unit, 3.2)
    wood = fbm((scene.height // 4 + 1, scene.width // 4 + 1), scene.rng("wood"), (6, 1.5), 3)
    wood = cv2.resize(wood, (scene.width, scene.height))
    bend = form * np.float32(0.16 * scene.unit) + (wood - 0.5) * np.float32(0.05 * scene.unit)
    side = np.float32(0.22 if scene.light_x < scene.width / 2 else -0.22)
    lines = 0.5 + 0.5 * np.sin((rows + columns * side + bend) * np.float32(2 * np.pi / period))
    cross = 0.5 + 0.5 * np.sin((rows * 0.5 - columns * 0.9 + bend) * np.float32(2 * np.pi / (period * 1.1)))
    near = cv2.GaussianBlur(proof.focus, (0, 0), 0.006 * scene.unit + 0.3)
    ring = np.clip(near * 3.2, 0, 1) * (1 - proof.focus)
    tone = np.clip(y * 1.22 - 0.02 + 0.6 * ring, 0, 1)
    slope = np.float32(3.4)
    black = np.clip((lines - tone * 1.15) * slope + 0.2, 0, 1)
    black = np.maximum(black, np.clip((cross - tone * 2.4 - 0.1) * slope, 0, 1))
    black[y > 0.86] = 0
    black = np.maximum(black, np.clip(proof.edges * 1.5 - 0.25, 0, 1))
    black *= 1 - 0.85 * ring * (y < 0.5)
    blocks = _blocks(proof, np.clip(y + 0.25 * ring, 0, 1).astype(np.float32))
    chips = grain((scene.height, scene.width), scene.rng("chips")) > np.float32(0.985)
    ink = np.array(relight(scene.ramp.stops[0], 0.16), np.float32)
    black = black * (0.97 - 0.12 * np.clip(wood - 0.55, 0, 1)) * (1 - 0.6 * chips)
    return np.asarray(blocks + (ink - blocks) * black[..., None], np.float32)


def _blocks(proof: Proof, y: Field) -> Field:
    """Three flat inks and paper, chosen by tone, with strong colours kept."""
    scene = proof.scene
    tones = (0.46, 0.62, 0.80, 1.0)
    table = np.array([mix(scene.ramp.tone(t), scene.ramp.tone(1.0), 0.25) for t in tones], np.float32)
    step = cv2.medianBlur((np.clip(y, 0, 0.999) * 4).astype(np.uint8), 5)
    rgb = table[step]
    flat = (
        cv2.medianBlur(np.rint(np.clip(proof.rgb, 0, 1) * 255).astype(np.uint8), 5).astype(np.float32) / 255
    )
    vivid = np.clip((flat.max(axis=2) - flat.min(axis=2)) * 2.2 - 0.55, 0, 0.9)
    bright = np.clip(flat * np.float32(1.25) + np.float32(0.06), 0, 1)
    return np.asarray(rgb + (bright - rgb) * vivid[..., None], np.float32)


def noir(proof: Proof) -> Field:
    """Film noir: silver and black, light through blinds, grain; a told colour alone survives."""
    scene = proof.scene
    y = _levels(luma(proof.rgb))
    y = y * y * (3 - 2 * y)
    rows = np.arange(scene.height, dtype=np.float32)[:, None]
    columns = np.arange(scene.width, dtype=np.float32)[None]
    side = 1.0 if scene.light_x < scene.width / 2 else -1.0
    wave = np.sin((rows + side * columns * 0.30) * np.float32(2 * np.pi / (0.13 * scene.unit)))
    slats = np.clip(wave * 2.2 + 0.6, 0, 1)
    across = (columns - scene.light_x) / (0.75 * scene.unit)
    pool = np.exp(-(across**2 + ((rows - 0.42 * scene.height) / (0.6 * scene.unit)) ** 2))
    y = np.clip(y * (0.88 + 0.2 * pool) + slats * pool * np.float32(0.15), 0, 1)
    noise = cv2.GaussianBlur(grain((scene.height, scene.width), scene.rng("silver")), (0, 0), 0.6)
    y = np.clip(y * 0.93 + 0.035 + noise * np.float32(0.085), 0, 1)
    dark, pale = np.array((0.035, 0.038, 0.048), np.float32), np.array((0.97, 0.955, 0.92), np.float32)
    rgb = dark + (pale - dark) * y[..., None]
    colours = [subject.colour for subject in scene.sketch.subjects if subject.colour is not None]
    if colours or scene.sketch.tint is not None:
        strong = np.clip(
            (proof.rgb.max(axis=2) - proof.rgb.min(axis=2)) * 2.4 - 0.5, 0, 1
        ) * cv2.GaussianBlur(proof.focus, (0, 0), 1.2)
        rgb += (np.clip(proof.rgb, 0, 1) - rgb) * strong[..., None]
    return np.asarray(rgb, np.float32)


def oil(proof: Proof) -> Field:
    """Oil: strokes along the forms, thick enough to catch the light."""
    scene = proof.scene
    small = (max(scene.width // 2, 4), max(scene.height // 2, 4))
    daub = cv2.resize(
        np.rint(np.clip(proof.rgb, 0, 1) * 255).astype(np.uint8), small, interpolation=cv2.INTER_AREA
    )
    daub = cv2.medianBlur(cv2.medianBlur(daub, 5), 5)
    y = cv2.GaussianBlur(luma(daub.astype(np.float32) / 255), (0, 0), 0.012 * scene.unit / 2 + 0.4)
    gx, gy = cv2.Sobel(y, cv2.CV_32F, 1, 0, ksize=5), cv2.Sobel(y, cv2.CV_32F, 0, 1, ksize=5)
    swirl = fbm((small[1], small[0]), scene.rng("swirl"), (2.5, 4), 3) * np.float32(2 * np.pi)
    tx, ty = -gy + 0.05 * np.cos(swirl), gx + 0.05 * np.sin(swirl)
    size = np.maximum(np.hypot(tx, ty), 1e-4)
    tx, ty = (tx / size).astype(np.float32), (ty / size).astype(np.float32)
    bristle = cv2.GaussianBlur(grain((small[1], small[0]), scene.rng("bristle")), (0, 0), 0.8)
    columns = np.arange(small[0], dtype=np.float32)[None]
    rows = np.arange(small[1], dtype=np.float32)[:, None]
    stroke = np.zeros_like(bristle)
    paint = np.zeros(daub.shape, np.float32)
    reach = 0.0105 * scene.unit / 2
    for k in range(-3, 4):
        x, v = columns + tx * np.float32(k * reach), rows + ty * np.float32(k * reach)
        stroke += cv2.remap(bristle, x, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        paint += cv2.remap(daub, x, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT).astype(np.float32)
    stroke, paint = stroke / 7, paint / np.float32(7 * 255)
    paint *= (1 + stroke * np.float32(0.55))[..., None]
    bump = cv2.Sobel(stroke, cv2.CV_32F, 1, 1, ksize=3) * np.float32(-0.5) + cv2.Sobel(
        stroke, cv2.CV_32F, 0, 1, ksize=3
    ) * np.float32(0.12)
    full = cv2.resize(paint, (scene.width, scene.height), interpolation=cv2.INTER_CUBIC)
    crisp = np.clip(proof.rgb, 0, 1)
    detail = cv2.GaussianBlur(proof.focus, (0, 0), 1.0)[..., None] * np.float32(0.55)
    full = full + (crisp - full) * detail
    grey = luma(full)[..., None]
    full = grey + (full - grey) * np.float32(1.18)
    full += cv2.resize(bump, (scene.width, scene.height), interpolation=cv2.INTER_LINEAR)[
        ..., None
    ] * np.float32(0.22)
    return np.asarray(full, np.float32)


def chalk(proof: Proof) -> Field:
    """Chalk on a dark board: pastel rubbed on the tooth, white along the outlines."""
    scene = proof.scene
    y = _levels(luma(proof.rgb))
    shape = (scene.height, scene.width)
    noise = grain(shape, scene.rng("chalk")) * np.float32(0.5) + np.float32(0.5)
    tooth = cv2.GaussianBlur(noise, (0, 0), 0.8) * np.float32(1.6) - np.float32(0.3)
    rows, columns = (
        np.arange(shape[0], dtype=np.float32)[:, None],
        np.arange(shape[1], dtype=np.float32)[None],
    )
    pitch = np.float32(2 * np.pi / max(0.022 * scene.unit, 4))
    stroke = 0.5 + 0.5 * np.sin((rows * 0.8 + columns * 0.62 + noise * 5) * pitch)
    cover = np.clip((y * 1.25 + 0.10 - 0.62 * tooth - 0.20 * stroke) * 1.8, 0, 1) * np.float32(0.95)
    outline = np.clip(cv2.GaussianBlur(proof.edges, (0, 0), 0.0022 * scene.unit + 0.2) * 1.9, 0, 1)
    outline = np.clip((outline - tooth * 0.55) * 2.0, 0, 1)
    board = np.array(mix(relight(scene.ramp.stops[0], 0.27), (0.13, 0.16, 0.16), 0.5), np.float32)
    smudge = fbm((scene.height // 4 + 1, scene.width // 4 + 1), scene.rng("smudge"), (3, 5), 4)
    smudge = cv2.resize(smudge, (scene.width, scene.height))
    pastel = np.clip(proof.rgb * np.float32(0.85) + np.float32(0.20), 0, 1)
    grey = luma(pastel)[..., None]
    pastel = np.clip(grey + (pastel - grey) * np.float32(1.3), 0, 1)
    rgb = board * (0.85 + 0.45 * smudge)[..., None]
    rgb = rgb + (pastel - rgb) * cover[..., None]
    white = np.array((0.96, 0.95, 0.92), np.float32)
    return np.asarray(rgb + (white - rgb) * (outline * np.float32(0.85))[..., None], np.float32)


def riso(proof: Proof) -> Field:
    """Screen print: two inks in dots at two angles on warm paper, a hair out of register."""
    scene = proof.scene
    y = _levels(luma(proof.rgb))
    paper = np.array(mix(scene.ramp.tone(1.0), (0.98, 0.96, 0.90), 0.5), np.float32)
    dark = np.array(relight(scene.ramp.stops[0], 0.28, 1.2), np.float32)
    bright = np.array(relight(scene.ramp.accent, 0.70, 1.25), np.float32)
    warm = np.clip((proof.rgb[..., 0] - proof.rgb[..., 2]) * 1.2 + 0.35, 0, 1)
    slip = np.array([[1, 0, 0.006 * scene.unit], [0, 1, -0.004 * scene.unit]], np.float32)
    warm = cv2.warpAffine(warm, slip, (scene.width, scene.height), borderMode=cv2.BORDER_REFLECT)
    first = _dots(scene, np.clip(0.25 + 0.75 * warm - 0.25 * y, 0, 1), 0.26, 0.013)
    second = _dots(scene, np.clip(1.05 - y * 1.2, 0, 1), 1.05, 0.0115)
    rgb = paper * (1 - first[..., None] * (1 - bright))
    rgb = rgb * (1 - second[..., None] * (1 - dark))
    noise = grain((scene.height, scene.width), scene.rng("riso"))
    return np.asarray(rgb * (1 + noise * np.float32(0.03))[..., None], np.float32)


def _dots(scene: Scene, amount: Field, angle: float, pitch: float) -> Field:
    """A halftone screen of ``amount`` (0..1): float32 (h, w), 1 where ink falls."""
    period = np.float32(2 * np.pi / max(pitch * scene.unit, 3.0))
    x = np.arange(scene.width, dtype=np.float32)[None]
    y = np.arange(scene.height, dtype=np.float32)[:, None]
    u = (x * np.float32(np.cos(angle)) + y * np.float32(np.sin(angle))) * period
    v = (y * np.float32(np.cos(angle)) - x * np.float32(np.sin(angle))) * period
    screen = (np.sin(u) * np.sin(v) + 1) / 2
    return np.asarray(np.clip((amount - screen) * 4.5 + 0.5, 0, 1) * np.clip(amount * 6, 0, 1), np.float32)


STYLES: dict[str, Callable[[Proof], Field]] = {
    "glass": glass, "woodcut": woodcut, "noir": noir, "oil": oil, "chalk": chalk, "riso": riso,
}  # fmt: skip
