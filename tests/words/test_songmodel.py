"""The language model a song gives."""

import math
from collections import defaultdict

import pytest

from livevis.messages import LyricLine, Lyrics, LyricWord
from livevis.words.songmodel import GARBAGE, arpa, song_model, token


def lyrics(*lines: str) -> Lyrics:
    return Lyrics(tuple(LyricLine(i, tuple(map(LyricWord, line.split()))) for i, line in enumerate(lines)))


def spell(word: str) -> tuple[str, ...]:
    return (
        ()
        if word == "zzz"
        else (" ".join(word.upper()), "B IY")
        if word == "a"
        else (" ".join(word.upper()),)
    )


def read(text: str) -> dict[tuple[str, ...], tuple[float, float]]:
    """An ARPA file as gram -> (probability, back-off weight)."""
    grams, order = {}, 0
    for line in text.splitlines():
        if line.endswith("-grams:"):
            order = int(line[1])
        elif order and line and not line.startswith("\\"):
            parts = line.split()
            tail = float(parts[order + 1]) if len(parts) > order + 1 else 0.0
            grams[tuple(parts[1 : order + 1])] = (10 ** float(parts[0]), 10**tail)
    return grams


def probability(
    grams: dict[tuple[str, ...], tuple[float, float]], history: tuple[str, ...], word: str
) -> float:
    if (*history, word) in grams:
        return grams[(*history, word)][0]
    back_off = grams.get(history, (0, 1.0))[1]
    return back_off * probability(grams, history[1:], word)


@pytest.mark.parametrize("garbage", [0.0, 0.9])
def test_every_history_gives_a_distribution(garbage: float) -> None:
    grams = read(arpa([["paint", "the", "mountain"], ["the", "mountain", "the", "sea"]], garbage))
    words = [g[0] for g in grams if len(g) == 1 and g[0] != "<s>"]
    sums = defaultdict(float)
    for history in [(), *(g for g in grams if len(g) < 3 and "</s>" not in g)]:
        sums[history] = sum(probability(grams, history, word) for word in words)
    assert all(math.isclose(total, 1.0, abs_tol=2e-3) for total in sums.values()), dict(sums)


def test_counts_in_the_header_are_true() -> None:
    text = arpa([["a", "b"], ["b", "a", "b"]], 0.5)
    for order in (1, 2, 3):
        told = int(text.split(f"ngram {order}=")[1].split()[0])
        assert told == sum(len(gram) == order for gram in read(text))


def test_lines_flow_into_each_other_and_unknown_words_fall_out() -> None:
    model = song_model(lyrics("Old lanterns", "zzz snow"), spell)
    assert model is not None
    grams = read(model.arpa)
    assert ("lanterns", "snow") in grams
    assert ("zzz",) not in grams
    assert model.unspoken == ("zzz",)


def test_dictionary_holds_variants_and_garbage() -> None:
    model = song_model(lyrics("a sea"), spell, garbage=0.5)
    assert model is not None
    lines = model.dictionary.splitlines()
    assert lines[:3] == ["a A", "a(2) B IY", "sea S E A"]
    assert f"{GARBAGE}AA AA" in lines
    plain = song_model(lyrics("a sea"), spell, garbage=0.0)
    assert plain is not None
    assert GARBAGE not in plain.dictionary + plain.arpa


def test_words_come_back_as_written() -> None:
    model = song_model(lyrics("Carry me, Maria", "I’m home", "Carry on"), spell)
    assert model is not None
    assert model.surface["carry"] == "carry"
    assert model.surface["maria"] == "Maria"
    assert model.surface["i'm"] == "I’m"


def test_nothing_to_say_gives_no_model() -> None:
    assert song_model(lyrics(), spell) is None
    assert song_model(lyrics("zzz", "— …"), spell) is None


def test_tokens_fit_the_dictionary() -> None:
    assert token("Café,") == "cafe"
    assert token("(hey)") == "hey"
    assert token("Straße") == "strasse"
    assert token("雪") == ""
