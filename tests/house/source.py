"""The house read as text: every module of the package, parsed once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One source file: ``path`` relative to the repository, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)

    def functions(self) -> Iterator[Function]:
        for node in self.nodes():
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def modules(folder: str = "livevis") -> tuple[Module, ...]:
    """Every Python file below ``folder``, in the order of their names."""
    found = []
    for file in sorted((ROOT / folder).rglob("*.py")):
        if "__pycache__" not in file.parts:
            text = file.read_text(encoding="utf-8")
            found.append(Module(file.relative_to(ROOT).as_posix(), text, ast.parse(text, str(file))))
    return tuple(found)


@dataclass(frozen=True)
class Import:
    """``module`` is imported at ``line``; ``late`` if only when a function runs, ``typing`` if never."""

    module: str
    line: int
    late: bool
    typing: bool


def imports(module: Module) -> Iterator[Import]:
    """Every import of a module, those inside functions and by name (`import_module`) too."""
    yield from _imports(module.tree, late=False, typing=False)


def _imports(tree: ast.AST, late: bool, typing: bool) -> Iterator[Import]:
    for node in ast.iter_child_nodes(tree):
        inside = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for name in _imported(node):
            yield Import(name, node.lineno, inside, typing)  # type: ignore[attr-defined]
        yield from _imports(node, inside, typing or _is_typing_only(node))


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        # What is imported from a package may itself be a module of it.
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        called = ast.unparse(node.func)
        if called in ("import_module", "importlib.import_module", "__import__"):
            return [str(node.args[0].value)]
    return []


def _is_typing_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def place(module: Module, node: ast.AST) -> str:
    """``file:line``, as an editor understands it."""
    return f"{module.path}:{getattr(node, 'lineno', 1)}"


def nothing(found: list[str], rule: str) -> None:
    """Fail with the whole list, one finding a line, under the rule it breaks."""
    if found:
        pytest.fail("\n  ".join([f"{rule}:", *found]), pytrace=False)
