"""From kept weights to a folder; what a whole run writes is opened in tests/lab/test_pocket_painter.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from livevis.errors import LivevisError
from livevis.lab.painter.folder import assemble
from livevis.lab.painter.size import SMOKE


def test_a_stage_not_trained_is_named(tmp_path: Path) -> None:
    with pytest.raises(LivevisError, match="no trained autoencoder") as told:
        assemble(tmp_path, SMOKE)
    assert "--stage autoencoder" in str(told.value.remedy)
