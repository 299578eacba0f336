"""The tables of motifs and places, and the lexicon read from them.

Enters: drawing functions with the words they answer to. Leaves: dict tables, filled at import.
Any thread reads them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from livevis.paint.lantern_kit.backdrop import Setting
from livevis.paint.lantern_kit.brush import Brush
from livevis.paint.lantern_kit.proof import Proof
from livevis.paint.lantern_kit.words import Entry

DrawMotif: TypeAlias = Callable[[Brush], None]
DrawPlace: TypeAlias = Callable[[Proof], Setting]


@dataclass(frozen=True)
class Motif:
    """A thing that can be drawn.

    ``stands``: "ground" (on y = 0, about 1 high), "water" (floats on y = 0), "air" (centred on 0, about 1
    across), "close" (held near, centred). ``size``: its height as a share of the picture's short side.
    ``tone``: its natural colour, a tone of the ramp (0 dark .. 1 light) or an "#rrggbb".
    ``place``: where it is at home. ``many``: how many a plural means. ``seat``: (x, y, size) in its own
    units where another thing can be held. ``group``: one drawing shows them all.
    """

    name: str
    words: tuple[str, ...]
    stands: str
    size: float
    tone: float | str
    draw: DrawMotif
    place: str = "void"
    many: int = 3
    seat: tuple[float, float, float] | None = None
    relief: float = 0.55
    group: bool = False


@dataclass(frozen=True)
class Place:
    """A backdrop and the words for it."""

    name: str
    words: tuple[str, ...]
    draw: DrawPlace


MOTIFS: dict[str, Motif] = {}
PLACES: dict[str, Place] = {}


@dataclass(frozen=True)
class Kind:
    """How a motif is shown; see `Motif`."""

    stands: str = "close"
    size: float = 0.5
    tone: float | str = 0.9
    place: str = "void"
    many: int = 3
    seat: tuple[float, float, float] | None = None
    relief: float = 0.55
    group: bool = False


def motif(words: str, kind: Kind) -> Callable[[DrawMotif], DrawMotif]:
    """Enter a drawing function; ``words`` separated by commas, the first is its name."""
    terms = tuple(word.strip() for word in words.split(","))

    def enter(draw: DrawMotif) -> DrawMotif:
        MOTIFS[terms[0]] = Motif(
            terms[0],
            terms,
            kind.stands,
            kind.size,
            kind.tone,
            draw,
            kind.place,
            kind.many,
            kind.seat,
            kind.relief,
            kind.group,
        )
        return draw

    return enter


def place(words: str) -> Callable[[DrawPlace], DrawPlace]:
    """Enter a backdrop; ``words`` separated by commas, the first is its name."""
    terms = tuple(word.strip() for word in words.split(","))

    def enter(draw: DrawPlace) -> DrawPlace:
        PLACES[terms[0]] = Place(terms[0], terms, draw)
        return draw

    return enter


def lexicon() -> dict[str, Entry]:
    """Every term of every table, for a `words.Reader`."""
    terms = {word: Entry("place", entry.name) for entry in PLACES.values() for word in entry.words}
    terms |= {word: Entry("motif", entry.name) for entry in MOTIFS.values() for word in entry.words}
    return terms
