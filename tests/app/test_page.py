"""report.html holds its parts, and nothing a lyric says can break it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from livevis.app.page import write_page
from livevis.app.perform import perform
from livevis.messages import Lyrics

from .stagehands import Ear, Paintbox, cast, events, lyrics, performance, setlist, song

EVIL = ("<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7 * 7 }} & more")


class Tags(HTMLParser):
    """Which tags a page has; fails on one left open among those that must close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == [], self.open

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)
        if tag in ("table", "div", "details", "body", "html", "svg", "p"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            assert self.open.pop() == tag


def page(folder: Path, known: Lyrics, **more: Any) -> str:
    one = setlist(song("one", known), title=more.pop("title", "A paper show"))
    outcome = perform(performance(folder, setlist=one, **more))
    return write_page(folder, outcome.report, events(folder), one).read_text(encoding="utf-8")


def test_it_holds_figures_plots_tables_and_every_prompt(tmp_path: Path) -> None:
    text = page(tmp_path, lyrics())
    tags = Tags(text).tags
    assert tags.count("svg") == 3
    assert "video" not in tags  # no film was made
    for part in ("word to wall, median", "15 / 15", "100 %", "prompt&gt;paint now", "virtual time", "None:"):
        assert part in text
    assert text.count("pic-p-one-") >= 4
    assert "carry the light" in text


def test_film_and_contact_sheet_are_shown_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").touch()
    (tmp_path / "contact.png").touch()
    text = page(tmp_path, lyrics())
    assert 'src="film.mp4"' in text
    assert 'src="contact.png"' in text


def test_words_of_a_song_stay_words(tmp_path: Path) -> None:
    text = page(tmp_path, lyrics(EVIL), title="<b>Bold</b>")
    tags = Tags(text).tags
    assert "script" not in tags
    assert "b" in tags  # the figures' own
    assert "<b>Bold" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "{{ 7 * 7 }} &amp; more" in text
    assert "onerror=y>" not in text


@pytest.mark.parametrize("longest", [0.0, 1.0])
def test_a_show_of_nothing_has_its_page_too(tmp_path: Path, longest: float) -> None:
    def nobody() -> Any:
        raise OSError("none")

    text = page(tmp_path, Lyrics(), cast=cast(painter=nobody, words=nobody), longest=longest)
    Tags(text)
    assert "0 / 0" in text
    assert "paint gave up: OSError: none" in text


def test_troubles_are_told_in_order(tmp_path: Path) -> None:
    slow = cast(painter=lambda: Paintbox(cost=3.0), source=lambda: Ear(20.0))
    text = page(tmp_path, Lyrics(), cast=slow)
    assert "prompt&gt;paint now: 1 dropped" in text
    assert "dropped</td>" in text  # prompts whose picture was never painted
