"""What a show leaves behind for people."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from livevis.app.afterwards import contact_cells, leave_behind, summary
from livevis.app.perform import Outcome, perform
from livevis.errors import LivevisError
from livevis.messages import Lyrics

from .stagehands import LINES, REHEARSED, cast, events, lyrics, performance, setlist, song

ONE = setlist(song("one"))


def played(folder: Path, **more: Any) -> Outcome:
    return perform(performance(folder, **({"setlist": ONE, "pictures": True} | more)))


def test_everything_is_left_and_said(tmp_path: Path) -> None:
    said: list[str] = []
    outcome = played(tmp_path, film=True)
    leave_behind(outcome, ONE, said.append)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {
        "timeline.jsonl",
        "film.mp4",
        "contact.png",
        "report.html",
        "report.json",
        "sung-one.lrc",
        "pictures",
    }
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8")) == outcome.report
    assert cv2.imread(str(tmp_path / "contact.png")) is not None
    assert "the show is over:" in said
    assert any("15 of 15 words heard" in line for line in said)
    for name in ("film.mp4", "contact.png", "report.html", "timeline.jsonl"):
        assert any(str(tmp_path / name) in line for line in said)


def test_a_show_of_nothing_leaves_what_it_can(tmp_path: Path) -> None:
    outcome = played(tmp_path, longest=0.0)
    said: list[str] = []
    leave_behind(outcome, ONE, said.append)
    assert (tmp_path / "report.html").is_file()
    assert any("0 pictures shown" in line for line in said)


def test_broken_off_failed_and_late_are_said(tmp_path: Path) -> None:
    outcome = replace(played(tmp_path), interrupted=True, failed="hear gave up: gone", late=["film (at x:1)"])
    outcome.report["lost"] = 3
    said = summary(outcome, events(tmp_path))
    assert "broken off; what there is is whole:" in said
    assert "  FAILED: hear gave up: gone" in said
    assert "  late to stop: film (at x:1)" in said
    assert any(line.startswith("  3 items lost") for line in said)


def test_a_film_in_two_files_is_named_twice(tmp_path: Path) -> None:
    outcome = replace(played(tmp_path), films=2)
    for name in ("film.mp4", "film-2.mp4", "film-3.mp4"):
        (tmp_path / name).touch()
    said = "\n".join(summary(outcome, events(tmp_path)))
    assert "film-2.mp4" in said
    assert "film-3.mp4" not in said  # an older one, not of this show


def test_a_disk_that_refuses_is_an_error_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = played(tmp_path)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("livevis.app.page.write_page", full)
    said: list[str] = []
    with pytest.raises(LivevisError, match="No space left on device"):
        leave_behind(outcome, ONE, said.append)
    assert "the show is over:" in said


# -- the sheet ------------------------------------------------------------------------------


def test_one_cell_a_sung_line_with_its_words_its_times_and_its_picture(tmp_path: Path) -> None:
    played(tmp_path)
    cells = contact_cells(events(tmp_path), ONE, tmp_path / "pictures")[0]
    assert [cell.words for cell in cells] == list(LINES)
    assert cells[1].id == cells[3].id  # the refrain
    assert cells[0].pixels is not None
    assert cells[0].pixels.shape == (9, 16, 3)
    assert cells[0].times.startswith("sung 0:01.0   shown 0:0")


def test_the_pictures_keep_their_colours(tmp_path: Path) -> None:
    played(tmp_path)
    cell = contact_cells(events(tmp_path), ONE, tmp_path / "pictures")[0][0]
    colour = np.array([10, 20, 200], np.uint8)
    cv2.imwrite(str(tmp_path / "pictures" / f"{cell.id}.png"), np.full((2, 2, 3), colour))
    again = contact_cells(events(tmp_path), ONE, tmp_path / "pictures")[0][0]
    assert again.pixels is not None
    assert again.pixels[0, 0].tolist() == [200, 20, 10]


def test_a_line_without_its_picture_says_so(tmp_path: Path) -> None:
    def nobody() -> Any:
        raise OSError("none")

    played(tmp_path, cast=cast(painter=nobody))
    cells = contact_cells(events(tmp_path), ONE, tmp_path / "pictures")[0]
    assert [cell.pixels for cell in cells] == [None] * 4
    assert all("its picture was not shown" in cell.times for cell in cells)


def test_a_picture_gone_from_the_disk_leaves_its_cell_empty(tmp_path: Path) -> None:
    played(tmp_path, pictures=False)
    cells = contact_cells(events(tmp_path), ONE, tmp_path / "pictures")[0]
    assert len(cells) == 4
    assert cells[0].pixels is None
    assert cells[0].id


def test_lines_before_the_place_entered_and_after_the_end_were_not_sung(tmp_path: Path) -> None:
    entered = replace(REHEARSED, take_from=2.8, line=1)
    played(tmp_path, manner=entered, longest=3.5)  # the song's second 2.8 to 5.8
    cells = contact_cells(events(tmp_path), ONE, tmp_path / "pictures")[0]
    assert [cell.words for cell in cells] == [LINES[1], LINES[2]]


def test_a_song_without_lyrics_has_a_cell_a_picture(tmp_path: Path) -> None:
    bare = setlist(song("one", Lyrics()))
    played(tmp_path, setlist=bare)
    shown = events(tmp_path, "shown")
    cells = contact_cells(events(tmp_path), bare, tmp_path / "pictures")[0]
    assert [cell.id for cell in cells] == [row["id"] for row in shown]
    assert any("la" in cell.words for cell in cells)


def test_no_song_no_cell() -> None:
    assert contact_cells([], ONE, Path()) == ([], "")
    assert contact_cells([{"t": 0.0, "event": "show", "title": "x"}], ONE, Path()) == ([], "")


def test_lyrics_without_times_have_all_their_lines(tmp_path: Path) -> None:
    timed = lyrics()
    plain = Lyrics(tuple(replace(line, start=None, end=None) for line in timed.lines))
    untimed = setlist(song("one", plain))
    played(tmp_path, setlist=untimed)
    cells = contact_cells(events(tmp_path), untimed, tmp_path / "pictures")[0]
    assert len(cells) == 4
    assert "sung" not in cells[0].times


# -- a long evening ---------------------------------------------------------------------


def evening(name: str, pictures: int) -> list[dict[str, Any]]:
    """The events of a song in which a picture was shown every second."""
    ids = [f"{name}-{number}" for number in range(pictures)]
    rows = [{"t": float(at), "event": "shown", "id": id_} for at, id_ in enumerate(ids)]
    return [{"t": 0.0, "event": "song", "id": name, "title": name}, *rows]


def test_pictures_are_kept_no_larger_than_the_sheet_shows_them(tmp_path: Path) -> None:
    bare = setlist(song("one", Lyrics()))
    colour = np.array([10, 20, 200], np.uint8)
    cv2.imwrite(str(tmp_path / "one-0.png"), np.full((1080, 1920, 3), colour))
    cv2.imwrite(str(tmp_path / "one-1.png"), np.full((1000, 500, 3), colour))
    cells, _ = contact_cells(evening("one", 2), bare, tmp_path)
    assert [cell.pixels.shape for cell in cells if cell.pixels is not None] == [(189, 336, 3), (189, 94, 3)]
    assert cells[0].pixels is not None
    assert cells[0].pixels[100, 100].tolist() == [200, 20, 10]


def test_an_evening_without_lyrics_is_thinned_evenly_and_the_sheet_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = setlist(song("one", Lyrics()), song("two", Lyrics()))
    cells, left_out = contact_cells([*evening("one", 2000), *evening("two", 1000)], bare, tmp_path)
    assert len(cells) == 200
    assert left_out == ": 200 of 3000 pictures"
    places = [int(cell.id.split("-")[1]) + 2000 * cell.id.startswith("two") for cell in cells]
    assert {after - before for before, after in pairwise(places)} == {15}
    assert contact_cells(evening("one", 200), bare, tmp_path)[1] == ""

    titles: list[str] = []
    monkeypatch.setattr("livevis.app.afterwards.contact_sheet", lambda *given: titles.append(given[2]))
    monkeypatch.setattr("livevis.app.afterwards.read_timeline", lambda _: evening("one", 3000))
    leave_behind(played(tmp_path), bare, [].append)
    assert titles == [f"{bare.title}: 200 of 3000 pictures"]


def test_sung_lines_go_before_the_pictures_of_songs_without_lyrics(tmp_path: Path) -> None:
    both = setlist(song("one"), song("two", Lyrics()))
    cells, left_out = contact_cells([*evening("one", 0), *evening("two", 3000)], both, tmp_path)
    assert [cell.words for cell in cells[:4]] == list(LINES)
    assert len(cells) == 200
    assert left_out == ": 196 of 3000 pictures of the songs without lyrics"
    often = [row for _ in range(100) for row in evening("one", 0)]
    cells, left_out = contact_cells([*often, *evening("two", 3000)], both, tmp_path)
    assert len(cells) == 400 + 20
    assert left_out.startswith(": 20 of 3000")
