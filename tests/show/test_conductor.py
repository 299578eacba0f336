"""The conductor, driven by hand: what it is told, and what it then asks and shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from hypothesis import given
from hypothesis import strategies as st

from livevis.flow.worker import Tick
from livevis.messages import (
    Command,
    Heard,
    LyricPlace,
    Lyrics,
    Scene,
    Show,
    ShowOver,
    SongEnd,
    SongStart,
    Trigger,
    Why,
    Word,
)
from livevis.show.conductor import Conductor
from livevis.show.cue import AtLine, AtTime
from livevis.show.manner import Manner

from .build import LINES, REFRAIN, cue, picture, place, setlist, song

T = TypeVar("T")

ALONE = Manner(autostart=True, lead=0.0)


def only(kind: type[T], answers: list[Any]) -> list[T]:
    return [answer for answer in answers if isinstance(answer, kind)]


def tell(conductor: Conductor, *items: Any) -> list[Any]:
    return [answer for item in items for answer in conductor(item)]


def paint(conductor: Conductor, answers: list[Any]) -> list[Any]:
    """Send back a picture for every trigger, and for those that follow, until none is left."""
    said, waiting = [], only(Trigger, answers)
    while waiting:
        fresh = tell(conductor, picture(waiting.pop(0)))
        said += fresh
        waiting += only(Trigger, fresh)
        if not waiting:
            fresh = tell(conductor, Tick(conductor._now + 0.25))
            said += fresh
            waiting += only(Trigger, fresh)
    return said


def started(*songs: Any, manner: Manner = ALONE, **more: Any) -> tuple[Conductor, list[Any]]:
    conductor = Conductor(setlist(*songs, **more), manner)
    answers = tell(conductor, Tick(0.0))
    return conductor, answers


def test_a_live_show_waits_for_go() -> None:
    conductor = Conductor(setlist(), Manner(lead=0.0))
    assert only(SongStart, tell(conductor, Tick(0.0), Tick(5.0))) == []
    begun = only(SongStart, tell(conductor, Command("go", 6.0)))
    assert [(start.song, start.at) for start in begun] == [("one", 6.0)]


def test_lines_are_painted_before_they_are_sung_and_a_refrain_once() -> None:
    conductor, answers = started()
    everything = answers + paint(conductor, answers)
    ahead = [trigger.text for trigger in only(Trigger, everything) if trigger.why is Why.AHEAD]
    assert sorted(ahead) == sorted(set(LINES))


def test_a_sung_line_shows_its_picture_at_once_and_the_refrain_the_same_one_again() -> None:
    conductor, answers = started()
    paint(conductor, answers)
    shows = [only(Show, tell(conductor, place(line, 10.0 + line)))[-1] for line in range(4)]
    assert [show.line for show in shows] == [0, 1, 2, 3]
    assert shows[1].picture.id == shows[3].picture.id
    assert len({show.picture.id for show in shows}) == 3
    assert shows[0].at == 10.0


def test_a_line_not_painted_yet_is_asked_for_now_and_shown_when_it_comes() -> None:
    conductor, _ = started()
    asked = only(Trigger, tell(conductor, place(2, 3.0)))[0]
    assert (asked.why, asked.text) == (Why.LINE, LINES[2])
    shows = only(Show, tell(conductor, picture(asked)))
    assert [show.line for show in shows] == [2]


def test_a_picture_that_comes_too_late_is_kept_but_not_shown() -> None:
    conductor, _ = started()
    late = only(Trigger, tell(conductor, place(0, 3.0)))[0]
    tell(conductor, place(2, 5.0))
    assert only(Show, tell(conductor, picture(late))) == []
    assert [show.line for show in only(Show, tell(conductor, place(0, 9.0)))] == [0]


def test_where_the_next_line_is_known_its_picture_fades_in_before_it_is_sung() -> None:
    conductor, answers = started()
    paint(conductor, answers)
    fade = conductor.plan.of_line(1).look.crossfade.seconds if conductor.plan else 0.0
    tell(conductor, replace(place(0, 10.0), next_in=2.0))
    tell(conductor, Tick(11.2))
    assert conductor.due() == 12.0 - fade / 2
    assert only(Show, tell(conductor, Tick(12.0 - fade / 2 - 0.01))) == []
    early = only(Show, tell(conductor, Tick(12.0 - fade / 2)))
    assert [(show.line, show.at) for show in early] == [(1, 12.0 - fade / 2)]
    assert only(Show, tell(conductor, place(1, 12.0))) == [], "it is up already"
    assert [show.line for show in only(Show, tell(conductor, place(3, 13.0)))] == [3]


def test_what_goes_up_in_between_takes_the_foreseen_line_s_place_and_it_comes_again() -> None:
    conductor, answers = started()
    paint(conductor, answers)
    tell(conductor, replace(place(0, 10.0), next_in=2.0), Tick(12.0))
    tell(conductor, Command("hold", 12.1), Command("hold", 12.2))
    assert [show.line for show in only(Show, tell(conductor, place(1, 12.5)))] == [1]


def test_muted_ears_let_nothing_through_not_even_what_was_foreseen() -> None:
    conductor, answers = started()
    paint(conductor, answers)
    tell(conductor, replace(place(0, 10.0), next_in=2.0), Command("mute", 10.5))
    assert only(Show, tell(conductor, Tick(12.5))) == []


def test_music_that_goes_on_keeps_the_song_and_leaves_the_words_alone() -> None:
    conductor, answers = started()
    paint(conductor, answers)
    tell(conductor, place(0, 2.0), heard("la", 2.5))
    for at in range(5, 60, 5):
        assert conductor.song is not None
        tell(conductor, place(0, float(at)), Tick(float(at) + 0.1))
    assert conductor.plan is not None, "a solo of a minute"
    said = tell(conductor, heard("silver birds over", 60.0))
    assert [trigger.why for trigger in only(Trigger, said)] == [Why.WORDS]


def test_a_picture_not_painted_yet_is_not_foreseen_and_a_held_wall_stays() -> None:
    conductor, answers = started()
    tell(conductor, replace(place(0, 10.0), next_in=2.0))
    assert only(Show, tell(conductor, Tick(12.0))) == []
    paint(conductor, answers)
    tell(conductor, Command("hold", 12.1), replace(place(0, 12.2), next_in=1.0))
    assert only(Show, tell(conductor, Tick(13.5))) == []


def test_a_place_that_is_not_locked_changes_nothing() -> None:
    conductor, answers = started()
    paint(conductor, answers)
    assert tell(conductor, place(1, 4.0, locked=False)) == []
    assert tell(conductor, place(1, 4.0, song_id="another")) == []


def test_the_scene_follows_the_line() -> None:
    conductor, answers = started(song(cues=(cue("refrain", AtLine(1), "sunrise"),)))
    paint(conductor, answers)
    said = tell(conductor, place(1, 4.0))
    assert [scene.name for scene in only(Scene, said)] == ["one/refrain"]
    assert only(Scene, tell(conductor, place(2, 5.0))) == []


def test_a_cue_at_a_time_fires_once_with_its_prompt() -> None:
    conductor, _ = started(song(cues=(cue("break", AtTime(2.0), "mist"),)))
    assert only(Scene, tell(conductor, Tick(1.9))) == []
    said = tell(conductor, Tick(2.1))
    assert [scene.name for scene in only(Scene, said)] == ["one/break"]
    assert [trigger.text for trigger in only(Trigger, said) if trigger.why is Why.CUE] == ["mist"]
    assert only(Scene, tell(conductor, Tick(2.4), Tick(9.0))) == []


def heard(text: str, at: float, final: bool = True) -> Heard:
    return Heard(tuple(Word(word, at - 0.2, at) for word in text.split()), final, at)


def test_a_song_without_lyrics_paints_what_it_hears() -> None:
    conductor, _ = started(song(known=Lyrics()))
    said = tell(conductor, heard("silver birds over", 3.0))
    assert [(t.why, t.text) for t in only(Trigger, said)] == [(Why.WORDS, "silver birds over")]
    assert only(Trigger, tell(conductor, heard("silver birds", 4.0, final=False))) == []
    made = only(Show, tell(conductor, picture(only(Trigger, said)[0])))
    assert made[0].line is None


def test_words_off_the_lyrics_paint_only_when_the_singer_is_lost() -> None:
    conductor, _ = started()
    tell(conductor, place(0, 2.0))
    assert only(Trigger, tell(conductor, heard("completely other words", 4.0))) == []
    lost = ALONE.lost + 2.1
    said = only(Trigger, tell(conductor, heard("and still other ones", lost)))
    assert [trigger.why for trigger in said] == [Why.WORDS]


def test_when_nothing_is_sung_for_long_the_theme_is_painted_anew() -> None:
    conductor, answers = started()
    paint(conductor, answers)
    said = [t for t in only(Trigger, tell(conductor, Tick(40.0), Tick(41.0), Tick(60.0))) if t.why is Why.CUE]
    assert [(t.text, t.variant) for t in said] == [("a quiet valley", 1), ("a quiet valley", 2)]


def test_a_rehearsal_plays_every_song_and_is_over() -> None:
    manner = Manner(autostart=True, once=True, replay=True, lead=0.5, rest=1.0)
    conductor, answers = started(song(), song("two"), manner=manner)
    assert only(SongStart, answers)[0].at == 0.5
    assert tell(conductor, SongEnd("two", 9.0)) == [], "a song that is not playing cannot end"
    tell(conductor, SongEnd("one", 10.0))
    assert [s.song for s in only(SongStart, tell(conductor, Tick(10.5), Tick(11.0)))] == ["two"]
    tell(conductor, SongEnd("two", 20.0))
    assert only(ShowOver, tell(conductor, Tick(20.9))) == []
    assert only(ShowOver, tell(conductor, Tick(21.0))) == [ShowOver(21.0)]


def test_an_endless_rehearsal_begins_again() -> None:
    conductor, _ = started(song(), manner=Manner(autostart=True, replay=True, repeat=True, lead=0.0))
    tell(conductor, SongEnd("one", 10.0))
    assert [s.song for s in only(SongStart, tell(conductor, Tick(12.0)))] == ["one"]


def test_a_show_that_ends_in_black_lights_up_again() -> None:
    conductor, _ = started(song(), song("two"), on_end="black", manner=Manner(lead=0.0))
    tell(conductor, Command("go", 1.0))
    assert [c.name for c in only(Command, tell(conductor, SongEnd("one", 9.0)))] == ["panic"]
    assert [c.name for c in only(Command, tell(conductor, Command("go", 12.0)))] == ["restore"]


def test_without_a_take_a_song_ends_when_its_last_line_lies_behind() -> None:
    conductor, answers = started(song(), song("two"), manner=Manner(autostart=True, lead=0.0, rest=1.0))
    paint(conductor, answers)
    tell(conductor, place(3, 50.0))
    assert only(SongStart, tell(conductor, Tick(53.0), Tick(55.0))) == []
    assert [s.song for s in only(SongStart, tell(conductor, Tick(57.0), Tick(59.0)))] == ["two"]


def test_only_the_first_song_is_entered_in_the_middle() -> None:
    manner = Manner(autostart=True, replay=True, once=True, lead=0.0, take_from=3.0, line=1)
    conductor, answers = started(song(), song("two"), manner=manner)
    start = only(SongStart, answers)[0]
    assert (start.take_from, conductor.song_at) == (3.0, -3.0)
    assert next(t.text for t in only(Trigger, answers) if t.why is Why.AHEAD) == REFRAIN
    tell(conductor, SongEnd("one", 9.0))
    assert only(SongStart, tell(conductor, Tick(11.0)))[0].take_from == 0.0


def test_a_cue_s_picture_that_comes_late_leaves_the_line_being_sung() -> None:
    conductor, answers = started()
    opening = next(trigger for trigger in only(Trigger, answers) if trigger.why is Why.CUE)
    paint(conductor, [trigger for trigger in only(Trigger, answers) if trigger is not opening])
    tell(conductor, place(0, 3.0))
    assert only(Show, tell(conductor, picture(opening))) == []


def test_after_the_last_song_the_last_picture_is_held() -> None:
    conductor, answers = started(song(), manner=Manner(lead=0.0))
    answers = tell(conductor, Command("go", 1.0))
    paint(conductor, answers)
    tell(conductor, place(3, 5.0), SongEnd("one", 9.0))
    assert only(Trigger, tell(conductor, Tick(30.0), Tick(60.0))) == []


def test_a_song_in_which_nobody_sings_any_more_is_over() -> None:
    conductor, _ = started(song(known=Lyrics()), song("two"))
    quiet = ALONE.silence
    assert only(SongStart, tell(conductor, Tick(10.0), Tick(quiet + 20.0))) == [], "it may be an overture"
    tell(conductor, heard("la la la", quiet + 30.0))
    said = tell(conductor, Tick(2 * quiet + 29.0), Tick(2 * quiet + 31.0), Tick(2 * quiet + 33.0))
    assert [start.song for start in only(SongStart, said)] == ["two"]


def test_a_resumed_song_goes_on_in_the_scene_of_its_line_past_its_cues() -> None:
    cues = (cue("early", AtTime(2.0), "mist"), cue("refrain", AtLine(1), "sunrise"))
    manner = Manner(resume=True, line=1, lead=0.0)
    conductor, answers = started(song(cues=cues), song("two"), manner=manner)
    assert [scene.name for scene in only(Scene, answers)] == ["one/refrain"]
    assert [place.line for place in only(LyricPlace, answers)] == [1]
    assert only(Scene, tell(conductor, Tick(1.0), Tick(5.0))) == []
    after = tell(conductor, Command("go", 6.0))
    assert only(LyricPlace, after) == [], "only the first song is entered in the middle"


ITEMS = st.one_of(
    st.builds(Tick, st.floats(0, 100)),
    st.builds(place, st.integers(0, 3), st.floats(0, 100)),
    st.builds(
        lambda name, at: Command(name, at, 1.0),
        st.sampled_from(["go", "back", "jump", "nudge", "hold"]),
        st.floats(0, 100),
    ),
    st.builds(lambda at: heard("one two three", at), st.floats(0, 100)),
    st.builds(SongEnd, st.sampled_from(["one", "two"]), st.floats(0, 100)),
)


@given(st.lists(ITEMS, max_size=40))
def test_whatever_comes_shown_pictures_were_painted_and_names_are_unique(items: list[Any]) -> None:
    conductor = Conductor(setlist(song(), song("two")), ALONE)
    answers: list[Any] = []
    for item in items:
        fresh = tell(conductor, item)
        answers += fresh
        for trigger in only(Trigger, fresh)[:1]:
            answers += tell(conductor, picture(trigger))
    names = [trigger.id for trigger in only(Trigger, answers)]
    assert len(names) == len(set(names))
    painted = {f"i-{name}" for name in names}
    assert all(show.picture.id in painted for show in only(Show, answers))
