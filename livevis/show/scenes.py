"""Which scene is in force where: a song's cues laid along its lines and its time.

Enters: a song. Leaves: the scene of a line, the scenes that begin at a time, the manual ones. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from livevis.messages import Scene
from livevis.show.cue import AtBar, AtLine, AtTime, Manual
from livevis.show.setlist import Cue, Song
from livevis.units import Seconds


@dataclass(frozen=True)
class TimedScene:
    """A scene that begins at ``seconds`` of song time, with the cue's own prompt."""

    seconds: Seconds
    scene: Scene
    prompt: str


@dataclass(frozen=True)
class ManualScene:
    """A scene the operator calls with GO."""

    scene: Scene
    prompt: str


class ScenePlan:
    """The scenes of one song, resolved once.

    A cue holds from its place until the next cue's place. A line cue lies where its line lies; so
    with lyrics that carry times, cues at lines and cues at times order themselves.
    """

    def __init__(self, song: Song) -> None:
        self.opening = Scene(song.id, song.id, song.title, song.look, song.theme)
        self.timed: list[TimedScene] = []
        self.manual: list[ManualScene] = []
        self._by_line: list[Scene] = []
        placed: list[tuple[Seconds, int | None, Scene]] = []
        for cue in song.cues:
            scene = Scene(f"{song.id}/{cue.name}", song.id, song.title, cue.look, cue.prompt)
            self._place(song, cue, scene, placed)
        self.timed.sort(key=lambda timed: timed.seconds)
        self._by_line = [self._scene_at(song, index, placed) for index in range(len(song.lyrics.lines))]

    def _place(
        self, song: Song, cue: Cue, scene: Scene, placed: list[tuple[Seconds, int | None, Scene]]
    ) -> None:
        own_prompt = cue.prompt if cue.prompt != song.theme else ""
        if isinstance(cue.at, Manual):
            self.manual.append(ManualScene(scene, own_prompt))
        elif isinstance(cue.at, AtLine):
            start = song.lyrics.lines[cue.at.index].start
            placed.append((start if start is not None else float(cue.at.index), cue.at.index, scene))
        elif isinstance(cue.at, AtTime | AtBar):
            seconds = cue.at.seconds(song.bpm or 120.0) if isinstance(cue.at, AtBar) else cue.at.seconds
            self.timed.append(TimedScene(seconds, scene, own_prompt))
            placed.append((seconds, None, scene))

    def _scene_at(self, song: Song, index: int, placed: list[tuple[Seconds, int | None, Scene]]) -> Scene:
        start = song.lyrics.lines[index].start
        reached = [
            (place, number, scene)
            for number, (place, line, scene) in enumerate(placed)
            if (line is not None and line <= index) or (line is None and start is not None and place <= start)
        ]
        return max(reached, key=lambda found: found[:2])[2] if reached else self.opening

    def of_line(self, index: int) -> Scene:
        """The scene line ``index`` (occurrence) is sung in."""
        return self._by_line[index] if 0 <= index < len(self._by_line) else self.opening

    def entered(self, passed: Seconds, entry: int) -> tuple[int, Scene]:
        """(timed cues that lie behind, scene in force) where the song is entered ``passed`` seconds into it,
        at line ``entry`` if that is not 0."""
        fired = sum(timed.seconds <= passed for timed in self.timed) if passed > 0 else 0
        if entry:
            return fired, self.of_line(entry)
        return fired, self.timed[fired - 1].scene if fired else self.opening

    def next_manual(self, now: Scene | None) -> ManualScene | None:
        """The manual scene after the one in force now; None if there is no further one."""
        names = [manual.scene.name for manual in self.manual]
        here = names.index(now.name) + 1 if now is not None and now.name in names else 0
        return self.manual[here] if here < len(self.manual) else None
