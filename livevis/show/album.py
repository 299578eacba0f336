"""Finished pictures, kept for refrains and painted ahead; bounded in megabytes.

Enters: pictures with the occasion they were painted for. Leaves: the picture for an occasion.
Thread: the conductor's.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from livevis.messages import Look, Picture, Scene
from livevis.units import Megabytes


@dataclass(frozen=True)
class Occasion:
    """What makes two paintings the same: the song, the words, the look and the seed.

    A refrain that returns under the same look is the same occasion, and so the same picture.
    """

    song: str
    words: str
    theme: str
    style: str
    negative: str
    palette: tuple[str, ...]
    seed: int
    variant: int = 0

    @classmethod
    def of(cls, scene: Scene, words: str, variant: int = 0) -> Occasion:
        """The occasion of ``words`` being sung in ``scene``; case and spacing do not count."""
        look: Look = scene.look
        return cls(
            scene.song,
            " ".join(words.casefold().split()),
            scene.theme,
            look.style,
            look.negative,
            look.palette,
            look.seed,
            variant,
        )


class Album:
    """The newest pictures, up to ``megabytes`` of pixels; the one unused for longest goes first."""

    def __init__(self, megabytes: Megabytes = 256.0) -> None:
        self._room = megabytes * 1e6
        self._pictures: OrderedDict[Occasion, Picture] = OrderedDict()
        self._held = 0

    def add(self, occasion: Occasion, picture: Picture) -> None:
        """Keep a picture; a second one for the same occasion (a refinement) replaces the first."""
        old = self._pictures.pop(occasion, None)
        if old is not None:
            self._held -= old.pixels.nbytes
        self._pictures[occasion] = picture
        self._held += picture.pixels.nbytes
        while self._held > self._room and len(self._pictures) > 1:
            _, gone = self._pictures.popitem(last=False)
            self._held -= gone.pixels.nbytes

    def get(self, occasion: Occasion) -> Picture | None:
        """The picture for an occasion, or None."""
        picture = self._pictures.get(occasion)
        if picture is not None:
            self._pictures.move_to_end(occasion)
        return picture

    def __contains__(self, occasion: Occasion) -> bool:
        return occasion in self._pictures

    def __len__(self) -> int:
        return len(self._pictures)

    @property
    def megabytes(self) -> Megabytes:
        """Pixels held, in megabytes (1e6 bytes)."""
        return self._held / 1e6

    def full_for(self, picture: Picture) -> bool:
        """True if keeping one more like ``picture`` would push another out."""
        return self._held + picture.pixels.nbytes > self._room
