"""What has been asked of the painter and what has come back: the conductor's memory of painting.

Enters: occasions asked for, pictures received, words heard. Leaves: triggers, answers to questions.
Thread: the conductor's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from livevis.messages import Heard, LyricLine, Picture, Scene, Trigger, Urgency, Why
from livevis.show.album import Album, Occasion
from livevis.units import Seconds

AHEAD_AT_ONCE = 2
"""Ahead paintings under way at a time: enough to keep the painter busy, few enough to change course."""

FORGOTTEN: Seconds = 15.0
"""A painting asked for this long ago and not come back was lost on the way: it may be asked for again."""

PHRASE = 12
"""At most this many of the newest heard words make one picture."""

ENOUGH_WORDS = 3


@dataclass(frozen=True)
class Wish:
    """A painting to ask for: see `Trigger` for what its parts mean."""

    scene: Scene
    text: str
    why: Why
    line: int | None = None
    variant: int = 0


class Brush:
    """Asks for paintings, once each, and knows which came back."""

    def __init__(self, album: Album) -> None:
        self.album = album
        self._asked: dict[str, Trigger] = {}
        self._pending: dict[Occasion, Seconds] = {}
        self._count = 0
        self._words: list[str] = []
        self._fresh = 0
        self._on_wall: str = ""
        self._album_full = False

    def new_song(self) -> None:
        """Forget what was asked for the last song; keep what is painted."""
        self._pending.clear()
        self.forget_words()

    def ask(self, wish: Wish, at: Seconds) -> Trigger:
        """The trigger for one painting; booked as pending."""
        self._count += 1
        urgency = Urgency.AHEAD if wish.why is Why.AHEAD else Urgency.NOW
        name = f"{wish.scene.song}-{self._count:04d}"
        trigger = Trigger(
            name, wish.why, urgency, wish.text, wish.scene, at, line=wish.line, variant=wish.variant
        )
        self._asked[name] = trigger
        self._pending[Occasion.of(wish.scene, wish.text, wish.variant)] = at
        while len(self._asked) > 500:
            del self._asked[next(iter(self._asked))]
        return trigger

    def ahead(
        self, lines: Sequence[LyricLine], scene_of: Callable[[int], Scene], here: int, at: Seconds
    ) -> Iterator[Trigger]:
        """Triggers for the nearest unpainted lines from ``here`` on, as many as may be under way."""
        # A full album would throw out what is about to be sung for what was: then only look ahead.
        past = () if self._album_full else lines[:here]
        for line in (*lines[here:], *past):
            if not self.may_ask_ahead(at):
                return
            scene = scene_of(line.index)
            if self.wants(scene, line.text):
                yield self.ask(Wish(scene, line.text, Why.AHEAD, line.index), at)

    def wants(self, scene: Scene, text: str) -> bool:
        """True if this occasion is neither painted nor being painted."""
        occasion = Occasion.of(scene, text)
        return occasion not in self.album and occasion not in self._pending

    def may_ask_ahead(self, at: Seconds) -> bool:
        """True while few paintings are under way."""
        self._pending = {key: asked for key, asked in self._pending.items() if at - asked < FORGOTTEN}
        return len(self._pending) < AHEAD_AT_ONCE

    def receive(self, picture: Picture) -> Trigger | None:
        """Keep a picture; the trigger it answers, or None if nobody remembers asking."""
        trigger = self._asked.get(picture.prompt.trigger)
        if trigger is None:
            return None
        occasion = Occasion.of(trigger.scene, trigger.text, trigger.variant)
        self._pending.pop(occasion, None)
        if not picture.fault:
            self.album.add(occasion, picture)
            self._album_full = self.album.full_for(picture)
        return trigger

    def put_up(self, picture: Picture) -> None:
        """Remember what hangs on the wall."""
        self._on_wall = picture.id

    def on_wall(self, occasion: Occasion) -> bool:
        """True if the very picture kept for ``occasion`` hangs on the wall already."""
        kept = self.album.get(occasion)
        return kept is not None and kept.id == self._on_wall

    def hear(self, heard: Heard) -> None:
        """Remember new words."""
        self._words.extend(word.text for word in heard.words)
        self._fresh += len(heard.words)
        del self._words[:-PHRASE]

    def words_to_paint(self) -> str:
        """The newest words, once there are enough for a picture; else ""."""
        return " ".join(self._words) if self._fresh >= ENOUGH_WORDS else ""

    def forget_words(self) -> None:
        """What was heard has been painted, or belongs to a known line."""
        self._words.clear()
        self._fresh = 0
