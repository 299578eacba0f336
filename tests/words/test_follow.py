"""The follower knows the line from its first words, and knows when it does not know."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.messages import (
    AudioBlock,
    Heard,
    LyricLine,
    LyricPlace,
    Lyrics,
    LyricWord,
    SongEnd,
    SongStart,
    Word,
)
from livevis.words.follow import LyricFollower

VERSE = ["Black water holds the moon", "A small boat sleeps on sand", "Old lanterns guard the harbor"]
REFRAIN = ["First light, golden river", "Paint the mountain red"]
SECOND = ["White horses cross the valley", "A green field drinks the rain"]
SONG = [*VERSE, *REFRAIN, *SECOND, *REFRAIN]


def lyrics(lines: list[str] = SONG) -> Lyrics:
    return Lyrics(tuple(LyricLine(i, tuple(map(LyricWord, line.split()))) for i, line in enumerate(lines)))


def follower(lines: list[str] = SONG, take_from: float = 0.0) -> LyricFollower:
    made = LyricFollower()
    assert list(made(SongStart("s", "S", 0.0, lyrics(lines), take_from=take_from))) == []
    return made


class Singer:
    """Sings words one after another, half a second each, as finals."""

    def __init__(self, made: LyricFollower) -> None:
        self.follower, self.at, self.places = made, 0.0, list[LyricPlace]()

    def sing(self, text: str) -> list[LyricPlace]:
        told: list[LyricPlace] = []
        for word in text.split():
            heard = Heard((Word(word, self.at, self.at + 0.5),), True, self.at + 0.5)
            self.at += 0.5
            told += self.follower(heard)
        self.places += told
        return told


def locks(places: list[LyricPlace]) -> list[int]:
    """Lines in the order of their first lock."""
    return list(dict.fromkeys(p.line for p in places if p.locked))


def test_perfect_words_lock_every_line_in_order() -> None:
    singer = Singer(follower())
    for line in SONG:
        singer.sing(line)
    assert locks(singer.places) == list(range(len(SONG)))


def test_an_expected_line_locks_by_its_second_word_at_the_latest() -> None:
    singer = Singer(follower())
    for index, line in enumerate(SONG):
        told = singer.sing(" ".join(line.split()[:2]))
        assert told[-1].line == index
        assert told[-1].locked
        singer.sing(" ".join(line.split()[2:]))


def test_a_returning_refrain_is_its_next_occurrence() -> None:
    singer = Singer(follower())
    for line in SONG[:7]:
        singer.sing(line)
    assert singer.sing("first light golden")[-1].line == 7


def test_a_word_missed_or_misheard_does_not_lose_the_line() -> None:
    singer = Singer(follower())
    singer.sing("black water hold moon a boat sleep sand all lantern guard harbor")
    assert locks(singer.places) == [0, 1, 2]


def test_another_verse_needs_strong_evidence() -> None:
    singer = Singer(follower())
    singer.sing(VERSE[0])
    assert all(p.line == 0 for p in singer.sing("horses"))
    told = singer.sing("white horses cross the valley")
    assert told[-1].line == 5
    assert told[-1].locked


def test_a_skipped_line_is_followed() -> None:
    singer = Singer(follower())
    singer.sing(VERSE[0])
    singer.sing("old lanterns guard")
    assert locks(singer.places) == [0, 2]


def test_partials_place_and_are_forgotten() -> None:
    made = follower()
    told = list(made(Heard((Word("black", 0, 0.4), Word("water", 0.4, 0.8)), False, 0.9)))
    assert [(p.line, p.word, p.locked) for p in told] == [(0, 1, True)]
    told = list(made(Heard((), False, 1.0)))
    assert all(p.line == 0 for p in told)
    told = list(made(Heard((Word("black", 0, 0.4),), True, 1.1)))
    assert all(p.line == 0 for p in told)


def test_a_partial_revised_back_does_not_take_the_line_back_and_forth() -> None:
    singer = Singer(follower())
    singer.sing(VERSE[0])
    words = tuple(Word(w, 10 + i, 10.5 + i) for i, w in enumerate(["small", "boat"]))
    ahead = list(singer.follower(Heard(words, False, 12.0)))
    assert ahead[-1].line == 1
    back = list(singer.follower(Heard((), False, 12.1)))
    assert [p.line for p in back if p.locked] == []


def test_the_second_take_enters_anywhere() -> None:
    singer = Singer(follower(take_from=30.0))
    told = singer.sing("white horses cross")
    assert told[-1].line == 5


def test_without_lyrics_it_is_silent() -> None:
    singer = Singer(follower([]))
    assert singer.sing("black water") == []
    assert Singer(LyricFollower()).sing("black water") == []


def test_a_song_end_forgets() -> None:
    singer = Singer(follower())
    singer.sing(VERSE[0])
    assert list(singer.follower(SongEnd("s", 9.0))) == []
    assert singer.sing(VERSE[1]) == []


def test_the_same_words_give_the_same_places() -> None:
    runs = []
    for _ in range(2):
        singer = Singer(follower())
        for line in SONG:
            singer.sing(line)
        runs.append(singer.places)
    assert runs[0] == runs[1]


def test_times_in_the_lyrics_change_nothing() -> None:
    plain = lyrics()
    timed = replace(
        plain, lines=tuple(replace(x, start=5.0 * x.index, end=5.0 * x.index + 1) for x in plain.lines)
    )
    runs = []
    for text in (plain, timed):
        made = LyricFollower()
        list(made(SongStart("s", "S", 0.0, text)))
        singer = Singer(made)
        singer.sing(" ".join(SONG))
        runs.append(singer.places)
    assert runs[0] == runs[1]


@pytest.mark.parametrize("seed", range(5))
def test_gibberish_never_locks(seed: int) -> None:
    rng = random.Random(seed)
    singer = Singer(follower())
    for _ in range(80):
        singer.sing("".join(rng.choice("bcdfgjkpqvxz") for _ in range(rng.randint(3, 8))))
    assert locks(singer.places) == []


@given(st.lists(st.sampled_from([*" ".join(SONG).split(), "xyzzy", "qwop", "", "..."]), max_size=60))
@settings(deadline=None, max_examples=50)
def test_any_words_stay_inside_the_song(words: list[str]) -> None:
    singer = Singer(follower())
    for word in words:
        singer.sing(word)
    for place in singer.places:
        assert 0 <= place.line < len(SONG)
        assert 0 <= place.word < len(SONG[place.line].split())
        assert 0.0 <= place.certainty <= 1.0


def test_told_where_it_enters_it_locks_that_copy_of_the_refrain() -> None:
    known = Lyrics(
        tuple(
            LyricLine(index, tuple(LyricWord(word) for word in text.split()))
            for index, text in enumerate(
                ("carry the light", "a boat of stone", "carry the light", "home again")
            )
        )
    )
    with LyricFollower() as follower:
        list(follower(SongStart("one", "One", 0.0, known, take_from=5.0)))
        assert list(follower(LyricPlace("one", 2, 0, 0.5, False, 0.0))) == []
        words = tuple(Word(text, 1.0 + n, 1.5 + n) for n, text in enumerate(["carry", "the", "light"]))
        places = list(follower(Heard(words, True, 4.0)))
    assert [(place.line, place.locked) for place in places] == [(2, True)]


def test_a_guess_leads_off_an_unfinished_line_only_when_it_is_said_twice() -> None:
    def guess(text: str, at: float) -> Heard:
        words = tuple(Word(w, at - 0.2 * (3 - n), at - 0.2 * (2 - n)) for n, w in enumerate(text.split()))
        return Heard(words, final=False, at=at)

    followed = follower()
    assert [p.line for p in followed(guess("black", 1.0))] == [0]
    assert list(followed(guess("black a small", 1.2))) == [], "one flicker of the running guess"
    assert [p.line for p in followed(guess("black a small boat", 1.4))] == [1], "said again"


def test_sound_says_nothing_to_who_follows_by_words() -> None:
    follower = LyricFollower()
    follower(SongStart("s", "S", 0.0, Lyrics((LyricLine(0, (LyricWord("moon"),)),))))
    assert list(follower(AudioBlock(np.zeros((640, 1), np.float32), 16_000, 1.0))) == []
