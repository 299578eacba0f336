"""A test stands where its file stands."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath

from .source import Module, modules, nothing

OWN_ROOMS = ("tests/house", "tests/fakes", "tests/shows", "tests/whole")
"""Tests of the house, of the shows, and of the whole; `fakes` holds what tests share."""


def home(test: PurePosixPath) -> tuple[str, str]:
    """``tests/words/test_agree_storm.py`` -> ("livevis/words", "agree_storm")."""
    folder = "/".join(("livevis", *test.parent.parts[1:]))
    return folder, test.stem.removeprefix("test_")


def houses() -> dict[str, list[str]]:
    """Per folder of the package, the names of its modules and sub-packages."""
    found: dict[str, list[str]] = {}
    for module in modules():
        path = PurePosixPath(module.path)
        if path.stem == "__init__":
            found.setdefault(str(path.parent.parent), []).append(path.parent.name)
        else:
            found.setdefault(str(path.parent), []).append(path.stem)
    return found


def standing() -> list[PurePosixPath]:
    paths = [PurePosixPath(module.path) for module in modules("tests")]
    return [path for path in paths if path.name.startswith("test_") and not str(path).startswith(OWN_ROOMS)]


def belongs(test: str, module: str) -> bool:
    return test == module or test.startswith(f"{module}_")


def related(test: str, module: str) -> bool:
    return belongs(test, module) or belongs(module, test)


def test_every_test_file_has_its_file() -> None:
    known = houses()
    stray = []
    for test in standing():
        folder, name = home(test)
        if test.name != "test_conftest.py" and not any(belongs(name, one) for one in known.get(folder, [])):
            stray.append(str(test))
    nothing(stray, "a test without its file")


def is_protocol(node: ast.ClassDef) -> bool:
    return any(ast.unparse(parent).split("[")[0] == "Protocol" for parent in node.bases)


def has_something_to_test(module: Module) -> bool:
    """Functions or methods with a body; a file of names and protocols alone has nothing to run."""
    return any(
        isinstance(node, ast.FunctionDef)
        or (isinstance(node, ast.ClassDef) and not is_protocol(node) and has_methods(node))
        for node in module.tree.body
    )


def has_methods(node: ast.ClassDef) -> bool:
    return any(isinstance(inner, ast.FunctionDef) for inner in node.body)


def test_every_file_has_its_test() -> None:
    named = {home(test) for test in standing()}
    bare = []
    for module in modules():
        path = PurePosixPath(module.path)
        if path.stem == "__init__" or not has_something_to_test(module):
            continue
        # A sub-package, or files of one family (load, load_rig …), may be tested as one, by its name.
        candidates = [(str(path.parent), path.stem), (str(path.parent.parent), path.parent.name)]
        if not any(
            folder == where and related(name, stem) for where, stem in candidates for folder, name in named
        ):
            bare.append(module.path)
    nothing(bare, "a file without its test")
