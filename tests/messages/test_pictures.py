"""A picture is uint8 sRGB that nobody changes; what it was painted for travels with it."""

from __future__ import annotations

import json

import numpy as np
import pytest

from livevis.messages import Crossfade, Frame, Look, Picture, Prompt, Scene, Show, Trigger, Urgency, Why

LOOK = Look(style="ink", palette=("#000000", "#ffffff"))
PROMPT = Prompt("p1", "a lantern, ink", Why.LINE, Urgency.NOW, "first", LOOK, 7, 1.0)


def picture(pixels: np.ndarray) -> Picture:
    return Picture("p1.0", PROMPT, pixels, 7, "lantern")


def test_pixels_cannot_be_changed() -> None:
    one = picture(np.zeros((4, 6, 3), np.uint8))
    with pytest.raises(ValueError, match="read-only"):
        one.pixels[0, 0] = 255
    frame = Frame(np.zeros((4, 6, 3), np.uint8), 0.0, 0)
    with pytest.raises(ValueError, match="read-only"):
        frame.pixels[0, 0] = 255


@pytest.mark.parametrize(
    "pixels",
    [
        np.zeros((4, 6), np.uint8),
        np.zeros((4, 6, 4), np.uint8),
        np.zeros((4, 6, 3), np.float32),
        np.zeros((1, 4, 6, 3), np.uint8),
    ],
)
def test_other_shapes_and_kinds_are_refused_at_the_door(pixels: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"uint8 of shape \(height, width, 3\)"):
        picture(pixels)


def test_the_reasons_travel_into_json_as_their_words() -> None:
    assert json.dumps({"why": Why.WORDS, "urgency": Urgency.AHEAD}) == '{"why": "words", "urgency": "ahead"}'
    assert {why.value for why in Why} == {"words", "line", "sound", "cue", "ahead"}


def test_a_trigger_for_a_refrain_keeps_variant_zero_unless_said() -> None:
    scene = Scene("first/chorus", "first", "First", LOOK, "a lantern")
    trigger = Trigger("t1", Why.LINE, Urgency.NOW, "light the lantern", scene, 3.0, line=4)
    assert trigger.variant == 0
    assert trigger.scene.look is LOOK


def test_a_show_fades_as_the_house_does_unless_said() -> None:
    one = Show(picture(np.zeros((4, 6, 3), np.uint8)), at=2.0)
    assert one.crossfade == Crossfade()
    assert one.line is None
