import numpy as np
import pytest

from livevis.errors import LivevisError
from livevis.wall.patterns import PATTERNS, names, pattern


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("size", [(640, 360), (333, 1000), (64, 36), (9, 7)])
def test_every_pattern_fills_any_size(name, size):
    canvas = pattern(name)(size, 1.0)
    assert canvas.shape == (size[1], size[0], 3)
    assert canvas.dtype == np.uint8
    assert canvas.any()


def test_the_border_is_one_white_pixel_all_round():
    canvas = pattern("border")((320, 180), 0.0)
    for edge in (canvas[0], canvas[-1], canvas[:, 0], canvas[:, -1]):
        assert (edge == 255).all()
    assert (canvas[1, 1:-1] < 255).all(axis=1).mean() > 0.95


def test_the_ramp_goes_from_black_to_white_in_17_steps():
    row = pattern("ramp")((1700, 300), 0.0)[5, :, 0]
    assert len(np.unique(row)) == 17
    assert (row[0], row[-1]) == (0, 255)
    assert (np.diff(row.astype(int)) >= 0).all()


def test_circles_are_round():
    canvas = pattern("circles")((640, 360), 0.0)[..., 0]
    across = np.flatnonzero(canvas[175] > 200)
    down = np.flatnonzero(canvas[:, 315] > 200)
    assert abs((across[-1] - across[0]) - (down[-1] - down[0])) <= 6


def test_full_colours_are_full():
    assert tuple(pattern("red")((8, 8), 0.0)[3, 3]) == (255, 0, 0)
    assert (pattern("white")((8, 8), 0.0) == 255).all()


def test_only_moving_moves():
    for name in PATTERNS:
        still = np.array_equal(pattern(name)((320, 180), 0.5), pattern(name)((320, 180), 1.0))
        assert still == (name != "moving")


def test_an_unknown_pattern_is_told_with_the_known_ones():
    with pytest.raises(LivevisError, match="border, grid"):
        pattern("plaid")
