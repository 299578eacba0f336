"""Files one can read at a sitting, functions one can see at once, calls one can remember."""

from __future__ import annotations

import warnings

import pytest

from .source import Function, Module, modules, nothing, place

FILE_AIM, FILE_LIMIT = 300, 400
FUNCTION_AIM, FUNCTION_LIMIT = 40, 60
PARAMETERS = 5


def length(function: Function) -> int:
    assert function.end_lineno is not None
    return function.end_lineno - function.lineno + 1


def parameters(function: Function) -> int:
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return len([one for one in named if one.arg not in ("self", "cls")])


@pytest.mark.parametrize("folder", ["livevis", "tests"])
def test_no_file_is_longer_than_the_limit(folder: str) -> None:
    long = [f"{module.path}: {module.lines} lines" for module in modules(folder) if module.lines > FILE_LIMIT]
    nothing(long, f"split them: {FILE_LIMIT} lines at most, {FILE_AIM} is the aim")


def test_no_function_is_longer_than_the_limit() -> None:
    long = [
        f"{place(module, function)} {function.name}: {length(function)} lines"
        for module in modules()
        for function in module.functions()
        if length(function) > FUNCTION_LIMIT
    ]
    nothing(long, f"split them: {FUNCTION_LIMIT} lines at most, {FUNCTION_AIM} is the aim")


def test_no_function_takes_more_than_five_parameters() -> None:
    many = [
        f"{place(module, function)} {function.name}: {parameters(function)} parameters"
        for module in modules()
        if module.path != "livevis/cli.py"
        for function in module.functions()
        if parameters(function) > PARAMETERS
    ]
    nothing(many, "more than five belong into a frozen dataclass")


def beyond_the_aim(found: tuple[Module, ...]) -> list[str]:
    """What is within the limits and beyond the aims: worth a look, no failure."""
    files = [f"{module.path}: {module.lines} lines" for module in found if module.lines > FILE_AIM]
    functions = [
        f"{place(module, function)} {function.name}: {length(function)} lines"
        for module in found
        for function in module.functions()
        if length(function) > FUNCTION_AIM
    ]
    return files + functions


def test_what_is_beyond_the_aim_is_told() -> None:
    told = beyond_the_aim(modules())
    if told:
        with warnings.catch_warnings():
            warnings.simplefilter("default")
            warnings.warn("beyond the aim: " + "; ".join(told), stacklevel=1)
