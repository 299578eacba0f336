from livevis.messages import Heard, Look, Scene, Urgency, Why, Word
from livevis.show.album import Album
from livevis.show.brush import AHEAD_AT_ONCE, FORGOTTEN, PHRASE, Brush, Wish

from .build import LINES, lyrics, picture

SCENE = Scene("one", "one", "One", Look(), "")


def words(text: str, final: bool = True) -> Heard:
    return Heard(tuple(Word(word, 0.0, 0.1) for word in text.split()), final, 1.0)


def test_every_occasion_has_its_own_name_and_urgency() -> None:
    brush = Brush(Album())
    ahead = brush.ask(Wish(SCENE, "a boat", Why.AHEAD, 3), 0.0)
    now = brush.ask(Wish(SCENE, "a boat", Why.LINE, 3), 0.0)
    assert ahead.id != now.id
    assert (ahead.urgency, now.urgency) == (Urgency.AHEAD, Urgency.NOW)
    assert now.line == 3


def test_only_a_few_paintings_are_under_way_and_each_line_is_asked_for_once() -> None:
    brush = Brush(Album())
    first = list(brush.ahead(lyrics().lines, lambda _: SCENE, 0, 0.0))
    assert [trigger.line for trigger in first] == list(range(AHEAD_AT_ONCE))
    assert list(brush.ahead(lyrics().lines, lambda _: SCENE, 0, 0.1)) == []
    for trigger in first:
        brush.receive(picture(trigger))
    rest = list(brush.ahead(lyrics().lines, lambda _: SCENE, 0, 0.2))
    # The fourth line repeats the second: it is the same occasion and needs no picture of its own.
    assert [trigger.text for trigger in rest] == [LINES[2]]


def test_it_begins_with_the_line_that_comes_next_and_wraps_around() -> None:
    brush = Brush(Album())
    asked = list(brush.ahead(lyrics().lines, lambda _: SCENE, 2, 0.0))
    assert [trigger.line for trigger in asked] == [2, 3]


def test_a_painting_that_was_lost_may_be_asked_for_again() -> None:
    brush = Brush(Album())
    list(brush.ahead(lyrics().lines, lambda _: SCENE, 0, 0.0))
    again = list(brush.ahead(lyrics().lines, lambda _: SCENE, 0, FORGOTTEN + 1.0))
    assert [trigger.line for trigger in again] == list(range(AHEAD_AT_ONCE))


def test_a_held_picture_is_not_kept_as_the_line_s_own() -> None:
    brush = Brush(Album())
    trigger = brush.ask(Wish(SCENE, "a boat", Why.AHEAD), 0.0)
    assert brush.receive(picture(trigger, fault="black")) is trigger
    assert brush.wants(SCENE, "a boat")


def test_a_picture_nobody_asked_for_is_told_apart() -> None:
    stranger = Brush(Album()).ask(Wish(SCENE, "x", Why.WORDS), 0.0)
    assert Brush(Album()).receive(picture(stranger)) is None


def test_words_are_painted_when_there_are_enough_and_only_the_newest() -> None:
    brush = Brush(Album())
    brush.hear(words("two words"))
    assert brush.words_to_paint() == ""
    brush.hear(words("and " + " ".join(f"w{n}" for n in range(20))))
    assert brush.words_to_paint().split() == [f"w{n}" for n in range(20 - PHRASE, 20)]
    brush.forget_words()
    assert brush.words_to_paint() == ""


def test_it_knows_what_hangs_on_the_wall() -> None:
    from livevis.show.album import Occasion

    brush = Brush(Album())
    trigger = brush.ask(Wish(SCENE, "a boat", Why.AHEAD), 0.0)
    made = picture(trigger)
    brush.receive(made)
    occasion = Occasion.of(SCENE, "a boat")
    assert not brush.on_wall(occasion)
    brush.put_up(made)
    assert brush.on_wall(occasion)
    brush.receive(picture(trigger, refined="b"))
    assert not brush.on_wall(occasion), "a refinement is another picture"


def test_a_full_album_is_not_emptied_for_lines_that_lie_behind() -> None:
    brush = Brush(Album(megabytes=2 * 4 * 4 * 3 / 1e6))  # room for two of these pictures
    three = lyrics(("one red house", "two blue boats", "three grey stones"), timed=False).lines
    asked: list[int | None] = []
    for round_ in range(6):
        fresh = list(brush.ahead(three, lambda _: SCENE, 1, float(round_)))
        asked += [trigger.line for trigger in fresh]
        for trigger in fresh:
            brush.receive(picture(trigger))
    assert asked[:2] == [1, 2]
    assert len(asked) <= 3
