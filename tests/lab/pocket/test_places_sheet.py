"""Shapes drawn in shares of the side."""

from __future__ import annotations

import numpy as np

from livevis.lab.pocket.places_sheet import ACROSS, Sheet, gradient, lift, mix, swell, under

RED = (200, 0, 0)
BLUE = (0, 0, 200)


def red_share(sheet: Sheet) -> float:
    return float(sheet.pixels[..., 0].mean()) / 200.0


def test_colours_blend_and_lift() -> None:
    assert mix((0, 100, 200), (100, 100, 0), 0.5) == (50, 100, 100)
    assert lift((100, 200, 10), 1.5) == (150, 255, 15)


def test_a_gradient_starts_and_ends_with_its_colours() -> None:
    made = gradient((RED, (0, 200, 0), BLUE), 21)
    assert made.shape == (21, 3)
    assert tuple(made[0]) == RED
    assert tuple(made[10]) == (0, 200, 0)
    assert tuple(made[-1]) == BLUE
    assert gradient((RED, BLUE), 1).shape == (1, 3)


def test_shapes_cover_the_area_they_should() -> None:
    for side in (64, 200):
        sheet = Sheet(side)
        sheet.shape([(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)], RED)
        assert abs(red_share(sheet) - 0.25) < 0.03
        sheet = Sheet(side)
        sheet.disc((0.5, 0.5), 0.3, RED)
        assert abs(red_share(sheet) - np.pi * 0.09) < 0.03
        sheet = Sheet(side)
        sheet.box((-0.5, 0.5), (0.5, 2.0), RED)
        assert red_share(sheet) == 0.25


def test_several_shapes_are_drawn_at_once_and_none_is_nothing() -> None:
    sheet = Sheet(64)
    sheet.shapes([], RED)
    assert not sheet.pixels.any()
    sheet.shapes([[(0.0, 0.0), (0.5, 0.0), (0.0, 0.5)], [(1.0, 1.0), (0.5, 1.0), (1.0, 0.5)]], RED)
    assert abs(red_share(sheet) - 0.25) < 0.03


def test_a_shaded_shape_goes_from_its_upper_to_its_lower_colour() -> None:
    sheet = Sheet(100)
    sheet.shaded([(0.0, 0.2), (1.0, 0.2), (1.0, 0.8), (0.0, 0.8)], RED, BLUE)
    assert sheet.pixels[22, 50, 0] > 180 > 20 > sheet.pixels[22, 50, 2]
    assert sheet.pixels[77, 50, 2] > 180 > 20 > sheet.pixels[77, 50, 0]
    assert not sheet.pixels[:18].any()
    before = sheet.pixels.copy()
    sheet.shaded([(0.0, 1.2), (1.0, 1.2), (0.5, 1.6)], RED, BLUE)
    assert np.array_equal(sheet.pixels, before)


def test_a_wash_fills_rows_and_a_line_has_its_width() -> None:
    sheet = Sheet(100)
    sheet.wash(0.5, 1.0, (RED, BLUE))
    assert not sheet.pixels[:50].any()
    assert (sheet.pixels[50] == RED).all()
    sheet = Sheet(100)
    sheet.line([(0.0, 0.5), (1.0, 0.5)], RED, 0.1)
    assert abs(red_share(sheet) - 0.1) < 0.02


def test_a_glow_adds_light_and_may_stand_at_the_edge_or_outside() -> None:
    sheet = Sheet(80)
    sheet.glow((0.5, 0.5), 0.2, (100, 100, 100))
    sheet.glow((0.0, 0.0), 0.2, (100, 100, 100))
    sheet.glow((3.0, 3.0), 0.2, (100, 100, 100))
    assert 85 < sheet.pixels[40, 40, 0] <= 100
    assert sheet.pixels[0, 0, 0] > 85
    assert not sheet.pixels[40, 5].any()


def test_a_swell_is_closed_downwards() -> None:
    curve = swell(ACROSS, 0.5, (0.1, 2.0, 0.0))
    assert np.ptp(curve[:, 1]) > 0.18
    sheet = Sheet(100)
    sheet.shape(under(curve), RED)
    assert abs(red_share(sheet) - 0.5) < 0.03
    assert sheet.pixels[-1, :, 0].min() == 200
