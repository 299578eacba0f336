"""No check may stay away without a good reason: a run fails on a skip that no GPU or ../shared explains.

Enters: pytest's JUnit files, as arguments. Leaves: the skips and their reasons, exit code 1 if one has none.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

EXCUSED = re.compile(r"\bCUDA\b|\bGPU\b|\.\./shared\b")


def skips(report: Path) -> list[tuple[str, str]]:
    """(test, reason) of everything skipped in one JUnit file."""
    found = []
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        for skipped in case.findall("skipped"):
            if skipped.get("type") != "pytest.xfail":
                found.append((f"{case.get('classname')}.{case.get('name')}", skipped.get("message") or ""))
    return found


def ran(report: Path) -> int:
    """How many tests a JUnit file tells of."""
    return sum(1 for _ in ElementTree.parse(report).getroot().iter("testcase"))


def main(reports: Sequence[str]) -> int:
    """Print every skip; 1 if one of them has no excuse, or if nothing ran at all."""
    found = [skip for report in reports for skip in skips(Path(report))]
    blamed = [skip for skip in found if not EXCUSED.search(skip[1])]
    for test, reason in found:
        mark = "NOT EXCUSED" if (test, reason) in blamed else "excused"
        print(f"{mark}: {test}: {reason}")
    empty = [report for report in reports if not ran(Path(report))]
    print(f"{len(found)} skipped, {len(blamed)} of them without an excuse (a GPU, or ../shared)")
    for report in empty:
        print(f"no test ran: {Path(report).name}")
    return 1 if blamed or empty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
