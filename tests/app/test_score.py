"""Latencies of timelines made by hand, with known answers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livevis.app.score import end_to_end, plain
from livevis.messages import LyricLine, Lyrics, LyricWord

Row = dict[str, Any]

# Line i is sung from 10 i on; its words "a0 b0", "a1 b1" … last a second each, without a pause.
LINES = 4


def known(lines: int = LINES, stamped: bool = True) -> Lyrics:
    made = []
    for i in range(lines):
        words = tuple(
            LyricWord(f"{letter}{i}", 10.0 * i + n, 10.0 * i + n + 1.0 if stamped else None)
            for n, letter in enumerate("ab")
        )
        made.append(LyricLine(i, words, 10.0 * i, 10.0 * i + 2.0))
    return Lyrics(tuple(made))


def song(t: float = 0.0, **more: Any) -> Row:
    return {"t": t, "event": "song", "id": "one", "title": "One", "zero": t, **more}


def heard(t: float, *words: tuple[str, float], final: bool = True) -> Row:
    spelt = [{"text": text, "start": start, "end": start + 1.0, "p": 0.9} for text, start in words]
    return {"t": t, "event": "heard", "final": final, "text": "", "words": spelt, "take_s": None}


def line(t: float, index: int) -> Row:
    return {"t": t, "event": "line", "index": index, "locked": True, "certainty": 1.0}


def painted(
    asked: float, done: float, name: str, why: str = "line", for_line: int | None = None
) -> list[Row]:
    prompt = {"t": asked, "event": "prompt", "id": f"p-{name}", "text": "", "why": why, "for_line": for_line}
    return [prompt, {"t": done, "event": "picture", "id": name, "prompt": f"p-{name}", "seconds": 1.0}]


def shown(t: float, name: str, for_line: int | None = None) -> Row:
    return {"t": t, "event": "shown", "id": name, "line": for_line}


def over(t: float) -> Row:
    return {"t": t, "event": "song_end", "id": "one"}


def score(*rows: Row | list[Row], lyrics: Lyrics | None = None, replayed: bool = True) -> dict[str, Any]:
    flat = [one for row in rows for one in (row if isinstance(row, list) else [row])]
    flat.sort(key=lambda row: row["t"])
    return end_to_end(flat, {"one": known() if lyrics is None else lyrics}, replayed)


def peak(block: dict[str, Any], name: str) -> float:
    """The longest, in seconds: exact, unlike the quantiles."""
    return float(block[f"{name}_ms"]["max"]) / 1000.0


def test_an_empty_timeline() -> None:
    block = score()
    assert (block["words"], block["missed"], block["unshown"], block["ahead_share"]) == (0, 0, 0, 0.0)
    assert block["word_to_wall_ms"] == {"p50": 0.0, "p95": 0.0, "p99": 0.0, "max": 0.0}


def test_a_word_counts_from_its_end_to_its_first_reading_its_final_its_picture_and_the_wall() -> None:
    one = known(1)
    block = score(
        song(),
        heard(1.4, ("a0", 0.1), final=False),
        heard(2.9, ("a0", 0.1), final=False),
        heard(3.5, ("a0", 0.1), ("b0", 1.0)),
        painted(3.6, 4.5, "x", for_line=0),
        shown(5.0, "x", 0),
        over(9.0),
        lyrics=one,
    )
    assert block["words"] == 2
    assert block["missed"] == 0
    assert peak(block, "word_to_partial") == pytest.approx(1.5)  # b0, at once final; a0 took 0.4
    assert peak(block, "word_to_final") == pytest.approx(2.5)  # a0
    assert peak(block, "word_to_picture") == pytest.approx(3.5)
    assert peak(block, "word_to_wall") == pytest.approx(4.0)
    assert peak(block, "line_to_wall") == pytest.approx(5.0)
    assert block["ahead_share"] == 0.0


def test_every_word_of_the_lyrics_counts_heard_or_not() -> None:
    block = score(song(), heard(2.5, ("b0", 1.0)), over(60.0))
    assert block["words"] == 2 * LINES
    assert block["missed"] == 2 * LINES - 1
    assert block["unshown"] == 2 * LINES


def test_a_song_broken_off_counts_what_was_sung() -> None:
    assert score(song(), over(11.5))["words"] == 3  # a0 b0 a1; b1 was not over


def test_another_take_than_the_lyrics_own_is_not_measured_by_their_times() -> None:
    rows = (heard(33.0, ("a0", 31.0)), over(50.0))
    own = score(song(take="a.wav", reference="a.wav"), *rows)
    assert (own["words"], own["missed"]) == (2 * LINES, 2 * LINES)
    other = score(song(take="b.wav", reference="a.wav"), *rows)
    assert (other["words"], other["missed"]) == (1, 0)


def test_words_before_the_place_entered_do_not_count() -> None:
    block = score(song(100.0, zero=89.5, begins=100.0), over(150.0))
    assert block["words"] == 5  # b1, and lines 2 and 3: a1 began half a second before


def test_the_own_line_on_the_wall_already_counts_nothing() -> None:
    block = score(
        song(), painted(0.0, 0.1, "x", "ahead", 1), shown(10.2, "x", 1), over(14.0), lyrics=known(2)
    )
    assert block["unshown"] == 0
    # a0 and b0 had no picture and wait for line 1's; a1 and b1 end when it hangs.
    assert peak(block, "word_to_wall") == pytest.approx(9.2)
    assert block["word_to_wall_ms"]["p50"] == 0.0
    assert block["word_to_picture_ms"]["max"] == 0.0  # it was ready before any word was over
    assert peak(block, "line_to_wall") == pytest.approx(0.2)
    assert block["ahead_share"] == 0.5


def test_a_dropped_picture_s_words_inherit_the_next_one_from_later_text() -> None:
    block = score(
        song(),
        painted(0.5, 0.6, "first", for_line=0),
        shown(1.0, "first", 0),
        # line 1's picture is dropped; what comes next is line 0's again (nudged back), then line 2's.
        shown(12.5, "first", 0),
        painted(20.1, 21.0, "third", for_line=2),
        shown(22.0, "third", 2),
        over(25.0),
        lyrics=known(3),
    )
    assert block["unshown"] == 0
    assert peak(block, "word_to_wall") == pytest.approx(11.0)  # a1 ended at 11, shown at 22
    assert peak(block, "word_to_picture") == pytest.approx(10.0)


def test_a_line_shown_long_before_its_time_and_taken_down_again_was_a_mistake() -> None:
    early = [painted(0.0, 0.1, "x", "ahead", 1), shown(1.0, "x", 1)]
    down = [painted(2.0, 2.1, "y", for_line=0), shown(3.0, "y", 0)]
    again = shown(10.5, "x", 1)
    block = score(song(), *early, *down, again, over(14.0), lyrics=known(2))
    assert peak(block, "line_to_wall") == pytest.approx(3.0)  # line 0; line 1 took half a second
    hanging = score(song(), *early, over(14.0), lyrics=known(2))
    assert hanging["line_to_wall_ms"]["max"] == 0.0  # it still hung there when its line came
    assert hanging["ahead_share"] == 0.5


def test_a_refrain_shows_one_picture_for_each_of_its_lines() -> None:
    block = score(
        song(),
        painted(0.0, 0.2, "x", "ahead", 0),
        shown(0.4, "x", 0),
        shown(10.3, "x", 1),
        over(14.0),
        lyrics=known(2),
    )
    assert block["ahead_share"] == 0.5  # painted 0.2 s after the first onset
    assert peak(block, "line_to_wall") == pytest.approx(0.4)
    assert block["word_to_wall_ms"]["max"] == 0.0


def test_a_song_sung_again_shows_the_pictures_of_the_first_time() -> None:
    first = [song(), painted(0.5, 0.6, "x", "ahead", 0), shown(1.0, "x", 0), over(9.0)]
    again = [song(100.0), shown(100.2, "x", 0), over(109.0)]
    block = score(*first, *again, lyrics=known(1))
    assert block["words"] == 4
    assert block["ahead_share"] == 0.5  # the second time it was there all along
    assert block["word_to_picture_ms"]["max"] == 0.0
    assert peak(block, "line_to_wall") == pytest.approx(1.0)


def test_a_song_sung_twice_is_scored_apart() -> None:
    rows = [song(), heard(1.5, ("a0", 0.0)), over(30.0), song(50.0), heard(52.5, ("b0", 51.0)), over(80.0)]
    block = score(*rows, lyrics=known(1))
    assert (block["words"], block["missed"]) == (4, 2)
    assert peak(block, "word_to_final") == pytest.approx(0.5)


def test_one_heard_la_is_not_four() -> None:
    las = Lyrics((LyricLine(0, tuple(LyricWord("la", 0.3 * n, 0.3 * n + 0.3) for n in range(4)), 0.0, 1.2),))
    block = score(song(), heard(2.0, ("la", 0.1)), over(3.0), lyrics=las)
    assert (block["words"], block["missed"]) == (4, 3)
    every = [("la", 0.3 * n + 0.05) for n in range(4)]
    assert score(song(), heard(2.0, *every), over(3.0), lyrics=las)["missed"] == 0


def test_a_word_elsewhere_is_another_word() -> None:
    assert score(song(), heard(8.0, ("a0", 2.0)), over(9.0), lyrics=known(1))["missed"] == 2


def test_spelling_is_compared_plainly() -> None:
    assert plain("Don’t!") == plain("dont")
    assert plain("«Río,»") == "río"
    block = score(song(), heard(2.0, ("A0,", 0.0), ("B0!", 1.0)), over(9.0), lyrics=known(1))
    assert block["missed"] == 0


# -- without stamps ------------------------------------------------------------------------


def test_without_lyrics_the_recognised_words_are_the_measure() -> None:
    block = score(
        song(),
        heard(4.0, ("river", 1.0), ("of", 2.0)),
        painted(4.1, 5.0, "x", "words"),
        shown(6.0, "x"),
        heard(7.0, ("gold", 5.5)),
        over(20.0),
        lyrics=Lyrics(),
    )
    assert (block["words"], block["missed"], block["unshown"]) == (3, 0, 1)
    assert peak(block, "word_to_final") == pytest.approx(2.0)
    assert peak(block, "word_to_wall") == pytest.approx(4.0)
    assert block["ahead_share"] == 0.0


def test_a_picture_of_older_words_does_not_serve() -> None:
    block = score(
        song(),
        heard(2.5, ("old", 1.0)),
        painted(4.6, 5.0, "x", "words"),  # asked for before "new" was read
        shown(6.0, "x"),
        heard(8.0, ("new", 3.0)),
        painted(8.1, 9.0, "y", "words"),
        shown(10.0, "y"),
        over(20.0),
        lyrics=Lyrics(),
    )
    assert peak(block, "word_to_wall") == pytest.approx(6.0)  # "new" ended at 4, its picture came at 10


def test_a_cue_s_picture_is_made_of_no_words() -> None:
    rows = [heard(3.0, ("river", 1.0)), painted(2.5, 3.5, "x", "cue"), shown(4.0, "x"), over(9.0)]
    assert score(song(), *rows, lyrics=Lyrics())["unshown"] == 1


def test_live_the_stamps_do_not_hold_and_the_heard_words_take_the_line_they_were_locked_on() -> None:
    block = score(
        song(),
        painted(0.1, 0.2, "x", "ahead", 0),
        heard(31.5, ("a0", 30.0)),
        line(31.51, 0),
        shown(31.6, "x", 0),
        heard(33.0, ("b0", 31.0)),
        over(60.0),
        replayed=False,
    )
    assert (block["words"], block["missed"], block["unshown"]) == (2, 0, 0)
    assert peak(block, "word_to_wall") == pytest.approx(0.6)
    assert peak(block, "line_to_wall") == pytest.approx(1.6)
    assert block["ahead_share"] == 1.0


def test_lyrics_without_word_stamps_fall_back_to_what_was_heard() -> None:
    block = score(song(), heard(2.0, ("a0", 0.0)), over(9.0), lyrics=known(2, stamped=False))
    assert (block["words"], block["missed"]) == (1, 0)


def test_events_before_the_first_song_belong_to_none() -> None:
    assert score(heard(1.0, ("a0", 0.0)), over(2.0))["words"] == 0


# -- whatever comes ------------------------------------------------------------------------

moments = st.floats(0.0, 45.0, allow_nan=False)
words = st.tuples(st.sampled_from(["a0", "b0", "a1", "b1", "zzz"]), st.floats(-1.0, 45.0))
rows = st.one_of(
    st.builds(song, moments),
    st.builds(lambda t, w, f: heard(t, *w, final=f), moments, st.lists(words, max_size=3), st.booleans()),
    st.builds(line, moments, st.integers(0, 3)),
    st.builds(
        lambda t, d, n, why: painted(t, t + d, f"i{n}", why),
        moments,
        st.floats(0.0, 5.0),
        st.integers(0, 3),
        st.sampled_from(["words", "line", "ahead", "cue"]),
    ),
    st.builds(
        lambda t, n, where: shown(t, f"i{n}", where),
        moments,
        st.integers(0, 3),
        st.none() | st.integers(0, 3),
    ),
)


@given(st.lists(rows, max_size=25), st.booleans(), st.booleans())
def test_no_latency_is_negative_and_no_count_too_large(
    timeline: list[Any], replayed: bool, with_lyrics: bool
) -> None:
    block = score(*timeline, lyrics=known() if with_lyrics else Lyrics(), replayed=replayed)
    for name, value in block.items():
        if name.endswith("_ms"):
            assert 0.0 <= value["p50"] <= value["p95"] <= value["p99"] <= value["max"]
    assert 0 <= block["missed"] <= block["words"]
    assert 0 <= block["unshown"] <= block["words"]
    assert 0.0 <= block["ahead_share"] <= 1.0
