"""Where a key stands in a TOML file, because the standard parser forgets line numbers.

Enters: the text of a document that `tomllib` has accepted. Leaves: a map from the path of every
key, table and array element to its line. Any thread; pure.

The walk follows the TOML 1.0 grammar (https://toml.io/en/v1.0.0) only as far as positions need:
values are stepped over, never interpreted, so a document `tomllib` refuses gives a partial map.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and array indices (from 0), outermost first."""

_BLANK = " \t"
_SPACE = " \t\r\n"
_KEY_ENDS = " \t\r\n.=]#\"'"
_QUOTES = ('"""', "'''", '"', "'")


@dataclass(frozen=True)
class Places:
    """Lines of a document, counted from 1."""

    lines: dict[Path, int]

    def line(self, path: Path) -> int | None:
        """The line of ``path``, or of the nearest thing around it that the document names."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None

    def paths(self) -> set[Path]:
        """Every key, table and array element of the document."""
        return set(self.lines)


def find_places(text: str) -> Places:
    """Walk ``text`` once; linear in its length."""
    scanner = _Scanner(text)
    scanner.document()
    return Places(scanner.lines)


class _Stuck(Exception):
    """The text is not TOML from here on."""


@dataclass
class _Scanner:
    text: str
    at: int = 0
    lines: dict[Path, int] = field(default_factory=dict)
    table: Path = ()
    arrays: dict[Path, int] = field(default_factory=dict)
    counted: int = 0
    line: int = 1

    def document(self) -> None:
        try:
            while True:
                self._skip(_SPACE)
                if self.at >= len(self.text):
                    return
                if self._here("["):
                    self._header()
                else:
                    self._pair(self.table)
        except _Stuck:
            return

    # --- statements -------------------------------------------------------------------------

    def _header(self) -> None:
        line = self._line_now()
        repeated = self.text.startswith("[[", self.at)
        self.at += 2 if repeated else 1
        names = self._dotted("]")
        self.at += 2 if repeated else 1
        path: Path = ()
        for position, name in enumerate(names):
            path = (*path, name)
            self.lines.setdefault(path, line)
            last = position == len(names) - 1
            if last and repeated:
                self.arrays[path] = self.arrays.get(path, -1) + 1
            if path in self.arrays:
                path = (*path, self.arrays[path])
                self.lines.setdefault(path, line)
        self.table = path

    def _pair(self, table: Path) -> None:
        self._skip(_BLANK)
        line = self._line_now()
        path = table
        for name in self._dotted("="):
            path = (*path, name)
            self.lines.setdefault(path, line)
        self.at += 1
        self._value(path)

    def _dotted(self, end: str) -> list[str]:
        names = []
        while True:
            self._skip(_BLANK)
            names.append(self._name())
            self._skip(_BLANK)
            if self._here(end):
                return names
            if not self._here("."):
                raise _Stuck
            self.at += 1

    def _name(self) -> str:
        for quote in _QUOTES:
            if self._here(quote):
                start = self.at
                self._string()
                return _unquote(self.text[start : self.at])
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in _KEY_ENDS:
            self.at += 1
        if start == self.at:
            raise _Stuck
        return self.text[start : self.at]

    # --- values -----------------------------------------------------------------------------

    def _value(self, path: Path) -> None:
        self._skip(_BLANK)
        if self.at >= len(self.text):
            raise _Stuck
        here = self.text[self.at]
        if here in "\"'":
            self._string()
        elif here == "[":
            self._array(path)
        elif here == "{":
            self._inline(path)
        else:
            # A number, a date or a boolean: none of them holds a comma, a bracket or a comment.
            while self.at < len(self.text) and self.text[self.at] not in ",]}\r\n#":
                self.at += 1

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while True:
            self._skip(_SPACE)
            if self._here("]"):
                self.at += 1
                return
            self.lines[(*path, index)] = self._line_now()
            self._value((*path, index))
            index += 1
            self._skip(_SPACE)
            if self._here(","):
                self.at += 1
            elif not self._here("]"):
                raise _Stuck

    def _inline(self, path: Path) -> None:
        self.at += 1
        while True:
            self._skip(_SPACE)
            if self._here("}"):
                self.at += 1
                return
            self._pair(path)
            self._skip(_SPACE)
            if self._here(","):
                self.at += 1
            elif not self._here("}"):
                raise _Stuck

    def _string(self) -> None:
        quote = next(mark for mark in _QUOTES if self._here(mark))
        escapes = quote[0] == '"'
        self.at += len(quote)
        while self.at < len(self.text):
            if escapes and self.text[self.at] == "\\":
                self.at += 2
            elif self._here(quote):
                self.at += len(quote)
                # Up to two quotes may stand right before the closing three: they belong to the text.
                while len(quote) == 3 and self._here(quote[0]):
                    self.at += 1
                return
            else:
                self.at += 1
        raise _Stuck

    # --- small steps ------------------------------------------------------------------------

    def _here(self, mark: str) -> bool:
        return self.text.startswith(mark, self.at)

    def _skip(self, kinds: str) -> None:
        """Step over blanks; where line ends count as blanks, over comments too."""
        while self.at < len(self.text):
            here = self.text[self.at]
            if here in kinds:
                self.at += 1
            elif here == "#" and "\n" in kinds:
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                return

    def _line_now(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line


def _unquote(quoted: str) -> str:
    """A quoted key without its quotes, its escapes read by the parser that knows them all."""
    try:
        return str(tomllib.loads(f"k = {quoted}")["k"])
    except ValueError:
        raise _Stuck from None
