"""The models that came along with the program: where they stand, and whether they are as they were sealed.

Enters: a role, or nothing. Leaves: folders, cards, differences. Any thread; reads the disk only and
imports no engine. They stand in ``assets`` inside an installed package, else at the top of the source tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import livevis
from livevis.errors import LivevisError
from livevis.weights.catalogue import CARRIED, POCKET, Role
from livevis.weights.folder import files_in, inspect, sha256_of
from livevis.weights.store import Difference

SUMS = "SHA256SUMS"
"""The seal: a line a file, in the form of ``sha256sum`` (hex, two spaces, path)."""

CARD = "README.md"


def shelves() -> list[Path]:
    """Where ``assets`` may stand, the package's own first."""
    package = Path(livevis.__file__).resolve().parent
    return [package / "assets", package.parent / "assets"]


def place_of(role: Role) -> Path | None:
    """The folder of the model that came along for ``role``, whole or not; None if there is none."""
    if role not in CARRIED:
        return None
    here = (shelf / CARRIED[role].id for shelf in shelves())
    return next((folder for folder in here if folder.is_dir()), None)


def find(role: Role) -> Path | None:
    """The same, but only if nothing is seen to be wrong with it (see `inspect`; weights are not hashed)."""
    folder = place_of(role)
    return folder if folder is not None and not inspect(folder, role) else None


def card_of(folder: Path, lines: int = 3) -> list[str]:
    """The first ``lines`` lines of a model's card that tell something: no headings, no front matter."""
    try:
        text = (folder / CARD).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return []
    if text.startswith("---\n"):
        text = text.partition("\n---\n")[2]
    told = (line.strip() for line in text.splitlines())
    return [line for line in told if line and not line.startswith(("#", "![", "|", "```"))][:lines]


def pocket_folder() -> Path | None:
    """Where the pocket models stand together, or None."""
    return next((shelf / POCKET for shelf in shelves() if (shelf / POCKET).is_dir()), None)


def sealed_files(folder: Path) -> list[Path]:
    """What a seal covers: the files models are made of, in the folders below ``folder``; no cards."""
    return [file for file in files_in(folder) if file.parent != folder and file.suffix != ".md"]


def sums_of(folder: Path) -> dict[str, str]:
    """What the seal in ``folder`` says: path -> SHA-256 in hex. Empty if there is none.

    Raises:
        LivevisError: it is damaged.
    """
    seal = folder / SUMS
    try:
        rows = [line.split("  ", 1) for line in seal.read_text(encoding="utf-8").splitlines() if line]
        return {path: digest for digest, path in rows}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise LivevisError(f"{seal} is damaged", "Take it from the repository again.") from None


def verify(folder: Path) -> Iterator[Difference]:
    """Hash every sealed file below ``folder`` again; yield what differs, is missing, or is not sealed.

    Raises:
        LivevisError: the seal is damaged.
    """
    sums = sums_of(folder)
    here = {file.relative_to(folder).as_posix(): file for file in sealed_files(folder)}
    if here and not sums:
        yield Difference(folder.name, "", f"has no {SUMS}; nothing to compare it with")
        return
    for path in sorted(sums):
        if path not in here:
            yield Difference(folder.name, path, "is missing")
        elif sha256_of(here[path]) != sums[path]:
            yield Difference(folder.name, path, f"is not what {SUMS} says")
    for path in sorted(set(here) - set(sums)):
        yield Difference(folder.name, path, f"is not in {SUMS}")
