"""The stage a picture is set on: size, horizon, light, hour and colours.

Enters: a sketch, a look and a seed. Leaves: a frozen `Scene`. Pure; any thread.

The horizon, the light's side and the shape of the land depend on the seed alone, so the lines of
one scene belong together; what stands on it depends on the words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from livevis.messages import Look
from livevis.paint.lantern_kit.colour import Ink, Ramp, chroma, from_hex, lightness, mix, ramp_of, relight
from livevis.paint.lantern_kit.noise import chance
from livevis.paint.lantern_kit.words import Sketch


@dataclass(frozen=True)
class Hour:
    """Tones of the ramp for sky (zenith, middle, horizon) and land (far, near); how much night it is;
    how high the light stands (share of the sky, 1 = zenith); how wide the orb."""

    zenith: float
    middle: float
    horizon: float
    near: float
    night: float
    height: float
    orb: float


HOURS = {
    "night": Hour(0.03, 0.20, 0.46, 0.02, 1.0, 0.62, 0.075),
    "dawn": Hour(0.26, 0.58, 0.95, 0.10, 0.45, 0.10, 0.085),
    "morning": Hour(0.50, 0.74, 1.00, 0.22, 0.12, 0.34, 0.080),
    "noon": Hour(0.60, 0.80, 0.98, 0.26, 0.0, 0.78, 0.060),
    "sunset": Hour(0.10, 0.50, 0.92, 0.04, 0.55, 0.12, 0.115),
    "evening": Hour(0.07, 0.34, 0.76, 0.03, 0.8, 0.40, 0.070),
}

PALETTES = {
    "night": ("#070b1e", "#132650", "#2f5585", "#86aecb", "#f7e3ae"),
    "dawn": ("#1c1936", "#5a4477", "#c4728a", "#f6b38a", "#fff0cf"),
    "morning": ("#2a4a5e", "#5f9fb5", "#93c7cf", "#f0d9a8", "#fff6e0"),
    "noon": ("#1d4e78", "#3f95c6", "#6fb7dc", "#a8d8e8", "#fff6dc"),
    "sunset": ("#170c2b", "#55204f", "#b53a55", "#f08a4b", "#ffdc86"),
    "evening": ("#0d1430", "#2d3566", "#7a5a88", "#d98e7c", "#ffe0a3"),
    "storm": ("#0b1017", "#26343f", "#4c6773", "#9cb2b4", "#f6f1d2"),
    "fear": ("#0a0608", "#30121b", "#6d2029", "#b4633f", "#f1d9a0"),
    "tender": ("#2a1426", "#70334a", "#c8707a", "#f2b79f", "#fff0dd"),
    "joyful": ("#1b2a6b", "#c2347a", "#f58a3c", "#ffd04a", "#fff6d8"),
    "cold": ("#0e1a2b", "#2e4d69", "#7398b0", "#c0d8e2", "#fbfdff"),
    "dream": ("#17123b", "#45348a", "#9a6cc0", "#eba9cb", "#fdeede"),
}

# What shines where the look brings no palette: always warm, so that lights read as lights.
ACCENTS = {
    "night": "#f4b860",
    "morning": "#f09a5b",
    "noon": "#ef8354",
    "evening": "#f0a35e",
    "storm": "#e6c36a",
    "cold": "#e8a87c",
}


@dataclass(frozen=True)
class Tones:
    """The colours in force. ``far`` is the haze distant things fade to."""

    zenith: Ink
    middle: Ink
    horizon: Ink
    light: Ink
    near: Ink
    far: Ink
    dark: Ink
    pale: Ink
    accent: Ink
    tint: Ink | None


@dataclass(frozen=True)
class Scene:
    """Where and when. Pixels, but for ``wind`` (-1..1) and ``night`` (0..1); ``unit`` is the short
    side;
    ``natural``: no palette was given, so land and lights may take the colours they have in nature."""

    width: int
    height: int
    unit: float
    horizon: float
    light_x: float
    light_y: float
    orb: float
    hour: str
    night: float
    wind: float
    ramp: Ramp
    tones: Tones
    seed: int
    sketch: Sketch
    natural: bool = False

    def rng(self, *names: object) -> np.random.Generator:
        """Chance that belongs to the scene (not to the line)."""
        return chance("scene", self.seed, *names)

    def words_rng(self, *names: object) -> np.random.Generator:
        """Chance that belongs to the line."""
        return chance("words", self.seed, self.sketch.text, *names)

    def says(self, *names: str) -> bool:
        """True if the words name one of these weathers, moods or celestial things."""
        said = {*self.sketch.weather, *self.sketch.moods, *(s.name for s in self.sketch.subjects)}
        return any(name in said for name in names)


def scene_of(sketch: Sketch, look: Look, seed: int, size: tuple[int, int]) -> Scene:
    """The stage for a sketch; ``size`` is (width, height) pixels."""
    rng = chance("scene", seed, "stage")
    habitual = ("evening", "sunset", "night", "dawn", "evening")[int(rng.integers(5))]
    horizon, side, wind = rng.uniform(0.58, 0.68), rng.random(), rng.uniform(-0.4, 0.4)
    lift = rng.uniform(-0.06, 0.06)
    hour_name = sketch.hour or _hour_by_mood(sketch) or habitual
    hour = HOURS[hour_name]
    ramp = ramp_of(look.palette) if look.palette else _natural_ramp(sketch, hour_name)
    width, height = size
    x = rng.uniform(0.20, 0.36) if side < 0.5 else rng.uniform(0.64, 0.80)
    if "wind" in sketch.weather or "storm" in sketch.weather:
        wind = 0.9 if wind >= 0 else -0.9
    sky = horizon * height
    return Scene(
        width=width, height=height, unit=float(min(width, height)), horizon=sky,
        light_x=x * width, light_y=sky * (1 - min(max(hour.height + lift, 0.05), 0.85)),
        orb=hour.orb * min(width, height), hour=hour_name, night=_night(sketch, hour), wind=wind,
        ramp=ramp, tones=_tones(ramp, hour, sketch), seed=seed, sketch=sketch,
        natural=not look.palette,
    )  # fmt: skip


def _natural_ramp(sketch: Sketch, hour: str) -> Ramp:
    name = _palette_name(sketch, hour)
    ramp = ramp_of(PALETTES[name])
    accent = from_hex(ACCENTS.get(name, ""))
    return ramp if accent is None else replace(ramp, accent=accent)


def _night(sketch: Sketch, hour: Hour) -> float:
    return max(hour.night, 0.6) if "storm" in sketch.weather or "fear" in sketch.moods else hour.night


def _hour_by_mood(sketch: Sketch) -> str:
    table = {"moon": "night", "star": "night", "firefly": "night", "comet": "night", "owl": "night",
             "lighthouse": "evening", "sun": "sunset",
             "rainbow": "morning", "butterfly": "morning"}  # fmt: skip
    for subject in sketch.subjects:
        if subject.name in table:
            return table[subject.name]
    return "noon" if "joyful" in sketch.moods else ""


def _palette_name(sketch: Sketch, hour: str) -> str:
    if "storm" in sketch.weather:
        return "storm"
    for mood in ("fear", "cold", "tender", "dream", "joyful"):
        if mood in sketch.moods and (hour not in ("night",) or mood == "fear"):
            return mood
    return hour


def _tones(ramp: Ramp, hour: Hour, sketch: Sketch) -> Tones:
    horizon = ramp.tone(hour.horizon)
    light = mix(ramp.tone(1.0), ramp.accent, 0.35)
    light = relight(light, max(lightness(light), 0.86))
    if sketch.tint is not None:
        horizon = mix(horizon, sketch.tint, 0.45)
        if chroma(sketch.tint) > 0.04:
            light = mix(light, relight(sketch.tint, 0.82), 0.7)
    near = ramp.tone(hour.near)
    return Tones(
        zenith=ramp.tone(hour.zenith), middle=ramp.tone(hour.middle), horizon=horizon, light=light, near=near,
        far=mix(ramp.tone(hour.middle), horizon, 0.5), dark=relight(ramp.tone(0.0), 0.13),
        pale=ramp.tone(1.0), accent=ramp.accent, tint=sketch.tint,
    )  # fmt: skip
