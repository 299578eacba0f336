from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.wall.schedule import HARD_LIMIT, HISTORY, Bake, Schedule

from .make import flat, show

NEVER = float("-inf")


def _ids(schedule, at):
    return [
        layer.content.top.show.picture.id
        if isinstance(layer.content, Bake)
        else (layer.content.show.picture.id if layer.content.show else "opening")
        for layer in schedule.layers(at)
    ]


def _schedule(*shows):
    schedule = Schedule()
    for each in shows:
        schedule.add(each, NEVER)
    return schedule


def test_before_any_picture_lies_the_opening():
    schedule = _schedule(show(flat("a", (1, 1, 1)), 5.0))
    assert _ids(schedule, 4.9) == ["opening"]
    assert _ids(schedule, 5.5) == ["opening", "a"]
    assert _ids(schedule, 6.0) == ["a"]


def test_they_lie_in_the_order_they_begin_whatever_order_they_came_in():
    a, b, c = (show(flat(id, (1, 1, 1)), at, 4.0) for id, at in (("a", 1.0), ("b", 2.0), ("c", 3.0)))
    assert _ids(_schedule(c, a, b), 3.5)[1:] == ["b", "c"]


def test_a_storm_has_three_layers_and_the_rest_is_baked():
    schedule = _schedule(*(show(flat(f"p{i}", (i, i, i)), i * 0.1, 2.0) for i in range(12)))
    layers = schedule.layers(1.15)
    assert len(layers) == 3
    assert isinstance(layers[0].content, Bake)
    assert layers[0].content.at == 11 * 0.1
    assert _ids(schedule, 1.15)[1:] == ["p10", "p11"]


def test_a_late_one_begins_now():
    schedule = Schedule()
    schedule.add(show(flat("a", (1, 1, 1)), 2.0), not_before=7.0)
    assert _ids(schedule, 6.9) == ["opening"]
    assert schedule.layers(7.5)[-1].weight == 0.5


def test_shown_is_told_once_when_it_weighs_half():
    schedule = _schedule(show(flat("a", (1, 1, 1)), 1.0, 1.0, line=4))
    assert schedule.shown(1.49, 1.0) == []
    assert [s.line for s in schedule.shown(1.5, 1.0)] == [4]
    assert schedule.shown(1.6, 1.0) == []


def test_one_that_is_covered_before_it_weighs_half_is_never_shown():
    schedule = _schedule(show(flat("a", (1, 1, 1)), 1.0, 1.0), show(flat("b", (2, 2, 2)), 1.3, 0.0))
    told = [s.picture.id for t in range(40) for s in schedule.shown(t / 10, 1.0)]
    assert told == ["b"]


def test_under_a_blackout_nothing_is_shown():
    schedule = _schedule(show(flat("a", (1, 1, 1)), 1.0, 1.0))
    assert schedule.shown(3.0, 0.4) == []
    assert len(schedule.shown(4.0, 1.0)) == 1


@given(st.lists(st.tuples(st.floats(0, 0.4), st.floats(0, 3)), min_size=1, max_size=120))
@settings(deadline=None, max_examples=40)
def test_any_storm_stays_bounded_and_the_newest_wins(steps):
    schedule, at = Schedule(), 0.0
    for i, (wait, seconds) in enumerate(steps):
        at += wait
        schedule.add(show(flat(f"p{i}", (1, 1, 1)), at, seconds), not_before=at)
        layers = schedule.layers(at + 0.01)
        assert 1 <= len(layers) <= 3
        assert layers[0].weight == 1.0
    assert len(schedule._entries) <= HARD_LIMIT
    assert _ids(schedule, at + 4.0) == [f"p{len(steps) - 1}"]


def test_history_is_bounded():
    schedule = Schedule()
    for i in range(500):
        schedule.add(show(flat(f"p{i}", (1, 1, 1)), float(i), 0.5), not_before=float(i))
    assert len(schedule._entries) <= HISTORY + 1


def test_an_endless_storm_does_not_hold_on_to_its_past():
    schedule = Schedule()
    for i in range(600):
        schedule.add(show(flat(f"p{i}", (1, 1, 1)), i * 0.02, 30.0), not_before=i * 0.02)
        schedule.layers(i * 0.02 + 0.01)
    content, depth = schedule.layers(12.0)[0].content, 0
    while isinstance(content, Bake):
        content, depth = content.below, depth + 1
    assert depth <= 40
