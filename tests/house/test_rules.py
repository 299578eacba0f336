"""Who may print, sleep, read the clock, start threads and catch everything."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from .source import Module, imports, modules, nothing, place

CLOCK = "livevis/flow/clock.py"
PRINTER = "livevis/cli.py"

BROAD_NETS = {
    "livevis/flow/stage.py": "the one place that catches whatever a worker throws",
    "livevis/flow/child.py": "the same rule at the other end of the pipe, where the worker lives",
    "livevis/flow/step.py": "the same rule in virtual time, where no thread stands between",
}

TIMES = {"sleep", "time", "time_ns", "perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns"}
THREADS = {"threading.Thread", "threading.Timer", "_thread.start_new_thread", "multiprocessing.Process"}
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "X" * 3)


def calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    for node in module.nodes():
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def aliases(module: Module) -> dict[str, str]:
    """What names of this module stand for: ``from time import sleep as nap`` gives nap: time.sleep."""
    known: dict[str, str] = {}
    for node in module.nodes():
        if isinstance(node, ast.Import):
            known |= {alias.asname: alias.name for alias in node.names if alias.asname}
        elif isinstance(node, ast.ImportFrom) and node.module:
            known |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return known


def meaning(name: str, known: dict[str, str]) -> str:
    first, dot, rest = name.partition(".")
    return known.get(first, first) + dot + rest


def reads_time(module: Module) -> list[str]:
    known = aliases(module)
    return [
        f"{place(module, node)} {ast.unparse(node)}"
        for node in module.nodes()
        if isinstance(node, ast.Attribute | ast.Name)
        and isinstance(node.ctx, ast.Load)
        and meaning(ast.unparse(node), known) in {f"time.{name}" for name in TIMES}
    ]


def test_only_the_command_line_prints() -> None:
    found = [
        place(module, node)
        for module in modules()
        if module.path != PRINTER
        for name, node in calls(module)
        if name == "print"
    ]
    nothing(found, "only the command line prints")


def test_the_clock_is_read_in_one_file() -> None:
    found = [line for module in modules() if module.path != CLOCK for line in reads_time(module)]
    nothing(found, "time is an argument; the clock is read in flow/clock.py")
    clock = next(module for module in modules() if module.path == CLOCK)
    assert len(reads_time(clock)) > 3  # the rule can see


def test_no_test_sleeps() -> None:
    found = [
        line
        for module in modules("tests")
        for line in reads_time(module)
        if line.rsplit(".", 1)[-1] == "sleep"
    ]
    nothing(found, "no test sleeps: wait for an event")


def test_threads_start_in_the_flow_only() -> None:
    found = []
    for module in modules():
        if module.path.startswith("livevis/flow/"):
            continue
        known = aliases(module)
        found += [
            f"{place(module, node)} {name}" for name, node in calls(module) if meaning(name, known) in THREADS
        ]
        found += [
            f"{module.path}:{one.line} {one.module}"
            for one in imports(module)
            if one.module.split(".")[0] in ("multiprocessing", "concurrent", "asyncio", "_thread")
        ]
    nothing(found, "threads and processes start in flow/")


def is_broad(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(ast.unparse(one) in ("Exception", "BaseException") for one in caught)


def broad_nets(module: Module) -> list[str]:
    nets = [
        place(module, node)
        for node in module.nodes()
        if isinstance(node, ast.ExceptHandler) and is_broad(node)
    ]
    nets += [
        place(module, node)
        for name, node in calls(module)
        if name.endswith("suppress")
        and any(ast.unparse(one) in ("Exception", "BaseException") for one in node.args)
    ]
    return nets


def test_broad_nets_hang_where_the_house_allows_them() -> None:
    found = [net for module in modules() if module.path not in BROAD_NETS for net in broad_nets(module)]
    nothing(found, "a broad net: name what you catch")


@pytest.mark.parametrize("path", BROAD_NETS)
def test_an_allowed_broad_net_is_still_needed(path: str) -> None:
    assert broad_nets(next(module for module in modules() if module.path == path))


def test_nothing_is_left_unfinished() -> None:
    marks = [
        f"{module.path}: {mark}"
        for folder in ("livevis", "tests", "shows")
        for module in modules(folder)
        for mark in UNFINISHED
        if mark in module.text
    ]
    holes = [
        place(module, node)
        for module in modules()
        for node in module.nodes()
        if isinstance(node, ast.Raise) and node.exc and "NotImplementedError" in ast.unparse(node.exc)
    ]
    nothing(marks + holes, "left unfinished")
