"""Models from the command line: what is known, what came along, fetch one, verify all.

Enters: names. Leaves: tables, progress bars, model folders. The only place that uses the network, and
only for ``fetch``. Thread: the main one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from livevis.weights import carried
from livevis.weights.catalogue import CARRIED, CATALOGUE, MEGA
from livevis.weights.folder import files_in
from livevis.weights.store import Plan, Store

Say = Callable[[str], None]


def show_list(say: Say) -> int:
    """Every known model: role, size, licence, whether it is here; then the built-in ones with their cards."""
    store = Store()
    found = store.found()
    say(f"models folder: {store.root}")
    for model in CATALOGUE:
        here = found.get(model.name)
        state = f"here: {here}" if here else f"livevis models fetch {model.name}"
        say(f"  {model.role.value:7} {model.name:16} {model.bytes / MEGA:6.0f} MB  {state}")
        say(f"          {model.id}; licence: {model.licence}")
    for role, own in CARRIED.items():
        folder = carried.place_of(role)
        if folder is not None:
            size = sum(file.stat().st_size for file in files_in(folder)) / MEGA
            whole = "" if carried.find(role) else ", not whole: livevis check tells what is wrong"
            say(f"  {role.value:7} {own.name:16} {size:6.1f} MB  built in: {folder}{whole}")
            say(f"          {own.id}; licence: {own.licence}")
            for line in carried.card_of(folder):
                say(f"          {line}")
    say("  built in, no download: words sphinx (English), prompt picker, paint lantern")
    return 0


def fetch(names: Sequence[str], yes: bool, say: Say) -> int:
    """Download models, one after the other; size and licence are shown first."""
    from livevis.weights.hub import HuggingFaceHub

    store, hub = Store(), HuggingFaceHub()
    refused = 0
    for name in names:
        with _Bar() as bar:
            folder = store.fetch(name, hub, lambda plan: _agree(plan, yes, say), bar)
        if folder is None:
            refused += 1
            say(f"{name}: nothing was fetched")
        else:
            say(f"{name}: in {folder}; revision and sha256 are in {store.root / 'models.lock'}")
    return 1 if refused else 0


def _agree(plan: Plan, yes: bool, say: Say) -> bool:
    size = f"{len(plan.files)} files, {plan.bytes / MEGA:.0f} MB"
    say(f"{plan.model.id} at revision {plan.revision[:12]}: {size}")
    say(f"  licence: {plan.model.licence}")
    say(f"  into: {plan.into}")
    if yes:
        return True
    if not sys.stdin.isatty():
        say("  say --yes to fetch it without being asked")
        return False
    return input("  fetch it? [y/N] ").strip().lower() in ("y", "yes")


def verify(say: Say) -> int:
    """Hash every recorded file again, fetched or built in; 1 if anything differs."""
    store = Store()
    recorded = store.lock()
    differences = store.verify()
    for difference in differences:
        say(str(difference))
    if not recorded and not differences:
        say(f"no model has been fetched into {store.root}")
    elif not differences:
        say(f"{len(recorded)} models are whole, every file as recorded")
    return 1 if differences or _built_in_differ(say) else 0


def _built_in_differ(say: Say) -> bool:
    folder = carried.pocket_folder()
    if folder is None:
        return False
    differences = list(carried.verify(folder))
    for difference in differences:
        say(str(difference))
    sealed = len(carried.sums_of(folder))
    if sealed and not differences:
        say(f"built-in models: {sealed} files are as sealed")
    return bool(differences)


class _Bar:
    """A progress bar that opens with the first byte, so that questions are not drawn over."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

        self._progress = Progress(
            TextColumn("  fetching"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), transient=False
        )
        self._task: object | None = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._task is not None:
            self._progress.stop()

    def __call__(self, done: int, total: int) -> None:
        if self._task is None:
            self._progress.start()
            self._task = self._progress.add_task("fetching", total=total)
        self._progress.update(self._task, completed=done, total=total)  # type: ignore[arg-type]
