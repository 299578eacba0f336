"""The judge on disk: a folder of config, weights (fp16) and a card.

Enters: a trained network and what is known of it. Leaves: the folder, or the network out of it. Thread: the
caller's.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from livevis.errors import ModelFault
from livevis.lab.judge.answers import Answers

WEIGHTS, CONFIG, CARD = "model.safetensors", "config.json", "README.md"


def save(net: Any, answers: Answers, about: dict[str, Any], folder: Path) -> Path:
    """Write ``net`` into ``folder`` with its ``answers``; ``about`` (side, figures, how it was trained) goes
    into the config and the card. Returns ``folder``; the config comes last, so that a folder that has one is
    whole."""
    import torch
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        name: value.half().contiguous() if value.is_floating_point() else value
        for name, value in net.state_dict().items()
        if not name.endswith("num_batches_tracked")  # counts of the training, never read again
    }
    with torch.inference_mode():
        save_file(tensors, folder / WEIGHTS, {"format": "pt"})
    (folder / CARD).write_text(_card(answers, about), encoding="utf-8")
    config = {"schema": 1, "widths": list(net.widths), **answers.written(), **about}
    (folder / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    return folder


def load(folder: Path) -> tuple[Any, Answers, dict[str, Any]]:
    """The network of ``folder``, ready to be asked, its answers, and its whole config.

    Raises:
        ModelFault: no judge is there, or it is damaged.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    from livevis.lab.judge.net import JudgeNet

    try:
        config = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
        answers = Answers.read(config)
        net = JudgeNet(answers, tuple(config["widths"]))
        tensors = {name: value.float() for name, value in load_file(folder / WEIGHTS).items()}
        told = net.load_state_dict(tensors, strict=False)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
        raise ModelFault(
            f"{folder} holds no judge ({error})", "Train one: livevis lab pocket-judge"
        ) from error
    if any(not name.endswith("num_batches_tracked") for name in told.missing_keys) or told.unexpected_keys:
        raise ModelFault(f"{folder}: the weights do not fit the config", "Train it again.")
    return net.eval(), answers, dict(config)


def there(folder: Path) -> bool:
    """Whether a finished judge stands in ``folder``."""
    return (folder / CONFIG).is_file() and (folder / WEIGHTS).is_file()


def _card(answers: Answers, about: dict[str, Any]) -> str:
    figures = about.get("unseen", {})
    rows = "\n".join(f"| {name} | {value} |" for name, value in figures.items())
    return f"""# The pocket judge

Tells {len(answers.subjects)} subjects, {len(answers.places)} places and {len(answers.looks)} looks apart in a
picture of {about.get("side")} pixels: a small residual classifier, about 0.5 M weights in half precision.

- Data: drawings made by this repository's own code from glyphs of the Noto Color Emoji font (SIL OFL 1.1),
  never those the painter learnt from; weights: MIT, like the code.
- Training: `{about.get("command")}`, {about.get("minutes")} minutes on {about.get("machine")}.
- On unseen drawings:

| question | right |
|---|---|
{rows}

What it cannot do: it knows no other subjects (asked of a photograph it guesses), it counts nothing, and it
does not tell good pictures from bad ones, only what is in them.
"""
