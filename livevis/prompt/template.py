"""Putting a prompt together: subject, setting, mood, theme, style and colours, within a text encoder's reach.

Enters: the parts as text. Leaves: one line of at most `WORD_BUDGET` words, comma-parted, nothing
said twice, nothing the look forbids. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from livevis.messages import Look
from livevis.prompt.blend import words_of
from livevis.prompt.never import Never, never
from livevis.prompt.prompter import Draft

WORD_BUDGET = 48
"""CLIP reads 77 tokens, 75 beside its two marks; English takes about 1.3 tokens a word, commas one each."""

_SMALL = (
    "a an the and or of on in under over by at with into near from to for above below behind between "
    "beyond through across along beside around against inside outside upon among amid is are"
)
SMALL = frozenset(_SMALL.split())
"""Words that may stand in a prompt more than once."""

COLOURS: dict[str, tuple[int, int, int]] = {
    "black": (0, 0, 0),
    "charcoal": (48, 48, 52),
    "grey": (128, 128, 128),
    "silver": (192, 192, 196),
    "white": (255, 255, 255),
    "ivory": (250, 244, 228),
    "cream": (245, 230, 195),
    "beige": (214, 196, 160),
    "midnight blue": (18, 22, 60),
    "navy": (10, 20, 110),
    "cobalt blue": (20, 70, 180),
    "blue": (30, 100, 235),
    "sky blue": (130, 195, 240),
    "slate blue": (88, 104, 138),
    "teal": (10, 120, 125),
    "turquoise": (60, 210, 200),
    "cyan": (40, 220, 245),
    "forest green": (24, 70, 40),
    "green": (40, 160, 60),
    "lime green": (150, 220, 50),
    "olive": (115, 115, 40),
    "sage green": (150, 170, 135),
    "yellow": (250, 225, 50),
    "gold": (220, 170, 50),
    "amber": (250, 175, 70),
    "orange": (245, 125, 30),
    "coral": (250, 125, 100),
    "rust": (165, 75, 35),
    "brown": (100, 62, 38),
    "red": (215, 30, 35),
    "crimson": (160, 15, 45),
    "maroon": (90, 15, 30),
    "rose": (225, 110, 135),
    "pink": (250, 175, 200),
    "magenta": (220, 40, 180),
    "plum": (85, 30, 85),
    "violet": (125, 60, 200),
    "lavender": (190, 170, 230),
}
"""Names a text encoder knows, with a typical sRGB value."""


@dataclass(frozen=True)
class Parts:
    """What a prompt is made of, each comma-parted text; the first three come from the words alone."""

    subject: str = ""
    setting: str = ""
    mood: str = ""
    theme: str = ""
    style: str = ""
    palette: str = ""


def colour_name(colour: str) -> str:
    """The nearest name to "#rrggbb", by the "redmean" distance (T. Riemersma, compuphase.com/cmetric.htm).

    Raises:
        ValueError: not a colour of six hex digits.
    """
    digits = colour.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"{colour!r} is not a colour like '#1a2b3c'")
    red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))

    def distance(name: str) -> float:
        r, g, b = COLOURS[name]
        mean = (red + r) / 2
        return (
            (2 + mean / 256) * (red - r) ** 2
            + 4 * (green - g) ** 2
            + (2 + (255 - mean) / 256) * (blue - b) ** 2
        )

    return min(COLOURS, key=distance)


def palette_words(palette: Sequence[str], limit: int = 3) -> str:
    """Up to ``limit`` colour names for ``palette``, evenly picked: "midnight blue and amber tones"."""
    names: list[str] = []
    for name in (colour_name(colour) for colour in palette):
        if not set(name.split()) & {word for other in names for word in other.split()}:
            names.append(name)
    if len(names) > limit:
        names = [names[round(i * (len(names) - 1) / (limit - 1))] for i in range(limit)]
    return f"{' and '.join(names)} tones" if names else ""


def assemble(parts: Parts, look: Look, budget: int = WORD_BUDGET) -> Draft:
    """The prompt "SUBJECT, SETTING, MOOD, THEME, STYLE, COLOURS" and its part from the words alone.

    Phrases that say nothing new are dropped: the words from the line never repeat one another nor
    the theme and style, whose own wording is left as its author wrote it. Over ``budget``, the
    colours go first, then theme, mood, setting and style from their ends; the subject last.
    """
    parts = _allowed(parts, never(look.never))
    if not parts.palette and look.palette:
        parts = replace(parts, palette=palette_words(look.palette))
    parts = _unrepeated(parts)
    parts = _within(parts, budget)
    subject = _joined((parts.subject, parts.setting, parts.mood))
    return Draft(_joined((subject, parts.theme, parts.style, parts.palette)), subject)


def phrases(text: str) -> list[str]:
    """The comma-, line- or stop-parted phrases of ``text``, trimmed, none empty."""
    for mark in ";\n/|":
        text = text.replace(mark, ",")
    return [" ".join(phrase.strip(" .!?").split()) for phrase in text.split(",") if phrase.strip(" .!?")]


def content(text: str) -> set[str]:
    """The words of ``text`` that may stand only once."""
    return {word for word in words_of(text) if word not in SMALL}


def _allowed(parts: Parts, barred: Never) -> Parts:
    return Parts(**{name: barred.without(text) for name, text in vars(parts).items()}) if barred else parts


def _unrepeated(parts: Parts) -> Parts:
    """The subject stands; theme and style keep phrases that add a word; the rest says only what is new."""
    said = content(parts.subject)
    theme = [phrase for phrase in phrases(parts.theme) if not content(phrase) <= said]
    said |= content(" ".join(theme))
    style = [phrase for phrase in phrases(parts.style) if not content(phrase) <= said]
    said |= content(" ".join(style))
    setting = _fresh(phrases(parts.setting), said)
    mood = _fresh(phrases(parts.mood), said)
    palette = "" if not content(parts.palette) - said - {"tones"} else parts.palette
    return Parts(
        subject=", ".join(phrases(parts.subject)),
        setting=", ".join(setting),
        mood=", ".join(mood),
        theme=", ".join(theme),
        style=", ".join(style),
        palette=palette,
    )


def _fresh(candidates: Iterable[str], said: set[str]) -> list[str]:
    """The phrases none of whose content words are in ``said``, which grows by them."""
    fresh = []
    for phrase in candidates:
        words = content(phrase)
        if words and not words & said:
            fresh.append(phrase)
            said |= words
    return fresh


def _within(parts: Parts, budget: int) -> Parts:
    for name in ("palette", "theme", "mood", "setting", "style", "subject"):
        excess = sum(len(words_of(text)) for text in vars(parts).values()) - budget
        if excess <= 0:
            return parts
        parts = replace(parts, **{name: _shortened(getattr(parts, name), excess)})
    return parts


def _shortened(text: str, excess: int) -> str:
    """``text`` less at least ``excess`` words: whole phrases from its end, the last one word by word."""
    kept = phrases(text)
    while kept and excess > 0:
        last = kept.pop().split()
        if excess < len(last) and not kept:
            return " ".join(last[: len(last) - excess])
        excess -= len(words_of(" ".join(last)))
    return ", ".join(kept)


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(text for text in texts if text)
