"""How things should look: the merged art keys of show, song and cue."""

from __future__ import annotations

from dataclasses import dataclass, field

from livevis.units import Seconds


@dataclass(frozen=True)
class Crossfade:
    """How one picture becomes the next.

    ``seconds`` 0 is a cut. ``curve``: linear | ease | smoothstep. ``blend``: perceptual (mixes
    sRGB values) | linear (mixes light).
    """

    seconds: Seconds = 1.2
    curve: str = "smoothstep"
    blend: str = "perceptual"


@dataclass(frozen=True)
class Look:
    """The look in force, resolved show < song < cue.

    ``palette``: colours as "#rrggbb", darkest first by custom. ``drift``: 0..1, how much a still
    picture moves. ``beat``: reaction amounts by name. ``never``: words that must not be painted.
    """

    style: str = ""
    negative: str = ""
    palette: tuple[str, ...] = ()
    seed: int = 7
    crossfade: Crossfade = field(default_factory=Crossfade)
    drift: float = 0.35
    beat: dict[str, float] = field(default_factory=dict)
    never: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scene:
    """What the show is about now.

    ``name`` is "song-id" or "song-id/cue-id". ``theme`` is the standing prompt of the scene
    (a cue's prompt, or the song's), which new words are painted under.
    """

    name: str
    song: str
    title: str
    look: Look
    theme: str = ""
