"""An ``assets`` folder with pocket models that look whole from outside: their weights are of one tensor."""

from __future__ import annotations

from pathlib import Path

from livevis.lab.pocket_seal import seal
from tests.fakes.model_hub import painter_files, safetensors

CARD = """---
license: mit
---
# The pocket painter

Paints 60 subjects in 8 places.
Learnt from drawings; licence: MIT.

| steps | subject |
| 4 | 90 % |
"""


def lay_pocket(assets: Path) -> Path:
    """Writes painter and summary, sealed; returns the folder they stand in together."""
    painter = {
        path: data
        for path, data in painter_files().items()
        if "/" in path and "fp16" not in path and not path.endswith(".bin")
    }
    files = {f"painter/{path}": data for path, data in painter.items()}
    files |= {
        "painter/model_index.json": b"{}",
        "painter/README.md": CARD.encode(),
        "summary/config.json": b"{}",
        "summary/tokenizer.json": b"{}",
        "summary/model.safetensors": safetensors(),
    }
    for path, data in files.items():
        file = assets / "pocket" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    seal(assets / "pocket")
    return assets / "pocket"
