"""From rig.toml to a `Rig`: keys, and the models it names.

Enters: a path. Leaves: a `Rig` as far as it could be saved, and every fault. Any thread; reads one
file and looks for model folders, opens none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from livevis.errors import Fault
from livevis.show.load_toml import Document, Loc, check, read_toml, suggest
from livevis.show.rig import Rig, model_folder
from livevis.weights.catalogue import Role, names_for

_MODELS: tuple[tuple[str, str, Role], ...] = (
    ("words", "model", Role.WORDS),
    ("prompt", "model", Role.PROMPT),
    ("paint", "model", Role.PAINT),
    ("paint", "vae", Role.VAE),
)


def read_rig(path: Path) -> tuple[Rig | None, list[Fault]]:
    """The rig in ``path``, with models that are folders made absolute, and every fault found."""
    if path.is_dir():
        path = path / "rig.toml"
    document, faults = read_toml(path, _label)
    if document is None:
        return None, faults
    checked = check(document, Rig)
    faults.extend(checked.faults)
    if checked.model is None:
        return None, faults
    rig, more = _with_models(document, checked.model, path.parent)
    return rig, faults + more


def _with_models(document: Document, rig: Rig, folder: Path) -> tuple[Rig, list[Fault]]:
    faults = []
    for table, key, role in _MODELS:
        part = getattr(rig, table)
        wish = getattr(part, key)
        if wish == "auto" or wish in names_for(role):
            continue
        found = model_folder(wish, folder)
        where = document.where((table, key))
        if found is None:
            remedy = suggest(
                wish, names_for(role), "Write \"auto\", a name from 'livevis models list', or a folder."
            )
            faults.append(Fault(where, f"unknown {key} '{wish}'", remedy))
        elif not found.is_dir():
            faults.append(
                Fault(where, f"{key} folder '{wish}' does not exist", 'Correct the path or write "auto".')
            )
        else:
            rig = rig.model_copy(update={table: part.model_copy(update={key: str(found)})})
            continue
        rig = rig.model_copy(update={table: part.model_copy(update={key: "auto"})})
    return rig, faults


def _label(_data: dict[str, Any], loc: Loc) -> str:
    """ "[wall]", "output 2", "wall slice 1"."""
    names = [part for part in loc if isinstance(part, str)]
    numbers = [part for part in loc if isinstance(part, int)]
    if not names or names[0] not in Rig.model_fields:
        return ""
    if numbers and names[0] == "output":
        return f"output {numbers[0] + 1}"
    if numbers and names[:2] == ["wall", "slice"]:
        return f"wall slice {numbers[0] + 1}"
    return f"[{names[0]}]"
