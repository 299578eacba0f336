"""Every module says at its door what it is; every public class and function says what it does."""

from __future__ import annotations

import ast
import tomllib

from .source import ROOT, Module, modules, nothing, place


def test_every_package_folder_is_a_package() -> None:
    folders = {(ROOT / module.path).parent for module in modules()}
    bare = [str(folder.relative_to(ROOT)) for folder in folders if not (folder / "__init__.py").is_file()]
    nothing(bare, "a folder without its __init__.py")


def test_every_module_has_a_door_plate() -> None:
    bare = [module.path for module in modules() if len((ast.get_docstring(module.tree) or "").split()) < 3]
    nothing(bare, "no door-plate: what enters, what leaves, on which thread")


def test_a_door_plate_ends_its_first_sentence() -> None:
    unfinished = [
        module.path
        for module in modules()
        if "." not in (ast.get_docstring(module.tree) or ".")
        and ":" not in (ast.get_docstring(module.tree) or ":")
    ]
    nothing(unfinished, "a door-plate is a sentence")


def public_classes(module: Module) -> list[ast.ClassDef]:
    return [
        node for node in module.tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]


def public_functions(module: Module) -> list[ast.FunctionDef]:
    """Of the module itself; a class tells in its own docstring what its methods need."""
    return [
        node
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def test_what_is_public_says_what_it_does() -> None:
    silent = [
        f"{place(module, node)} {node.name}"
        for module in modules()
        for node in [*public_classes(module), *public_functions(module)]
        if not ast.get_docstring(node)
    ]
    nothing(silent, "public and without a docstring")


def test_names_are_names_a_player_would_use() -> None:
    tired = ("Manager", "Helper", "Utils", "Util", "Base")
    found = [
        f"{place(module, node)} {node.name}"
        for module in modules()
        for node in module.nodes()
        if isinstance(node, ast.ClassDef) and node.name.startswith(tired) | node.name.endswith(tired)
    ]
    found += [
        module.path for module in modules() if module.path.endswith(("utils.py", "util.py", "helpers.py"))
    ]
    nothing(found, "a tired name")


def test_what_lies_beside_the_modules_goes_into_the_wheel() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = patterns["tool"]["setuptools"]["package-data"]["*"]
    left = [
        file.relative_to(ROOT).as_posix()
        for file in (ROOT / "livevis").rglob("*")
        if file.is_file() and file.suffix not in (".py", ".pyc") and not any(map(file.match, carried))
    ]
    nothing(sorted(left), "not named under package-data in pyproject.toml")
