import numpy as np

from livevis.messages import Frame
from livevis.wall.output import NullOutput, Output, luminance


def test_null_output_counts_and_measures():
    null = NullOutput()
    output: Output = null
    with output:
        output.show(Frame(np.full((36, 64, 3), 100, np.uint8), 0.0, 0))
        output.show(Frame(np.full((36, 64, 3), 200, np.uint8), 0.1, 1))
    assert null.frames == 2
    assert abs(null.luminance - 200) < 0.01
    assert null.thumbnails == []


def test_thumbnails_are_small_and_bounded():
    null = NullOutput(every=2, thumb_width=16, keep=3)
    for i in range(20):
        null.show(Frame(np.full((36, 64, 3), i, np.uint8), i / 10, i))
    assert [at for at, _ in null.thumbnails] == [1.4, 1.6, 1.8]
    assert null.thumbnails[-1][1].shape == (9, 16, 3)


def test_luminance_weighs_colours_as_the_eye_does():
    colours = np.zeros((3, 8, 8, 3), np.uint8)
    for i in range(3):
        colours[i, ..., i] = 255
    red, green, blue = (luminance(c) for c in colours)
    assert blue < red < green
    assert abs(red + green + blue - 255) < 0.01
