"""Heavy libraries come late and only where the list says: tests/house/heavy.toml."""

from __future__ import annotations

import tomllib
from collections import defaultdict

from .source import ROOT, imports, modules, nothing

LIST = tomllib.loads((ROOT / "tests/house/heavy.toml").read_text(encoding="utf-8"))
FILES: dict[str, list[str]] = LIST["files"]
AT_THE_TOP: list[str] = LIST["at_the_top"]


def found() -> tuple[dict[str, list[str]], list[str]]:
    """Which files import which heavy library, and which of them do so as soon as they are imported."""
    files: dict[str, set[str]] = defaultdict(set)
    early = set()
    for module in modules():
        for one in imports(module):
            library = one.module.split(".")[0]
            if library in FILES and not one.typing:
                files[library].add(module.path)
                if not one.late:
                    early.add(module.path)
    return {library: sorted(files[library]) for library in FILES}, sorted(early)


def test_every_heavy_import_stands_in_the_list_and_the_list_is_true() -> None:
    files, _ = found()
    truth = {(library, file) for library in files for file in files[library]}
    listed = {(library, file) for library in FILES for file in FILES[library]}
    nothing(
        [f"{file}: {library}" for library, file in sorted(truth - listed)], "imports what the list forbids"
    )
    nothing(
        [f"{file}: {library}" for library, file in sorted(listed - truth)], "stands in the list for nothing"
    )


def test_only_files_nobody_loads_early_import_at_the_top() -> None:
    _, early = found()
    nothing(sorted(set(early) - set(AT_THE_TOP)), "imports a heavy library too early")
    nothing(sorted(set(AT_THE_TOP) - set(early)), "stands in the list for nothing")


def test_the_list_can_see() -> None:
    assert any(FILES.values())
