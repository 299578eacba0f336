"""What is in the repository is the project's own: no machine's paths, no workshop talk, no stray weight."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .source import ROOT, nothing

HERE = Path(__file__).relative_to(ROOT).as_posix()

MACHINE_PATHS = re.compile(r"(?<![\w./}$~-])/(?:work|root|home|tmp|Users)(?:/|\b)")
WORKSHOP_TALK = re.compile(
    r"\b(?:(?:sub-?)?agents?|assistants?|chat-?bots?|co-authored-by|generated with|"
    r"(?:this|next|last|earlier|previous|another|coding) sessions?)\b",
    re.IGNORECASE,
)
LARGEST = 2_000_000
"""Bytes. A song is under 1.5 MB; nothing else comes near."""

LARGEST_WEIGHTS = 8_000_000
"""Bytes of a shard of the pocket models, which travel inside the repository."""


def tracked() -> list[Path]:
    asked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
    )
    if asked.returncode:  # a tarball: everything in it was tracked once
        skipped = {".venv", "out", "dist", "build", "__pycache__", ".git"}
        return [file for file in ROOT.rglob("*") if file.is_file() and not skipped & set(file.parts)]
    names = asked.stdout.decode("utf-8").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def lines() -> Iterator[tuple[str, str]]:
    for file in tracked():
        name = file.relative_to(ROOT).as_posix()
        if name == HERE:
            continue
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # sound, pictures, fonts
        for number, line in enumerate(text.splitlines(), 1):
            yield f"{name}:{number}", line


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, WORKSHOP_TALK], ids=["paths", "talk"])
def test_no_line_speaks_of_where_or_how_it_was_written(pattern: re.Pattern[str]) -> None:
    found = [f"{place}: {line.strip()[:100]}" for place, line in lines() if pattern.search(line)]
    nothing(found, "belongs to the workshop, not to the house")


def test_the_patterns_can_see_and_can_tell_apart() -> None:
    assert MACHINE_PATHS.search('open("/home/me/take.wav")')
    assert not MACHINE_PATHS.search("livevis/tmp/x or https://host.org/home/page or ~/home")
    assert WORKSHOP_TALK.search("see the last session")
    assert not WORKSHOP_TALK.search('scope="session"; a desktop session; reagent')


def test_no_file_is_heavy() -> None:
    sizes = {file.relative_to(ROOT).as_posix(): file.stat().st_size for file in tracked()}
    heavy = [
        path
        for path, size in sizes.items()
        if size > (LARGEST_WEIGHTS if path.startswith("assets/pocket/") else LARGEST)
    ]
    nothing(heavy, f"larger than {LARGEST} bytes (weights that come along: {LARGEST_WEIGHTS})")


def test_no_file_is_empty_but_a_test_folder_s_door() -> None:
    empty = [
        file.relative_to(ROOT).as_posix()
        for file in tracked()
        if file.stat().st_size == 0 and not (file.name == "__init__.py" and "tests" in file.parts)
    ]
    nothing(empty, "an empty file")
