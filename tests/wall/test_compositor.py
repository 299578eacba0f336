import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.errors import LivevisError
from livevis.messages import Crossfade, Picture, Show
from livevis.wall.compositor import Compositor

from .make import flat, noise, show, smooth

SIZE = (64, 36)
PALETTE = ("#0b132b", "#1c2541", "#5bc0be", "#e0a458")


def _wall(*shows, size=SIZE):
    wall = Compositor(size, 30)
    for each in shows:
        wall.add(each)
    return wall


def test_a_settled_still_is_its_picture_exactly():
    made = noise("a", 1)
    wall = _wall(show(made, 1.0))
    assert np.array_equal(wall.canvas(2.0), made.pixels)
    assert np.array_equal(wall.canvas(200.0), made.pixels)


@pytest.mark.parametrize("blend", ["perceptual", "linear"])
def test_the_same_picture_again_changes_nothing_at_any_moment(blend):
    made = noise("a", 1)
    wall = _wall(show(made, 0.0, 0.0), show(made, 2.0, 1.0, blend=blend))
    for t in np.arange(0.0, 4.0, 0.03):
        assert np.array_equal(wall.canvas(t), made.pixels)


def test_the_same_picture_again_drifts_on():
    made = smooth("a", 1, (640, 360))
    twice = _wall(show(made, 0.0, 0.0, 0.5), show(made, 20.0, 1.0, 0.5), size=(160, 90))
    once = _wall(show(made, 0.0, 0.0, 0.5), size=(160, 90))
    for t in (19.9, 20.3, 20.5, 22.0):
        assert np.array_equal(twice.canvas(t), once.canvas(t))


def test_half_way_is_half_way():
    wall = _wall(show(flat("a", (100, 0, 0)), 0.0, 0.0), show(flat("b", (0, 100, 0)), 1.0, 1.0))
    assert np.array_equal(wall.canvas(1.0)[0, 0], (100, 0, 0))
    assert np.array_equal(wall.canvas(1.5)[0, 0], (50, 50, 0))
    assert np.array_equal(wall.canvas(2.0)[0, 0], (0, 100, 0))


def test_canvases_are_fresh_arrays():
    wall = _wall(show(noise("a", 1), 0.0, 0.0))
    first = wall.canvas(1.0)
    kept = first.copy()
    first[...] = 0
    assert np.array_equal(wall.canvas(1.0), kept)
    assert first.flags.c_contiguous
    assert first.shape == (36, 64, 3)


SCENES = st.lists(
    st.tuples(st.floats(0, 1.5), st.floats(0.3, 2), st.sampled_from([0.0, 0.4, 1.0]), st.integers(0, 6)),
    min_size=1,
    max_size=9,
)


@given(SCENES, st.sampled_from(["perceptual", "linear"]))
@settings(deadline=None, max_examples=40)
def test_time_may_be_asked_in_any_order(scenes, blend):
    wall, other, at = _wall(), _wall(), 0.5
    for i, (wait, seconds, drift, seed) in enumerate(scenes):
        at += wait
        each = show(smooth(f"p{i}", seed), at, seconds, drift, blend=blend)
        wall.add(each)
        other.add(each)
    times = list(np.linspace(0, at + 3, 40))
    forward = [wall.canvas(t) for t in times]
    backward = [other.canvas(t) for t in reversed(times)][::-1]
    again = [wall.canvas(t) for t in times]
    assert all(np.array_equal(a, b) for a, b in zip(forward, backward, strict=True))
    assert all(np.array_equal(a, b) for a, b in zip(forward, again, strict=True))


@given(SCENES)
@settings(deadline=None, max_examples=40)
def test_no_frame_jumps_however_fast_they_come(scenes):
    wall, at, arrivals = _wall(), 0.5, []
    for i, (wait, seconds, drift, seed) in enumerate(scenes):
        at += wait / 4
        arrivals.append(show(smooth(f"p{i}", seed), at, max(seconds, 0.5), drift))
    before = wall.canvas(0.0).astype(int)
    for n in range(1, int((at + 3) * 60)):
        t = n / 60
        while arrivals and arrivals[0].at <= t:
            wall.add(arrivals.pop(0))
        now = wall.canvas(t).astype(int)
        # three layers at full speed: smoothstep's steepest slope is 1.5 in 0.5 s, of at most 255
        assert np.abs(now - before).max() <= 3 * 255 * 1.5 / 0.5 / 60 + 3
        assert np.abs(now - before).mean() <= 255 * 1.5 / 0.5 / 60
        before = now


def test_a_picture_coming_while_the_last_still_fades_takes_over_without_a_jump():
    wall = _wall(show(flat("a", (0, 0, 0)), 0.0, 0.0), show(flat("b", (200, 200, 200)), 1.0, 2.0))
    before = int(wall.canvas(2.0)[0, 0, 0])
    wall.add(show(flat("c", (200, 0, 0)), 2.0, 1.0))
    assert abs(int(wall.canvas(2.0)[0, 0, 0]) - before) <= 1
    assert abs(int(wall.canvas(2.01)[0, 0, 1]) - before) <= 4
    assert np.array_equal(wall.canvas(3.0)[0, 0], (200, 0, 0))


def test_a_late_picture_begins_now_and_rewrites_nothing():
    wall = _wall(show(flat("a", (10, 10, 10)), 0.0, 0.0))
    wall.canvas(5.0)
    wall.add(show(flat("b", (250, 250, 250)), 3.0, 1.0))
    assert wall.canvas(5.0)[0, 0, 0] == 10
    assert wall.canvas(5.5)[0, 0, 0] == 130


def test_shown_is_told_in_the_first_frame_of_half_weight():
    wall = _wall(show(flat("a", (9, 9, 9)), 1.0, 1.0, line=2))
    told = []
    for n in range(90):
        wall.canvas(n / 30)
        told += [(n / 30, each.picture.id, each.line) for each in wall.newly_shown()]
    assert told == [(1.5, "a", 2)]


def test_a_refrain_is_told_for_each_of_its_lines():
    made = flat("a", (9, 9, 9))
    wall = _wall(show(made, 1.0, 0.0, line=2), show(made, 3.0, 1.0, line=7))
    told = []
    for n in range(150):
        wall.canvas(n / 30)
        told += [each.line for each in wall.newly_shown()]
    assert told == [2, 7]


def test_a_still_picture_lives_for_ever_if_no_other_comes():
    wall = _wall(show(smooth("a", 1, (640, 360)), 0.0, 0.0, 0.35), size=(160, 90))
    for t in (1.0, 100.0, 5000.0):
        assert np.abs(wall.canvas(t).astype(int) - wall.canvas(t + 2.0)).mean() > 0.05


@pytest.mark.parametrize(
    "palette", [PALETTE, (), ("#000000",), ("nonsense", "#12345"), ("#ffffff",), ("#000", "#010101")]
)
def test_before_any_picture_the_wall_lives_and_is_not_black(palette):
    wall = Compositor((160, 90), 30)
    wall.opening(palette)
    early, late = wall.canvas(0.0), wall.canvas(600.0)
    for canvas in (early, late):
        assert canvas.mean() > 18
        assert (canvas.max(axis=2) >= 4).mean() > 0.99
    assert np.abs(early.astype(int) - late).mean() > 1.0


def test_the_opening_moves_slowly_and_changes_colour_softly():
    wall = Compositor((160, 90), 30)
    wall.opening(PALETTE)
    before = wall.canvas(0.0).astype(int)
    for n in range(1, 240):
        if n == 60:
            wall.opening(("#400000", "#ff8000"), n / 30)
        now = wall.canvas(n / 30).astype(int)
        assert np.abs(now - before).mean() < 3.0
        before = now
    assert before[..., 0].mean() > 2 * before[..., 2].mean()


def test_blackout_fades_snaps_and_comes_back():
    wall = _wall(show(flat("a", (200, 200, 200)), 0.0, 0.0))
    wall.blackout(True, 1.0, 1.0)
    assert [int(wall.canvas(t)[0, 0, 0]) for t in (1.0, 1.5, 2.0, 60.0)] == [200, 100, 0, 0]
    assert wall.dark(60.0)
    wall.restore(61.0, 1.0)
    assert [int(wall.canvas(t)[0, 0, 0]) for t in (61.0, 61.5, 62.0)] == [0, 100, 200]
    wall.blackout(True, 70.0, 0.0)
    assert wall.canvas(70.0).max() == 0
    assert not wall.canvas(70.0).any()


def test_panic_fades_and_panic_again_snaps():
    wall = _wall(show(flat("a", (200, 200, 200)), 0.0, 0.0))
    wall.panic(1.0)
    assert wall.canvas(1.5)[0, 0, 0] == 100
    wall.panic(1.6)
    assert not wall.canvas(1.6).any()
    wall.restore(3.0)
    assert wall.canvas(4.0)[0, 0, 0] == 200


def test_freeze_holds_and_thaws_without_a_jump():
    wall = _wall(show(flat("a", (0, 0, 0)), 0.0, 0.0), show(flat("b", (200, 200, 200)), 1.0, 1.0))
    wall.canvas(1.5)
    wall.freeze(True, 1.5)
    assert wall.frozen(1.5)
    wall.add(show(flat("c", (0, 90, 0)), 1.6, 0.2))
    assert all(np.array_equal(wall.canvas(t)[0, 0], (100, 100, 100)) for t in (1.5, 1.9, 30.0))
    assert [each.picture.id for each in wall.newly_shown()] == ["a", "b"]
    wall.freeze(False, 40.0)
    assert np.array_equal(wall.canvas(40.0)[0, 0], (100, 100, 100))
    assert np.array_equal(wall.canvas(41.0)[0, 0], (0, 90, 0))
    assert [each.picture.id for each in wall.newly_shown()] == ["c"]
    assert np.array_equal(wall.canvas(20.0)[0, 0], (100, 100, 100))


def test_nothing_is_newly_shown_while_frozen():
    wall = _wall(show(flat("a", (0, 0, 0)), 0.0, 0.0))
    wall.canvas(0.5)
    wall.newly_shown()
    wall.freeze(True, 0.5)
    wall.add(show(flat("b", (9, 9, 9)), 1.0, 0.0))
    for t in (1.0, 2.0, 3.0):
        wall.canvas(t)
    assert wall.newly_shown() == []


def test_freezing_again_while_thawing_holds_what_is_seen():
    wall = _wall(show(flat("a", (0, 0, 0)), 0.0, 0.0))
    wall.freeze(True, 1.0)
    wall.add(show(flat("b", (200, 200, 200)), 1.0, 0.0))
    wall.freeze(False, 2.0)
    half = wall.canvas(2.3).copy()
    assert 80 < half[0, 0, 0] < 120
    wall.freeze(True, 2.3)
    assert np.array_equal(wall.canvas(9.0), half)


def test_brightness_is_kept_off_black_and_glides():
    wall = _wall(show(flat("a", (200, 200, 200)), 0.0, 0.0))
    wall.brightness(0.5, 1.0)
    assert wall.master(1.0) == 0.5
    assert wall.canvas(1.0)[0, 0, 0] == 200
    assert wall.canvas(2.0)[0, 0, 0] == 100
    wall.brightness(-3.0)
    assert wall.canvas(3.0)[0, 0, 0] == 10


def test_gamma_1_changes_nothing_and_2_darkens_the_middle_only():
    def canvas(gamma):
        wall = Compositor((256, 8), 30, gamma)
        ramp = np.broadcast_to(np.arange(256, dtype=np.uint8)[None, :, None], (8, 256, 3))
        wall.add(show(Picture("a", flat("a", (0, 0, 0)).prompt, ramp.copy(), 1, "test"), 0.0, 0.0))
        return wall.canvas(1.0)

    plain = canvas(1.0)
    assert np.array_equal(plain[0, :, 0], np.arange(256))
    bent = canvas(2.0)
    assert bent.flags.c_contiguous
    assert bent[0, 128, 0] == round(255 * (128 / 255) ** 2) == 64
    assert np.array_equal(bent[3, :, 1], np.rint(255 * (np.arange(256) / 255) ** 2))
    assert (bent[0, 0, 0], bent[0, 255, 0]) == (0, 255)
    assert (canvas(0.5)[0, 1:250] > plain[0, 1:250]).all()


def test_gamma_bends_the_canvas_with_its_brightness_on_and_black_stays():
    wall = Compositor(SIZE, 30, 2.0)
    wall.add(show(flat("a", (200, 200, 200)), 0.0, 0.0))
    wall.brightness(0.5, 1.0)
    assert wall.canvas(2.0)[0, 0, 0] == round(255 * (100 / 255) ** 2)
    wall.blackout(True, 3.0, 0.0)
    assert not wall.canvas(3.0).any()


def test_a_stall_shows_the_present_and_no_flash():
    made = [show(flat(f"p{i}", (60 + i, 60, 60)), float(i), 0.5, 0.5) for i in range(20)]
    wall = _wall(*made)
    wall.canvas(1.0)
    for t in (19.2, 3.1, 19.2, 1e6):
        canvas = wall.canvas(t)
        assert canvas.min() >= 58
        assert canvas.max() <= 81


def test_an_unknown_curve_is_refused_at_the_door():
    with pytest.raises(LivevisError):
        _wall(Show(flat("a", (1, 1, 1)), 0.0, Crossfade(curve="wobble")))


def test_memory_stays_bounded_in_a_long_show():
    wall = _wall()
    for i in range(400):
        wall.add(show(smooth(f"p{i}", i), i * 0.1, 1.2, 0.3))
        wall.canvas(i * 0.1)
    assert len(wall._fitted) <= 5
    assert len(wall._baked) <= 5
    assert len(wall._schedule._entries) <= 64
