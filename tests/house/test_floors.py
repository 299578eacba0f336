"""A room imports only lower floors and never a sibling; nothing imports in a circle."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from .source import ROOT, imports, modules


def test_the_floors_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept, 0 broken" in done.stdout


def test_no_module_imports_itself_by_a_detour() -> None:
    known = {module.name for module in modules()}
    graph = {
        module.name: sorted({one.module for one in imports(module) if one.module in known and not one.typing})
        for module in modules()
    }
    finished: set[str] = set()
    for start in graph:
        circle = _circle(graph, start, [], finished)
        assert circle is None, " > ".join(circle or [])


def _circle(graph: dict[str, list[str]], here: str, way: list[str], finished: set[str]) -> list[str] | None:
    if here in way:
        return [*way[way.index(here) :], here]
    if here in finished:
        return None
    for there in graph[here]:
        circle = _circle(graph, there, [*way, here], finished)
        if circle is not None:
            return circle
    finished.add(here)
    return None


def test_a_circle_would_be_found() -> None:
    assert _circle({"a": ["b"], "b": ["c"], "c": ["b"]}, "a", [], set()) == ["b", "c", "b"]
    assert _circle({"a": ["b", "c"], "b": ["c"], "c": []}, "a", [], set()) is None
