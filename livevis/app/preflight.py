"""Preflight: everything that can be known to be wrong before the audience knows it.

Enters: a show, perhaps a rig. Leaves: faults, warnings, and what would play; all in one go. Thread: the
main one. Nothing here loads a model or opens a window.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from livevis.app.languages import hears, unheard
from livevis.app.parts import Casting, choice_for, wish_of
from livevis.app.rehearse import rig_folder, say_table
from livevis.app.report import check_writable, write_json
from livevis.errors import DeviceLost, Fault, InputFaults, LivevisError, ModelFault
from livevis.show.load import read_rig_file, read_show
from livevis.show.rig import Rig, not_yet
from livevis.show.setlist import Setlist
from livevis.weights import carried
from livevis.weights.catalogue import CARRIED, Role
from livevis.weights.choose import Choice
from livevis.weights.folder import inspect as inspect_folder

Say = Callable[[str], None]

LITTLE_DISK = 2_000_000_000
"""Below this much free disk a show's film and take may not fit."""


@dataclass
class Findings:
    """What preflight found. ``faults`` must be mended; ``warnings`` are worth knowing."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    parts: list[tuple[str, str, str, str]] = field(default_factory=list)
    songs: list[str] = field(default_factory=list)


def check(show: str, rig: str | None, report: Path | None, say: Say) -> int:
    """Look at everything; say it; 0 if nothing is wrong, 2 otherwise. Raises InputFaults for ``report``."""
    if report is not None:
        check_writable(report, "--json")
    findings = inspect(show, rig)
    for song in findings.songs:
        say(song)
    say_table(tuple(findings.parts), say)
    for warning in findings.warnings:
        say(f"  note: {warning}")
    for fault in findings.faults:
        say(f"FAULT {fault}")
    count = len(findings.faults)
    say("ready to play" if not count else f"{count} fault{'s' if count > 1 else ''}: not ready")
    if report is not None:
        write_json(report, asdict(findings))
    return 2 if count else 0


def inspect(show: str, rig: str | None) -> Findings:
    """Every fault of show, rig, takes, models, languages, devices and disk, gathered."""
    setlist, machine = read_show(show), read_rig_file(rig)
    findings = Findings([*setlist.faults, *machine.faults])
    if setlist.value is not None:
        findings.songs = list(_songs(setlist.value))
        findings.warnings.extend(setlist.value.warnings)
        findings.faults.extend(_takes(setlist.value))
    if machine.value is not None:
        findings.warnings.extend(not_yet(machine.value))
        chosen = _models(machine.value, rig, findings)
        findings.warnings.extend(_fallback(machine.value, chosen.get(Role.WORDS)))
        if setlist.value is not None and Role.WORDS in chosen:
            findings.faults.extend(unheard(setlist.value.songs, machine.value, chosen[Role.WORDS]))
        findings.warnings.extend(_built_in(chosen))
        _devices(machine.value, rig or "this machine", findings)
    free = shutil.disk_usage(Path.cwd()).free
    if free < LITTLE_DISK:
        findings.warnings.append(f"only {free / 1e9:.1f} GB of disk are free: a film takes 0.8 GB an hour")
    return findings


def _songs(setlist: Setlist) -> Iterator[str]:
    yield f"{setlist.title}: {len(setlist.songs)} song{'s' if len(setlist.songs) != 1 else ''}"
    for number, song in enumerate(setlist.songs, 1):
        words = f"{len(song.lyrics.lines)} lines" if song.lyrics.lines else "no lyrics: paints what it hears"
        yield f"  {number}. {song.title} ({song.language}; {words}; {len(song.cues)} cues)"


def _takes(setlist: Setlist) -> Iterator[Fault]:
    from livevis.hear.recording import probe

    for song in setlist.songs:
        if song.take is None:
            continue
        try:
            info = probe(song.take)
        except InputFaults as error:
            yield from error.faults
            continue
        last = song.lyrics.lines[-1].start if song.lyrics.lines else None
        if last is not None and last > info.seconds:
            what = f"its last line begins at {last:.1f} s, but the take ends at {info.seconds:.1f} s"
            yield Fault(f"song '{song.id}'", what, "Check that lyrics and take belong together.")


def _models(rig: Rig, file: str | None, findings: Findings) -> dict[Role, Choice]:
    casting = Casting(rig, rig_folder(file))
    chosen: dict[Role, Choice] = {}
    for role in Role:
        try:
            choice = choice_for(role, casting)
        except ModelFault as error:
            where = f"{file or 'rig'}: [{'paint] vae' if role is Role.VAE else role.value + '] model'}"
            findings.faults.append(Fault(where, error.what, error.remedy))
            continue
        chosen[role] = choice
        if role is not Role.VAE or wish_of(rig, role) != "auto":
            findings.parts.append((role.value, choice.name, choice.reason, choice.get_more))
    return chosen


def _built_in(chosen: dict[Role, Choice]) -> Iterator[str]:
    """A built-in model that is not whole, unless it was asked for by name (a fault already), or differs
    from its seal: the show plays without it, or with something nobody has judged."""
    for role in CARRIED:
        folder = carried.place_of(role)
        if folder is not None and role in chosen and carried.find(role) is None:
            wrong = "; ".join(inspect_folder(folder, role))
            yield f"the built-in {role.value} model is not whole ({wrong}): {chosen[role].name} plays"
    folder = carried.pocket_folder()
    if folder is None or all(choice.model not in CARRIED.values() for choice in chosen.values()):
        return
    try:
        yield from (f"built-in models: {difference}" for difference in carried.verify(folder))
    except LivevisError as error:
        yield f"built-in models: {error}"


def _fallback(rig: Rig, words: Choice | None) -> Iterator[str]:
    fallback = rig.words.language_fallback
    if words is not None and fallback is not None and not hears(words, fallback):
        yield f"[words] language_fallback '{fallback}' is of no use: {words.name} hears English only"


def _devices(rig: Rig, where: str, findings: Findings) -> None:
    from livevis.hear.devices import MicrophoneWish, choose, input_devices

    hear = rig.hear
    if hear.input and hear.input != "tone":
        try:
            _, said = choose(input_devices(), MicrophoneWish(hear.input, hear.fallback))
            if said:
                remedy = "livevis devices lists those there are."
                findings.faults.append(Fault(f"{where}: [hear] input", said, remedy))
        except DeviceLost as error:
            findings.faults.append(Fault(f"{where}: [hear] input", error.what, error.remedy))
    if rig.wall.display:
        _display(rig.wall.display, where, findings)


def _display(name: str, where: str, findings: Findings) -> None:
    from livevis.app.devices import screens_here
    from livevis.wall.screens import choose

    found = screens_here()
    if not found:
        what = f"display '{name}' is not there: this machine has no screen"
        findings.faults.append(Fault(f"{where}: [wall] display", what, "Plug it in, or rehearse --headless."))
        return
    _, said = choose(found, name)
    if said:
        remedy = "livevis devices lists those there are."
        findings.faults.append(Fault(f"{where}: [wall] display", said, remedy))
