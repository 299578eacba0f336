"""Which key does what.

Enters: the rig's table ``[keys]`` (action to key). Leaves: key name to `Action`. Pure; any thread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from livevis.errors import Fault, InputFaults


@dataclass(frozen=True)
class Action:
    """A command's name and argument, as in `livevis.messages.Command`."""

    name: str
    argument: float = 0.0


#: What the rig file may bind: its name there, the command it stands for, the key it has by default.
#: ``jump`` takes a row of digits: the first jumps to song 1, the next to song 2.
ACTIONS: Mapping[str, tuple[Action, str]] = MappingProxyType(
    {
        "go": (Action("go"), "space"),
        "back": (Action("back"), "backspace"),
        "nudge_back": (Action("nudge", -1.0), "left"),
        "nudge_on": (Action("nudge", 1.0), "right"),
        "hold": (Action("hold"), "h"),
        "freeze": (Action("freeze"), "f"),
        "blackout": (Action("blackout"), "b"),
        "panic": (Action("panic"), "escape"),
        "restore": (Action("restore"), "r"),
        "brighter": (Action("brightness", 1.0), "up"),
        "darker": (Action("brightness", -1.0), "down"),
        "overlay": (Action("overlay"), "o"),
        "mute": (Action("mute"), "m"),
        "quit": (Action("quit"), "q"),
        "jump": (Action("jump", 1.0), "1-9"),
    }
)

#: Other words for a key: the rig's, and pygame's own.
SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
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
)

_ROW = re.compile(r"([0-9])-([0-9])", re.ASCII)


def key_name(text: str) -> str:
    """The one name of a key here: lower case, synonyms resolved."""
    name = text if text == " " else text.strip().lower()
    return SYNONYMS.get(name, name)


def keys_of(action: str, text: str) -> list[tuple[str, Action]]:
    """The keys ``text`` puts ``action`` on: one, or for a row such as "1-9" each of its digits."""
    what = ACTIONS[action][0]
    row = _ROW.fullmatch(text.strip()) if action == "jump" else None
    if row is None:
        return [(key_name(text), what)]
    digits = range(int(row[1]), int(row[2]) + 1)
    return [(str(digit), Action(what.name, float(i))) for i, digit in enumerate(digits, 1)]


def bindings(wanted: Mapping[str, str] | None = None, where: str = "rig, [keys]") -> dict[str, Action]:
    """Key name to action: the defaults, with ``wanted`` (action name to key name) in their place.

    A key that ``wanted`` takes leaves its default. Raises `InputFaults` with every unknown action and
    every key given twice.
    """
    wanted = dict(wanted or {})
    faults = [
        Fault(where, f"'{action}' is nothing a key can do", f"Use one of {', '.join(ACTIONS)}")
        for action in wanted
        if action not in ACTIONS
    ]
    table: dict[str, Action] = {}
    owner: dict[str, str] = {}
    for action in [action for action in ACTIONS if action in wanted]:
        for key, what in keys_of(action, wanted[action]):
            if key in owner:
                both = f"key '{key}' is given to both '{owner[key]}' and '{action}'"
                faults.append(Fault(where, both, "Give each a key of its own"))
            owner[key], table[key] = action, what
    if faults:
        raise InputFaults(faults)
    for action, (_, text) in ACTIONS.items():
        if action not in wanted:
            for key, what in keys_of(action, text):
                table.setdefault(key, what)
    return table
