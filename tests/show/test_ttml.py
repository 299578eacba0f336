"""TTML lyrics."""

from __future__ import annotations

import pytest

from livevis.show.lyrics import parse_lyrics
from livevis.show.ttml import parse_ttml

HEAD = '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" '
HEAD += 'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" ttp:tickRate="1000">'


def song(body: str) -> str:
    return f"{HEAD}<head><metadata/></head><body>{body}</body></tt>"


def test_words_and_syllables_keep_their_times() -> None:
    text = song(
        '<div begin="9.5" end="20"><p begin="9.5" end="12.25">'
        '<span begin="9.5" end="9.9">Sil</span><span begin="9.9" end="10.2">ver</span> '
        '<span begin="10.5" end="12.25">river</span>'
        '<span ttm:role="x-bg"><span begin="11" end="12">(ooh)</span></span></p></div>'
    )
    read = parse_ttml(text, "song.ttml")
    assert read.faults == ()
    (line,) = read.lyrics.lines
    assert [(word.text, word.start, word.end) for word in line.words] == [
        ("Silver", 9.5, 10.2),
        ("river", 10.5, 12.25),
    ]
    assert (line.start, line.end) == (9.5, 12.25)


def test_a_division_s_times_are_added_where_its_lines_would_lie_before_it() -> None:
    text = song(
        '<div begin="60s"><p begin="1s" end="2s">later</p></div><div begin="5s"><p begin="6s">here</p></div>'
    )
    starts = [line.start for line in parse_ttml(text, "a.ttml").lyrics.lines]
    assert starts == [61.0, 6.0]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("00:01:02.345", 62.345),
        ("1:02.345", 62.345),
        ("00:01:02:10", 62.4),
        ("62.345s", 62.345),
        ("62345ms", 62.345),
        ("1.5m", 90.0),
        ("0.5h", 1800.0),
        ("50f", 2.0),
        ("1500t", 1.5),
        ("7", 7.0),
    ],
)
def test_times_of_every_kind(written: str, seconds: float) -> None:
    (line,) = parse_ttml(song(f'<p begin="{written}">la</p>'), "a.ttml").lyrics.lines
    assert line.start == pytest.approx(seconds)


def test_a_break_parts_lines_and_the_line_s_times_hold_without_words_of_its_own() -> None:
    lines = parse_ttml(song('<p begin="1s" end="4s">one two<br/>three</p><p>four</p>'), "a.ttml").lyrics.lines
    assert [line.text for line in lines] == ["one two", "three", "four"]
    assert [line.start for line in lines] == [1.0, 1.0, None]


def test_what_cannot_be_read_is_told() -> None:
    (broken,) = parse_ttml("<tt><body>\n<p>", "a.ttml").faults
    assert str(broken).startswith("a.ttml:2: no readable XML")
    (bomb,) = parse_ttml('<!DOCTYPE a [<!ENTITY b "c">]><tt/>', "a.ttml").faults
    assert "document type" in str(bomb)
    (time,) = parse_ttml(song('<p begin="soon">la</p>'), "a.ttml").faults
    assert "unreadable time begin='soon'" in str(time)


def test_the_ending_chooses_it_and_a_declared_encoding_does_not_matter() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + song('<p begin="1s">Grüße</p>')
    for encoding in ("utf-8", "utf-16"):
        (line,) = parse_lyrics(text.encode(encoding), "a.ttml").lyrics.lines
        assert line.text == "Grüße"
