import numpy as np

from livevis.wall.opening import FLOOR, Opening, colours
from livevis.wall.output import LUMA


def test_a_palette_becomes_even_stops_off_black():
    stops = colours(("#000000", "#ff0000", "bad", "#00ff00"))
    assert stops.shape == (6, 3)
    assert stops[5][1] == 255.0
    assert stops.mean(axis=0) @ LUMA >= FLOOR - 1
    assert np.array_equal(colours(()), colours(("not a colour",)))


def test_the_field_has_the_palette_s_colours():
    opening = Opening((96, 54))
    opening.palette(("#c00000", "#ff2000"), float("-inf"))
    red, green, blue = (opening.draw(5.0, np.empty((54, 96, 4), np.uint8))[..., c].mean() for c in range(3))
    assert red > 100
    assert max(green, blue) < 40


def test_a_slow_gradient_is_dithered_not_banded():
    opening = Opening((640, 360))
    opening.palette(("#202020", "#242424"), float("-inf"))
    row = opening.draw(0.0, np.empty((360, 640, 4), np.uint8))[180, :, 0].astype(int)
    assert 1 <= np.abs(np.diff(row)).max() <= 2
    assert (np.diff(row) != 0).mean() > 0.2


def test_odd_and_tiny_canvases_work():
    for size in ((1, 1), (3, 200), (333, 7)):
        assert Opening(size).draw(1.0, np.empty((size[1], size[0], 4), np.uint8)).max() > 0
