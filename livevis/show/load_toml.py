"""From a TOML file to a checked model: every fault found, each with its line.

Enters: a path and the pydantic model its content must fit. Leaves: the model (as far as it could
be saved) and faults in sentences. Any thread; reads one file.
"""

from __future__ import annotations

import copy
import difflib
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from livevis.errors import Fault
from livevis.show.places import Places, find_places

M = TypeVar("M", bound=BaseModel)
Loc = tuple[str | int, ...]
_MAX_BYTES = 2_000_000
_ROUNDS = 50
_WHERE = re.compile(r"(.+?):(\d+)(?::|$)")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\s*$")

_KINDS = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list in [ ]",
    "tuple_type": "a list in [ ]",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "finite_number": "a finite number",
}
_COUNTS = {
    "size": "It is [width, height].",
    "pixels": "It is [width, height].",
    "rect": "It is [x, y, width, height].",
    "src": "It is [x, y, width, height].",
    "dst": "It is [x, y].",
}
_LIMITS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


@dataclass(frozen=True)
class Document:
    """A TOML file as read: its data, where its keys stand, what faults call it."""

    name: str
    data: dict[str, Any]
    places: Places
    label: Callable[[dict[str, Any], Loc], str]

    def where(self, loc: Loc) -> str:
        """ "show.toml:14: song 3, scene 'chorus'" """
        line = self.places.line(loc)
        place = f"{self.name}:{line}" if line else self.name
        label = self.label(self.data, loc)
        return f"{place}: {label}" if label else place


@dataclass(frozen=True)
class Checked(Generic[M]):
    """A model, the faults that were cut away to get it, and where they stood."""

    model: M | None
    faults: list[Fault] = field(default_factory=list)
    cut: set[Loc] = field(default_factory=set)


def read_toml(path: Path, label: Callable[[dict[str, Any], Loc], str]) -> tuple[Document | None, list[Fault]]:
    """Read and parse ``path``; on failure None and one fault naming line and column."""
    name = str(path)
    try:
        if path.stat().st_size > _MAX_BYTES:
            return None, [Fault(name, "far too long to be a TOML file", "Is it another kind of file?")]
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return None, [Fault(name, f"cannot be read: {reason}", "Check the path.")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [Fault(f"{name}:{line}", "not UTF-8 text", "Save the file as UTF-8.")]
    try:
        return Document(name, tomllib.loads(text), find_places(text), label), []
    except ValueError as error:
        return None, [_syntax_fault(name, text, str(error))]
    except RecursionError:
        return None, [Fault(name, "brackets nested too deep", "Close them.")]


def check(document: Document, model: type[M]) -> Checked[M]:
    """Fit the document into ``model``.

    Faulty keys are told, cut away (defaults step in) and the rest is tried again, so that what is
    sound can still be looked at: one bad colour does not hide a missing file.
    """
    data = copy.deepcopy(document.data)
    faults: dict[Fault, None] = {}
    cut: set[Loc] = set()
    for _ in range(_ROUNDS):
        try:
            return Checked(model.model_validate(data), list(faults), cut)
        except ValidationError as error:
            problems = error.errors(include_url=False)
        for problem in problems:
            # What was cut away is missing by our own doing.
            if not (problem["type"] == "missing" and problem["loc"] in cut):
                faults[_describe(document, model, dict(problem))] = None
        for problem in problems:
            inside = (problem.get("ctx") or {}).get("key")
            loc = _cut_away(data, (*problem["loc"], inside) if inside else problem["loc"])
            if not loc:
                return Checked(None, list(faults), cut)
            cut.add(loc)
    return Checked(None, list(faults), cut)


def in_order(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Faults as a reader meets them: files in the order of their first fault, then by line."""
    files: dict[str, int] = {}
    keyed: list[tuple[int, int, int, Fault]] = []
    for fault in faults:
        found = _WHERE.match(fault.where)
        name, line = (found[1], int(found[2])) if found else (fault.where, 0)
        keyed.append((files.setdefault(name, len(files)), line, len(keyed), fault))
    return tuple(entry[3] for entry in sorted(keyed, key=lambda entry: entry[:3]))


def suggest(word: str, known: Sequence[str], else_say: str = "") -> str:
    """ "Did you mean 'style'?", or the whole choice if nothing is close."""
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if close:
        return f"Did you mean '{close[0]}'?"
    return else_say or f"Known here: {', '.join(known)}."


def _syntax_fault(name: str, text: str, message: str) -> Fault:
    found = _PLACE.search(message)
    what = _PLACE.sub("", message)
    what = what[:1].lower() + what[1:]
    if found and found[1]:
        place = f"{name}:{found[1]}:{found[2]}"
    elif found:
        place = f"{name}:{max(1, len(text.rstrip().splitlines()))}"
    else:
        place = name
    return Fault(place, f"not TOML: {what}", "Fix the line; nothing after it could be read.")


def _describe(document: Document, model: type[BaseModel], problem: dict[str, Any]) -> Fault:
    loc: Loc = problem["loc"]
    kind, given, context = problem["type"], problem.get("input"), problem.get("ctx", {})
    key = next((part for part in reversed(loc) if isinstance(part, str)), "")
    named = context.get("key") or context.get("place")
    where = document.where((*loc, named) if named else loc)
    if kind == "extra_forbidden":
        return Fault(where, f"unknown key '{loc[-1]}'", suggest(str(loc[-1]), _keys_at(model, loc[:-1])))
    if kind == "unknown_binding":
        return Fault(where, f"unknown key '{context['key']}'", suggest(context["key"], context["known"]))
    if "remedy" in context:
        return Fault(where, problem["msg"], context["remedy"])
    if kind in ("too_long", "too_short") or (kind == "missing" and isinstance(loc[-1], int)):
        return Fault(where, f"'{key}' has the wrong number of entries", _COUNTS.get(key, "Count them again."))
    if kind == "missing":
        return Fault(where, f"'{key}' is missing", "Add it.")
    if kind == "literal_error":
        choice = str(context["expected"])
        known = re.findall(r"'([^']*)'", choice)
        return Fault(where, f"'{key}' is {_shown(given)}", suggest(str(given), known, f"Use {choice}."))
    if kind == "string_pattern_mismatch":
        return _pattern_fault(where, key, given)
    limit = next((name for name in _LIMITS if name in context), None)
    if limit:
        return Fault(where, f"'{key}' is {_shown(given)}", f"It must be {_LIMITS[limit]} {context[limit]}.")
    if kind in _KINDS:
        return Fault(where, f"'{key}' is {_shown(given)}", f"It must be {_KINDS[kind]}.")
    return Fault(where, f"'{key}' is {_shown(given)}", f"{problem['msg']}.")


def _pattern_fault(where: str, key: str, given: Any) -> Fault:
    if key == "palette":
        return Fault(where, f"bad colour {_shown(given)} in palette", 'Write colours as "#rrggbb".')
    return Fault(where, f"'{key}' is {_shown(given)}", "It may hold letters, digits, - _ and . only.")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"'{value[:60]}'"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return str(value)[:60]


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys the model knows at ``loc``."""
    for part in loc:
        if isinstance(part, int):
            continue
        fields = {(info.alias or name): info.annotation for name, info in model.model_fields.items()}
        inner = _model_in(fields.get(part))
        if inner is None:
            return []
        model = inner
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((found for arg in get_args(annotation) if (found := _model_in(arg))), None)


def _cut_away(data: Any, loc: Loc) -> Loc:
    """Remove what stands at ``loc``, or the nearest thing around it; returns its path, () if nothing.

    An element of a list of tables becomes an empty table, so that its brothers keep their numbers;
    any other list goes as a whole.
    """
    trail: list[Any] = [data]
    for part in loc:
        inside = trail[-1]
        held = isinstance(inside, dict) and part in inside
        counted = isinstance(inside, list) and isinstance(part, int) and part < len(inside)
        if not (held or counted):
            break
        trail.append(inside[part])
    for depth in range(len(trail) - 1, 0, -1):
        holder, part = trail[depth - 1], loc[depth - 1]
        if isinstance(holder, dict):
            del holder[part]
            return loc[:depth]
        if (
            part is not None
            and not isinstance(holder[int(part)], dict)
            and any(isinstance(x, dict) for x in holder)
        ):
            holder[int(part)] = {}
            return loc[:depth]
    return ()
