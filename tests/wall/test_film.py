import itertools
import subprocess
import sys
from fractions import Fraction

import av
import numpy as np
import pytest

from livevis.errors import LivevisError
from livevis.messages import AudioBlock, Frame
from livevis.wall.film import Film, FilmWish, rewrite

SIZE = (160, 90)


def _frame(level, at, size=SIZE, number=0):
    return Frame(np.full((size[1], size[0], 3), level, np.uint8), at, number)


def _wish(tmp_path, **more):
    return FilmWish(**{"path": tmp_path / "film.mp4", "size": SIZE, "fps": 30.0, **more})


def _pictures(path):
    """(time, mean level) of every frame."""
    with av.open(str(path)) as film:
        return [(float(f.time), float(f.to_ndarray(format="gray").mean())) for f in film.decode(video=0)]


def _sound(path):
    """(time of the first sample, samples of the left channel)."""
    with av.open(str(path)) as film:
        frames = [(float(f.time), f.to_ndarray()[0]) for f in film.decode(audio=0)]
    return frames[0][0], np.concatenate([samples for _, samples in frames])


def _onsets(path):
    first, samples = _sound(path)
    loud = np.flatnonzero(np.abs(samples) > 0.15)
    begins = [loud[0], *(b for a, b in itertools.pairwise(loud) if b - a > 9600)]
    return [first + begin / 48000 for begin in begins]


def _flash_and_click(film, rate, channels, fps, seconds=4.0, at=(1.0, 2.0, 3.0)):
    """Frames and blocks as a show sends them: the sound a block late."""
    samples = np.zeros((round(seconds * rate), channels), np.float32)
    for t in at:
        n = round(0.03 * rate)
        samples[round(t * rate) :][:n] = 0.8 * np.sin(2 * np.pi * 1000 * np.arange(n) / rate)[:, None]
    step, sent = round(0.1 * rate), 0
    for i in range(round(seconds * fps)):
        while (sent + step) / rate <= i / fps:
            list(film(AudioBlock(samples[sent : sent + step].copy(), rate, sent / rate)))
            sent += step
        lit = any(abs(i / fps - t) < 0.5 / fps for t in at)
        list(film(_frame(235 if lit else 20, i / fps)))
    list(film(AudioBlock(samples[sent:].copy(), rate, sent / rate)))


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(("rate", "channels", "fps"), [(44100, 1, 30.0), (48000, 2, 25.0), (16000, 1, 60.0)])
def test_flash_and_click_come_together(tmp_path, rate, channels, fps, whole):
    wish = _wish(tmp_path, fps=fps, rewrite=whole)
    with Film(wish) as film:
        _flash_and_click(film, rate, channels, fps)
    flashes = [t for t, level in _pictures(wish.path) if level > 120]
    clicks = _onsets(wish.path)
    assert len(flashes) == len(clicks) == 3
    for flash, click, due in zip(flashes, clicks, (1.0, 2.0, 3.0), strict=True):
        assert abs(flash - click) < 0.005
        assert abs(flash - due) < 0.5 / fps
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


def test_a_stall_is_healed_and_a_surplus_dropped(tmp_path):
    wish = _wish(tmp_path)
    times = [i / 30 for i in range(10)] + [i / 30 for i in range(40, 60)]
    with Film(wish) as film:
        for i, t in enumerate(times):
            film(_frame(50 if t < 0.5 else 200, t, number=i))
            if i > 20:
                film(_frame(255, t + 0.004, number=i))
    assert (film.written, film.repeated, film.surplus) == (60, 30, 8 + 1)
    seen = _pictures(wish.path)
    assert len(seen) == 60
    assert np.allclose([t for t, _ in seen], np.arange(60) / 30, atol=1e-3)
    assert all(level < 100 for t, level in seen if t < 1.32)
    assert all(150 < level < 230 for t, level in seen if t > 1.34)


def test_the_film_s_time_is_the_show_s(tmp_path):
    wish = _wish(tmp_path)
    with Film(wish) as film:
        film(_frame(20, 1.0))
        film(_frame(230, 2.0))
    seen = _pictures(wish.path)
    assert len(seen) == 61
    assert seen[60][1] > 150
    assert seen[59][1] < 60


def test_without_sound_the_film_is_whole_and_has_none(tmp_path):
    wish = _wish(tmp_path)
    with Film(wish) as film:
        for i in range(150):
            film(_frame(i, i / 30))
    assert len(_pictures(wish.path)) == 150
    with av.open(str(wish.path)) as done:
        assert not done.streams.audio


def test_sound_that_falls_silent_does_not_hold_the_picture_back(tmp_path):
    wish = _wish(tmp_path)
    with Film(wish) as film:
        film(AudioBlock(np.ones((4800, 1), np.float32) * 0.3, 48000, 0.0))
        for i in range(300):
            film(_frame(i % 200, i / 30))
        assert film.soundtrack.end >= 7.9
    _, samples = _sound(wish.path)
    assert abs(len(samples) / 48000 - 10.0) < 0.05


def test_sound_alone_still_makes_a_film(tmp_path):
    wish = _wish(tmp_path)
    with Film(wish) as film:
        film(AudioBlock(np.zeros((48000, 1), np.float32), 48000, 0.0))
    assert len(_pictures(wish.path)) == 30


def test_nothing_at_all_still_closes(tmp_path):
    with Film(_wish(tmp_path)):
        pass
    assert len(_pictures(tmp_path / "film.mp4")) == 1


@pytest.mark.parametrize("size", [(161, 91), (160, 91), (33, 17)])
def test_odd_sizes_get_a_row_or_column_more(tmp_path, size):
    wish = _wish(tmp_path, size=size)
    with Film(wish) as film:
        for i in range(5):
            film(_frame(128, i / 30, size))
    with av.open(str(wish.path)) as done:
        assert (done.streams.video[0].width, done.streams.video[0].height) == (
            size[0] + size[0] % 2,
            size[1] + size[1] % 2,
        )


def test_colours_are_those_of_the_wall(tmp_path):
    wish = _wish(tmp_path, crf=8)
    colours = [(220, 30, 40), (20, 200, 60), (40, 60, 210), (240, 240, 240), (8, 8, 8)]
    with Film(wish) as film:
        for i, colour in enumerate(colours):
            film(Frame(np.full((90, 160, 3), colour, np.uint8), i / 30, i))
    with av.open(str(wish.path)) as done:
        seen = [f.to_ndarray(format="rgb24").mean(axis=(0, 1)) for f in done.decode(video=0)]
    assert np.abs(np.array(seen) - colours).max() < 6


def test_it_is_h264_and_aac_with_its_index_first(tmp_path):
    wish = _wish(tmp_path, fps=29.97)
    with Film(wish) as film:
        _flash_and_click(film, 48000, 2, 29.97, seconds=1.0, at=())
    with av.open(str(wish.path)) as done:
        video, audio = done.streams.video[0], done.streams.audio[0]
        assert (video.codec_context.name, audio.codec_context.name) == ("h264", "aac")
        assert (audio.rate, audio.channels) == (48000, 2)
        assert abs(video.average_rate - Fraction(2997, 100)) < Fraction(1, 100)
    data = wish.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert b"moof" not in data


KILLED = """
import os, sys
import numpy as np
from pathlib import Path
from livevis.messages import AudioBlock, Frame
from livevis.wall.film import Film, FilmWish
film = Film(FilmWish(Path(sys.argv[1]), (160, 90), 30.0)).__enter__()
for i in range(240):
    if i % 3 == 0:
        film(AudioBlock(np.full((4800, 1), 0.2, np.float32), 48000, i / 30))
    film(Frame(np.full((90, 160, 3), i, np.uint8), i / 30, i))
os._exit(9)
"""


def test_a_killed_film_plays_up_to_its_last_seconds(tmp_path):
    path = tmp_path / "film.mp4"
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, capture_output=True)
    assert killed.returncode == 9
    seen = _pictures(path)
    assert seen[-1][0] > 5.5
    assert len(_sound(path)[1]) > 5.5 * 48000
    rewrite(path)
    assert len(_pictures(path)) == len(seen)


def test_what_an_error_leaves_behind_plays(tmp_path):
    wish = _wish(tmp_path)
    film = Film(wish).__enter__()
    for i in range(45):
        film(_frame(99, i / 30))
    error = ValueError("the stage fell over")
    film.__exit__(ValueError, error, None)
    assert len(_pictures(wish.path)) == 45


def test_an_old_film_is_replaced_and_an_impossible_place_told(tmp_path):
    (tmp_path / "film.mp4").write_bytes(b"old" * 100_000)
    with Film(_wish(tmp_path)) as film:
        film(_frame(9, 0.0))
    assert len(_pictures(tmp_path / "film.mp4")) == 1
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(LivevisError, match="cannot write"),
        Film(_wish(tmp_path, path=tmp_path / "file" / "f.mp4")),
    ):
        pass
