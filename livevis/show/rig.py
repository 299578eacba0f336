"""The machine: devices, models, wall, keys. The shape of rig.toml and its defaults.

Enters: what `tomllib` read, or nothing. Leaves: a frozen `Rig`, complete with defaults. Any thread; pure.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from livevis.messages.keys import DEFAULT_KEYS, key_name
from livevis.show.setlist_file import SCHEMA, Table, Unit, check_language, check_schema

SAFE_FLASHES = 3
"""WCAG 2.3.1: no more than three flashes within any second."""

_NAMED = """
space backspace escape return tab left right up down home end insert delete pageup pagedown
comma period slash minus equals semicolon quote backquote pause f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12
"""
NAMED_KEYS = frozenset(_NAMED.split())
_DIGITS = re.compile(r"([0-9])-([0-9])", re.ASCII)


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Side = Annotated[int, Field(ge=1, le=16_384)]
Size = Annotated[tuple[Side, Side], BeforeValidator(_as_tuple)]
Rect = Annotated[tuple[int, int, Side, Side], BeforeValidator(_as_tuple)]
Point = Annotated[tuple[int, int], BeforeValidator(_as_tuple)]
Words = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]
Language = Annotated[str, BeforeValidator(check_language)]


class HearRig(Table):
    """Ears. ``input`` and ``fallback`` name devices; empty is the system's own. ``channel`` counts from 1;
    None mixes all. ``delay_ms`` is what the room adds between the singer and the microphone."""

    input: str = ""
    fallback: Words = ()
    channel: Annotated[int, Field(ge=1, le=256)] | None = None
    gain_db: Annotated[float, Field(ge=-60.0, le=60.0)] = 0.0
    delay_ms: Annotated[float, Field(ge=0.0, le=5000.0)] = 0.0


class WordsRig(Table):
    """Recogniser. ``language_fallback``: the language to listen in where a song's own cannot be heard.
    ``never``: words that must not be painted at this venue."""

    model: str = "auto"
    language_fallback: Language | None = None
    never: Words = ()


class PromptRig(Table):
    """What condenses words into prompts."""

    model: str = "auto"


class PaintRig(Table):
    """Painter. ``size`` (width, height) in pixels, multiples of 8; None leaves it to the model."""

    model: str = "auto"
    steps: Annotated[int, Field(ge=1, le=8)] = 1
    size: Size | None = None
    offload: Literal["auto", "none", "model", "sequential", "group"] = "auto"
    threads: Annotated[int, Field(ge=1, le=256)] | None = None
    vae: str = "auto"
    safety: bool = False

    @field_validator("size")
    @classmethod
    def _eights(cls, value: tuple[int, int] | None) -> tuple[int, int] | None:
        if value and (value[0] % 8 or value[1] % 8):
            what = f"size is {value[0]} x {value[1]}, and latents cover 8 pixels"
            raise PydanticCustomError("size", "{what}", {"what": what, "remedy": "Use multiples of 8."})
        return value


class SliceRig(Table):
    """A cut of the canvas: ``src`` (x, y, w, h) shown at ``dst`` (x, y) of the output."""

    src: Rect
    dst: Point
    rotate: Literal[0, 90, 180, 270] = 0
    flip: Literal["", "x", "y", "xy"] = ""


class WallRig(Table):
    """The wall. ``display`` names it (empty: the first). ``size`` of the canvas in pixels, whatever the
    display has. ``gamma``: extra exponent on the finished picture, 1 leaves it as it is."""

    display: str = ""
    size: Size = (1280, 720)
    fps: Annotated[float, Field(ge=1.0, le=240.0)] = 30.0
    gamma: Annotated[float, Field(ge=0.2, le=5.0)] = 1.0
    brightness: Unit = 1.0
    nits: Annotated[float, Field(gt=0.0, le=20_000.0)] | None = None
    rect: Rect | None = None
    fullscreen: bool = False
    slice: Annotated[tuple[SliceRig, ...], BeforeValidator(_as_tuple)] = ()


class OutputRig(Table):
    """A further output beside the wall; each kind reads the options it knows."""

    kind: Literal["film", "sacn", "artnet", "ddp", "ndi"]
    name: str = ""
    enabled: bool = True
    host: str = ""
    port: Annotated[int, Field(ge=1, le=65_535)] | None = None
    universe: Annotated[int, Field(ge=0, le=63_999)] | None = None
    pixels: Size | None = None
    order: Literal["rows", "serpentine"] = "rows"
    rect: Rect | None = None
    fps: Annotated[float, Field(ge=1.0, le=240.0)] | None = None
    delay_ms: Annotated[float, Field(ge=0.0, le=5000.0)] = 0.0


class SafetyRig(Table):
    """Flash safety; only a named ``reason`` switches it off or lets more than three flashes pass."""

    flash_limit: bool = True
    max_flashes: Annotated[int, Field(ge=0, le=30)] = 2
    reason: str = ""

    @model_validator(mode="after")
    def _reason(self) -> SafetyRig:
        loose = not self.flash_limit or self.max_flashes > SAFE_FLASHES
        if loose and not self.reason.strip():
            what = (
                "the flash limit is off without a reason"
                if not self.flash_limit
                else (
                    f"{self.max_flashes} flashes a second without a reason: {SAFE_FLASHES} are the safe limit"
                )
            )
            remedy = 'Write who decided it and why: reason = "…".'
            raise PydanticCustomError("reason", "{what}", {"what": what, "remedy": remedy})
        return self


class Rig(Table):
    """A whole rig. ``folder`` is where the file stands (None without one); ``models`` that were given
    as folders are absolute after loading."""

    schema_: Annotated[int, Field(alias="schema")] = SCHEMA
    hear: HearRig = Field(default_factory=HearRig)
    words: WordsRig = Field(default_factory=WordsRig)
    prompt: PromptRig = Field(default_factory=PromptRig)
    paint: PaintRig = Field(default_factory=PaintRig)
    wall: WallRig = Field(default_factory=WallRig)
    output: Annotated[tuple[OutputRig, ...], BeforeValidator(_as_tuple)] = ()
    keys: Annotated[dict[str, str], BeforeValidator(lambda value: _keys(value))] = Field(
        default_factory=lambda: dict(DEFAULT_KEYS)
    )
    safety: SafetyRig = Field(default_factory=SafetyRig)

    @model_validator(mode="before")
    @classmethod
    def _schema(cls, value: Any) -> Any:
        return check_schema(value)

    @staticmethod
    def for_this_machine() -> Rig:
        """What runs without a rig file: system microphone, automatic models, a wall of 1280x720 at 30."""
        return Rig()


def not_yet(rig: Rig) -> list[str]:
    """What the rig asks for and this version reads but does not act on, one sentence each."""
    said = []
    if rig.wall.slice:
        said.append(f"[[wall.slice]]: {len(rig.wall.slice)} slices are read, but the wall is shown whole")
    if rig.wall.nits is not None:
        said.append("[wall] nits is read, but nothing uses it yet")
    kinds = sorted({output.kind for output in rig.output if output.enabled and output.kind != "film"})
    said.extend(f'[[output]] kind = "{kind}" is read, but this version sends nothing to it' for kind in kinds)
    if rig.safety.flash_limit:
        said.append(
            "[safety] flash_limit: this version has no flash limiter; keep crossfades and beat gentle"
        )
    return said


def _keys(value: Any) -> Any:
    """The defaults overlaid with what the file says; collisions and unknown keys are faults."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value.values()):
        return value
    merged = {**DEFAULT_KEYS, **{name: key_name(key) for name, key in value.items()}}
    for name in value:
        if name not in DEFAULT_KEYS:
            raise PydanticCustomError(
                "unknown_binding", "{key}", {"key": name, "known": sorted(DEFAULT_KEYS)}
            )
    taken: dict[str, str] = {}
    for name, key in merged.items():
        keys = _row(key) if name == "jump" else [key]
        for one in keys:
            if not (one in NAMED_KEYS or (len(one) == 1 and one.isprintable())):
                remedy = "Write a letter, a digit, space, left, f5, escape …; jump takes a row such as 1-9."
                _key_fault(name, f"'{name}' sits on '{key}', which is no key", remedy)
            if one in taken:
                what = f"'{taken[one]}' and '{name}' both sit on '{one}'"
                _key_fault(name if name in value else taken[one], what, "Give each a key of its own.")
            taken[one] = name
    return merged


def _key_fault(name: str, what: str, remedy: str) -> None:
    raise PydanticCustomError("binding", "{what}", {"what": what, "remedy": remedy, "key": name})


def _row(key: str) -> list[str]:
    """ "1-9" -> its digits; a single key is itself."""
    digits = _DIGITS.fullmatch(key)
    if digits is None:
        return [key]
    return [str(number) for number in range(int(digits[1]), int(digits[2]) + 1)] or [key]


def model_folder(wish: str, folder: Path) -> Path | None:
    """The folder a ``model =`` text means, or None if it is no path: it starts with ``.``, ``~`` or ``/``,
    or it is a folder standing beside the rig file."""
    if wish in ("", "auto") or "\0" in wish:
        return None
    if wish.startswith((".", "~", "/")) or re.match(r"[A-Za-z]:[\\/]", wish):
        return (folder / Path(wish).expanduser()).resolve()
    beside = folder / wish
    return beside.resolve() if beside.is_dir() else None
