"""A song as one chain of sounds."""

from __future__ import annotations

import numpy as np

from livevis.words.chain import Chain, ChainOptions, section_starts

from .songs import ToyModel, lyrics, say, sung

SONG = lyrics("ab cd", "dda acb", "ab cd", "bb ccc")


def chain(song: object = SONG, **options: float) -> Chain:
    return Chain(song, say, ToyModel(), ChainOptions(**options))  # type: ignore[arg-type]


def heard(one: Chain, text: str) -> list[tuple[int, int]]:
    """(line, word) after each of the letters of ``text``."""
    places = []
    for letter in text:
        for row in sung(letter, one.senones):
            one.step(row)
        spot = one.spot()
        places.append((spot.line, spot.word))
    return places


def test_it_goes_through_the_song_in_order_with_and_without_pauses() -> None:
    one = chain()
    assert one.lines == 4
    assert one.spot().line == -1
    assert heard(one, "ab cd") == [(0, 0), (0, 0), (0, 0), (0, 1), (0, 1)]
    assert heard(one, "ddaacb")[1:] == [(1, 0), (1, 0), (1, 1), (1, 1), (1, 1)]
    assert heard(one, "   abcd")[-1] == (2, 1)  # not the first line, which sounds alike
    assert heard(one, "bbccc")[-1] == (3, 1)


def test_a_spot_tells_how_deep_and_how_sure() -> None:
    one = chain()
    heard(one, "a")
    shallow = one.spot()
    heard(one, "b c")
    deep = one.spot()
    assert deep.depth > shallow.depth >= 0
    assert deep.margin > 20.0


def test_a_section_may_be_entered_from_a_gap_if_it_fits_much_better() -> None:
    song = lyrics("ab cd", "dda acb", "cc bb", "aad bca", "cc bb", "aad bca", "dd dd")
    assert section_starts(song) == (0, 2, 4, 6)
    one, strict = chain(song, jump=15.0), chain(song, jump=1e9)
    for either in (one, strict):
        heard(either, "ab cd ")
    assert heard(one, "cc bb")[-1][0] == 2  # the second line was left out
    assert heard(strict, "cc")[-1][0] != 2


def test_it_can_be_told_where_the_singer_is() -> None:
    one = chain()
    one.seek(3)
    assert heard(one, "bb")[-1] == (3, 0)
    one.seek(99)  # no such line: nothing happens
    assert one.spot().line == 3
    one.anywhere()
    assert heard(one, "ddaa")[-1][0] == 1
    other = chain()
    heard(other, "ab cd ")
    before = other.spot().line
    other.favour(3)
    assert before != 3
    assert heard(other, "bb cc")[-1][0] == 3


def test_words_nobody_can_say_are_left_out() -> None:
    one = chain(lyrics("xyz", "xx ab zz", "..."))
    assert one.lines == 1
    assert heard(one, "ab")[-1] == (1, 1)
    empty = chain(lyrics("xyz"))
    assert empty.lines == 0
    empty.step(np.zeros(len(empty.senones), np.float32))
    assert empty.spot().line == -1


def test_no_lyrics_have_no_sections() -> None:
    assert section_starts(lyrics()) == ()
    assert section_starts(lyrics("ab")) == (0,)


def test_a_line_knows_its_length() -> None:
    assert chain().length(0) == 4 * 3 + 1  # four sounds, a pause between two words
    assert chain().length(1) == 6 * 3 + 1
