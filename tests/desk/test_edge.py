import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.desk.bindings import bindings
from livevis.desk.edge import Edge

TABLE = bindings()
KEYS = sorted(TABLE)


def _names(commands):
    return [c.name for c in commands if c is not None]


@given(st.sampled_from(KEYS), st.lists(st.floats(0, 100), min_size=1, max_size=80))
@settings(deadline=None, max_examples=100)
def test_a_storm_of_one_held_key_fires_once(key, times):
    edge = Edge(TABLE)
    assert len(_names(edge.down(key, at) for at in sorted(times))) == 1


@given(st.lists(st.tuples(st.sampled_from(KEYS), st.booleans()), max_size=200))
@settings(deadline=None, max_examples=100)
def test_commands_are_exactly_the_rising_edges(moves):
    edge, held, at = Edge(TABLE), set(), 0.0
    for key, down in moves:
        at += 10.0
        if not down:
            edge.up(key)
            held.discard(key)
            continue
        command = edge.down(key, at)
        assert (command is None) == (key in held)
        held.add(key)


@given(st.lists(st.floats(0.0, 2.0), min_size=1, max_size=60))
@settings(deadline=None, max_examples=100)
def test_no_two_gos_are_closer_than_the_guard_and_each_press_is_answered(waits):
    edge, at, gos = Edge(TABLE, go_guard_ms=500), 0.0, []
    for wait in waits:
        at += wait
        command = edge.down("space", at)
        edge.up("space")
        assert command is not None
        assert command.name in {"go", "go-rejected"}
        if command.name == "go":
            gos.append(at)
    assert all(b - a >= 0.5 for a, b in itertools.pairwise(gos))


def test_a_rejected_go_is_visible_and_does_not_extend_the_guard():
    edge = Edge(TABLE, go_guard_ms=500)
    said = []
    for at in (1.0, 1.3, 1.45, 1.6):
        said.append(edge.down("space", at).name)
        edge.up("space")
    assert said == ["go", "go-rejected", "go-rejected", "go"]


def test_no_guard_if_it_is_zero():
    edge = Edge(TABLE, go_guard_ms=0)
    assert edge.down("space", 1.0).name == "go"
    edge.up("space")
    assert edge.down("space", 1.0).name == "go"


@pytest.mark.parametrize(("wait", "name"), [(0.1, "quit"), (2.0, "quit"), (2.1, "quit-armed")])
def test_quit_is_pressed_twice(wait, name):
    edge = Edge(TABLE)
    assert edge.down("q", 5.0).name == "quit-armed"
    edge.up("q")
    assert edge.down("q", 5.0 + wait).name == name


def test_holding_q_does_not_quit():
    edge = Edge(TABLE)
    assert _names(edge.down("q", t / 60) for t in range(600)) == ["quit-armed"]


def test_lost_focus_lets_every_key_go():
    edge = Edge(TABLE)
    edge.down("f", 0.0)
    edge.release_all()
    assert edge.down("f", 1.0).name == "freeze"


def test_arguments_travel_and_unknown_keys_are_silent():
    edge = Edge(TABLE)
    assert edge.down("7", 3.0).argument == 7.0
    assert edge.down("left", 3.0).argument == -1.0
    assert edge.down("f12", 3.0) is None
