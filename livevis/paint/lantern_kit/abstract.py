"""A picture for words that name no thing: ribbons of light drawn by their letters.

Enters: a proof. Leaves: the picture on it. Any thread.
"""

from __future__ import annotations

import cv2
import numpy as np

from livevis.paint.lantern_kit.backdrop import brush_on
from livevis.paint.lantern_kit.colour import mix
from livevis.paint.lantern_kit.noise import fbm
from livevis.paint.lantern_kit.plate import Glow, oval
from livevis.paint.lantern_kit.proof import Lay, Proof


def ribbons(proof: Proof) -> None:
    """A graded, clouded field; for each word a ribbon whose knots are its letters; orbs for the vowels."""
    scene = proof.scene
    _field(proof)
    words = scene.sketch.text.split()[:9] or ["light"]
    count = max(len(words), 3)
    for index in range(count):
        word = words[index % len(words)]
        _ribbon(proof, word, index, count)
    _orbs(proof, words)


def veil(proof: Proof) -> None:
    """For a line that names nothing in a scene that has a place: its words as ribbons of light in the air."""
    words = proof.scene.sketch.text.split()[:5] or ["light"]
    for index, word in enumerate(words):
        _ribbon(proof, word, index, int(len(words) * 1.7) + 1)


def _field(proof: Proof) -> None:
    scene = proof.scene
    rng = scene.words_rng("field")
    height, width = scene.height, scene.width
    small = (height // 2 + 1, width // 2 + 1)
    swirl = cv2.resize(fbm(small, rng, (1.4, 2.2), 4), (width, height))
    along = rng.uniform(0, 2 * np.pi)
    x = np.linspace(-1, 1, width, dtype=np.float32)[None] * np.float32(np.cos(along))
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None] * np.float32(np.sin(along))
    value = 0.42 + 0.24 * (x + y) + (swirl - 0.5) * np.float32(0.75)
    low, high = 0.10 + 0.25 * (1 - scene.night), 0.62 + 0.3 * (1 - scene.night)
    table = scene.ramp.table(256)
    index = np.clip((low + (high - low) * np.clip(value, 0, 1)) * 255, 0, 255).astype(np.int32)
    proof.rgb[:] = table[index]


def _ribbon(proof: Proof, word: str, index: int, count: int) -> None:
    scene = proof.scene
    rng = scene.words_rng("ribbon", word, index)
    letters = [(ord(letter) - 97) % 26 / 25 for letter in word] or [0.5]
    knots = [rng.random(), *letters, rng.random(), letters[0]]
    t = np.linspace(0, 1, 90)
    base = (index + 0.6) / (count + 0.2)
    xs = np.linspace(-0.1, 1.1, 90) * scene.width
    wave = np.interp(t * (len(knots) - 1), np.arange(len(knots)), knots)
    wave = np.convolve(np.pad(wave, 12, mode="edge"), np.hanning(25) / np.hanning(25).sum(), mode="valid")
    ys = (base + (wave - 0.5) * 0.42) * scene.height
    depth = (index + 1) / count
    ink = scene.ramp.tone(0.25 + 0.7 * rng.random())
    lit = mix(scene.tones.light, scene.tones.accent, rng.random())
    width = (0.02 + 0.10 * rng.random()) * scene.unit * (0.5 + 0.8 * np.sin(t * np.pi * (1 + index % 3)) ** 2)
    plate = proof.plate()
    brush = brush_on(plate, scene, ink)
    for k in range(5):
        a, b = -0.5 + k * 0.2, -0.5 + (k + 1) * 0.2
        strip = np.vstack([np.stack([xs, ys + width * a], 1), np.stack([xs, ys + width * b], 1)[::-1]])
        brush.shape(strip, mix(ink, lit, k / 4.5), 0.30 + 0.12 * k)
    edge = np.vstack([np.stack([xs, ys + width * 0.5], 1), np.stack([xs, ys + width * 0.5 + 1.2], 1)[::-1]])
    brush.shape(edge, scene.tones.light, 0.9, emit=0.7)
    proof.lay(plate, Lay(depth=0.55 + 0.45 * depth, relief=0.5, subject=True))


def _orbs(proof: Proof, words: list[str]) -> None:
    scene = proof.scene
    rng = scene.words_rng("orbs")
    plate = proof.plate()
    brush = brush_on(plate, scene, scene.tones.light)
    vowels = sum(letter in "aeiouy" for word in words for letter in word)
    for _ in range(min(vowels, 12) + 3):
        x, y = rng.random() * scene.width, rng.random() * scene.height
        radius = (0.006 + 0.05 * rng.random() ** 3) * scene.unit
        brush.shape(oval(x, y, radius, radius), mix(scene.tones.light, (1, 1, 1), 0.3), 0.8, emit=0.5)
        proof.glows.append(Glow(x, y, radius * 3, scene.tones.light, 0.5))
    proof.lay(plate, Lay(shadow=False))
