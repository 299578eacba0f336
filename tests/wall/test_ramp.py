from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.wall.ramp import Ramp

TURNS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 2), st.floats(0.2, 2)), max_size=60)


@given(TURNS)
@settings(deadline=None, max_examples=80)
def test_a_ramp_never_jumps_unless_it_snaps(turns):
    ramp, at = Ramp(1.0), 0.0
    for target, wait, seconds in turns:
        at += wait
        before = ramp.level(at)
        ramp.to(target, at, seconds)
        assert abs(ramp.level(at) - before) < 1e-9
        assert 0.0 <= ramp.level(at + 0.1) <= 1.0
        assert ramp.level(at + seconds) == target


def test_to_snap_and_back():
    ramp = Ramp(1.0)
    ramp.to(0.0, 1.0, 2.0)
    assert [ramp.level(t) for t in (0.0, 1.0, 2.0, 3.0, 9.0)] == [1.0, 1.0, 0.5, 0.0, 0.0]
    ramp.to(1.0, 5.0, 0.0)
    assert ramp.level(4.9) == 0.0
    assert ramp.level(5.0) == 1.0
    assert ramp.target(4.0) == 0.0


def test_many_turns_are_forgotten_without_harm():
    ramp = Ramp(1.0)
    for i in range(1000):
        ramp.to(i % 2, float(i), 0.5)
    assert ramp.level(999.9) == 1.0
    assert ramp.level(0.0) in (0.0, 1.0)
