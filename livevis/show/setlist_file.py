"""The shape of show.toml, key by key.

Enters: what `tomllib` read. Leaves: checked models, or pydantic's errors, which `show/load_faults`
turns into sentences. Any thread; pure. Types are strict: TOML has numbers and booleans of its own,
so text where a number belongs is a fault, not a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from livevis.messages import Crossfade, Look
from livevis.show.cue import WAYS, parse_at
from livevis.show.setlist_languages import NAMES, known, meant

SCHEMA = 1
BEAT_EFFECTS = ("flash", "zoom")
"""What a plain number for ``beat`` sets: every reaction alike."""

Unit = Annotated[float, Field(ge=0.0, le=1.0)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$")]


class Table(BaseModel):
    """A TOML table: unknown keys are faults, text is not a number, nothing is infinite."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class CrossfadeFile(Table):
    """``crossfade = 1.2`` or ``{ s = 1.2, curve = "smoothstep", blend = "perceptual" }``."""

    s: Annotated[float, Field(ge=0.0, le=60.0)] = Crossfade.seconds
    curve: Literal["linear", "ease", "smoothstep"] = "smoothstep"
    blend: Literal["perceptual", "linear"] = "perceptual"


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _crossfade(value: Any) -> Any:
    return {"s": value} if _number(value) else value


def _beat(value: Any) -> Any:
    return dict.fromkeys(BEAT_EFFECTS, value) if _number(value) else value


class LookKeys(Table):
    """The keys any of show, song and cue may set; None where it sets none."""

    style: str | None = None
    negative: str | None = None
    palette: list[Colour] | None = None
    seed: Annotated[int, Field(ge=0, lt=2**32)] | None = None
    crossfade: Annotated[CrossfadeFile | None, BeforeValidator(_crossfade)] = None
    drift: Unit | None = None
    beat: Annotated[dict[str, Unit] | None, BeforeValidator(_beat)] = None
    never: list[str] | None = None
    prompt: str | None = None


def _check_at(value: Any) -> Any:
    if isinstance(value, str):
        try:
            parse_at(value)
        except ValueError as error:
            raise PydanticCustomError(
                "at", "{what}", {"what": str(error), "remedy": f"Write {WAYS}."}
            ) from None
    return value


def check_language(value: Any) -> Any:
    """Refuse a code no recogniser has ever heard of, naming the one that was probably meant."""
    if isinstance(value, str) and not known(value):
        guess = meant(value)
        remedy = (
            f"Did you mean '{guess}' ({NAMES[guess]})?"
            if guess
            else "Write a code such as 'en', 'de' or 'fr'."
        )
        raise PydanticCustomError(
            "language", "{what}", {"what": f"unknown language '{value}'", "remedy": remedy}
        )
    return value


class CueFile(LookKeys):
    """One ``[[song.cue]]``."""

    at: Annotated[str | None, BeforeValidator(_check_at)] = None
    id: Id | None = None
    name: str | None = None


class SongFile(LookKeys):
    """One ``[[song]]``."""

    id: Id | None = None
    title: str | None = None
    lyrics: str | None = None
    take: str | None = None
    language: Annotated[str, BeforeValidator(check_language)] = "en"
    bpm: Annotated[float, Field(ge=20.0, le=400.0)] | None = None
    notes: str = ""
    cue: list[CueFile] = Field(default_factory=list)


class ShowKeys(Table):
    """The ``[show]`` table."""

    title: str | None = None
    on_end: Literal["hold", "next", "black"] = "hold"
    go_guard_ms: Annotated[float, Field(ge=0.0, le=10_000.0)] = 500.0
    auto_advance: bool = False


class ShowFile(Table):
    """All of show.toml."""

    schema_: Annotated[int, Field(alias="schema")] = SCHEMA
    show: ShowKeys = Field(default_factory=ShowKeys)
    look: LookKeys = Field(default_factory=LookKeys)
    song: list[SongFile] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _schema(cls, value: Any) -> Any:
        return check_schema(value)


def check_schema(value: Any) -> Any:
    """Refuse a file of another format before its keys are blamed."""
    if isinstance(value, dict) and value.get("schema", SCHEMA) not in (SCHEMA,):
        written = value["schema"]
        what = f"unknown schema {written!r}: this version reads schema {SCHEMA}"
        raise PydanticCustomError(
            "schema", "{what}", {"what": what, "remedy": f"Write schema = {SCHEMA}.", "place": "schema"}
        )
    return value


def merge(layers: Iterable[LookKeys]) -> tuple[Look, str]:
    """One look out of several, later ones winning key by key, and the standing theme.

    ``never`` is the exception: forbidden words add up, so that a song cannot lift by accident what
    the show forbids.
    """
    merged: dict[str, Any] = {}
    never: dict[str, None] = {}
    for layer in layers:
        never.update(dict.fromkeys(layer.never or ()))
        for key in LookKeys.model_fields:
            value = getattr(layer, key)
            if value is not None:
                merged[key] = value
    merged["never"] = tuple(never)
    theme = str(merged.pop("prompt", ""))
    if "palette" in merged:
        merged["palette"] = tuple(colour.lower() for colour in merged["palette"])
    if "crossfade" in merged:
        file = merged["crossfade"]
        merged["crossfade"] = Crossfade(seconds=file.s, curve=file.curve, blend=file.blend)
    return Look(**merged), theme
