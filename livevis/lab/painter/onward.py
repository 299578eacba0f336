"""Going on from a painter that is finished: its folder becomes the beginning of another run.

Enters: a diffusers folder as `folder` writes it. Leaves: kept weights in the run's folder, at step 0.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from livevis.errors import LivevisError
from livevis.lab.painter.denoise import Pair
from livevis.lab.painter.keep import Kept
from livevis.lab.painter.parts import autoencoder
from livevis.lab.painter.size import Size


def begin(folder: Path, run: Path, size: Size) -> None:
    """Lay ``folder``'s tokenizer and weights into ``run``; what a stage has kept there already stays.

    Raises:
        LivevisError: it is no painter, or one of another size.
    """
    from diffusers import StableDiffusionPipeline

    try:
        if not (folder / "model_index.json").is_file():
            raise OSError("no model_index.json is there")
        given = StableDiffusionPipeline.from_pretrained(folder, local_files_only=True)
        pair, coder = Pair(size, given.tokenizer), autoencoder(size)
        models: tuple[tuple[Any, Any], ...] = (
            (pair.text, given.text_encoder),
            (pair.unet, given.unet),
            (coder, given.vae),
        )
        for mine, theirs in models:
            mine.load_state_dict({name: value.float() for name, value in theirs.state_dict().items()})
    except (OSError, ValueError, RuntimeError) as error:
        raise LivevisError(
            f"{folder} holds no painter of this size ({str(error).splitlines()[0]})",
            "Name a folder that livevis lab pocket-painter has written.",
        ) from error
    if not (run / "tokenizer").exists():
        given.tokenizer.save_pretrained(run / "tokenizer")
    stages = {
        "autoencoder": {"model": coder, "ema": coder},
        "reading": {"text": pair.text},
        "painter": {"unet": pair.unet, "unet_ema": pair.unet},
    }
    for stage, kept in stages.items():
        if not (run / f"{stage}.pt").exists():
            Kept(run / f"{stage}.pt", kept).keep()
