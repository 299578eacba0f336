"""From a folder to a T5 in memory, with every fault told by its file and remedy.

Enters: a folder. Leaves: tokenizer and model, on the processor or a device, never having touched
the network. The prompter's thread; torch and transformers are imported here, on the first call.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

from livevis.errors import ModelFault

_REMEDY = "Fetch it again with 'livevis models fetch', or name a whole folder under [prompt] model in the rig"
_TOKENIZERS = ("tokenizer.json", "spiece.model")


def check(folder: Path) -> None:
    """Looks at a T5 folder without loading it.

    Raises:
        ModelFault: a file is missing, damaged, or of another kind of model.
    """
    from safetensors import SafetensorError, safe_open

    file = folder / "config.json"
    try:
        config = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise ModelFault(f"model folder {folder}: config.json is missing", _REMEDY) from None
    except (OSError, ValueError) as error:
        raise ModelFault(f"{file}: cannot be read ({error})", _REMEDY) from error
    if not isinstance(config, dict) or not config.get("is_encoder_decoder"):
        raise ModelFault(
            f"{file}: not an encoder-decoder such as T5", "Name a T5 folder, google-t5/t5-small say"
        )
    if not any((folder / name).is_file() for name in _TOKENIZERS):
        raise ModelFault(f"model folder {folder}: neither {' nor '.join(_TOKENIZERS)} is there", _REMEDY)
    weights = sorted(folder.glob("*.safetensors"))
    if not weights:
        raise ModelFault(
            f"model folder {folder}: no .safetensors weights; pickled ones are never opened", _REMEDY
        )
    for weight in weights:
        try:
            with safe_open(str(weight), framework="numpy"):
                pass
        except (SafetensorError, OSError) as error:
            raise ModelFault(f"{weight}: damaged or cut short ({error})", _REMEDY) from error


def load(folder: Path, device: str) -> tuple[Any, Any]:
    """The tokenizer and the float32 model of ``folder``, on ``device``, ready to generate.

    Raises:
        ModelFault: see `check`; or the files do not fit together.
    """
    check(folder)
    with warnings.catch_warnings():
        # transformers' imports and tokenizers announce their own future; nothing an operator can act on
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"(torch|transformers)\b")
        warnings.filterwarnings("ignore", category=FutureWarning, module=r"transformers\b")
        from transformers.utils import logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        tokenizer, model, told = _read(folder)
    if lacking := sorted(told["missing_keys"]):
        raise ModelFault(
            f"model folder {folder}: the weights lack {len(lacking)} tensors ({lacking[0]} among them)",
            _REMEDY,
        )
    return tokenizer, model.eval().to(device)


def _read(folder: Path) -> tuple[Any, Any, dict[str, Any]]:
    """Tokenizer, model, and what transformers says about its weights."""
    import torch
    from safetensors import SafetensorError
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        model, told = AutoModelForSeq2SeqLM.from_pretrained(
            folder,
            dtype=torch.float32,
            local_files_only=True,
            use_safetensors=True,
            output_loading_info=True,
        )
    except (SafetensorError, OSError, RuntimeError, ValueError, KeyError, TypeError, AttributeError) as error:
        said = (str(error).strip().splitlines() or ["no reason given"])[0]
        raise ModelFault(
            f"model folder {folder} does not load ({type(error).__name__}: {said})", _REMEDY
        ) from error
    return tokenizer, model, told
