"""What a diffusion painter is asked to be. Plain values; imports nothing heavy.

Enters: the rig's and the catalogue's choices. Leaves: one frozen, checked `DiffusionWish`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from livevis.paint.painter import Size
from livevis.units import Seconds

OFFLOADS = ("none", "model", "group", "sequential")
"""How weights are kept, fastest first: this order is the ladder a full memory steps down."""

DTYPES = ("auto", "float16", "bfloat16", "float32")


@dataclass(frozen=True)
class DiffusionWish:
    """A few-step Stable Diffusion from a folder on this machine.

    Attributes:
        folder: a diffusers pipeline folder (model_index.json, safetensors).
        taesd: an AutoencoderTiny folder whose decoder replaces the pipeline's own, or None.
        steps: denoising steps, 1..8; turbo and LCM models want 1..4.
        size: (width, height) in pixels, rounded to what the model can paint; None is its own size.
        dtype: auto | float16 | bfloat16 | float32. auto: float16 on CUDA; on a processor bfloat16
            where it computes in it, else float32.
        device: auto | cpu | cuda | cuda:N.
        offload: auto | none | model | group | sequential.
        travel: pictures painted on the way from the last prompt to this one, for prompts wanted now; they
            come in order once all are painted, for where each lies depends on what the others show.
        safety: run the folder's safety checker; what it flags is held back.
        name: what the picture says its painter was.
        cost: declared seconds a picture, for virtual time.
    """

    folder: Path
    taesd: Path | None = None
    steps: int = 1
    size: Size | None = None
    dtype: str = "auto"
    device: str = "auto"
    offload: str = "auto"
    travel: int = 0
    safety: bool = False
    name: str = "diffusion"
    cost: Seconds = 1.0

    def __post_init__(self) -> None:
        if not 1 <= self.steps <= 8:
            raise ValueError(f"steps must lie within 1..8, not {self.steps}")
        if self.offload not in ("auto", *OFFLOADS):
            raise ValueError(f"offload must be auto or one of {', '.join(OFFLOADS)}, not {self.offload!r}")
        if self.dtype not in DTYPES:
            raise ValueError(f"dtype must be one of {', '.join(DTYPES)}, not {self.dtype!r}")
        if self.travel < 0:
            raise ValueError("travel must not be negative")
        if self.size is not None and min(self.size) < 8:
            raise ValueError(f"size must be at least 8x8, not {self.size[0]}x{self.size[1]}")
