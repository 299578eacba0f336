"""The bench measures, reports, and says when the show failed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from livevis.app import bench as module
from livevis.app.bench import BenchWish, bench
from livevis.app.perform import Performance, perform
from livevis.errors import InputFaults
from livevis.weights.store import Store

from .stagehands import RIG, cast, move_house, write_show


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    move_house(monkeypatch, tmp_path)


@pytest.fixture
def shows(monkeypatch: pytest.MonkeyPatch) -> list[Performance]:
    """Performs with a paper cast, and keeps what was asked for."""
    seen: list[Performance] = []

    def note(show: Performance) -> Any:
        seen.append(show)
        return perform(replace(show, virtual=True))

    monkeypatch.setattr(module, "perform", note)
    monkeypatch.setattr(module, "cast", lambda *_: cast())
    return seen


def test_a_bench_is_a_headless_rehearsal_film_included(tmp_path: Path, shows: list[Performance]) -> None:
    show, rig = write_show(tmp_path / "show")
    said: list[str] = []
    out = tmp_path / "new" / "bench.json"
    assert bench(BenchWish(show, rig, virtual=True, json=out), said.append) == 0
    (given,) = shows
    assert given.film
    assert given.outputs == ()
    assert given.manner.once
    assert given.longest is None
    assert not given.folder.exists()  # measured, and cleared away
    report = json.loads(out.read_text())
    assert {"schema", "machine", "stages", "edges", "end_to_end", "wall", "memory"} <= set(report)
    text = "\n".join(said)
    assert "books: balanced on every edge" in text
    assert "word_to_wall" in text
    assert "wall 64x36 at 10" in text


def test_minutes_play_again_and_again_and_are_said(tmp_path: Path, shows: list[Performance]) -> None:
    show, rig = write_show(tmp_path / "show")
    said: list[str] = []
    bench(BenchWish(show, rig, virtual=True, minutes=2.05), said.append)
    (given,) = shows
    assert (given.longest, given.manner.repeat, given.manner.once) == (pytest.approx(123.0), True, False)
    assert [line for line in said if "minute" in line][:2] == ["  minute 1", "  minute 2"]


def test_without_a_rig_the_wall_is_720p_at_30(
    tmp_path: Path, shows: list[Performance], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Performance] = []

    def note(show: Performance) -> Any:
        seen.append(show)
        return perform(replace(show, virtual=True, size=(64, 36), fps=5.0))

    monkeypatch.setattr(module, "perform", note)
    show, _ = write_show(tmp_path / "show")
    bench(BenchWish(show, virtual=True), [].append)
    assert (seen[0].size, seen[0].fps) == ((1280, 720), 30.0)


def test_a_show_that_failed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deaf() -> Any:
        raise OSError("gone")

    monkeypatch.setattr(module, "cast", lambda *_: cast(source=deaf))
    show, rig = write_show(tmp_path / "show")
    said: list[str] = []
    assert bench(BenchWish(show, rig, virtual=True), said.append) == 1
    assert said[-1] == "FAILED: hear gave up: OSError: gone"


def test_an_answer_that_cannot_be_written_is_known_before(tmp_path: Path, shows: list[Performance]) -> None:
    show, rig = write_show(tmp_path / "show")
    with pytest.raises(InputFaults, match="--json"):
        bench(BenchWish(show, rig, json=tmp_path), [].append)
    assert shows == []


def test_a_language_nobody_here_hears_is_a_fault(tmp_path: Path, shows: list[Performance]) -> None:
    show, rig = write_show(tmp_path / "show")
    with (tmp_path / "show" / "show.toml").open("a") as file:
        file.write('language = "de"\n')
    with pytest.raises(InputFaults, match="no recogniser here hears 'de'"):
        bench(BenchWish(show, rig, virtual=True), [].append)
    assert shows == []


def test_the_wall_s_gamma_is_measured_too(tmp_path: Path, shows: list[Performance]) -> None:
    show, rig = write_show(tmp_path / "show", rig=RIG.replace("[wall]", "[wall]\ngamma = 2.0"))
    bench(BenchWish(show, rig, virtual=True), [].append)
    assert shows[0].gamma == 2.0


def test_a_real_bench_teaches_the_paces(
    tmp_path: Path, shows: list[Performance], monkeypatch: pytest.MonkeyPatch
) -> None:
    taught: list[Any] = []
    monkeypatch.setattr(module, "learn_paces", lambda *given: taught.append(given))
    show, rig = write_show(tmp_path / "show")
    bench(BenchWish(show, rig, virtual=True), [].append)
    assert taught == []  # declared costs are no measurement
    bench(BenchWish(show, rig), [].append)
    assert isinstance(taught[0][0], Store)


def test_compositing_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sizes = {name: ((64, 36), blend) for name, (_, blend) in module.SIZES.items()}
    monkeypatch.setattr(module, "SIZES", sizes)
    said: list[str] = []
    assert bench(BenchWish(wall=True, json=tmp_path / "wall.json"), said.append) == 0
    found = json.loads((tmp_path / "wall.json").read_text())["compose"]
    assert set(found) >= {"software_1080p", "software_1080p_linear", "software_2160p"}
    for figures in found.values():
        assert set(figures) == {"width", "height", "p50", "p95", "p99", "max"}
        assert 0.0 < figures["p50"] <= figures["p95"] <= figures["p99"] <= figures["max"]
    assert len([line for line in said if "p50" in line]) == len(found)
