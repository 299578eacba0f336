"""The keys of the desk: what sits where unless a rig says otherwise, and the one name each key has.

Values only, shared by the rig (which checks them) and the desk (which obeys them). Any thread; pure.
"""

from __future__ import annotations

DEFAULT_KEYS: dict[str, str] = {
    "go": "space",
    "back": "backspace",
    "jump": "1-9",
    "nudge_back": "left",
    "nudge_on": "right",
    "hold": "h",
    "freeze": "f",
    "blackout": "b",
    "panic": "escape",
    "restore": "r",
    "brighter": "up",
    "darker": "down",
    "overlay": "o",
    "mute": "m",
    "quit": "q",
}
"""What the operator wants -> the key it sits on. ``jump`` takes a row of digits."""

KEY_SYNONYMS: dict[str, str] = {
    " ": "space",
    "spacebar": "space",
    "esc": "escape",
    "enter": "return",
    "page up": "pageup",
    "page down": "pagedown",
    ",": "comma",
    ".": "period",
    "/": "slash",
    "-": "minus",
    "=": "equals",
    ";": "semicolon",
    "'": "quote",
    "`": "backquote",
    "break": "pause",
}
"""Other words for a key: people's, and pygame's own."""


def key_name(text: str) -> str:
    """The one name of a key here: lower case, synonyms resolved."""
    name = text if text == " " else text.strip().lower()
    return KEY_SYNONYMS.get(name, name)
