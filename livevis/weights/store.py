"""Where models live on this machine: found, fetched, verified.

Enters: names out of the catalogue. Leaves: folders that are whole. Any thread. `find` and `verify`
read the disk only; `fetch` alone goes to the network, through the hub handed to it.
"""

from __future__ import annotations

import fnmatch
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livevis.errors import Fault, InputFaults, LivevisError, ModelFault
from livevis.weights.catalogue import CATALOGUE, Model, lookup
from livevis.weights.folder import files_in, inspect, sha256_of, whole
from livevis.weights.hub import Hub, Progress, RemoteFile

LOCK = "models.lock"
_PARTIAL = ".partial"
_FORBIDDEN = (".py", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".msgpack", ".h5", ".ot", ".so", ".dll")


@dataclass(frozen=True)
class Plan:
    """What a fetch is about to bring: shown before it begins. ``bytes`` is the hub's own figure, or the
    catalogue's where the hub states none."""

    model: Model
    revision: str
    files: tuple[RemoteFile, ...]
    bytes: int
    into: Path


@dataclass(frozen=True)
class Difference:
    """Something `verify` found: ``file`` is empty where the whole folder is meant."""

    model: str
    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.model}{'/' + self.file if self.file else ''}: {self.what}"


Agree = Callable[[Plan], bool]


def default_root() -> Path:
    """``LIVEVIS_MODELS``, else the user's data folder."""
    chosen = os.environ.get("LIVEVIS_MODELS")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("livevis", appauthor=False)) / "models"


def default_cache() -> Path:
    """The Hugging Face cache, by the rules of its own library, without importing it."""
    for key, below in (("HF_HUB_CACHE", ""), ("HUGGINGFACE_HUB_CACHE", ""), ("HF_HOME", "hub")):
        if os.environ.get(key):
            return Path(os.path.expandvars(os.environ[key])).expanduser() / below
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "huggingface" / "hub"


class Store:
    """The models on this machine: ``root`` is ours to write, ``cache`` the Hugging Face cache, only read."""

    def __init__(self, root: Path | None = None, cache: Path | None = None) -> None:
        self.root = root or default_root()
        self.cache = cache or default_cache()

    def folder_of(self, model: Model) -> Path:
        """Where a model lives once fetched, or copied by hand."""
        return self.root / model.id.replace("/", "--")

    def find(self, name: str) -> Path | None:
        """The folder of a known model if it is here and whole, else None. Looks at this machine only."""
        model = lookup(name)
        if model is None:
            return None
        own = self.folder_of(model)
        if whole(own, model.layout):
            return own
        return next((found for found in self._cached(model) if whole(found, model.layout)), None)

    def found(self) -> dict[str, Path | None]:
        """Every known model's short name -> its folder, or None."""
        return {model.name: self.find(model.name) for model in CATALOGUE}

    # --- fetching ---------------------------------------------------------------------------

    def plan(self, name: str, hub: Hub) -> Plan:
        """What fetching ``name`` would bring. Raises InputFaults for an unknown name, Unreachable."""
        model = _known(name)
        hub.reach()
        listing = hub.look(model.id)
        files = tuple(file for file in listing.files if _wanted(file.path, model))
        held = [pattern for pattern in model.layout.required if not _any(files, pattern)]
        if held:
            raise ModelFault(f"{model.id} no longer holds {', '.join(held)}", "Choose another model.")
        total = sum(file.bytes for file in files) or model.bytes
        return Plan(model, listing.revision, files, total, self.folder_of(model))

    def fetch(self, name: str, hub: Hub, agree: Agree, progress: Progress) -> Path | None:
        """Bring a model here, whole or not at all.

        ``agree`` sees size, licence and revision first; if it says no, nothing is fetched and None
        comes back. A broken fetch leaves its parts under ``.partial`` and goes on from there the next
        time. Raises InputFaults (unknown name), Unreachable, ModelFault (no space, damaged files).
        """
        plan = self.plan(name, hub)
        if not agree(plan):
            return None
        staging = self.root / _PARTIAL / f"{plan.into.name}@{plan.revision[:12]}"
        staging.mkdir(parents=True, exist_ok=True)
        self._check_space(plan, staging)
        hub.download(plan.model.id, plan.revision, list(plan.files), staging, progress)
        self._check(plan, staging)
        # Recorded before it is moved: a fetch killed in between is one `verify` speaks of, never a
        # folder that is found and yet known to nobody.
        self._record(plan, staging)
        self._move_in(plan, staging)
        return plan.into

    def _check_space(self, plan: Plan, staging: Path) -> None:
        here = sum(file.stat().st_size for file in staging.rglob("*") if file.is_file())
        need = max(0, plan.bytes - here)
        free = shutil.disk_usage(staging).free
        if free < need:
            what = (
                f"{plan.model.name} needs {need / 1e9:.1f} GB more, {self.root} has {free / 1e9:.1f} GB free"
            )
            raise ModelFault(what, "Make room, or set LIVEVIS_MODELS to a folder on another disk.")

    def _check(self, plan: Plan, staging: Path) -> None:
        got = {file.relative_to(staging).as_posix(): file for file in files_in(staging)}
        for extra in sorted(set(got) - {file.path for file in plan.files}):
            got[extra].unlink()
        for file in plan.files:
            held = got.get(file.path)
            if held is None or (file.bytes and held.stat().st_size != file.bytes):
                raise ModelFault(f"{plan.model.name}: {file.path} did not arrive whole", "Fetch it again.")
        wrong = inspect(staging, plan.model.role)
        if wrong:
            shutil.rmtree(staging)
            raise ModelFault(f"{plan.model.name} arrived damaged: {'; '.join(wrong)}", "Fetch it again.")

    def _record(self, plan: Plan, staging: Path) -> None:
        entry = {
            "revision": plan.revision,
            "licence": plan.model.licence,
            "files": {
                file.relative_to(staging).as_posix(): {
                    "sha256": sha256_of(file),
                    "bytes": file.stat().st_size,
                }
                for file in files_in(staging)
            },
        }
        lock = self.lock()
        lock[plan.model.id] = entry
        text = json.dumps({"schema": 1, "models": lock}, indent=1, sort_keys=True) + "\n"
        fresh = self.root / f"{LOCK}.new"
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.root / LOCK)

    def _move_in(self, plan: Plan, staging: Path) -> None:
        for hidden in [path for path in staging.iterdir() if path.name.startswith(".")]:
            shutil.rmtree(hidden) if hidden.is_dir() else hidden.unlink()
        old = self.root / _PARTIAL / f"{plan.into.name}.old"
        shutil.rmtree(old, ignore_errors=True)
        if plan.into.exists():
            plan.into.rename(old)
        staging.rename(plan.into)
        shutil.rmtree(old, ignore_errors=True)

    # --- verifying --------------------------------------------------------------------------

    def lock(self) -> dict[str, Any]:
        """What ``models.lock`` records: id -> {revision, licence, files: {path: {sha256, bytes}}}."""
        path = self.root / LOCK
        if not path.is_file():
            return {}
        try:
            return dict(json.loads(path.read_text(encoding="utf-8"))["models"])
        except (OSError, ValueError, KeyError, TypeError):
            raise LivevisError(f"{path} is damaged", "Delete it and fetch the models again.") from None

    def verify(self) -> list[Difference]:
        """Hash every recorded file again and list what differs; folders nobody recorded are named too."""
        found: list[Difference] = []
        lock = self.lock()
        for model_id in sorted(lock):
            folder = self.root / model_id.replace("/", "--")
            if not folder.is_dir():
                found.append(Difference(model_id, "", "is recorded but not here; fetch it again"))
                continue
            found.extend(_compare(model_id, folder, lock[model_id]["files"]))
        for model in CATALOGUE:
            if model.id not in lock and self.folder_of(model).is_dir():
                found.append(
                    Difference(model.id, "", "was not fetched by livevis; nothing to compare it with")
                )
        return found

    def _cached(self, model: Model) -> list[Path]:
        """Snapshots in the Hugging Face cache, the one ``main`` points at first."""
        snapshots: list[Path] = []
        for model_id in (model.id, *model.also):
            repo = self.cache / f"models--{model_id.replace('/', '--')}"
            try:
                main = (repo / "refs" / "main").read_text(encoding="utf-8").strip()
            except (OSError, ValueError):
                main = ""
            here = sorted((repo / "snapshots").glob("*"))
            snapshots.extend(sorted(here, key=lambda path, first=main: path.name != first))  # type: ignore[misc]
        return snapshots


def _compare(model_id: str, folder: Path, recorded: dict[str, dict[str, Any]]) -> list[Difference]:
    found = []
    here = {file.relative_to(folder).as_posix(): file for file in files_in(folder)}
    for path in sorted(recorded):
        if path not in here:
            found.append(Difference(model_id, path, "is missing"))
        elif (
            here[path].stat().st_size != recorded[path]["bytes"]
            or sha256_of(here[path]) != recorded[path]["sha256"]
        ):
            found.append(Difference(model_id, path, "has changed since it was fetched"))
    found.extend(Difference(model_id, path, "is not recorded") for path in sorted(set(here) - set(recorded)))
    return found


def _known(name: str) -> Model:
    model = lookup(name)
    if model is None:
        import difflib

        names = [entry.name for entry in CATALOGUE]
        close = difflib.get_close_matches(name, names, n=1)
        remedy = f"Did you mean '{close[0]}'?" if close else f"Known: {', '.join(names)}."
        raise InputFaults([Fault(f"models fetch {name}", "unknown model", remedy)])
    return model


def _wanted(path: str, model: Model) -> bool:
    """Listed in the layout and no code, no pickle: ``model.bin`` passes for CTranslate2 alone."""
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or "\\" in path or any(part.startswith(".") for part in parts):
        return False
    if path.lower().endswith(_FORBIDDEN) or (
        path.endswith(".bin") and "model.bin" not in model.layout.required
    ):
        return False
    return any(_same_depth(path, pattern) for pattern in model.layout.fetched)


def _same_depth(path: str, pattern: str) -> bool:
    return path.count("/") == pattern.count("/") and fnmatch.fnmatchcase(path, pattern)


def _any(files: tuple[RemoteFile, ...], pattern: str) -> bool:
    return any(_same_depth(file.path, pattern) for file in files)
