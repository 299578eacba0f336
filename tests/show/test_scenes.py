from livevis.show.cue import AtBar, AtLine, AtTime, Manual
from livevis.show.scenes import ScenePlan

from .build import cue, lyrics, song


def test_a_cue_at_a_line_holds_until_the_next_cue() -> None:
    plan = ScenePlan(song(cues=(cue("refrain", AtLine(1), "sunrise"), cue("verse", AtLine(2), style="ink"))))
    assert [plan.of_line(line).name for line in range(4)] == ["one", "one/refrain", "one/verse", "one/verse"]
    assert plan.of_line(1).theme == "sunrise"
    assert plan.of_line(1).look.style == "neon"
    assert plan.opening.theme == "a quiet valley"


def test_cues_at_times_and_bars_lie_between_the_lines() -> None:
    made = song(cues=(cue("late", AtTime(4.0)), cue("bar", AtBar(2))))  # bar 2 at 120 bpm: 2 s
    plan = ScenePlan(made)
    assert [timed.seconds for timed in plan.timed] == [2.0, 4.0]
    assert [plan.of_line(line).name for line in range(4)] == ["one", "one/bar", "one/late", "one/late"]


def test_the_file_s_order_does_not_matter() -> None:
    forwards = song(cues=(cue("a", AtLine(0)), cue("b", AtLine(2))))
    backwards = song(cues=(cue("b", AtLine(2)), cue("a", AtLine(0))))
    names = [[ScenePlan(made).of_line(line).name for line in range(4)] for made in (forwards, backwards)]
    assert names[0] == names[1]


def test_without_times_a_cue_at_a_time_leaves_the_lines_alone() -> None:
    plan = ScenePlan(song(known=lyrics(timed=False), cues=(cue("late", AtTime(4.0)), cue("two", AtLine(1)))))
    assert [plan.of_line(line).name for line in range(4)] == ["one", "one/two", "one/two", "one/two"]


def test_where_a_song_is_entered_what_lies_behind_has_fired() -> None:
    cued = song(cues=(cue("break", AtTime(4.0)), cue("last", AtLine(3))))
    plan = ScenePlan(cued)
    assert plan.entered(0.0, 0) == (0, plan.opening)
    fired, scene = plan.entered(4.5, 0)
    assert (fired, scene.name) == (1, "one/break")
    assert plan.entered(7.0, 3)[1].name == "one/last"


def test_manual_scenes_come_one_after_the_other() -> None:
    plan = ScenePlan(song(cues=(cue("x", Manual()), cue("y", Manual()))))
    first = plan.next_manual(plan.opening)
    assert first is not None
    second = plan.next_manual(first.scene)
    assert second is not None
    assert (first.scene.name, second.scene.name) == ("one/x", "one/y")
    assert plan.next_manual(second.scene) is None


def test_a_line_beyond_the_song_is_in_the_opening_scene() -> None:
    assert ScenePlan(song()).of_line(99).name == "one"
