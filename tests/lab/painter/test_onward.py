"""Going on from a finished painter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from livevis.errors import LivevisError
from livevis.lab.painter.folder import assemble
from livevis.lab.painter.onward import begin
from livevis.lab.painter.size import SMOKE

from .thumbnail import untrained


def test_a_run_begins_with_the_weights_of_the_folder(tmp_path: Path) -> None:
    import torch
    from diffusers import StableDiffusionPipeline

    folder = untrained(tmp_path)
    begin(folder, tmp_path / "run", SMOKE)
    given = StableDiffusionPipeline.from_pretrained(folder, local_files_only=True)
    made = assemble(tmp_path / "run", SMOKE)
    for part in ("unet", "text_encoder", "vae"):
        mine, theirs = getattr(made, part).state_dict(), getattr(given, part).state_dict()
        assert mine.keys() == theirs.keys()
        assert all(torch.equal(mine[name], theirs[name]) for name in mine)
    assert made.tokenizer("a lantern").input_ids == given.tokenizer("a lantern").input_ids


def test_what_the_run_has_learnt_stays(tmp_path: Path) -> None:
    folder = untrained(tmp_path)
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "painter.pt").write_bytes(b"mine")
    begin(folder, tmp_path / "run", SMOKE)
    assert (tmp_path / "run" / "painter.pt").read_bytes() == b"mine"


def test_another_size_and_no_painter_are_told(tmp_path: Path) -> None:
    folder = untrained(tmp_path)
    with pytest.raises(LivevisError, match="no painter of this size"):
        begin(folder, tmp_path / "run", replace(SMOKE, text_width=24))
    with pytest.raises(LivevisError, match="no painter of this size"):
        begin(tmp_path / "nothing", tmp_path / "run", SMOKE)
