"""Treatments: how the proof is printed. A table of name to function; "" is painted light.

Enters: a lit proof. Leaves: float32 rgb (h, w, 3). Any thread. All chance comes from the line's words.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from livevis.paint.lantern_kit.colour import mix, relight
from livevis.paint.lantern_kit.finish import luma
from livevis.paint.lantern_kit.noise import Field, fbm, grain
from livevis.paint.lantern_kit.prints import STYLES as PRINTS
from livevis.paint.lantern_kit.proof import Proof
from livevis.paint.lantern_kit.scene import Scene


def warp(image: Field, scene: Scene, reach: float, cells: float, name: str) -> Field:
    """Let the image run: displaced by noise, ``reach`` as a share of the short side."""
    shape = image.shape[:2]
    small = (shape[0] // 2 + 1, shape[1] // 2 + 1)
    rng = scene.rng("warp", name)
    across = cells * scene.width / scene.height
    dx = cv2.resize(fbm(small, rng, (cells, across), 3, 0.6), (shape[1], shape[0])) - np.float32(0.5)
    dy = cv2.resize(fbm(small, rng, (cells, across), 3, 0.6), (shape[1], shape[0])) - np.float32(0.5)
    x = np.arange(shape[1], dtype=np.float32)[None] + dx * np.float32(2 * reach * scene.unit)
    y = np.arange(shape[0], dtype=np.float32)[:, None] + dy * np.float32(2 * reach * scene.unit)
    return np.asarray(cv2.remap(image, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.float32)


def vignette(scene: Scene, strength: float) -> Field:
    """Darker corners, float32 (h, w, 1)."""
    x = np.linspace(-1, 1, scene.width, dtype=np.float32)[None]
    y = np.linspace(-1, 1, scene.height, dtype=np.float32)[:, None]
    dark = np.float32(strength) * np.clip((x**2 + y**2) / 2, 0, 1) ** 1.5
    return np.asarray((1 - dark)[..., None], np.float32)


def tooth(scene: Scene, fine: float = 1.0) -> Field:
    """Paper: fibres and grain, float32 (h, w), about -1..1."""
    shape = (scene.height, scene.width)
    noise = grain(shape, scene.rng("tooth"))
    fibre = cv2.GaussianBlur(noise, (0, 0), sigmaX=2.4 * fine, sigmaY=0.6) * np.float32(2.4)
    cloudy = fbm((scene.height // 2 + 1, scene.width // 2 + 1), scene.rng("paper"), (14, 24), 3, 0.6)
    cloud = cv2.resize(cloudy, (scene.width, scene.height)) - np.float32(0.5)
    return np.asarray(0.45 * noise + 0.35 * fibre + cloud, np.float32)


def vivid(rgb: Field) -> Field:
    """How much colour each pixel has, float32 (h, w), 0..1."""
    return np.asarray(rgb.max(axis=2) - rgb.min(axis=2), np.float32)


def painted(proof: Proof) -> Field:
    """Painted light: a breath of brush in the edges, grain, darker corners."""
    scene = proof.scene
    rgb = warp(proof.rgb, scene, 0.0012, 42, "painted")
    noise = grain((scene.height, scene.width), scene.rng("grain"))
    rgb = rgb * vignette(scene, 0.30) + (noise * np.float32(0.018))[..., None]
    return np.asarray(rgb, np.float32)


def ink(proof: Proof) -> Field:
    """Ink on wet paper: washes of one ink that pool at their edges; only strong colours stay."""
    scene = proof.scene
    paper = np.array(mix(scene.ramp.tone(1.0), (1, 1, 1), 0.15), np.float32)
    black = scene.ramp.stops[0]
    wet = warp(proof.rgb, scene, 0.0055, 20, "ink")
    y = luma(wet)
    low, high = np.percentile(y[::4, ::4], (2, 98))
    y = np.clip((y - low) / max(high - low, 0.2), 0, 1).astype(np.float32)
    soft = cv2.GaussianBlur(y, (0, 0), 0.008 * scene.unit + 0.3)
    pool = np.clip(soft - y, 0, 1) * np.float32(0.9)
    bloom = fbm((scene.height, scene.width), scene.words_rng("bloom"), (3, 5), 5, 0.55)
    t = np.clip(y**0.62 * 0.90 + 0.10 - pool + (bloom - np.float32(0.5)) * np.float32(0.24), 0, 1)
    middle = scene.ramp.tone(0.38)
    table = np.array(
        [
            mix(black, middle, i / 90)
            if i < 90
            else mix(middle, (float(paper[0]), float(paper[1]), float(paper[2])), ((i - 90) / 165) ** 0.8)
            for i in range(256)
        ],
        np.float32,
    )
    rgb = table[(t * 255).astype(np.int32)]
    keep = np.clip(vivid(wet) * 1.9 - 0.42, 0, 0.88) * np.clip(0.25 + y * 1.4, 0, 1)
    rgb += (np.clip(wet * 1.06, 0, 1) - rgb) * keep[..., None]
    warmth = np.clip(proof.light.max(axis=2) * 2.6, 0, 1)
    ring = warmth * (1 - 0.55 * warmth) * np.clip(1.25 - np.abs(t - np.float32(0.62)) * 1.6, 0, 1)
    amber = np.array(scene.ramp.accent, np.float32)
    rgb += (rgb * (0.35 + 0.65 * amber) + amber * np.float32(0.12) - rgb) * (ring * np.float32(1.5)).clip(
        0, 0.9
    )[..., None]
    rgb *= (1 + tooth(scene) * np.float32(0.035))[..., None]
    _deckle(rgb, scene, paper, 0.016)
    return np.asarray(rgb, np.float32)


def _deckle(rgb: Field, scene: Scene, paper: Field, reach: float = 0.028) -> None:
    """An unpainted, ragged margin of paper."""
    x = np.minimum(np.arange(scene.width), np.arange(scene.width)[::-1]).astype(np.float32)[None]
    y = np.minimum(np.arange(scene.height), np.arange(scene.height)[::-1]).astype(np.float32)[:, None]
    away = np.minimum(x, y) / np.float32(reach * scene.unit + 1)
    ragged = fbm((scene.height // 2 + 1, scene.width // 2 + 1), scene.rng("deckle"), (9, 16), 4, 0.6)
    ragged = cv2.resize(ragged, (scene.width, scene.height))
    bare = np.clip((ragged * np.float32(1.7) - away) * np.float32(5), 0, 1)
    rgb += (paper * np.float32(0.97) - rgb) * (bare * np.float32(0.92))[..., None]


def papercut(proof: Proof) -> Field:
    """Layers of cut paper (their shadows were cast while printing): fibre in every sheet."""
    scene = proof.scene
    flat = cv2.medianBlur(np.rint(np.clip(proof.rgb, 0, 1) * 255).astype(np.uint8), 3)
    rgb = np.asarray(flat, np.float32) / np.float32(255)
    rgb *= (1 + tooth(scene, 1.6) * np.float32(0.055))[..., None]
    rgb = rgb * vignette(scene, 0.22)
    return np.asarray(rgb, np.float32)


def neon(proof: Proof) -> Field:
    """Tubes of light along every outline, over the darkened picture, with a wide bloom."""
    scene = proof.scene
    rgb = proof.rgb
    soft = cv2.GaussianBlur(rgb, (0, 0), max(0.0022 * scene.unit, 0.5))
    y = luma(soft)
    gx, gy = cv2.Sobel(y, cv2.CV_32F, 1, 0, ksize=3), cv2.Sobel(y, cv2.CV_32F, 0, 1, ksize=3)
    inner = np.clip(np.hypot(gx, gy) * 1.15 - 0.16, 0, 1)
    near = cv2.GaussianBlur(proof.focus, (0, 0), max(0.006 * scene.unit, 0.8))
    line = np.clip(
        np.maximum(proof.edges * 1.25, inner * 0.8) * (0.42 + 0.75 * np.clip(near * 1.6, 0, 1)), 0, 1
    )
    line = cv2.GaussianBlur(line, (0, 0), max(0.0016 * scene.unit, 0.4)) * np.float32(1.35)
    peak = soft.max(axis=2, keepdims=True)
    hue = np.clip(
        (soft - 0.75 * soft.min(axis=2, keepdims=True))
        / np.maximum(peak - 0.75 * soft.min(axis=2, keepdims=True), 1e-3),
        0,
        1,
    )
    drift = fbm((scene.height // 4 + 1, scene.width // 4 + 1), scene.rng("neon"), (2, 3), 2)
    drift = cv2.resize(drift, (scene.width, scene.height))[..., None]
    inks = [np.array(relight(stop, 0.78, 1.15), np.float32) for stop in scene.ramp.stops[-3:]]
    tube = inks[0] + (inks[1] - inks[0]) * np.clip(drift * 2.4 - 0.7, 0, 1)
    hot = np.clip(proof.focus[..., None] * 0.9, 0, 1)
    tube = (
        tube + (0.55 * hue + 0.45 * inks[-1] - tube) * cv2.GaussianBlur(hot, (0, 0), 2.0)[..., None]
        if hot.ndim == 3
        else tube
    )
    glow = line[..., None] * tube
    base = np.clip(rgb, 0, 1) ** np.float32(1.85) * np.float32(0.80)
    grey = luma(base)[..., None]
    base = np.clip(grey + (base - grey) * np.float32(1.35), 0, 1)
    base += np.array(scene.ramp.stops[0], np.float32) * np.float32(0.35)
    wide = _bloom(glow, scene, ((0.008, 1.1), (0.028, 0.9), (0.09, 0.55)))
    out = 1 - (1 - np.clip(base, 0, 1)) * (1 - np.clip(glow * 0.95 + wide, 0, 1))
    out += (np.float32(1.0) - out) * np.clip(line - 0.55, 0, 1)[..., None] * np.float32(0.75)
    scan = 1 - 0.05 * (np.arange(scene.height) % 3 == 0).astype(np.float32)[:, None, None]
    return np.asarray(out * scan, np.float32)


def _bloom(light: Field, scene: Scene, parts: tuple[tuple[float, float], ...]) -> Field:
    small = cv2.resize(
        light, (max(scene.width // 4, 2), max(scene.height // 4, 2)), interpolation=cv2.INTER_AREA
    )
    total = np.zeros_like(small)
    for sigma, share in parts:
        total += cv2.GaussianBlur(small, (0, 0), max(sigma * scene.unit / 4, 0.4)) * np.float32(share)
    return np.asarray(cv2.resize(total, (scene.width, scene.height)), np.float32)


def watercolour(proof: Proof) -> Field:
    """Transparent washes on white paper: light, run at the edges, granulated, with a bare margin."""
    scene = proof.scene
    wet = warp(warp(proof.rgb, scene, 0.010, 9, "run"), scene, 0.004, 34, "bleed")
    wet = cv2.bilateralFilter(wet, 5, 0.14, 5)
    y = luma(wet)
    low, high = np.percentile(y[::4, ::4], (2, 98))
    gain = 1 / max(float(high - low), 0.35)
    paper = np.array((0.985, 0.975, 0.95), np.float32)
    wash = np.clip((wet - np.float32(low)) * np.float32(gain), 0, 1) * np.float32(0.74) + np.float32(0.25)
    grey = luma(wash)[..., None]
    wash = np.clip(grey + (wash - grey) * np.float32(1.45), 0, 1)
    soft = cv2.GaussianBlur(y, (0, 0), 0.006 * scene.unit + 0.3)
    rim = np.clip(np.abs(soft - y) * 1.6, 0, 0.28)
    pools = fbm((scene.height, scene.width), scene.words_rng("pools"), (3, 5), 5, 0.6) - np.float32(0.5)
    strength = np.clip(1.0 + pools * 0.65, 0.45, 1.2)[..., None]
    rgb = paper - (paper - wash) * strength
    rgb *= (1 - rim)[..., None]
    rgb *= (1 + tooth(scene) * np.float32(0.05))[..., None]
    _deckle(rgb, scene, paper, 0.045)
    return np.asarray(rgb, np.float32)


STYLES: dict[str, Callable[[Proof], Field]] = {
    "": painted, "ink": ink, "papercut": papercut, "neon": neon, "watercolour": watercolour, **PRINTS,
}  # fmt: skip
