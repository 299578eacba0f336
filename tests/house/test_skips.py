"""The watch over skips sees every one and excuses only what it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import skips

FILE = """<testsuites><testsuite>
<testcase classname="tests.a" name="runs"/>
<testcase classname="tests.a" name="stays away">{skipped}</testcase>
</testsuite></testsuites>"""


def report(folder: Path, reason: str | None) -> str:
    skipped = f'<skipped type="pytest.skip" message="{reason}"/>' if reason is not None else ""
    file = folder / "report.xml"
    file.write_text(FILE.format(skipped=skipped), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("reason", ["needs CUDA", "no GPU here", "../shared is absent", None])
def test_a_gpu_and_the_shared_folder_excuse(tmp_path: Path, reason: str | None) -> None:
    assert skips.main([report(tmp_path, reason)]) == 0


@pytest.mark.parametrize("reason", ["", "no PortAudio", "shared memory is full", "GPUs are dear, CUDAs too"])
def test_nothing_else_does(tmp_path: Path, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert skips.main([report(tmp_path, reason)]) == 1
    assert "NOT EXCUSED: tests.a.stays away" in capsys.readouterr().out


def test_a_run_of_nothing_is_no_success(tmp_path: Path) -> None:
    file = tmp_path / "empty.xml"
    file.write_text("<testsuites/>", encoding="utf-8")
    assert skips.main([str(file)]) == 1
