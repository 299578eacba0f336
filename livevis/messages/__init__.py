"""The values that travel between rooms: frozen, arrays read-only, no tensor among them.

Any thread may hold any of them; nobody changes one.
"""

from livevis.messages.audio import AudioBlock, Level
from livevis.messages.control import Command, Notice, ShowOver
from livevis.messages.look import Crossfade, Look, Scene
from livevis.messages.pictures import Frame, Picture, Prompt, Show, Trigger, Urgency, Why
from livevis.messages.words import (
    Heard,
    LyricLine,
    LyricPlace,
    Lyrics,
    LyricWord,
    SongEnd,
    SongStart,
    TakePlace,
    Word,
)

__all__ = [
    "AudioBlock",
    "Command",
    "Crossfade",
    "Frame",
    "Heard",
    "Level",
    "Look",
    "LyricLine",
    "LyricPlace",
    "LyricWord",
    "Lyrics",
    "Notice",
    "Picture",
    "Prompt",
    "Scene",
    "Show",
    "ShowOver",
    "SongEnd",
    "SongStart",
    "TakePlace",
    "Trigger",
    "Urgency",
    "Why",
    "Word",
]
