"""The road to the Hugging Face hub: the only file of livevis that talks to the network.

Enters: a model id. Leaves: file listings and files. Any thread, never while a show plays:
only `livevis models fetch` comes here.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from livevis.errors import LivevisError, Unreachable
from livevis.units import Seconds

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""

REACH_WITHIN: Seconds = 4.0
_PROBE = """
import sys, urllib.request, urllib.error
try:
    urllib.request.urlopen(sys.argv[1], timeout=float(sys.argv[2])).close()
except urllib.error.HTTPError as error:
    sys.exit(0 if error.code != 407 else "the proxy wants a login")
except (OSError, ValueError) as error:
    sys.exit(str(getattr(error, "reason", error)))
"""


@dataclass(frozen=True)
class RemoteFile:
    """A file on the hub: its path in the model's folder and its size in bytes (0 if unknown)."""

    path: str
    bytes: int


@dataclass(frozen=True)
class Listing:
    """A model as the hub holds it now: the commit, and its files."""

    revision: str
    files: tuple[RemoteFile, ...]


class Hub(Protocol):
    """Where model files come from. ``reach`` raises Unreachable within 5 s; ``download`` resumes what
    an earlier, broken call left in ``into``."""

    def reach(self) -> None: ...
    def look(self, model_id: str) -> Listing: ...
    def download(
        self, model_id: str, revision: str, files: list[RemoteFile], into: Path, progress: Progress
    ) -> None: ...


class HuggingFaceHub:
    """The real hub, at ``HF_ENDPOINT`` or huggingface.co."""

    def __init__(self, endpoint: str | None = None) -> None:
        self.endpoint = (endpoint or os.environ.get("HF_ENDPOINT") or "https://huggingface.co").rstrip("/")

    def reach(self) -> None:
        """Raises Unreachable if no answer of any kind comes in time.

        Asked in a child process: a name lookup cannot be given a deadline inside this one.
        """
        command = [sys.executable, "-I", "-S", "-c", _PROBE, self.endpoint, str(REACH_WITHIN - 1.0)]
        try:
            answer = subprocess.run(
                command, capture_output=True, text=True, timeout=REACH_WITHIN, check=False
            )
        except subprocess.TimeoutExpired:
            raise self._unreachable(f"no answer in {REACH_WITHIN:g} s") from None
        if answer.returncode:
            lines = answer.stderr.strip().splitlines()
            raise self._unreachable(lines[-1] if lines else "no answer")

    def look(self, model_id: str) -> Listing:
        """The newest commit of ``model_id`` and its files. Raises Unreachable."""
        from huggingface_hub import HfApi

        try:
            info = HfApi(endpoint=self.endpoint).model_info(model_id, files_metadata=True, timeout=10.0)
        except _network_errors() as error:
            raise self._unreachable(
                str(error).strip().splitlines()[0] if str(error).strip() else "no answer"
            ) from error
        files = tuple(RemoteFile(entry.rfilename, entry.size or 0) for entry in info.siblings or ())
        if not info.sha or not files:
            raise LivevisError(f"the hub lists no files for {model_id}", "Try again later.")
        return Listing(str(info.sha), files)

    def download(
        self, model_id: str, revision: str, files: list[RemoteFile], into: Path, progress: Progress
    ) -> None:
        """Bring exactly ``files`` of that commit into ``into``. Raises Unreachable if the road breaks."""
        from huggingface_hub import snapshot_download

        try:
            snapshot_download(
                model_id,
                revision=revision,
                local_dir=into,
                endpoint=self.endpoint,
                allow_patterns=[_literal(file.path) for file in files],
                tqdm_class=_bar_for(progress),
                max_workers=4,
            )
        except _network_errors() as error:
            what = str(error).strip().splitlines()[0] if str(error).strip() else "the connection broke"
            raise Unreachable(
                f"the download of {model_id} broke off: {what}",
                "Run the same command again: it goes on from there.",
            ) from error

    def _unreachable(self, why: str) -> Unreachable:
        return Unreachable(
            f"the model hub at {self.endpoint} cannot be reached ({why})",
            "Connect this machine (or set HF_ENDPOINT), or copy a model's folder from another machine and "
            'name it in the rig: model = "/path/to/folder". The built-in parts play without any model.',
        )


def _network_errors() -> tuple[type[Exception], ...]:
    """What the hub's library raises when the network or the hub fails it: its HTTP errors (of whichever
    client library it uses) and operating system errors."""
    from huggingface_hub import errors

    return (errors.HfHubHTTPError, errors.HTTPError, OSError)


def _literal(path: str) -> str:
    """A pattern that matches ``path`` and nothing else."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in path)


def _bar_for(progress: Progress) -> type[Any]:
    """A bar that shows nothing and reports bytes to ``progress``."""
    from huggingface_hub.utils import tqdm

    class Bar(tqdm):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            # Of the library's two bars of bytes, received and written, the written one counts.
            self._counts = kwargs.get("unit") == "B" and kwargs.get("desc") != "Downloading bytes"
            kwargs["disable"] = True
            super().__init__(*args, **kwargs)

        def update(self, n: float | None = 1) -> bool | None:
            if self._counts:
                self.n += n or 0
                progress(int(self.n), int(self.total or 0))
            return None

    return Bar
