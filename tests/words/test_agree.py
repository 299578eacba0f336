"""What two passes agree on is said once, for good."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.messages import Word
from livevis.words.agree import SEAM_WORDS, Agreement


def line(text: str, start: float = 0.0, step: float = 0.4) -> list[Word]:
    return [Word(w, start + i * step, start + (i + 1) * step) for i, w in enumerate(text.split())]


def texts(words: tuple[Word, ...]) -> str:
    return " ".join(w.text for w in words)


def test_the_shared_prefix_commits_in_the_newest_spelling() -> None:
    agreement = Agreement()
    assert agreement.propose(line("black water hold")) == ()
    assert texts(agreement.propose(line("Black water, holds the"))) == "Black water,"
    assert texts(agreement.pending) == "holds the"


def test_words_at_the_live_edge_wait() -> None:
    agreement = Agreement()
    agreement.propose(line("old lanterns guard"))
    assert texts(agreement.propose(line("old lanterns guard"), edge=0.9)) == "old lanterns"
    assert texts(agreement.flush()) == "guard"
    assert agreement.pending == ()


def test_the_same_words_heard_again_are_an_echo_but_sung_again_are_not() -> None:
    agreement = Agreement()
    for _ in range(2):
        agreement.propose(line("na na na na", step=0.3))
    assert agreement.committed_end == 1.2
    again = [replace(w, start=w.start + 0.05, end=w.end + 0.05) for w in line("na na na na", step=0.3)]
    assert agreement.fresh(again) == ()
    longer = line("na na na na na na", step=0.3)
    assert texts(agreement.fresh(longer)) == "na na"


def test_an_echo_at_the_seam_is_removed() -> None:
    agreement = Agreement()
    agreement.propose(line("small boat"))
    agreement.propose(line("small boat"))
    late = [Word("boat", 0.58, 1.1), Word("sleeps", 1.1, 1.5)]
    assert texts(agreement.fresh(late)) == "sleeps"


def test_withdrawn_words_are_never_said() -> None:
    agreement = Agreement()
    agreement.propose(line("phantom"))
    agreement.withdraw()
    assert agreement.flush() == ()


words = st.lists(
    st.tuples(
        st.sampled_from(["la", "na", "the", "river", "light", "home"]),
        st.floats(0.08, 0.8),
        st.floats(0, 0.5),
    ),
    max_size=25,
)


def timed(rows: list[tuple[str, float, float]]) -> list[Word]:
    at, out = 0.0, []
    for text, length, rest in rows:
        out.append(Word(text, at + rest, at + rest + length))
        at += rest + length
    return out


@given(words)
@settings(deadline=None, max_examples=100)
def test_two_equal_passes_commit_everything(rows: list[tuple[str, float, float]]) -> None:
    song, agreement = timed(rows), Agreement()
    assert agreement.propose(song) == ()
    assert texts(agreement.propose(song)) == texts(tuple(song))


@given(words, st.data())
@settings(deadline=None, max_examples=100)
def test_growing_passes_say_each_word_once_and_in_order(
    rows: list[tuple[str, float, float]], data: st.DataObject
) -> None:
    song, agreement, said = timed(rows), Agreement(), []
    length = 0
    for _ in range(8):
        length = data.draw(st.integers(length, len(song)))
        said += agreement.propose(song[:length])
    said += agreement.flush()
    assert [w.text for w in said] == [w.text for w in song[:length]]
    assert all(a.end <= b.start + 1e-9 for a, b in itertools.pairwise(said))


@given(st.lists(words, max_size=8))
@settings(deadline=None, max_examples=100)
def test_whatever_the_passes_say_commitments_only_move_forward(
    passes: list[list[tuple[str, float, float]]],
) -> None:
    agreement, end = Agreement(), float("-inf")
    for rows in passes:
        for word in agreement.propose(timed(rows)):
            assert end <= word.start <= word.end
            end = word.end
        assert agreement.committed_end == end
        assert len(agreement._said) <= SEAM_WORDS
        assert all(w.end > end or w.start >= end for w in agreement.pending)
