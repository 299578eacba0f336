"""What nobody sang stays out; what was sung stays in."""

import pytest

from livevis.words.sieve import Evidence, Sieve, compression_ratio, longest_repeat


def said(text: str, **kinds: float) -> Evidence:
    words = tuple(text.split())
    return Evidence(words, **{"seconds": 0.4 * len(words), **kinds})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    ["Thank you.", "Thanks for watching!", "Thank you. Thank you.",
     "Vielen Dank fürs Zuschauen!", "ご視聴ありがとうございました",
     "Subtitles by the Amara.org community", "Abone olmayı unutmayın", "[Music]"],
)  # fmt: skip
def test_subtitle_phrases_fall_where_no_voice_is(text: str) -> None:
    assert Sieve().fault(said(text, voiced=0.05)) == "phantom phrase"
    assert Sieve().fault(said(text, voiced=0.9)) == ""
    assert Sieve().fault(said(text)) == ""


def test_a_song_may_say_thank_you_softly() -> None:
    assert Sieve(lyrics=("i", "thank", "you")).fault(said("Thank you", voiced=0.1)) == ""


def test_the_engines_own_doubts() -> None:
    assert Sieve().fault(said("river of light", no_speech=0.9, log_probability=-1.5)) == "no speech"
    assert Sieve().fault(said("river of light", no_speech=0.9, log_probability=-0.4)) == ""
    assert Sieve().fault(said("... --")) == "empty"


def test_the_prompt_spoken_back() -> None:
    sieve = Sieve(prompt=("paint", "the", "mountain", "red"))
    assert sieve.fault(said("the mountain red", voiced=0.1)) == "prompt echo"
    assert sieve.fault(said("the mountain red", voiced=0.8)) == ""


def test_words_faster_than_anyone_sings() -> None:
    assert Sieve().fault(said("one two three four five six", seconds=0.3)) == "too fast"


def test_a_loop_falls_unless_voice_or_lyrics_bear_it_out() -> None:
    loop = "come home " * 6
    assert Sieve().fault(said(loop)) == "loop"
    assert Sieve().fault(said(loop, onsets=3)) == "loop"
    assert Sieve().fault(said(loop, onsets=12)) == ""
    assert Sieve(lyrics=("come", "home") * 6).fault(said(loop)) == ""
    assert Sieve(lyrics=("come", "home", "now")).fault(said(loop)) == "loop"


def test_a_hook_sung_twice_is_no_loop() -> None:
    assert Sieve().fault(said("carry me over carry me over")) == ""


def repeat(text: str) -> list[str]:
    return text.split()


def test_longest_repeat() -> None:
    assert longest_repeat(list("abc")) == (1, 0)
    assert longest_repeat(repeat("x na na na na y")) == (4, 1)
    assert longest_repeat(repeat("go home now go home now stop")) == (2, 3)
    assert longest_repeat(repeat("na na na home home home home"), within=["na"])[0] == 3
    assert longest_repeat([]) == (1, 0)


def test_compression_ratio() -> None:
    assert compression_ratio("") == 0.0
    assert compression_ratio("la " * 60) > 2.4 > compression_ratio("a small boat sleeps on sand")
