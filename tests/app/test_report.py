"""report.json has the keys of the contract, whatever happened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from livevis.app.perform import perform
from livevis.app.report import check_writable, machine, write_json
from livevis.errors import InputFaults

from .stagehands import performance

SPREAD = {"p50", "p95", "p99", "max"}


def test_the_report_has_the_keys_of_the_contract(tmp_path: Path) -> None:
    report = perform(performance(tmp_path)).report
    assert {"schema", "machine", "parts", "lost", "stages", "edges", "end_to_end", "wall", "memory"} <= set(
        report
    )
    for stage in report["stages"].values():
        assert {"count", "wait_ms", "work_ms"} <= set(stage)
        assert set(stage["wait_ms"]) == set(stage["work_ms"]) == SPREAD
    for edge in report["edges"].values():
        assert set(edge) == {"put", "taken", "dropped", "depth", "high_water", "handover_ms"}
    ends = report["end_to_end"]
    latencies = {"word_to_partial_ms", "word_to_final_ms", "word_to_picture_ms", "word_to_wall_ms"}
    assert {*latencies, "words", "missed", "line_to_wall_ms", "ahead_share"} <= set(ends)
    assert all(set(ends[name]) == SPREAD for name in (*latencies, "line_to_wall_ms"))
    assert {"width", "height", "fps", "frames", "late", "frame_ms"} <= set(report["wall"])
    assert (report["wall"]["width"], report["wall"]["height"], report["wall"]["fps"]) == (64, 36, 10.0)
    assert set(report["memory"]) == {"rss_mb_start", "rss_mb_minute_2", "rss_mb_end", "rss_mb_peak"}


def test_the_edges_are_those_of_the_plan(tmp_path: Path) -> None:
    edges = perform(performance(tmp_path)).report["edges"]
    assert {"mic>words", "words>follow", "prompt>paint now", "prompt>paint ahead", "paint>album"} <= set(
        edges
    )
    assert "wall>film" not in edges  # no film, no edge to it


def test_in_virtual_time_nothing_measured_enters_and_the_report_says_so(tmp_path: Path) -> None:
    reports = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        report = perform(performance(tmp_path / name)).report
        assert report["aware"] is False
        reports.append({key: value for key, value in report.items() if key not in ("memory", "machine")})
    assert reports[0] == reports[1]


def test_the_machine_in_a_few_words() -> None:
    found = machine()
    assert set(found) == {"system", "processor", "cores", "memory_gb", "python"}
    assert found["cores"] >= 1
    assert found["memory_gb"] > 0


def test_json_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.json"
    write_json(path, {"title": "Größe"})
    assert json.loads(path.read_text(encoding="utf-8")) == {"title": "Größe"}
    assert "Größe" in path.read_text(encoding="utf-8")


def test_where_nothing_can_be_written_is_said_at_the_door(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputFaults, match="cannot be written"):
        check_writable(tmp_path / "file" / "report.json", "--json")
    with pytest.raises(InputFaults, match="--json"):
        check_writable(tmp_path, "--json")
    check_writable(tmp_path / "file", "--json")
    assert (tmp_path / "file").read_text() == "x"
