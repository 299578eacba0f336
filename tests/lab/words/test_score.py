"""Figures of a played take, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from livevis.lab.words.gold import Gold, Staging, performed
from livevis.lab.words.play import Played
from livevis.lab.words.score import pooled, score
from livevis.messages import LyricPlace

from .songs import gold, song

ZERO = 10.0


def heard(gold: Gold, numbers: list[int], late: float, final: bool = True, **changed: str) -> dict[str, Any]:
    words = [gold.words[number] for number in numbers]
    rows = [
        {"text": changed.get(w.text, w.text), "start": w.start + ZERO, "end": w.end + ZERO, "p": 0.9}
        for w in words
    ]
    return {"event": "heard", "t": words[-1].end + ZERO + late, "final": final, "words": rows}


def line(gold: Gold, sung: int, late: float, locked: bool = True) -> dict[str, Any]:
    at = gold.onsets[sung] + ZERO + late
    return {"event": "line", "t": at, "index": gold.sources[sung], "locked": locked, "certainty": 1.0}


def test_latency_counts_from_the_word_s_end_and_a_misheard_word_still_stands_for_it(tmp_path: Path) -> None:
    known = gold(tmp_path)
    events = [heard(known, [n], 0.3, lanterns="lantern") for n in range(len(known.words))]
    made = score(known, Played(events, [], ZERO, 0.1))
    assert made.final == pytest.approx([0.3] * len(known.words))
    assert (made.errors, made.said, made.sung) == (1, len(known.words), len(known.words))
    assert made.partial[0] == pytest.approx(0.3)
    assert made.early == 0
    assert made.phantoms == 0


def test_a_guess_is_read_first_and_may_be_taken_back(tmp_path: Path) -> None:
    known = gold(tmp_path)
    events = [
        heard(known, [0, 1], 0.1, final=False, lanterns="land"),
        heard(known, [0, 1], 0.4, final=False),
        heard(known, [0, 1], 0.9),
    ]
    made = score(known, Played(events, [], ZERO))
    assert made.guessed == 3
    assert made.revised == 1
    assert made.partial[0] < made.final[0]


def test_what_nobody_sang_is_a_phantom_where_nobody_sings(tmp_path: Path) -> None:
    known = gold(tmp_path)
    ghost = {"text": "subscribe", "start": ZERO + 0.2, "end": ZERO + 0.5, "p": 0.5}
    beside = {**ghost, "start": ZERO + known.words[0].start}
    rows = [{"event": "heard", "t": ZERO + 1.0, "final": True, "words": [word]} for word in (ghost, beside)]
    assert score(known, Played(rows, [], ZERO)).phantoms == 1


def test_locks_are_right_near_their_onset_and_count_once(tmp_path: Path) -> None:
    known = gold(tmp_path)
    events = [
        line(known, 0, 0.4),
        line(known, 1, 2.0),  # too late
        line(known, 2, -0.4),
        line(known, 3, -0.6),  # too early
        line(known, 3, 0.2),  # not its first
        line(known, 4, 0.1, locked=False),
    ]
    made = score(known, Played(events, [], ZERO))
    assert (made.lines, made.locks, made.right_locks) == (6, 4, 2)
    assert sorted(made.lock_delays) == pytest.approx([-0.4, 0.4])


def test_by_lyrics_a_word_is_given_when_the_follower_reaches_it(tmp_path: Path) -> None:
    known = gold(tmp_path)

    def place(number: int, word: int, late: float) -> tuple[float, LyricPlace]:
        at = known.words[number].end + ZERO + late
        return at, LyricPlace("s", 0, word, 1.0, True, at)

    made = score(known, Played([], [place(1, 1, 0.2), place(2, 2, -0.6)], ZERO), by_lyrics=True)
    assert made.final == pytest.approx([0.7, 0.2, -0.6])  # the first came with the second
    assert made.early == 1


def test_after_a_jump_the_time_to_the_next_right_lock_counts(tmp_path: Path) -> None:
    known = performed(song(tmp_path), Staging(3.0, double=False))
    jumped = Gold(
        known.known, known.words[:6] + known.words[17:], known.onsets, (0, 1, 4, 5, 2, 3), known.length
    )
    events = [line(jumped, 3, 0.5)]
    made = score(jumped, Played(events, [], ZERO))
    assert made.relock[0] == pytest.approx(jumped.onsets[3] + 0.5 - jumped.onsets[2])


def test_takes_pool(tmp_path: Path) -> None:
    known = gold(tmp_path)
    one = score(known, Played([heard(known, [0], 0.3)], [], ZERO, 0.5))
    other = score(known, Played([heard(known, [1], 0.5)], [], ZERO, 0.2))
    both = pooled([one, other])
    assert both.final == pytest.approx([0.3, 0.5])
    assert both.sung == 2 * len(known.words)
    assert both.backlog == 0.5


def test_the_music_s_place_is_compared_with_the_sheet_s_own_time(tmp_path: Path) -> None:
    known = replace(gold(tmp_path), knots=((5.0, 0.0), (15.0, 11.0)))
    told = [(ZERO + 5.0, 0.1), (ZERO + 10.0, 5.3), (ZERO + 15.0, 11.0), (ZERO + 20.0, 99.0)]
    made = score(known, Played([], [], ZERO, 0.0, told))
    assert made.position_errors == pytest.approx([0.1, 0.2, 0.0])
