"""Lines of TOML keys: the scanner must see exactly the keys `tomllib` sees."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from livevis.show.places import find_places

SHOW = """\
# a comment = "with a key"
schema = 1

[show]
title = "A # title [not a table]"

[[song]]
id = "one"
look.palette = [
  "#000000",  # first
  "#ffffff",
]
crossfade = { s = 1.2, curve = "ease" }
notes = \"\"\"
[song]
id = "trap"
\"\"\"
[[song.cue]]
at = "line:1"
[[song.cue]]
at = 'line:2'

[[song]]
"id" = "two"
"""


def test_lines_of_a_show() -> None:
    places = find_places(SHOW)
    assert places.line(("schema",)) == 2
    assert places.line(("show", "title")) == 5
    assert places.line(("song", 0)) == 7
    assert places.line(("song", 0, "look", "palette", 1)) == 11
    assert places.line(("song", 0, "crossfade", "curve")) == 13
    assert places.line(("song", 0, "cue", 1, "at")) == 21
    assert places.line(("song", 1, "id")) == 24


def test_unknown_path_falls_back_to_what_is_around_it() -> None:
    places = find_places(SHOW)
    assert places.line(("song", 0, "cue", 1, "nothing", "here")) == 20
    assert places.line(("nowhere",)) is None


def all_paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    found: set[tuple[str | int, ...]] = {path} if path else set()
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        found |= all_paths(below, (*path, key))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "a.b.c = 1\na.b.d = 2",
        "'a.b' = {x = {y = [1, {z = 2}]}}",
        "[a]\n[a.b]\n[[a.c]]\n[a.c.d]\nk=1\n[[a.c]]\n[[a.c.e]]\n[[a.c.e]]\nk=2",
        'x = """a\n""""\ny = 1',
        "x = ''''two quotes''\n'''\ny = 1",
        'x = "\\"]"\ny = []',
        "x = [[1, 2], [], [[3]],]  # ] \ny = 1979-05-27 07:32:00Z",
        'k = [ # one\n 1, # two\n]\n"\\u0041" = 1\r\nend = true\r\n',
    ],
)
def test_sees_what_tomllib_sees(text: str) -> None:
    assert find_places(text).paths() == all_paths(tomllib.loads(text))


keys = st.sampled_from(["a", "b", "at", "song", "x-1", "1", "quoted key", "a.b", 'q"q', "#", "é"])
scalars = st.one_of(
    st.integers(-5, 5),
    st.booleans(),
    st.sampled_from(
        ["", "plain", "a = 1", "[x]", "# no", 'say "hi"', "it's", "two\nlines", "back\\slash", "]}"]
    ),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(keys, values, max_size=5)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def key_text(key: str) -> str:
    return key if key and all(c.isascii() and (c.isalnum() or c in "-_") for c in key) else quoted(key)


def inline(value: Any, draw: st.DrawFn) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        style = draw(st.integers(0, 2))
        if style == 1 and "'" not in value and "\n" not in value:
            return f"'{value}'"
        if style == 2 and "\\" not in value and '"' not in value:
            return f'"""\n{value}"""'
        return quoted(value)
    if isinstance(value, list):
        gap = draw(st.sampled_from(["", " ", "\n", " # note, ]\n"]))
        return "[" + ",".join(gap + inline(entry, draw) for entry in value) + gap + "]"
    return "{" + ", ".join(f"{key_text(k)} = {inline(v, draw)}" for k, v in value.items()) + "}"


def table(path: list[str], value: dict[str, Any], draw: st.DrawFn) -> list[str]:
    rows, below = [], []
    for key, entry in value.items():
        if draw(st.integers(0, 3)) == 0:
            rows.append("# k = 1")
        deeper = [*path, key_text(key)]
        tables = isinstance(entry, list) and entry and all(isinstance(one, dict) for one in entry)
        if isinstance(entry, dict) and entry and draw(st.booleans()):
            below.append("[" + " . ".join(deeper) + "]")
            below.extend(table(deeper, entry, draw))
        elif tables and draw(st.booleans()):
            for one in entry:
                below.append("[[" + ".".join(deeper) + "]]")
                below.extend(table(deeper, one, draw))
        else:
            rows.append(f"{key_text(key)}{draw(st.sampled_from(['=', ' = ']))}{inline(entry, draw)}")
    return rows + below


@st.composite
def toml_texts(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["\n", "\r\n"])).join(table([], draw(documents), draw)) + "\n"


@settings(deadline=None, max_examples=200)
@given(toml_texts())
def test_generated_documents(text: str) -> None:
    assert find_places(text).paths() == all_paths(tomllib.loads(text))


PIECES = [
    "a",
    "b",
    ".",
    " = ",
    "1",
    "\n",
    "\n",
    "[",
    "]",
    "[[a]]\n",
    "[b.a]\n",
    "{",
    "}",
    ",",
    "# x\n",
    "\r\n",
]
PIECES += ['"', "'", '"""', "'''", "\\", "a = 1\n", "b = [1,", "[a]\n", "{a = 2}", " "]


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example('a="""\\\n"""')
def test_any_text_that_is_toml(text: str) -> None:
    places = find_places(text)  # never raises, whatever the text
    try:
        data = tomllib.loads(text)
    except ValueError:
        return
    assert places.paths() == all_paths(data)
