"""Figures written and drawn."""

from __future__ import annotations

import json
from pathlib import Path

import cv2

from livevis.lab.words.report import drawn, quantiles, rows, written
from livevis.lab.words.score import Scored
from livevis.lab.words_harness import Judged, WordsWish

SCORED = Scored(
    final=[0.1, 0.2, 0.3],
    sung=4,
    said=4,
    errors=1,
    early=1,
    lines=2,
    locks=2,
    right_locks=1,
    lock_delays=[0.4],
    phantoms=1,
    length=1800.0,
)
JUDGED = Judged("agree", SCORED, SCORED)


def test_the_contract_s_keys_are_there(tmp_path: Path) -> None:
    told = written(JUDGED, WordsWish(tmp_path / "song.lrc"))
    assert json.loads(json.dumps(told)) == told
    for key in (
        "policy", "recogniser", "seeds", "latency_ms", "wer", "early_rate", "revision_rate", "lines_total",
        "lines_locked", "wrong_lock_rate", "lock_delay_s", "phantom_words_per_hour", "backlog_s_max",
        "position_error_ms", "relock_s",
    ):  # fmt: skip
        assert key in told
    assert told["latency_ms"]["final"]["aware"] == {"p50": 200.0, "p95": 290.0, "max": 300.0}
    assert told["wer"] == 0.25
    assert told["wrong_lock_rate"] == 0.5
    assert told["phantom_words_per_hour"] == 2.0
    assert told["words_lost"] == 1


def test_the_table_names_every_policy() -> None:
    table = "\n".join(rows([JUDGED, Judged("la2", Scored(), Scored())]))
    assert "agree" in table
    assert "25.0%" in table
    assert "la2" in table
    assert quantiles([]) == {"p50": 0.0, "p95": 0.0, "max": 0.0}


def test_the_picture_is_a_picture(tmp_path: Path) -> None:
    drawn([JUDGED], "song", tmp_path / "words.png")
    image = cv2.imread(str(tmp_path / "words.png"))
    assert image is not None
    assert image.shape[1] > 800
    assert image.std() > 5
