from dataclasses import replace

import numpy as np
import pytest

from livevis.messages import Level
from livevis.wall.overlay import BLUE, GREEN, RED, YELLOW, Overlay, OverlayState

STATE = OverlayState(
    song="First Light",
    line="the lanterns drift along the water",
    next_line="and the harbour holds its breath",
    level=Level(0.0, -30.0, -20.0),
    fps=30.0,
)


@pytest.fixture(scope="module")
def overlay():
    return Overlay((960, 430))


def _count(panel, colour):
    return int((panel[..., :3] == colour).all(axis=2).sum())


def test_it_says_something_readable(overlay):
    panel = overlay.draw(STATE)
    assert panel.shape == (430, 960, 4)
    assert panel.dtype == np.uint8
    assert not panel.flags.writeable
    bright = (panel[..., :3].min(axis=2) > 200).sum()
    assert 2000 < bright < 60_000
    assert panel[..., 3].min() > 150


def test_an_unchanged_state_costs_nothing_and_a_changed_one_is_drawn(overlay):
    first = overlay.draw(STATE)
    assert overlay.draw(replace(STATE)) is first
    kept = first.copy()
    other = overlay.draw(replace(STATE, line="another line"))
    assert not np.array_equal(other, first)
    assert np.array_equal(first, kept)


def test_the_meter_grows_and_turns_yellow_and_red(overlay):
    at = {db: overlay.draw(replace(STATE, level=Level(0.0, db, db))) for db in (-50.0, -30.0, -10.0, -2.0)}
    greens = [_count(at[db], GREEN) for db in (-50.0, -30.0, -10.0)]
    assert greens[0] < greens[1] < greens[2]
    assert [_count(at[db], YELLOW) > 0 for db in (-30.0, -10.0, -2.0)] == [False, True, True]
    assert [_count(at[db], RED) > 0 for db in (-10.0, -2.0)] == [False, True]


def test_a_lost_microphone_is_said(overlay):
    lost = overlay.draw(replace(STATE, level=Level(0.0, -120.0, -120.0, alive=False, device="USB")))
    assert _count(lost, GREEN) == 0
    assert _count(lost, RED) > 50
    assert _count(overlay.draw(replace(STATE, level=None)), RED) > 50


def test_a_rejected_go_frames_the_panel_in_red(overlay):
    panel = overlay.draw(replace(STATE, rejected_go=True))
    assert (panel[0, :, :3] == RED).all()
    assert (panel[:, -1, :3] == RED).all()
    assert not (overlay.draw(STATE)[0, :, :3] == RED).any()


@pytest.mark.parametrize(
    ("change", "colour"), [({"held": True}, YELLOW), ({"frozen": True}, BLUE), ({"blackout": True}, RED)]
)
def test_what_holds_the_wall_is_badged(overlay, change, colour):
    assert _count(overlay.draw(replace(STATE, **change)), colour) > _count(overlay.draw(STATE), colour) + 500


def test_every_figure_is_on_it(overlay):
    plain = overlay.draw(STATE)
    for change in (
        {"song": "x"}, {"next_line": "x"}, {"fps": 12.0}, {"late": 4}, {"latency_ms": 900.0},
        {"drops": (("prompt>paint", 59),)}, {"notices": ("microphone is back",)}, {"brightness": 0.4},
        {"muted": True},
    ):  # fmt: skip
        assert not np.array_equal(overlay.draw(replace(STATE, **change)), plain), change


def test_long_and_strange_words_do_no_harm(overlay):
    long = "é\n\x00лλ " * 200
    state = OverlayState(song=long, line=long, next_line=long, notices=(long,) * 9, drops=((long, 3),) * 9)
    panel = overlay.draw(replace(state, held=True, frozen=True, blackout=True, muted=True, rejected_go=True))
    assert panel.shape == (430, 960, 4)


@pytest.mark.parametrize("size", [(320, 180), (1920, 600)])
def test_other_sizes(size):
    assert Overlay(size).draw(STATE).shape == (size[1], size[0], 4)
