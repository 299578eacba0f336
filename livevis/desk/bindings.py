"""Which key does what.

Enters: the rig's table ``[keys]`` (action to key). Leaves: key name to `Action`. Pure; any thread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from livevis.errors import Fault, InputFaults
from livevis.messages.keys import DEFAULT_KEYS, key_name


@dataclass(frozen=True)
class Action:
    """A command's name and argument, as in `livevis.messages.Command`."""

    name: str
    argument: float = 0.0


#: What the rig file may bind (its name there) and the command it stands for.
#: ``jump`` takes a row of digits: the first jumps to song 1, the next to song 2.
ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "go": Action("go"),
        "back": Action("back"),
        "nudge_back": Action("nudge", -1.0),
        "nudge_on": Action("nudge", 1.0),
        "hold": Action("hold"),
        "freeze": Action("freeze"),
        "blackout": Action("blackout"),
        "panic": Action("panic"),
        "restore": Action("restore"),
        "brighter": Action("brightness", 1.0),
        "darker": Action("brightness", -1.0),
        "overlay": Action("overlay"),
        "mute": Action("mute"),
        "quit": Action("quit"),
        "jump": Action("jump", 1.0),
    }
)

_ROW = re.compile(r"([0-9])-([0-9])", re.ASCII)


def keys_of(action: str, text: str) -> list[tuple[str, Action]]:
    """The keys ``text`` puts ``action`` on: one, or for a row such as "1-9" each of its digits."""
    what = ACTIONS[action]
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
    for action in ACTIONS:
        if action not in wanted:
            for key, what in keys_of(action, DEFAULT_KEYS[action]):
                table.setdefault(key, what)
    return table
