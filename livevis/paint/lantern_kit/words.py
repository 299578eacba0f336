"""Reads the words of a prompt into a sketch of the picture.

Enters: a `Prompt`. Leaves: a `Sketch`: place, hour, weather, mood, style, and the things to draw.
Pure; any thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from livevis.messages import Prompt
from livevis.paint.lantern_kit import vocabulary as words
from livevis.paint.lantern_kit.colour import Ink, from_hex

_TOKEN = re.compile(r"[a-zà-öø-ÿ']+(?:-[a-zà-öø-ÿ']+)*")
_IRREGULAR = {
    "wolves": "wolf", "leaves": "leaf", "men": "man", "women": "woman", "people": "people",
    "children": "child", "geese": "goose", "mice": "mouse", "feet": "foot", "knives": "knife",
    "wives": "wife",
    "thieves": "thief",
    "glasses": "glass", "buses": "bus", "foxes": "fox", "boxes": "box", "roses": "rose", "houses": "house",
    "horses": "horse", "bridges": "bridge", "eyes": "eye", "shoes": "shoe", "canoes": "canoe",
    "clothes": "cloth", "torches": "torch",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """What a word stands for: ``kind`` "motif" | "place", and its name in that table."""

    kind: str
    name: str


@dataclass(frozen=True)
class Subject:
    """A thing to draw. ``count`` 0: several, as the motif likes. ``relation``: how it stands to the next."""

    name: str
    count: int = 1
    colour: Ink | None = None
    scale: float = 1.0
    relation: str = ""
    without: frozenset[str] = frozenset()
    hinted: bool = False


@dataclass(frozen=True)
class Sketch:
    """All a line says. Empty strings and tuples: it does not say. ``bare``: all this comes from the theme."""

    text: str = ""
    place: str = ""
    place_colour: Ink | None = None
    hour: str = ""
    weather: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    tint: Ink | None = None
    subjects: tuple[Subject, ...] = ()
    style: str = ""
    guests: tuple[Subject, ...] = ()
    bare: bool = False


@dataclass
class _Reading:
    """What has been read so far, word by word."""

    place: str = ""
    place_colour: Ink | None = None
    hour: str = ""
    weather: list[str] = field(default_factory=list)
    moods: list[str] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    colour: Ink | None = None
    count: int | None = None
    scale: float = 1.0
    negated: bool = False


def _inverted(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, listed in table.items():
        for word in listed.split():
            found[word] = (*found.get(word, ()), name)
    return found


_HOUR = _inverted(words.HOURS)
_WEATHER = _inverted(words.WEATHERS)
_MOOD = _inverted(words.MOODS)
_STYLE = _inverted(words.STYLES)
_COLOUR = {word: from_hex(code) for code, listed in words.COLOURS.values() for word in listed.split()}


_TONES = re.compile(r"(?:^|,)[^,]*\btones\b")


def tokens_of(text: str) -> list[str]:
    """Lower-case words; possessive 's and quotes dropped."""
    plain = text.lower().replace("’", "'")
    found = (token.removesuffix("'s").strip("'") for token in _TOKEN.findall(plain))
    return [token for token in found if token]


def singular(word: str) -> str:
    """The singular of an English noun, or the word itself."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


class Reader:
    """Reads texts with a lexicon of things and places (one to three words to an entry)."""

    def __init__(self, lexicon: Mapping[str, Entry]) -> None:
        self._lexicon = dict(lexicon)
        self._longest = max((len(term.split()) for term in lexicon), default=1)

    def sketch(self, prompt: Prompt) -> Sketch:
        """The sketch of a prompt: its subject first; the other words fill what it leaves open."""
        # The prompter ends with the palette in words; "rose and amber tones" is no rose.
        text = _TONES.sub(" ", prompt.text)
        subject = prompt.subject or text
        rest = text.replace(prompt.subject, " ") if prompt.subject else ""
        style = style_of(prompt.look.style) or style_of(rest)
        if prompt.look.style:
            rest = rest.replace(prompt.look.style, " ")
        line, theme = self._read(tokens_of(subject)), self._read(tokens_of(rest))
        never = {name for word in prompt.look.never for name in self._names(word)}
        things = [thing for thing in line.subjects if thing.name not in never]
        if not things:
            things = [Subject(name, hinted=True) for name in line.hints if name not in never][:1]
        guests = [thing for thing in theme.subjects if thing.name not in never]
        guests = [thing for thing in guests if all(thing.name != other.name for other in things)]
        return Sketch(
            text=" ".join(tokens_of(subject)),
            place=line.place or ("" if line.subjects and not theme.place else theme.place),
            place_colour=line.place_colour or theme.place_colour,
            hour=line.hour or theme.hour,
            weather=tuple(dict.fromkeys(line.weather + theme.weather)),
            moods=tuple(dict.fromkeys(line.moods + theme.moods)),
            tint=line.colour or theme.colour,
            subjects=tuple(things[:3]),
            style=style,
            guests=tuple(guests[:2]),
            bare=not (things or line.place or line.weather or line.hour),
        )

    def _names(self, word: str) -> list[str]:
        entry = self._entry(tokens_of(word))
        return [entry[0].name] if entry else []

    def _entry(self, tokens: list[str]) -> tuple[Entry, int, bool] | None:
        """The longest entry at the start of ``tokens``: (entry, words used, plural)."""
        for used in range(min(self._longest, len(tokens)), 0, -1):
            term = " ".join(tokens[:used])
            if term in self._lexicon:
                last = tokens[used - 1]
                return self._lexicon[term], used, singular(last) != last
            single = " ".join([*tokens[: used - 1], singular(tokens[used - 1])])
            if single in self._lexicon:
                return self._lexicon[single], used, single != term
        return None

    def _read(self, tokens: list[str]) -> _Reading:
        reading = _Reading()
        at = 0
        while at < len(tokens):
            found = self._entry(tokens[at:])
            if found is not None:
                entry, used, plural = found
                _hear_light(reading, tokens[at : at + used])
                _hear_thing(reading, entry, plural)
                at += used
                continue
            _hear_word(reading, tokens[at])
            at += 1
        _settle(reading)
        return reading


def _hear_light(reading: _Reading, tokens: Iterable[str]) -> None:
    """Hour, weather and mood also live in words that name things ("rain", "snow")."""
    for token in tokens:
        if not reading.negated:
            reading.weather += _WEATHER.get(token, ())
            reading.moods += _MOOD.get(token, ())
            reading.hour = reading.hour or _HOUR.get(token, ("",))[0]


def _hear_thing(reading: _Reading, entry: Entry, plural: bool) -> None:
    if reading.negated:
        if reading.subjects:
            last = reading.subjects[-1]
            reading.subjects[-1] = replace(last, without=last.without | {entry.name})
    elif entry.kind == "place":
        if not reading.place:
            reading.place, reading.place_colour = entry.name, reading.colour
    else:
        count = reading.count if reading.count is not None else 1
        if plural and count == 1:
            count = 0
        reading.subjects.append(Subject(entry.name, count, reading.colour, reading.scale))
    reading.colour, reading.count, reading.scale, reading.negated = None, None, 1.0, False


def _hear_word(reading: _Reading, word: str) -> None:
    _hear_light(reading, [word])
    if word in words.NEGATIONS:
        reading.negated = True
    elif word in _COLOUR:
        reading.colour = _COLOUR[word]
    elif word in words.COUNTS:
        known = reading.count or 1
        reading.count = max(known, words.COUNTS[word])
    if word in words.SIZES:
        reading.scale *= words.SIZES[word]
    if word in words.RELATIONS and reading.subjects and not reading.subjects[-1].relation:
        reading.subjects[-1] = replace(reading.subjects[-1], relation=words.RELATIONS[word])
    if word in words.HINTS:
        reading.hints.append(words.HINTS[word])


def _settle(reading: _Reading) -> None:
    """A colour that named nothing after it belongs to the thing before it ("the birds are red")."""
    if reading.colour is not None and reading.subjects and reading.subjects[-1].colour is None:
        reading.subjects[-1] = replace(reading.subjects[-1], colour=reading.colour)
        reading.colour = None


def style_of(text: str) -> str:
    """The treatment a style text names, or ""."""
    tokens = tokens_of(text)
    plain = " ".join(tokens).replace("-", " ")
    for phrase, style in words.STYLE_PHRASES.items():
        if phrase in plain:
            return style
    for token in tokens:
        if token in _STYLE:
            return _STYLE[token][0]
    return ""
