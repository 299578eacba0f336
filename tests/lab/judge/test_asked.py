"""Held-out captions that tell everything."""

from __future__ import annotations

import pytest

from livevis.lab.judge.asked import asked, tells
from livevis.lab.pocket.captions import holdout
from livevis.lab.pocket.plan import Cast, Scene
from livevis.lab.pocket.vocabulary import vocabulary

KNOWN = vocabulary().limited(60, 8, 4)


def test_what_is_asked_is_held_out_told_whole_and_the_same_again() -> None:
    wanted = asked(KNOWN, 40, 3)
    assert wanted == asked(KNOWN, 40, 3)
    assert wanted != asked(KNOWN, 40, 4)
    assert all(holdout(one.scene) and tells(one.caption, one.scene, KNOWN) for one in wanted)
    assert {len(one.scene.casts) for one in wanted} == {1, 2}
    assert len({one.seed for one in wanted}) == 40
    assert all(0 <= one.seed < 2**31 for one in wanted)


def test_a_caption_that_leaves_something_out_does_not_tell() -> None:
    boat, look = KNOWN.subject("boat"), KNOWN.looks[0].name
    scene = Scene((Cast(boat),), "sea", look=look)
    style = KNOWN.look(look).words[0]
    sea = KNOWN.place("sea").words[0]
    assert tells(f"a red boat, {sea}, {style}", scene, KNOWN)
    assert tells(f"two yachts on {sea}, {style}", scene, KNOWN)
    for short in (f"a boat, {style}", f"{sea}, {style}", f"a boat, {sea}"):
        assert not tells(short, scene, KNOWN)


def test_a_vocabulary_without_held_out_combinations_is_told() -> None:
    lonely = vocabulary().limited(0, 1, 1)
    with pytest.raises(ValueError, match="0 of 2 held-out"):
        asked(lonely, 2, 1)
