"""Reading a diffusers folder before anything is loaded from it: is it whole, is it safe, is it ours?

Enters: a folder. Leaves: what stands in it, or a `ModelFault` that names the file and the remedy.
Runs on the painter's thread; opens only the heads of weight files.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livevis.errors import ModelFault

PIPELINES = ("StableDiffusionPipeline", "LatentConsistencyModelPipeline")
"""The pipeline classes this painter drives: one text encoder, one UNet, one decoder."""

WEIGHED = ("unet", "vae", "text_encoder", "safety_checker")
"""The components with weights, each loaded by its own class."""

_LIBRARIES = ("diffusers", "transformers", "stable_diffusion")
_NEEDED = ("unet", "vae", "text_encoder", "tokenizer", "scheduler")
_OPTIONAL = ("safety_checker", "feature_extractor", "image_encoder")
_REMEDY = "Fetch it again with 'livevis models fetch', or name a whole folder under [paint] model in the rig"


@dataclass(frozen=True)
class FolderPlan:
    """What a pipeline folder holds of what is wanted.

    ``components``: name to (library, class), those absent or unwanted left out. ``variants``:
    component to the infix its weight files carry ("fp16"), or None. ``weight_bytes``: all weight
    files together; ``largest_bytes``: the heaviest component's.
    """

    folder: Path
    components: dict[str, tuple[str, str]]
    variants: dict[str, str | None]
    weight_bytes: int
    largest_bytes: int


def survey(folder: Path, unwanted: Collection[str] = ()) -> FolderPlan:
    """What ``folder`` holds; components in ``unwanted`` need not be there.

    Raises:
        ModelFault: no folder, no or broken index, a pipeline this painter does not drive, code of
            its own (never run), a missing configuration, or a weight file missing or damaged.
    """
    index = read_json(folder / "model_index.json", f"model folder {folder}")
    name = index.get("_class_name")
    if name not in PIPELINES:
        raise ModelFault(
            f"{folder / 'model_index.json'}: it describes a {name}, which this painter does not drive",
            f"Name a folder of one of {', '.join(PIPELINES)} under [paint] model in the rig",
        )
    components = _components(folder, index, unwanted)
    files = {part: weight_files(folder / part) for part in WEIGHED if part in components}
    sizes = [sum(file.stat().st_size for file in found) for found in files.values()]
    return FolderPlan(
        folder=folder,
        components=components,
        variants={part: _variant(found[0]) for part, found in files.items()},
        weight_bytes=sum(sizes),
        largest_bytes=max(sizes),
    )


def read_json(path: Path, place: str) -> dict[str, Any]:
    """The object in a JSON file of ``place``.

    Raises:
        ModelFault: it is missing, unreadable, or not an object.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ModelFault(f"{place}: {path.name} is missing", _REMEDY) from None
    except (OSError, ValueError) as error:
        raise ModelFault(f"{path}: cannot be read ({error})", _REMEDY) from error
    if not isinstance(content, dict):
        raise ModelFault(f"{path}: not a JSON object", _REMEDY)
    return content


def weight_files(folder: Path) -> list[Path]:
    """The safetensors files of a component, each with a sound head; of two precisions, one.

    Raises:
        ModelFault: there is no configuration, none of them, or one is damaged.
    """
    read_json(folder / "config.json", f"model folder {folder}")
    found = sorted(folder.glob("*.safetensors"))
    plain = [file for file in found if _variant(file) is None]
    chosen = plain or found
    if not chosen:
        others = ", ".join(file.name for file in sorted(folder.glob("*.bin"))) or "nothing else"
        raise ModelFault(
            f"{folder}: no .safetensors weights ({others} there)",
            f"{_REMEDY}; pickled weights are never opened",
        )
    for file in chosen:
        check_safetensors(file)
    return chosen


def check_safetensors(file: Path) -> None:
    """Opens the head of a weight file.

    Raises:
        ModelFault: it is damaged or cut short.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(file), framework="numpy"):
            pass
    except (SafetensorError, OSError) as error:
        raise ModelFault(f"{file}: damaged or cut short ({error})", _REMEDY) from error


def _components(folder: Path, index: dict[str, Any], unwanted: Collection[str]) -> dict[str, tuple[str, str]]:
    components: dict[str, tuple[str, str]] = {}
    for part, entry in index.items():
        if part.startswith("_") or part in unwanted or not isinstance(entry, list) or len(entry) != 2:
            continue
        library, cls = entry
        if library is None or (part in _OPTIONAL and not (folder / part).is_dir()):
            continue
        if library not in _LIBRARIES:
            raise ModelFault(
                f"{folder / 'model_index.json'}: {part} is {library}.{cls}, code of the folder's own",
                "livevis runs no code from model folders; name another one under [paint] model in the rig",
            )
        components[part] = (str(library), str(cls))
    wanted = [part for part in _NEEDED if part not in unwanted]
    missing = {part for part in wanted if part not in components}
    missing |= {part for part in components if not (folder / part).is_dir()}
    if missing:
        raise ModelFault(f"model folder {folder}: {', '.join(sorted(missing))} is missing", _REMEDY)
    return components


def _variant(file: Path) -> str | None:
    """ "fp16" of "model.fp16.safetensors"; None of "model.safetensors" and of shards."""
    pieces = file.name.split(".")
    return pieces[1] if len(pieces) == 3 else None
