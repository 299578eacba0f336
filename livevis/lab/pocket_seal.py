"""The seal of the pocket models: every weight file's SHA-256, for ``livevis models verify`` to compare.

Enters: the folder the models stand in together (``assets/pocket``). Leaves: its ``SHA256SUMS``, in the
form of ``sha256sum``. Any thread; reads every file once.
"""

from __future__ import annotations

from pathlib import Path

from livevis.weights.carried import SUMS, sealed_files
from livevis.weights.folder import sha256_of


def seal(folder: Path) -> Path:
    """Write ``folder/SHA256SUMS`` over what stands in the folders below; return its path.

    To be called whenever a training has put new files there. Cards (``*.md``) and files beside the
    model folders are left out: they may be edited. Raises OSError.
    """
    rows = [f"{sha256_of(file)}  {file.relative_to(folder).as_posix()}" for file in sealed_files(folder)]
    fresh = folder / f"{SUMS}.new"
    fresh.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8", newline="\n")
    return fresh.replace(folder / SUMS)
