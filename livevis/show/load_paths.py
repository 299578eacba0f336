"""Files a show names: they stand inside its folder, or they are a fault.

Enters: a folder and a relative path somebody wrote. Leaves: the file, or faults. Any thread;
looks at the disk, opens nothing.
"""

from __future__ import annotations

import difflib
from pathlib import Path, PurePosixPath, PureWindowsPath

from livevis.errors import Fault


def file_inside(folder: Path, written: str, where: str, key: str) -> tuple[Path | None, list[Fault]]:
    """The file ``written`` under ``folder``; ``where`` and ``key`` name the place that asks for it.

    Paths that leave the folder are refused even where they exist, links included: a show must
    still be whole after it was copied to another machine.
    """
    if not written.strip() or "\0" in written:
        return None, [Fault(where, f"'{key}' names no file", "Write a path relative to show.toml.")]
    absolute = PurePosixPath(written).is_absolute() or PureWindowsPath(written).anchor
    if absolute or ".." in PurePosixPath(written.replace("\\", "/")).parts:
        return None, [_leaves(where, key, written)]
    path = folder / written
    try:
        found = path.is_file()
        inside = not found or path.resolve().is_relative_to(folder.resolve())
        folded = path.is_dir()
    except (OSError, ValueError, RuntimeError):
        return None, [
            Fault(where, f"{key} '{written[:80]}' is no path", "Write a path relative to show.toml.")
        ]
    if folded:
        return None, [Fault(where, f"{key} '{written}' is a folder", "Name the file.")]
    if not found:
        return None, [Fault(where, f"{key} '{written}' does not exist", _remedy(path))]
    if not inside:
        return None, [_leaves(where, key, written)]
    return path, []


def _leaves(where: str, key: str, written: str) -> Fault:
    return Fault(
        where, f"{key} '{written}' leaves the show's folder", "Copy the file into the folder of show.toml."
    )


def _remedy(path: Path) -> str:
    """The file that was probably meant, if one like it stands there."""
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        names = []
    close = difflib.get_close_matches(path.name, sorted(names), n=1, cutoff=0.6)
    return f"Did you mean '{close[0]}'?" if close else "Put the file there or correct the path."
