"""Whether a model folder is whole, told without loading it.

Enters: a folder and the layout it should have. Leaves: what is wrong with it, in words. Any thread;
reads file sizes and the heads of weight files, imports no engine.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator
from pathlib import Path

from livevis.weights.catalogue import LAYOUTS, Layout, Role

_HEAD = 8
_MAX_HEADER = 100_000_000
_CHUNK = 1 << 20


def whole(folder: Path, layout: Layout) -> bool:
    """True if every required file is there; their content is not looked at."""
    return not missing(folder, layout)


def missing(folder: Path, layout: Layout) -> list[str]:
    """The required patterns no file in ``folder`` matches."""
    return [pattern for pattern in layout.required if next(_matches(folder, pattern), None) is None]


def inspect(folder: Path, role: Role) -> list[str]:
    """Everything wrong with a model folder of ``role`` that can be seen without loading it.

    Checks files against the layout, JSON for syntax, safetensors for a sound header and their full
    length, CTranslate2's ``model.bin`` for a plausible head. Empty if it looks whole.
    """
    if not folder.is_dir():
        return ["there is no such folder"]
    layout = LAYOUTS[role]
    lacking = missing(folder, layout)
    wrong = [f"not {layout.name}, for {', '.join(lacking)} is missing"] if lacking else []
    for pattern in layout.required:
        for file in _matches(folder, pattern):
            said = _inspect_file(file)
            if said:
                wrong.append(f"{file.relative_to(folder).as_posix()} {said}")
    return wrong


def variant_of(folder: Path) -> str | None:
    """ "fp16" if a pipeline folder holds half-precision weights only, as `models fetch` brings them;
    diffusers then wants ``variant="fp16"``. None otherwise."""
    names = [file.name for file in (folder / "unet").glob("*.safetensors")]
    halves = [name for name in names if ".fp16." in name]
    return "fp16" if halves and len(halves) == len(names) else None


def sha256_of(file: Path) -> str:
    """SHA-256 of a file's content, in hex; reads it in blocks."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_CHUNK):
            digest.update(block)
    return digest.hexdigest()


def files_in(folder: Path) -> list[Path]:
    """All files of a model folder, hidden ones aside, in a fixed order."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        path for path in found if not any(part[0] == "." for part in path.relative_to(folder).parts)
    )


def _matches(folder: Path, pattern: str) -> Iterator[Path]:
    # is_file() follows links: a dangling one, as a broken cache holds, does not count.
    return (path for path in sorted(folder.glob(pattern)) if path.is_file())


def _inspect_file(file: Path) -> str:
    try:
        if file.stat().st_size == 0:
            return "is empty"
        if file.suffix == ".json":
            json.loads(file.read_bytes())
        elif file.suffix == ".safetensors":
            return _inspect_safetensors(file)
        elif file.name == "model.bin":
            return _inspect_ctranslate2(file)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    except (ValueError, RecursionError):
        return "is not JSON"
    return ""


def _inspect_safetensors(file: Path) -> str:
    """A header of known length, JSON inside, then exactly the bytes it promises
    (https://huggingface.co/docs/safetensors, "Format")."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
        length = struct.unpack("<Q", head)[0] if len(head) == _HEAD else 0
        if not 2 <= length <= min(_MAX_HEADER, size - _HEAD):
            return "is not a safetensors file"
        try:
            header = json.loads(stream.read(length))
            ends = [entry["data_offsets"][1] for name, entry in header.items() if name != "__metadata__"]
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            return "has a broken header"
    if ends and max(ends) != size - _HEAD - length:
        return "is cut short" if max(ends) > size - _HEAD - length else "is longer than its header says"
    return ""


def _inspect_ctranslate2(file: Path) -> str:
    """CTranslate2 opens with a 32-bit format version and the length-prefixed name of the model's kind."""
    with file.open("rb") as stream:
        head = stream.read(6)
        if len(head) < 6:
            return "is cut short"
        version, length = struct.unpack("<IH", head)
        name = stream.read(length)
    if not 1 <= version <= 100 or not 1 <= length <= 100 or not name.rstrip(b"\0").isalnum():
        return "is not a CTranslate2 model"
    return ""
