"""Every edge of the plan is there once, fed and served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from livevis.app.diary import Diary
from livevis.app.wiring import EDGES, Graph, House, build
from livevis.flow.clock import VirtualClock
from livevis.flow.letter import Letter, Mark
from livevis.flow.worker import Part
from livevis.messages import Frame, Look, Prompt, Urgency, Why

from .stagehands import REHEARSED, cast, setlist


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Diary]:
    book = Diary(VirtualClock(), tmp_path / "timeline.jsonl")
    yield book
    book.close()


def graph(diary: Diary, **sinks: Any) -> Graph:
    return build(cast(), setlist(), REHEARSED, House(VirtualClock(), diary, Part, **sinks))


ALL = dict.fromkeys(("film", "keeper", "speaker", "pictures"), Part)


def test_the_whole_plan_has_every_edge(diary: Diary) -> None:
    assert list(graph(diary, **ALL).edges) == list(EDGES)


def test_without_sinks_their_edges_are_not_there(diary: Diary) -> None:
    missing = set(EDGES) - set(graph(diary).edges)
    assert missing == {"hear>keeper", "hear>film", "conductor>speaker", "paint>pictures", "wall>film"}


@pytest.mark.parametrize("sinks", [{}, ALL], ids=["bare", "all"])
def test_every_edge_feeds_one_stage_and_is_fed(diary: Diary, sinks: dict[str, Any]) -> None:
    built = graph(diary, **sinks)
    served = [inlet.name for stage in built.stages for inlet in stage.plan.inlets]
    assert sorted(served) == sorted(built.edges)
    fed = {getattr(tap.to, "name", "") for stage in built.stages for tap in stage.plan.taps}
    assert set(built.edges) <= fed
    for stage in built.stages:
        for tap in stage.plan.taps:
            name = getattr(tap.to, "name", "")
            if ">" in name and name not in ("mic>words", "commands>conductor"):
                assert name.split(">")[0] == stage.name


def test_sources_come_first_and_what_must_be_whole_drains(diary: Diary) -> None:
    built = graph(diary, **ALL)
    names = [stage.name for stage in built.stages]
    assert names[:5] == ["hear", "words", "music", "follow", "conductor"]
    assert built.wall.name == "wall"
    assert {s.name for s in built.stages if s.plan.drains} == {"keeper", "pictures", "film"}


def test_what_is_wanted_now_goes_before_what_will_be(diary: Diary) -> None:
    built = graph(diary)
    paint = next(stage for stage in built.stages if stage.name == "paint")
    assert [inlet.name for inlet in paint.plan.inlets] == ["prompt>paint now", "prompt>paint ahead"]
    prompt = next(stage for stage in built.stages if stage.name == "prompt")
    for urgency in Urgency:
        value = Prompt("p", "", Why.LINE, urgency, "one", Look(), 7, 0.0)
        prompt.send(value, Letter(None, 0.0), Mark("prompt", 0.0, 0.0))
    assert [len(inlet) for inlet in paint.plan.inlets] == [1, 1]


def test_frames_for_the_film_are_weighed_in_megabytes(diary: Diary) -> None:
    film = graph(diary, film=Part).edges["wall>film"]
    for number in range(40):
        film.put(Letter(Frame(np.zeros((1000, 1000, 3), np.uint8), 0.0, number), 0.0))
    assert film.books().depth == 21  # 63 MB
    assert film.books().dropped == 19  # the newest: a film may lose, the wall may not wait


def test_losses_and_fates_reach_the_diary_and_a_witness_sees_all(diary: Diary) -> None:
    seen: list[str] = []
    told: list[dict[str, Any]] = []
    diary.listeners.append(told.append)
    built = graph(diary, witness=lambda stage, _letter: seen.append(stage))
    built.stages[0].tell("running", "")
    for number in range(2):
        built.edges["prompt>paint now"].put(Letter(number, 0.0))
    built.stages[0].send(object(), Letter(None, 0.0), Mark("hear", 0.0, 0.0))
    assert [row["event"] for row in told] == ["stage", "drop"]
    assert seen == ["hear"]
