"""The conductor: what is sung, what was asked for and what is painted, in; what to do, out.

Enters: Tick, Command, Heard, LyricPlace, Picture, SongEnd. Leaves: SongStart, Scene, Trigger, Show,
LyricPlace (a correction), Command (for the wall), Notice, ShowOver. Pure; thread: its stage's.

It paints ahead: as soon as a song stands by, its lines are asked for one after the other, so that a
line's picture is in the album before the line is sung; what is sung only decides what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from livevis.flow.worker import Part, Tick
from livevis.messages import (
    Command,
    Heard,
    LyricPlace,
    Notice,
    Picture,
    Scene,
    Show,
    ShowOver,
    SongEnd,
    SongStart,
    Trigger,
    Urgency,
    Why,
)
from livevis.show.album import Album, Occasion
from livevis.show.brush import Brush, Wish
from livevis.show.foresight import Foresight
from livevis.show.manner import Manner
from livevis.show.orders import Orders
from livevis.show.scenes import ScenePlan
from livevis.show.setlist import Setlist, Song
from livevis.show.sung import Sung
from livevis.units import Megabytes, Seconds

BEAT: Seconds = 0.25
"""How often it looks at the time."""


class Conductor(Part):
    """See the module's door-plate. Commands are those of the contract's key list."""

    def __init__(self, setlist: Setlist, manner: Manner, megabytes: Megabytes = 256.0) -> None:
        self.setlist = setlist
        self.manner = manner
        self.brush = Brush(Album(megabytes))
        self.plan: ScenePlan | None = None
        self.song_index = -1
        self.standby = manner.first
        self.song_at: Seconds = 0.0
        self.place: LyricPlace | None = None
        self.held = self.deaf = False
        self.scene: Scene | None = None
        self.foresight = Foresight()
        self._next_beat: Seconds = 0.0
        self._now: Seconds = 0.0
        self._start_at: Seconds | None = 0.0 if manner.autostart or manner.resume else None
        self._over_at: Seconds | None = None
        self._over = self._black = False
        self._last_show = self._last_place = self._last_told = 0.0
        self._last_heard: Seconds | None = None
        self._line_shown: Seconds = 0.0
        self._entry = manner.line or 0
        self._fired = self._idle_round = 0
        self._acts: dict[type, Callable[[Any], Iterator[Any]]] = {
            Tick: self._tick,
            Command: Orders(self).obey,
            Heard: self._heard,
            LyricPlace: self._placed,
            Picture: self._painted,
            SongEnd: self._song_ended,
        }

    def __call__(self, item: Any) -> Iterator[Any]:
        # A picture carries no time of its own; the newest time heard of is near enough, and the
        # wall begins a crossfade asked for in the past when it sees it.
        self._now = max(self._now, getattr(item, "at", self._now))
        act = self._acts.get(type(item))
        return act(item) if act is not None else iter(())

    def due(self) -> Seconds | None:
        return None if self._over else min(self._next_beat, self.foresight.due())

    @property
    def song(self) -> Song | None:
        """The song being played, or None between songs."""
        return self.setlist.songs[self.song_index] if 0 <= self.song_index < len(self.setlist.songs) else None

    # -- time ---------------------------------------------------------------

    def _tick(self, tick: Tick) -> Iterator[Any]:
        self._next_beat = tick.at + BEAT
        if self._over_at is not None and tick.at >= self._over_at:
            yield from self.end_show(tick.at)
            return
        if self._start_at is not None and tick.at >= self._start_at:
            self._start_at = None
            yield from self.begin(self.standby, tick.at)
        yield from self._timed_scenes(tick.at)
        yield from self._foreseen(tick.at)
        yield from self._ahead(tick.at)
        yield from self._idle(tick.at)
        yield from self._end_by_words(tick.at)

    def _timed_scenes(self, at: Seconds) -> Iterator[Any]:
        """Cues at a time of the song, fired when that time has come."""
        if self.plan is None:
            return
        timed = self.plan.timed
        while self._fired < len(timed) and self.song_at + timed[self._fired].seconds <= at:
            scene = timed[self._fired].scene
            self._fired += 1
            yield from self.enter(scene, at, timed[self._fired - 1].prompt)

    def enter(self, scene: Scene, at: Seconds, prompt: str) -> Iterator[Any]:
        """Go over to ``scene``, painting its own prompt if it has one."""
        if self.scene is not None and scene.name == self.scene.name:
            return
        self.scene = scene
        yield scene
        if prompt:
            yield self.brush.ask(Wish(scene, prompt, Why.CUE), at)

    def _ahead(self, at: Seconds) -> Iterator[Any]:
        """Ask for the next unpainted lines, a few at a time, nearest first."""
        song, plan = self.song, self.plan
        if song is None or plan is None:
            return
        here = self.place.line if self.place is not None else self._entry
        yield from self.brush.ahead(song.lyrics.lines, plan.of_line, here, at)

    def _idle(self, at: Seconds) -> Iterator[Any]:
        """Nothing new for long: paint the theme anew, so that the wall lives without words."""
        if self.scene is None or self.plan is None or self.held:
            return
        if at - self._last_show < self.manner.idle:
            return
        self._last_show = at
        self._idle_round += 1
        words = self.scene.theme or self.scene.title
        yield self.brush.ask(Wish(self.scene, words, Why.CUE, variant=self._idle_round), at)

    def _end_by_words(self, at: Seconds) -> Iterator[Any]:
        """Without a take, a song is over when its last line lies well behind, or nobody sings any more."""
        song = self.song
        if song is None or self.plan is None or self.manner.replay:
            return
        sung = Sung(self.place, self._last_told, self._last_heard)
        if sung.out(song.lyrics.lines, self.manner.silence, at):
            yield from self._song_ended(SongEnd(song.id, at))

    # -- songs --------------------------------------------------------------

    def begin(self, index: int, at: Seconds) -> Iterator[Any]:
        """Begin song ``index``."""
        if not 0 <= index < len(self.setlist.songs):
            yield Notice(at, "that was the last song", fault=False)
            return
        first = index == self.manner.first and self.song_index < 0
        take_from = self.manner.take_from if first else 0.0
        self.song_index, self.standby = index, index + 1
        song = self.setlist.songs[index]
        begins = at + self.manner.lead
        self.plan, self.foresight = ScenePlan(song), Foresight()
        self.place, self._fired, self._over_at, self._last_heard = None, 0, None, None
        self._entry = (self.manner.line or 0) if first else 0
        self._start_at = None
        resumed = self.manner.resume and 0 < self._entry < len(song.lyrics.lines)
        entry_at = song.lyrics.lines[self._entry].start if resumed else None
        self.song_at = begins - (take_from or entry_at or 0.0)
        self._last_show = self._last_place = self._last_told = begins
        self.brush.new_song()
        if self._black:
            self._black = False
            yield Command("restore", at)
        take = song.take if self.manner.replay else None
        known = (song.lyrics, song.language, take, take_from, song.reference)
        yield SongStart(song.id, song.title, begins, *known)
        if first and self.manner.line is not None:  # the follower need not guess where it was let in
            yield LyricPlace(song.id, self.manner.line, 0, 0.5, False, at)
        self._fired, opening = self.plan.entered(begins - self.song_at, self._entry)
        self.scene = opening
        yield opening
        yield self.brush.ask(Wish(opening, opening.theme or song.title, Why.CUE), at)

    def _song_ended(self, end: SongEnd) -> Iterator[Any]:
        song = self.song
        if song is None or end.song != song.id:
            return
        last = self.song_index + 1 >= len(self.setlist.songs) or self.manner.only_first
        if self.setlist.on_end == "black":
            self._black = True
            yield Command("panic", end.at)
        if self.manner.repeat and last:
            self.standby = self.manner.first
            self._start_at = end.at + self.manner.rest
        elif self.manner.once and last:
            self._over_at = end.at + self.manner.rest
        elif not last and (self.manner.autostart or self.setlist.on_end == "next"):
            self._start_at = end.at + self.manner.rest
        self.plan = None

    def end_show(self, at: Seconds) -> Iterator[Any]:
        """The show is over."""
        if not self._over:
            self._over = True
            yield ShowOver(at)

    # -- what is sung ---------------------------------------------------------

    def _placed(self, place: LyricPlace) -> Iterator[Any]:
        song, plan = self.song, self.plan
        if song is None or plan is None or place.song != song.id or not place.locked:
            return
        if not self.deaf:
            yield from self.stand_at(place)

    def stand_at(self, place: LyricPlace) -> Iterator[Any]:
        """The singer is at ``place``: show its line, unless it is up already."""
        assert self.plan is not None
        moved = self.place is None or place.line != self.place.line
        if moved or self.place is None or place.word != self.place.word:
            self._last_place = place.at
            self.brush.forget_words()
        self.place, self._last_told = place, place.at
        if moved:
            yield from self.enter(self.plan.of_line(place.line), place.at, "")
            if self.foresight.shown != place.line:
                yield from self.show_line(place.line, place.at)
            self._line_shown = max(self._line_shown, place.at)
            yield from self._ahead(place.at)
        self.foresight.told(place, self.plan.of_line(place.line + 1).look.crossfade.seconds)

    def _foreseen(self, at: Seconds) -> Iterator[Any]:
        """The next line's picture, if it is painted, so early that it is there when the line begins."""
        line, song, plan = self.foresight.ripe(at), self.song, self.plan
        if line is None or song is None or plan is None or self.held or self.deaf:
            return
        scene = plan.of_line(line)
        picture = self.brush.album.get(Occasion.of(scene, song.lyrics.lines[line].text))
        if picture is not None:
            yield self._show(picture, scene, at, line)
            self.foresight.shown = line

    def show_line(self, index: int, at: Seconds) -> Iterator[Any]:
        """Show line ``index``'s picture, or ask for it."""
        song, plan = self.song, self.plan
        if self.held or song is None or plan is None:
            return
        scene, text = plan.of_line(index), song.lyrics.lines[index].text
        if (picture := self.brush.album.get(Occasion.of(scene, text))) is not None:
            yield self._show(picture, scene, at, index)
        else:
            yield self.brush.ask(Wish(scene, text, Why.LINE, index), at)

    def _heard(self, heard: Heard) -> Iterator[Any]:
        """Words off the lyrics, or of a song without any, paint by themselves."""
        song, scene = self.song, self.scene
        if song is None or scene is None or not heard.final or self.plan is None or self.deaf:
            return
        self._last_heard = heard.at if heard.words else self._last_heard
        self.brush.hear(heard)
        on_lyrics = bool(song.lyrics.lines) and heard.at - self._last_place < self.manner.lost
        words = self.brush.words_to_paint()
        if not on_lyrics and words and not self.held:
            yield self.brush.ask(Wish(scene, words, Why.WORDS), heard.at)
            self.brush.forget_words()

    # -- what is painted --------------------------------------------------------

    def _painted(self, picture: Picture) -> Iterator[Any]:
        asked = self.brush.receive(picture)
        if asked is None or self.held:
            return
        if self._wanted(asked):
            line = self.place.line if self.place is not None and asked.line is not None else None
            yield self._show(picture, asked.scene, self._now, line)

    def _wanted(self, asked: Trigger) -> bool:
        """Is this what the wall should show now? A line's picture only while that line is sung."""
        if asked.urgency is Urgency.AHEAD or asked.line is not None:
            song, plan, place = self.song, self.plan, self.place
            if song is None or plan is None or place is None:
                return False
            now = Occasion.of(plan.of_line(place.line), song.lyrics.lines[place.line].text)
            return now == Occasion.of(asked.scene, asked.text, asked.variant) and not self.brush.on_wall(now)
        # Asked for before the line now on the wall was shown: its moment is over.
        return self.song is not None and asked.scene.song == self.song.id and asked.at >= self._line_shown

    def _show(self, picture: Picture, scene: Scene, at: Seconds, line: int | None) -> Show:
        self._last_show, self.foresight.shown = at, -1
        self._line_shown = at if line is not None else self._line_shown
        self.brush.put_up(picture)
        look = scene.look
        return Show(picture, at, look.crossfade, look.drift, line)
