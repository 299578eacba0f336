"""Scenes: drawn in the promised shares, rendered the same each time, every place, hour, weather and look."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from livevis.lab.pocket.glyphs import Glyphs
from livevis.lab.pocket.plan import Cast, Scene
from livevis.lab.pocket.scene import draw, render
from livevis.lab.pocket.vocabulary import vocabulary

ASSETS = Path(__file__).parents[3] / "assets" / "pocket"
KNOWN = vocabulary().limited(60, 8, 4)


@pytest.fixture(scope="module")
def glyphs() -> Glyphs:
    return Glyphs.from_strip(ASSETS / "glyphs.png", ASSETS / "glyphs.json")


def test_a_seed_is_a_scene() -> None:
    assert draw(7, KNOWN) == draw(7, KNOWN)
    assert draw(7, KNOWN) != draw(8, KNOWN)


def test_the_shares_are_as_promised() -> None:
    scenes = [draw(seed, KNOWN) for seed in range(3000)]
    counts = Counter(len(one.casts) for one in scenes)
    casts = [cast for one in scenes for cast in one.casts]
    assert counts[1] / 3000 == pytest.approx(0.5, abs=0.04)
    assert counts[2] / 3000 == pytest.approx(0.42, abs=0.04)
    alone, shared = (
        [cast.count for one in scenes if len(one.casts) == n for cast in one.casts] for n in (1, 2)
    )
    assert np.mean(np.array(alone) > 1) == pytest.approx(0.2, abs=0.03)
    assert np.mean(np.array(shared) > 1) == pytest.approx(0.08, abs=0.02)
    assert max(shared) == 2
    assert np.mean([bool(cast.tint) for cast in casts]) == pytest.approx(0.25, abs=0.04)
    assert np.mean([bool(one.tones) for one in scenes]) == pytest.approx(0.4, abs=0.04)
    assert np.mean([one.look == "" for one in scenes]) == pytest.approx(0.15, abs=0.03)
    assert np.mean([one.weather == "" for one in scenes]) == pytest.approx(0.6, abs=0.04)
    assert {one.place for one in scenes} == {"", *(place.name for place in KNOWN.places)}
    assert not [cast for cast in casts if cast.tint and not cast.subject.tints]
    assert not [one for one in scenes if len(one.casts) == 2 and one.casts[0].subject == one.casts[1].subject]


def test_a_layout_decides_where_things_stand(glyphs: Glyphs) -> None:
    boat = (Cast(vocabulary().subject("boat")),)
    one, other = (Scene(boat, "sea", "day", "", "", (), seed) for seed in (1, 2))
    assert not np.array_equal(render(one, glyphs), render(other, glyphs))
    assert np.array_equal(render(one, glyphs, layout=3), render(other, glyphs, layout=3))
    assert not np.array_equal(render(one, glyphs, layout=3), render(one, glyphs, layout=4))


def test_tones_are_two_or_three_and_share_no_word() -> None:
    for tones in (draw(seed, KNOWN).tones for seed in range(300)):
        words = [word for name in tones for word in name.split()]
        assert len(tones) in (0, 2, 3) or len(words) == 2
        assert len(words) == len(set(words))


@pytest.mark.parametrize("place", [one.name for one in vocabulary().places])
def test_every_place_renders_the_same_again(place: str, glyphs: Glyphs) -> None:
    boat = Cast(vocabulary().subject("boat"), tint="red")
    one = Scene((boat,), place, "night", "rain", "ink", ("navy", "gold"), 5)
    picture = render(one, glyphs)
    assert picture.shape == (256, 256, 3)
    assert picture.dtype == np.uint8
    assert picture.std() > 8
    assert np.array_equal(picture, render(one, glyphs))


@pytest.mark.parametrize("look", ["", *(one.name for one in vocabulary().looks)])
def test_every_look_differs_from_the_plain_picture(look: str, glyphs: Glyphs) -> None:
    horse = Cast(vocabulary().subject("horse"))
    plain = render(Scene((horse,), "field", "day", seed=2), glyphs, 128)
    styled = render(Scene((horse,), "field", "day", look=look, seed=2), glyphs, 128)
    assert styled.shape == (128, 128, 3)
    assert (np.abs(plain.astype(int) - styled).mean() > 6) == bool(look)


@pytest.mark.parametrize("weather", [one.name for one in vocabulary().weathers])
def test_a_subject_stands_out_in_every_weather_and_hour(weather: str, glyphs: Glyphs) -> None:
    cat = Cast(vocabulary().subject("cat"))
    for hour in ("dawn", "day", "sunset", "night"):
        with_cat = render(Scene((cat,), "field", hour, weather, seed=3), glyphs, 128)
        without = render(Scene((), "field", hour, weather, seed=3), glyphs, 128)
        changed = np.abs(with_cat.astype(int) - without).max(2) > 40
        assert changed.mean() > 0.03, (hour, weather)


@pytest.mark.slow
def test_a_scene_takes_few_milliseconds(glyphs: Glyphs) -> None:
    names = set(glyphs.names)
    small = [subject for subject in KNOWN.subjects if subject.name in names]
    boat = [Scene((Cast(subject),), "sea", "dawn", look="ink", seed=i) for i, subject in enumerate(small)]
    for one in boat:
        render(one, glyphs)
    started = time.process_time()
    for one in boat:
        render(one, glyphs)
    assert (time.process_time() - started) / len(boat) < 0.03
