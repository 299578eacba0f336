import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livevis.wall import effects

from .make import noise, smooth

IDS = st.text(max_size=12)


@given(IDS, st.floats(-5, 1e5), st.floats(0.01, 1))
@settings(deadline=None, max_examples=200)
def test_drift_is_smooth_and_never_reaches_a_border(id, age, amount):
    view = effects.drift(id, age, amount)
    assert 1.0 < view.zoom <= 1.0 + effects.REACH
    assert max(abs(view.x), abs(view.y)) <= effects.WANDER
    later = effects.drift(id, age + 1 / 30, amount)
    assert abs(later.zoom - view.zoom) < 0.002
    assert max(abs(later.x - view.x), abs(later.y - view.y)) < 0.01


@given(IDS)
@settings(deadline=None, max_examples=50)
def test_a_drifting_picture_never_stands_still(id):
    views = [effects.drift(id, age, 0.35) for age in np.arange(0, 60, 1.0)]
    moves = [abs(b.zoom - a.zoom) + abs(b.x - a.x) + abs(b.y - a.y) for a, b in itertools.pairwise(views)]
    assert min(moves) > 0.1


def test_drift_zero_is_the_whole_picture_and_pictures_drift_apart():
    assert effects.drift("a", 12.0, 0.0) is effects.WHOLE
    assert effects.drift("a", 12.0, 0.5) != effects.drift("b", 12.0, 0.5)
    assert effects.drift("a", 12.0, 0.5) == effects.drift("a", 12.0, 0.5)


@pytest.mark.parametrize("shape", [(36, 64), (64, 36), (50, 50), (1, 9), (9, 1), (200, 64), (36, 300)])
@pytest.mark.parametrize("size", [(64, 36), (36, 64), (63, 35), (10, 90)])
def test_any_aspect_covers_the_canvas(shape, size):
    fitted = effects.cover(np.full((*shape, 3), 200, np.uint8), size)
    assert fitted.shape == (size[1], size[0], 4)
    assert (fitted[..., :3] == 200).all()


def test_a_picture_of_the_right_size_is_untouched_and_a_wider_one_keeps_its_middle():
    made = noise("a", 1).pixels
    assert np.array_equal(effects.cover(made, (64, 36))[..., :3], made)
    wide = np.zeros((36, 70, 3), np.uint8)
    wide[:, 3:67] = made
    assert np.array_equal(effects.cover(wide, (64, 36))[..., :3], made)


def test_a_square_picture_keeps_head_and_feet_on_a_wide_wall():
    square = noise("a", 1, (100, 100)).pixels
    fitted = effects.cover(square, (156, 88))[..., :3]
    assert np.array_equal(fitted[:, 28:128], square[6:94])  # cut by no more than an eighth of its height
    seam = np.abs(fitted[:, 27].astype(int) - square[6:94, 0])
    assert seam.mean() < 25  # the mirror begins there
    assert fitted[:, :8].astype(float).std() < square.astype(float).std()  # and softens further out


def test_looking_at_the_whole_is_the_whole():
    kept = effects.cover(noise("a", 1).pixels, (64, 36))
    assert np.array_equal(effects.look_through(kept, effects.WHOLE, np.empty_like(kept)), kept)


def test_a_view_shows_what_it_says():
    x = np.broadcast_to(np.arange(200, dtype=np.uint8)[None, :, None], (100, 200, 3))
    kept = effects.cover(np.ascontiguousarray(x), (200, 100))
    out = np.empty_like(kept)
    effects.look_through(kept, effects.View(zoom=2.0, x=-1.0, y=0.0), out)
    assert abs(int(out[50, 0, 0]) - 0) <= 1
    assert abs(int(out[50, -1, 0]) - 100) <= 1
    effects.look_through(kept, effects.View(zoom=2.0, x=1.0, y=0.0), out)
    assert abs(int(out[50, 0, 0]) - 100) <= 1


@given(IDS, st.floats(0, 1000), st.floats(0, 1))
@settings(deadline=None, max_examples=60)
def test_no_border_is_ever_seen(id, age, amount):
    pixels = smooth("s", 1, (96, 54)).pixels
    kept = effects.cover(pixels, (64, 36), effects.overscan(amount))
    out = effects.look_through(kept, effects.drift(id, age, amount), np.zeros((36, 64, 4), np.uint8))
    assert out[..., :3].min() >= pixels.min() - 2


def test_motion_is_finer_than_a_pixel():
    kept = effects.cover(smooth("s", 1, (640, 360)).pixels, (640, 360), effects.overscan(0.35))
    out = np.zeros((360, 640, 4), np.uint8)
    frames = [
        effects.look_through(kept, effects.drift("s", t, 0.35), out).astype(np.int16).copy()
        for t in np.arange(0, 1, 1 / 30)
    ]
    steps = [np.abs(b - a).mean() for a, b in itertools.pairwise(frames)]
    assert min(steps) > 0
    assert max(steps) < 3 * np.mean(steps)


def test_dim():
    made = noise("a", 1).pixels
    assert np.array_equal(effects.dim(made.copy(), 1.0), made)
    assert not effects.dim(made.copy(), 0.0).any()
    assert np.abs(effects.dim(made.copy(), 0.5).astype(int) - made / 2.0).max() <= 0.5
